"""Actions on replies and knowledge. A reply is named by its number, or its `/code`."""

from dataclasses import replace
from typing import Any

from shopdesk.domain import replies as rules
from shopdesk.domain.changes import Outcome
from shopdesk.domain.replies import ReplyDraft
from shopdesk.domain.scenarios import LANGUAGES, SCENARIOS, language_of
from shopdesk.services import attachments
from shopdesk.services.actions import values as read
from shopdesk.services.actions.action import Action, Field, Values
from shopdesk.services.desk import Desk
from shopdesk.services.replies import editing, files, importing, starter, using
from shopdesk.services.replies.using import UseDraft

_ROLES = ("promotion", "inquiries", "orders", "aftersales")
_ONE = Field("reply", required=True)
_SOME = Field("replies", "numbers", required=True)
_CHOICES = {
    "scenario": SCENARIOS,
    "language": LANGUAGES,
    "kind": rules.KINDS,
    "status": rules.STATUSES,
}
_FORM = (
    Field("title", required=True),
    Field("text", required=True),
    *(Field(name, "choice", choices=choices) for name, choices in _CHOICES.items()),
    Field("folder"),
    Field("code"),
    Field("favourite", "boolean"),
    Field("valid_until", "date"),
    Field("product"),
)


def merged(values: Values, old: ReplyDraft) -> ReplyDraft:
    """A draft with the fields that are given; the others stay as they are. Raises UserError `form.*`."""
    given: dict[str, Any] = {
        name: read.text(values, name) for name in ("title", "text", "folder", "code") if name in values
    }
    given |= {
        name: read.choice(values, name, choices) or getattr(old, name)
        for name, choices in _CHOICES.items()
        if name in values
    }
    if "favourite" in values:
        given["favourite"] = read.boolean(values, "favourite")
    if "valid_until" in values:
        given["valid_until"] = read.day(values, "valid_until")
    if "product" in values:
        given["product"] = read.text(values, "product") or None
    return replace(old, **given)


def _named(values: Values) -> str:
    return read.text(values, "reply") or read.text(values, "number") or read.text(values, "reply", required=True)


def _some(values: Values) -> list[str]:
    """`replies`, `reply`, `numbers` or `number`."""
    one = read.texts(values, "reply")
    return list(one) if one else read.numbers(values, "replies")


def _create(desk: Desk, values: Values) -> Outcome[Any]:
    text = read.text(values, "text", required=True)
    return editing.create_reply(desk, merged(values, ReplyDraft("", text, language=language_of(text))))


def _update(desk: Desk, values: Values) -> Outcome[Any]:
    number = _named(values)
    return editing.update_reply(desk, number, merged(values, editing.draft_of(desk, number)))


def _use(desk: Desk, values: Values) -> Outcome[Any]:
    number = _named(values)
    words = {name: read.text(values, name) for name in ("asked", "text")}
    owners = {name: read.text(values, name) or None for name in ("customer", "inquiry", "case", "order")}
    scenario = read.choice(values, "scenario", SCENARIOS)
    draft = UseDraft(words["asked"], words["text"], scenario, **owners)
    return using.use_reply(desk, number, draft)


def _load(desk: Desk, values: Values) -> Outcome[Any]:
    language = read.choice(values, "language", LANGUAGES)
    return starter.load_starter(desk, (language,) if language else LANGUAGES)


def _faq(desk: Desk, values: Values) -> Outcome[Any]:
    language = read.choice(values, "language", LANGUAGES) or "en"
    kinds = read.texts(values, "kinds") or ("article",)
    return files.export_faq(
        desk, read.text(values, "file", required=True), language, kinds=kinds, force=read.boolean(values, "force")
    )


ACTIONS: tuple[Action, ...] = (
    Action("reply.create", _FORM, _ROLES, _create),
    Action("reply.update", (_ONE, *(replace(field, required=False) for field in _FORM)), _ROLES, _update),
    Action("reply.approve", (_SOME,), (), lambda d, v: editing.approve_replies(d, _some(v))),
    Action("reply.withdraw", (_SOME,), (), lambda d, v: editing.approve_replies(d, _some(v), False)),
    Action("reply.hide", (_SOME,), _ROLES, lambda d, v: editing.hide_replies(d, _some(v))),
    Action("reply.show", (_SOME,), _ROLES, lambda d, v: editing.hide_replies(d, _some(v), False)),
    Action(
        "reply.favourite",
        (_SOME, Field("favourite", "boolean")),
        _ROLES,
        lambda d, v: editing.favour_replies(d, _some(v), read.boolean(v, "favourite", True)),
    ),
    Action(
        "reply.edit_many",
        (_SOME, Field("field", "choice", required=True, choices=editing.MANY_FIELDS), Field("value")),
        _ROLES,
        lambda d, v: editing.edit_replies(d, _some(v), read.text(v, "field", required=True), read.text(v, "value")),
    ),
    Action(
        "reply.use",
        (
            _ONE,
            Field("asked"),
            Field("text"),
            Field("scenario", "choice", choices=SCENARIOS),
            *(Field(name) for name in ("customer", "inquiry", "case", "order")),
        ),
        _ROLES,
        _use,
    ),
    Action("reply.load_starter", (Field("language", "choice", choices=LANGUAGES),), _ROLES, _load),
    Action(
        "reply.import",
        (Field("file", required=True),),
        _ROLES,
        lambda d, v: importing.import_replies(d, read.text(v, "file", required=True)),
    ),
    Action(
        "reply.export",
        (Field("file", required=True), Field("force", "boolean")),
        _ROLES,
        lambda d, v: files.export_replies(d, read.text(v, "file", required=True), force=read.boolean(v, "force")),
    ),
    Action(
        "reply.faq",
        (
            Field("file", required=True),
            Field("language", "choice", choices=LANGUAGES),
            Field("kinds", "list"),
            Field("force", "boolean"),
        ),
        _ROLES,
        _faq,
    ),
    Action(
        "reply.add_photo",
        (_ONE, Field("photo", "photo", required=True)),
        _ROLES,
        lambda d, v: attachments.add_photos(d, "reply", _named(v), read.photos(v, "photo")),
    ),
    Action(
        "reply.remove_photo",
        (_ONE, Field("place", "integer", required=True)),
        _ROLES,
        lambda d, v: attachments.remove_photo(d, "reply", _named(v), read.integer(v, "place")),
    ),
    Action(
        "reply.first_photo",
        (_ONE, Field("place", "integer", required=True)),
        _ROLES,
        lambda d, v: attachments.put_first(d, "reply", _named(v), read.integer(v, "place")),
    ),
)
