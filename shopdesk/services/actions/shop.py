"""Actions on the shop itself: its settings and who works here. Only the owner does these."""

from shopdesk.services import settings, staff, views
from shopdesk.services.actions import values as read
from shopdesk.services.actions.action import Action, Field

ACTIONS: tuple[Action, ...] = (
    Action(
        "settings.update",
        tuple(Field(key, "list" if key == "backup_places" else "text") for key in settings.KEYS),
        (),
        lambda desk, values: settings.set_settings(desk, values),
    ),
    Action(
        "view.save",
        (
            Field("page", "choice", required=True, choices=views.PAGES),
            Field("name", required=True),
            Field("state", "object", required=True),
        ),
        ("promotion", "inquiries", "orders", "packing", "aftersales"),
        lambda desk, values: views.save_view(
            desk,
            read.text(values, "page", required=True),
            read.text(values, "name", required=True),
            read.group(values, "state"),
        ),
    ),
    Action(
        "view.forget",
        (Field("page", "choice", required=True, choices=views.PAGES), Field("name", required=True)),
        ("promotion", "inquiries", "orders", "packing", "aftersales"),
        lambda desk, values: views.forget_view(
            desk, read.text(values, "page", required=True), read.text(values, "name", required=True)
        ),
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
