"""How long goods may come back without a reason, and how long the shop answers for them.

Rules are data: each names the orders it is for and the days on which they were made, and the first that fits counts,
so that an old order keeps the rule it was made under. Sources of the starting rules:

- China: Law on the Protection of Consumer Rights and Interests, article 25 (seven days from receipt; custom-made and
  perishable goods, opened digital media, newspapers excepted); the Interim Measures for Seven-Day Returns, article 9
  (counted from the day after signing); Civil Code, article 203 (a last day on a statutory rest day moves to the day
  after it). Some platforms count 168 hours from the minute of signing: where a rule gives both, the longer wins.
- European Union: Directive 2011/83/EU, article 9 (fourteen days from the day after receipt); Regulation 1182/71,
  article 3 (a last day that is no working day moves to the next one).
- United Kingdom: Consumer Contracts Regulations 2013, regulation 30 (fourteen days from the day after receipt).
- Taiwan: Consumer Protection Act, article 19 (seven days from receipt).
"""

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from shopdesk.domain.errors import UserError

EXEMPTIONS: Final = ("custom_made", "perishable", "digital", "newspaper", "other")
LIGHTS: Final = ("unsigned", "open", "ending", "over", "exempt", "none")
LONGEST_DAYS: Final = 3650
LONGEST_MONTHS: Final = 240
_ENDING: Final = timedelta(days=1)  # from here on it is said that it ends
_EU: Final = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReturnRule:
    """Empty tuples mean all. `days` are counted from the day after signing, `hours` from its minute."""

    name: str
    valid_from: date | None = None
    valid_until: date | None = None
    platforms: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    skus: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    days: int | None = None
    hours: int | None = None
    past_holidays: bool = True
    exempt: str = ""
    warranty_months: int | None = None
    note: str = ""

    def check(self) -> None:
        """Raises UserError `form.required`, `form.whole`, `form.choice`, `form.date_order`."""
        if not self.name.strip():
            raise UserError("form.required", field="name")
        limits = (("days", LONGEST_DAYS), ("hours", LONGEST_DAYS * 24), ("warranty_months", LONGEST_MONTHS))
        for name, most in limits:
            value = getattr(self, name)
            if value is not None and not 0 <= value <= most:
                raise UserError("form.whole", field=name, found=value)
        if self.exempt and self.exempt not in EXEMPTIONS:
            raise UserError("form.choice", field="exempt", found=self.exempt, choices=", ".join(EXEMPTIONS))
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise UserError("form.date_order", field="valid_until", found=self.valid_until.isoformat())


STARTING_RULES: Final = (
    ReturnRule("CN", countries=("CN",), days=7),
    ReturnRule("EU", countries=_EU, days=14, warranty_months=24),
    ReturnRule("GB", countries=("GB",), days=14, past_holidays=False),
    ReturnRule("TW", countries=("TW",), days=7),
    ReturnRule("*", days=7),
)


@dataclass(frozen=True, slots=True)
class Sold:
    """What a rule is chosen by. `country` is the buyer's as ISO 3166 (“” counts as the shop's own)."""

    ordered: date
    platform: str = ""
    country: str = ""
    category: str = ""
    sku: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class ReturnWindow:
    """Until when something may come back: up to and not including `ends` (UTC); None where nothing ends.

    `light`: unsigned (not delivered yet), open, ending (within a day), over, exempt, none (no rule). `basis` says what
    decided: days or hours. `moved` are the rest days that the end was moved past.
    """

    light: str
    rule: str = ""
    ends: datetime | None = None
    basis: str = ""
    last_day: date | None = None
    moved: tuple[date, ...] = ()
    estimated: bool = False
    exempt: str = ""
    warranty_until: date | None = None


def fits(rule: ReturnRule, sold: Sold) -> bool:
    """Whether a rule is for something sold."""
    if (rule.valid_from and sold.ordered < rule.valid_from) or (rule.valid_until and sold.ordered > rule.valid_until):
        return False
    asked = (
        (rule.platforms, sold.platform), (rule.countries, sold.country), (rule.categories, sold.category),
        (rule.skus, sold.sku), (rule.levels, sold.level),
    )  # fmt: skip
    return all(not wanted or found in wanted for wanted, found in asked)


def rule_for(rules: Iterable[ReturnRule], sold: Sold) -> ReturnRule | None:
    """The first rule that fits."""
    return next((rule for rule in rules if fits(rule, sold)), None)


def window(
    rule: ReturnRule | None,
    signed_at: datetime | None,
    now: datetime,
    zone: tzinfo,
    is_rest: Callable[[date], bool],
    *,
    estimated: bool = False,
) -> ReturnWindow:
    """The window of goods signed for at `signed_at`; `is_rest` tells statutory rest days, `estimated` a guess."""
    if rule is None:
        return ReturnWindow("none")
    warranty = None
    if signed_at is not None and rule.warranty_months is not None:
        warranty = months_later(signed_at.astimezone(zone).date(), rule.warranty_months)
    if rule.exempt:
        return ReturnWindow("exempt", rule.name, exempt=rule.exempt, warranty_until=warranty, estimated=estimated)
    if rule.days is None and rule.hours is None:
        return ReturnWindow("none", rule.name, warranty_until=warranty, estimated=estimated)
    if signed_at is None:
        return ReturnWindow("unsigned", rule.name)
    ends, basis, last, moved = _end(rule, signed_at, zone, is_rest)
    light = "over" if now >= ends else "ending" if ends - now <= _ENDING else "open"
    return ReturnWindow(light, rule.name, ends, basis, last, moved, estimated, "", warranty)


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last day where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _end(
    rule: ReturnRule, signed_at: datetime, zone: tzinfo, is_rest: Callable[[date], bool]
) -> tuple[datetime, str, date, tuple[date, ...]]:
    ends: datetime | None = None
    moved: list[date] = []
    if rule.days is not None:
        last = signed_at.astimezone(zone).date() + timedelta(days=rule.days)
        while rule.past_holidays and is_rest(last):
            moved.append(last)
            last += timedelta(days=1)
        ends = datetime.combine(last + timedelta(days=1), time(), zone).astimezone(UTC)
    if rule.hours is not None:
        by_hours = signed_at.astimezone(UTC) + timedelta(hours=rule.hours)
        if ends is None or by_hours > ends:
            return by_hours, "hours", by_hours.astimezone(zone).date(), ()
    if ends is None:  # `window` asks only for rules that give days or hours
        raise ValueError("neither days nor hours")
    return ends, "days", last, tuple(moved)
