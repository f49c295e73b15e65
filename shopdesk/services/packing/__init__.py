"""The packing desk: make lists from orders, pick, scan, pack, ship, deliver, cancel."""

from shopdesk.services.packing.making import make_lists, update_quantities
from shopdesk.services.packing.moving import (
    cancel_lists,
    mark_packed,
    record_print,
    set_tracking,
    start_picking,
)
from shopdesk.services.packing.problems import Problem, see_lists, see_problems, take_over
from shopdesk.services.packing.reading import (
    PackingStory,
    StoryLine,
    StoryOrder,
    carriers,
    counts,
    ids,
    only_order,
    rows,
    story,
)
from shopdesk.services.packing.scanning import scan
from shopdesk.services.packing.shipping import deliver_lists, ship_lists, ship_orders

__all__ = [
    "PackingStory",
    "Problem",
    "StoryLine",
    "StoryOrder",
    "cancel_lists",
    "carriers",
    "counts",
    "deliver_lists",
    "ids",
    "make_lists",
    "mark_packed",
    "only_order",
    "record_print",
    "rows",
    "scan",
    "see_lists",
    "see_problems",
    "set_tracking",
    "ship_lists",
    "ship_orders",
    "start_picking",
    "story",
    "take_over",
    "update_quantities",
]
