"""An address inside a message: "Please change it to …", 麻烦把收货地址改成…"""

import re
from collections.abc import Iterable
from dataclasses import replace

from shopdesk.domain.pasted import Pasted, has_chinese

_AROUND = re.compile(
    r"(?:请|麻烦|帮忙|帮我|能不能|可以|能|亲|您好|你好)*(?:把|将)(?:我的|这个|那个)?(?:订单|单子)?的?(?:收[货件])?(?:人|地址|信息)?"
    r"|(?:收[货件])?地址(?:写错|填错|错|不对)[了啦]?|(?:应该|正确的?地址|新的?地址|其实|实际)(?:应该)?是[:：]?|新的?地址[:：]?"
    r"|的?(?:请|麻烦|帮忙|帮我|要|想|需要)*(?:(?:收[货件])?地址)?(?:请|麻烦|帮忙|帮我|要|想|需要)*"
    r"(?:改|换|更新|更正|寄|发|送)(?:(?:收[货件])?地址|成|为|到|一下|下|往|去)+[:：是]?"
    r"|订单编?号?(?:是|[:：])?|单号(?:是|[:：])?"
)
_BEFORE = re.compile(
    r"^.*?\b(?:change|update|correct|fix|ship|send|deliver|use|new|right|move)\b[^.!?\n]*?"
    r"(?:\b(?:to|is|at|address)\b|:)[\s:]*(?-i:(?=\d|[A-Z]))",
    re.IGNORECASE | re.DOTALL,
)
_AFTER = re.compile(
    r"[\s,.;]*\b(?:instead|please|thanks?(?: you)?|asap|phone:?|tel:?|mobile:?)[\s!?.]*$", re.IGNORECASE
)
_PERSON = re.compile(r"[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3}|[\u4e00-\u9fff·]{2,6}")


def address_words(text: str, others: Iterable[str]) -> str:
    """The part of a message that is the address: without `others` (numbers named in it) and the request around it."""
    for other in others:
        text = text.replace(other, " ")
    shown = _AROUND.sub(" ", text) if has_chinese(text) else _AFTER.sub("", _BEFORE.sub("", text, count=1))
    return shown.strip(" \t\r\n,，.。;；:：#")


def credible(found: Pasted) -> Pasted | None:
    """What a parser made of such words: None without a place, and a name only where it looks like one."""
    if not found.detail or not (found.province or (found.city and found.postcode)):
        return None
    return found if _PERSON.fullmatch(found.name) else replace(found, name="")
