"""“Edit selected…”: one field of all selected records, asked in a strip above the list."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shopdesk.services.orders import Bulk
from shopdesk.ui.list_page import ListPage
from shopdesk.ui.measure import characters
from shopdesk.ui.widgets.date_edit import DateEdit
from shopdesk.ui.widgets.editors import ChoiceBox, TextLine
from shopdesk.ui.widgets.strip import Strip
from shopdesk.ui.widgets.tags_line import TagsLine
from shopdesk.words import _, plural


@dataclass(frozen=True, slots=True)
class EditField:
    """A field that can be set for many. `word` is a marked literal; `options`: code → marked word."""

    code: str
    word: str
    kind: Literal["text", "choice", "date", "tags"] = "text"
    options: Mapping[str, str] | None = None
    hint: str = ""
    known: Callable[[], Sequence[str]] | None = None  # of `tags`: those in use


class EditStrip(Strip):
    """Which field, and what it becomes."""

    def __init__(
        self,
        name: str,
        fields: Sequence[EditField],
        apply: Callable[[str, str], object],
        back: Callable[[], object],
        today: Callable[[], date],
    ) -> None:
        self._fields = {field.code: field for field in fields}
        self._today = today
        super().__init__(name, apply, back)

    def fill(self) -> None:
        name = self.objectName()
        self.field = ChoiceBox(f"{name}.field", [(field.code, _(field.word)) for field in self._fields.values()])
        self.field.setAccessibleName(_("Field"))
        self.field.setMinimumWidth(characters(self, 24))
        self._stack = QStackedWidget()
        self._stack.setMinimumWidth(characters(self, 34))
        self._editors: dict[str, QWidget] = {}
        for field in self._fields.values():
            editor = self._editor(f"{name}.{field.code}", field)
            self._editors[field.code] = editor
            self._stack.addWidget(editor)
        self.field.changed.connect(self._turn)
        self.flow.addWidget(self.field)
        self.flow.addWidget(self._stack)
        self.add_submit(_("Apply"))
        self._turn()

    def first(self) -> QWidget:
        return self._editors[self.field.value()]

    def answers(self) -> tuple[Any, ...]:
        editor: Any = self.first()
        value = editor.value()
        return self.field.value(), value.isoformat() if isinstance(value, date) else (value or "")

    def _editor(self, name: str, field: EditField) -> QWidget:
        editor: QWidget
        if field.kind == "date":
            editor = DateEdit(name, _(field.word), self._today)
        elif field.kind == "choice":
            editor = ChoiceBox(name, [(code, _(word)) for code, word in (field.options or {}).items()])
        elif field.kind == "tags" and field.known is not None:
            editor = TagsLine(name, field.known)
        else:
            editor = TextLine(name, _(field.hint) if field.hint else "")
        editor.setAccessibleName(_(field.word))
        return editor

    def _turn(self) -> None:
        self._stack.setCurrentWidget(self._editors[self.field.value()])


class EditMany:
    """Belongs to a page; makes its strip when it is asked for the first time."""

    def __init__(
        self,
        page: ListPage,
        fields: Sequence[EditField],
        function: Callable[..., Any],
        numbers_of: Callable[[Any, Sequence[int]], list[str]],
        undo: str,
    ) -> None:
        self._page = page
        self._fields = fields
        self._function = function
        self._numbers_of = numbers_of
        self._undo = undo
        self._strip: EditStrip | None = None

    def ask(self) -> None:
        """Open the strip for the selected records."""
        page = self._page
        if self._strip is None:
            self._strip = EditStrip(f"{page.key}.edit_many", self._fields, self._apply, page.table.setFocus, page.today)
            layout = page.layout()
            assert isinstance(layout, QVBoxLayout)
            layout.insertWidget(layout.count() - 1, self._strip)
            page.table.chosen.connect(self._follow)
        self._strip.ask(self._title())

    def _title(self) -> str:
        return plural("Edit {count} selected:", "Edit {count} selected:", self._page.table.selected_count())

    def _follow(self) -> None:
        if self._strip is not None and self._strip.isVisible():
            if self._page.table.selected_count():
                self._strip.set_title(self._title())
            else:
                self._strip.leave()

    def _apply(self, field: str, value: str) -> None:
        page, strip = self._page, self._strip
        assert strip is not None
        ids = list(page.table.selected_ids())

        def write(desk: Any) -> Any:
            return self._function(desk, self._numbers_of(desk, ids), field, value)

        page.context.save(
            write, said=_said, undo=self._undo, receiver=page, done=lambda _bulk: strip.leave(), failed=strip.show_error
        )


def _said(bulk: Bulk) -> str:
    done = plural("{count} changed", "{count} changed", len(bulk.numbers))
    left = len(bulk.skipped)
    return done if not left else _("{done}, {count} left as they are").format(done=done, count=left)
