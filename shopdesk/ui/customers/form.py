"""A new customer, or one to edit."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from shopdesk.domain.customers import CustomerDraft
from shopdesk.domain.pasted import Pasted, address_of
from shopdesk.services import customers
from shopdesk.ui.context import Context
from shopdesk.ui.conversations.lookups import customer_words
from shopdesk.ui.conversations.panel_form import PanelForm
from shopdesk.ui.customers.identities_edit import IdentitiesEdit
from shopdesk.ui.customers.preferences_edit import PreferencesEdit
from shopdesk.ui.customers.wishes import as_lines, from_lines
from shopdesk.ui.drafts import Kept
from shopdesk.ui.records.editors import WholeEdit, offer
from shopdesk.ui.widgets.editors import ChoiceBox, TextArea, TextLine
from shopdesk.ui.widgets.labels import RoleLabel
from shopdesk.ui.widgets.moment_edit import MomentEdit
from shopdesk.ui.widgets.paste_box import PasteBox
from shopdesk.words import _

_LINES = ("name", "phone", "email", "level", "country", "region", "city", "district", "postcode")
_CONSENT = {"": None, "yes": True, "no": False}


class CustomerForm(PanelForm):
    """`number` None: a new one. `done(number)` is called when it is saved."""

    def __init__(self, context: Context, kept: Kept, number: str | None, done: Callable[[str], object]) -> None:
        title = _("Edit {number}").format(number=number) if number else _("New customer")
        super().__init__(context, "customers.form", title, kept, number or "customer.create")
        self._number = number
        self._done = done
        self._before = customers.draft_of(context.desk, number) if number else CustomerDraft(name="")
        self.lines = {key: TextLine(f"customers.form.{key}") for key in _LINES}
        self._add_fields()
        self._fill(self._before)

    def submit(self) -> None:
        draft = replace(
            self._before,
            **{key: line.value() for key, line in self.lines.items()},
            street=self.street.value(),
            notes=self.notes.value(),
            points=self.form.read("points") or 0,
            tags=tuple(one.strip() for one in re.split("[,，、;；]", self.tags.value()) if one.strip()),
            preferences=from_lines(self.wishes.value(), self._before.preferences),
            consent=_CONSENT[self.consent.value()],
            next_callback=self.form.read("next_callback"),
            identities=self.identities.value(),
        )
        if self._number is None:
            self.send(customers.create_customer, draft, undo=_("New customer"), done=self._done)
        else:
            self.send(customers.update_customer, self._number, draft, undo=_("Edit customer"), done=self._done)

    def _add_fields(self) -> None:
        name, desk = "customers.form", self.context.desk
        self.street = TextArea(f"{name}.street", lines=2)
        self.notes = TextArea(f"{name}.notes", _("What to know about this customer"), lines=3)
        self.points = WholeEdit(f"{name}.points")
        self.tags = TextLine(f"{name}.tags", _("Separated by commas"))
        self.wishes = PreferencesEdit(f"{name}.preferences")
        self.consent = ChoiceBox(f"{name}.consent", [("", _("Not asked")), ("yes", _("yes")), ("no", _("no"))])
        self.callback = MomentEdit(f"{name}.next_callback", _("Call back"), self.context.now, desk.zone)
        self.identities = IdentitiesEdit(f"{name}.identities")
        self.known = RoleLabel("", "waiting", "small", wrap=True)
        self.known.setObjectName(f"{name}.known")
        self.known.hide()
        offer(self.lines["level"], customers.levels(desk))
        self.paste = PasteBox(self.context, name)
        self.paste.filled.connect(self._take_pasted)
        self.form.add_widget(self.paste)
        self._line("name", _("Name"))
        self._pair(("phone", _("Phone")), ("email", _("E-mail")))
        self.form.add_widget(self.known)
        self.add("identities", _("Also known as"), self.identities)
        level = self._line("level", _("Level"))
        self.side_by_side(level, self.add("points", _("Points"), self.points))
        self.add("tags", _("Tags"), self.tags)
        self.add("notes", _("Notes"), self.notes)
        self._pair(("country", _("Country")), ("region", _("Province or state")))
        self._pair(("city", _("City")), ("district", _("District")))
        self.add("street", _("Street and number"), self.street)
        consent = self.add("consent", _("May receive offers"), self.consent)
        self.side_by_side(self._line("postcode", _("Postcode")), consent)
        self.add("preferences", _("Preferences"), self.wishes)
        self.add("next_callback", _("Call back"), self.callback)
        for key in ("phone", "email"):
            self.lines[key].editingFinished.connect(self._recognise)

    def _line(self, key: str, label: str) -> Any:
        return self.add(key, label, self.lines[key])

    def _pair(self, *fields: tuple[str, str]) -> None:
        self.side_by_side(*(self._line(*one) for one in fields))

    def _fill(self, draft: CustomerDraft) -> None:
        for key, line in self.lines.items():
            line.set_value(getattr(draft, key))
        self.street.set_value(draft.street)
        self.notes.set_value(draft.notes)
        self.points.set_value(draft.points or None)
        self.tags.set_value(", ".join(draft.tags))
        self.wishes.set_value(as_lines(draft.preferences))
        self.consent.set_value(next(code for code, meaning in _CONSENT.items() if meaning is draft.consent))
        self.callback.set_value(draft.next_callback)
        self.identities.set_value(draft.identities)

    def _take_pasted(self, found: Pasted) -> None:
        told = {"name": found.name, "phone": found.phone, "email": found.email}
        address = address_of(found)
        if any(address.values()):
            self.street.set_value(address.pop("street"))
            told |= address
        for key, text in told.items():
            if text or key in address:
                self.lines[key].set_value(text)
        self._recognise()

    def _recognise(self) -> None:
        """Whoever is entered a second time would have two stories."""
        phone, email = self.lines["phone"].value(), self.lines["email"].value()
        if phone or email:
            self.context.tasks.latest(
                "customers.form.known",
                lambda _interrupted: customers.find_customer(self.context.desk, phone=phone, email=email),
                receiver=self,
                done=self._show_known,
            )

    def _show_known(self, row: Any) -> None:
        another = row is not None and row.number != self._number
        self.known.setVisible(another)
        if another:
            who = " · ".join((row.number, customer_words(row)))
            self.known.setText(_("Already there: {who}").format(who=who))
