"""The settings with clicks and keys: each has an effect, a mistake is said beside its field, everything is undone."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopdesk import app, words
from shopdesk.documents.papers import PAPERS
from shopdesk.services import accounts, carriers, imports, mappings, slips
from shopdesk.services.accounts import Account
from shopdesk.services.desk import open_desk
from shopdesk.services.imports import ImportOptions
from shopdesk.services.settings import set_settings
from shopdesk.ui import display, looks, theme
from shopdesk.ui.carrier_names import offered
from shopdesk.ui.printing.paper_setup import PDF, PaperSetup
from shopdesk.ui.printing.printer import prepare_printer
from shopdesk.ui.printing.units import Offset
from shopdesk.ui.settings.logo_edit import read_picture
from tests.services.packing_shop import waiting_order
from tests.ui.printed import first_ink
from tests.ui.settings.conftest import Stage

MAPPING = {
    "columns": {"platform_order": "No", "title": "Item", "quantity": "Qty", "price": "Price", "ordered_at": "At"}
}


def picture(path: Path, width: int, height: int) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#204080"))
    assert image.save(str(path))
    return path


def test_a_name_is_saved_when_its_field_is_left_and_undone(stage: Stage) -> None:
    stage.write("settings.name", "Shop A", leave=False)
    assert stage.desk.shop_name == "My shop", "not before the field is left"
    stage.qtbot.keyClick(stage.find("settings.name"), Qt.Key.Key_Tab)
    stage.settle()
    assert stage.desk.shop_name == "Shop A"
    assert stage.front.window.windowTitle() == "ShopDesk — Shop A"
    assert stage.front.window.status.said == "Shop name saved"
    stage.trigger("window.undo")
    assert (stage.desk.shop_name, stage.text("settings.name")) == ("My shop", "My shop")
    stage.trigger("window.redo")
    assert (stage.desk.shop_name, stage.text("settings.name")) == ("Shop A", "Shop A")


def test_everything_of_the_shop_is_kept(stage: Stage) -> None:
    stage.write("settings.address", "1 Example Street")
    stage.write("settings.phone", "555-0100")
    stage.write("settings.email", "shop@example.com")
    stage.write("settings.thanks", "Thank you")
    stage.write("settings.currency", "eur")
    stage.write("settings.zone", "Europe/Lisbon")
    kept = {key: stage.desk.setting(key) for key in ("address", "phone", "email", "thanks", "currency", "zone")}
    assert kept == {
        "address": "1 Example Street", "phone": "555-0100", "email": "shop@example.com", "thanks": "Thank you",
        "currency": "EUR", "zone": "Europe/Lisbon",
    }  # fmt: skip
    assert stage.text("settings.currency") == "EUR · euro"


def test_a_city_finds_its_zone(stage: Stage) -> None:
    field = stage.find("settings.zone")
    field.setFocus()
    field.lineEdit().selectAll()
    stage.qtbot.keyClicks(field.lineEdit(), "berl")
    completer = field.completer()
    assert completer.completionCount() == 1
    assert "Europe/Berlin" in completer.currentCompletion()
    field.lineEdit().setText(completer.currentCompletion())
    stage.qtbot.keyClick(field.lineEdit(), Qt.Key.Key_Return)
    stage.settle()
    assert stage.desk.zone.key == "Europe/Berlin"


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        ("name", "", "This is needed."),
        ("email", "nobody", "“nobody” is no e-mail address"),
        ("currency", "gold", "“GOLD” is not possible here"),
        ("zone", "Moon", "There is no time zone “Moon”"),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_stays_to_be_mended(
    stage: Stage, key: str, text: str, sentence: str
) -> None:
    before = stage.desk.setting(key)
    stage.write(f"settings.{key}", text)
    assert sentence in stage.error(key)
    assert stage.desk.setting(key) == before
    assert stage.text(f"settings.{key}").lower() == text.lower()
    stage.page.reload(None)
    assert stage.text(f"settings.{key}").lower() == text.lower(), "another window's change takes nothing away"
    right = {"name": "B", "email": "b@example.com", "currency": "USD", "zone": "Asia/Tokyo"}[key]
    stage.write(f"settings.{key}", right)
    assert (stage.error(key), stage.desk.setting(key)) == ("", right)


def test_a_logo_comes_on_the_slip_and_goes_again(stage: Stage, tmp_path: Path) -> None:
    order = waiting_order(stage.desk, 1)
    logo = stage.find("settings.logo")
    logo.take_file(str(picture(tmp_path / "logo.png", 300, 150)))
    stage.settle()
    prepared = slips.prepare_slips(stage.desk, [order], preview=True).slips[0]
    assert prepared.shop.logo is not None
    assert prepared.shop.logo.startswith("data:image/png;base64,")
    stage.press("settings.logo.remove")
    assert stage.desk.setting("logo") == ""
    stage.trigger("window.undo")
    assert stage.desk.setting("logo") == prepared.shop.logo == logo.value()


def test_what_is_no_picture_is_refused(stage: Stage, tmp_path: Path) -> None:
    wrong = tmp_path / "logo.png"
    wrong.write_bytes(b"\x89PNG\r\n\x1a\n and no more")
    stage.find("settings.logo").take_file(str(wrong))
    assert "no picture" in stage.error("logo")
    stage.find("settings.logo").take_file(str(tmp_path / "missing.png"))
    assert "no picture" in stage.error("logo")
    assert stage.desk.setting("logo") == ""


def test_a_large_photograph_is_made_small_enough_to_travel(qapp: QApplication, tmp_path: Path) -> None:
    noise = QImage(
        bytes((x * 7919) % 251 for x in range(1500 * 1500 * 3)), 1500, 1500, 4500, QImage.Format.Format_RGB888
    )
    assert noise.save(str(tmp_path / "noise.png"))
    assert len(read_picture(str(tmp_path / "noise.png"))) <= 400_000


def test_theme_and_formats_hold_at_once(stage: Stage) -> None:
    stage.go("look")
    stage.choose("settings.theme", "dark")
    assert theme.is_dark(QApplication.palette())
    menu = stage.front.window.menuBar()
    assert menu.findChild(QAction, "window.theme.dark").isChecked(), "the View menu follows"
    stage.choose("settings.theme", "light")
    assert not theme.is_dark(QApplication.palette())
    stage.choose("settings.numbers", "1.234,56")
    stage.choose("settings.dates", "iso")
    day = stage.desk.now().date()
    assert display.money(123_456, "EUR") == "€1.234,56"
    assert display.count(12_345) == "12.345"
    assert display.day(day, day) == day.isoformat()
    stage.choose("settings.numbers", "")
    stage.choose("settings.dates", "")
    assert (display.money(123_456, "EUR"), display.day(day, day)) == ("€1,234.56", "today")


def test_another_language_holds_when_the_window_opens_again(stage: Stage, qtbot: QtBot) -> None:
    stage.go("look")
    stage.choose("settings.language", "zh_CN")
    notice = stage.page.section("look").notice
    assert "next start" in notice.text
    assert words.language() == "en"
    stage.press("settings.look.notice.action")
    again = app._open_fronts[-1]
    assert words.language() == "zh_CN"
    assert again.window.isVisible()
    assert not stage.front.window.isVisible()
    assert again.window.menuBar().actions()[0].text() != stage.front.window.menuBar().actions()[0].text()
    assert not again.desk.setting("language"), "the shop itself was not changed"


def test_size_of_letters(stage: Stage, qapp: QApplication) -> None:
    stage.go("look")
    before = qapp.font().pointSizeF()
    stage.choose("settings.letters", "125")
    try:
        looks.dress(qapp, stage.preferences, stage.desk)
        assert qapp.font().pointSizeF() == pytest.approx(before * 1.25)
    finally:
        stage.preferences.set("letters", "")
        looks.dress(qapp, stage.preferences, stage.desk)
    assert qapp.font().pointSizeF() == pytest.approx(before)


def test_a_computer_that_was_never_asked_follows_the_shop(stage: Stage) -> None:
    set_settings(stage.desk, {"theme": "dark", "language": "zh_CN"})
    assert looks.theme_of(stage.preferences, stage.desk) == "dark"
    assert looks.language_of(stage.preferences, stage.desk) == "zh_CN"
    stage.preferences.set("theme", "light")
    stage.preferences.set("language", "en")
    assert looks.theme_of(stage.preferences, stage.desk) == "light"
    assert looks.language_of(stage.preferences, stage.desk) == "en"


def test_paper_printer_offset_and_test_print(stage: Stage, tmp_path: Path) -> None:
    section = stage.go("paper")
    stage.choose("settings.paper", "100x150")
    assert stage.desk.setting("paper") == "100x150"
    stage.choose("settings.paper_language", "zh_CN")
    assert stage.desk.setting("paper_language") == "zh_CN"
    stage.press("settings.paper_prices")
    assert stage.desk.setting("paper_prices") is True
    setup = PaperSetup(stage.preferences)
    stage.choose("settings.paper.100x150.printer", PDF)
    stage.write("settings.paper.100x150.right", "2,5")
    stage.write("settings.paper.100x150.down", "-1")
    assert setup.printer("100x150") == PDF
    assert setup.offset("100x150") == Offset(2.5, -1)
    section.trial.save_to(str(tmp_path / "test.pdf"), PAPERS["100x150"])
    assert first_ink(tmp_path / "test.pdf") == pytest.approx((5 - 0.1 + 2.5, 5 - 0.1 - 1), abs=0.15)
    assert str(tmp_path / "test.pdf") in section.notice.text
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    prepare_printer(printer, PAPERS["a4"])
    section.trial.print_on(printer, PAPERS["a4"])
    assert first_ink(tmp_path / "printed.pdf") == pytest.approx((9.9, 9.9), abs=0.15)
    section.trial.save_to(str(tmp_path / "no folder" / "test.pdf"), PAPERS["a4"])
    assert "cannot be written" in section.notice.text


@pytest.mark.parametrize("wrong", ["wide", "31", "nan", "1e400"])
def test_an_offset_that_cannot_be_is_said(stage: Stage, wrong: str) -> None:
    stage.go("paper")
    stage.write("settings.paper.a4.right", wrong)
    assert "no length that fits" in stage.error("paper.a4")
    assert PaperSetup(stage.preferences).offset("a4") == Offset()
    stage.write("settings.paper.a4.right", "3 mm")
    assert stage.error("paper.a4") == ""
    assert PaperSetup(stage.preferences).offset("a4") == Offset(3, 0)


def test_an_account_made_here_decides_zone_and_currency_of_an_import(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("No,Item,Qty,Price,At\nA-17,Mug,2,450,2026-10-01 09:00\n", encoding="utf-8")
    stage.go("accounts")
    stage.press("settings.accounts.add")
    stage.choose("settings.accounts.platform", "table")
    stage.write("settings.accounts.account", "Tokyo")
    stage.write("settings.accounts.zone", "Moon")
    stage.press("settings.accounts.save")
    form = stage.page.section("accounts").form
    assert "no time zone “Moon”" in form.field("zone").error
    assert accounts.accounts(stage.desk) == []
    stage.write("settings.accounts.zone", "Asia/Tokyo")
    stage.write("settings.accounts.currency", "JPY")
    stage.press("settings.accounts.save")
    assert accounts.accounts(stage.desk) == [Account("table", "Tokyo", "Asia/Tokyo", "JPY")]
    preview = imports.preview(stage.desk, [str(path)], ImportOptions(mapping=MAPPING))
    found = preview.result["files"][0]
    assert (found["account"], found["zone"], found["currency"]) == ("Tokyo", "Asia/Tokyo", "JPY")
    imports.apply(stage.desk, preview)
    stage.front.context.bus.changed.emit(type("Changed", (), {"kinds": frozenset({"orders"})})())
    stage.settle()
    assert not stage.find("settings.accounts.delete").isEnabled()
    assert not stage.find("settings.accounts.account").isEnabled()


def test_an_account_is_deleted_and_comes_back(stage: Stage) -> None:
    accounts.add_account(stage.desk, Account("etsy", "A"))
    section = stage.go("accounts")
    stage.page.reload(None)
    stage.press("settings.accounts.delete")
    assert accounts.accounts(stage.desk) == []
    assert section.nothing.isVisible()
    stage.trigger("window.undo")
    assert [one.number for one in accounts.accounts(stage.desk)] == ["etsy/A"]
    assert section.list.count() == 1


def test_carriers_are_changed_switched_off_and_added(stage: Stage) -> None:
    section = stage.go("carriers")
    section.go_to("ups")
    stage.press("settings.carriers.offered")
    stage.press("settings.carriers.save")
    assert "UPS" not in offered(stage.desk)
    assert carriers.find(stage.desk, "UPS").name == "", "its name still follows the language"
    stage.press("settings.carriers.add")
    stage.write("settings.carriers.name", "Bike Post")
    stage.write("settings.carriers.link", "ftp://example.com/{tracking}")
    stage.press("settings.carriers.save")
    assert "cannot be a tracking page" in section.form.field("tracking_url").error
    stage.write("settings.carriers.link", "https://example.com/t/{tracking}")
    stage.write("settings.carriers.cut_off", "5pm")
    stage.press("settings.carriers.save")
    assert "no time of day" in section.form.field("cut_off").error
    stage.write("settings.carriers.cut_off", "17:30")
    stage.qtbot.keyClick(
        stage.find("settings.carriers.cut_off"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    stage.settle()
    assert offered(stage.desk)[0] == "Bike Post"
    assert carriers.tracking_link(stage.desk, "Bike Post", "B 1") == "https://example.com/t/B%201"
    stage.press("settings.carriers.delete")
    assert carriers.find(stage.desk, "Bike Post") is None


def test_a_known_table_is_renamed_forgotten_and_known_again(stage: Stage) -> None:
    columns = ["No", "Item", "Qty", "Price", "At"]
    mappings.save_mapping(stage.desk, "Market", columns, MAPPING)
    mappings.save_mapping(
        stage.desk, "Fair", ["Nr", *columns[1:]], {"columns": {**MAPPING["columns"], "platform_order": "Nr"}}
    )
    section = stage.go("mappings")
    stage.page.reload(None)
    section.go_to("Market")
    stage.write("settings.mappings.name", "Fair")
    stage.press("settings.mappings.save")
    assert "called “Fair” already" in section.form.field("name").error + section.notice.text
    stage.write("settings.mappings.name", "Night market")
    stage.press("settings.mappings.save")
    assert [one.name for one in mappings.listed(stage.desk)] == ["Fair", "Night market"]
    stage.press("settings.mappings.delete")
    assert mappings.for_header(stage.desk, columns) is None
    stage.trigger("window.undo")
    found = mappings.for_header(stage.desk, columns)
    assert found is not None
    assert found.name == "Night market"


def test_backup_places_and_settings_as_a_file(stage: Stage, tmp_path: Path) -> None:
    section = stage.go("files")
    section.add_place(str(tmp_path / "stick"))
    stage.settle()
    section.add_place("relative/folder")
    stage.settle()
    assert "is no folder" in section.notice.text
    assert stage.desk.setting("backup_places") == [str(tmp_path / "stick")]
    section.save_to(str(tmp_path / "settings.json"))
    stage.settle()
    set_settings(stage.desk, {"name": "Another", "currency": "EUR"})
    section.read_from(str(tmp_path / "settings.json"))
    stage.settle()
    assert (stage.desk.shop_name, stage.desk.currency) == ("My shop", "CNY")
    assert "2 changed" in section.notice.text
    stage.trigger("window.undo")
    assert (stage.desk.shop_name, stage.desk.currency) == ("Another", "EUR")
    (tmp_path / "wrong.json").write_text(
        '{"shopdesk": "settings", "version": 1, "settings": {"name": "X", "zone": "Moon"}}', encoding="utf-8"
    )
    section.read_from(str(tmp_path / "wrong.json"))
    stage.settle()
    assert section.notice.text.startswith("“zone” in the file: There is no time zone “Moon”")
    assert stage.desk.shop_name == "Another"
    section.places.setCurrentRow(section.places.count() - 1)
    stage.press("settings.files.remove_place")
    assert stage.desk.setting("backup_places") == []


def test_another_window_sees_a_change_within_two_seconds(stage: Stage, qtbot: QtBot) -> None:
    other = open_desk(stage.desk.path, staff="other", clock=stage.desk.clock)
    set_settings(other, {"name": "Changed elsewhere"})
    other.close()
    qtbot.waitUntil(lambda: stage.text("settings.name") == "Changed elsewhere", timeout=2000)
    assert stage.desk.shop_name == "Changed elsewhere"
    assert stage.front.window.windowTitle() == "ShopDesk — Changed elsewhere"


def test_leaving_by_done_esc_or_a_tab_saves_what_was_typed(stage: Stage) -> None:
    window = stage.front.window

    def leave_by_tab() -> None:
        bar = window.tabs
        where = bar.tabRect(bar.currentIndex()).center()
        stage.qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=where)

    ways: tuple[Any, ...] = (
        lambda: stage.press("settings.done"),
        lambda: stage.qtbot.keyClick(stage.find("settings.phone"), Qt.Key.Key_Escape),
        leave_by_tab,
    )
    for number, leave in enumerate(ways):
        stage.front.settings.open("shop")
        stage.settle()
        stage.write("settings.phone", f"555-010{number}", leave=False)
        leave()
        stage.settle()
        assert not stage.page.isVisible()
        assert window.in_front() is window.current_page()
        assert stage.desk.setting("phone") == f"555-010{number}"


def test_closing_the_window_saves_what_was_typed(stage: Stage) -> None:
    stage.write("settings.phone", "555-0177", leave=False)
    path = stage.desk.path
    stage.front.window.close()
    desk = open_desk(path)
    assert desk.setting("phone") == "555-0177"
    desk.close()
