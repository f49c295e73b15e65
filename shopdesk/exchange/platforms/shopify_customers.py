"""Shopify's customers export: one row per customer, most of them an e-mail and nothing else."""

from shopdesk.domain.cells import value
from shopdesk.domain.identifiers import clean_id, clean_phone, clean_postcode, is_hidden
from shopdesk.domain.imported import ImportedCustomer
from shopdesk.exchange.platforms.format import BadCell, Reading
from shopdesk.exchange.tables import Table

_COLUMNS = {
    "first": ("first name",),
    "last": ("last name",),
    "email": ("email",),
    "phone": ("phone", "default address phone"),
    "platform_id": ("customer id", "id"),
    "company": ("company", "default address company"),
    "address1": ("address1", "default address address1"),
    "address2": ("address2", "default address address2"),
    "city": ("city", "default address city"),
    "province": ("province", "default address province"),
    "province_code": ("province code", "default address province code"),
    "country": ("country", "default address country"),
    "country_code": ("country code", "default address country code"),
    "zip": ("zip", "default address zip"),
    "tags": ("tags",),
    "note": ("note",),
    "accepts": ("accepts email marketing", "accepts marketing"),
}
KNOWN = frozenset(name for names in _COLUMNS.values() for name in names)
_YES = frozenset({"yes", "true", "1", "subscribed"})


class _Cells:
    """The cells of one row by what they mean."""

    def __init__(self, table: Table) -> None:
        self._at = {key: [table.column(name) for name in names] for key, names in _COLUMNS.items()}
        self.row: list[str] = []

    def __getitem__(self, key: str) -> str:
        for index in self._at[key]:
            text = value(self.row[index])
            if text:
                return text
        return ""


def read_customers(reading: Reading) -> None:
    """Reads the table's customers into `reading.file`; a row that names nobody is refused."""
    cells = _Cells(reading.table)
    others = reading.table.others(KNOWN)
    taken: set[str] = set()
    email_at = reading.table.column("email")
    for number, row in reading.rows(email_at):
        cells.row = row
        customer = _customer(cells, number)
        if not (customer.email or customer.phone or customer.name or customer.platform_id):
            reading.refuse([(number, row)], BadCell("customer.empty", email_at, field="email"))
            continue
        customer.extra = {name: row[index] for name, index in others if row[index]}
        if cells["company"]:
            customer.extra["Company"] = cells["company"]
        _own_key(reading, customer, taken, email_at)
        reading.file.customers.append(customer)


def _customer(cells: _Cells, number: int) -> ImportedCustomer:
    first, last, email = cells["first"], cells["last"], cells["email"]
    if not email:
        email = next((text for text in (first, last) if "@" in text), "")
    name = " ".join(part for part in (first, last) if part and part.lower() != email.lower())
    street = ", ".join(part for part in (cells["address1"], cells["address2"]) if part)
    return ImportedCustomer(
        key="",
        row=number,
        name=name,
        email=email,
        phone=clean_phone(cells["phone"]),
        platform_id=clean_id(cells["platform_id"]),
        country=cells["country_code"] or cells["country"],
        region=cells["province"] or cells["province_code"],
        city=cells["city"],
        street=street,
        postcode=clean_postcode(cells["zip"]),
        tags=cells["tags"],
        note=cells["note"],
        accepts_marketing=cells["accepts"].lower() in _YES if cells["accepts"] else None,
    )


def _own_key(reading: Reading, customer: ImportedCustomer, taken: set[str], email_at: int) -> None:
    """A key of its own for every row: two rows with one e-mail are two customers of the platform.

    The key grows by what tells them apart (phone, name, street) before it counts, so that it stays the same when
    rows move.
    """
    phone = "".join(filter(str.isdigit, customer.phone))
    name = f"{customer.name}|{customer.street}".casefold()
    email = "" if is_hidden(customer.email) else customer.email.casefold()
    phone = "" if is_hidden(customer.phone) else phone
    base = email or phone or customer.platform_id or name
    key = base
    if key in taken:
        reading.warn(
            customer.row, BadCell("customer.email_shared", email_at, field="email", found=customer.email or base)
        )
        key = f"{base}|{customer.platform_id or phone}|{name}"
    count = 1
    while key in taken:
        count += 1
        key = f"{base}|{customer.platform_id or phone}|{name}#{count}"
    taken.add(key)
    customer.key = key
