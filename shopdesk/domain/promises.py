"""What in a reply sounds like a promise: somebody of the shop will do something, for this customer.

A rule that prefers to say nothing: conditions, questions, what is already done and what the shop does for everybody
are no promises. It only fills in an offer; a person decides.
"""

import re
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final

from shopdesk.domain.spoken_times import spoken_time

_LONGEST: Final = 4_000  # characters of a reply that are looked at
_TEXT: Final = 200  # of a promise

_SENTENCE = re.compile(r"[^.!?。！？；;\n~～…]+(?:\.(?=\S)[^.!?。！？；;\n~～…]*)*[.!?。！？；;~～…]*")
_CJK = re.compile(r"[一-鿿]")

# English
_WE_WILL = re.compile(
    r"\b(?:i|we)(?:['’]ll| will| shall| promise| (?:am|are) going to|['’](?:m|re) going to)\b", re.I,
)  # fmt: skip
_IT_WILL = re.compile(
    r"\b(?:it|this|that|they|(?:your|the) (?:\w+ )?\w+)(?:['’]ll| will)(?: be)? "
    r"(?:sent|shipped|posted|dispatched|refunded|replaced|ship|leave|go out)\b", re.I,
)  # fmt: skip
_NO_PROMISE = re.compile(
    r"\b(?:will|shall)(?: not| never|n['’]t)\b|\bwon['’]t\b|['’]ll (?:not|never)\b|\bgoing to not\b"
    r"|\b(?:if|unless|whenever)\b|\b(?:once|after|when|as soon as|should) (?:you|we|it|the|your|this|that|they)\b"
    r"|^(?:please|send|tell|give|let) .*\band (?:i|we)\b"
    r"|\b(?:usually|normally|always|every (?:order|day|parcel))\b", re.I,
)  # fmt: skip
_DO_EN = re.compile(
    r"\b(?:send|sent|ship|shipped|post|posted|dispatch|dispatched|call|phone|ring|reply|answer|get back|let you"
    r"|tell you|refund|refunded|add|include|pack|wrap|reserve|keep|hold|find out|ask|confirm|write|e-?mail"
    r"|message|replace|replaced|exchange|give you|make sure|update|follow up|contact|arrange|prepare|put|deliver|"
    r"throw in|change|cancel|go out|leave|pay|credit|transfer|repair|fix|resend|bring|order)\b", re.I,
)  # fmt: skip
_WHEN_EN = re.compile(
    r"\b(?:today|tonight|tomorrow|this (?:morning|afternoon|evening|week)|next week|within"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|in (?:\d|an?|one|two|three)|by|before)\b", re.I,
)  # fmt: skip
_LOOK_EN = re.compile(r"\b(?:check|look into|look after|see to|take care)\b", re.I)  # a promise when it says by when

# Chinese
_CLAUSE = re.compile(r"[^，,、：:]+")
_TIME_ZH = (
    r"今[天日早晚儿]|明[天日早晚儿]|大?后天|(?:下个?|这|本)?(?:周|星期|礼拜)[一二三四五六日天末]|下个?(?:周|星期)"
    r"|本周|月底|\d{1,2}[日号]|(?:\d+|[一二两三四五六七八九十半]+)个?(?:小时|分钟|天|工作日)(?:之?内|以内|后)"
    r"|(?:\d+|[一二两三四五六七八九十]+)点(?:半|\d+分?)?[之以]?前|下班前"
)
_SOON_ZH = r"马上|立即|立刻|这就|等下|等会儿?|一会儿?|待会儿?|稍后|稍晚|晚点|晚些|尽快|第一时间|优先"
_WHEN_ZH = re.compile(f"{_TIME_ZH}|{_SOON_ZH}")
_WILL_ZH = re.compile(r"(?<![机社])会|将|保证|承诺|答应|一定")
_US_ZH = re.compile(r"我|咱|小店|本店|店里|店长|老板|这边|仓库|客服|[给帮为替][您你亲]")
_DO_ZH = re.compile(
    r"发货|发出|寄出|寄走|发走|出库|回复|答复|回[您你]|联系|退款|补发|补寄|重发|换货|处理|安排|查[一看询下]|核实|确认"
    r"|告诉|告知|通知|打电话|回电|致电|送[您你]|赠送|附赠|礼盒|礼品包装|包装好|留[着好给一两]|预留|修改|改好|催"
    r"|跟进|反馈|登记|备注|上架|补货|[给帮为替](?:您|你|亲)(?:.{0,4}?)[发寄退补换查回送留改包问看盯垫减优申转核登备]"
)
# 马上帮您查 is done before the conversation is over.
_AT_ONCE_ZH = re.compile(r"(?:马上|立即|立刻|这就|现在就).{0,6}[查看核]|稍等")
_IF_ZH = re.compile(r"如果|要是|倘若|若是|假如|的话|只要|万一")
_NOT_OURS_ZH = re.compile(
    r"(?<![天时日钟午])后(?:我们?|会|再|就|马上|立即|给)|一般|通常|默认|正常|平时|每[天日]|都[会是]|统一|快递员?会|物流会"
    r"|不[会能可是]|无法|没法|没办法|已经?|刚[刚才]?|昨|可以吗|能不能|是否"
)
_TO_THEM_ZH = re.compile(r"^\s*(?:亲|您好|你好)?\s*(?:请|麻烦|烦请|劳烦|您|你|需要您|建议您|可以)")
_QUESTION = re.compile(r"[?？]|(?:吗|呢|么)\W*$")
_TAIL = " \t\r\n.。!！;；~～…,，"
_GREETING = re.compile(
    r"^(?:亲爱的|亲|您好|你好|好的|嗯+|可以的|没问题|hi|hello|dear \w+|okay|ok|sure|thank you|thanks)"
    r"[\s,，!！~～:：]*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised, in the words of the reply, and by when as far as it says so."""

    text: str
    due_at: datetime | None


def promise_in(reply: str, now: datetime, zone: tzinfo) -> Promise | None:
    """The first sentence of a reply that sounds like a promise; None where none does."""
    for match in _SENTENCE.finditer(reply[:_LONGEST]):
        said = match[0].strip()
        if said and not _QUESTION.search(said) and (_is_chinese(said) if _CJK.search(said) else _is_english(said)):
            return Promise(_tidy(said), spoken_time(said, now, zone))
    return None


def _is_english(said: str) -> bool:
    if _NO_PROMISE.search(said):
        return False
    found = _WE_WILL.search(said)
    if found is None:
        return _IT_WILL.search(said) is not None
    looks = _LOOK_EN.search(said, found.end()) is not None and _WHEN_EN.search(said) is not None
    return looks or _DO_EN.search(said, found.end()) is not None


def _is_chinese(said: str) -> bool:
    """A clause that says what will be done, where it or the one before says when or that we are bound."""
    if _IF_ZH.search(said):
        return False
    when_before = False
    for clause in _CLAUSE.findall(said):
        if _TO_THEM_ZH.search(clause) or _NOT_OURS_ZH.search(clause) or _is_over(clause) or _AT_ONCE_ZH.search(clause):
            when_before = False
            continue
        when = _WHEN_ZH.search(clause) is not None
        if _DO_ZH.search(clause) and (when or when_before or (_WILL_ZH.search(clause) and _US_ZH.search(clause))):
            return True
        when_before = when and len(clause.strip()) <= 12
    return False


def _is_over(clause: str) -> bool:
    """今天发货了: it is done; 明天就给您发货了 is not."""
    return clause.rstrip(_TAIL).endswith(("了", "过")) and not _WILL_ZH.search(clause) and "就" not in clause


def _tidy(said: str) -> str:
    said = " ".join(said.strip(_TAIL).split())
    while (shorter := _GREETING.sub("", said, count=1)) != said and shorter:
        said = shorter
    return said if len(said) <= _TEXT else said[: _TEXT - 1] + "…"
