"""Files and shops to measure with, the same at every run."""

import csv
import random
from pathlib import Path
from typing import Any

HEADER = [
    "Name",
    "Email",
    "Financial Status",
    "Paid at",
    "Fulfillment Status",
    "Fulfilled at",
    "Accepts Marketing",
    "Currency",
    "Subtotal",
    "Shipping",
    "Taxes",
    "Total",
    "Discount Code",
    "Discount Amount",
    "Shipping Method",
    "Created at",
    "Lineitem quantity",
    "Lineitem name",
    "Lineitem price",
    "Lineitem compare at price",
    "Lineitem sku",
    "Lineitem requires shipping",
    "Lineitem taxable",
    "Lineitem fulfillment status",
    "Billing Name",
    "Billing Street",
    "Billing Address1",
    "Billing Address2",
    "Billing Company",
    "Billing City",
    "Billing Zip",
    "Billing Province",
    "Billing Country",
    "Billing Phone",
    "Shipping Name",
    "Shipping Street",
    "Shipping Address1",
    "Shipping Address2",
    "Shipping Company",
    "Shipping City",
    "Shipping Zip",
    "Shipping Province",
    "Shipping Country",
    "Shipping Phone",
    "Notes",
    "Note Attributes",
    "Cancelled at",
    "Payment Method",
    "Payment Reference",
    "Refunded Amount",
    "Vendor",
    "Outstanding Balance",
    "Employee",
    "Location",
    "Device ID",
    "Id",
    "Tags",
    "Risk Level",
    "Source",
    "Lineitem discount",
    "Tax 1 Name",
    "Tax 1 Value",
    "Phone",
    "Receipt Number",
    "Duties",
    "Billing Province Name",
    "Shipping Province Name",
    "Payment ID",
]
_GOODS = (
    ("Linen shirt", "LIN-SH", "349.00"), ("Wool scarf", "WOL-SC", "129.00"), ("Tea caddy 茶叶罐", "TEA-CA", "88.50"),
    ("Ceramic mug", "CER-MU", "42.00"), ("Cotton towel", "COT-TO", "59.90"), ("Leather wallet", "LEA-WA", "219.00"),
)  # fmt: skip
_STREETS = ("Harbour Road", "Mill Lane", "Garden Street", "Old Market", "Station Square")
_CITIES = (("Durban", "ZA", "NL"), ("Pretoria", "ZA", "GT"), ("Cape Town", "ZA", "WC"), ("Johannesburg", "ZA", "GT"))


def shopify_file(path: Path, lines: int, seed: int = 7, first: int = 1) -> int:
    """Writes a Shopify order export of `lines` line items, two an order on average, numbered from
    `first`; returns the number of orders."""
    chance = random.Random(seed)
    orders = done = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, HEADER, restval="")
        out.writeheader()
        while done < lines:
            orders += 1
            rows = min(chance.choice((1, 1, 2, 2, 4)), lines - done)
            for position in range(rows):
                out.writerow(_row(chance, first + orders - 1, position, rows))
            done += rows
    return orders


def _row(chance: random.Random, order: int, position: int, rows: int) -> dict[str, str]:
    title, sku, price = _GOODS[(order + position) % len(_GOODS)]
    line = {
        "Name": f"#{100_000 + order}",
        "Email": f"buyer{order % 30_000}@example.com",
        "Created at": f"2026-{1 + order % 10:02d}-{1 + order % 28:02d} {order % 24:02d}:{order % 60:02d}:00 +0200",
        "Lineitem quantity": str(1 + order % 3),
        "Lineitem name": f"{title} - {('S', 'M', 'L')[order % 3]}",
        "Lineitem price": price,
        "Lineitem sku": f"{sku}-{order % 500}",
        "Lineitem requires shipping": "true",
        "Lineitem taxable": "true",
        "Lineitem fulfillment status": "pending",
        "Lineitem discount": "0.00",
        "Vendor": "House brand",
    }
    if position:
        return line
    total = sum(float(_GOODS[(order + item) % len(_GOODS)][2]) * (1 + order % 3) for item in range(rows))
    city, country, province = _CITIES[order % len(_CITIES)]
    street = f"{1 + order % 180} {_STREETS[order % len(_STREETS)]}"
    address = {
        "Name": f"Buyer {order % 30_000}", "Street": street, "Address1": street, "City": city,
        "Zip": f"'{1000 + order % 9000}", "Province": province, "Country": country,
        "Phone": f"+27 555 01{order % 100:02d}",
    }  # fmt: skip
    paid = order % 9 != 0
    head = {
        "Financial Status": "paid" if paid else "pending",
        "Paid at": line["Created at"] if paid else "",
        "Fulfillment Status": "fulfilled" if order % 2 else "unfulfilled",
        "Currency": "ZAR", "Subtotal": f"{total:.2f}", "Shipping": "85.00", "Taxes": "0.00",
        "Total": f"{total + 85:.2f}", "Discount Amount": "0.00", "Shipping Method": "Courier",
        "Payment Method": "Card", "Payment Reference": f"r{chance.randrange(10**12):012d}.1", "Refunded Amount": "0.00",
        "Outstanding Balance": "0.00", "Id": str(3_800_000_000_000 + order), "Risk Level": "Low", "Source": "web",
        "Accepts Marketing": "no", "Fulfilled at": line["Created at"] if order % 2 else "",
    }  # fmt: skip
    return {
        **line, **head,
        **{f"Billing {name}": value for name, value in address.items()},
        **{f"Shipping {name}": value for name, value in address.items()},
    }  # fmt: skip


RETAIL_MAPPING: dict[str, Any] = {
    "columns": {
        "platform_order": "InvoiceNo", "sku": "StockCode", "title": "Description", "quantity": "Quantity",
        "price": "UnitPrice", "ordered_at": "InvoiceDate", "buyer_id": "CustomerID", "country": "Country",
    },
    "zone": "Europe/London",
    "currency": "GBP",
}  # fmt: skip


def retail_file(path: Path, rows: int, seed: int = 11) -> int:
    """Writes a table in the shape of the Online Retail data (one row a line, some 26 an order, 4,000 goods), to be
    read through RETAIL_MAPPING; returns the number of orders."""
    chance = random.Random(seed)
    goods = [(f"{20_000 + n}", f"{chance.choice(_GOODS)[0].upper()} NO {n}", f"{n % 40}.95") for n in range(4_000)]
    orders = done = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(RETAIL_MAPPING["columns"].values())
        while done < rows:
            orders += 1
            day = f"2026-{1 + orders // 2_400 % 12:02d}-{1 + orders // 80 % 28:02d} {8 + orders % 10:02d}:26:00"
            buyer = str(12_000 + orders % 4_300)
            for sku, title, price in chance.sample(goods, min(chance.randint(1, 51), rows - done)):
                out.writerow((536_000 + orders, sku, title, chance.randint(1, 24), price, day, buyer, "United Kingdom"))
                done += 1
    return orders
