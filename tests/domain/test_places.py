"""Where a shop should not lie."""

import pytest

from shopdesk.domain.places import Risk, risk


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/people/a/Dropbox/shop", "Dropbox"),
        ("/people/a/Dropbox (Personal)/shop", "Dropbox"),
        ("C:/people/a/OneDrive - Example Ltd/Documents", "OneDrive"),
        ("/people/a/Library/Mobile Documents/com~apple~CloudDocs", "iCloud Drive"),
        ("C:/people/a/iCloudDrive", "iCloud Drive"),
        ("/people/a/Library/CloudStorage/GoogleDrive-a@example.com/My Drive", "Google Drive"),
        ("/people/a/Library/CloudStorage/Unheard-Of", "iCloud / CloudStorage"),
        ("G:/My Drive/shop", "Google Drive"),
        ("/people/a/Nextcloud/shop", "Nextcloud"),
        ("D:/Nutstore Files/我的坚果云", "坚果云 Nutstore"),
        ("D:/BaiduSyncdisk/店铺", "百度网盘"),
        ("D:/百度网盘同步空间", "百度网盘"),
        ("D:/WPS云盘/店铺", "WPS 云盘"),
    ],
)
def test_folders_that_a_program_copies_to_a_cloud(path: str, service: str) -> None:
    assert risk(path.split("/"), "ext4") == Risk("synced", service)


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "fuse.rclone", "davfs", "9p", "afpfs"])
def test_file_systems_of_other_computers(kind: str) -> None:
    assert risk(["", "mnt", "shop"], kind) == Risk("network", kind)


def test_what_windows_says_of_a_drive() -> None:
    assert risk(["Z:\\", "shop"], "NTFS", remote=True) == Risk("network", "NTFS")
    assert risk(["\\\\server\\share\\", "shop"], "NTFS") == Risk("network", "NTFS")
    assert risk(["C:\\", "shop"], "NTFS") is None


@pytest.mark.parametrize(
    "kind", ["ext4", "btrfs", "xfs", "apfs", "NTFS", "exfat", "tmpfs", "fuse.ntfs-3g", "fuseblk", ""]
)
def test_ordinary_disks_and_folders_are_fine(kind: str) -> None:
    assert risk(["", "people", "a", "Documents", "my dropboxes", "Shop", "one drive"], kind) is None


def test_a_cloud_that_is_mounted_is_called_by_its_name() -> None:
    assert risk(["", "people", "a", "cloud"], "fuse.onedriver") == Risk("synced", "OneDrive")
    assert risk(["", "people", "a", "cloud"], "fuse.google-drive-ocamlfuse") == Risk("synced", "Google Drive")
