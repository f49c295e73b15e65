"""One sentence for every stable code, in English; the catalogues translate it. Placeholders in braces.

A leaf: edges (`ui`, `cli`, `documents`, `exchange`) look a code up here and hand it to `words`.
The user guide lists every code; a test compares.
"""

from collections.abc import Mapping
from typing import Any

from shopdesk import vocabulary
from shopdesk.words import _, mark

SENTENCES: dict[str, str] = {
    "file.missing": mark("There is no file “{path}”. Check the name and try again."),
    "file.empty": mark("“{path}” is empty. Export it again from the platform."),
    "file.header_only": mark("“{path}” has column names but no rows. Choose a longer period when you export."),
    "file.unknown": mark(
        "“{path}” is not a table that ShopDesk knows. Export orders as CSV or Excel, or give a mapping."
    ),
    "file.encrypted": mark("“{path}” is protected by a password. Save it without one and try again."),
    "file.damaged": mark("“{path}” is damaged and cannot be read. Download or export it again."),
    "file.too_large": mark("“{path}” would unpack to more than ShopDesk reads ({limit}). Export a shorter period."),
    "file.unreadable": mark("“{path}” cannot be opened. Close it in other programs, or check that you may read it."),
    "file.bad_characters": mark(
        "Some characters of “{path}” are damaged and show as �. Export it again if names suffer."
    ),
    "file.unclosed_quote": mark("“{path}” has a quotation mark that is never closed; rows after it may be swallowed."),
    "file.cut_off": mark(
        "Row {row}: the file ends in the middle of it, so its order stays out. Download or export the file again."
    ),
    "order.totals_differ": mark(
        "Row {row}: the rows of the order tell different totals ({found}). Export the file again, or correct it."
    ),
    "platform.unknown": mark("ShopDesk knows no platform “{platform}”. Choose one of: {known}."),
    "zone.unknown": mark("There is no time zone “{zone}”. Write it like Asia/Shanghai or +08:00."),
    "currency.unknown": mark("“{found}” is no currency. Write its three-letter code, such as CNY or USD."),
    "currency.sign": mark(
        "Row {row}, column “{column}”: “{found}” cannot be {expected}. Say which currency the file is in."
    ),
    "zone.in_cell": mark("Row {row}, column “{column}”: there is no time zone “{found}”."),
    "map.missing": mark("A table of no known platform needs a mapping that says which column is which."),
    "map.invalid": mark("The mapping is wrong at “{found}”. Expected: {expected}."),
    "map.no_header": mark(
        "“{path}” does not say which files it is for. Choose a mapping that ShopDesk saved, or give it with --map."
    ),
    "mapping.name_taken": mark("Another kind of file is called “{found}” already. Choose a different name."),
    "map.column_missing": mark("“{path}” has no column “{column}”, which the mapping names."),
    "cell.too_long": mark("Row {row}, column “{column}”: the text is longer than 32,000 characters and was cut there."),
    "status.unknown": mark("Row {row}: the status “{found}” is not known; the other cells decided."),
    "date.unreadable": mark("Row {row}, column “{column}”: “{found}” is no date. Write it like {expected}."),
    "date.out_of_range": mark("Row {row}, column “{column}”: the date “{found}” is not between 1990 and 2100."),
    "date.order_guessed": mark(
        "Column “{column}”: “{found}” was read as month/day. Give date_order if the day comes first."
    ),
    "decimal.guessed": mark(
        "Column “{column}”: “{found}” can be read in two ways. Say with decimal which sign parts the cents."
    ),
    "money.unreadable": mark("Row {row}, column “{column}”: “{found}” is no amount. Write it like {expected}."),
    "money.negative": mark("Row {row}, column “{column}”: the amount “{found}” may not be negative."),
    "number.unreadable": mark("Row {row}, column “{column}”: “{found}” is no whole number."),
    "line.quantity": mark("Row {row}, column “{column}”: the quantity “{found}” must be a whole number above zero."),
    "id.destroyed": mark(
        "Row {row}: a spreadsheet destroyed the order number “{found}”. Export again and import that file unopened."
    ),
    "id.counts_rows": mark(
        "The order numbers in “{path}” only count its rows, so it cannot be matched with other files and is kept apart."
    ),
    "order.two_totals": mark("Row {row}: one order has several totals ({found}). Leave one and import it again."),
    "row.left_out": mark("Rows that are no orders were left out, such as totals and captions: {found}."),
    "cell.destroyed": mark(
        "Phones or tracking numbers that a spreadsheet destroyed (such as {expected}) were left empty: {found}. "
        "Export again and import that file unopened."
    ),
    "postcode.zeros_lost": mark(
        "Postcodes too short for their country: {found}, the first one in row {row} ({expected}). A spreadsheet took "
        "their leading zeros; export again and import that file unopened."
    ),
    "postcode.zeros_restored": mark(
        "Postcodes that got their leading zeros back, as their state proves them: {found} ({expected})."
    ),
    "date.out_of_step": mark(
        "Row {row}: {found} does not fit the orders numbered next to it ({expected}). A spreadsheet may be to blame."
    ),
    "date.misread": mark(
        "Row {row}: {found} does not fit the orders numbered next to it, {expected} does: a spreadsheet mixed up day, "
        "month and year. Export again, or correct the date."
    ),
    "order.duplicate": mark(
        "Row {row}: order {found} stands twice in this file. Keep one of them and import it again."
    ),
    "order.two_currencies": mark("Row {row}: one order has two currencies ({found}). Split it into two orders."),
    "order.number_missing": mark("Row {row} has no order number."),
    "order.head_missing": mark(
        "Row {row}: order {found} begins in the middle; its first row is missing from the file."
    ),
    "order.total_mismatch": mark("Row {row}: the parts of the order make {expected}, its total says {found}."),
    "shop.open": mark("The shop “{path}” is open in another window or program. Close it there and try again."),
    "backup.missing": mark("There is no file “{path}”. Choose a backup."),
    "backup.foreign": mark("“{path}” is not a backup of a ShopDesk shop."),
    "backup.newer": mark("“{path}” was made by a newer ShopDesk. Update this one to restore it."),
    "backup.damaged": mark("The backup “{path}” is damaged. Choose an older one."),
    "backup.failed": mark("The copy “{path}” was not whole ({why}) and was thrown away. Check the data of the shop."),
    "backup.unwritable": mark("No backup could be written to “{path}”. Check that the folder is there and yours."),
    "backup.disk_full": mark("The disk with “{path}” is full. No backup was made; free some space and try again."),
    "archive.foreign": mark("“{path}” is not an archive of a ShopDesk shop."),
    "archive.damaged": mark("The archive “{path}” is damaged or cut off. Copy it again from the other computer."),
    "archive.encrypted": mark("“{path}” is protected by a password. Make the archive again in ShopDesk."),
    "archive.unsafe": mark("“{path}” holds what no archive of ShopDesk holds, so nothing of it was unpacked."),
    "archive.newer": mark("“{path}” was made by a newer ShopDesk. Update this one to open it."),
    "archive.exists": mark("“{path}” is there already. Choose another name."),
    "archive.unwritable": mark("“{path}” cannot be written. Check that the folder is there and yours."),
    "archive.disk_full": mark("There is not enough room on the disk for “{path}”. Free some and try again."),
    "address.empty": mark("There is no text. Paste a name, a phone and an address."),
    "address.too_long": mark("The text is longer than {limit} characters. Paste one address only."),
    "word.unknown": mark("Row {row}, column “{column}”: ShopDesk has no word “{found}” here."),
    "line.no_order": mark("Row {row}: the Orders sheet has no order {found}; its lines stay out."),
    "workbook.differs": mark(
        "Row {row}: {expected} is another in the shop now ({found}). The shop’s own values stay; change them there."
    ),
    "return.no_order": mark("Row {row}: {order} takes back goods of an order that is not in the shop."),
    "customer.empty": mark("Row {row} names no customer: no e-mail, phone or name."),
    "customer.email_shared": mark("Row {row}: “{found}” belongs to an earlier customer too; both are kept apart."),
    "product.unnamed": mark("Row {row}: the product has neither handle nor title."),
    "product.duplicate": mark("Row {row}: the variant “{found}” stands twice in this file; the first one counts."),
    "form.date": mark("“{found}” is no date. Write it like 2026-10-03, today or +3."),
    "form.money": mark("“{found}” is no amount. Write it like {expected}."),
    "form.required": mark("This is needed."),
    # orders
    "order.on_packing_list": mark("{number} is on an open packing list. Cancel that list first."),
    "order.no_problem": mark("Nothing stops {number}: there is nothing to look at."),
    # inquiries, after-sales, customers, products, settings
    "record.missing": mark("There is no record “{number}”."),
    "move.not_allowed": mark("{number} is “{status}” now; this step is not possible from there."),
    "date.in_future": mark("{found} is still to come. Choose today or an earlier day."),
    "hours.time": mark("“{found}” is no time of day. Write it like 09:00; 24:00 ends a day."),
    "hours.frame": mark("“{found}” are no opening hours. They begin before they end, like 09:00-18:00."),
    "hours.overlap": mark("Two frames of one day overlap at {found}. Leave the shop closed between them, or make one."),
    "hours.none": mark(
        "The shop would never be open. Leave hours on at least one weekday; days when it is closed can be named apart."
    ),
    "deadline.events": mark("The events have to begin with “opened”, and it may stand there only once."),
    "deadline.order": mark(
        "Event {row} is earlier than the one before it. Put the events in the order of their times."
    ),
    "deadline.limit": mark(
        "“{found}” is no limit. Give whole seconds of working time from 0 to ten years, or null for none."
    ),
    "form.date_order": mark("{found} is before the beginning. Choose a later day, or leave it open."),
    "holidays.none": mark("No days were found in the text. Paste the notice, or a day a line like 2027-02-05."),
    "holidays.date": mark("“{found}” cannot be a day off. Mend it in the text and try again."),
    "policy.limit": mark("“{found}” is no limit. Write a length like 30 s, 10 min or 2 h."),
    "policy.empty": mark("A policy needs at least one limit."),
    "return_rule.known": mark("There is a return rule called “{name}” already. Change that one."),
    "policy.known": mark("There is a policy called “{name}” already. Change that one."),
    "inquiry.has_customer": mark("{number} belongs to {customer} already."),
    "date.past": mark("{found} is already over. Choose a later moment."),
    "form.choice": mark("“{found}” is not possible here. Choose one of: {choices}."),
    "form.type": mark("“{field}” has to be: {expected}."),
    "form.amount": mark("“{found}” is no amount that fits here. Write it like 178.00, not below zero."),
    "form.whole": mark("“{found}” is no whole number. Write digits only, or leave it empty."),
    "form.quantity": mark("The quantity “{found}” must be a whole number above zero."),
    "inquiry.same": mark("{number} cannot be merged with itself."),
    "inquiry.other_customer": mark(
        "{number} is of customer {customer}, another one of {other}. If both are one person, merge the customers first."
    ),
    "customer.same": mark("{number} cannot be merged with itself."),
    "form.folder": mark("“{found}” is no folder. Write the whole path, or choose it."),
    "form.percent": mark("“{found}” is no percentage that fits here. Write it like 10 or -5."),
    "form.characters": mark("This holds characters that cannot be shown. Type it again."),
    "form.email": mark("“{found}” is no e-mail address. Write it like shop@example.com."),
    "form.picture": mark("This is no picture that fits here. Choose a PNG or JPEG file."),
    "form.time": mark("“{found}” is no time of day. Write it like 17:00."),
    "form.too_many": mark("These are too many: at most {limit}."),
    "form.length": mark("“{found}” is no length that fits here. Write millimetres between -{most} and {most}."),
    "account.known": mark("The account “{account}” is there already."),
    "account.in_use": mark("Orders came from “{account}” ({count}), so it stays and keeps its name."),
    "carrier.known": mark("There is a carrier called “{name}” already. Change that one."),
    "carrier.link": mark(
        "“{found}” cannot be a tracking page. It begins with https:// and has {{tracking}} where the number goes."
    ),
    "settings.foreign": mark("“{path}” is no settings file of ShopDesk. Nothing was changed."),
    "settings.newer": mark("“{path}” was written by a newer ShopDesk. Update this one to read it."),
    "settings.too_large": mark("“{path}” is too large for a settings file. Nothing was changed."),
    "settings.unreadable": mark("“{path}” cannot be opened. Check that the file is there and that you may read it."),
    "product.no_price": mark("“{number}” has no price."),
    "task.for_two": mark("A task is for a person or for a role, not for both: {name}, {role}."),
    "task.about_two": mark("A task is about one record, not about several: {numbers}."),
    "form.too_long": mark("This is too long: at most {limit} characters."),
    "form.twice": mark("The same entry stands twice. Keep one of them."),
    "quantity.above_ordered": mark(
        "{order}, line {line}: {found} is more than can be taken; {most} of those ordered are left."
    ),
    "quantity.above_shipped": mark(
        "{order}, line {line}: {found} is more than was sent and not taken back yet ({most})."
    ),
    "quantity.above_case": mark("{order}, line {line}: {found} is more than the case still waits for ({most})."),
    "quantity.below_received": mark("Line {line}: {received} came in already; the case cannot ask for fewer."),
    "refund.above_paid": mark("{found} {currency} is more than {order} has left of what was paid: {most} {currency}."),
    "amount.mixed": mark(
        "The orders have several currencies ({currencies}). Leave the amounts empty or make a case for each."
    ),
    "amount.currency": mark("The amounts are in {found}, but the order is in {expected}. Use {expected}."),
    "line.in_use": mark("Line {line} is part of a case or a packing list, so it stays in the order."),
    "case.other_order": mark("{order} does not belong to {number}. Add it to the case first."),
    "case.order_paid": mark("Money went back on {order} in this case, so the order and its currency stay with it."),
    "rating.range": mark("A rating goes from 1 to {most}; “{found}” does not."),
    "customer.identity_taken": mark("“{found}” already belongs to {number}."),
    "photo.unreadable": mark("“{path}” is no picture that can be read here. Save it as JPEG or PNG and try again."),
    "photo.none": mark("There is no picture in it. Choose a picture file, or copy a picture and paste it."),
    "photo.too_large": mark("“{path}” is larger than a photo may be ({limit}). Make it smaller and try again."),
    "photo.too_many": mark("That would make {found} photos; a record keeps at most {limit}."),
    "photo.no_place": mark("{number} has no photo {found}; it has {most}."),
    "photo.missing": mark("The file of a photo is gone: “{path}”. Restore a backup to bring it back."),
    "photo.unwritable": mark("The photo cannot be kept in “{path}”. Check that you may write to that folder."),
    "price_list.unnamed": mark("Row {row} has neither SKU nor barcode, so nobody can tell which product it means."),
    "price_list.unknown": mark(
        "Row {row}: no product has the SKU “{found}”. Give the row a title to add it as a new product."
    ),
    "price_list.twice": mark("Row {row}: the SKU “{found}” stands twice in this list. Keep one of the rows."),
    "price_list.shared": mark("Row {row}: several products have the SKU “{found}”. Give each one of its own first."),
    "price_list.sku_destroyed": mark(
        "Row {row}, column “{column}”: a spreadsheet turned the code into “{found}”. Format the column as text and"
        " enter it again."
    ),
    "product.sku_taken": mark("Another product already has the SKU “{found}”. Choose a different one."),
    "staff.unknown": mark("Nobody called “{name}” works here. Add them to the staff first."),
    "staff.known": mark("“{name}” already works here."),
    "report.unknown": mark("There is no report “{name}”. Choose one of: {known}."),
    "report.days": mark("The first day ({first}) lies after the last one ({last})."),
    "report.too_long": mark("These days are too many or too far away: at most {limit}, between 1990 and 2100."),
    "export.month": mark("“{found}” is no month. Write it like 2026-11."),
    "export.exists": mark("“{path}” is there already. Choose another name, or overwrite it with --force."),
    "export.locked": mark("“{path}” is open in another program or write-protected. Close it there and try again."),
    "export.unwritable": mark(
        "“{path}” cannot be written. Check that the folder is there and that you may write to it."
    ),
    "export.disk_full": mark("There is not enough room on the disk for “{path}”. Free some and try again."),
    # packing
    "packing.nothing_left": mark("{number} has nothing left to pack: all units are sent or on a packing list."),
    "packing.order_changed": mark(
        "{number} is stopped: {problems}. Look at what changed, then take it over or say that you have seen it."
    ),
    "packing.on_hold": mark("{number} is on hold. Release it first."),
    "packing.unpaid": mark("{number} is not paid yet. Mark it as paid, or let it be paid on delivery."),
    "packing.order_closed": mark("{number} holds goods of an order that is not to be shipped. Cancel the list."),
    "packing.sent_already": mark("{number} holds goods that were sent already without this list. Cancel the list."),
    "packing.different_address": mark("Only orders of the same buyer to the same address can share a packing list."),
    "packing.tracking_once": mark(
        "The tracking number {found} can only be used for one parcel; {lists} lists go to different people."
    ),
    "packing.none_ready": mark(
        "No order is ready to pack: none is paid, confirmed, free of a hold and on no list yet."
    ),
    "packing.empty": mark("{number} would be empty. Cancel the list instead."),
    "scan.unknown": mark("“{found}” is not on {number}. Put it back and scan the right one."),
    "scan.too_many": mark("Too many of “{scanned}”: {found} scanned, {allowed} still wanted."),
    # quotes and pre-orders
    "quote.past": mark("{found} is over already. A quote is valid until today or a later day."),
    "quote.expired": mark("{number} was valid until {until}. Make the order anyway, or make a new quote."),
    "quote.none": mark("{number} has no quote that stands. Make one first."),
    "quote.too_many_lines": mark("A quote has at most {most} lines; this one has {found}."),
    "buyer.unknown": mark("{number} does not say who buys. Enter a customer or a contact first."),
    "reservation.past": mark("{found} is over already. Goods are kept until today or a later day."),
    "reservation.too_long": mark("{found} is too far away: goods are kept for {most} days at the most."),
    "reservation.not_enough": mark(
        "Only {available} of “{product}” are left, not {found}. Keep fewer, or keep them anyway if more come in."
    ),
    "reservation.deposit": mark(
        "{found} {currency} paid beforehand is more than the goods cost ({most} {currency}). Check price and deposit."
    ),
    "reservation.different_customers": mark("These pre-orders are of different customers. Make one order for each."),
    "reservation.different_currencies": mark(
        "These pre-orders are in several currencies ({currencies}). Make one order for each."
    ),
    "slips.nothing": mark("There is nothing to print: no order is ready to pack and every open list was printed."),
    "slips.paper": mark("There is no paper “{paper}”. Choose one of: {papers}."),
    "picklist.nothing": mark("There is nothing to pick: none of these lists is open."),
    "shop.missing": mark("There is no shop at “{path}”. Choose another file, or make a new shop."),
    "shop.foreign": mark("“{path}” is not a ShopDesk shop."),
    "shop.damaged": mark(
        "The shop “{path}” is damaged. Open its window to go back to a backup or to rescue what is readable, or use "
        "restore or check --rescue."
    ),
    "shop.gone": mark("The shop “{path}” is gone or empty, but there are backups of it. Go back to one of them."),
    "shop.beyond_rescue": mark("Nothing of “{path}” can be read any more. Go back to a backup."),
    "shop.newer": mark("The shop “{path}” was written by a newer ShopDesk. Update this one to open it."),
    "shop.readonly": mark("The shop “{path}” may only be read here. Move it to a folder that you may write to."),
    "shop.busy": mark("Another program holds the shop “{path}”. Wait a moment and try again."),
    "shop.unreadable": mark("The shop “{path}” may not be opened by you. Check who may read the file and its folder."),
    "shop.disk_full": mark("The disk is full. Nothing was saved; free some space and try again."),
    "shop.disk_error": mark("The disk did not answer while “{path}” was used. Nothing was saved; check the drive."),
    "demo.not_empty": mark("“{path}” is not empty. A demo is made in a new shop only."),
    "account.required": mark(
        "The shop has several accounts on {platform}: {accounts}. Say which one the file is from."
    ),
    "import.strict": mark("Nothing was imported: with --strict all has to be right. Refused: {count}. {text}"),
    "list.kind": mark("There are no “{kind}” to list. Choose one of: {known}."),
    "list.field": mark("These records have no field “{field}”."),
    "list.condition": mark("“{found}” is no condition. Write it like status=to_ship or total>=100."),
    "action.unknown": mark("There is no action “{action}”. The command “actions” lists them all."),
    "do.json": mark("The values cannot be read as a JSON object: {why}"),
    "form.above_total": mark("More than the total was entered as paid."),
    "hold.past": mark("An order can be held until a day after today."),
    "quantity.below_packed": mark("Line {line}: {packed} units are packed or sent already; the order cannot go below."),
    "undo.nothing": mark("There is nothing to undo or redo."),
    "undo.conflict": mark("“{action}” stays: {number} was changed later by “{later}” ({by}). Take that back first."),
    "undo.already": mark("“{action}” was taken back already."),
    "undo.never": mark("“{action}” cannot be taken back."),
    "undo.others": mark("“{action}” was done by {by}, and only they can take it back."),
    "undo.older_version": mark("“{action}” was done with an older version of ShopDesk and stays."),
    "undo.too_old": mark("“{action}” was done more than {days} days ago and stays."),
    "redo.gone": mark("“{action}” cannot be done again: other work followed after it was taken back."),
    "slips.unwritable": mark("The PDF cannot be written to “{path}”. Choose another folder, or close it elsewhere."),
    "reply.code": mark("“{found}” is no shortcut. Write a slash and letters, such as /size."),
    "reply.code_taken": mark("Another reply in this language has the shortcut “{found}” already. Choose a new one."),
    "reply.field": mark("There is no field “{found}”. Choose one of: {choices}."),
    "reply.columns": mark("“{path}” holds no replies: it needs columns for title and text."),
    "reply.none": mark("There is nothing to publish yet: no approved article in this language without open fields."),
    "reply.twice": mark("The reply {number} stands in the file twice; only its first row counts."),
    "reply.open": mark("Fill in what is marked, or take it out: {found}."),
    "reply.text_or_batch": mark("Give one text, or --batch with a file that has one message a line."),
    "print.device": mark("The printer does not answer. Check it, or save a PDF instead."),
    "barcode.unsuitable": mark("“{text}” cannot be a barcode: only plain letters, digits and signs can."),
    "window.no_display": mark("There is no display for a window. The commands work without one: shopdesk --help."),
    "program.error": mark("ShopDesk made a mistake: {why}. Nothing was changed; the details are in the log."),
}


def sentence(code: str, where: Mapping[str, Any] | None = None) -> str:
    """The sentence for `code` in the language in use; a missing placeholder is left out, never an error."""

    class _Blank(dict[str, Any]):
        def __missing__(self, key: str) -> str:
            return "…"

    text = SENTENCES.get(code)
    if text is None:
        return code
    return _(text).format_map(_Blank({name: _said(name, value) for name, value in (where or {}).items()}))


def _said(name: str, value: Any) -> Any:
    """A code among the placeholders as the word people read for it."""
    if name in ("action", "later"):
        return vocabulary.word(vocabulary.ACTION, str(value), _)
    if name == "by":
        return vocabulary.person(str(value), _)
    if name == "problems" and isinstance(value, list):
        return "; ".join(vocabulary.word(vocabulary.ORDER_PROBLEM, code, _) for code in value)
    return value
