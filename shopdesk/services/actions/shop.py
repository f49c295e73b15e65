"""Actions on the shop itself: its settings and who works here. Only the owner does these."""

from shopdesk.services import settings, staff
from shopdesk.services.actions import values as read
from shopdesk.services.actions.action import Action, Field

ACTIONS: tuple[Action, ...] = (
    Action(
        "settings.update",
        tuple(Field(key) for key in settings.KEYS),
        (),
        lambda desk, values: settings.set_settings(desk, values),
    ),
    Action(
        "staff.add",
        (Field("name", required=True), Field("roles", "list")),
        (),
        lambda desk, values: staff.add_staff(
            desk, read.text(values, "name", required=True), read.texts(values, "roles")
        ),
    ),
)
