"""A place to paste a name, phone and address from a chat; the form's fields fill themselves."""

from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.domain.pasted import Pasted
from shopdesk.sentences import sentence
from shopdesk.services import pasting
from shopdesk.ui.context import Context
from shopdesk.ui.display import list_of
from shopdesk.ui.widgets.editors import TextArea
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.words import _, mark

_WAIT = 500  # ms after the last key; what is pasted is read at once
_FILLED = (
    ("name", mark("name")), ("phone", mark("phone")), ("email", mark("e-mail")), ("province", mark("province")),
    ("city", mark("city")), ("district", mark("district")), ("detail", mark("street")), ("postcode", mark("postcode")),
)  # fmt: skip


class PasteBox(QWidget):
    """What stands here is read off the main thread: the first time loads the table of divisions.

    Signals:
        filled(object): a `Pasted` whose told parts belong into the fields.
    """

    filled = Signal(object)

    def __init__(self, context: Context, name: str, country: str = "") -> None:
        super().__init__()
        self._context = context
        self._country = country
        self.area = _Area(f"{name}.paste", _("Paste name, phone and address from the chat here"), lines=2)
        self.area.setAccessibleName(_("Pasted address"))
        self.area.pasted.connect(self._read)
        self._said = RoleLabel("", "muted", "small", wrap=True)
        self._said.setObjectName(f"{name}.paste.said")
        self._said.hide()
        self._waiting = QTimer(self, singleShot=True, interval=_WAIT)
        self._waiting.timeout.connect(self._read)
        self.area.changed.connect(self._waiting.start)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.area)
        layout.addWidget(self._said)
        self.setFocusProxy(self.area)

    def clear(self) -> None:
        """Empty again, for the next form."""
        self.area.set_value("")
        self._waiting.stop()
        self._say("", "muted")

    def _read(self) -> None:
        self._waiting.stop()
        text = self.area.value()
        if not text:
            self._say("", "muted")
            return
        self._context.tasks.latest(
            f"{self.area.objectName()}.read",
            lambda _interrupted: _parsed(text, self._country),
            receiver=self,
            done=self._fill,
        )

    def _fill(self, found: Pasted | UserError) -> None:
        if isinstance(found, UserError):
            self._say(sentence(found.code, found.where), "trouble")
            return
        told = [_(word) for field, word in _FILLED if getattr(found, field)]
        if not told:
            self._say(_("No name, phone or address found in it."), "waiting")
            return
        self.filled.emit(found)
        self._say(_("Filled in: {fields}").format(fields=list_of(told)), "ok")

    def _say(self, text: str, role: str) -> None:
        self._said.set_role(role)
        self._said.setText(text)
        self._said.setVisible(bool(text))


class _Area(TextArea):
    """Signals:
    pasted(): text came from the clipboard or was dropped.
    """

    pasted = Signal()

    def insertFromMimeData(self, source: QMimeData) -> None:
        super().insertFromMimeData(source)
        self.pasted.emit()


def _parsed(text: str, country: str) -> Pasted | UserError:
    try:
        return pasting.parse(text, country)
    except UserError as error:
        return error
