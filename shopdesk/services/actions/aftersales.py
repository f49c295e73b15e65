"""Actions of the aftersales desk."""

from shopdesk.services.actions.action import Action

ACTIONS: tuple[Action, ...] = ()
