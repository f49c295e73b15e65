"""Amounts as paper writes them."""

from shopdesk.domain import money

_SYMBOLS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "ZAR": "R", "INR": "₹", "JPY": "JP¥", "KRW": "₩"}


def amount_text(minor: int, currency: str) -> str:
    """`¥1,178.00`, `-$5.20`, `CHF 12.00`: minor units with the currency's sign, else its code."""
    whole, dot, part = (money.to_text(abs(minor), currency) or "0").partition(".")
    sign = "-" if minor < 0 else ""
    return f"{sign}{_SYMBOLS.get(currency, currency + ' ')}{int(whole):,}{dot}{part}"
