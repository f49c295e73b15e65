"""The columns of WooCommerce exports by canonical field, as the common exporters name them.

WooCommerce itself exports products only. Orders come from plug-ins and scripts, each with names of its own:
Advanced Order Export (`Order Total Amount`, `City (Billing)`), the Order Export of WebToffee and of SkyVerge
(`order_total`, `billing_city`), and what people write with the REST API (`Date Created`, `Payment Method Title`).
"""

ORDER_COLUMNS: dict[str, tuple[str, ...]] = {
    "platform_order": ("order number", "order number formatted", "order id", "order no", "order no.", "order #",
                       "order", "number", "bestellnummer", "订单号", "订单编号"),
    "status": ("order status", "status", "bestellstatus", "订单状态"),
    "ordered_at": ("order date", "date created", "created at", "order created date", "date", "bestelldatum", "下单时间",
                   "订单日期"),
    "paid_at": ("paid date", "date paid", "payment date"),
    "completed_at": ("completed date", "date completed", "order completed date"),
    "currency": ("order currency", "currency"),
    "total": ("order total amount", "order total", "total amount", "grand total", "total", "bestellsumme", "订单总额"),
    "goods": ("order subtotal amount", "order subtotal", "cart subtotal", "subtotal", "n. revenue",
              "net sales"),
    "discount": ("cart discount amount", "discount total", "order discount", "total discount", "cart discount",
                 "order discount total", "discount amount", "discount"),
    "shipping": ("order shipping amount", "shipping total", "order shipping", "shipping cost", "total shipping",
                 "shipping"),
    "shipping_tax": ("order shipping tax amount", "shipping tax total", "shipping tax"),
    "tax": ("order total tax amount", "total tax", "tax total", "order tax", "order tax amount", "tax"),
    "fee": ("order total fee", "fee total", "fee amount", "fees", "total fee"),
    "refunded": ("order refund amount", "refunded total", "total refunded", "refund amount", "refund total",
                 "order refund", "refunded"),
    "payment_method": ("payment method title", "payment method"),
    "payment_code": ("payment method",),
    "payment_reference": ("transaction id",),
    "shipping_method": ("shipping method title", "shipping method"),
    "buyer_message": ("customer note", "customer message", "order comments"),
    "seller_memo": ("order notes", "private note"),
    "email": ("email (billing)", "billing email", "billing email address", "customer email", "email", "email address"),
    "phone": ("phone (billing)", "billing phone", "billing phone number", "customer phone", "phone"),
    "ship_phone": ("phone (shipping)", "shipping phone"),
    "customer": ("customer name", "customer", "full name", "name", "billing name"),
    "tracking": ("tracking number", "tracking no", "shipment tracking number"),
    "carrier": ("tracking provider", "shipping provider", "carrier"),
}  # fmt: skip
LINE_COLUMNS: dict[str, tuple[str, ...]] = {
    "title": ("product name", "item name", "line item name", "product title", "product", "name", "item title"),
    "sku": ("sku", "product sku", "item sku", "line item sku"),
    "variant": ("product variation", "variation", "item variation", "item meta", "variation details"),
    "quantity": (
        "quantity",
        "item quantity",
        "line item quantity",
        "qty",
        "product quantity",
        "product qty",
        "quantity (- refund)",
    ),
    "price": ("item cost", "item price", "product price", "line item price", "unit price", "price"),
    "subtotal": ("order line subtotal", "item subtotal", "line subtotal", "order line (w/o tax)"),
    "line_total": ("order line total", "item total", "line item total", "line total", "product total"),
    "line_refunded": ("item refunded", "order line total refunded"),
    "row": ("item #", "line number"),
}
_PARTS: dict[str, tuple[str, ...]] = {
    "first": ("first name",),
    "last": ("last name",),
    "full": ("full name", "name"),
    "company": ("company",),
    "street": ("address 1&2", "address 1", "address", "address line 1", "street"),
    "street2": ("address 2", "address line 2"),
    "city": ("city",),
    "region": ("state code", "state", "state name", "province"),
    "postcode": ("postcode", "zip", "zip code", "postal code"),
    "country": ("country code", "country", "country name"),
}


def place_columns(kind: str) -> dict[str, tuple[str, ...]]:
    """The columns of the `billing` or `shipping` address: `billing_city`, `Billing City`, `City (Billing)`."""
    return {
        part: tuple(spelled for name in names for spelled in (f"{kind} {name}", f"{name} ({kind})"))
        for part, names in _PARTS.items()
    }


PLACES = {kind: place_columns(kind) for kind in ("shipping", "billing")}
PRODUCT_COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "type": ("type", "typ", "tipo", "类型"),
    "sku": ("sku", "artikelnummer", "ugs", "货号"),
    "barcode": ("gtin, upc, ean, or isbn", "gtin, upc, ean oder isbn", "gtin、upc、ean 或 isbn", "gtin", "ean"),
    "title": ("name", "nom", "nombre", "名称"),
    "published": ("published", "veröffentlicht", "publié", "publicado", "已发布"),
    "visibility": ("visibility in catalog", "sichtbarkeit im katalog", "visibilité dans le catalogue",
                   "visibilidad en el catálogo", "在目录中的可见性"),
    "description": ("short description", "kurzbeschreibung", "description courte", "descripción corta", "简短描述"),
    "stock": ("stock", "lager", "bestand", "lagerbestand", "inventario", "库存"),
    "weight_kg": ("weight (kg)", "gewicht (kg)", "poids (kg)", "peso (kg)", "重量(kg)"),
    "weight_g": ("weight (g)", "gewicht (g)", "poids (g)", "peso (g)", "重量(g)"),
    "weight_lbs": ("weight (lbs)",),
    "weight_oz": ("weight (oz)",),
    "price": ("regular price", "regulärer preis", "tarif régulier", "precio normal", "常规售价", "正常价格", "原价"),
    "cost": ("cost of goods", "cost price", "meta: _wc_cog_cost"),
    "categories": ("categories", "kategorien", "catégories", "categorías", "分类"),
    "brand": ("brands", "marken", "marques", "marcas", "品牌"),
    "parent": ("parent", "übergeordnet", "parent id", "superior", "父级"),
}  # fmt: skip
