"""A believable demo shop, the same for the same seed, size and clock."""

from dataclasses import dataclass
from datetime import timedelta

from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.services import imports, settings
from shopdesk.services.demo import asked_before, desk_work
from shopdesk.services.demo.goods import Goods
from shopdesk.services.demo.records import order_files, product_file
from shopdesk.services.desk import Desk
from shopdesk.services.listing import KINDS, list_records
from shopdesk.services.replies import starter

STAFF = "demo"


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made."""

    orders: int
    packing_lists: int
    inquiries: int
    cases: int
    products: int
    customers: int


def make_demo(desk: Desk, orders: int = 120, seed: int = 1) -> Outcome[Demo]:
    """Fills an empty shop with that many orders of about two months, packing lists, inquiries and cases.

    Done in the name of `demo`, so that nobody's own undo reaches into it. Raises UserError `demo.not_empty`.
    """
    if any(list_records(desk, KINDS[kind], (), "", True, 1, 0)[0] for kind in KINDS):
        raise UserError("demo.not_empty", path=str(desk.path))
    goods = Goods.load()
    now = desk.now()
    past = Desk(desk.shop, STAFF, lambda: now - timedelta(hours=30))
    settings.set_settings(
        past,
        {"name": "Demo shop 示例小店", "address": "示例路 1 号 · 1 Example Street", "thanks": "Thank you! 谢谢惠顾"},
    )
    imports.apply_records(past, [product_file(goods)])
    exported = order_files(goods, orders - 1, seed, now, past.zone)  # one more is entered by hand
    outcome = imports.apply_records(past, exported)
    desk_work.do(desk, goods, seed, now, STAFF)
    starter.load_starter(past)
    asked_before.do(past, goods, seed, now)
    desk.reload_settings()
    counts = {kind: list_records(desk, KINDS[kind], (), "", True, 0, 0)[0] for kind in KINDS}
    return Outcome(
        Demo(
            counts["orders"], counts["packing-lists"], counts["inquiries"], counts["cases"], counts["products"],
            counts["customers"],
        ),
        outcome.changes,
    )  # fmt: skip
