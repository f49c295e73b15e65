"""Where a parcel is: the carrier's page, opened in the browser when somebody presses the button, never by itself."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from shopdesk.domain import carriers as rules
from shopdesk.services.carriers import carriers
from shopdesk.ui import display
from shopdesk.ui.context import Context
from shopdesk.ui.widgets.buttons import button
from shopdesk.ui.widgets.key_values import Fact
from shopdesk.words import _


def open_page(url: str) -> bool:
    """Open a page in the browser; only what begins with http or https."""
    return url.startswith(("http://", "https://")) and QDesktopServices.openUrl(QUrl(url))


def track_button(context: Context, name: str, carrier: str, tracking: str) -> QWidget | None:
    """A button for the parcel's page, None when nobody knows one."""
    url = rules.link(carriers(context.desk), carrier, tracking)
    if not url:
        return None

    def go() -> None:
        if not open_page(url):
            context.bus.message.emit(_("No browser opened. The page is {url}").format(url=url), None)

    made = button(_("Track parcel"), name, go, icon_name="truck", quiet=True)
    made.setToolTip(url)
    return made


def facts(context: Context, carrier: str) -> list[Fact]:
    """What the shop's settings say of a carrier: its phone, and until when it takes parcels."""
    found = next((one for one in carriers(context.desk) if carrier and one.is_called(carrier)), None)
    if found is None:
        return []
    return [(_("Carrier’s phone"), display.phone(found.phone)), (_("Collects until"), found.cut_off)]
