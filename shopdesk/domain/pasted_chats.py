"""What comes from a chat window's clipboard: its plain text, and the names that stand before what was said."""

import re
from html import unescape
from typing import Final

from shopdesk.domain.text import printable

LONGEST: Final = 20_000  # characters that are kept: more than that is a page, not a message
LONGEST_MARKUP: Final = 400_000  # characters of HTML that are looked through
_NAME = 40
_LINE = 120  # characters of a line in which a name may stand
_COMMENT = 20_000
_HIDDEN: Final = frozenset(("script", "style", "head", "title", "template", "noscript"))
_BREAKS: Final = frozenset(("br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "table", "ul", "ol"))
_TAG = re.compile(r"<!--|<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)[^<>]*>|<[!?/][^<>]*>")
_MOST = 5

# Control characters but line ends and tabs; marks that turn the direction of everything after them.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]")
_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AaPp]\.?[Mm]\.?)?"
_DAY = r"(?:\d{2,4}[-/.年]\d{1,2}[-/.月]\d{1,4}日?|\d{1,2}[-/.月]\d{1,2}日?|昨天|今天|星期.|周.|yesterday|today)"
_BEFORE = re.compile(rf"^\[?(?:{_DAY},?\s*)?{_TIME}(?:,\s*{_DAY})?\]?\s*[-–]?\s*", re.IGNORECASE)
_ABOVE = re.compile(rf"^(?P<name>\S.*?)\s+\(?(?:{_DAY},?\s*)?{_TIME}(?:,\s*{_DAY})?\)?$", re.IGNORECASE)
_SAID = re.compile(r"^(?P<name>[^:：]{1,40}?)\s*[:：](?!//)\s*(?P<rest>.*)$")
_SENDER = re.compile(
    r"^(?:from|发件人|寄件人|寄件者)\s*[:：]\s*\"?(?P<name>[^<\"]{1,60}?)\"?\s*(?:<[^>]*>)?$", re.IGNORECASE
)
_HANDLE = re.compile(r"(?<![A-Za-z0-9_.@])@(?=([A-Za-z0-9_.-]{2,40})?)([\w.-]{2,40})")
# What stands before a colon and is nobody: labels of addresses, orders and forms.
_LABELS = re.compile(
    r"订单|单号|编号|电话|手机|地址|邮箱|时间|日期|商品|数量|金额|价格|备注|链接|尺码|颜色|型号|规格|快递|物流|附件|主题|收件|寄件"
    r"|\b(?:order|phone|tel|mobile|address|e-?mail|date|time|item|size|colou?r|qty|quantity|price|total|note|ps|re|fwd?"
    r"|to|cc|sent|subject|link|tracking|https?|question|hi|hello|thanks)\b",
    re.IGNORECASE,
)


def plain(text: str) -> tuple[str, bool]:
    """Text as it may be kept, and whether its end was cut off: nothing unseen in it, no longer than a message."""
    cut = len(text) > LONGEST
    clean = _UNSEEN.sub("", printable(text[:LONGEST])).replace("\r\n", "\n").replace("\r", "\n")
    return clean.strip(), cut


def text_of_markup(markup: str) -> str:
    """What a browser's HTML says; scripts, styles and everything between tags' brackets is left out."""
    parts: list[str] = []
    hidden = at = 0
    markup = markup[:LONGEST_MARKUP]
    for tag in _TAG.finditer(markup):
        if tag.start() < at:
            continue  # inside a comment
        if not hidden:
            parts.append(markup[at : tag.start()].replace("\n", " "))
        at = tag.end()
        name = (tag["name"] or "").lower()
        if name in _HIDDEN:
            hidden = max(0, hidden + (-1 if tag["end"] else 1))
        elif name in _BREAKS:
            parts.append("\n")
        elif tag[0] == "<!--":
            at = markup.find("-->", at) + 3 if "-->" in markup[at : at + _COMMENT] else len(markup)
    if not hidden:
        parts.append(markup[at:].replace("\n", " "))
    told = unescape("".join(parts))
    lines = (" ".join(line.split()) for line in told.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def names_in(text: str) -> list[str]:
    """The names that people in a copied chat go by: before a colon, above a message with its time, then @handles."""
    found: dict[str, None] = {}
    lines = [line.strip() for line in text[:LONGEST].splitlines() if line.strip()]
    for line in lines[:200]:
        name = _name_of(line[:_LINE])
        if name and len(name) <= _NAME and not _LABELS.search(name) and not name.replace(" ", "").isdecimal():
            found[name] = None
    for latin, whole in _HANDLE.findall(text[:LONGEST]):  # Chinese goes on without a space: both may be the name
        found |= dict.fromkeys(name for name in (latin, whole) if name)
    return list(found)[:_MOST]


def without_names(text: str) -> str:
    """What was said, without the names and times that a chat window puts before it; all of it when nothing is left."""
    names = names_in(text)
    lines = []
    for line in text.splitlines():
        bare = line.strip()
        name = _name_of(bare[:_LINE])
        if name not in names:
            lines.append(line)
        elif not _SENDER.match(bare) and not _is_above(bare):
            lines.append(re.split("[:：]", _BEFORE.sub("", bare), maxsplit=1)[-1].strip())
    said = "\n".join(lines).strip()
    return said or text


def whole_name(text: str) -> str:
    """The one short line that is all there is: perhaps a name, perhaps a question."""
    return text.strip() if len(text.strip()) <= _NAME and "\n" not in text.strip() else ""


def _name_of(line: str) -> str:
    sender = _SENDER.match(line)
    if sender:
        return sender["name"].strip()
    if _is_above(line):
        above = _ABOVE.match(line)
        return above["name"].strip(" :：") if above else ""
    said = _SAID.match(_BEFORE.sub("", line))
    return said["name"].strip() if said else ""


def _is_above(line: str) -> bool:
    """Whether a line is a name and a time, above what was said then."""
    return bool(_ABOVE.match(line[:_LINE])) and not _BEFORE.match(line)
