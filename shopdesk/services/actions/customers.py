"""Actions of the customers desk."""

from shopdesk.services.actions.action import Action

ACTIONS: tuple[Action, ...] = ()
