"""What Python packages cannot bring on Linux: Qt's libraries, a font with Chinese characters, test programs."""

import ctypes
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Library:
    """A shared library, the packages that hold it on Debian (old name, new name) and on Arch."""

    soname: str
    debian: tuple[str, ...]
    arch: str


# What the Qt libraries and the plugins for offscreen, X11, Wayland and printing name as NEEDED. Without the first
# group not even slips can be drawn; the second is for windows and printers.
_DRAWING = (
    Library("libEGL.so.1", ("libegl1",), "libglvnd"),
    Library("libGL.so.1", ("libgl1",), "libglvnd"),
    Library("libX11.so.6", ("libx11-6",), "libx11"),
    Library("libdbus-1.so.3", ("libdbus-1-3",), "dbus"),
    Library("libfontconfig.so.1", ("libfontconfig1",), "fontconfig"),
    Library("libfreetype.so.6", ("libfreetype6",), "freetype2"),
    Library("libglib-2.0.so.0", ("libglib2.0-0", "libglib2.0-0t64"), "glib2"),
    Library("libxkbcommon.so.0", ("libxkbcommon0",), "libxkbcommon"),
    Library("libzstd.so.1", ("libzstd1",), "zstd"),
    Library("libbrotlidec.so.1", ("libbrotli1",), "brotli"),
    Library("libgssapi_krb5.so.2", ("libgssapi-krb5-2",), "krb5"),
)
_WINDOWS = (
    Library("libX11-xcb.so.1", ("libx11-xcb1",), "libx11"),
    Library("libcups.so.2", ("libcups2", "libcups2t64"), "libcups"),
    Library("libwayland-client.so.0", ("libwayland-client0",), "wayland"),
    Library("libwayland-cursor.so.0", ("libwayland-cursor0",), "wayland"),
    Library("libxcb-cursor.so.0", ("libxcb-cursor0",), "xcb-util-cursor"),
    Library("libxcb-glx.so.0", ("libxcb-glx0",), "libxcb"),
    Library("libxcb-icccm.so.4", ("libxcb-icccm4",), "xcb-util-wm"),
    Library("libxcb-image.so.0", ("libxcb-image0",), "xcb-util-image"),
    Library("libxcb-keysyms.so.1", ("libxcb-keysyms1",), "xcb-util-keysyms"),
    Library("libxcb-randr.so.0", ("libxcb-randr0",), "libxcb"),
    Library("libxcb-render-util.so.0", ("libxcb-render-util0",), "xcb-util-renderutil"),
    Library("libxcb-render.so.0", ("libxcb-render0",), "libxcb"),
    Library("libxcb-shape.so.0", ("libxcb-shape0",), "libxcb"),
    Library("libxcb-shm.so.0", ("libxcb-shm0",), "libxcb"),
    Library("libxcb-sync.so.1", ("libxcb-sync1",), "libxcb"),
    Library("libxcb-util.so.1", ("libxcb-util1",), "xcb-util"),
    Library("libxcb-xfixes.so.0", ("libxcb-xfixes0",), "libxcb"),
    Library("libxcb-xkb.so.1", ("libxcb-xkb1",), "libxcb"),
    Library("libxkbcommon-x11.so.0", ("libxkbcommon-x11-0",), "libxkbcommon-x11"),
)
# Program that a test calls -> its package, in the order of the package managers.
_MANAGERS = ("apt-get", "dnf", "pacman", "zypper")
_TEST_PROGRAMS = {
    "soffice": ("libreoffice-calc", "libreoffice-calc", "libreoffice-fresh", "libreoffice-calc"),
    "pdftoppm": ("poppler-utils", "poppler-utils", "poppler", "poppler-tools"),
    "Xvfb": ("xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb", "xorg-x11-server-Xvfb"),
    "xauth": ("xauth", "xauth", "xorg-xauth", "xauth"),
}
_FONT = ("fonts-noto-cjk", "font(:lang=zh-cn)", "noto-fonts-cjk", "font(:lang=zh-cn)")
_FONT_FILES = ("NotoSansCJK*", "NotoSerifCJK*", "NotoSansSC*", "SourceHan*", "wqy-*", "DroidSansFallback*", "uming*")
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
_INSTALL = {
    "apt-get": "apt-get install -y --no-install-recommends",
    "dnf": "dnf install -y",
    "pacman": "pacman -S --needed --noconfirm",
    "zypper": "zypper --non-interactive install",
}


@dataclass
class Missing:
    """What this computer lacks."""

    drawing: list[Library] = field(default_factory=list)
    windows: list[Library] = field(default_factory=list)
    font: bool = False
    programs: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.drawing or self.windows or self.font or self.programs)

    def __str__(self) -> str:
        names = [library.soname for library in (*self.drawing, *self.windows)]
        if self.font:
            names.append("a font with Chinese characters")
        return ", ".join([*names, *self.programs])


def look(for_tests: bool = False) -> Missing:
    """What is missing here; nothing on systems that bring it all (macOS, Windows)."""
    if not sys.platform.startswith("linux"):
        return Missing()
    return Missing(
        drawing=[library for library in _DRAWING if not _loads(library.soname)],
        windows=[library for library in _WINDOWS if not _loads(library.soname)],
        font=not _has_chinese_font(),
        programs=[name for name in _TEST_PROGRAMS if for_tests and shutil.which(name) is None],
    )


def provide(for_tests: bool = False) -> bool:
    """Installs what is missing (Debian and Ubuntu, as root) or prints the one command that does.

    False when the libraries without which nothing can be drawn are still missing.
    """
    missing = look(for_tests)
    if missing and _may_install():
        print(f"Installing for Qt and tests: {missing}", file=sys.stderr, flush=True)
        _apt_get("update", "-q")
        _apt_get("install", "-y", "-q", "--no-install-recommends", *packages(missing, "apt-get"))
        missing = look(for_tests)
    if missing:
        manager = _manager()
        print(f"This computer lacks: {missing}.", file=sys.stderr)
        if manager:
            print(f"Install with: sudo {_INSTALL[manager]} {_quoted(packages(missing, manager))}", file=sys.stderr)
        sys.stderr.flush()
    return not missing.drawing


def packages(missing: Missing, manager: str) -> list[str]:
    """The names that `manager` knows the missing things by, sorted, each once."""
    libraries = (*missing.drawing, *missing.windows)
    if manager == "apt-get":
        names = {_debian_name(library.debian) for library in libraries}
    elif manager == "pacman":
        names = {library.arch for library in libraries}
    else:  # rpm packages can be asked for by the library they provide
        names = {f"{library.soname}()(64bit)" for library in libraries}
    if missing.font:
        names.add(_FONT[_MANAGERS.index(manager)])
    return sorted(names | {_TEST_PROGRAMS[name][_MANAGERS.index(manager)] for name in missing.programs})


def venv_command() -> str:
    """The command that brings venv and ensurepip."""
    manager = _manager()
    if manager == "apt-get":
        return f"sudo apt-get install -y {_venv_package()}"
    return "the installer from python.org, or your system's Python package with venv"


def install_venv() -> bool:
    """Installs venv and ensurepip where that is possible without a question; True when done."""
    if not _may_install():
        return False
    _apt_get("update", "-q")
    return _apt_get("install", "-y", "-q", "--no-install-recommends", _venv_package())


def has_display() -> bool:
    """Whether a window can be shown."""
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform:
        return platform not in ("offscreen", "minimal")
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _has_chinese_font() -> bool:
    if shutil.which("fc-list"):
        listed = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, check=False)
        return bool(listed.stdout.strip())
    folders = [Path(name).expanduser() for name in _FONT_FOLDERS]
    return any(next(folder.rglob(pattern), None) for folder in folders for pattern in _FONT_FILES)


def _manager() -> str | None:
    return next((name for name in _MANAGERS if shutil.which(name)), None)


def _may_install() -> bool:
    return _manager() == "apt-get" and hasattr(os, "geteuid") and os.geteuid() == 0


def _apt_get(*arguments: str) -> bool:
    """Runs apt-get without questions; what it says goes to standard error."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    # Our standard output belongs to results.
    done = subprocess.run(["apt-get", *arguments], env=environment, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    return done.returncode == 0


def _debian_name(names: tuple[str, ...]) -> str:
    """The name this release has: the change to 64-bit time renamed some packages (Ubuntu 24.04, Debian 13)."""
    for name in reversed(names[1:]):
        shown = subprocess.run(["apt-cache", "show", name], capture_output=True, check=False)
        if shown.returncode == 0 and shown.stdout.strip():
            return name
    return names[0]


def _venv_package() -> str:
    return f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"


def _quoted(names: list[str]) -> str:
    return " ".join(f"'{name}'" if "(" in name else name for name in names)
