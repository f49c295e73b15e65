"""The shop's accounts on platforms: an import takes zone and currency from them where a file has none."""

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from shopdesk import vocabulary
from shopdesk.services import accounts
from shopdesk.services.accounts import Account
from shopdesk.ui.settings import places
from shopdesk.ui.settings.entries import Entry, EntrySection
from shopdesk.ui.widgets.editors import ChoiceBox, TextLine
from shopdesk.ui.widgets.form import Form
from shopdesk.ui.widgets.typed_choice import TypedChoice
from shopdesk.words import _, mark, plural


class AccountsSection(EntrySection):
    """An account is made by its first import, or here beforehand."""

    key: ClassVar[str] = "accounts"
    title: ClassVar[str] = mark("Platform accounts")
    icon: ClassVar[str] = "link"
    told: ClassVar[str] = mark(
        "Where orders come from. A file that names no time zone or currency takes those of its account."
    )

    def entries(self) -> Sequence[Entry]:
        return [Entry(one.number, self._title(one), one) for one in accounts.accounts(self.context.desk)]

    def build_form(self, form: Form) -> None:
        platforms = [(code, vocabulary.word(vocabulary.PLATFORM, code, _)) for code in accounts.CHOICES]
        self.platform = ChoiceBox("settings.accounts.platform", platforms)
        self.account = TextLine("settings.accounts.account", _("the only one"))
        self.zone = TypedChoice("settings.accounts.zone", _("Time zone"), places.zone_options(), _("As the shop"))
        self.currency = TypedChoice(
            "settings.accounts.currency", _("Currency"), places.currency_options(), _("As the shop")
        )
        form.add("platform", _("Platform"), self.platform)
        form.add("account", _("Account name"), self.account)
        form.add("zone", _("Time zone"), self.zone)
        form.add("currency", _("Currency"), self.currency)

    def fields(self) -> dict[str, QWidget]:
        return {"platform": self.platform, "account": self.account, "zone": self.zone, "currency": self.currency}

    def show_record(self, record: Account | None) -> None:
        shown = record or Account("taobao", "")
        self.platform.set_value(shown.platform)
        self.account.set_value(shown.account)
        self.zone.set_value(shown.zone)
        self.currency.set_value(shown.currency)
        used = shown.orders > 0
        for field in (self.platform, self.account):
            field.setEnabled(not used)
        self.delete_button.setEnabled(not used)
        if used:
            self.more.setText(
                plural("{count} order came from it, so it stays and keeps its name.",
                       "{count} orders came from it, so it stays and keeps its name.", shown.orders)
            )  # fmt: skip
            self.more.show()

    def save(self) -> None:
        if self.form.isHidden():
            return
        self.form.clear_errors()
        self.notice.hide()
        wanted = Account(self.platform.value(), self.account.value(), self.zone.value(), self.currency.value())
        old = self.chosen()
        action = _("Add account") if old is None else _("Edit account")
        arguments: tuple[Any, ...] = (wanted,) if old is None else (old, wanted)
        self.context.save(
            accounts.add_account if old is None else accounts.update_account, *arguments, receiver=self,
            said=_("Account saved"), undo=action, done=lambda saved: self.go_to(saved.number), failed=self.refuse,
        )  # fmt: skip

    def delete(self) -> None:
        record = self.chosen()
        if record is not None:
            self.context.save(
                accounts.delete_account, record, receiver=self, said=_("Account deleted"), undo=_("Delete account"),
                failed=self.refuse,
            )  # fmt: skip

    def words_of_nothing(self) -> str:
        return _("No account yet. The first import of a platform’s file makes one by itself.")

    def words_of_add(self) -> str:
        return _("Add account")

    @staticmethod
    def _title(one: Account) -> str:
        platform = vocabulary.word(vocabulary.PLATFORM, one.platform, _)
        return f"{platform} · {one.account}" if one.account else platform
