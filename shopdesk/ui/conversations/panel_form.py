"""A form in the place of the story: fields, what is wrong beside them, Ctrl+Enter saves, Esc goes back."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.ui.context import Context
from shopdesk.ui.drafts import Kept
from shopdesk.ui.measure import unit
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.form import Form, FormField
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.notice import Notice
from shopdesk.ui.widgets.side_by_side import SideBySide
from shopdesk.words import _

_KEEP_AFTER = 400  # ms after the last key


class PanelForm(QWidget):
    """Subclasses add their fields and fill `submit()`, which ends with `send`.

    A form that is left with changes is kept under `keep_as` and comes back the next time ("" keeps nothing).

    Signals:
        left(): the person went back (Esc, Cancel), or the form was saved.
    """

    left = Signal()

    def __init__(self, context: Context, name: str, title: str, kept: Kept | None = None, keep_as: str = "") -> None:
        super().__init__()
        self.context = context
        self.setObjectName(name)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self.form = Form(name)
        self.notice = Notice(f"{name}.notice")
        self._kept = kept
        self._keep_as = keep_as
        self._first: dict[str, Any] | None = None
        self._saving = False
        self._keeping = QTimer(self, singleShot=True, interval=_KEEP_AFTER)
        self._keeping.timeout.connect(self.keep)
        self._build(name, title)
        for keys, act in (("Ctrl+Return", self.save), ("Ctrl+Enter", self.save), ("Esc", self.leave)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # For subclasses

    def submit(self) -> None:
        """Read the fields and `send` them. Reading may raise UserError."""
        raise TypeError(f"{type(self).__name__} saves nothing")

    def where_errors_go(self) -> Mapping[str, str]:
        """Fields that a service names → the form's field that shows it."""
        return {}

    def add(self, key: str, label: str, editor: QWidget, hint: str = "") -> FormField:
        """Add a field whose editor has `state()` and `set_state()`, or is a line of text."""
        made = self.form.add(key, label, editor, hint)
        self._watch(key, editor)
        return made

    def add_part(self, key: str, editor: QWidget) -> None:
        """Add an editor that says by itself what it is, like a table of lines."""
        self.form.add_widget(editor)
        self._watch(key, editor)

    def side_by_side(self, *fields: FormField, shares: Sequence[int] = ()) -> None:
        """Put fields that were added into one row, as far as there is room; `shares` are parts of its width."""
        self.form.add_widget(SideBySide(fields, shares))

    def send(
        self,
        function: Callable[..., Any],
        *args: Any,
        undo: str,
        said: str = "",
        done: Callable[[str], object] | None = None,
    ) -> None:
        """Save with a service function that gives a number; then the form is left and `done(number)` called.

        `said` is the sentence with `{number}` in it, already in the language in use.
        """

        def finish(value: Any) -> None:
            self.saved()
            if done is not None:
                done(value.number)

        sentence = said or _("{number} saved")
        self.context.save(
            function,
            *args,
            said=lambda value: sentence.format(number=value.number),
            undo=undo,
            receiver=self,
            done=finish,
            failed=self.show_error,
        )

    def start(self) -> None:
        """All fields are filled: offer what was kept, and go to the first field."""
        self._keeping.stop()
        self._first = self.states()
        kept = self._kept.get(self._keep_as) if self._kept is not None and self._keep_as else None
        if isinstance(kept, dict) and kept != self._first and self._take(kept):
            self.notice.say(_("Your unsaved draft is back."), "active", _("Start afresh"), self.forget)
        first = next(iter(self._editors.values()), None)
        if first is not None:
            first.setFocus()

    # What the page uses

    def states(self) -> dict[str, Any]:
        """What stands in the fields, as plain data."""
        found: dict[str, Any] = {}
        for key, editor in self._editors.items():
            if hasattr(editor, "state"):
                found[key] = cast("Any", editor).state()
            elif isinstance(editor, QLineEdit):
                found[key] = editor.text()
        return found

    def restore(self, states: Mapping[str, Any]) -> None:
        """Put back what `states()` gave; fields it does not know stay."""
        for key, state in states.items():
            editor = self._editors.get(key)
            if editor is not None and hasattr(editor, "set_state"):
                cast("Any", editor).set_state(state)
            elif isinstance(editor, QLineEdit):
                editor.setText(state)

    def _take(self, kept: Mapping[str, Any]) -> bool:
        """Put back a draft; one that does not fit these fields (of another version, damaged) is forgotten."""
        try:
            self.restore(kept)
        except (AttributeError, LookupError, TypeError, ValueError):
            self.forget()
            return False
        return True

    def is_changed(self) -> bool:
        """Whether anything differs from how the form began."""
        return self._first is not None and self.states() != self._first

    def forget(self) -> None:
        """Back to how the form began; what was kept is gone."""
        if self._first is not None:
            self.restore(self._first)
        self.form.clear_errors()
        self._drop()

    def keep(self) -> None:
        """Keep what is typed, if anything is."""
        if self._kept is not None and self._keep_as and not self._saving:
            self._kept.put(self._keep_as, self.states() if self.is_changed() else None)

    def save(self) -> None:
        """Ctrl+Enter: save once, or say what is wrong."""
        if self._saving:
            return
        self.form.clear_errors()
        self.notice.hide()
        self._saving = True
        self._save.setEnabled(False)
        try:
            self.submit()
        except UserError as error:
            self.show_error(error)

    def saved(self) -> None:
        """The service has saved it."""
        self._keeping.stop()
        self._drop()
        self.left.emit()

    def show_error(self, error: UserError) -> None:
        """Beside its field where there is one, else above the form."""
        self.allow_saving()
        field = str(error.where.get("field", ""))
        named = UserError(error.code, **{**error.where, "field": self.where_errors_go().get(field, field)})
        if not self.form.show_error(named):
            self.notice.show_error(error)

    def allow_saving(self) -> None:
        """The save was refused; the person may mend it and try again."""
        self._saving = False
        self._save.setEnabled(True)

    def leave(self) -> None:
        """Esc: back to the story; a changed draft is kept."""
        self._keeping.stop()
        self.keep()
        self.left.emit()

    # Inside

    def _build(self, name: str, title: str) -> None:
        self._editors: dict[str, QWidget] = {}
        space = unit(self)
        self._save = button(_("Save"), f"{name}.save", self.save, icon_name="check", primary=True)
        self._save.setToolTip(_("Save (Ctrl+Enter)"))
        cancel = button(_("Cancel"), f"{name}.cancel", self.leave, quiet=True)
        cancel.setToolTip(_("Back (Esc)"))
        body = QWidget()
        body.setObjectName("scrolled")
        inner = QVBoxLayout(body)
        inner.setContentsMargins(2 * space, space, 2 * space, 2 * space)
        inner.addWidget(self.form)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName(f"{name}.scroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        heading = RoleLabel(title, size="title")
        heading.setContentsMargins(2 * space, 2 * space, 2 * space, space)
        foot = QHBoxLayout()
        foot.setContentsMargins(2 * space, space, 2 * space, 2 * space)
        foot.setSpacing(space)
        foot.addWidget(self._save)
        foot.addWidget(cancel)
        foot.addStretch(1)
        foot.addWidget(RoleLabel(_("Ctrl+Enter saves"), "muted", "small"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(heading)
        layout.addWidget(self.notice)
        layout.addWidget(scroll, 1)
        layout.addLayout(foot)

    def _watch(self, key: str, editor: QWidget) -> None:
        self._editors[key] = editor
        signal = editor.textChanged if isinstance(editor, QLineEdit) else cast("Any", editor).changed
        signal.connect(lambda *_what: self._keeping.start())

    def _drop(self) -> None:
        if self._kept is not None and self._keep_as:
            self._kept.put(self._keep_as, None)
