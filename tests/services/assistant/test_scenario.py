"""Which scenario a turn belongs to: what ships, what was measured, what a shop teaches, what people throw at it."""

from collections import Counter
from pathlib import Path

import numpy
import pytest

from shopdesk import paths
from shopdesk.domain.scenarios import LANGUAGES, SCENARIOS
from shopdesk.services.assistant import model, scenario, shipped
from shopdesk.services.assistant.scenario import Own
from tools.bench import assisting


def likely(text: str, own: Own | None = None) -> str:
    return next(iter(scenario.chances(text, own)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_ships_covers_every_scenario(language: str) -> None:
    turns = shipped.turns(language)
    counts = Counter(name for name, _text in turns)
    assert set(counts) == set(SCENARIOS)
    assert min(counts.values()) >= 45
    assert len({text for _name, text in turns}) == len(turns)
    names = [name for name, _pattern in shipped.concepts(language)]
    assert len(set(names)) == len(names) > 40


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("亲，昨天拍的咋还没发呀，急用", "urge_shipping"),
        ("杯子到手是碎的，我要退货", "return"),
        ("杯子到手是碎的", "quality_issue"),
        ("刚买完就降价了，能退差价吗", "price_protection"),
        ("地址写错了，麻烦改成公司", "order_change"),
        ("開發票，抬頭寫公司", "invoice"),
        ("where is my parcel, tracking shows nothing", "logistics"),
        ("please cancel my order", "order_cancel"),
        ("can I swap it for a size L", "exchange"),
        ("the card was declined", "payment"),
        ("", "other"),
        ("🙂🙂", "other"),
    ],
)
def test_plain_wishes(text: str, wanted: str) -> None:
    chances = scenario.chances(text)
    assert next(iter(chances)) == wanted
    assert sum(chances.values()) == pytest.approx(1)
    assert list(chances.values()) == sorted(chances.values(), reverse=True)


def test_chinese_turns_of_real_people(samples: Path) -> None:
    """Labelled by hand; nothing was trained on them."""
    zh, _en = assisting.labelled(samples)
    assert len(zh) == 320
    assert assisting.score(zh) >= 0.80


def test_english_intents(samples: Path) -> None:
    _zh, en = assisting.labelled(samples)
    assert len(en) > 7_000
    assert assisting.score(en) >= 0.90


def test_no_labelled_turn_ships(samples: Path) -> None:
    zh, en = assisting.labelled(samples)
    own = {text.strip() for language in LANGUAGES for _name, text in shipped.turns(language)}
    assert {text.strip() for _name, text in zh} & own == set()
    shared = {text.strip().casefold() for _name, text in en} & {text.casefold() for text in own}
    assert len(shared) < 20  # “speak to a real person” is nobody's own


def test_a_shop_teaches_its_own_words() -> None:
    text = "老规矩走起"
    before = likely(text)
    own = Own([("price_promotion", f"{text} {number}") for number in range(25)])
    assert before != "price_promotion"
    assert likely(text, own) == "price_promotion"
    assert likely(text) == before  # other shops are not concerned
    assert Own([("price_promotion", text)] * 24).names == Own().names  # too few for a new training


def test_a_model_is_kept_and_a_broken_file_is_trained_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenario, "_models", {})
    first = scenario.model("en")
    (path,) = (paths.data_dir() / "assistant").glob("en-*.npz")
    kept = model.load(path)
    assert kept is not None
    assert numpy.array_equal(kept.weights, first.weights)
    assert kept.chances({"w:refund": 1.0}) == first.chances({"w:refund": 1.0})
    for broken in (b"", b"PK\x03\x04", path.read_bytes()[:5_000]):
        path.write_bytes(broken)
        assert model.load(path) is None
    numpy.savez(path.with_suffix(""), names=numpy.array([object()], dtype=object))
    assert model.load(path) is None  # a pickle is never opened
    monkeypatch.setattr(scenario, "_models", {})
    assert likely("where is my refund") == "refund"
    assert model.load(path) is not None


def test_a_folder_that_cannot_be_written_does_not_matter(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    monkeypatch.setenv("SHOPDESK_DATA", str(blocked))
    monkeypatch.setattr(scenario, "_models", {})
    assert likely("where is my refund") == "refund"
