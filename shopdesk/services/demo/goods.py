"""The words and goods of the demo shop, from `resources/demo/shop.json`."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from shopdesk.resources import resource_path


@dataclass(frozen=True, slots=True)
class Good:
    """One product; price and cost in minor units, weight in grams."""

    sku: str
    title: str
    variant: str
    category: str
    shelf: str
    price: int
    currency: str
    cost: int
    weight_g: int
    stock: int


@dataclass(frozen=True)
class Goods:
    """Everything the demo is made from."""

    products: tuple[Good, ...]
    texts: dict[str, Any]

    @classmethod
    @cache
    def load(cls) -> "Goods":
        """Reads the file that ships with the program."""
        told = json.loads(resource_path("demo", "shop.json").read_text(encoding="utf-8"))
        return cls(tuple(Good(*row) for row in told.pop("products")), told)

    def priced_in(self, currency: str) -> list[Good]:
        """The products sold in a currency."""
        return [good for good in self.products if good.currency == currency]
