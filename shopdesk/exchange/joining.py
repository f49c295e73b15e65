"""Item lists put into the order lists of the same batch; ShopDesk's own workbooks parted by platform."""

from dataclasses import replace

from shopdesk.domain.imported import ImportedFile, ImportedOrder, Problem


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
        partner = lines.get(order.own.number if order.own else order.platform_order)
        if partner is not None and partner.lines:
            order.lines = partner.lines
            order.lines_provisional = False
            joined = True
    return joined


def part_own_workbooks(files: list[ImportedFile]) -> list[ImportedFile]:
    """One file for each platform and account whose orders a workbook of ShopDesk holds; other files as they are.

    Its Lines sheet has done its work when it was joined; lines without an order beside them are refused.
    """
    parted: list[ImportedFile] = []
    for file in files:
        if file.platform != "shopdesk":
            parted.append(file)
        elif file.kind == "lines":
            parted.append(_without_orders(file, _told_of(files)))
        else:
            parted += _parts(file)
    return parted


def _told_of(files: list[ImportedFile]) -> set[str]:
    """Numbers of the orders on the Orders sheets, also of those refused there (a reason each is enough)."""
    held = {order.own.number for file in files for order in file.orders if order.own}
    refused = {name for file in files if file.platform == "shopdesk" for name in file.refused_orders.values()}
    return held | refused


def _without_orders(file: ImportedFile, held: set[str]) -> ImportedFile:
    alone = [order for order in file.orders if order.platform_order not in held]
    problems = [
        Problem("line.no_order", row=order.row, field="order", found=order.platform_order, file=file.path,
                sheet=file.sheet, order=order.platform_order)
        for order in alone
    ]  # fmt: skip
    refused = {line.row: order.platform_order for order in alone for line in order.lines}
    return replace(
        file,
        orders=[],
        joined=True,
        problems=[*file.problems, *problems],
        refused_rows=[*file.refused_rows, *((row, [number]) for row, number in refused.items())],
        refused_orders=file.refused_orders | refused,
    )


def _parts(file: ImportedFile) -> list[ImportedFile]:
    """The first part keeps what is told of the sheet as a whole."""
    groups: dict[tuple[str, str], list[ImportedOrder]] = {}
    for order in file.orders:
        assert order.own is not None  # every order of this format has it
        groups.setdefault((order.own.platform, order.own.account), []).append(order)
    parts = [
        replace(file, platform=platform, account=account, orders=orders, rows=len(orders))
        for (platform, account), orders in groups.items()
    ]
    for part in parts[1:]:
        part.problems, part.refused_rows, part.refused_orders = [], [], {}
    return parts or [file]
