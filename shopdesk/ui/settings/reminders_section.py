"""What this computer reminds of, and how loudly."""

from typing import Any, ClassVar

from shopdesk.domain.changes import Changes
from shopdesk.ui.reminders import in_window, watch
from shopdesk.ui.settings.field_section import FieldSection
from shopdesk.ui.settings.fields import Setting
from shopdesk.words import mark

_FIRST = {watch.WINDOW: True, watch.TRAY: True, in_window.SOUND: False}


class RemindersSection(FieldSection):
    """Kept on this computer: at the packing table nobody wants to hear of follow-ups."""

    key: ClassVar[str] = "reminders"
    title: ClassVar[str] = mark("Reminders")
    icon: ClassVar[str] = "clock"
    told: ClassVar[str] = mark(
        "Promises, tasks, follow-ups, pre-orders that end and calls to make are told when they are due. "
        "This holds for this computer only."
    )
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting(watch.WINDOW, mark("In the window"), "flag", hint=mark("A line above the pages"), computer=True),
        Setting(
            watch.TRAY, mark("In the tray"), "flag", computer=True,
            hint=mark("A count, and one message for each"),
        ),
        Setting(in_window.SOUND, mark("Sound"), "flag", hint=mark("A short tone with each reminder"), computer=True),
    )  # fmt: skip

    def kept(self, setting: Setting) -> Any:
        return self.context.preferences.flag(setting.key, _FIRST[setting.key])

    def applied(self, key: str) -> None:
        self.context.bus.changed.emit(Changes({"tasks": 0}))
