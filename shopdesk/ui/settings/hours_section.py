"""When the shop is open: a row for each weekday, days off, days worked."""

from typing import Any, ClassVar

from shopdesk.domain.errors import UserError
from shopdesk.domain.holiday_notice import read_notice
from shopdesk.domain.working_hours import WEEKDAYS
from shopdesk.services.settings import set_settings
from shopdesk.ui.settings.days_text import days_of, days_text, frames_of, frames_text
from shopdesk.ui.settings.field_section import FieldSection
from shopdesk.ui.settings.fields import Setting
from shopdesk.words import _, mark

_DAYS = ("holidays", "workdays")


class HoursSection(FieldSection):
    """Kept in the shop's file: what comes outside of these hours is marked, and waiting is told in them, too."""

    key: ClassVar[str] = "hours"
    title: ClassVar[str] = mark("Opening hours")
    icon: ClassVar[str] = "clock"
    told: ClassVar[str] = mark(
        "Inquiries that come while the shop is closed are marked and come back when it opens. A new shop is open "
        "from 09:00 to 21:00 every day until you change it here."
    )
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting("mon", mark("Monday")),
        Setting("tue", mark("Tuesday")),
        Setting("wed", mark("Wednesday")),
        Setting("thu", mark("Thursday")),
        Setting("fri", mark("Friday")),
        Setting("sat", mark("Saturday")),
        Setting(
            "sun", mark("Sunday"), hint=mark("Like 09:00-12:00, 13:00-18:00; nothing for a day when you are closed")
        ),
        Setting(
            "holidays", mark("Days off"), "text",
            hint=mark("A day or a span a line: 2026-10-01 – 2026-10-07. A government’s notice can be pasted here"),
        ),
        Setting(
            "workdays", mark("Days worked"), "text",
            hint=mark("Days when you are open though their weekday is free; they have Monday’s hours"),
        ),
    )  # fmt: skip

    def fill(self) -> None:
        super().fill()
        for day in WEEKDAYS:
            self.rows[day].editor.setPlaceholderText(_("Closed that day"))  # type: ignore[attr-defined]
        self.column.setSpacing(self.column.spacing() // 2)

    def kept(self, setting: Setting) -> Any:
        desk = self.context.desk
        if setting.key in _DAYS:
            return days_text(desk.setting(setting.key))
        return frames_text(desk.setting("week")[setting.key])

    def _save(self, setting: Setting, value: Any) -> None:
        key, row = setting.key, self.rows[setting.key]
        try:
            wanted = self._wanted(key, str(value))
        except UserError as error:
            row.show_error(error)
            return

        def done(_changed: Any) -> None:
            self._saving.pop(key, None)
            self._shown[key] = value
            row.show_error(None)
            self.reload()

        self.context.save(
            set_settings, wanted, receiver=self, done=done, said=_("Opening hours saved"), undo=_("Opening hours"),
            failed=row.show_error,
        )  # fmt: skip

    def _wanted(self, key: str, text: str) -> dict[str, Any]:
        """The settings that a field's text amounts to. Raises UserError `holidays.*`."""
        desk = self.context.desk
        if key not in _DAYS:
            return {"week": {**desk.setting("week"), key: frames_of(text)}}
        if "日" not in text:
            return {key: days_of(text)}
        # A notice names days off and days worked together; what was there before stays.
        notice = read_notice(text, desk.local_day(self.context.now()).year)
        told = {"holidays": notice.holidays, "workdays": notice.workdays}
        if key == "workdays" and not notice.workdays:
            told = {"holidays": frozenset(), "workdays": notice.holidays}
        return {name: sorted({*desk.setting(name), *(day.isoformat() for day in days)}) for name, days in told.items()}
