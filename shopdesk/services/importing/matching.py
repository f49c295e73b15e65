"""Matches what files tell with what the shop has. Reads only; holds no lock."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from shopdesk.db.queries import imports as known
from shopdesk.db.queries import shop as shop_queries
from shopdesk.domain import importing
from shopdesk.domain import orders as rules
from shopdesk.domain.customers import images
from shopdesk.domain.errors import UserError
from shopdesk.domain.imported import ImportedFile, ImportedOrder, ImportedReturn, Problem
from shopdesk.services.importing import own_workbook, price_lists
from shopdesk.services.importing.plan import ChangedOrder, NewOrder, Plan, ReturnedLines, Tick, Told

# Taobao and Tmall are one trading house with one series of order numbers; a file cannot always tell which it is from.
_EVERY = 500  # orders matched between two ticks
_FAMILIES = {"taobao": ("taobao", "tmall"), "tmall": ("tmall", "taobao")}
_TWO_FILES = frozenset({"taobao", "tmall", "etsy"})  # platforms with an order list and an item list


def match(connection: Any, files: list[ImportedFile], tick: Tick) -> Plan:
    """Sorts every record of the files. Raises UserError `account.required`, Cancelled."""
    plan = Plan(files, head=known.head(connection))
    plan.accounts = accounts = {index: account_of(connection, file) for index, file in enumerate(files)}
    groups: dict[tuple[str, str], dict[str, Told]] = defaultdict(dict)
    for index, file in enumerate(files):
        plan.problems += file.problems
        _count_refused(plan, file)
        here = own_workbook.here(connection, file)
        for count, order in enumerate(file.orders):
            if not count % _EVERY:
                tick(0, 0)
            if order.platform_order in here:
                if own_workbook.count_known(plan, file, order, here[order.platform_order]):
                    _add_totals(plan, order)
                continue
            told = Told(order, file, file.kind, file.order_fields, file.line_fields)
            _combine(groups[(file.platform, accounts[index])], told)
    done, total = 0, sum(len(group) for group in groups.values())
    for (platform, account), group in groups.items():
        family = _FAMILIES.get(platform, (platform,))
        numbers = list(group)
        for start in range(0, len(numbers), _EVERY):
            part = numbers[start : start + _EVERY]
            found = known.orders(connection, family, account, part)
            for number in part:
                _sort(plan, group[number], platform, account, found.get(number))
            done += len(part)
            tick(done, total)
    for index, file in enumerate(files):
        _match_returns(connection, plan, index, accounts[index])
        tick(done, total)
        _match_customers(connection, plan, file)
        _match_products(connection, plan, file)
        price_lists.match(connection, plan, index)
        tick(done, total)
        plan.partner_missing[index] = _partner_missing(plan, file)
    _match_buyers(connection, plan)
    tick(done, total)
    _match_skus(connection, plan)
    tick(done, total)
    return plan


def account_of(connection: Any, file: ImportedFile) -> str:
    """The account a file's orders belong to: as named, else the platform's only one.

    A file whose ids merely count its rows is kept apart under a name made from what it holds.
    """
    if file.price_list:
        return ""  # it is about products, which belong to no account
    account = file.account
    if account is None:
        accounts = [name for name, _zone, _currency in shop_queries.accounts(connection, file.platform)]
        if len(accounts) > 1:
            raise UserError("account.required", platform=file.platform, accounts=", ".join(accounts))
        account = accounts[0] if accounts else ""
    if file.ids_count_rows:
        held = "\n".join(f"{order.platform_order} {order.ordered_at}" for order in file.orders)
        account = f"{account}#{hashlib.sha256(held.encode()).hexdigest()[:8]}"
    return account


def _count_refused(plan: Plan, file: ImportedFile) -> None:
    """Refused orders, not rows; a row that names no order counts as one."""
    if file.kind in ("orders", "lines"):
        orders = {file.refused_orders.get(row) or row for row, _cells in file.refused_rows}
        plan.orders["refused"] += len(orders)
        plan.lines["refused"] += len(file.refused_rows)


def _combine(group: dict[str, Told], told: Told) -> None:
    """Files of one batch may overlap: the one that is further along speaks, the other adds what only it knows.

    An order list speaks before an item list, which has little to say but the lines.
    """
    number = told.order.platform_order
    first = group.get(number)
    if first is None:
        group[number] = told
        return
    base, more = told, first
    if first.kind != told.kind:
        base, more = (first, told) if first.kind == "orders" else (told, first)
    elif rules.is_behind(importing.facts(told.order, told.fields), importing.facts(first.order, first.fields)):
        base, more = first, told
    for name in more.fields - base.fields:
        setattr(base.order, name, getattr(more.order, name))
    base.order.extra = {**more.order.extra, **base.order.extra}
    if first.kind != told.kind and "delivery" in more.fields and _is_sent_later(base.order, more.order):
        base.order.delivery, base.order.shipped_at = more.order.delivery, more.order.shipped_at
    line_fields = base.line_fields
    if more.order.lines and not more.order.lines_provisional:
        if not base.order.lines or base.order.lines_provisional:
            base.order.lines, base.order.lines_provisional = more.order.lines, False
        else:
            _fill_lines(base.order, more.order, more.line_fields - base.line_fields)
        line_fields |= more.line_fields
    group[number] = Told(base.order, base.file, base.kind, base.fields | more.fields, line_fields)


def _is_sent_later(base: ImportedOrder, more: ImportedOrder) -> bool:
    return rules.is_behind({"delivery": base.delivery}, {"delivery": more.delivery})


def _fill_lines(base: ImportedOrder, more: ImportedOrder, fields: frozenset[str]) -> None:
    """What only the other file tells of the same lines, such as prices beside a report without any."""
    known = {line.key: line for line in more.lines}
    for line in base.lines:
        if line.key in known:
            for name in fields:
                setattr(line, name, getattr(known[line.key], name))


def _sort(
    plan: Plan,
    told: Told,
    platform: str,
    account: str,
    before: known.KnownOrder | None,
) -> None:
    order = told.order
    if before is None:
        plan.new.append(NewOrder(told, platform, account, _add_totals(plan, order)))
        plan.orders["new"] += 1
        plan.lines["new"] += len(order.lines)
        return
    image = importing.imager(told.fields, told.line_fields).image(order)
    if payload(image) == before.payload:
        plan.orders["unchanged"] += 1
        plan.lines["unchanged"] += len(order.lines)
        _add_totals(plan, order)
        return
    last = known.image(before.payload)
    if last.get("returns"):
        # What went back was taken off by those; the rows of the order itself still tell the time before.
        told = replace(
            told,
            fields=told.fields - {"payment", "refunded", "refunded_at"},
            line_fields=told.line_fields - {"returned", "refunded"},
        )
        image = importing.imager(told.fields, told.line_fields).image(order)
    if platform in _TWO_FILES:
        told = _beside_its_partner(told, last)
        order, image = told.order, importing.imager(told.fields, told.line_fields).image(told.order)
    if rules.is_behind(importing.facts(order, told.fields), last):
        plan.orders["older"] += 1
        plan.lines["older"] += len(order.lines)
        return
    merged = importing.merge(last, image, told.fields, told.line_fields)
    fields = importing.changed_fields(last, merged)
    _count_lines(plan, last, merged, order)
    if fields:
        plan.changed.append(ChangedOrder(told, before, last, merged, fields))
        plan.orders["changed"] += 1
    else:
        plan.orders["unchanged"] += 1
    _add_totals(plan, order)


def _beside_its_partner(told: Told, last: importing.Image) -> Told:
    """What one file of a two-file platform tells of an order that the other may have told before.

    Whichever comes first, the same has to come out: the order list speaks where both do, and the half that was still
    missing is taken even where its states are behind, without them. Only order lists tell the currency.
    """
    order, fields = told.order, told.fields
    is_listed, is_items = "currency" in last, told.kind == "lines"
    if is_items and is_listed:
        fields = importing.left_to_items(order, fields, last)
        order = replace(order, extra={**order.extra, **last.get("extra", {})})
    missing = "lines" not in last if is_items else not is_listed
    if missing and rules.is_behind(importing.facts(order, fields), last):
        fields = fields - {*importing.FACTS, "paid_at", "shipped_at"}
        order = replace(order, **{name: last.get(name, getattr(order, name)) for name in ("payment", "delivery")})
    return replace(told, order=order, fields=fields)


def _count_lines(plan: Plan, last: dict[str, Any], merged: dict[str, Any], order: ImportedOrder) -> None:
    if order.lines_provisional:
        plan.lines["unchanged"] += len(order.lines) if not last.get("lines") else 0
        return
    before = last.get("lines", {})
    for line in order.lines:
        if line.key not in before:
            plan.lines["new"] += 1
        else:
            same = before[line.key] == merged["lines"].get(line.key)
            plan.lines["unchanged" if same else "changed"] += 1


def _add_totals(plan: Plan, order: ImportedOrder) -> dict[str, int]:
    sums = plan.totals[order.currency]
    told = importing.amounts(order)
    sums["orders"] += 1
    sums["units"] += importing.units(order)
    sums["amount"] += told["total"]
    sums["refunded"] += told["refunded"]
    return told


def _partner_missing(plan: Plan, file: ImportedFile) -> bool:
    """Whether a file of a two-file platform lacks its other half, in this batch and in the shop."""
    if file.kind == "lines":
        return any(item.file is file and item.told.kind == "lines" for item in plan.new)
    if file.kind == "orders" and file.platform in _TWO_FILES:
        return any(item.order.lines_provisional or not item.order.lines for item in plan.new if item.file is file)
    return False


def _match_returns(connection: Any, plan: Plan, index: int, account: str) -> None:
    """Returns of orders in the shop become refunds; of others they are refused."""
    file = plan.files[index]
    if not file.returns:
        return
    here = {item.order.platform_order: item for item in plan.new if item.file.platform == file.platform}
    numbers = [returned.original for returned in file.returns if returned.original]
    found = known.orders(connection, (file.platform,), account, numbers)
    for returned in file.returns:
        order = found.get(returned.original)
        if order is not None:
            last = known.image(order.payload)
            plan.totals[returned.currency]["refunded"] += sum(line.total for line in returned.lines)
            if returned.platform_order in last.get("returns", []):
                plan.orders["unchanged"] += 1
                plan.lines["unchanged"] += len(returned.lines)
            else:
                plan.returns.append(ReturnedLines(returned, file, order))
                plan.orders["changed"] += 1
                plan.lines["changed"] += len(returned.lines)
        elif returned.original in here:
            _take_back(plan, here[returned.original], returned)
        else:
            plan.problems.append(
                Problem("return.no_order", row=returned.row, found=returned.platform_order, file=file.path,
                        sheet=file.sheet, order=returned.platform_order, field="platform_order")
            )  # fmt: skip
            plan.refused_returns[index].append(returned)
            plan.orders["refused"] += 1
            plan.lines["refused"] += len(returned.lines)


def _take_back(plan: Plan, item: NewOrder, returned: ImportedReturn) -> None:
    """A return of an order of the same batch: the order comes in with its refund.

    On a copy: what the file told must stay as it was, should it have to be matched again.
    """
    lines = [replace(line) for line in item.order.lines]
    item.told = replace(
        item.told,
        order=replace(item.order, lines=lines),
        fields=item.told.fields | {"refunded", "refunded_at", "payment"},
        line_fields=item.told.line_fields | {"returned", "refunded"},
    )
    by_key = {(line.sku, line.title): line for line in item.order.lines}
    amount = 0
    for line in returned.lines:
        amount += line.total
        target = by_key.get((line.sku, line.title))
        if target is not None:
            target.returned = min(target.quantity, target.returned + line.quantity)
            target.refunded += line.total
    order = item.order
    plan.totals[order.currency]["refunded"] += amount
    order.refunded = (order.refunded or 0) + amount
    order.refunded_at = returned.at or order.refunded_at
    total = importing.amounts(order)["total"]
    order.payment = "refunded" if order.refunded >= total else "part_refunded"
    item.returns.append(returned.platform_order)
    item.amounts = importing.amounts(order)


def _match_customers(connection: Any, plan: Plan, file: ImportedFile) -> None:
    if not file.customers:
        return
    ids: dict[str, int] = {}
    for kind in ("email", "phone", "login"):
        ids |= known.identities(connection, file.platform, kind, (customer.key for customer in file.customers))
    cells = known.customers(connection, sorted(set(ids.values())))
    seen: set[str] = set()
    for customer in file.customers:
        if customer.key in seen:
            continue
        seen.add(customer.key)
        customer_id = ids.get(customer.key)
        if customer_id is None:
            plan.new_customers.append((customer, file))
            plan.customers["new"] += 1
            continue
        told = customer_image(customer)
        if told not in images(cells[customer_id]["imported"]):
            plan.changed_customers.append((customer_id, customer, cells[customer_id]))
            plan.customers["changed"] += 1


def customer_image(customer: Any) -> dict[str, Any]:
    """What a customers file tells of one customer, empty cells left out."""
    names = ("name", "email", "phone", "country", "region", "city", "street", "postcode", "tags", "note",
             "accepts_marketing", "extra")  # fmt: skip
    return {name: getattr(customer, name) for name in names if getattr(customer, name) not in (None, "", {})}


def _match_products(connection: Any, plan: Plan, file: ImportedFile) -> None:
    if not file.products:
        return
    found = known.products(connection, [product.key for product in file.products])
    seen: set[str] = set()
    for product in file.products:
        if product.key in seen:
            continue
        seen.add(product.key)
        if product.key not in found:
            plan.new_products.append((product, file))
            plan.products["new"] += 1
        elif found[product.key]["imported"] != product_image(product):
            plan.changed_products.append((found[product.key]["id"], product, found[product.key]))
            plan.products["changed"] += 1


def product_image(product: Any) -> dict[str, Any]:
    """What a products file tells of one variant, empty cells left out."""
    names = ("sku", "barcode", "title", "variant", "category", "supplier", "price", "currency", "cost", "weight_g",
             "stock", "shelf", "status", "extra")  # fmt: skip
    return {name: getattr(product, name) for name in names if getattr(product, name) not in (None, "", {})}


def _match_buyers(connection: Any, plan: Plan) -> None:
    """Buyers of new orders, and of those whose buyer only this file tells: known by identity, or new with them."""
    wanted: dict[tuple[str, str], set[str]] = defaultdict(set)
    keyed: list[tuple[tuple[str, str, str], NewOrder | ChangedOrder]] = []
    buying: list[NewOrder | ChangedOrder] = [*plan.new, *(item for item in plan.changed if item.tells_who)]
    for item in buying:
        identity = importing.identity(item.order)
        if identity is not None:
            keyed.append(((item.platform, *identity), item))
            wanted[(item.platform, identity[0])].add(identity[1])
    for (platform, kind), handles in wanted.items():
        for handle, customer_id in known.identities(connection, platform, kind, handles).items():
            plan.buyers[(platform, kind, handle)] = customer_id
    coming = {(file.platform, customer.key_kind, customer.key) for customer, file in plan.new_customers}
    for key, item in keyed:
        if key not in plan.buyers and key not in coming and key not in plan.new_buyers:
            plan.new_buyers[key] = item
            plan.customers["new"] += 1


def _match_skus(connection: Any, plan: Plan) -> None:
    skus: Iterable[str] = {line.sku for item in plan.new for line in item.order.lines if line.sku}
    more = {line.sku for changed in plan.changed for line in changed.order.lines if line.sku}
    plan.skus = known.product_ids(connection, {*skus, *more})


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def payload(image: dict[str, Any]) -> str:
    """An image as stored."""
    return _ENCODER.encode(image)
