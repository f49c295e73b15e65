"""Platforms as their customers know them."""

import gettext

from shopdesk.words import mark

_NAMES = {
    "taobao": mark("Taobao"), "tmall": mark("Tmall"), "pinduoduo": mark("Pinduoduo"), "jd": mark("JD.com"),
    "douyin": mark("Douyin"), "youzan": mark("Youzan"), "weidian": mark("Weidian"), "1688": "1688",
    "shopify": "Shopify", "etsy": "Etsy", "woocommerce": "WooCommerce", "amazon": "Amazon", "ebay": "eBay",
    "square": "Square", "squarespace": "Squarespace", "shopee": "Shopee", "temu": "Temu",
}  # fmt: skip


def platform_name(code: str, words: gettext.NullTranslations) -> str:
    """The name for a platform's code; empty for a plain table or the shop's own entry, which buyers do not know."""
    if code in ("", "table", "shopdesk"):
        return ""
    name = _NAMES.get(code, code)
    return words.gettext(name)
