"""Plainly fictional slips for the tests of paper."""

from datetime import date

from shopdesk.documents.slips import Slip, SlipAddress, SlipLine, SlipOrder, SlipRemaining, SlipShop, SlipTotal

ORDER = SlipOrder(
    "SO-2026-000001", "shopify", "#1042", date(2026, 10, 1), "Please ring twice.", "Gave a discount", "Standard"
)
LINES = (
    SlipLine(ORDER.number, "MUG-1", "Stoneware mug", "Blue", "", 2, 2, "A-03", "¥45.00", "¥90.00"),
    SlipLine(ORDER.number, "TEE-1", "T-shirt", "Navy / XL", "For Grandma", 1, 3, "B-11", "¥88.00", "¥88.00"),
)


def slip(**changes) -> Slip:
    """A slip of two lines for one order, with prices known; `changes` replace fields."""
    fields = {
        "number": "PL-2026-000001",
        "created": date(2026, 10, 3),
        "shop": SlipShop("Example Shop", "12 Sample Street", "555-0100", "hello@example.com"),
        "ship_to": SlipAddress("Buyer A", "555-0123", ("742 Placeholder Avenue", "Exampleville")),
        "orders": (ORDER,),
        "lines": LINES,
        "remaining": (SlipRemaining(ORDER.number, "TEE-1", "T-shirt", "Navy / XL", 2),),
        "totals": (SlipTotal("goods", "¥178.00"), SlipTotal("total", "¥178.00")),
    }
    return Slip(**(fields | changes))


UNBROKEN = "W" * 400
HOSTILE = (
    "<script>alert(1)</script>",
    "</td></tr></table><h1>Out</h1>",
    UNBROKEN,
    "漢字かな한국어" * 60,
    "👩‍👩‍👧‍👦🎁😀" * 40,
    "مرحبا بالعالم " * 30,
    "a\u202eb\ufffc\ufdd0\x00\x1b c",
    '" style="font-size:900px" class="name',
    "&lt;b&gt; &amp;amp; {page} {pages} %s",
)


def hostile_slip(text: str) -> Slip:
    """A slip in which every field from outside says `text`."""
    order = SlipOrder(ORDER.number, "shopify", text, date(2026, 10, 1), text, text, text)
    line = SlipLine(ORDER.number, text, text, text, text, 12345, 99999, text, text[:40], text[:40])
    return slip(
        shop=SlipShop(text, text, text, text),
        ship_to=SlipAddress(text, text, (text, text)),
        orders=(order,),
        lines=(line, line),
        remaining=(SlipRemaining(ORDER.number, text, text, text, 3),),
        totals=(SlipTotal("total", text[:40]),),
        carrier=text,
        tracking=text,
        note=text,
        thanks=text,
        pay_on_delivery=text[:40],
    )
