"""A quote as it goes into a chat."""

from datetime import date

from shopdesk.documents.quote_text import quote_text
from shopdesk.domain.drafts import LineDraft
from shopdesk.domain.quotes import QuoteDraft

LINES = (LineDraft("T-shirt", 2, 8_900, "TS-1", "Blue  XL"), LineDraft("", 1, 1_900, "MUG", discount=100))


def test_a_bundle_says_what_it_saves():
    draft = QuoteDraft("CNY", LINES, 16_000, 100, 1_200, date(2026, 10, 9), "With gift wrap\nfor two")
    assert quote_text(draft, "Demo shop", "en").splitlines() == [
        "Quote from Demo shop",
        "T-shirt Blue XL × 2  ¥178.00",
        "MUG × 1  ¥18.00",
        "All together: ¥160.00 (one by one ¥196.00)",
        "Discount: -¥1.00",
        "Shipping: ¥12.00",
        "Total: ¥171.00",
        "Valid until 9 Oct 2026",
        "With gift wrap",
        "for two",
    ]


def test_what_is_not_there_is_not_said():
    assert quote_text(QuoteDraft("JPY", (LineDraft("Mug", 1, 1_900),)), "", "en").splitlines() == [
        "Quote",
        "Mug × 1  JP¥1,900",
        "Total: JP¥1,900",
    ]


def test_a_dearer_bundle_is_not_praised():
    told = quote_text(QuoteDraft("CNY", (LineDraft("Mug", 1, 100),), 200), "", "en")
    assert "All together: ¥2.00\n" in told
