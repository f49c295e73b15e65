"""The replies that ship with the program, for a new shop to begin with."""

import json
from dataclasses import dataclass
from functools import cache

from shopdesk.db.queries import replies as queries
from shopdesk.domain.changes import Outcome
from shopdesk.domain.replies import ReplyDraft
from shopdesk.domain.scenarios import LANGUAGES
from shopdesk.resources import resource_path
from shopdesk.services.desk import Desk
from shopdesk.services.replies.editing import put_new


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many replies were loaded; those that the shop had from before were left as they are."""

    replies: int
    known: int


@cache
def starters(language: str) -> dict[str, ReplyDraft]:
    """The shipped replies of a language by name, `zh/hello`."""
    told = json.loads(resource_path("assistant", f"replies.{language}.json").read_text(encoding="utf-8"))
    return {
        f"{language}/{code}": ReplyDraft(
            title=title, text=text, scenario=scenario, language=language, status="approved", folder=folder,
            code=f"/{code}",
        )
        for code, scenario, folder, title, text in told
    }  # fmt: skip


def load_starter(desk: Desk, languages: tuple[str, ...] = LANGUAGES) -> Outcome[Loaded]:
    """Adds the shipped replies that the shop never had; a `/code` that is taken stays with its holder."""
    with desk.write("reply.load_starter") as unit:
        have = queries.starters(unit.connection)
        wanted = [(name, draft) for language in languages for name, draft in starters(language).items()]
        drafts = []
        for name, draft in wanted:
            if name in have:
                continue
            if queries.holder_of(unit.connection, draft.code, draft.language) is not None:
                draft = _without_code(draft)
            drafts.append((draft, name))
        put_new(desk, unit, drafts)
        unit.door.subject = str(len(drafts))
        unit.commit()
    return Outcome(Loaded(len(drafts), len(wanted) - len(drafts)), unit.door.changes)


def _without_code(draft: ReplyDraft) -> ReplyDraft:
    from dataclasses import replace

    return replace(draft, code="")
