"""What a platform's export file says, in the shop's own terms: the canonical records of an import.

A reader in `exchange/platforms` yields these; `db` stages and applies them. Amounts are minor units of the
order's currency, instants are UTC. A field that the file has no column for is left out of the file's `*_fields`
set; a field whose column is there but blank is in the set with its empty value. Only fields in the set are
ever applied, so a narrow file never blanks what a wider one said.
"""

from dataclasses import dataclass, field
from datetime import datetime

from shopdesk.domain.price_list import PriceRow

PLATFORMS = (
    "taobao", "tmall", "shopify", "etsy", "woocommerce", "amazon", "pinduoduo", "jd", "douyin", "1688", "youzan",
    "weidian", "ebay", "square", "squarespace", "shopee", "temu", "table", "shopdesk",
)  # fmt: skip


@dataclass(slots=True)
class Problem:
    """One thing wrong with one cell, row or file. `severity` refused: its record stays out; warning: it went in."""

    code: str
    severity: str = "refused"  # refused | warning
    row: int | None = None  # the row a spreadsheet shows, counted from 1
    column: str | None = None  # header name as found
    field: str | None = None  # canonical field
    expected: str | None = None
    found: str | None = None
    file: str = ""
    sheet: str | None = None
    order: str | None = None  # platform order number, when known


@dataclass(slots=True)
class ImportedLine:
    """One order line. `key` tells lines of one order apart across files and stays the same on re-import."""

    key: str
    sku: str = ""
    title: str = ""
    variant: str = ""
    personalisation: str = ""
    quantity: int = 1
    price: int | None = None  # one unit, minor units; None when finer than the smallest unit or not told
    discount: int = 0
    total: int = 0  # after discount, before order-level discount, shipping and tax
    shipped: int | None = None  # units already sent, None: the file does not say
    returned: int = 0
    refunded: int = 0
    row: int = 0


@dataclass(slots=True, frozen=True)
class Own:
    """What an order of ShopDesk's own workbook is in the shop that wrote it: its number, platform and account."""

    number: str
    platform: str
    account: str


@dataclass(slots=True)
class ImportedOrder:
    """One order as its platform tells it. Statuses here are facts; `domain.orders` draws the status from them."""

    platform_order: str
    row: int = 0
    # facts
    payment: str = "unpaid"  # unpaid part_paid paid part_refunded refunded
    delivery: str = "none"  # none partial full delivered refused returning lost
    finished: bool = False  # the platform calls it completed
    cancelled: bool = False  # voided, closed or cancelled
    pay_on_delivery: bool = False
    # instants
    ordered_at: datetime | None = None
    paid_at: datetime | None = None
    ship_by: datetime | None = None
    promised_delivery: datetime | None = None
    shipped_at: datetime | None = None
    signed_at: datetime | None = None
    cancelled_at: datetime | None = None
    # buyer
    buyer_id: str = ""  # the platform's own name of the buyer; empty when masked
    buyer_name: str = ""  # who receives; the buyer when nobody else is named
    buyer_phone: str = ""
    buyer_email: str = ""
    buyer_masked: bool = False  # never matched to a customer
    # address as it was
    country: str = ""
    region: str = ""
    city: str = ""
    district: str = ""
    street: str = ""
    postcode: str = ""
    address_raw: str = ""
    # money, minor units of `currency`
    currency: str = ""
    goods: int | None = None  # sum of lines after line discounts, before order discount
    discount: int | None = None  # order-level discount, a positive number
    shipping: int | None = None
    tax: int | None = None
    tax_included: bool = False  # `tax` is part of the goods' prices, not added to them
    fees: int | None = None
    total: int | None = None
    paid: int | None = None
    refunded: int | None = None
    refunded_at: datetime | None = None
    payment_method: str = ""
    payment_reference: str = ""
    invoice_title: str = ""
    shipping_method: str = ""
    carrier: str = ""
    tracking: str = ""
    # words
    buyer_message: str = ""
    seller_memo: str = ""
    close_reason: str = ""
    flag: str = ""  # red yellow green blue purple
    extra: dict[str, str] = field(default_factory=dict)  # columns we do not know, kept under their header
    lines: list[ImportedLine] = field(default_factory=list)
    lines_provisional: bool = False  # drawn from a joined title cell; real lines replace them
    units: int | None = None  # total units the file states; None: the sum of lines
    own: Own | None = None  # told by ShopDesk's own workbook only


@dataclass(slots=True)
class ImportedReturn:
    """A cancellation invoice or a negative line of a mapped table: goods coming back from an earlier order.

    Its file cannot tell whether that order is in the shop: where it is, the lines are refunds, else they are
    refused with `return.no_order`. Quantities and totals in `lines` are positive.
    """

    platform_order: str  # as the file names it, `C536379`
    original: str  # the order it takes back from where the number tells it, `536379`; else empty
    row: int = 0
    at: datetime | None = None
    buyer_id: str = ""
    currency: str = ""
    lines: list[ImportedLine] = field(default_factory=list)
    cells: list[tuple[int, list[str]]] = field(default_factory=list)  # its rows as found, should they be refused


@dataclass(slots=True)
class ImportedCustomer:
    """One row of a customers file."""

    key: str  # what makes it the same customer in the next file: e-mail, else phone, else the platform's id
    row: int = 0
    name: str = ""
    email: str = ""
    phone: str = ""
    platform_id: str = ""
    country: str = ""
    region: str = ""
    city: str = ""
    street: str = ""
    postcode: str = ""
    tags: str = ""
    note: str = ""
    accepts_marketing: bool | None = None
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def key_kind(self) -> str:
        """What the key is: email, phone, or a login (the platform's id, or name and street)."""
        if self.email and self.key.startswith(self.email.casefold()):
            return "email"
        digits = "".join(filter(str.isdigit, self.phone))
        return "phone" if digits and self.key.startswith(digits) else "login"


@dataclass(slots=True)
class ImportedProduct:
    """One sellable variant. `key` is its SKU, else handle and options."""

    key: str
    row: int = 0
    sku: str = ""
    barcode: str = ""
    title: str = ""
    variant: str = ""
    category: str = ""
    supplier: str = ""
    price: int | None = None
    currency: str = ""
    cost: int | None = None
    weight_g: int | None = None
    stock: int | None = None
    shelf: str = ""
    status: str = "active"  # active hidden
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class ImportedFile:
    """Everything one sheet of one file says, and what could not be read."""

    path: str  # as the person named it
    sheet: str | None
    platform: str  # `taobao` where `platform_certain` is False: the orders may be known as `tmall`
    kind: str  # orders lines customers products tracking
    encoding: str | None = None
    zone: str | None = None  # IANA name or fixed offset used for instants without one; None: every cell had its own
    currency: str | None = None  # used where cells name none
    account: str | None = None
    mapping: str | None = None  # read through a mapping: its name, maybe empty
    rows: int = 0  # data rows, blank ones not counted
    order_fields: frozenset[str] = frozenset()  # names of ImportedOrder fields this file speaks of
    line_fields: frozenset[str] = frozenset()
    platform_certain: bool = True  # False: an item list, which cannot tell Taobao from Tmall
    joined: bool = False  # its lines stand in the orders of another file of the same batch, or its orders got them
    ids_count_rows: bool = False  # order ids merely count 1…n: no keys across files
    orders: list[ImportedOrder] = field(default_factory=list)
    returns: list[ImportedReturn] = field(default_factory=list)
    customers: list[ImportedCustomer] = field(default_factory=list)
    products: list[ImportedProduct] = field(default_factory=list)
    price_list: bool = False  # its rows change products that are there, and stand in `price_rows`
    price_rows: list[PriceRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refused_rows: list[tuple[int, list[str]]] = field(default_factory=list)  # (row, cells) for the refused file
    refused_orders: dict[int, str] = field(default_factory=dict)  # row -> number of the order refused with it
    header: list[str] = field(default_factory=list)
