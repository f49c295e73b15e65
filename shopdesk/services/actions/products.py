"""Actions on products. A product is named by its SKU."""

from dataclasses import replace
from typing import Any

from shopdesk.domain.changes import Outcome
from shopdesk.domain.errors import UserError
from shopdesk.domain.products import ProductDraft
from shopdesk.services import attachments, bulk_editing, price_lists, products
from shopdesk.services.actions import values as read
from shopdesk.services.actions.action import Action, Field, Values
from shopdesk.services.desk import Desk

_ROLES = ("orders", "packing")
_TEXTS = ("title", "variant", "barcode", "category", "supplier", "shelf")
_SKU = Field("sku", required=True)
_SOME = Field("products", "numbers", required=True)
_FORM = (
    *(Field(name) for name in _TEXTS),
    Field("price", "money"),
    Field("cost", "money"),
    Field("currency"),
    Field("stock", "integer"),
    Field("weight_g", "integer"),
)


def merged(desk: Desk, values: Values, old: ProductDraft) -> ProductDraft:
    """A draft with the fields that are given; the others stay as they are. Raises UserError `form.*`."""
    given: dict[str, Any] = {name: read.text(values, name) for name in _TEXTS if name in values}
    currency = read.text(values, "currency").upper() or old.currency or desk.currency
    given["currency"] = currency
    for name in ("price", "cost"):
        if name in values:
            given[name] = read.amount(values, name, currency, default=None)
    for name in ("stock", "weight_g"):
        if name in values:
            given[name] = None if values[name] is None else read.integer(values, name)
    return replace(old, **given)


def _create(desk: Desk, values: Values) -> Outcome[Any]:
    sku = read.text(values, "sku", required=True)
    return products.create_product(desk, merged(desk, values, ProductDraft(sku=sku, title="")))


def _named(values: Values) -> str:
    sku = read.text(values, "product") or read.text(values, "sku") or read.text(values, "number")
    if not sku:
        raise UserError("form.required", field="sku")
    return sku


def _update(desk: Desk, values: Values) -> Outcome[Any]:
    """`product` (or `sku`) names it; `new_sku` renames it."""
    sku = _named(values)
    old = products.draft_of(desk, sku)
    new = merged(desk, values, old)
    return products.update_product(desk, sku, replace(new, sku=read.text(values, "new_sku") or new.sku))


def _export(desk: Desk, values: Values) -> Outcome[Any]:
    """Without `products`, all of them."""
    file = read.text(values, "file", required=True)
    skus = read.numbers(values, "products", required=False)
    return Outcome(price_lists.export_numbers(desk, file, skus, force=read.boolean(values, "force")))


ACTIONS: tuple[Action, ...] = (
    Action("product.create", (Field("sku", required=True), *_FORM), _ROLES, _create),
    Action("product.update", (Field("sku", required=True), Field("new_sku"), *_FORM), _ROLES, _update),
    Action(
        "product.add_photo",
        (_SKU, Field("photo", "photo", required=True)),
        _ROLES,
        lambda desk, v: attachments.add_photos(desk, "product", _named(v), read.photos(v, "photo")),
    ),
    Action(
        "product.remove_photo",
        (_SKU, Field("place", "integer", required=True)),
        _ROLES,
        lambda desk, v: attachments.remove_photo(desk, "product", _named(v), read.integer(v, "place")),
    ),
    Action(
        "product.first_photo",
        (_SKU, Field("place", "integer", required=True)),
        _ROLES,
        lambda desk, v: attachments.put_first(desk, "product", _named(v), read.integer(v, "place")),
    ),
    Action(
        "product.export",
        (Field("file", required=True), Field("products", "numbers"), Field("force", "boolean")),
        _ROLES,
        _export,
    ),
    Action("product.hide", (_SOME,), _ROLES, lambda desk, v: products.hide_products(desk, read.numbers(v, "products"))),
    Action(
        "product.show",
        (_SOME,),
        _ROLES,
        lambda desk, v: products.hide_products(desk, read.numbers(v, "products"), hidden=False),
    ),
    Action(
        "product.edit_many",
        (_SOME, Field("field", "choice", required=True, choices=bulk_editing.PRODUCT_FIELDS), Field("value")),
        _ROLES,
        lambda desk, v: bulk_editing.edit_products(
            desk, read.numbers(v, "products"), read.text(v, "field", required=True), read.text(v, "value")
        ),
    ),
)
