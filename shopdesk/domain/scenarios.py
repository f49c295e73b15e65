"""What customers write about: the scenarios that the assistant tells apart, and the two languages that it reads."""

import re
from typing import Final

SCENARIOS: Final = (
    "product_question", "price_promotion", "price_protection", "order_change", "order_cancel", "payment", "invoice",
    "urge_shipping", "logistics", "return", "exchange", "refund", "quality_issue", "repair_install", "complaint",
    "other",
)  # fmt: skip
LANGUAGES: Final = ("en", "zh")
_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")


def language_of(text: str) -> str:
    """`zh` where there are Chinese characters (with Latin words among them, too), else `en`."""
    return "zh" if _CHINESE.search(text) else "en"
