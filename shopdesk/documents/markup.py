"""Text from outside made harmless for paper: escaped, without characters that would steer the layout."""

import html
import re
import unicodedata
from functools import lru_cache

LONGEST_FIELD = 1000  # characters of a name, title or address line that are printed
LONGEST_MESSAGE = 4000

# Controls except tab and line feed; direction overrides, which would turn the text after them round; and the
# characters that Qt's rich text keeps for itself: U+FDD0, U+FDD1 (frame marks), U+FFFC (object), lone surrogates.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufff9-\uffff\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")


def plain(text: str, longest: int = LONGEST_FIELD) -> str:
    """`text` composed (é is one character), without steering characters, cut at `longest` with an ellipsis."""
    # Cut first: a cell of a megabyte must not cost a megabyte's work per slip.
    cut = text if len(text) <= longest else text[: longest - 1] + "…"
    if cut.isascii() and cut.isprintable():  # nearly all text: nothing to take out
        return cut.strip()
    return unicodedata.normalize("NFC", _STEERING.sub("", _LINE_ENDS.sub("\n", cut))).strip()


@lru_cache(maxsize=4096)  # a batch of slips says the same words on every one
def escaped(text: str, longest: int = LONGEST_FIELD) -> str:
    """`plain` text as HTML on one flow; line feeds become spaces."""
    return html.escape(plain(text, longest)).replace("\n", " ")


def escaped_lines(text: str, longest: int = LONGEST_MESSAGE) -> str:
    """`plain` text as HTML that keeps its lines."""
    return html.escape(plain(text, longest)).replace("\n", "<br/>")
