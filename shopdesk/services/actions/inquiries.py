"""Actions of the inquiries desk."""

from shopdesk.services.actions.action import Action

ACTIONS: tuple[Action, ...] = ()
