"""Photos of a product: kept by what they hold, one step to undo, in backups, and safe from bad files."""

from pathlib import Path

import pytest

from shopdesk.db import attachments as store
from shopdesk.db import backup
from shopdesk.domain.attachments import MOST_BYTES, MOST_FILES, NewFile
from shopdesk.domain.errors import UserError
from shopdesk.domain.products import ProductDraft
from shopdesk.services import attachments, history, products
from shopdesk.services.desk import Desk
from shopdesk.services.listing import KINDS, list_records, show_record
from tests.services.packing_shop import refused
from tests.services.small_shop import dump, query

PNG = b"\x89PNG\r\n\x1a\n"


def photo(name: str = "mug.png", more: bytes = b"mug") -> NewFile:
    """Bytes that begin like a picture: services look no further, the window has read it."""
    return NewFile(name, PNG + more)


def enter(desk: Desk, *photos: NewFile) -> str:
    return products.create_product(desk, ProductDraft("MUG", "Mug", currency="CNY"), photos).value.number


def names(desk: Desk) -> list[str]:
    """What the photos of the product are called, in order."""
    return [one.name for one in products.story(desk, products.ids(desk, query(sku="MUG"))[0]).photos]


def test_photos_are_kept_once_in_order_and_undone(desk: Desk) -> None:
    number = enter(desk, photo("a.png", b"a"))
    before = dump(desk)
    attachments.add_photos(desk, "product", number, [photo("b.png", b"b"), photo("again.png", b"a")])
    assert names(desk) == ["a.png", "b.png"]
    attachments.put_first(desk, "product", number, 2)
    assert names(desk) == ["b.png", "a.png"]
    attachments.remove_photo(desk, "product", number, 1)
    assert names(desk) == ["a.png"]
    history.undo(desk)
    assert names(desk) == ["b.png", "a.png"]
    (first, _second) = products.story(desk, products.ids(desk, query())[0]).photos
    assert attachments.read(desk, first.sha256) == PNG + b"b"
    history.undo(desk), history.undo(desk)
    assert dump(desk) == before
    history.redo(desk)
    assert names(desk) == ["a.png", "b.png"]
    assert len(store.stored(desk.path)) == 2
    assert list_records(desk, KINDS["products"], (), "", True, None, 0)[1][0]["photos"] == 2


def test_a_new_product_with_photos_is_one_step(desk: Desk) -> None:
    before = dump(desk)
    enter(desk, photo("a.png", b"a"), photo("b.png", b"b"))
    assert names(desk) == ["a.png", "b.png"]
    history.undo(desk)
    assert dump(desk) == before
    history.redo(desk)
    assert names(desk) == ["a.png", "b.png"]


def test_the_history_tells_of_photos_also_of_those_taken_off(desk: Desk) -> None:
    enter(desk)
    attachments.add_photos(desk, "product", "MUG", [photo()])
    attachments.remove_photo(desk, "product", "MUG", 1)
    told = show_record(desk, KINDS["products"], "MUG")["history"]
    assert [event["action"] for event in told] == ["product.create", "product.add_photo", "product.remove_photo"]


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (NewFile("letter.pdf", b"%PDF-1.7"), "photo.unreadable"),
        (NewFile("page.png", b"<html>"), "photo.unreadable"),
        (NewFile("nothing.png", b""), "photo.unreadable"),
        (NewFile("huge.png", PNG + bytes(MOST_BYTES)), "photo.too_large"),
    ],
)
def test_what_is_no_photo_is_refused_and_nothing_is_left(desk: Desk, file: NewFile, code: str) -> None:
    enter(desk)
    before = dump(desk)
    assert refused(attachments.add_photos, desk, "product", "MUG", [photo(), file]).code == code
    assert (dump(desk), store.stored(desk.path)) == (before, {})


def test_a_record_has_only_so_many_photos(desk: Desk) -> None:
    enter(desk, *(photo(more=bytes([n])) for n in range(MOST_FILES)))
    error = refused(attachments.add_photos, desk, "product", "MUG", [photo(more=b"one more")])
    assert (error.code, error.where["found"], error.where["limit"]) == ("photo.too_many", 21, 20)
    assert refused(attachments.add_photos, desk, "product", "GONE", [photo()]).code == "record.missing"
    for place in (0, 21, -1):
        assert refused(attachments.remove_photo, desk, "product", "MUG", place).code == "photo.no_place"


def test_a_file_that_is_gone_or_no_name_is_said(desk: Desk) -> None:
    enter(desk, photo())
    (one,) = products.story(desk, products.ids(desk, query())[0]).photos
    store.path_of(desk.path, one.sha256).unlink()
    for name in (one.sha256, "../../etc/passwd", "", "A" * 64):
        assert refused(attachments.read, desk, name).code == "photo.missing"


def test_a_folder_that_cannot_be_written_to_is_said(desk: Desk) -> None:
    enter(desk)
    backup.files_of(desk.path).write_text("a file where the folder should be")
    before = dump(desk)
    with pytest.raises(UserError, match=r"photo\.unwritable"):
        attachments.add_photos(desk, "product", "MUG", [photo()])
    assert dump(desk) == before


def test_a_backup_brings_the_photos_along(desk: Desk, tmp_path: Path) -> None:
    enter(desk, photo())
    (one,) = products.story(desk, products.ids(desk, query())[0]).photos
    backup.make(desk.path, tmp_path / "stick", "hand", desk.now())
    assert (tmp_path / "stick" / "files" / one.sha256).read_bytes() == PNG + b"mug"
