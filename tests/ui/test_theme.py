"""Both themes can be read: contrast of every pair that carries text, computed as WCAG does."""

import re

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from shopdesk.resources import resource_path
from shopdesk.ui import theme
from shopdesk.ui.widgets.labels import RoleLabel

ENOUGH = 4.5


def luminance(colour: QColor) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("dark", [False, True])
def test_text_of_the_palette(dark: bool) -> None:
    role = QPalette.ColorRole
    palette = theme.palette_of(dark)
    for text, ground in (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.Text, role.AlternateBase),
        (role.Text, role.Midlight),
        (role.ButtonText, role.Button),
        (role.ButtonText, role.Midlight),
        (role.HighlightedText, role.Highlight),
        (role.PlaceholderText, role.Base),
        (role.PlaceholderText, role.Window),
        (role.Link, role.Base),
        (role.ToolTipText, role.ToolTipBase),
    ):
        assert contrast(palette.color(text), palette.color(ground)) >= ENOUGH, (text, ground, dark)


@pytest.mark.parametrize("dark", [False, True])
def test_text_in_colours_of_meaning(dark: bool) -> None:
    palette = theme.palette_of(dark)
    grounds = {
        "base": palette.color(QPalette.ColorRole.Base),
        "window": palette.color(QPalette.ColorRole.Window),
        "selected": theme.colour(palette, "selected"),
        "hover": theme.colour(palette, "hover"),
        "note": theme.colour(palette, "note"),
        "theirs": theme.colour(palette, "theirs"),
        "ours": theme.colour(palette, "ours"),
        "badge": theme.colour(palette, "badge"),
    }
    text = palette.color(QPalette.ColorRole.Text)
    for name, ground in grounds.items():
        assert contrast(text, ground) >= ENOUGH, (name, dark)
        assert contrast(theme.colour(palette, "muted"), ground) >= ENOUGH, ("muted", name, dark)
    for role in theme.TEXT_ROLES:
        for name in ("base", "window", "selected", "hover"):
            assert contrast(theme.colour(palette, role), grounds[name]) >= ENOUGH, (role, name, dark)


@pytest.mark.parametrize("dark", [False, True])
def test_dots_and_flags_can_be_seen(dark: bool) -> None:
    palette = theme.palette_of(dark)
    base = palette.color(QPalette.ColorRole.Base)
    for role in theme.ROLES:
        if role.startswith("flag.") or role in theme.TEXT_ROLES:
            assert contrast(theme.colour(palette, role), base) >= 3, (role, dark)


def test_setting_decides_and_labels_follow(qapp: QApplication, qtbot) -> None:
    label = RoleLabel("Total", "muted")
    plain = QLabel("Total")
    for widget in (label, plain):
        qtbot.addWidget(widget)
    for setting in ("dark", "light"):
        theme.apply(qapp, setting)
        assert theme.is_dark(qapp.palette()) is (setting == "dark")
        label.ensurePolished()
        wanted = theme.colour(qapp.palette(), "muted").name()
        assert label.palette().color(QPalette.ColorRole.WindowText).name() == wanted
    assert qapp.style().objectName() in ("fusion", "stylesheetstyle", "")


def test_style_rules_name_no_colours() -> None:
    rules = resource_path("styles", "shopdesk.qss").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgb|hsl", rules) == []


def test_style_rules_name_pictures_that_are_there() -> None:
    rules = resource_path("styles", "shopdesk.qss").read_text(encoding="utf-8")
    named = set(re.findall(r'url\("styles:([^"]+)"\)', rules))
    assert named == {path.name for path in resource_path("styles").glob("*.svg")}


@pytest.mark.parametrize("dark", [False, True])
def test_pictures_of_the_style_rules_can_be_seen(dark: bool) -> None:
    palette = theme.palette_of(dark)
    for name, grounds in (
        ("tick.svg", (QPalette.ColorRole.Highlight,)),
        ("arrow-down.svg", (QPalette.ColorRole.Base, QPalette.ColorRole.Midlight)),
        ("arrow-up.svg", (QPalette.ColorRole.Base, QPalette.ColorRole.Midlight)),
    ):
        found = re.search(r'stroke="(#\w+)"', resource_path("styles", name).read_text(encoding="utf-8"))
        assert found is not None
        for ground in grounds:
            assert contrast(QColor(found[1]), palette.color(ground)) >= 3, (name, ground, dark)


@pytest.mark.parametrize("dark", [False, True])
def test_the_box_of_a_check_box_can_be_seen(dark: bool) -> None:
    palette = theme.palette_of(dark)
    border = palette.color(QPalette.ColorRole.PlaceholderText)
    for ground in (QPalette.ColorRole.Base, QPalette.ColorRole.Window):
        assert contrast(border, palette.color(ground)) >= 3
