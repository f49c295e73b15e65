"""Tables that ShopDesk learned to read: what it remembers, called something else or forgotten."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from shopdesk.services import mappings
from shopdesk.services.mappings import KnownMapping
from shopdesk.ui import display
from shopdesk.ui.settings.entries import Entry, EntrySection
from shopdesk.ui.widgets.editors import TextLine
from shopdesk.ui.widgets.form import Form
from shopdesk.words import _, mark


class MappingsSection(EntrySection):
    """One is made when a table is mapped during an import; here it is only kept in order."""

    key: ClassVar[str] = "mappings"
    title: ClassVar[str] = mark("Known tables")
    icon: ClassVar[str] = "sheet"
    told: ClassVar[str] = mark(
        "Tables whose columns you explained once. A file with the same columns is read without a question."
    )
    can_add: ClassVar[bool] = False

    def entries(self) -> Sequence[Entry]:
        return [Entry(one.name, one.name, one) for one in mappings.listed(self.context.desk)]

    def build_form(self, form: Form) -> None:
        self.name = TextLine("settings.mappings.name")
        form.add("name", _("Name of the table"), self.name)

    def fields(self) -> dict[str, QWidget]:
        return {"name": self.name}

    def show_record(self, record: KnownMapping | None) -> None:
        if record is None:
            return
        self.name.set_value(record.name)
        zone = self.context.desk.zone
        said = _("Columns: {columns}. Learned {day}.").format(
            columns=display.list_of(list(record.columns[:_SHOWN])) + (" …" if len(record.columns) > _SHOWN else ""),
            day=display.moment(record.at, self.context.now(), zone),
        )
        self.more.setText(said)
        self.more.show()

    def save(self) -> None:
        record = self.chosen()
        if record is None:
            return
        self.form.clear_errors()
        self.context.save(
            mappings.rename_mapping, record.name, self.name.value(), receiver=self, said=_("Table renamed"),
            undo=_("Rename columns"), done=lambda saved: self.go_to(saved.name), failed=self.refuse,
        )  # fmt: skip

    def delete(self) -> None:
        record = self.chosen()
        if record is not None:
            self.context.save(
                mappings.delete_mapping, record.name, receiver=self, said=_("Table forgotten"),
                undo=_("Forget columns"), failed=self.refuse,
            )  # fmt: skip

    def words_of_nothing(self) -> str:
        return _("None yet. When you import a table that no platform made, it is asked which column is which, once.")


_SHOWN = 12
