"""`slips` and `export`: paper with the right pages, a workbook with the right sums, nothing half written."""

import re
import subprocess
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from shopdesk.cli import main
from tests.e2e.command_line import NOW, CommandLine, everything
from tests.external import need

MILLIMETRES = {"a4": (210, 297), "a5": (148, 210), "100x150": (100, 150), "100x180": (100, 180)}


def page_texts(pdf: Path) -> list[str]:
    """The text of each page."""
    done = subprocess.run([need("pdftotext"), "-layout", pdf, "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8").split("\f")[:-1]


def page_size(pdf: Path) -> tuple[int, int, int]:
    """Pages, and the first one's width and height in millimetres."""
    told = subprocess.run([need("pdfinfo"), pdf], capture_output=True, check=True).stdout.decode()
    pages = re.search(r"Pages:\s+(\d+)", told)
    size = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", told)
    assert pages
    assert size
    return int(pages[1]), round(float(size[1]) / 72 * 25.4), round(float(size[2]) / 72 * 25.4)


def test_slips_of_what_is_ready_once(demo: CommandLine) -> None:
    ready = {row["number"] for row in demo.rows("orders", "--where", "ready=yes")}
    listed = {number for row in demo.rows("packing-lists") for number in row["orders"]}
    open_lists = {row["number"] for row in demo.rows("packing-lists", "--where", "status=draft,picking,packed")}
    all_lists = {row["number"] for row in demo.rows("packing-lists")}
    before = everything(demo)
    out = demo.folder / "slips.pdf"
    answer = demo("slips", out)
    assert set(answer) == {"pdf", "paper", "pages", "lists", "made"}
    assert (answer["pdf"], answer["paper"], answer["made"]) == (str(out), "a4", len(ready - listed))
    assert open_lists < {item["number"] for item in answer["lists"]}
    assert ready <= {number for item in answer["lists"] for number in item["orders"]}
    assert {item["number"] for item in answer["lists"]} <= {row["number"] for row in demo.rows("packing-lists")}
    assert page_size(out) == (answer["pages"], *MILLIMETRES["a4"])
    texts = page_texts(out)
    page = 1
    for item in answer["lists"]:
        assert item["first_page"] == page
        for step in range(item["pages"]):
            assert item["number"] in texts[page - 1 + step]
        assert all(number in texts[page - 1] for number in item["orders"])
        page += item["pages"]
    assert demo.refused("slips", demo.folder / "more.pdf") == ("slips.nothing", {})
    assert not (demo.folder / "more.pdf").exists()
    assert demo("undo")["undone"]["action"] == "packing.make"  # printing is not undone, making the lists is
    assert {row["number"] for row in demo.rows("packing-lists")} == all_lists
    assert demo.text("list", "orders") in before


def test_a_preview_writes_nothing_to_the_shop(demo: CommandLine) -> None:
    before, undoable = everything(demo), demo.text("undo", "--list")
    answer = demo("slips", demo.folder / "preview.pdf", "--preview")
    assert answer["made"] == 0
    assert any(item["number"] is None for item in answer["lists"])
    assert page_size(demo.folder / "preview.pdf")[0] == answer["pages"]
    assert (everything(demo), demo.text("undo", "--list")) == (before, undoable)
    assert demo("slips", demo.folder / "real.pdf")["pages"] == answer["pages"]


@pytest.mark.parametrize("paper", MILLIMETRES)
def test_papers_and_chosen_orders_with_prices(demo: CommandLine, paper: str) -> None:
    first, second = demo.rows("orders", "--where", "ready=yes")[:2]
    out = demo.folder / "slips.pdf"
    chosen = ("slips", out, "--order", second["number"], "--order", first["number"], "--paper", paper)
    answer = demo(*chosen, "--prices")
    assert answer["paper"] == paper
    assert [item["orders"] for item in answer["lists"]] == [[second["number"]], [first["number"]]]
    assert page_size(out) == (answer["pages"], *MILLIMETRES[paper])
    assert second["total"] in "".join(page_texts(out))
    again = demo(*chosen)  # printed before: asked for by number it is printed again, without prices
    assert ([item["number"] for item in again["lists"]], again["made"]) == (
        [item["number"] for item in answer["lists"]], 0,
    )  # fmt: skip
    assert second["total"] not in "".join(page_texts(out))
    assert len(demo("show", "packing-list", answer["lists"][0]["number"])["printed_at"]) == 2


def test_slips_that_cannot_be_printed_change_nothing(demo: CommandLine) -> None:
    before = everything(demo)
    closed = demo.rows("orders", "--where", "status=completed", "--limit", "1")[0]["number"]
    for arguments, code in (
        ((demo.folder / "none" / "slips.pdf",), "slips.unwritable"),
        ((demo.folder,), "slips.unwritable"),
        ((demo.folder / "a.pdf", "--order", "SO-0"), "record.missing"),
        ((demo.folder / "a.pdf", "--order", closed), "slips.nothing"),
    ):
        assert demo.refused("slips", *arguments)[0] == code
    assert everything(demo) == before
    assert not (demo.folder / "a.pdf").exists()


def test_slips_interrupted_while_printing_leave_no_lists(demo: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    from shopdesk.ui.printing import render

    def interrupted(_path: Any, _content: Any) -> None:
        raise KeyboardInterrupt

    before = everything(demo)
    monkeypatch.setattr(render, "write_whole", interrupted)
    assert main(["--shop", str(demo.shop), "--now", NOW, "slips", str(demo.folder / "a.pdf")]) == 130
    assert everything(demo) == before
    assert not (demo.folder / "a.pdf").exists()


# -- export --------------------------------------------------------------------------------------------------------


def sums(rows: list[dict[str, Any]], month: str) -> dict[str, list[Decimal]]:
    """Orders, units, goods, discount, shipping, tax and total of a month by currency, cancelled ones left out."""
    found: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 7)
    for row in rows:
        if row["local_day"].startswith(month) and row["status"] != "cancelled":
            cells = (1, row["units"], row["goods"], row["discount"], row["shipping"], row["tax"], row["total"])
            found[row["currency"]] = [
                old + Decimal(new) for old, new in zip(found[row["currency"]], cells, strict=True)
            ]
    return dict(found)


def test_export_totals_are_the_sums_of_list(demo: CommandLine) -> None:
    rows = demo.rows("orders")
    out = demo.folder / "book.xlsx"
    answer = demo("export", "2026-11", out)
    assert set(answer) == {"file", "month", "zone", "sheets", "totals"}
    assert (answer["file"], answer["month"], answer["zone"]) == (str(out), "2026-11", "Asia/Shanghai")
    names = ("orders", "units", "goods", "discount", "shipping", "tax", "total")
    assert {total["currency"]: [Decimal(total[name]) for name in names] for total in answer["totals"]} == sums(
        rows, "2026-11"
    )
    for total in answer["totals"]:
        assert Decimal(total["net"]) == Decimal(total["total"]) - Decimal(total["refunded"])
    book = load_workbook(out, read_only=True)
    assert book.sheetnames == [sheet["name"] for sheet in answer["sheets"]]
    told = {sheet["name"]: sheet["rows"] for sheet in answer["sheets"]}
    assert told["Orders"] == sum(row["local_day"].startswith("2026-11") for row in rows)  # cancelled ones are listed
    assert {"Summary", "Orders", "Lines", "Inquiries", "After-sales", "Packing", "Customers"} <= set(told)


def test_refunds_count_on_the_day_they_were_paid(demo: CommandLine) -> None:
    order = demo.rows("orders", "--where", "status=completed", "--where", "payment=paid", "--where",
                      "local_day<=2026-10-31", "--limit", "1")[0]  # fmt: skip
    case = demo.do("case.open", kind="refund", orders=[order["number"]])["number"]
    before = {total["currency"]: total for total in demo("export", "2026-11", demo.folder / "a.xlsx")["totals"]}
    demo.do("case.refund", case=case, amount="1.00", paid_on="2026-11-20")
    after = {total["currency"]: total for total in demo("export", "2026-11", demo.folder / "b.xlsx")["totals"]}
    currency = order["currency"]
    assert Decimal(after[currency]["refunded"]) - Decimal(before[currency]["refunded"]) == 1
    assert Decimal(before[currency]["net"]) - Decimal(after[currency]["net"]) == 1


def test_exports_that_are_refused_leave_what_is_there(demo: CommandLine) -> None:
    out = demo.folder / "book.xlsx"
    out.write_text("mine", encoding="utf-8")
    assert demo.refused("export", "2026-11", out) == ("export.exists", {"path": str(out)})
    assert demo.refused("export", "2026-11", demo.folder / "none" / "b.xlsx")[0] == "export.unwritable"
    for month in ("2026-13", "november", "2026", "2026-11-01"):
        assert demo.refused("export", month, out, "--force") == ("export.month", {"found": month})
    assert out.read_text(encoding="utf-8") == "mine"
    demo("export", "2026-11", out, "--force")
    assert load_workbook(out, read_only=True).sheetnames[0] == "Summary"
    assert demo("export", "1999-01", demo.folder / "empty.xlsx")["totals"] == []
    assert not [item for item in demo.folder.iterdir() if item.name.startswith(".")]


def test_the_workbook_speaks_the_language_asked_for(demo: CommandLine) -> None:
    sheets = demo("--lang", "zh", "export", "2026-11", demo.folder / "zh.xlsx")["sheets"]
    assert "订单" in [sheet["name"] for sheet in sheets]
