"""Actions of the packing desk."""

from shopdesk.services.actions.action import Action

ACTIONS: tuple[Action, ...] = ()
