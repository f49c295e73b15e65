"""Code 128 as bar widths, so that paper draws it as whole-dot rectangles instead of a blurred picture."""

from functools import lru_cache
from itertools import groupby

from shopdesk.domain.errors import UserError

QUIET_MODULES = 10  # free space on either side, ISO/IEC 15417
LABEL_DPI = 203  # eight dots a millimetre, what nearly every label printer has
MODULE_MM = 2 * 25.4 / LABEL_DPI  # the narrowest bar: two whole dots, 0.25 mm
LONGEST = 48  # characters; more would be wider than an A4 page


@lru_cache(maxsize=1024)
def code128_widths(text: str) -> tuple[int, ...]:
    """Widths in modules of bar, space, bar … for `text`, first and last being bars; quiet zones not included.

    Only printable ASCII can be encoded; anything else, nothing, or more than 48 characters is a `UserError`
    `barcode.unsuitable`.
    """
    if not text or len(text) > LONGEST or not all(" " <= character <= "~" for character in text):
        raise UserError("barcode.unsuitable", text=text[: LONGEST + 1], longest=LONGEST)
    from barcode.codex import Code128  # here, because nothing but paper needs it

    modules = "".join(Code128(text).build()).strip("0")
    return tuple(sum(1 for _ in run) for _, run in groupby(modules))
