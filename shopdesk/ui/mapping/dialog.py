"""An unknown file: its columns and what they become, and the first orders as they would come in, while one chooses."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from shopdesk import vocabulary
from shopdesk.domain.errors import UserError
from shopdesk.sentences import sentence
from shopdesk.services import mapping, mappings
from shopdesk.services.mapping import FoundTable, Trial
from shopdesk.ui import display
from shopdesk.ui.context import Context
from shopdesk.ui.mapping.columns import ColumnTable
from shopdesk.ui.mapping.options import OptionsForm
from shopdesk.ui.mapping.orders import TrialTable
from shopdesk.ui.mapping.words import QUESTIONS
from shopdesk.ui.measure import unit
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _, plural

_PATIENCE = 120  # ms after a choice before it is tried: the arrow keys run through a list
_SHARES = (10, 11)  # of the width: columns, orders
_NAMED = 3  # problems told in full


class MappingDialog(QDialog):
    """Signals:
    remembered(): the mapping was saved; files with this header can be read now.
    """

    remembered = Signal()

    def __init__(self, context: Context, found: FoundTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._found = found
        self._trial: Trial | None = None
        self._open: list[str] = []
        self.setObjectName("mapping")
        self.setWindowTitle(_("Columns of a file"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        desk = context.desk
        self.columns = ColumnTable(found)
        self.options = OptionsForm(desk.currency, str(desk.setting("zone")))
        self.orders = TrialTable(desk.zone)
        self._build()
        self._timer = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._timer.timeout.connect(self._try)
        self.options.show_values(found.mapping, found.known.name if found.known else self._proposed_name())
        self.columns.changed.connect(self._choose)
        self.options.changed.connect(self._choose)
        self._follow()
        self._try()

    # Building

    def _build(self) -> None:
        space = unit(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * space, 2 * space, 3 * space, 2 * space)
        layout.setSpacing(round(1.5 * space))
        layout.addWidget(
            RoleLabel(_("Which column is what in “{file}”?").format(file=self._found.name), size="title", wrap=True)
        )
        told = (
            _("This is how such files are read now. Changes count for this file and the ones after it.")
            if self._found.known
            else _("ShopDesk does not know such files yet. Check what it proposes; it will not ask for the next one.")
        )
        layout.addWidget(RoleLabel(told, "muted", wrap=True))
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(2 * space, 0, 0, 0)
        beside.setSpacing(space)
        beside.addWidget(self.options)
        beside.addSpacing(space)
        self._orders_title = RoleLabel("", bold=True, wrap=True)
        self._problems = RoleLabel("", "trouble", wrap=True, selectable=True)
        self._problems.setObjectName("mapping.problems")
        beside.addWidget(self._orders_title)
        beside.addWidget(self._problems)
        beside.addWidget(self.orders, 1)
        self._parts = parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setObjectName("mapping.parts")
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.columns)
        parts.addWidget(right)
        for place, share in enumerate(_SHARES):
            parts.setStretchFactor(place, share)
        layout.addWidget(parts, 1)
        layout.addLayout(self._buttons(space))
        self._resize()

    def _resize(self) -> None:
        """Nearly as large as the shop's window: two tables stand beside each other."""
        widget: QWidget = self
        while (above := widget.parentWidget()) is not None:
            widget = above.window()
        room = self.screen().availableSize() if widget is self else widget.size()
        self.resize(round(room.width() * 0.96), round(room.height() * 0.94))
        self._parts.setSizes([round(self.width() * share / sum(_SHARES)) for share in _SHARES])

    def _buttons(self, space: int) -> QHBoxLayout:
        self._asked = RoleLabel("", "waiting", wrap=True)
        self._asked.setObjectName("mapping.asked")
        self._cancel = button(_("Cancel"), "mapping.cancel", self.reject)
        self._continue = button(_("Go on"), "mapping.continue", self._save, primary=True)
        self._continue.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(space)
        row.addWidget(self._asked, 1)
        row.addWidget(self._cancel)
        row.addWidget(self._continue)
        return row

    def _proposed_name(self) -> str:
        """The platform's files by its name, others by that of the file without dates and numbers."""
        platform = self._found.mapping.get("platform")
        if platform:
            proposed = _("{platform} {kind}").format(
                platform=vocabulary.word(vocabulary.PLATFORM, platform, _), kind=_("orders")
            )
        else:
            words = "".join(" " if letter.isdigit() or letter in "_-." else letter for letter in self._stem())
            proposed = " ".join(words.split()) or self._stem()
        proposed = proposed[: mappings.LONGEST_NAME - 4].strip()
        taken = {item.name for item in mappings.listed(self.context.desk)}
        names = [proposed, *(f"{proposed} {number}" for number in range(2, 100))]
        return next((name for name in names if name not in taken), "")

    def _stem(self) -> str:
        return Path(self._found.name.removesuffix(".gz")).stem

    # While one chooses

    def mapping(self) -> dict[str, Any]:
        """What is chosen now, in the shape of `--map`."""
        return {"columns": self.columns.fields(), **self.options.values()}

    def _choose(self) -> None:
        self.options.clear_errors()
        self._follow()
        self._timer.start()

    def _follow(self) -> None:
        """What the values of the columns chosen tell, and what they leave open."""
        columns = self.columns.fields()
        told = mapping.options(self.context.desk, self._found, columns)
        self.options.follow(told, columns)
        answered = self.options.values()
        self._open = [key for key in QUESTIONS if key in told.open and not answered.get(key)]
        self._ask(told.examples)

    def _ask(self, examples: dict[str, str]) -> None:
        words = [_(QUESTIONS[key]).format(example=f"“{examples.get(key, '')}”") for key in self._open]
        if not words and not self.options.name.value():
            words = [_("Give such files a name.")]
        self._asked.setText("\n".join(words))
        self._continue.setEnabled(False)

    def _try(self) -> None:
        self._timer.stop()
        if self._open:
            # With an answer missing they would be wrong, or all of them refused.
            self._trial = None
            self._orders_title.setText(_("The first orders appear here when that is answered."))
            self._problems.hide()
            self.orders.show_orders(())
            return
        desk, found, chosen = self.context.desk, self._found, self.mapping()
        self.context.tasks.latest(
            ("mapping", id(self)), lambda _interrupted: mapping.try_out(desk, found, chosen), receiver=self,
            done=self._show, failed=self._refuse,
        )  # fmt: skip

    def _show(self, trial: Trial) -> None:
        self._trial = trial
        self.orders.show_orders(trial.orders)
        first = plural("The first order of the file", "The first {count} orders of the file", len(trial.orders))
        parts = [first if trial.orders else _("No order yet")]
        if trial.returns:
            parts.append(plural("{count} return", "{count} returns", trial.returns))
        if trial.refused:
            parts.append(plural("{count} order stays out", "{count} orders stay out", trial.refused))
        self._orders_title.setText(display.list_of(parts))
        # What keeps orders out comes first.
        problems = sorted(trial.problems, key=lambda problem: problem["severity"] != "refused")
        told = [problem["text"] for problem in problems[:_NAMED]]
        if len(problems) > _NAMED:
            told.append(plural("{count} more", "{count} more", len(problems) - _NAMED))
        self._problems.setText("\n".join(told))
        self._problems.set_role("trouble" if trial.refused else "waiting")
        self._problems.setVisible(bool(told))
        self._continue.setEnabled(
            not self._open and bool(self.options.name.value()) and bool(trial.orders or trial.returns)
        )

    def _refuse(self, error: UserError) -> None:
        self._trial = None
        self._orders_title.setText("")
        self.orders.show_orders(())
        if not self.options.show_error(error):
            self._problems.setText(sentence(error.code, error.where))
            self._problems.set_role("trouble")
            self._problems.show()
        self._continue.setEnabled(False)

    # Done

    def _save(self) -> None:
        self._continue.setEnabled(False)
        self.context.save(
            mappings.save_mapping, self.options.name.value(), list(self._found.header), self.mapping(),
            receiver=self, done=self._saved, failed=self._not_saved,
        )  # fmt: skip

    def _saved(self, _known: Any) -> None:
        self.accept()
        self.remembered.emit()

    def _not_saved(self, error: UserError) -> None:
        if self.options.show_error(error):
            self.options.go_to("name")
        else:
            self._problems.setText(sentence(error.code, error.where))
            self._problems.show()
        self._continue.setEnabled(True)
