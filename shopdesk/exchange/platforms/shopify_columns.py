"""Where Shopify's cells stand in a table: indexes looked up once per file."""

from shopdesk.domain.cells import value
from shopdesk.exchange.tables import Table

# Canonical order fields and the columns that speak of them.
ORDER_FIELDS: dict[str, tuple[str, ...]] = {
    "payment": ("financial status",),
    "delivery": ("fulfillment status",),
    "cancelled": ("financial status", "cancelled at"),
    "pay_on_delivery": ("payment method",),
    "ordered_at": ("created at",),
    "paid_at": ("paid at",),
    "shipped_at": ("fulfilled at",),
    "cancelled_at": ("cancelled at",),
    "buyer_name": ("shipping name", "billing name"),
    "buyer_phone": ("shipping phone", "billing phone", "phone"),
    "buyer_email": ("email",),
    "country": ("shipping country", "billing country"),
    "region": ("shipping province", "shipping province name", "billing province", "billing province name"),
    "city": ("shipping city", "billing city"),
    "street": ("shipping street", "shipping address1", "billing street", "billing address1"),
    "postcode": ("shipping zip", "billing zip"),
    "discount": ("discount amount",),
    "shipping": ("shipping",),
    "tax": ("taxes",),
    "total": ("total",),
    "paid": ("financial status", "outstanding balance"),
    "refunded": ("refunded amount",),
    "payment_method": ("payment method",),
    "payment_reference": ("payment reference", "payment id"),
    "shipping_method": ("shipping method",),
    "buyer_message": ("notes",),
}
_LINE_COLUMNS = frozenset(
    {
        "lineitem quantity", "lineitem name", "lineitem price", "lineitem compare at price", "lineitem sku",
        "lineitem requires shipping", "lineitem taxable", "lineitem fulfillment status", "lineitem discount", "vendor",
    }
)  # fmt: skip
_PLACE = ("name", "street", "address1", "address2", "city", "zip", "province", "country", "phone", "province name")
_PLACES = frozenset(f"{kind} {name}" for kind in ("shipping", "billing") for name in _PLACE)
_TOLD_ELSEWHERE = frozenset({"name", "currency", "subtotal", "outstanding balance"})
KNOWN = frozenset(name for names in ORDER_FIELDS.values() for name in names) | _LINE_COLUMNS | _PLACES | _TOLD_ELSEWHERE


class _Place:
    """The cells of a shipping or billing address."""

    def __init__(self, table: Table, kind: str) -> None:
        def at(name: str) -> int:
            return table.column(f"{kind} {name}")

        self.name, self.phone, self.company = at("name"), at("phone"), at("company")
        self.street, self.address1, self.address2 = at("street"), at("address1"), at("address2")
        self.city, self.zip, self.country = at("city"), at("zip"), at("country")
        self.province, self.province_name = at("province"), at("province name")
        self.address = (self.street, self.address1, self.city, self.country)

    def street_of(self, row: list[str]) -> str:
        """Street and house, both address cells joined where the joined cell is missing."""
        street = value(row[self.street])
        if street:
            return street
        parts = (value(row[self.address1]), value(row[self.address2]))
        return ", ".join(part for part in parts if part)


class OrderColumns:
    """Indexes of the order and line cells; a missing column points at a blank cell."""

    def __init__(self, table: Table) -> None:
        at = table.column
        self.name, self.email, self.phone, self.identity = at("name"), at("email"), at("phone"), at("id")
        self.financial, self.fulfillment = at("financial status"), at("fulfillment status")
        self.currency, self.subtotal, self.shipping = at("currency"), at("subtotal"), at("shipping")
        self.taxes, self.total, self.discount = at("taxes"), at("total"), at("discount amount")
        self.refunded, self.outstanding, self.duties = at("refunded amount"), at("outstanding balance"), at("duties")
        self.created_at, self.paid_at = at("created at"), at("paid at")
        self.fulfilled_at, self.cancelled_at = at("fulfilled at"), at("cancelled at")
        self.payment_method = at("payment method")
        self.payment_reference = at("payment reference", "payment id")
        self.shipping_method, self.notes = at("shipping method"), at("notes")
        self.line_quantity, self.line_name = at("lineitem quantity"), at("lineitem name")
        self.line_price, self.line_sku = at("lineitem price"), at("lineitem sku")
        self.line_discount, self.line_fulfillment = at("lineitem discount"), at("lineitem fulfillment status")
        self.ship, self.bill = _Place(table, "shipping"), _Place(table, "billing")
        self.extra = table.others(KNOWN)
        found = (self.financial, self.total, self.currency, self.subtotal)
        self.heads = tuple(index for index in found if index < table.width)
        self.goods: dict[tuple[str, str], tuple[str, str, str]] = {}  # cells of SKU and name -> line key, SKU, title
        self._table = table

    def line_fields(self) -> frozenset[str]:
        """Names of the ImportedLine fields that the table speaks of."""
        fields = {"title", "quantity", "price", "total"}
        fields |= {"sku"} if self._table.has("lineitem sku") else set()
        fields |= {"discount"} if self._table.has("lineitem discount") else set()
        fields |= {"shipped"} if self._table.has("lineitem fulfillment status") else set()
        return frozenset(fields)
