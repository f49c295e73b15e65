"""The catalogues are complete, and whatever is not complete is found."""

import gettext
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from shopdesk import words
from tools import words as catalogues


def readable(found: list[str]) -> str:
    return f"{len(found)} to mend:\n" + "\n".join(found)


def test_chinese_is_complete() -> None:
    found = catalogues.problems(catalogues.extract(), catalogues.read(catalogues.PO))
    assert not found, readable(found)


def test_committed_catalogues_are_what_the_sources_make() -> None:
    found = catalogues.stale(catalogues.extract())
    assert not found, readable(found)


@pytest.fixture
def program(tmp_path: Path) -> Catalog:
    folder = tmp_path / "program"
    folder.mkdir()
    (folder / "page.py").write_text(
        'from shopdesk.words import _, mark, plural\n_("Save")\nPAID = mark("Paid")\n'
        '_("Ship by {day}").format(day=1)\nplural("{count} order", "{count} orders", 2)\nprint("no word")\n'
        'words.gettext("Ship to")\nwords.ngettext("{count} page", "{count} pages", 2)\n'
    )
    return catalogues.extract(folder)


def translated(**strings: str) -> Catalog:
    catalogue = Catalog(locale="zh_CN")
    known = {"Save": "保存", "Paid": "已付款", "Ship by {day}": "{day}前发货", "Ship to": "收货人"} | {
        name.replace("_", " "): text for name, text in strings.items()
    }
    for text, string in known.items():
        catalogue.add(text, string)
    catalogue.add(("{count} order", "{count} orders"), ["{count} 个订单"])
    catalogue.add(("{count} page", "{count} pages"), ["{count} 页"])
    return catalogue


def test_extraction_finds_words_marks_and_plurals(program: Catalog) -> None:
    found = [message.id for message in program if message.id]
    assert found[:4] == ["Save", "Paid", "Ship by {day}", ("{count} order", "{count} orders")]
    assert found[4:] == ["Ship to", ("{count} page", "{count} pages")]


def test_complete_translation_has_no_problems(program: Catalog) -> None:
    assert catalogues.problems(program, translated()) == []


def test_missing_word_is_found_with_its_file(program: Catalog) -> None:
    assert catalogues.problems(program, translated(Save="")) == ["program/page.py: 'Save' has no translation"]


def test_guessed_word_is_found(program: Catalog) -> None:
    catalogue = translated()
    catalogue["Save"].flags.add("fuzzy")
    assert catalogues.problems(program, catalogue) == ["program/page.py: 'Save' is only guessed (fuzzy)"]


@pytest.mark.parametrize("wrong", ["前发货", "{date}前发货", "{day}前发货 {day2}", "{day前发货"])
def test_wrong_fields_are_found(program: Catalog, wrong: str) -> None:
    catalogue = translated()
    catalogue["Ship by {day}"].string = wrong
    assert len(catalogues.problems(program, catalogue)) == 1


def test_wrong_field_of_a_plural_is_found(program: Catalog) -> None:
    catalogue = translated()
    catalogue["{count} order"].string = ("{number} 个订单",)
    assert len(catalogues.problems(program, catalogue)) == 1


def test_left_over_word_is_found_and_merging_drops_it(program: Catalog) -> None:
    catalogue = translated(Old_word="旧词")
    assert catalogues.problems(program, catalogue) == ["'Old word' is translated but not in the program any more"]
    assert catalogues.problems(program, catalogues.merged(program, catalogue)) == []


def test_merging_leaves_new_words_empty_and_never_guesses(program: Catalog) -> None:
    catalogue = Catalog(locale="zh_CN")
    catalogue.add("Saved", "已保存")
    assert not catalogues.merged(program, catalogue)["Save"].string


def test_compiled_catalogue_speaks_and_is_the_same_each_time(program: Catalog) -> None:
    content = catalogues.compiled(catalogues.merged(program, translated()))
    assert content == catalogues.compiled(catalogues.merged(program, translated()))
    spoken = gettext.GNUTranslations(io.BytesIO(content))
    assert spoken.gettext("Paid") == "已付款"
    assert spoken.ngettext("{count} order", "{count} orders", 3) == "{count} 个订单"


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_TW"}, "zh_CN"),
    ],
)
def test_language_follows_the_system(variables: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert words.use(None) == language


def test_sentences_speak_chinese_in_a_process_of_its_own() -> None:
    """The shipped catalogue is found and used without any call that sets a language."""
    speak = "words.use(None); print(sentences.sentence('file.empty', {'path': 'a'}))"
    program = f"from shopdesk import words, sentences; {speak}"
    said = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"LC_ALL": "zh_CN.UTF-8", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert "a" in said
    assert any("一" <= letter <= "鿿" for letter in said), said
