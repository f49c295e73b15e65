"""One set of icons: same grid, same stroke, drawn in the colour asked for."""

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from shopdesk.resources import resource_path
from shopdesk.ui import icons


@pytest.mark.parametrize("name", icons.icon_names())
def test_each_icon_is_of_the_set_and_draws(name: str, dressed) -> None:
    source = resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in source
    assert set(re.findall(r'stroke-width="([^"]+)"', source)) == {"1.5"}
    assert set(re.findall(r'(?:stroke|fill)="([^"]+)"', source)) <= {"none", "currentColor"}
    image = icons.icon(name, "trouble").pixmap(QSize(24, 24)).toImage()
    inked = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 120
    ]
    assert inked, "nothing was drawn"
    assert all(pixel.red() > pixel.green() for pixel in inked)


def test_disabled_icons_are_paler(dressed) -> None:
    normal = icons.icon("x").pixmap(QSize(24, 24), QIcon.Mode.Normal).toImage()
    disabled = icons.icon("x").pixmap(QSize(24, 24), QIcon.Mode.Disabled).toImage()
    assert normal.pixelColor(12, 12).lightness() < disabled.pixelColor(12, 12).lightness()
