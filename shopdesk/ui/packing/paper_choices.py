"""What was chosen for paper last time: for this shop on this computer, else as the shop's settings say."""

from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from shopdesk import words
from shopdesk.documents.papers import DEFAULT_PAPER, PAPERS
from shopdesk.ui.context import Context

_SETTINGS = {"paper": "paper", "language": "paper_language", "prices": "paper_prices"}


class PaperChoices:
    """Remembered per kind of document (`slips`, `pick_list`): labels for the one, office paper for the other."""

    def __init__(self, context: Context, kind: str) -> None:
        self._context = context
        shop = sha256(str(context.desk.path.resolve()).encode()).hexdigest()[:12]
        self._key = f"printing/{shop}/{kind}"

    @property
    def paper(self) -> str:
        """The name of a paper."""
        for name in (self._chosen("paper"), str(self._context.desk.setting("paper"))):
            if name in PAPERS:
                return name
        return DEFAULT_PAPER

    @property
    def language(self) -> str:
        """The language of the paper."""
        chosen = self._chosen("language")
        return words.normalise(chosen or self._context.desk.setting("paper_language") or words.language())

    @property
    def prices(self) -> bool:
        """Whether amounts stand on slips."""
        chosen = self._chosen("prices")
        return chosen == "true" if chosen else bool(self._context.desk.setting("paper_prices"))

    def remember(self, paper: str, language: str, prices: bool) -> None:
        """These next time."""
        for name, value in (("paper", paper), ("language", language), ("prices", prices)):
            self._context.preferences.set(f"{self._key}/{name}", value)
            self._context.preferences.set(f"{self._key}/{name}_when", self._setting(name))

    def printer(self, paper: str) -> str:
        """The printer that had this paper last, "" when none had."""
        return self._context.preferences.text(f"{self._key}/printer/{paper}")

    def remember_printer(self, paper: str, printer: str) -> None:
        """This printer for this paper next time."""
        self._context.preferences.set(f"{self._key}/printer/{paper}", printer)

    def _chosen(self, name: str) -> str:
        """What was chosen last, for as long as the shop's setting is the one it was chosen against."""
        preferences = self._context.preferences
        if preferences.text(f"{self._key}/{name}_when", self._setting(name)) != self._setting(name):
            return ""
        return preferences.text(f"{self._key}/{name}")

    def _setting(self, name: str) -> str:
        return str(self._context.desk.setting(_SETTINGS[name]))

    @property
    def folder(self) -> Path:
        """Where PDF files went last."""
        kept = self._context.preferences.text(f"{self._key}/folder")
        if kept and Path(kept).is_dir():
            return Path(kept)
        return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))

    def remember_folder(self, folder: Path) -> None:
        """PDF files go here next time."""
        self._context.preferences.set(f"{self._key}/folder", str(folder))
