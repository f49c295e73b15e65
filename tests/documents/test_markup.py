"""Text from outside on paper."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from shopdesk.documents.markup import escaped, escaped_lines, plain


@given(st.text())
def test_nothing_steers_the_layout(text):
    made = plain(text)
    assert not set(made) & {chr(code) for code in (0x202A, 0x202E, 0x2066, 0x2069, 0xFDD0, 0xFDD1, 0xFFFC, 0, 0x1B)}
    assert not set(escaped_lines(text).replace("<br/>", "")) & set("<>\"'\n\r")


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S"], exclude_characters="\ufffc\ufffd")))
def test_ordinary_text_stays(text):
    assert plain(text) == unicodedata.normalize("NFC", text[:1000]).strip() or len(text) > 1000


def test_long_text_is_cut_with_an_ellipsis():
    assert plain("x" * 30, 10) == "x" * 9 + "…"


def test_a_line_feed_in_a_name_is_a_space():
    assert escaped("a\r\nb") == "a b"


def test_an_accent_and_its_letter_become_one_character():
    assert plain("Ame\u0301lie") == "Am\u00e9lie"
