"""The small window beside the chat: what they wrote, who it is, the answer, one key to copy it and one to file it."""

import copy
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.domain.pasted_chats import LONGEST, without_names
from shopdesk.services import capture
from shopdesk.services.capture import CaptureDraft, Seen
from shopdesk.services.replies.sending import Whom
from shopdesk.ui import display
from shopdesk.ui.assistant.view import AssistantView
from shopdesk.ui.bus import Changes, concerns
from shopdesk.ui.capture.filing import FilingBar
from shopdesk.ui.capture.person import PersonView
from shopdesk.ui.capture.pictures import Pictures
from shopdesk.ui.capture.taking import ChatArea, Taken, taken
from shopdesk.ui.context import Context
from shopdesk.ui.links import open_form
from shopdesk.ui.measure import unit
from shopdesk.ui.replying.copier import ReplyCopier, Sending
from shopdesk.ui.single_instance import bring_to_front
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.notice import Notice
from shopdesk.words import _

_AFTER = 300  # ms after the last key
_WIDTH, _HEIGHT = 54, 82  # in steps of the rhythm: about 380 × 580
_KINDS = frozenset({"customers", "identities", "orders", "inquiries", "messages", "cases"})
_GEOMETRY = "capture/geometry"


class CaptureWindow(QWidget):
    """Stays above all windows, also while the main one is minimised; hidden by Esc with all that stands in it.

    The clipboard is read when a person pastes or presses the button, and while they have it followed; never else.
    """

    def __init__(self, context: Context, main: QWidget) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint)
        self.setObjectName("capture")
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self.setAutoFillBackground(True)
        self.setWindowTitle(_("Beside the chat — {shop}").format(shop=context.desk.shop_name))
        self._main = main
        self._context = self._own(context)
        self._customer: str | None = None  # as a person chose
        self._seen: Seen | None = None
        self._answered = ""  # for what text the reply was copied
        self._reply = ""
        self._waiting = QTimer(self, singleShot=True, interval=_AFTER)
        self._waiting.timeout.connect(self._look)
        self._build()
        self._add_keys()
        self._show_seen(None)
        context.bus.changed.connect(self._on_changed)
        QGuiApplication.clipboard().dataChanged.connect(self._on_copied)
        if not self.restoreGeometry(context.preferences.blob(_GEOMETRY)):
            self.resize(_WIDTH * unit(self), _HEIGHT * unit(self))

    # For the main window and tests

    def come(self) -> None:
        """In sight and ready for pasting."""
        bring_to_front(self)
        self.text.setFocus()

    def take_clipboard(self) -> None:
        """Take what was copied last: the person asked for it."""
        found = taken(QGuiApplication.clipboard().mimeData())
        if found:
            self._put(found)
        else:
            self.notice.say(_("There is no text and no picture on the clipboard."))

    def copy_best(self) -> None:
        """The best reply onto the clipboard."""
        if self.copier.isVisible():
            self.copier.submit()
        else:
            self.answer.choose(0)

    def file(self) -> None:
        """Keep what stands here, with the reply that was copied for it."""
        draft = CaptureDraft(
            text=self.text.value(), reply=self._reply, inquiry=self.bar.inquiry, channel=self.bar.channel.value(),
            contact=self.bar.contact.value(), customer=self._number(), products=self._products(),
            photos=self.pictures.files,
        )  # fmt: skip
        self.file_button.setEnabled(False)
        self._context.save(
            capture.file, draft, said=lambda filed: _("Filed as {number}").format(number=filed.number),
            undo=_("File from the chat"), receiver=self, done=self._filed, failed=self._refuse,
        )  # fmt: skip

    # Building

    def _own(self, context: Context) -> Context:
        """The same parts, but what is opened from here brings the main window up first."""
        own = copy.copy(context)

        def to_record(kind: str, number: str) -> None:
            bring_to_front(self._main)
            context.open_record(kind, number)

        def to_form(kind: str, draft: object) -> None:
            bring_to_front(self._main)
            context.open_form(kind, draft)

        own.open_record, own.open_form = to_record, to_form
        return own

    def _build(self) -> None:
        space = unit(self)
        self.text = ChatArea("capture.text", _("Paste what the customer wrote"), lines=3)
        self.text.setAccessibleName(_("What the customer wrote"))
        self.text.given.connect(self._on_given)
        self.text.changed.connect(self._on_text)
        self.take_button = button(_("Take the clipboard"), "capture.take", self.take_clipboard, icon_name="import")
        self.follow = QCheckBox(_("Follow it"))
        self.follow.setObjectName("capture.follow")
        self.follow.setAccessibleName(_("Follow the clipboard"))
        self.follow.setToolTip(_("Show each text that is copied, until this is switched off or the window is closed"))
        top = QHBoxLayout()
        top.addWidget(self.take_button)
        top.addWidget(self.follow)
        top.addStretch(1)
        self.notice = Notice("capture.notice")
        self.pictures = Pictures(self._context, "capture.pictures")
        self.pictures.refused.connect(self.notice.show_error)
        self.person = PersonView(self._context, "capture.person")
        self.person.chosen.connect(self._choose)
        self.answer = AssistantView(self._context, "capture.answer", keys_in=self)
        self.answer.reply_chosen.connect(self._copy)
        self.answer.copy_wanted.connect(self._copy)
        self.answer.form_wanted.connect(lambda form: open_form(self._context, form))
        self.copier = ReplyCopier("capture.copier", self._context, self.text.setFocus)
        self.copier.copied.connect(self._on_reply)
        self.bar = FilingBar(self._context.preferences, "capture.filing")
        self.bar.changed.connect(self._look)
        self.said = RoleLabel("", "ok", "small", wrap=True)
        self.said.setObjectName("capture.said")
        copying = button(_("Copy reply"), "capture.copy", self.copy_best, icon_name="copy")
        self.file_button = button(_("File"), "capture.file", self.file, icon_name="inbox", primary=True)
        for made, keys in ((self.take_button, "Ctrl+Shift+V"), (copying, "Ctrl+Return"), (self.file_button, "Ctrl+S")):
            made.setToolTip(f"{made.text()}  ({_keys(keys)})")
        self.copy_button = copying
        foot = QHBoxLayout()
        foot.addWidget(copying, 1)
        foot.addWidget(self.file_button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space, space, space, space)
        layout.setSpacing(space)
        layout.addLayout(top)
        layout.addWidget(self.text)
        layout.addWidget(self.notice)
        layout.addWidget(self.pictures)
        layout.addWidget(self._scrolled(), 1)
        layout.addWidget(self.copier)
        layout.addWidget(self.said)
        layout.addWidget(self.bar)
        layout.addLayout(foot)

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, unit(self) // 2, 0)
        column.setSpacing(2 * unit(self))
        column.addWidget(self.person)
        column.addWidget(self.answer)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("capture.scroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        return scroll

    def _add_keys(self) -> None:
        for keys, act in (
            ("Ctrl+Shift+V", self.take_clipboard), ("Ctrl+Return", self.copy_best), ("Ctrl+Enter", self.copy_best),
            ("Ctrl+S", self.file), ("Esc", self._leave),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    # The clipboard

    def _on_copied(self) -> None:
        """Something was copied somewhere. Our own windows' copies are no customer's words."""
        if not self.follow.isChecked() or not self.isVisible() or self._is_ours():
            return
        found = taken(QGuiApplication.clipboard().mimeData())
        if found and found.text != self.text.value():
            self._put(found)

    @staticmethod
    def _is_ours() -> bool:
        return QGuiApplication.clipboard().ownsClipboard()

    def _put(self, found: Taken) -> None:
        if found.text:
            self._begin_again()
            self.text.replace(found.text)
        self._on_given(found)

    def _on_given(self, found: Taken) -> None:
        self.notice.hide()
        if found.cut:
            many = display.count(LONGEST)
            self.notice.say(
                _("Only the first {count} characters were taken: the rest is too long for a message.").format(
                    count=many
                )
            )
        if found.pictures:
            self.pictures.add(found.pictures)
        self._look()

    # Who it is, and the answer

    def _on_text(self) -> None:
        if self.text.value() != self._answered:
            self._reply = ""
        self._tell_reply()
        self._waiting.start()

    def _look(self) -> None:
        self._waiting.stop()
        text = self.text.value()
        known = (self._customer, self.bar.own_contact, self.bar.channel.value())
        if not text and not known[0] and not known[1]:
            self._context.tasks.latest("capture.look", lambda _interrupted: None, receiver=self, done=self._show_seen)
            return
        self._context.tasks.latest(
            "capture.look", lambda _interrupted: capture.look(self._context.desk, text, *known), receiver=self,
            done=self._show_seen, failed=self._refuse,
        )  # fmt: skip

    def _show_seen(self, seen: Seen | None) -> None:
        self._seen = seen
        self.person.show_seen(seen)
        self.bar.offer(seen.contact if seen else "", seen.inquiries if seen else ())
        if self.text.value():
            whom = Whom(customer=self._number(), inquiry=self.bar.inquiry, contact=self.bar.contact.value())
            self.answer.ask(without_names(self.text.value()), whom)
        else:
            self.answer.clear()

    def _choose(self, number: str | None) -> None:
        self._customer = number
        self._look()

    def _number(self) -> str | None:
        return self._seen.person.row.number if self._seen is not None and self._seen.person is not None else None

    def _products(self) -> tuple[str, ...]:
        told = self.answer.told
        if told is None:
            return ()
        return tuple(dict.fromkeys(one.record for one in told.answer.found if one.kind == "product" and one.record))

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and self._seen is not None and concerns(changes, _KINDS):
            self._look()

    # The reply, filing

    def _copy(self, suggestion: Any) -> None:
        self.copier.copy(self.answer.sending(suggestion), failed=self._refuse)

    def _on_reply(self, _sent: Sending, text: str) -> None:
        self._answered, self._reply = self.text.value(), text
        self._tell_reply()

    def _tell_reply(self) -> None:
        words = _("Reply copied: paste it into the chat. It will be filed, too.") if self._reply else ""
        if not words and not self.text.value():
            words = _("{take}: take the clipboard · {copy}: copy the best reply · {file}: file").format(
                take=_keys("Ctrl+Shift+V"), copy=_keys("Ctrl+Return"), file=_keys("Ctrl+S")
            )
        self.said.set_role("ok" if self._reply else "muted")
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _filed(self, filed: Any) -> None:
        self.bar.remember()
        self.file_button.setEnabled(True)
        self._begin_again()
        self.text.replace("")
        self._look()
        number = filed.number
        self.notice.say(
            _("Filed as {number}").format(number=number), "ok", _("Show it"),
            lambda: self._context.open_record("inquiries", number),
        )  # fmt: skip
        self.text.setFocus()

    def _refuse(self, error: UserError) -> None:
        self.file_button.setEnabled(True)
        self.notice.show_error(error)

    def _begin_again(self) -> None:
        self._customer, self._reply, self._answered = None, "", ""
        self.person.lookup.set_value(None)
        self.pictures.clear()
        self.copier.leave()
        self.bar.begin_again()
        self._tell_reply()

    # Going away

    def _leave(self) -> None:
        if self.copier.isVisible():
            self.copier.leave()
        else:
            self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        self.follow.setChecked(False)
        self._context.preferences.set(_GEOMETRY, self.saveGeometry())
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._context.preferences.set(_GEOMETRY, self.saveGeometry())
        super().closeEvent(event)


def _keys(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
