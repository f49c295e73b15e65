"""`dev.py screens`: photographs every page of the real window with the demo shop into docs/screens."""

import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"
_DATA = tempfile.TemporaryDirectory(prefix="shopdesk-screens-")
os.environ["SHOPDESK_DATA"] = _DATA.name

# The surroundings have to be set before Qt is imported.
from shopdesk import app, words  # noqa: E402
from shopdesk.services.demo import make_demo  # noqa: E402
from shopdesk.services.desk import open_desk  # noqa: E402
from shopdesk.ui import theme  # noqa: E402
from shopdesk.ui.preferences import Preferences  # noqa: E402
from tools.bench.data import shopify_file  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
_PAGES = (
    "inquiries", "orders", "packing", "aftersales", "customers", "products", "reservations", "replies", "history",
)  # fmt: skip
_LOOKS = (("en", "light"), ("zh_CN", "light"), ("en", "dark"), ("zh_CN", "dark"))


class Camera:
    """One window in one language and theme."""

    def __init__(self, shop: Path, language: str, look: str, target: Path) -> None:
        words.use(language)
        self._application = app.make_application()
        theme.apply(self._application, look)
        self._name = f"{language.split('_')[0]}{'' if look == 'light' else '-dark'}"
        self._target = target
        preferences = Preferences(Path(_DATA.name) / f"{self._name}.ini")
        preferences.set("theme", look)
        preferences.set("window/page", "orders")
        self._front = app.Shopfront(self._application, open_desk(shop, clock=lambda: NOW), preferences)
        self._front.window.resize(1280, 800)
        self._front.window.show()

    def pages(self) -> None:
        """Every page, with its first record selected."""
        for key in _PAGES:
            page: Any = self._front.window.show_page(key)
            self._rest()
            page.table.setCurrentIndex(page.table.model().index(0, 0))
            self._rest()
            self._save(self._front.window, key)

    def reports(self) -> None:
        """The first part of the report, with its charts."""
        page: Any = self._front.window.show_page("reports")
        while page.report is None:
            self._rest()
        while not page.part(page.report.parts()[0]).is_complete():
            self._application.processEvents()
        self._rest()
        self._save(self._front.window, "reports")

    def import_preview(self, file: Path) -> None:
        """What dropping a file on the window shows."""
        self._front.import_files([str(file)])
        self._rest()
        self._dialog("import")

    def settings(self) -> None:
        """The settings in front of the pages."""
        self._front.context.actions.action("window.settings").trigger()
        self._rest()
        self._save(self._front.window, "settings")
        self._front.window.uncover()
        self._rest()

    def backups(self) -> None:
        """The backups, with the one that was made by itself."""
        self._front.context.actions.action("window.backups").trigger()
        self._rest()
        self._dialog("safety", "backups")

    def print_sheet(self) -> None:
        """The slips of the lists in front, before printing."""
        page: Any = self._front.window.show_page("packing")
        self._rest()
        page.table.selectAll()
        self._rest()
        self._front.context.actions.action("packing.print").trigger()
        self._rest()
        self._dialog("packing.slips", "print")

    def close(self) -> None:
        """Closes window and shop."""
        self._front.window.close()

    def _dialog(self, name: str, shown: str = "") -> None:
        found = [widget for widget in self._application.topLevelWidgets() if widget.objectName() == name]
        if not found:
            raise SystemExit(f"no dialog {name} came up")
        self._save(found[0], shown or name)
        found[0].close()
        self._rest()

    def _rest(self) -> None:
        for _round in range(4):
            self._front.tasks.settle(20)
            self._application.processEvents()

    def _save(self, widget: Any, shown: str) -> None:
        path = self._target / f"{shown}-{self._name}.png"
        if not widget.grab().save(str(path)):
            raise SystemExit(f"cannot write {path}")
        sys.stdout.write(f"{path.relative_to(ROOT) if path.is_relative_to(ROOT) else path}\n")


def main(arguments: list[str]) -> int:
    """Photographs into docs/screens, or the folder named."""
    target = Path(arguments[0]) if arguments else ROOT / "docs" / "screens"
    target.mkdir(parents=True, exist_ok=True)
    shop = Path(_DATA.name) / "demo.shopdesk"
    desk = open_desk(shop, clock=lambda: NOW, create=True)
    make_demo(desk)
    desk.close()
    file = Path(_DATA.name) / "orders_export.csv"
    shopify_file(file, 160)
    text = file.read_text(encoding="utf-8").splitlines()
    text[4] = text[4].replace(",1,", ",-1,", 1).replace(",2,", ",-2,", 1).replace(",3,", ",-3,", 1)
    file.write_text("\n".join(text), encoding="utf-8")
    for language, look in _LOOKS:
        camera = Camera(shop, language, look, target)
        camera.pages()
        camera.reports()
        camera.settings()
        if look == "light":
            camera.import_preview(file)
            camera.print_sheet()
            camera.backups()
        camera.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
