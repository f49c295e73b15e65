"""What a customer's turn consists of, as counts that a linear model weighs: pieces of words and ideas.

Ideas are turns of phrase with a name (`resources/assistant/concepts.*`); two that come together count as well, because
a wish beats its background: “broken” alone is one thing, “broken, send it back” another.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from shopdesk.domain.text import fold

Concepts = Sequence[tuple[str, re.Pattern[str]]]

LONGEST = 1_200  # characters that are looked at: what somebody wants is said at the beginning or at the end
_IDEA = 1.5  # an idea weighs more than a piece of a word
_PIECE = 0.5
_SIGN = re.compile(r"\[[^\[\]]{1,8}\]")  # emoji as chat windows write them, and masks
_LINK = re.compile(r"https?://\S+")
_NUMBER = re.compile(r"\d+")
_NEITHER = re.compile(r"[^\w%$€¥]+")
_LETTER = re.compile(r"[^\W\d_]")
# What chat windows put around a question, and what everybody says first.
_AROUND = re.compile(
    r"顾客通过点击web咚咚|信息发送:?|咨询订单号:?|订单编号:?|订单金额:?|下单时间:?|商品id:?"
    r"|订单业务咨询|商品信息咨询|配送咨询|发票咨询|返修退换货咨询|售后咨询|价格保护咨询|我要转人工|转人工|人工客服|在吗|你好|您好|请问一下|请问|亲"
)
_ENDINGS = ("ing", "ed", "es", "s")


def ends_of(text: str) -> str:
    """The beginning and the end of a text that is too long to be a question."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} {text[-LONGEST // 2 :]}"


def cleaned(text: str, characters: Mapping[int, str] | None = None) -> str:
    """Folded text without links, signs and what a chat window adds; every number is 0."""
    folded = _SIGN.sub(" ", fold(ends_of(text), characters))
    alone = _AROUND.sub(" ", folded)
    if _LETTER.search(alone):
        folded = alone
    return " ".join(_NEITHER.sub(" ", _NUMBER.sub("0", _LINK.sub(" ", folded))).split())


def features(
    text: str, language: str, concepts: Concepts, characters: Mapping[int, str] | None = None
) -> dict[str, float]:
    """Counts by feature: `c:` ideas and pairs of them, `w:` words, `b:` pairs of words, else pieces of characters."""
    found: dict[str, float] = {}
    clean = cleaned(text, characters)
    ideas = [name for name, pattern in concepts if pattern.search(clean if language == "zh" else fold(ends_of(text)))]
    for name in ideas:
        found[f"c:{name}"] = _IDEA
    for first, second in combinations(ideas, 2):
        found[f"c:{first}&{second}"] = 1.0
    if language == "zh":
        _chinese(clean, found)
    else:
        _english(clean, found)
    return found


def _chinese(clean: str, found: dict[str, float]) -> None:
    for character in clean:
        found[character] = found.get(character, 0.0) + 1
    for pair in map("".join, pairwise(clean)):
        if " " not in pair:
            found[pair] = found.get(pair, 0.0) + 1
    for word in re.findall("[a-z]+", clean):
        found[f"w:{word}"] = 1.0


def _english(clean: str, found: dict[str, float]) -> None:
    words = [_stem(word) for word in clean.split()[:120]]
    for word in words:
        found[f"w:{word}"] = found.get(f"w:{word}", 0.0) + 1
        edged = f"^{word[:40]}$"
        for size in (3, 4):
            for start in range(len(edged) - size + 1):
                piece = edged[start : start + size]
                found[piece] = found.get(piece, 0.0) + _PIECE
    for first, second in pairwise(words):
        found[f"b:{first} {second}"] = 1.0


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
