"""The assistant's answer to one message. Runs off the main thread; makes and changes nothing."""

import time
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from shopdesk.collector import without_collector
from shopdesk.db.queries import mentions
from shopdesk.db.queries import replies as queries
from shopdesk.domain.replies import fields_of, fill, is_usable
from shopdesk.domain.scenarios import LANGUAGES, language_of
from shopdesk.services.assistant import asking, finding, scenario
from shopdesk.services.assistant.finding import Found
from shopdesk.services.assistant.ranking import Candidate, Ranking
from shopdesk.services.desk import Desk
from shopdesk.services.replies import starter
from shopdesk.services.replies.filling import About, values

_LEARN = 5_000  # of the newest uses
_STEP = 1_000
_OFFERED = 5
_FRESH = 600.0  # seconds after which valid-until dates are looked at again


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A reply that fits, filled in; fields that nothing is known for stand marked in the text and in `missing`."""

    id: str
    title: str
    text: str
    score: float
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a customer wants (`confidence` from 0 to 1), what they named, and the replies that fit best."""

    scenario: str
    confidence: float
    found: tuple[Found, ...]
    replies: tuple[Suggestion, ...]
    others: tuple[tuple[str, float], ...] = ()  # the next likely scenarios
    shipped: bool = False  # the replies are those of the program: the shop has none that may be offered


@dataclass(slots=True)
class _Shelf:
    """What was read of a shop, as long as its edition stays the same."""

    edition: tuple[int, ...]
    at: float
    ranking: Ranking
    own: scenario.Own


_shelves: dict[str, _Shelf] = {}
_shipped: list[Ranking] = []
_loaded: list[bool] = []


def answer(text: str, desk: Desk | None = None, about: About | None = None, chosen: str | None = None) -> Answer:
    """The answer to `text`, of a shop where there is one. `about`: whom it is from, where the window knows.

    `chosen`: the scenario that a person took it for, which then counts and ranks. Empty text, one of signs only or a
    pasted page is answered like any other: nothing is refused.
    """
    text = text.replace("\0", " ")
    with _loading():
        if desk is None:
            return _answer(text, _shipped_ranking(), None, None, None, about or About(), chosen)
        with desk.shop.read() as connection:
            shelf = _shelf(desk, connection)
            newest = shelf.edition[-1]
            return _answer(text, shelf.ranking, shelf.own, desk, connection, about or About(), chosen, newest)


def _loading() -> AbstractContextManager[None]:
    """The first answer reads libraries, words and models that stay; the window's thread must not feel it."""
    if _loaded:
        return nullcontext()
    _loaded.append(True)
    return without_collector(for_good=True)


def _answer(
    text: str,
    ranking: Ranking,
    own: scenario.Own | None,
    desk: Desk | None,
    connection: Any,
    about: About,
    chosen: str | None = None,
    newest: int = 0,
) -> Answer:  # fmt: skip
    likely = scenario.chances(text, own)
    if chosen in likely:
        likely = {chosen: 1.0} | {name: chance for name, chance in likely.items() if name != chosen}
    (first, sure), *rest = likely.items()
    found = finding.find(text, desk, connection, newest)
    products = frozenset(one.record for one in found if one.kind == "product" and one.record)
    if about.product:
        products |= {about.product}
    best = ranking.best(text, likely, products, _OFFERED)
    wanted = frozenset(field for candidate, _score in best for field in fields_of(candidate.text))
    told = _values(found, desk, connection, about, language_of(text), wanted)
    if told.get("stock") == "0":  # nobody is told first that there are 0 left
        best.sort(key=lambda one: "stock" in fields_of(one[0].text))
    replies = []
    for candidate, score in best:
        filled = fill(candidate.text, told)
        replies.append(Suggestion(candidate.name, candidate.title, filled.text, round(score, 4), filled.missing))
    sure = round(sure, 4) if text.strip() or chosen else 0.0
    others = tuple((name, round(chance, 4)) for name, chance in rest[:2])
    return Answer(first, sure, found, tuple(replies), others, ranking in _shipped)


def _values(
    found: tuple[Found, ...],
    desk: Desk | None,
    connection: Any,
    about: About,
    language: str,
    wanted: frozenset[str],
) -> dict[str, str]:
    """What the fields of a reply stand for: what the window knows, else what the message names."""
    told = dict(finding.about(found))
    if desk is None or not wanted:
        return told
    first = {one.kind: one.record for one in reversed(found) if one.record}
    order = about.order or first.get("order") or _order_of_parcel(first.get("tracking"))
    customer = about.customer or first.get("phone") or first.get("email")
    if order is None and customer:
        order = mentions.newest_order(connection, customer)  # the person sees it before it is sent
    known = About(order, customer, about.product or first.get("product"), about.contact)
    return told | values(desk, connection, known, language, wanted)


def _order_of_parcel(number: str | None) -> str | None:
    return number if number and not number.startswith("PL-") else None


def _shelf(desk: Desk, connection: Any) -> _Shelf:
    edition = queries.edition(connection)
    known = _shelves.get(str(desk.path))
    if known is not None and known.edition == edition and time.monotonic() - known.at < _FRESH:
        return known
    today = desk.local_day(desk.now())
    rows = [row for row in queries.usable(connection, today) if is_usable(row.status, row.valid_until, today)]
    names = {row.id: row.number for row in rows}
    uses = queries.uses(connection, _LEARN + _STEP)
    past = [(names[use.reply], use.scenario, use.asked) for use in uses if use.reply in names]
    candidates = [_candidate(row) for row in rows]
    ranking = Ranking(candidates, past) if candidates else _shipped_ranking()
    if len(_shelves) > 4:
        _shelves.clear()
    until = _watermark(uses[-1].id) if uses else 0
    own = scenario.Own([(use.scenario, use.asked) for use in uses if until - _LEARN < use.id <= until])
    _shelves[str(desk.path)] = shelf = _Shelf(edition, time.monotonic(), ranking, own)
    return shelf


def _candidate(row: queries.ReplyRow) -> Candidate:
    topic = row.starter.partition("/")[2] or asking.like(row.title, row.scenario, row.language)
    return Candidate(row.number, row.scenario, row.language, row.title, row.text, row.favourite, row.product, topic)


def _watermark(newest: int) -> int:
    """Up to which use turns are trained on. It stands still for an eighth of what there is: training takes seconds."""
    step = min(_STEP, max(1, (1 << newest.bit_length() - 1) // 8))
    return newest // step * step


def _shipped_ranking() -> Ranking:
    """The replies that ship with the program, for whoever has no shop or none of their own."""
    if not _shipped:
        _shipped.append(
            Ranking(
                [
                    Candidate(
                        name, draft.scenario, draft.language, draft.title, draft.text, topic=name.partition("/")[2]
                    )
                    for language in LANGUAGES
                    for name, draft in starter.starters(language).items()
                ]
            )
        )
    return _shipped[0]
