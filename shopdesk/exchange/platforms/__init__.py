"""The platforms whose files are known. A new one is a module with `FORMATS`, named in `_MODULES`.

A file is known by its header, and where that could be anybody's by the cells below it; never by its name. Of the
formats that fit, the one that knows most of its columns reads it.
"""

from shopdesk.domain.cells import fold_name
from shopdesk.exchange.platforms import amazon, etsy, price_list, shopdesk, shopify, taobao, woocommerce
from shopdesk.exchange.platforms.format import Format

_MODULES = (shopdesk, shopify, taobao, etsy, woocommerce, amazon, price_list)
FORMATS: tuple[Format, ...] = tuple(form for module in _MODULES for form in module.FORMATS)


def format_of(
    names: frozenset[str],
    platform: str | None = None,
    header: list[str] | None = None,
    below: list[list[str]] | None = None,
) -> Format | None:
    """The format of a header with these folded names, only of `platform` where one is given; None: unknown.

    `header` and `below` are its cells and the rows under it, for formats whose cells have to vouch for them.
    """
    fitting = [form for form in FORMATS if (platform is None or platform in form.family) and form.fits(names)]
    vouched = [
        form
        for form in fitting
        if form.vouch is None or form.vouch([fold_name(text) for text in header or []], below or [])
    ]
    return max(vouched, key=lambda form: len(form.known & names), default=None)


def platforms() -> frozenset[str]:
    """Names under which a file can be asked to be read."""
    return frozenset(name for form in FORMATS for name in form.family)
