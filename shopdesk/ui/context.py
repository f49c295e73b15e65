"""What a page is given: the shop and the few shared parts of the window. Nothing here is global."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject
from shiboken6 import isValid

from shopdesk.domain.errors import UserError
from shopdesk.ui.actions import Actions
from shopdesk.ui.bus import Bus
from shopdesk.ui.drafts import Drafts
from shopdesk.ui.preferences import Preferences
from shopdesk.ui.tasks import Task, TaskRunner


class Desk(Protocol):
    """The open shop, as `services` gives it; pages hand it to service functions and look no further."""

    @property
    def shop_name(self) -> str:
        """What the owner calls the shop."""
        ...

    @property
    def path(self) -> Path:
        """The shop's file."""
        ...

    def setting(self, key: str) -> Any:
        """A setting of the shop."""
        ...

    def data_version(self) -> int:
        """A number that changes when another program has written to the shop."""
        ...


@dataclass(slots=True)
class Context:
    """Handed to every page. `open_record(kind, number)` goes to the page that shows such records.

    `open_form(kind, draft)` goes there, too, and opens a form filled in with a draft (`ui.links.open_form`).
    """

    desk: Any
    bus: Bus
    tasks: TaskRunner
    actions: Actions
    preferences: Preferences
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    open_record: Callable[[str, str], object] = field(default=lambda kind, number: None)
    open_form: Callable[[str, object], object] = field(default=lambda kind, draft: None)
    drafts: Drafts = field(init=False)

    def __post_init__(self) -> None:
        self.drafts = Drafts(self.desk.path, lambda: self.now())

    def save(
        self,
        function: Callable[..., Any],
        *args: Any,
        said: str | Callable[[Any], str] = "",
        undo: str | None = None,
        receiver: QObject | None = None,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[UserError], object] | None = None,
        title: str = "",
        **keywords: Any,
    ) -> Task:
        """Run the service function `function(desk, *args, **keywords) -> Outcome` on the write lane.

        When it has committed, `bus.changed` tells the pages, the status bar says `said` (a sentence, or a function
        of the value) and offers to undo `undo` (the action's name), and `done(value)` is called.
        """

        owner = receiver if receiver is not None else getattr(done, "__self__", None)

        def is_there() -> bool:
            return not isinstance(owner, QObject) or isValid(owner)

        def finish(outcome: Any) -> None:
            # The others hear of the change even when the form that made it has been closed meanwhile.
            if outcome.changes.kinds:
                self.bus.changed.emit(outcome.changes)
            sentence = said(outcome.value) if callable(said) else said
            if sentence:
                self.bus.message.emit(sentence, undo if outcome.changes.kinds else None)
            if done is not None and is_there():
                done(outcome.value)

        def refuse(error: UserError) -> None:
            if failed is not None and is_there():
                failed(error)
            else:
                self.tasks.user_error.emit(error)

        return self.tasks.run(
            function, self.desk, *args, receiver=self.bus, done=finish, failed=refuse, title=title, **keywords
        )
