"""Item lists put into the order lists of the same batch."""

from shopdesk.domain.imported import ImportedFile, ImportedOrder


def join_lines(files: list[ImportedFile]) -> None:
    """Gives orders their real lines from the item lists among `files`, whichever comes first.

    An item list takes on the platform of the orders it belongs to. Both files stay; what finds no partner is left
    for the shop, which may know it already.
    """
    for items in files:
        if items.kind != "lines":
            continue
        lines = {order.platform_order: order for order in items.orders}
        for orders in files:
            if orders.kind == "orders" and _may_join(orders, items) and _join(orders, lines):
                orders.joined = items.joined = True
                orders.line_fields |= items.line_fields
                orders.order_fields |= {"lines"}
                if not items.platform_certain:
                    items.platform, items.platform_certain = orders.platform, True


def _may_join(orders: ImportedFile, items: ImportedFile) -> bool:
    same = orders.platform == items.platform or (not items.platform_certain and orders.platform in ("taobao", "tmall"))
    return same and orders.account == items.account and not orders.ids_count_rows


def _join(orders: ImportedFile, lines: dict[str, ImportedOrder]) -> bool:
    joined = False
    for order in orders.orders:
        partner = lines.get(order.platform_order)
        if partner is not None and partner.lines:
            order.lines = partner.lines
            order.lines_provisional = False
            joined = True
    return joined
