"""Price lists matched with the products that a shop has: by SKU, by the key of one without SKU, by barcode."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shopdesk.db.queries import products as queries
from shopdesk.domain import price_list as rules
from shopdesk.domain.errors import UserError
from shopdesk.domain.imported import ImportedFile, ImportedProduct, Problem
from shopdesk.domain.price_list import PriceRow
from shopdesk.services.importing.plan import Plan


@dataclass(frozen=True, slots=True)
class Change:
    """One cell of one product. Amounts in minor units of `currency`; `before` None: nothing was there."""

    sku: str
    title: str
    field: str
    before: Any
    after: Any
    currency: str
    row: int


def match(connection: Any, plan: Plan, index: int) -> None:
    """Sorts the rows of a price list into new, changed, unchanged and refused."""
    file = plan.files[index]
    if not file.price_list:
        return
    found = queries.meant(connection, [(row.sku, row.barcode) for row in file.price_rows])
    cells = queries.cells(connection, sorted({row_id for ids in found for row_id in ids}))
    plan.prices = plan.prices or {"new": 0, "changed": 0, "unchanged": 0, "refused": 0}
    plan.prices["refused"] += len(file.refused_rows)
    told: set[int] = set(plan.changed_prices)
    default_currency = file.currency or ""
    for row, ids in zip(file.price_rows, found, strict=True):
        try:
            state = _sort(plan, file, row, ids, cells, told, default_currency)
        except UserError as error:
            _refuse(plan, index, row, error)
            state = "refused"
        plan.prices[state] += 1
        if state in plan.products:
            plan.products[state] += 1


def _sort(
    plan: Plan, file: ImportedFile, row: PriceRow, ids: list[int], cells: Mapping[int, Mapping[str, Any]],
    told: set[int], default_currency: str,
) -> str:  # fmt: skip
    if len(ids) > 1:
        raise UserError("price_list.shared", field="sku", found=row.sku or row.barcode)
    if not ids:
        plan.new_products.append((_new(row, default_currency), file))
        return "new"
    (product_id,) = ids
    if product_id in told:
        raise UserError("price_list.twice", field="sku", found=row.sku or row.barcode)
    told.add(product_id)
    product = cells[product_id]
    wanted = rules.changes(row, product, default_currency)
    if not wanted:
        return "unchanged"
    plan.changed_prices[product_id] = wanted
    currency = wanted.get("currency") or product["currency"]
    name = product["sku"] or product["key"]
    plan.price_changes += [
        Change(name, product["title"], field, product[field], after, currency, row.row)
        for field, after in sorted(wanted.items(), key=lambda item: rules.FIELDS.index(item[0]))
    ]
    return "changed"


def _new(row: PriceRow, default_currency: str) -> ImportedProduct:
    """A product that the shop does not have yet: it needs a SKU to be found by, and a title."""
    if not row.sku or not row.told.get("title"):
        raise UserError("price_list.unknown", field="sku", found=row.sku or row.barcode)
    currency = row.told.get("currency") or default_currency
    amounts: dict[str, Any] = {
        name: rules.minor(row.told[name], currency, name) for name in rules.AMOUNTS if name in row.told
    }
    cells = {name: told for name, told in row.told.items() if name not in (*rules.AMOUNTS, "currency")}
    return ImportedProduct(row.sku, row=row.row, sku=row.sku, currency=currency, **amounts, **cells)


def _refuse(plan: Plan, index: int, row: PriceRow, error: UserError) -> None:
    file = plan.files[index]
    field = str(error.where.get("field", "sku"))
    problem = Problem(
        error.code, row=row.row, column=row.columns.get(field), field=field, found=error.where.get("found"),
        expected=error.where.get("expected"), file=file.path, sheet=file.sheet,
    )  # fmt: skip
    plan.problems.append(problem)
    plan.refused_prices[index].append((row, problem))
