"""Until when goods may come back: the shop's rules, and the window of each line of an order."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from statistics import median
from typing import Any, Final

from shopdesk.db.queries import return_windows as queries
from shopdesk.db.queries.ranked import ranked_rows
from shopdesk.db.tables import ReturnRule as Row
from shopdesk.domain.changes import Outcome
from shopdesk.domain.return_rules import STARTING_RULES, ReturnRule, ReturnWindow, Sold, rule_for, window
from shopdesk.services import ranked_rules
from shopdesk.services.desk import Desk
from shopdesk.services.numbered import Numbered
from shopdesk.services.official_days import countries, official_days

_LISTS = ("platforms", "countries", "categories", "skus", "levels")
_SAME = ("name", "valid_from", "valid_until", "days", "hours", "past_holidays", "exempt", "warranty_months", "note")
_USUAL_DAYS: Final = 4  # from dispatch to signing, where the shop has no parcels to learn it from
_ENOUGH: Final = 5  # parcels: fewer say nothing
_URGENCY: Final = ("ending", "open", "over", "exempt", "unsigned", "none")


@dataclass(frozen=True, slots=True)
class LineWindow:
    """The window of one line of an order."""

    line: int
    sku: str
    title: str
    window: ReturnWindow


def rules(desk: Desk) -> list[ReturnRule]:
    """The shop's own rules in the order in which they are tried, then those that every shop starts with."""
    with desk.shop.read() as connection:
        return of(connection)


def own_rules(desk: Desk) -> list[ReturnRule]:
    """Those that the shop made itself."""
    with desk.shop.read() as connection:
        return _own(connection)


def of(connection: Any) -> list[ReturnRule]:
    """The same as `rules`, inside a view."""
    return [*_own(connection), *STARTING_RULES]


def _own(connection: Any) -> list[ReturnRule]:
    return [_rule(row) for row in ranked_rows(connection, Row) if row["status"] == "active"]


def save_rule(desk: Desk, name: str, rule: ReturnRule) -> Outcome[Numbered]:
    """Changes the rule called `name`, or with "" enters one at the end.

    Raises UserError `record.missing`, `return_rule.known`, `form.*`.
    """
    rule.check()
    cells = asdict(rule) | {"name": rule.name.strip(), "note": rule.note.strip()}
    cells |= {key: list(getattr(rule, key)) for key in _LISTS}
    return ranked_rules.save(desk, "return_rule.save", Row, name, cells, "return_rule.known")


def delete_rule(desk: Desk, name: str) -> Outcome[Numbered]:
    """Forgets a rule. Raises UserError `record.missing`."""
    return ranked_rules.delete(desk, "return_rule.delete", Row, name)


def order_rules(desk: Desk, names: Sequence[str]) -> Outcome[Numbered]:
    """Says in which order rules are tried. Raises UserError `form.required`, `record.missing`."""
    return ranked_rules.order(desk, "return_rule.order", Row, names, "rules")


def windows(desk: Desk, order_id: int) -> list[LineWindow]:
    """The window of each line of an order as it stands now, in the order of its lines."""
    with desk.shop.read() as connection:
        return windows_of(desk, connection, order_id)


def windows_of(desk: Desk, connection: Any, order_id: int) -> list[LineWindow]:
    """The same, inside a view. Runs off the main thread: the calendar of holidays is read once."""
    facts = queries.facts(connection, order_id)
    if facts is None:
        return []
    ranked = of(connection)
    home = shop_country(desk)
    country = facts.country.upper() if len(facts.country) == 2 else home
    signed, estimated = facts.signed_at, False
    if signed is None and facts.shipped_at is not None:
        signed, estimated = facts.shipped_at + _on_the_way(queries.days_on_the_way(connection, facts.carrier)), True
        if signed > desk.now():
            signed = None  # as far as anyone knows it has not come yet
    out = []
    for line in facts.lines:
        sold = Sold(facts.local_day, facts.platform, country, line.category, line.sku, facts.level)
        found = window(rule_for(ranked, sold), signed, desk.now(), desk.zone, rest_days(country), estimated=estimated)
        out.append(LineWindow(line.line, line.sku, line.title, found))
    return out


def most_urgent(found: Sequence[LineWindow]) -> ReturnWindow:
    """The window that stands for a whole order: the one that ends first, else the one that says most."""
    if not found:
        return ReturnWindow("none")
    return min((one.window for one in found), key=_rank)


def rest_days(country: str) -> Callable[[date], bool]:
    """Whether a day is an official day off in a country; in one that nobody knows none is."""

    def is_rest(day: date) -> bool:
        return day in _official(country, day.year)

    return is_rest


def shop_country(desk: Desk) -> str:
    """The country of the shop by its time zone, "" where that names none."""
    from babel.core import get_global

    return str(get_global("zone_territories").get(str(desk.setting("zone")), ""))


@lru_cache(maxsize=64)
def _official(country: str, year: int) -> frozenset[date]:
    if country not in countries():
        return frozenset()
    return frozenset(official_days(country, year, year).holidays)


def _on_the_way(days: Sequence[float]) -> timedelta:
    return timedelta(days=median(days) if len(days) >= _ENOUGH else _USUAL_DAYS)


def _rank(found: ReturnWindow) -> tuple[int, datetime]:
    return _URGENCY.index(found.light), found.ends or datetime.max.replace(tzinfo=UTC)


def _rule(row: dict[str, Any]) -> ReturnRule:
    cells: dict[str, Any] = {key: row[key] for key in _SAME} | {key: tuple(row[key]) for key in _LISTS}
    return ReturnRule(**cells)
