"""Products: what the shop sells, how much of it is left, where it lies."""

from collections.abc import Sequence
from typing import Any, ClassVar

from shopdesk.domain.listing import Sums
from shopdesk.domain.reservations import ReservationDraft
from shopdesk.services import bulk_editing, products
from shopdesk.services.orders import Bulk
from shopdesk.ui import display
from shopdesk.ui.actions import UiAction
from shopdesk.ui.context import Context
from shopdesk.ui.drafts import Kept
from shopdesk.ui.edit_many import EditField, EditMany
from shopdesk.ui.list_page import Nothing
from shopdesk.ui.products.columns import columns, filters
from shopdesk.ui.products.form import ProductForm
from shopdesk.ui.products.panel import ProductPanel
from shopdesk.ui.records.page import RecordPage
from shopdesk.ui.widgets.filter_bar import FilterChoice
from shopdesk.words import _, mark, plural

_EDIT_FIELDS = (
    EditField("category", mark("Category")),
    EditField("supplier", mark("Supplier")),
    EditField("shelf", mark("Shelf")),
    EditField("price", mark("Price")),
    EditField("cost", mark("Cost")),
    EditField("weight_g", mark("Weight (g)")),
    EditField("price_percent", mark("Change prices by %"), hint=mark("10 raises, -5 lowers")),
)


class ProductsPage(RecordPage):
    """The products, their story on the right."""

    key = "products"
    kinds = frozenset(
        {"products", "orders", "lines", "packing_lists", "packing_lines", "inquiries", "inquiry_products", "cases",
         "case_lines", "attachments", "wishes", "reservations"}
    )  # fmt: skip
    search_hint = mark("Title, SKU, barcode, supplier…")
    invitation = mark("Select a product to see its story.")
    listing: ClassVar[Any] = products
    known_by = "sku"
    summed = "products"

    def __init__(self, context: Context) -> None:
        self.columns = columns()  # type: ignore[misc]
        self.edit_many = EditMany(
            self, _EDIT_FIELDS, bulk_editing.edit_products, lambda _desk, ids: self.numbers_of(ids), _("Edit products")
        )
        super().__init__(context)
        self.story.set_actions([context.actions.action("product.update")])

    def make_story(self, kept: Kept) -> ProductPanel:
        return ProductPanel(self.context, self.key)

    def numbers_of(self, ids: Sequence[int]) -> list[str]:
        """A product without SKU goes by the key that its platform's files know it by."""
        desk = self.context.desk
        rows = products.rows(desk, ids)
        return [row.sku or str(products.story(desk, row.id).values["key"]) for row in rows]

    def declare_filters(self) -> Sequence[FilterChoice]:
        return filters(lambda field: products.values_in_use(self.context.desk, field))

    def declare_actions(self) -> Sequence[UiAction]:
        page = self.key
        return (
            UiAction("product.create", mark("New product"), self.new, "plus", ("Ctrl+N",), page, primary=True),
            UiAction(
                "product.update", mark("Edit"), self.edit, "edit", ("E",), page, self.has_one,
                hint=mark("Edit this product"), toolbar=False,
            ),
            UiAction(
                "product.edit_many", mark("Edit selected…"), self.edit_many.ask, "edit", (), page, self.has_selection,
                hint=mark("Set one field of all selected products"), toolbar=False,
            ),
            UiAction(
                "product.reserve", mark("Reserve…"), self.reserve, "bookmark", ("Ctrl+Shift+E",), page, self.has_one,
                hint=mark("Keep this product for a customer until a day"),
            ),
            UiAction(
                "product.export", mark("Price list…"), self.ask_price_list, "sheet", (), page,
                hint=mark("Prices and stock as an Excel file: edit it there and drop it back on this window"),
            ),
            UiAction(
                "product.hide", mark("Hide"), self.hide_selected, "minus", (), page,
                self.some(lambda row: row.status != "hidden"), hint=mark("Take the selected products off the lists"),
            ),
            UiAction(
                "product.show", mark("Show"), self.show_selected, "return", (), page,
                self.some(lambda row: row.status == "hidden"), hint=mark("Put them back on the lists"),
            ),
        )  # fmt: skip

    def sum_words(self, sums: Sums) -> Sequence[str]:
        if not sums.units:
            return ()
        stock = _("{count} in stock").format(count=display.count(sums.units))
        worth = display.sums(list(sums.amounts))
        return (stock, _("worth {amount}").format(amount=worth) if worth else "")

    def nothing_yet(self) -> Nothing:
        return Nothing(
            mark("No products yet. Drop a product file of your platform here, or enter the first one."),
            mark("New product"),
            self.new,
        )

    def new(self) -> None:
        """A form for a new product."""
        self.open_form(ProductForm(self.context, self.kept, None, self.show_record))

    def edit(self) -> None:
        """A form for the selected product."""
        row = self.one_row()
        if row is not None:
            self.open_form(ProductForm(self.context, self.kept, self.numbers_of([row.id])[0], self.show_record))

    def reserve(self) -> None:
        """A form that keeps the selected product for somebody."""
        from shopdesk.ui.reserving.form import ReserveForm

        row = self.one_row()
        if row is not None:
            draft = ReservationDraft(product=self.numbers_of([row.id])[0], until=None, currency=row.currency)
            self.open_form(ReserveForm(self.context, self.kept, draft))

    def resume_on(self, kind: str, number: str) -> None:
        if kind == "reservation.create":
            self.when_selected(number, self.reserve)
        else:
            super().resume_on(kind, number)

    def ask_price_list(self) -> None:
        """The price and stock list of what is shown, or of the selected products."""
        from shopdesk.ui.products.price_list import choose_file

        choose_file(self)

    def hide_selected(self) -> None:
        """The selected products are not offered any longer."""
        self.save_selected(products.hide_products, undo=_("Hide product"), said=_hidden)

    def show_selected(self) -> None:
        """They are offered again."""
        self.save_selected(products.hide_products, False, undo=_("Show product"), said=_shown)


def _hidden(bulk: Bulk) -> str:
    return plural("{count} product hidden", "{count} products hidden", len(bulk.numbers))


def _shown(bulk: Bulk) -> str:
    return plural("{count} product shown again", "{count} products shown again", len(bulk.numbers))
