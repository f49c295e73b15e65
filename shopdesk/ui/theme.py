"""Light and dark: Fusion with our palette, one accent, and colours with a meaning as functions of the palette.

Widgets ask for colours by role (`colour(palette, "trouble")`); nothing else in the window names a colour.
`tests/ui/test_theme.py` computes the contrast of every pair that carries text.
"""

from typing import Final

from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from shopdesk.resources import resource_path

THEMES: Final = ("system", "light", "dark")

# Lengths of the style rules in units of 8 px at 10 pt; a bar is twice as high as its ends are round.
_LENGTHS: Final = {
    "@half": 0.5, "@1": 1.0, "@2": 2.0, "@3": 3.0, "@4": 4.0, "@arrow": 1.3, "@box": 1.8, "@bar": 0.76, "@round": 0.38,
    "@pad": 0.75,
}  # fmt: skip

# role: (light, dark). Text roles are read on `base`, `window` and their own tint.
ROLES: Final[dict[str, tuple[str, str]]] = {
    "accent": ("#3450c8", "#9db2ff"),  # links, the tab in front
    "ok": ("#17703f", "#5fd39a"),
    "waiting": ("#8a5300", "#f0b45a"),
    "active": ("#2a5fb8", "#8db8ff"),
    "trouble": ("#b3261e", "#ff938a"),
    "muted": ("#5c6370", "#a2a9b6"),
    "line": ("#e3e5ea", "#33373f"),  # hairlines; carry no text
    "hover": ("#f3f4f8", "#262a32"),
    "selected": ("#e3e8fc", "#2b3560"),
    "note": ("#fdf3d7", "#3a3218"),
    "theirs": ("#eef0f4", "#2a2e37"),
    "ours": ("#e0e7ff", "#2a3769"),
    "badge": ("#e6e8ef", "#363b46"),
    "flag.red": ("#c8322a", "#ff8177"),
    "flag.yellow": ("#9a6b00", "#f2c14e"),
    "flag.green": ("#1c7c47", "#5fd39a"),
    "flag.blue": ("#2a63c4", "#86b4ff"),
    "flag.purple": ("#7a3fb8", "#c99bff"),
}

TEXT_ROLES: Final = ("accent", "ok", "waiting", "active", "trouble", "muted")

_PALETTE: Final[dict[QPalette.ColorRole, tuple[str, str]]] = {
    QPalette.ColorRole.Window: ("#f6f7f9", "#191b20"),
    QPalette.ColorRole.WindowText: ("#1b1e25", "#e7e9ee"),
    QPalette.ColorRole.Base: ("#ffffff", "#1f2228"),
    QPalette.ColorRole.AlternateBase: ("#fafbfc", "#23262d"),
    QPalette.ColorRole.Text: ("#1b1e25", "#e7e9ee"),
    QPalette.ColorRole.PlaceholderText: ("#676e7b", "#9299a6"),
    QPalette.ColorRole.Button: ("#ffffff", "#282c34"),
    QPalette.ColorRole.ButtonText: ("#1b1e25", "#e7e9ee"),
    QPalette.ColorRole.BrightText: ("#ffffff", "#ffffff"),
    QPalette.ColorRole.Highlight: ("#3d5bd9", "#4660d6"),
    QPalette.ColorRole.HighlightedText: ("#ffffff", "#ffffff"),
    QPalette.ColorRole.Accent: ("#3d5bd9", "#4660d6"),
    QPalette.ColorRole.Link: ("#3450c8", "#9db2ff"),
    QPalette.ColorRole.LinkVisited: ("#5b3fb8", "#c3a6ff"),
    QPalette.ColorRole.ToolTipBase: ("#262a33", "#3a3f4a"),
    QPalette.ColorRole.ToolTipText: ("#ffffff", "#f2f4f8"),
    QPalette.ColorRole.Light: ("#ffffff", "#30343d"),
    QPalette.ColorRole.Midlight: ("#eceef2", "#2c3038"),
    QPalette.ColorRole.Mid: ("#d3d6dd", "#434955"),
    QPalette.ColorRole.Dark: ("#b4b9c4", "#0f1013"),
    QPalette.ColorRole.Shadow: ("#8a909d", "#000000"),
}
_DISABLED: Final = ("#8a909c", "#747b88")
_DISABLED_ROLES: Final = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


def palette_of(dark: bool) -> QPalette:
    """The palette of one theme."""
    index = 1 if dark else 0
    palette = QPalette()
    for role, pair in _PALETTE.items():
        palette.setColor(role, QColor(pair[index]))
    for role in _DISABLED_ROLES:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(_DISABLED[index]))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Accent, QColor(_PALETTE_MID[index]))
    return palette


_PALETTE_MID: Final = _PALETTE[QPalette.ColorRole.Mid]


def is_dark(palette: QPalette) -> bool:
    """Whether text is lighter than what it stands on."""
    text = palette.color(QPalette.ColorRole.WindowText).lightness()
    return text > palette.color(QPalette.ColorRole.Window).lightness()


def colour(palette: QPalette, role: str) -> QColor:
    """The colour of a meaning (`"trouble"`, `"flag.red"`) in the theme of `palette`; unknown roles: plain text."""
    pair = ROLES.get(role)
    if pair is None:
        return palette.color(QPalette.ColorRole.Text)
    return QColor(pair[1 if is_dark(palette) else 0])


def wants_dark(setting: str) -> bool:
    """Whether `setting` (one of THEMES) means dark now; "system" asks the platform."""
    if setting in ("light", "dark"):
        return setting == "dark"
    return QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def apply(app: QApplication, setting: str = "system") -> None:
    """Dress the application: Fusion, our palette, and the few style rules that Fusion lacks."""
    if app.style().objectName() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    dark = wants_dark(setting)
    app.setPalette(palette_of(dark))
    QDir.setSearchPaths("styles", [str(resource_path("styles"))])
    app.setStyleSheet(style_sheet(app))


def style_sheet(app: QApplication) -> str:
    """The style rules with lengths from the font (`@1`: 8 px at 10 pt), and a rule for each colour role of labels."""
    unit = QFontInfo(app.font()).pixelSize() * 0.6
    text = resource_path("styles", "shopdesk.qss").read_text(encoding="utf-8")
    for name, units in _LENGTHS.items():
        text = text.replace(name, f"{max(1, round(unit * units))}px")
    palette = app.palette()
    labels = (f'QLabel[role="{role}"] {{ color: {colour(palette, role).name()}; }}' for role in TEXT_ROLES)
    return "\n".join([text, *labels])
