"""An answer in words."""

from typing import TYPE_CHECKING

from shopdesk import vocabulary
from shopdesk.domain.aftersales import CaseDraft
from shopdesk.domain.forms_wanted import OrderChange
from shopdesk.ui import display
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.services.assistant.answering import Answer
    from shopdesk.services.assistant.finding import Found
    from shopdesk.services.assistant.forms import Form

_SURE, _LIKELY = 0.75, 0.45
_PAGES = {"phone": "customers", "email": "customers", "product": "products"}
_ICONS = {
    "order": "receipt", "tracking": "truck", "phone": "phone", "email": "mail", "address": "globe", "product": "tag",
    "amount": "money",
}  # fmt: skip


def scenario_words(scenario: str) -> str:
    """A scenario as people call it."""
    return vocabulary.word(vocabulary.SCENARIO, scenario, _)


def sure_words(scenario: str, confidence: float, *, chosen: bool) -> tuple[str, str]:
    """The scenario with how sure it is, and the colour role."""
    word = scenario_words(scenario)
    if chosen:
        return _("{scenario} · chosen by you").format(scenario=word), "active"
    told = {"scenario": word, "percent": min(99, round(confidence * 100))}  # a guess is never certain
    if confidence >= _SURE:
        return _("{scenario} · {percent}% sure").format(**told), "ok"
    if confidence >= _LIKELY:
        return _("Probably {scenario} · {percent}% sure").format(**told), "active"
    return _("Perhaps {scenario} · {percent}% sure").format(**told), "waiting"


def found_words(found: "Found") -> tuple[str, str]:
    """What was found in words, and its icon."""
    kind = vocabulary.word(vocabulary.FOUND, found.kind, _)
    text = display.phone(found.text) if found.kind == "phone" else found.text
    if found.record and found.kind in ("product", "tracking"):
        text = f"{found.text} · {found.record}" if found.record.casefold() != found.text.casefold() else found.text
    return _("{kind}: {text}").format(kind=kind, text=text), _ICONS.get(found.kind, "info")


def page_of(found: "Found") -> str:
    """The kind of record, as `Context.open_record` takes it, that a found thing leads to."""
    if found.record and found.record.startswith("PL-"):
        return "packing_lists"
    return _PAGES.get(found.kind, "orders")


def form_words(form: "Form") -> tuple[str, str]:
    """What the button that opens a form says, and its icon."""
    if isinstance(form, OrderChange):
        if form.cancel:
            return _("Cancel order {number}…").format(number=form.number), "receipt"
        if form.address is not None:
            return _("Change address of {number}…").format(number=form.number), "receipt"
        return _("Change order {number}…").format(number=form.number), "receipt"
    if isinstance(form, CaseDraft):
        kind = vocabulary.word(vocabulary.CASE_KIND, form.kind, _)
        if form.orders:
            return _("New case: {kind}, {number}…").format(kind=kind, number=form.orders[0]), "return"
        return _("New case: {kind}…").format(kind=kind), "return"
    return _("New inquiry…"), "inbox"


def answer_words(answer: "Answer", *, chosen: bool) -> str:
    """One line for screen readers and tooltips: the scenario and what else it may be."""
    others = display.list_of([scenario_words(name) for name, _chance in answer.others])
    sure, _role = sure_words(answer.scenario, answer.confidence, chosen=chosen)
    return f"{sure} ({_('else: {others}').format(others=others)})" if others else sure
