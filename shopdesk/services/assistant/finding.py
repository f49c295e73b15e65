"""What a customer's words name, linked to the shop's records."""

import re
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from shopdesk.db.folding import folded
from shopdesk.db.queries import customers as customer_queries
from shopdesk.db.queries import mentions as queries
from shopdesk.domain.asked_address import address_words, credible
from shopdesk.domain.mentions import LONGEST, Mention, mentions
from shopdesk.domain.pasted import Pasted, has_chinese
from shopdesk.domain.text import printable
from shopdesk.services import pasting
from shopdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Found:
    """One thing named. `record`: the number (of a product the SKU) of what the shop knows by it, else None."""

    kind: str  # order, tracking, phone, email, address, product, amount
    text: str
    record: str | None = None


_PLACE = re.compile(
    r"[省市区县]|自治|road|street|avenue|\blane\b|\bst\b|\bave\b|\bdrive\b|straße|strasse", re.IGNORECASE
)
_HOUSE = re.compile(r"\d|[一二三四五六七八九十]+[号栋楼室]")
_RUN = re.compile(r"[一-鿿]+|[a-z0-9][a-z0-9.-]*")
_COMMON = 0.06  # words in more than this share of the products name none of them
_MOST = 3
_FRESH = 300.0  # seconds after which the words of the products are read again
_PLAIN = (
    "the and for you your have has with this that can not are was will when what how does did get got order orders set "
    "item items size color colour new pack one two there from all any out please hello need want back"
)
_PLAIN_WORDS = frozenset(_PLAIN.split())


@dataclass(slots=True)
class _Words:
    """The pieces that titles of products are made of, and how many products have each."""

    last: int
    at: float
    pieces: Counter[str]
    skus: dict[str, str]
    count: int


_words: dict[str, _Words] = {}


def find(text: str, desk: Desk | None = None, connection: Any = None, newest: int = 0) -> tuple[Found, ...]:
    """Everything that the text names, in order, each once. Without a shop nothing has a record.

    `newest`: the id of the shop's newest product, by which the words of its products are known to be fresh.
    """
    shown = printable(text[:LONGEST])
    out: dict[tuple[str, str], Found] = {}
    for mention in mentions(shown):
        one = _linked(mention, connection)
        if one is not None:
            out.setdefault((one.kind, one.text), one)
    address = _address(shown)
    if address:
        out[("address", address)] = Found("address", address)
    if desk is not None and connection is not None:
        for one in _products(shown, desk, connection, newest):
            out.setdefault((one.kind, one.text if one.record is None else one.record), one)
    return tuple(out.values())


def _linked(mention: Mention, connection: Any) -> Found | None:
    kind, text = mention.kind, mention.text
    if connection is None:
        return Found("order" if kind == "number" else kind, text)
    match kind:
        case "order" | "number":
            number = queries.order_of(connection, text)
            if number is None and kind == "number":
                parcel = queries.parcel_of(connection, text)
                return Found("tracking", text, parcel) if parcel else Found("order", text)
            return Found("order", text, number)
        case "tracking":
            return Found(kind, text, queries.parcel_of(connection, text))
        case "phone":
            return Found(kind, text, queries.customer_with_phone(connection, text))
        case "email":
            return Found(kind, text, _customer(connection, email=text))
        case _:
            return Found(kind, text)


def _customer(connection: Any, **known: str) -> str | None:
    row_id = customer_queries.find(connection, **known)
    return None if row_id is None else queries.customer_number(connection, row_id)


def address_of(text: str) -> Pasted | None:
    """The address in a text that looks as if it had one, without the request around it."""
    if len(text) > 600 or not _PLACE.search(text) or not _HOUSE.search(text):
        return None
    named = mentions(text)
    others = [one.text for one in named if one.kind in ("order", "tracking", "amount", "number")]
    phones = [] if has_chinese(text) else [one.text for one in named if one.kind == "phone"]
    found = credible(pasting.parse(address_words(text, [*others, *phones])))
    phone = next((one.text for one in named if one.kind == "phone"), "")
    return found and replace(found, phone=found.phone if phone and not phones else phone)


def _address(text: str) -> str:
    """An address on one line, as its country writes it."""
    found = address_of(text)
    if found is None:
        return ""
    if has_chinese(found.detail + found.province):
        return "".join(dict.fromkeys(filter(None, (found.province, found.city, found.district, found.detail))))
    place = " ".join(part for part in (found.province, found.postcode) if part)
    return ", ".join(part for part in (" ".join(found.detail.split()), found.city, place) if part)


def _products(text: str, desk: Desk, connection: Any, newest: int) -> list[Found]:
    """Products whose SKU is named, else those whose title holds the longest words of the text."""
    words = _known_words(desk, connection, newest)
    if not words.count:
        return []
    shown = folded(text[:600])
    named = [
        Found("product", token, words.skus[token])
        for token in dict.fromkeys(re.findall(r"[\w.-]{3,40}", shown))
        if token in words.skus
    ]
    if named:
        return named[:_MOST]
    for run in sorted(_runs(shown, words), key=len, reverse=True)[:3]:
        skus = queries.products_with(connection, run.split(), _MOST + 1)
        if 0 < len(skus) <= _MOST:
            return [Found("product", run, sku) for sku in skus]
    return []


def _runs(shown: str, words: _Words) -> list[str]:
    """Stretches of the text that titles may hold: each of their pieces is one of a title's."""
    limit = max(2, round(words.count * _COMMON))
    found: list[str] = []
    latin: list[str] = []
    for part in _RUN.findall(shown):
        if part[0] < "\u3400":
            if len(part) > 2 and part not in _PLAIN_WORDS and 0 < words.pieces[part] <= max(limit, 4):
                latin.append(part)
            continue
        start = 0
        while start < len(part) - 1:
            end = start + 1
            while end < len(part) and part[end - 1 : end + 1] in words.pieces:
                end += 1
            pieces = [part[at : at + 2] for at in range(start, end - 1)]
            if pieces and min(words.pieces[piece] for piece in pieces) <= limit:
                found.append(part[start:end])
            start = max(end - 1, start + 1)
    if latin:
        found.append(" ".join(latin[:4]))
        found += latin
    return found


def _known_words(desk: Desk, connection: Any, last: int) -> _Words:
    known = _words.get(str(desk.path))
    if known is not None and known.last == last and time.monotonic() - known.at < _FRESH:
        return known
    pieces: Counter[str] = Counter()
    skus: dict[str, str] = {}
    count = 0
    for sku, title in queries.product_names(connection):
        count += 1
        if sku:
            skus.setdefault(folded(sku), sku)
        shown = folded(title)
        own: set[str] = set()
        for part in _RUN.findall(shown):
            own.update([part] if part[0] < "\u3400" else [part[at : at + 2] for at in range(len(part) - 1)])
        pieces.update(own)
    if len(_words) > 4:
        _words.clear()
    _words[str(desk.path)] = found = _Words(last, time.monotonic(), pieces, skus, count)
    return found


def about(found: tuple[Found, ...]) -> Mapping[str, str]:
    """The fields of a reply that can be filled in from the words alone, without a shop."""
    names = {"order": "order", "tracking": "tracking", "phone": "phone", "address": "address"}
    out: dict[str, str] = {}
    for one in found:
        if one.kind in names:
            out.setdefault(names[one.kind], one.text)
    return out
