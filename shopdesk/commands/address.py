"""`address`: the fields of a pasted block of text. Needs no shop."""

import sys
from typing import Any

from shopdesk.commands.context import Context, grid
from shopdesk.services import pasting
from shopdesk.words import _, mark

_FIELDS = {
    "name": mark("Name"),
    "phone": mark("Phone"),
    "province": mark("Province"),
    "city": mark("City"),
    "district": mark("District"),
    "code": mark("Division code"),
    "detail": mark("Street"),
    "postcode": mark("Postcode"),
}


def run_address(context: Context) -> None:
    """Answers name, phone, province, city, district, code, detail and postcode; `-` reads the text from stdin."""
    text = sys.stdin.read() if context.options.text == "-" else context.options.text
    found = pasting.parse(text)
    told = {field: getattr(found, field) for field in _FIELDS}

    def show(value: Any) -> str:
        return grid(["", ""], [[_(title), value[field]] for field, title in _FIELDS.items()], widest=100).lstrip("\n")

    context.answer(told, show)
