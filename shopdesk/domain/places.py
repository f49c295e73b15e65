"""Where a shop's file should not lie: on a drive of another computer, or where a program copies it to a cloud.

Two computers that write one SQLite file over a network, or a copy taken between its parts, damage it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

# As Linux and macOS name file systems; Windows says of a drive that it is remote.
_NETWORK = frozenset((
    "nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "davfs2", "9p", "afs",
    "ceph", "glusterfs", "lustre", "ncpfs", "vboxsf", "vmhgfs", "prl_fs", "sshfs", "rclone", "ftp",
))  # fmt: skip
_NETWORK_FUSE = (
    "sshfs", "rclone", "davfs", "gvfsd", "curlftpfs", "s3fs", "glusterfs", "ceph", "vmhgfs", "smbnetfs", "nfs",
    "afp",
)  # fmt: skip
_SYNCED_FUSE = (("onedriver", "OneDrive"), ("google-drive", "Google Drive"), ("mega", "MEGA"), ("pcloud", "pCloud"))
# A folder called exactly so, or so with " (", " -", "-" or "@" and more behind it ("OneDrive - Company").
_SYNCED = (
    ("dropbox", "Dropbox"), ("onedrive", "OneDrive"), ("mobile documents", "iCloud Drive"),
    ("com~apple~clouddocs", "iCloud Drive"), ("icloud drive", "iCloud Drive"), ("iclouddrive", "iCloud Drive"),
    ("icloud云盘", "iCloud Drive"), ("google drive", "Google Drive"), ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"), ("我的云端硬盘", "Google Drive"), ("google 云端硬盘", "Google Drive"),
    ("nextcloud", "Nextcloud"), ("owncloud", "ownCloud"), ("nutstore", "坚果云 Nutstore"),
    ("nutstore files", "坚果云 Nutstore"), ("我的坚果云", "坚果云 Nutstore"), ("坚果云", "坚果云 Nutstore"),
    ("baidusyncdisk", "百度网盘"), ("baidunetdiskworkspace", "百度网盘"), ("baiduyunsync", "百度网盘"),
    ("百度云同步盘", "百度网盘"), ("百度网盘同步空间", "百度网盘"), ("百度网盘", "百度网盘"), ("wpsdrive", "WPS 云盘"),
    ("wps云盘", "WPS 云盘"), ("微云同步助手", "腾讯微云"), ("megasync", "MEGA"), ("pcloud drive", "pCloud"),
    ("pclouddrive", "pCloud"), ("box sync", "Box"), ("yandex.disk", "Yandex Disk"), ("seafile", "Seafile"),
    ("cloudstorage", "iCloud / CloudStorage"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Risk:
    """Why a place is a bad one: `code` is `network` or `synced`; `name` the kind of drive or the service."""

    code: str
    name: str


def risk(folders: Sequence[str], file_system: str = "", remote: bool = False) -> Risk | None:
    """What is wrong with a place: the folders down to it, its file system, whether Windows calls it remote.

    None where nothing is known against it.
    """
    kind = file_system.casefold()
    named = _synced_by(folders)
    if kind.startswith("fuse."):
        for part, service in _SYNCED_FUSE:
            if part in kind:
                return Risk("synced", service)
    if named:
        return Risk("synced", named)
    if kind in _NETWORK or (kind.startswith("fuse.") and any(part in kind for part in _NETWORK_FUSE)):
        return Risk("network", file_system)
    if remote or (folders and folders[0].startswith(("\\\\", "//"))):
        return Risk("network", file_system)
    return None


def _synced_by(folders: Sequence[str]) -> str:
    # The innermost name is the more telling one: …/Library/CloudStorage/Dropbox.
    for folder in reversed(folders):
        name = folder.casefold().strip()
        for known, service in _SYNCED:
            rest = name.removeprefix(known)
            if name.startswith(known) and (not rest or rest.startswith((" (", " -", "-", "@"))):
                return service
    return ""
