"""The currencies that a form offers first; others are kept where a record has them."""

_COMMON = ("CNY", "USD", "EUR", "GBP", "JPY", "HKD", "KRW", "AUD", "CAD", "INR", "ZAR")


def currency_options(own: str) -> list[tuple[str, str]]:
    """The shop's or the record's own first."""
    return [(code, code) for code in dict.fromkeys((own, *_COMMON))]
