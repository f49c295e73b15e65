"""Shopify's customers and products exports."""

from shopdesk.exchange.reading import read_files
from tests.exchange.exports import Write, columns, csv_text

CUSTOMERS = columns(
    "First Name,Last Name,Email,Accepts Email Marketing,Company,Address1,Address2,City,Province,"
    "Province Code,Country,Country Code,Zip,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Tags,"
    "Note,Tax Exempt"
)
PRODUCTS = columns(
    "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,"
    "Option2 Value,Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price,Variant Barcode,"
    "Image Src,Cost per item,Status"
)


def test_customers(write: Write) -> None:
    rows = [
        {"Email": "only@example.com", "Accepts Email Marketing": "yes", "Tags": "newsletter"},
        {"First Name": "Buyer A", "Last Name": "Example", "Email": "A@Example.com", "Accepts Email Marketing": "no",
         "Address1": "1 Example Street", "City": "Springfield", "Province": "Massachusetts", "Country Code": "US",
         "Zip": "'01234", "Phone": "'+1 555-0100"},
        {"First Name": "wrong@example.com", "Last Name": "Example"},
        {"Last Name": "Example", "Phone": "555-0101"},
        {"Email": "a@example.com", "First Name": "Buyer B"},
        {"Tags": "nobody"},
    ]  # fmt: skip
    file = read_files([write(csv_text(CUSTOMERS, rows))])[0]
    assert (file.platform, file.kind, file.rows) == ("shopify", "customers", 6)
    assert [(person.key, person.name, person.email) for person in file.customers] == [
        ("only@example.com", "", "only@example.com"),
        ("a@example.com", "Buyer A Example", "A@Example.com"),
        ("wrong@example.com", "Example", "wrong@example.com"),
        ("5550101", "Example", ""),
        ("a@example.com||buyer b|", "Buyer B", "a@example.com"),
    ]
    second = file.customers[1]
    assert (second.postcode, second.phone, second.region, second.country) == (
        "01234",
        "+1 555-0100",
        "Massachusetts",
        "US",
    )
    assert [file.customers[0].accepts_marketing, second.accepts_marketing] == [True, False]
    assert [(problem.code, problem.severity, problem.row) for problem in file.problems] == [
        ("customer.email_shared", "warning", 6),
        ("customer.empty", "refused", 7),
    ]


def test_products(write: Write) -> None:
    rows = [
        {"Handle": "mug", "Title": "Mug <script>",
         "Body (HTML)": "<p>Blue &amp; round</p><style>x</style><p>Glazed</p>",
         "Vendor": "Example Ware", "Type": "Cups", "Published": "true", "Option1 Name": "Size",
         "Option1 Value": "Small",
         "Variant SKU": "MUG-S", "Variant Grams": "310", "Variant Inventory Qty": "-2", "Variant Price": "9.50",
         "Variant Barcode": "'6900000000001", "Image Src": "a.jpg", "Cost per item": "3.20", "Status": "active"},
        {"Handle": "mug", "Option1 Value": "Large", "Variant Price": "12", "Variant Inventory Qty": "5"},
        {"Handle": "mug", "Image Src": "b.jpg"},
        {"Handle": "plate", "Title": "Plate", "Option1 Name": "Title", "Option1 Value": "Default Title",
         "Variant Price": "7", "Status": "draft"},
        {"Handle": "bowl", "Title": "Bowl", "Option1 Value": "Default Title", "Variant Price": "seven"},
    ]  # fmt: skip
    file = read_files([write(csv_text(PRODUCTS, rows))], currency="EUR")[0]
    assert (file.platform, file.kind, file.currency) == ("shopify", "products", "EUR")
    assert [(item.key, item.sku, item.title, item.variant, item.price, item.status) for item in file.products] == [
        ("MUG-S", "MUG-S", "Mug <script>", "Small", 950, "active"),
        ("mug|Large", "", "Mug <script>", "Large", 1200, "active"),
        ("plate|Default Title", "", "Plate", "", 700, "hidden"),
    ]
    mug = file.products[0]
    assert (mug.barcode, mug.cost, mug.weight_g, mug.stock, mug.supplier, mug.category) == (
        "6900000000001", 320, 310, -2, "Example Ware", "Cups",
    )  # fmt: skip
    assert mug.extra["Description"] == "Blue & round\nGlazed"
    assert [(problem.code, problem.row) for problem in file.problems] == [("money.unreadable", 6)]
