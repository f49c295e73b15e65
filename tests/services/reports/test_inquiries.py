"""The report on inquiries: by hand for a small week, and against a plain recount for any."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopdesk.db.tables import InquiryProduct, Quote, Wish
from shopdesk.domain.errors import Cancelled, UserError
from shopdesk.domain.figures import LIMITS, times
from shopdesk.domain.inquiries import CHANNELS, LOST_REASONS, STATUSES
from shopdesk.domain.products import ProductDraft
from shopdesk.domain.reports import Days
from shopdesk.services import products, reports
from shopdesk.services import settings as shop_settings
from shopdesk.services.replies import editing, using
from shopdesk.services.working_hours import hours_of
from tests.services.reports.desk_days import MONDAY, Said, Talk, at, put

WEEK = Days(date(2026, 11, 2), date(2026, 11, 8))


def _week(desk):
    """Two answered, one of them overnight; one won, one lost, one that nobody answered."""
    return put(
        desk,
        [
            Talk(
                "wechat", "won", created_at=at(0, "10:00"),
                said=(
                    Said("in", at(0, "10:00")), Said("in", at(0, "10:02")), Said("note", at(0, "10:03")),
                    Said("out", at(0, "10:05"), "Staff B", 60), Said("out", at(0, "10:06"), handled_s=20),
                    Said("in", at(0, "11:00")), Said("out", at(0, "11:00:20"), "Staff B", 40),
                ),
            ),
            Talk(
                "email", "lost", created_at=at(1, "23:00"), lost_reason="price",
                said=(Said("in", at(1, "23:00")), Said("out", at(2, "09:10"), handled_s=80)),
            ),
            Talk("wechat", "new", created_at=at(4, "20:30"), said=(Said("in", at(4, "20:30")),)),
            # Came a week before; the customer came back this week.
            Talk(
                "phone", "lost", created_at=at(-3, "12:00"), lost_reason="stock",
                said=(Said("in", at(-3, "12:00")), Said("out", at(-3, "12:00:30")), Said("in", at(5, "08:00")),
                      Said("out", at(5, "09:00:05"))),
            ),
        ],
    )  # fmt: skip


@pytest.fixture
def _now(clock):
    clock.now = at(6, "18:00")


@pytest.mark.usefixtures("_now")
def test_a_week_by_hand(desk):
    _week(desk)
    made = reports.report(desk, "inquiries", WEEK)
    # Working time is 09:00–21:00: overnight counts ten minutes, before opening five seconds.
    assert [(head.key, head.value, head.before) for head in made.heads] == [
        ("asked", 3, 1), ("first_reply", (300 + 600) // 2, 30), ("reply", (20 + 300) // 2, 30),
        ("within_10m", 1.0, 1.0),
        ("conversion", 1 / 3, 0.0), ("out_of_hours", 1 / 3, 0.0), ("handling", 200 // 2, None), ("suggested", 0.0, 0.0),
    ]  # fmt: skip
    assert made.table("times").records() == [
        {"measure": "first_reply_working", "count": 2, "median": 450, "p90": 600, "within_30s": 0.0, "within_10m": 1.0,
         "within_2h": 1.0, "waiting": 1},
        {"measure": "first_reply_clock", "count": 2, "median": (300 + 36_600) // 2, "p90": 36_600, "within_30s": 0.0,
         "within_10m": 0.5, "within_2h": 0.5, "waiting": 1},
        {"measure": "reply_working", "count": 4, "median": 160, "p90": 600, "within_30s": 0.5, "within_10m": 1.0,
         "within_2h": 1.0, "waiting": 1},
        {"measure": "reply_clock", "count": 4, "median": (300 + 3_605) // 2, "p90": 36_600, "within_30s": 0.25,
         "within_10m": 0.5, "within_2h": 0.75, "waiting": 1},
    ]  # fmt: skip
    channels = {row["channel"]: row for row in made.table("reply_channels").records()}
    assert (channels["wechat"]["reply_count"], channels["wechat"]["reply_median"]) == (2, 160)
    assert (channels["phone"]["first_count"], channels["phone"]["reply_median"], channels["phone"]["reply_clock"]) == (
        0, 5, 3_605,
    )  # fmt: skip
    hours = {row["hour"]: row for row in made.table("reply_hours").records() if row["reply_count"]}
    assert {hour: row["reply_median"] for hour, row in hours.items()} == {8: 5, 10: 300, 11: 20, 23: 600}
    weekdays = [row["reply_count"] for row in made.table("reply_weekdays").records()]
    assert weekdays == [2, 1, 0, 0, 0, 1, 0]
    people = [(row["person"], row["first_count"], row["reply_count"]) for row in made.table("reply_people").records()]
    assert people == [("Staff B", 1, 2), ("owner", 1, 2)]
    assert made.table("handling").rows == [("Staff B", 2, 100, 50), ("owner", 2, 100, 50)]
    assert [row for row in made.table("days").rows if row[1]] == [
        (date(2026, 11, 2), 1, 1), (date(2026, 11, 3), 1, 0), (date(2026, 11, 6), 1, 0),
    ]  # fmt: skip
    assert {code: count for code, count, _share in made.table("outcomes").rows} == {
        "asked": 3, "quoted": 0, "won": 1, "lost": 1, "open": 1,
    }  # fmt: skip
    assert made.table("lost_reasons").rows == [("price", 1, 1.0)]
    assert made.table("conversion_channels").rows == [("wechat", 2, 0, 1, 0, 1, 0.5), ("email", 1, 0, 0, 1, 0, 0.0)]
    busy = made.table("busy_hours")
    assert {(row[0], day): n for row in busy.rows for day, n in enumerate(row[1:8]) if n} == {
        (10, 0): 2, (11, 0): 1, (23, 1): 1, (20, 4): 1, (8, 5): 1,
    }  # fmt: skip
    assert sum(row[8] for row in busy.rows) == 6


@pytest.mark.usefixtures("_now")
def test_what_was_asked_about_quoted_and_wished(desk):
    products.create_product(desk, ProductDraft("TS-1", "T-shirt", variant="blue"))
    first, second, third, _old = _week(desk)
    with desk.write("inquiry.update") as unit:
        pairs = ((first, 1, ""), (first, 1, ""), (second, 1, ""), (second, None, "a hat"), (third, None, "a hat"))
        unit.door.insert(
            InquiryProduct,
            [{"inquiry_id": one, "product_id": product, "text": text} for one, product, text in pairs],
        )
        for number in ("QU-1", "QU-2"):  # two quotes are one inquiry quoted
            unit.door.insert_one(
                Quote, number=number, inquiry_id=second, currency="CNY", created_at=at(2, "10:00"),
                local_day=date(2026, 11, 4), staff="owner",
            )  # fmt: skip
        wished = [("colour", 1, 0), ("colour", 1, 6), ("price", None, 3), ("price", None, 7)]
        unit.door.insert(
            Wish,
            [
                {"theme": theme, "product_id": product, "text": "", "at": at(day, "12:00"),
                 "local_day": date(2026, 11, 2) + timedelta(days=day), "staff": "owner"}
                for theme, product, day in wished
            ],
        )  # fmt: skip
        unit.commit()
    made = reports.report(desk, "inquiries", WEEK)
    assert made.table("conversion_products").rows == [
        ("a hat", "", "", 2, 1, 0, 1, 1, 0.0), ("T-shirt", "blue", "TS-1", 2, 1, 1, 1, 0, 0.5),
    ]  # fmt: skip
    assert made.table("outcomes").records()[1] == {"outcome": "quoted", "count": 1, "share": 0.3333}
    assert made.table("wish_themes").rows == [("colour", 2), ("price", 1)]
    assert made.table("wish_products").rows == [("T-shirt", "blue", "colour", 2), ("", "", "price", 1)]


def test_replies_that_went_out(desk, clock):
    clock.now = at(0, "09:00")
    draft = editing.ReplyDraft(title="Stock", text="Yes.", scenario="product_question", language="en", code="/s")
    number = editing.create_reply(desk, draft).value.number
    other = editing.create_reply(desk, editing.ReplyDraft(title="Bye", text="Bye.", scenario="other", language="en"))
    (inquiry_id,) = put(desk, [Talk(said=[Said("out", at(0, "10:00"))] * 4, created_at=at(0, "10:00"))])
    assert inquiry_id
    for asked in ("Is L in stock?", "And XL?", ""):
        using.use_reply(desk, number, using.UseDraft(asked=asked, text="Yes."))
    using.use_reply(desk, other.value.number, using.UseDraft(asked="Thanks"))
    clock.now = at(8, "09:00")
    using.use_reply(desk, number, using.UseDraft(asked="too late for the week"))
    made = reports.report(desk, "inquiries", WEEK)
    assert made.table("replies").rows == [("Stock", "/s", "product_question", 3), ("Bye", "", "other", 1)]
    assert made.table("reply_scenarios").rows == [("product_question", 3, 2), ("other", 1, 1)]
    assert made.head("suggested").value == 3 / 4


def test_the_shop_s_own_hours_and_zone_count(desk, clock):
    clock.now = at(6, "18:00")
    shop_settings.set_settings(desk, {"week": {"mon": [["10:04", "10:30"]]}, "zone": "Asia/Kolkata"})
    # 10:00 in Shanghai is 07:30 in Kolkata.
    put(desk, [Talk(created_at=at(0, "12:30"), said=[Said("in", at(0, "12:30")), Said("out", at(0, "12:40"))])])
    made = reports.report(desk, "inquiries", WEEK)
    assert made.head("first_reply").value == 360
    assert made.head("out_of_hours").value == 1.0
    assert [row[0] for row in made.table("busy_hours").rows if row[1]] == [10]


def test_nothing_happened(desk):
    made = reports.report(desk, "inquiries", WEEK)
    assert made.empty
    assert [head.value for head in made.heads] == [0, None, None, None, None, None, None, None]
    assert made.as_json()["figures"]["asked"] == 0


def test_what_cannot_be_reported_is_refused(desk):
    with pytest.raises(UserError) as unknown:
        reports.report(desk, "weather", WEEK)
    assert (unknown.value.code, unknown.value.where["known"]) == ("report.unknown", "inquiries")
    with pytest.raises(UserError, match=r"report\.days"):
        reports.report(desk, "inquiries", Days(WEEK.last, WEEK.first))


def test_cancel_stops_the_counting(desk, clock):
    clock.now = at(6, "18:00")
    _week(desk)
    with pytest.raises(Cancelled):
        reports.report(desk, "inquiries", WEEK, cancelled=lambda: True)


# -- against a recount ----------------------------------------------------------------------------------------------

_MOMENTS = st.integers(0, 9 * 24 * 60).map(lambda minutes: MONDAY + timedelta(minutes=minutes - 24 * 60))
_TALKS = st.lists(
    st.builds(
        Talk, channel=st.sampled_from(CHANNELS[:3]), status=st.sampled_from(STATUSES), created_at=_MOMENTS,
        lost_reason=st.sampled_from(LOST_REASONS[:2]),
        said=st.lists(
            st.builds(
                Said, st.sampled_from(("in", "out", "note")), _MOMENTS, st.sampled_from(("owner", "B", "")),
                st.none() | st.integers(0, 500),
            ),
            max_size=7,
        ),
    ),
    max_size=8,
)  # fmt: skip


def _local(desk, moment: datetime) -> datetime:
    return moment.astimezone(desk.zone)


def _rounds(talk):
    """Each (asked, answered, by) of an inquiry, as a person would go through it."""
    begun = None
    for one in talk.in_order():
        if one.direction == "in" and begun is None:
            begun = one
        elif one.direction == "out" and begun is not None:
            yield begun.at, one.at, one.staff
            begun = None


@given(_TALKS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_week_against_a_recount(desk, talks):
    with desk.write("inquiry.delete") as unit:
        unit.connection.exec_driver_sql("DELETE FROM message")
        unit.connection.exec_driver_sql("DELETE FROM inquiry")
        unit.commit()
    put(desk, talks)
    made = reports.report(desk, "inquiries", WEEK)
    hours = hours_of(desk)

    def in_week(moment):
        return WEEK.first <= _local(desk, moment).date() <= WEEK.last

    came = [talk for talk in talks if in_week(talk.created_at)]
    rounds = [
        (talk.channel, asked, answered, by) for talk in talks for asked, answered, by in _rounds(talk) if in_week(asked)
    ]
    working = [hours.seconds(asked, answered) for _channel, asked, answered, _by in rounds]
    expected = times(working)
    found = made.table("times").records()
    assert (found[2]["count"], found[2]["median"], found[2]["p90"]) == (len(rounds), expected.median, expected.p90)
    for place, limit in enumerate(LIMITS):
        of_all = [seconds <= limit for seconds in working]
        share = found[2][("within_30s", "within_10m", "within_2h")[place]]
        assert share == (round(sum(of_all) / len(of_all), 4) if of_all else None)
    clock = times(int((answered - asked).total_seconds()) for _channel, asked, answered, _by in rounds)
    assert (found[3]["median"], found[3]["p90"]) == (clock.median, clock.p90)
    first = [hours.seconds(talk.created_at, talk.first_reply_at) for talk in came if talk.first_reply_at is not None]
    assert (found[0]["count"], found[0]["median"]) == (len(first), times(first).median)
    assert found[2]["waiting"] == sum(talk.waits and in_week(_last_round(talk)) for talk in talks)
    assert _counted(made, "reply_channels", "channel") == Counter(channel for channel, *_rest in rounds)
    assert _counted(made, "reply_people", "person") == Counter(by for *_rest, by in rounds)
    assert _counted(made, "reply_hours", "hour") == Counter(_local(desk, asked).hour for _c, asked, *_r in rounds)
    assert _counted(made, "reply_weekdays", "weekday") == Counter(
        _local(desk, asked).weekday() for _channel, asked, *_rest in rounds
    )
    for code, one in {row["channel"]: row for row in made.table("reply_channels").records()}.items():
        mine = [seconds for seconds, (channel, *_rest) in zip(working, rounds, strict=True) if channel == code]
        assert (one["reply_median"], one["reply_p90"]) == (times(mine).median, times(mine).p90)
    statuses = Counter(talk.status for talk in came)
    assert made.head("asked").value == len(came)
    assert made.head("conversion").value == (statuses["won"] / len(came) if came else None)
    assert dict(row[:2] for row in made.table("lost_reasons").rows) == Counter(
        talk.lost_reason for talk in came if talk.status == "lost"
    )
    closed = sum(not hours.is_open(talk.created_at) for talk in came)
    assert made.head("out_of_hours").value == (closed / len(came) if came else None)
    timed = [
        (number, one) for number, talk in enumerate(talks) for one in talk.said
        if one.handled_s is not None and in_week(one.at)
    ]  # fmt: skip
    spent = sum(one.handled_s for _number, one in timed)
    assert made.head("handling").value == (spent // len({number for number, _one in timed}) if timed else None)
    written = Counter(
        (_local(desk, one.at).hour, _local(desk, one.at).weekday())
        for talk in talks for one in talk.said if one.direction == "in" and in_week(one.at)
    )  # fmt: skip
    assert {
        (row[0], day): count for row in made.table("busy_hours").rows for day, count in enumerate(row[1:8]) if count
    } == written


def _last_round(talk):
    """When the wait that nobody ended began."""
    heard = [one for one in talk.in_order() if one.direction != "note"]
    since = heard[-1].at
    for one in reversed(heard):
        if one.direction == "out":
            break
        since = one.at
    return since


def _counted(made, table, key):
    return {row[key]: row["reply_count"] for row in made.table(table).records() if row["reply_count"]}
