"""Notes what a customer wishes: one key from wherever it is heard, three fields, Ctrl+Enter."""

from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from shopdesk.domain.errors import UserError
from shopdesk.domain.wishes import WishDraft
from shopdesk.services import wishes
from shopdesk.ui import vocabulary
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.lookups import find_products, options
from shopdesk.ui.measure import characters, unit
from shopdesk.ui.settings.section import key_inside
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.editors import ChoiceBox, TextArea
from shopdesk.ui.widgets.form import Form
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.lookup_edit import LookupEdit
from shopdesk.ui.widgets.notice import Notice
from shopdesk.words import _

_KINDS: Final = {
    "inquiries": "inquiry", "orders": "order", "aftersales": "case", "customers": "customer", "products": "product",
}  # fmt: skip
Subject = tuple[str, str] | None


def subject_of(page: Any) -> Subject:
    """The record in front on a page, as (inquiry, order, case, customer or product; its number)."""
    kind = _KINDS.get(page.key)
    rows = page.selected_rows() if kind is not None and page.table.selected_count() == 1 else []
    number = str(getattr(rows[0], "number", "") or getattr(rows[0], "sku", "")) if rows else ""
    return (kind, number) if kind is not None and number else None


def selected_text(page: QWidget) -> str:
    """What is marked on a page: words of a message, or of what is being written."""
    labels = (one.selectedText() for one in page.findChildren(QLabel) if one.hasSelectedText())
    fields = (one.textCursor().selectedText() for one in page.findChildren(QPlainTextEdit))
    marked = next((text for text in (*labels, *fields) if text.strip()), "")
    return marked.replace("\u2029", "\n").strip()  # Qt's own end of a paragraph


class WishDialog(QDialog):
    """`subject`: the record that it is told in, which says who wishes and perhaps about which product."""

    def __init__(self, context: Context, subject: Subject, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._subject = subject
        self.setObjectName("wish")
        self.setWindowTitle(_("Note a wish"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.theme = ChoiceBox("wish.theme", options(vocabulary.WISH_THEME))
        self.product = LookupEdit(
            "wish.product", _("SKU or title"), lambda words: find_products(context.desk, words), context.tasks
        )
        self.text = TextArea("wish.text", _("What they would like to have, in their words"), lines=4)
        self.notice = Notice("wish.notice")
        self.form = Form("wish.form")
        self._build()
        self.theme.set_value(context.preferences.text("wish/theme", "new_product"))
        self.text.set_value(text)
        if subject is not None:
            self._prefill(*subject)
        key_inside(self, "Ctrl+Return", self.save)
        key_inside(self, "Ctrl+Enter", self.save)
        (self.theme if text else self.text).setFocus()

    def save(self) -> None:
        """Note it; what is wrong stands beside its field."""
        self.form.clear_errors()
        self.notice.hide()
        about: dict[str, Any] = dict([self._subject]) if self._subject is not None else {}
        draft = WishDraft(**{**about, "theme": self.theme.value(), "text": self.text.value(),
                             "product": self.product.value()})  # fmt: skip
        self._context.save(
            wishes.log_wish, draft, said=_("Wish noted"), undo=_("Note a wish"), receiver=self, done=self._saved,
            failed=self._refuse,
        )  # fmt: skip

    # Inside

    def _build(self) -> None:
        space = unit(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * space, 3 * space, 3 * space, 2 * space)
        layout.setSpacing(round(1.5 * space))
        layout.addWidget(RoleLabel(_("What do they wish?"), size="title"))
        if self._subject is not None:
            told = RoleLabel(_("Told in {number}").format(number=self._subject[1]), "muted", wrap=True)
            told.setObjectName("wish.subject")
            layout.addWidget(told)
        layout.addWidget(self.notice)
        self.form.add("theme", _("Topic"), self.theme)
        self.form.add("product", _("Product"), self.product)
        self.form.add("text", _("Wish"), self.text)
        layout.addWidget(self.form)
        row = QHBoxLayout()
        row.setSpacing(space)
        row.addWidget(button(_("Save"), "wish.save", self.save, icon_name="check", primary=True))
        row.addWidget(button(_("Cancel"), "wish.cancel", self.reject, quiet=True))
        row.addStretch(1)
        row.addWidget(RoleLabel(_("Ctrl+Enter saves"), "muted", "small"))
        layout.addLayout(row)
        self.setMinimumWidth(characters(self, 60))

    def _prefill(self, kind: str, number: str) -> None:
        if kind == "product":
            self.product.set_value(number)
            return

        def take(sku: str) -> None:
            if sku and not self.product.value():
                self.product.set_value(sku)

        self._context.tasks.latest(
            "wish.product", lambda _interrupted: wishes.product_about(self._context.desk, kind, number),
            receiver=self, done=take,
        )  # fmt: skip

    def _saved(self, _value: object) -> None:
        self._context.preferences.set("wish/theme", self.theme.value())
        self.accept()

    def _refuse(self, error: UserError) -> None:
        if not self.form.show_error(error):
            self.notice.show_error(error)
