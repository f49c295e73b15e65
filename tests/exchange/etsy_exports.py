"""Hand-made rows of Etsy's two lists."""

from tests.exchange.exports import columns

ORDERS_HEADER = columns(
    "Sale Date,Order ID,Buyer User ID,Full Name,First Name,Last Name,Number of Items,Payment Method,Date Shipped,"
    "Street 1,Street 2,Ship City,Ship State,Ship Zipcode,Ship Country,Currency,Order Value,Coupon Code,Coupon Details,"
    "Discount Amount,Shipping Discount,Shipping,Sales Tax,Order Total,Status,Card Processing Fees,Order Net,"
    "Adjusted Order Total,Adjusted Card Processing Fees,Adjusted Net Order Amount,Buyer,Order Type,Payment Type,"
    "InPerson Discount,InPerson Location,SKU"
)
ITEMS_HEADER = columns(
    "Sale Date,Item Name,Buyer,Quantity,Price,Coupon Code,Coupon Details,Discount Amount,Shipping Discount,"
    "Order Shipping,Order Sales Tax,Item Total,Currency,Transaction ID,Listing ID,Date Paid,Date Shipped,Ship Name,"
    "Ship Address1,Ship Address2,Ship City,Ship State,Ship Zipcode,Ship Country,Order ID,Variations,Order Type,"
    "Listings Type,Payment Type,InPerson Discount,InPerson Location,VAT Paid by Buyer,SKU"
)


def etsy_order(number: str = "1900000001", **cells: str) -> dict[str, str]:
    """A paid order of three pieces, not sent; `cells` by header with spaces as underscores."""
    row = {
        "Sale Date": "11/12/20", "Order ID": number, "Buyer User ID": "buyer_a", "Full Name": "Buyer A",
        "First Name": "Buyer", "Last Name": "A", "Number of Items": "3", "Payment Method": "Credit Card",
        "Street 1": "1 Example Street", "Street 2": "Unit 2", "Ship City": "Springfield", "Ship State": "MA",
        "Ship Zipcode": "01234", "Ship Country": "United States", "Currency": "USD", "Order Value": "20.00",
        "Discount Amount": "2.00", "Shipping Discount": "0.00", "Shipping": "5.00", "Sales Tax": "1.50",
        "Order Total": "24.50", "Card Processing Fees": "1.00", "Order Net": "22.00", "Coupon Code": "EXAMPLE10",
        "Buyer": "Buyer A (buyer_a)", "Order Type": "online", "Payment Type": "online_cc",
    }  # fmt: skip
    return row | {key.replace("_", " "): text for key, text in cells.items()}


def etsy_item(number: str = "1900000001", transaction: str = "2200000001", **cells: str) -> dict[str, str]:
    """Two stickers of the same order."""
    row = {
        "Sale Date": "11/12/20", "Item Name": "Fox | stickers, &quot;gift&quot;", "Buyer": "Buyer A (buyer_a)",
        "Quantity": "2", "Price": "7.50", "Discount Amount": "1.00", "Shipping Discount": "0.00",
        "Order Shipping": "5", "Order Sales Tax": "1.5", "Item Total": "15", "Currency": "USD",
        "Transaction ID": transaction, "Listing ID": "870000001", "Date Paid": "11/12/2020", "Ship Name": "Buyer A",
        "Ship Address1": "1 Example Street", "Ship Address2": "Unit 2", "Ship City": "Springfield", "Ship State": "MA",
        "Ship Zipcode": "01234", "Ship Country": "United States", "Order ID": number, "Order Type": "online",
        "Variations": "Size:Small,Personalization:For Anna, with love", "Payment Type": "online_cc", "SKU": "FOX-S",
    }  # fmt: skip
    return row | {key.replace("_", " "): text for key, text in cells.items()}


def etsy_second_item(number: str = "1900000001", **cells: str) -> dict[str, str]:
    """One print more of the same order."""
    more = {
        "Item_Name": "Owl print",
        "Quantity": "1",
        "Price": "5.00",
        "Item_Total": "5",
        "SKU": "OWL",
        "Variations": "",
    }
    return etsy_item(number, "2200000002", **(more | cells))
