"""Code 128 as widths."""

import pytest

from shopdesk.documents.barcodes import LONGEST, MODULE_MM, code128_widths
from shopdesk.domain.errors import UserError


def test_widths_are_those_of_the_standard():
    # ISO/IEC 15417: start B 211214, A 111323, check sum (104 + 33) % 103 = 34 → B 131123, stop 2331112.
    assert code128_widths("A") == tuple(int(digit) for digit in "2112141113231311232331112")


@pytest.mark.parametrize("text", ["PL-2026-000123", "a", "0123456789", "x" * LONGEST, "A1b2-99 ~"])
def test_every_character_is_eleven_modules(text):
    widths = code128_widths(text)
    assert (sum(widths) - 2) % 11 == 0
    assert len(widths) % 2 == 1
    assert set(widths) <= {1, 2, 3, 4}


@pytest.mark.parametrize("text", ["", "发货单", "é", "a\n", "\x7f", "x" * (LONGEST + 1)])
def test_what_cannot_be_a_barcode_is_refused(text):
    with pytest.raises(UserError) as refusal:
        code128_widths(text)
    assert refusal.value.code == "barcode.unsuitable"


def test_narrowest_bar_is_two_dots_of_a_label_printer():
    assert pytest.approx(2) == MODULE_MM * 203 / 25.4
