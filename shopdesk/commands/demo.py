"""`demo`."""

from dataclasses import asdict
from typing import Any

from shopdesk.commands.context import Context
from shopdesk.services.demo import make_demo
from shopdesk.words import _


def run_demo(context: Context) -> None:
    """`demo [--orders N] [--seed S]`: an empty shop becomes a believable one."""
    options = context.options
    made = context.in_shop(lambda desk: make_demo(desk, options.orders, options.seed)).value

    def show(value: dict[str, Any]) -> str:
        return _("Made a demo shop with {orders} orders in {path}.").format(orders=value["orders"], path=value["shop"])

    context.answer({"shop": str(context.shop), **asdict(made)}, show)
