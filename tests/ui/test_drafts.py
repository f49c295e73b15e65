"""What was typed and not saved: one file each, whole or not there, and nothing that a damaged one can break."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shopdesk.paths import data_dir
from shopdesk.ui.drafts import Drafts

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def drafts(shop: str = "shop.shopdesk") -> Drafts:
    return Drafts(Path("/shops") / shop, lambda: NOW)


def files() -> list[Path]:
    return sorted((data_dir() / "drafts").glob("*/*"))


def test_a_draft_comes_back_in_another_process_and_only_in_its_shop() -> None:
    first = drafts()
    first.of("orders").put("order.create", {"buyer_name": "买家甲"})
    first.flush()
    assert drafts().of("orders").get("order.create") == {"buyer_name": "买家甲"}
    assert drafts().of("customers").get("order.create") is None
    assert drafts("other.shopdesk").all() == []
    (kept,) = drafts().all()
    assert (kept.page, kept.name, kept.at) == ("orders", "order.create", NOW)


def test_what_is_forgotten_is_gone_from_the_disk() -> None:
    one = drafts()
    kept = one.of("orders")
    for value in ({"a": "1"}, {"a": "2"}, None):
        kept.put("order.create", value)
    one.flush()
    assert files() == []
    assert kept.get("order.create") is None
    kept.put("never there", None)
    one.flush()
    assert files() == []


def test_only_the_last_of_many_keys_counts_and_no_part_is_left() -> None:
    one = drafts()
    for number in range(200):
        one.of("orders").put("order.create", {"text": "x" * number + "!"})
    one.flush()
    assert [path.suffix for path in files()] == [".json"]
    assert drafts().of("orders").get("order.create")["text"] == "x" * 199 + "!"


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b'{"page": "orders"}', b"[" * 200_000,
        b'{"page": "orders", "name": "order.create", "at": "yesterday", "value": {"a": 1}}',
        b'{"page": "orders", "name": "order.create", "at": "2026-11-22T08:00:00", "value": {"a": 1}}',
        b'{"page": 1, "name": null, "at": 5, "value": {"a": 1}}',
    ],
)  # fmt: skip
def test_a_damaged_file_is_no_draft(content: bytes) -> None:
    one = drafts()
    one.of("orders").put("order.create", {"a": "1"})
    one.flush()
    (path,) = files()
    path.write_bytes(content)
    assert drafts().of("orders").get("order.create") is None
    assert drafts().all() == []


def test_a_folder_that_cannot_be_written_costs_the_draft_and_not_the_typing() -> None:
    (data_dir()).mkdir(parents=True)
    (data_dir() / "drafts").write_text("in the way", encoding="utf-8")
    one = drafts()
    one.of("orders").put("order.create", {"a": "1"})
    one.flush()
    assert one.of("orders").get("order.create") == {"a": "1"}
    assert one.all() == []


def test_a_draft_says_when_it_was_written() -> None:
    one = drafts()
    one.of("orders").put("order.create", {"a": "1"})
    one.flush()
    (path,) = files()
    assert json.loads(path.read_text("utf-8"))["at"] == "2026-11-22T08:00:00+00:00"
