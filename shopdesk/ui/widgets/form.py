"""Form rows: label above, field, and what is wrong right below it."""

from typing import Any, cast

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.sentences import sentence
from shopdesk.ui.measure import unit
from shopdesk.ui.widgets.labels import RoleLabel


class FormField(QWidget):
    """One field with its label and error. The label names the editor for screen readers."""

    def __init__(self, key: str, label: str, editor: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.editor = editor
        self._label = RoleLabel(label, "muted", "small")
        QLabel.setBuddy(self._label, editor)
        editor.setAccessibleName(label)
        if hint:
            editor.setAccessibleDescription(hint)
            editor.setToolTip(hint)
        self._error = RoleLabel("", "trouble", "small", wrap=True)
        self._error.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._label)
        layout.addWidget(editor)
        layout.addWidget(self._error)

    @property
    def error(self) -> str:
        """What is wrong, "" when nothing is."""
        return self._error.text()

    def set_error(self, text: str) -> None:
        """Say what is wrong ("" takes it away)."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.editor.setAccessibleDescription(text)


class Form(QWidget):
    """A column of fields, found by the key that a service uses for them in `UserError.where["field"]`."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._fields: dict[str, FormField] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(unit(self))

    def add(self, key: str, label: str, editor: QWidget, hint: str = "") -> FormField:
        """Add a field; an editor without an object name gets `<form>.<key>`."""
        if not editor.objectName():
            editor.setObjectName(f"{self.objectName()}.{key}")
        made = FormField(key, label, editor, hint)
        self._fields[key] = made
        self._layout.addWidget(made)
        return made

    def add_widget(self, widget: QWidget) -> None:
        """Put something between the fields (a table of lines, a heading)."""
        self._layout.addWidget(widget)

    def field(self, key: str) -> FormField:
        """The field of a key."""
        return self._fields[key]

    def clear_errors(self) -> None:
        """Take every error away."""
        for made in self._fields.values():
            made.set_error("")

    def show_error(self, error: UserError) -> bool:
        """Put the sentence beside the field it concerns and go there; False when it names none of ours."""
        found = self._fields.get(str(error.where.get("field", "")))
        if found is None:
            return False
        found.set_error(sentence(error.code, error.where))
        found.editor.setFocus()
        return True

    def read(self, key: str) -> Any:
        """`value()` of the editor of `key`; a UserError is named after its field and raised again."""
        try:
            return cast("Any", self._fields[key].editor).value()
        except UserError as error:
            raise UserError(error.code, **{**error.where, "field": key}) from error
