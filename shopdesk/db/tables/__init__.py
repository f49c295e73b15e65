"""The tables of a shop. Importing this package registers all of them on `metadata`."""

from shopdesk.db.tables.aftersales import (
    Case,
    CaseEvent,
    CaseLine,
    CaseOrder,
    DeadlinePolicy,
    ReturnRule,
)
from shopdesk.db.tables.attachments import Attachment
from shopdesk.db.tables.base import Base
from shopdesk.db.tables.customers import Customer, CustomerApart, CustomerIdentity
from shopdesk.db.tables.inquiries import Inquiry, InquiryProduct
from shopdesk.db.tables.journal import JournalChange, JournalEntry, JournalKept, JournalRange
from shopdesk.db.tables.messages import Message
from shopdesk.db.tables.offers import Offer
from shopdesk.db.tables.orders import Order, OrderImport, OrderLine, Refund
from shopdesk.db.tables.packing import Package, PackingLine, PackingList, PackingPrint
from shopdesk.db.tables.products import Product, StockMove
from shopdesk.db.tables.quotes import Quote, QuoteLine
from shopdesk.db.tables.replies import Reply, ReplyUse
from shopdesk.db.tables.reservations import Reservation
from shopdesk.db.tables.search import SearchText
from shopdesk.db.tables.shop import (
    Carrier,
    Counter,
    ImportBatch,
    ImportMapping,
    PlatformAccount,
    SavedFilter,
    Setting,
    Staff,
)
from shopdesk.db.tables.tasks import Task
from shopdesk.db.tables.wishes import Wish

metadata = Base.metadata

__all__ = [
    "Attachment",
    "Base",
    "Carrier",
    "Case",
    "CaseEvent",
    "CaseLine",
    "CaseOrder",
    "Counter",
    "Customer",
    "CustomerApart",
    "CustomerIdentity",
    "DeadlinePolicy",
    "ImportBatch",
    "ImportMapping",
    "Inquiry",
    "InquiryProduct",
    "JournalChange",
    "JournalEntry",
    "JournalKept",
    "JournalRange",
    "Message",
    "Offer",
    "Order",
    "OrderImport",
    "OrderLine",
    "Package",
    "PackingLine",
    "PackingList",
    "PackingPrint",
    "PlatformAccount",
    "Product",
    "Quote",
    "QuoteLine",
    "Refund",
    "Reply",
    "ReplyUse",
    "Reservation",
    "ReturnRule",
    "SavedFilter",
    "SearchText",
    "Setting",
    "Staff",
    "StockMove",
    "Task",
    "Wish",
    "metadata",
]
