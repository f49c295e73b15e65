"""Which column of an unknown table is which field: proposed from its header words and from its first values.

Nothing here decides: a person looks at the proposal. What the values leave open about money and dates is named in
`Options.open`, so that it is asked and never guessed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from shopdesk.domain.amounts import currencies_of_sign
from shopdesk.domain.column_values import Column, currency_of, decimal_sign, is_separated, look_at
from shopdesk.domain.header_words import Characters, Vocabulary, normalised, vocabulary
from shopdesk.domain.instants import is_all_numbers, slash_dates_tell_order

INSTANTS: Final = ("ordered_at", "paid_at", "shipped_at", "signed_at", "cancelled_at")
MONEY: Final = (
    "price", "line_total", "line_discount", "line_tax", "total", "shipping", "discount", "tax", "refunded", "paid",
)  # fmt: skip
_SURE, _LIKELY = 80, 42
_FITS = 0.6  # the part of a column's values that must be of the field's kind
_LOOKED_AT = 3_000  # rows
_MOST_PARTS = 12
_AT_THE_TILL = frozenset({"square"})  # paid and taken along


@dataclass(slots=True, frozen=True)
class Options:
    """How cells are read. `open` has to be asked: platform_order, decimal, date_order, currency."""

    decimal: str | None = None
    date_order: str | None = None
    currency: str | None = None
    open: frozenset[str] = frozenset()
    currencies: frozenset[str] = frozenset()  # those that the sign of the amounts leaves open
    examples: dict[str, str] = field(default_factory=dict)  # a value for each that is open


@dataclass(slots=True, frozen=True)
class Proposal:
    """Columns by field, how sure each is (`sure`, `likely`, `unsure`), and how their cells are read."""

    columns: dict[str, tuple[int, ...]]
    confidence: dict[str, str]
    options: Options
    platform: str | None
    status: str | None  # of all orders, where no column tells
    looks: tuple[Column, ...]  # what the values of each column are


@dataclass(slots=True)
class _Draft:
    columns: list[Column]
    names: list[str]
    fields: dict[str, list[int]] = field(default_factory=dict)
    confidence: dict[str, str] = field(default_factory=dict)

    def taken(self) -> set[int]:
        return {index for indexes in self.fields.values() for index in indexes}

    def take(self, name: str, index: int, confidence: str) -> None:
        self.fields[name] = [index]
        self.confidence[name] = confidence


def propose(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    characters: Characters = None,
    is_zone: Callable[[str], bool] = lambda _text: False,
    is_status: Callable[[str], bool] = lambda _text: False,
    shop_currency: str = "",
) -> Proposal:
    """A mapping for the table under `header`; only the first thousands of `rows` are looked at.

    `characters` folds traditional Chinese; `is_zone` and `is_status` know time zones and states of orders by name.
    `shop_currency` is what a shared sign such as `$` is taken for where it can mean it.
    """
    rows = rows[:_LOOKED_AT]
    cells = [[row[index] if index < len(row) else "" for row in rows] for index in range(len(header))]
    columns = [look_at(name, column, is_zone, is_status) for name, column in zip(header, cells, strict=True)]
    words = vocabulary(characters)
    names = [normalised(name, characters) for name in header]
    for index, name in enumerate(names):
        if name in names[:index]:
            names[index] = ""  # only the first of equal names can be named in a mapping
    draft = _Draft(columns, names)
    _by_words(draft, words)
    _by_values(draft)
    _add_parts(draft, words)
    _settle_money(draft)
    return _proposal(draft, words, shop_currency)


# From the words of the header


def _by_words(draft: _Draft, words: Vocabulary) -> None:
    """The best pairs of column and field first: two columns that compete for one field cannot both have it."""
    pairs = []
    for index, (name, column) in enumerate(zip(draft.names, draft.columns, strict=True)):
        if not name:
            continue
        for target in words.best:
            score = words.score(target, name)
            if score and _may_be(column, target):
                pairs.append((score - (10 if column.blank else 0), -index, target))
    used: set[int] = set()
    for score, place, target in sorted(pairs, reverse=True):
        if target in draft.fields or -place in used or score < _LIKELY:
            continue
        used.add(-place)
        draft.take(target, -place, "sure" if score >= _SURE else "likely")


def _may_be(column: Column, target: str) -> bool:
    """Whether the values of a column allow the field; blank ones allow every field."""
    if column.blank:
        return True
    share = column.share
    if target in INSTANTS:
        return share("date") >= _FITS
    if target in MONEY:
        return share("money") >= _FITS
    if target == "quantity":
        return share("quantity") >= _FITS
    if target == "platform_order":
        return share("id") >= _FITS and share("email") == 0 and not (column.rows > 3 and len(column.texts) == 1)
    if target in ("buyer_email", "zone", "currency"):
        return share({"buyer_email": "email"}.get(target, target)) >= _FITS
    if target == "buyer_phone":
        return share("phone") >= _FITS
    if target == "status":
        return share("date") < _FITS and share("money") < _FITS
    if target in ("title", "buyer_name", "country", "region", "city", "street", "address", "carrier"):
        return share("date") < _FITS and share("money") < _FITS and share("email") < _FITS and share("url") < _FITS
    return share("url") < _FITS


# From the values alone


def _by_values(draft: _Draft) -> None:
    """Fields that no header word named, where the values speak for themselves."""
    free = [index for index in range(len(draft.columns)) if index not in draft.taken() and draft.names[index]]
    for target, kind in (("buyer_email", "email"), ("ordered_at", "date"), ("currency", "currency")):
        found = next((at for at in free if draft.columns[at].share(kind) >= 0.9), None)
        if target not in draft.fields and found is not None:
            draft.take(target, found, "unsure")
            free.remove(found)
    if "platform_order" not in draft.fields:
        found = max(
            (at for at in free if _order_likeness(draft.columns[at]) > 0),
            key=lambda at: (_order_likeness(draft.columns[at]), -at), default=None,
        )  # fmt: skip
        if found is not None:
            draft.take("platform_order", found, "unsure")
            free.remove(found)
    if "buyer_phone" not in draft.fields:
        found = next((at for at in free if _is_phones(draft.columns[at])), None)
        if found is not None:
            draft.take("buyer_phone", found, "unsure")
            free.remove(found)
    if "title" not in draft.fields:
        longest = max(
            (at for at in free if draft.columns[at].share("text") >= 0.9 and len(draft.columns[at].texts) > 1),
            key=lambda at: sum(map(len, draft.columns[at].texts)) / len(draft.columns[at].texts), default=None,
        )  # fmt: skip
        if longest is not None:
            draft.take("title", longest, "unsure")


def _order_likeness(column: Column) -> float:
    """How much a column of unknown name looks like order numbers: long ids, nearly all different."""
    if column.share("id") < 0.9 or len(column.texts) < min(2, column.rows) or not column.filled:
        return 0
    if column.filled < column.rows * 0.5 or column.share("currency") or column.share("time"):
        return 0
    length = sum(map(len, column.texts)) / len(column.texts)
    digits = sum(any(map(str.isdigit, text)) for text in column.texts) / len(column.texts)
    if length < 4 or digits < 0.9 or any("." in text or "," in text for text in column.texts[:20]):
        return 0
    return min(length, 20) * len(column.texts) / min(column.filled, 400)


def _is_phones(column: Column) -> bool:
    told = [text for text in column.texts if text.lstrip("+").replace(" ", "").replace("-", "").isdigit()]
    right = column.share("phone") >= 0.9 and len(told) > 1
    return right and all(text.startswith(("+", "0", "1")) and len(text) >= 10 for text in told[:50])


# Several columns for one field


def _add_parts(draft: _Draft, words: Vocabulary) -> None:
    """Further columns of a field: the time of a date, more lines of an address, first and last name, a second phone."""
    _add_time(draft, words)
    for target, further in words.further.items():
        if target == "ordered_at":
            continue
        taken = draft.taken()
        more = [
            index
            for index, name in enumerate(draft.names)
            if name in further and index not in taken and _may_be(draft.columns[index], target)
        ]
        if target == "buyer_name" and target in draft.fields:
            continue  # a whole name says the same
        if target == "buyer_name" and len(more) < 2:
            continue
        if more and (target in draft.fields or target in ("buyer_name", "line_tax")):
            own = draft.fields.setdefault(target, [])
            draft.confidence.setdefault(target, "likely")
            draft.fields[target] = sorted({*own, *more})[:_MOST_PARTS]


def _add_time(draft: _Draft, words: Vocabulary) -> None:
    for target in INSTANTS:
        own = draft.fields.get(target)
        if not own or draft.columns[own[0]].has_time:
            continue
        times = [
            index
            for index, column in enumerate(draft.columns)
            if column.share("time") >= 0.9 and index not in draft.taken()
        ]
        named = [index for index in times if draft.names[index] in words.further["ordered_at"]]
        if target == "ordered_at" and (named or len(times) == 1):
            draft.fields[target] = [*own, (named or times)[0]]


def _settle_money(draft: _Draft) -> None:
    """A discount or tax of the line makes no sense without what the line comes to: then it is the order's."""
    own = draft.fields
    if {"price", "quantity", "line_total"} <= own.keys():
        del own["line_total"]
        del draft.confidence["line_total"]  # told twice, and the second may be the sum of the whole order
    for line, order in (("line_discount", "discount"), ("line_tax", "tax")):
        if line in own and "line_total" not in own and "price" not in own:
            moved, sure = own.pop(line), draft.confidence.pop(line)
            if order not in own:
                own[order], draft.confidence[order] = moved, sure
    if "tax" in own and "line_total" in own and "total" not in own and "line_tax" not in own:
        # Rows that each have their own sum have their own tax.
        own["line_tax"], draft.confidence["line_tax"] = own.pop("tax"), draft.confidence.pop("tax")


# How cells are read


def options_of(fields: Mapping[str, Sequence[int]], columns: Sequence[Column], shop_currency: str = "") -> Options:
    """How the cells of the columns chosen are to be read, as far as their values tell."""
    texts = _texts(fields, columns, MONEY)
    decimal, unclear = decimal_sign(texts)
    currency, choices = currency_of(texts)
    undecided = {"decimal"} if unclear else set()
    if currency is None and "currency" not in fields:
        currency = _in_header(fields, columns)
        if currency is None and choices:
            currency = shop_currency if shop_currency in choices else None
            undecided |= set() if currency else {"currency"}
    dates = _texts(fields, columns, INSTANTS)
    date_order, guess = _date_order(dates)
    examples = {
        "decimal": next(filter(is_separated, texts), ""),
        "date_order": next(filter(is_all_numbers, dates), ""),
        "currency": next(filter(currencies_of_sign, texts), ""),
    }
    undecided |= {"date_order"} if guess else set()
    undecided |= {"platform_order"} if not fields.get("platform_order") else set()
    currency = None if "currency" in fields else currency
    return Options(decimal, date_order, currency, frozenset(undecided), choices, examples)


def _proposal(draft: _Draft, words: Vocabulary, shop_currency: str) -> Proposal:
    platform = words.platform(draft.names)
    told = draft.fields.keys() & {"status", "paid_at"}
    return Proposal(
        {target: tuple(indexes) for target, indexes in draft.fields.items()},
        draft.confidence,
        options_of(draft.fields, draft.columns, shop_currency),
        platform,
        "completed" if platform in _AT_THE_TILL and not told else None,
        tuple(draft.columns),
    )


def _texts(fields: Mapping[str, Sequence[int]], columns: Sequence[Column], targets: Iterable[str]) -> list[str]:
    return [text for target in targets for index in fields.get(target, ()) for text in columns[index].texts]


def _in_header(fields: Mapping[str, Sequence[int]], columns: Sequence[Column]) -> str | None:
    """The currency that the names of money columns carry: `总价(元)`, `Total (TWD)`."""
    headers = [columns[index].header for target in MONEY for index in fields.get(target, ())]
    inside = [part.partition(")")[0] for head in headers for part in head.replace("（", "(").split("(")[1:]]
    found, _choices = currency_of([f"1 {part.strip(')）')}" for part in inside])
    return found


def _date_order(texts: list[str]) -> tuple[str | None, bool]:
    """The order of day and month, and whether the dates leave it open."""
    numeric = [text for text in texts if is_all_numbers(text)]
    if not numeric:
        return None, False
    told = slash_dates_tell_order(numeric)
    if told is None and all("." in text.split(" ")[0] for text in numeric):
        return "dmy", False  # with points the day comes first everywhere
    return told, told is None
