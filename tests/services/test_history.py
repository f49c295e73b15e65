"""Undo by entry: what stands in the way is named; and the journal as a list."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shopdesk.db.tables import JournalEntry
from shopdesk.domain.customers import CustomerDraft
from shopdesk.domain.errors import UserError
from shopdesk.domain.inquiries import InquiryDraft
from shopdesk.domain.listing import Filter, ListQuery
from shopdesk.services import customers, history, history_list, inquiries, listing, orders
from shopdesk.services.desk import Desk
from tests.services.small_shop import Clock, sent_order


def newest(desk: Desk) -> int:
    return history_list.ids(desk, ListQuery(), 1)[0]


def refused(desk: Desk, entry: int) -> UserError:
    with pytest.raises(UserError) as caught:
        history.take_back(desk, entry)
    return caught.value


def test_only_who_did_it_takes_it_back(desk: Desk) -> None:
    sent_order(replace(desk, staff="Zoe"), sent=False)
    error = refused(desk, newest(desk))
    assert (error.code, error.where["by"]) == ("undo.others", "Zoe")
    assert history.take_back(replace(desk, staff="Zoe"), newest(desk)).value.entry.action == "order.confirm"


def test_twice_and_after_ninety_days_and_across_a_version(desk: Desk, clock: Clock) -> None:
    sent_order(desk, sent=False)
    confirmed = newest(desk)
    history.take_back(desk, confirmed)
    assert refused(desk, confirmed).code == "undo.already"
    history.do_again(desk, confirmed)
    clock.forward(days=91)
    assert refused(desk, confirmed).code == "undo.too_old"
    clock.now -= timedelta(days=91)
    with desk.shop.write("test", staff="owner", at=desk.now()) as unit:
        table = JournalEntry.__table__
        unit.connection.execute(table.update().where(table.c.id == confirmed).values(schema="0001"))
        unit.commit()
    assert refused(desk, confirmed).code == "undo.older_version"


def test_what_cannot_be_done_again_says_so(desk: Desk) -> None:
    number = sent_order(desk, sent=False)
    confirmed = newest(desk)
    history.take_back(desk, confirmed)
    orders.flag_orders(desk, [number], "red")
    with pytest.raises(UserError) as caught:
        history.do_again(desk, confirmed)
    assert (caught.value.code, caught.value.where) == ("redo.gone", {"action": "order.confirm"})


def test_a_record_that_others_refer_to_names_the_one_that_does(desk: Desk) -> None:
    number = customers.create_customer(desk, CustomerDraft(name="Buyer A")).value.number
    created = newest(desk)
    order = sent_order(replace(desk, staff="Zoe"), sent=False, customer=number)
    error = refused(desk, created)
    assert error.code == "undo.conflict"
    assert {name: error.where[name] for name in ("action", "number", "later", "by")} == {
        "action": "customer.create", "number": order, "later": "order.confirm", "by": "Zoe",
    }  # fmt: skip
    assert customers.ids(desk, ListQuery())  # nothing was changed


def test_cells_that_name_people_do_so_by_name(desk: Desk) -> None:
    number = inquiries.create_inquiry(desk, InquiryDraft(channel="phone", contact="Buyer A")).value.number
    inquiries.assign_inquiries(desk, [number], "owner")
    (assigned,) = [one for one in history_list.story(desk, newest(desk)).touched if one.operation == "update"]
    assert (assigned.number, assigned.fields) == (number, (("assignee", "", "owner"),))


def test_the_list_is_that_of_the_contract(desk: Desk) -> None:
    number = sent_order(desk, sent=False)
    kind = listing.kind_of("history")
    count, rows = listing.list_records(desk, kind, [], "", True, 1, 0)
    assert count == 3
    assert rows == [
        {
            "number": "3", "id": "3", "at": "2026-10-05T01:00:00Z", "local_day": "2026-10-05", "staff": "owner",
            "action": "order.confirm", "state": "done", "subject": number, "counts": {"orders": 1}, "undoable": True,
        }
    ]  # fmt: skip
    on_day = [Filter("local_day", "=", ("2026-10-04",))]
    assert listing.list_records(desk, kind, on_day, "", True, None, 0) == (0, [])
    undoable = listing.list_records(desk, kind, [Filter("undoable", "=", ("true",))], "", True, None, 0)[1]
    assert [row["id"] for row in undoable] == [str(one.id) for one in history.undoable(desk, None)]
    assert listing.show_record(desk, kind, "3")["changed"][0]["fields"] == [
        {"field": "status", "before": "to_confirm", "after": "to_ship"}
    ]
    for number in ("99", "x"):
        with pytest.raises(UserError, match=r"record\.missing"):
            listing.show_record(desk, kind, number)


def test_days_are_those_of_the_shop(desk: Desk, clock: Clock) -> None:
    clock.now = clock.now.replace(hour=15, minute=59, second=59)  # 23:59:59 in Shanghai
    sent_order(desk, sent=False)
    clock.forward(seconds=1)
    sent_order(desk, sent=False)

    def found(operator: str, day: str) -> int:
        return len(history_list.ids(desk, ListQuery(filters=(Filter("local_day", operator, (day,)),))))

    assert (found("=", "2026-10-05"), found("=", "2026-10-06")) == (3, 3)
    assert (found("<=", "2026-10-05"), found(">=", "2026-10-05")) == (3, 6)
    with pytest.raises(UserError, match=r"form\.date"):
        found("=", "yesterday")
