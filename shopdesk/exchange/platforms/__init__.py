"""The platforms whose files are known. A new one is a module with `FORMATS`, named in `_MODULES`.

A file is known by its header alone, never by its name. Of the formats that a header fits, the one that knows most
of its columns reads it.
"""

from shopdesk.exchange.platforms import shopdesk, shopify, taobao
from shopdesk.exchange.platforms.format import Format

_MODULES = (shopdesk, shopify, taobao)
FORMATS: tuple[Format, ...] = tuple(form for module in _MODULES for form in module.FORMATS)


def format_of(names: frozenset[str], platform: str | None = None) -> Format | None:
    """The format of a header with these folded names, only of `platform` where one is given; None: unknown."""
    fitting = [form for form in FORMATS if (platform is None or platform in form.family) and form.fits(names)]
    return max(fitting, key=lambda form: len(form.known & names), default=None)


def platforms() -> frozenset[str]:
    """Names under which a file can be asked to be read."""
    return frozenset(name for form in FORMATS for name in form.family)
