"""Files that no reader knows: what is in them, a proposal, the first orders, and mappings that are remembered."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from shopdesk.domain.errors import UserError
from shopdesk.exchange.platforms.table_mapping import FIELDS, check_mapping
from shopdesk.exchange.reading import check_whole_mapping
from shopdesk.services import history, imports, mapping, mappings
from shopdesk.services.desk import Desk
from tests.exchange.exports import csv_text

HEADER = ["Bestell-ID", "Artikel", "Menge", "Einzelpreis", "Kaufdatum", "Name des Empfängers", "Bestellstatus"]
ROWS = [
    ["B-1001", "Tasse", "2", "15,00€", "1. Dez. 2025, 12:32 Uhr CET(UTC+1)", "Käufer A", "Nicht versandt"],
    ["B-1001", "Teller", "1", "7,50€", "1. Dez. 2025, 12:32 Uhr CET(UTC+1)", "Käufer A", "Nicht versandt"],
    ["B-1002", "Tasse", "1", "15,00€", "2. Dez. 2025, 08:00 Uhr CET(UTC+1)", "Käufer B", "Versandt"],
]
COLUMNS = {
    "platform_order": "Bestell-ID", "title": "Artikel", "quantity": "Menge", "price": "Einzelpreis",
    "ordered_at": "Kaufdatum", "buyer_name": "Name des Empfängers", "status": "Bestellstatus",
}  # fmt: skip
MAPPING = {"columns": COLUMNS, "currency": "EUR", "decimal": ","}


def file(
    folder: Path, name: str = "export.csv", header: list[str] = HEADER, rows: Any = ROWS, caption: str = ""
) -> str:
    path = folder / name
    path.write_text(caption + csv_text(header, rows), encoding="utf-8", newline="")
    return str(path)


@pytest.fixture
def found(desk: Desk, tmp_path: Path) -> mapping.FoundTable:
    """The file of `ROWS`, looked at."""
    return mapping.look(desk, file(tmp_path))


def outcome(call: Callable[[], Any]) -> Any:
    """What a call gives, or the error a person is told."""
    try:
        return call()
    except UserError as error:
        return error


def test_an_unknown_file_is_looked_at_and_tried_out(desk: Desk, tmp_path: Path) -> None:
    found = mapping.look(desk, file(tmp_path, caption="Export of last month\r\n\r\n"))
    assert (found.name, found.known) == ("export.csv", None)
    assert mapping.options(desk, found, found.mapping["columns"]).open == frozenset()
    assert mapping.options(desk, found, {"total": "Einzelpreis"}).open == {"platform_order"}
    assert found.mapping == MAPPING
    assert set(found.confidence.values()) == {"sure"}
    assert [column.samples for column in found.columns][:2] == [("B-1001", "B-1002"), ("Tasse", "Teller")]
    tried = mapping.try_out(desk, found, found.mapping)
    assert (tried.problems, tried.refused, tried.returns) == ((), 0, 0)
    assert [(order.number, order.buyer, order.lines, order.units, order.total, order.currency, order.status)
            for order in tried.orders] == [
        ("B-1001", "Käufer A", ("2 × Tasse", "1 × Teller"), 3, 3750, "EUR", "to_ship"),
        ("B-1002", "Käufer B", ("1 × Tasse",), 1, 1500, "EUR", "shipped"),
    ]  # fmt: skip
    # It can be tried again and again: reading uses a copy up.
    assert mapping.try_out(desk, found, found.mapping) == tried


def test_trying_out_tells_rows_and_what_is_wrong(desk: Desk, tmp_path: Path) -> None:
    rows = [*ROWS, ["B-1003", "Tasse", "many", "15,00€", "2025-12-02", "", ""]]
    found = mapping.look(desk, file(tmp_path, rows=rows))
    tried = mapping.try_out(desk, found, found.mapping)
    assert [(problem["code"], problem["row"], problem["column"]) for problem in tried.problems] == [
        ("line.quantity", 5, "Menge")
    ]
    assert tried.refused == 1
    for wrong, code in (({"columns": {"title": "Artikel"}}, "map.invalid"),
                        ({"columns": COLUMNS | {"sku": "Farbe"}}, "map.column_missing"),
                        (MAPPING | {"zone": "Mars"}, "zone.unknown")):  # fmt: skip
        with pytest.raises(UserError) as caught:
            mapping.try_out(desk, found, wrong)
        assert caught.value.code == code


def test_packed_tab_separated_and_in_another_encoding(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "bestellungen.txt.gz"
    path.write_bytes(gzip.compress(csv_text(HEADER, ROWS, "\t").encode("cp1252")))
    assert mapping.look(desk, str(path)).mapping == MAPPING


def test_a_workbook_with_captions_and_a_second_sheet(desk: Desk, tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["Read me"])
    sheet = book.create_sheet("Orders")
    for row in (["Orders of December"], [], HEADER, *ROWS):
        sheet.append(row)
    book.save(tmp_path / "orders.xlsx")
    found = mapping.look(desk, str(tmp_path / "orders.xlsx"))
    assert (found.mapping, found.table.header_row) == (MAPPING, 3)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (b"Dear customer,\r\nthank you for your letter.\r\n", "file.unknown"),
        (b"\x89PNG\r\n\x1a\n0000", "file.unknown"),
        (b"Order number,Total,Date\r\n", "file.header_only"),
    ],
)
def test_what_is_no_table(desk: Desk, tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "x.csv").write_bytes(content)
    with pytest.raises(UserError) as caught:
        mapping.look(desk, str(tmp_path / "x.csv"))
    assert caught.value.code == code


def test_a_remembered_mapping_reads_the_next_file_without_a_question(desk: Desk, tmp_path: Path) -> None:
    path = file(tmp_path)
    with pytest.raises(UserError) as caught:
        imports.import_files(desk, [path])
    assert caught.value.code == "file.unknown"
    mappings.save_mapping(desk, "  Bazaar   orders ", HEADER, MAPPING | {"platform": "temu"})
    result = imports.import_files(desk, [path]).value
    assert [(told["mapping"], told["platform"]) for told in result["files"]] == [("Bazaar orders", "temu")]
    assert (result["orders"]["new"], result["totals"][0]["amount"]) == (2, "52.50")
    second = file(tmp_path, "next.csv", rows=[["B-1003", *ROWS[0][1:]]])
    assert imports.import_files(desk, [second]).value["orders"]["new"] == 1
    found = mapping.look(desk, second)
    assert found.known is not None
    assert (found.known.name, found.mapping["platform"]) == ("Bazaar orders", "temu")


def test_a_file_with_a_new_column_is_asked_about_with_the_old_answers(desk: Desk, tmp_path: Path) -> None:
    mappings.save_mapping(desk, "Bazaar", HEADER, MAPPING | {"status": "shipped"})
    path = file(tmp_path, header=[*HEADER, "Neu"], rows=[[*row, "x"] for row in ROWS])
    with pytest.raises(UserError) as caught:
        imports.preview(desk, [path])
    assert caught.value.code == "file.unknown"
    assert mapping.look(desk, path).mapping == MAPPING | {"status": "shipped"}


def test_saving_again_replaces_and_all_of_it_is_undone(desk: Desk) -> None:
    mappings.save_mapping(desk, "Bazaar", HEADER, MAPPING)
    mappings.save_mapping(desk, "Market", HEADER, MAPPING | {"currency": "CHF"})
    assert [(item.name, item.mapping["currency"]) for item in mappings.listed(desk)] == [("Market", "CHF")]
    history.undo(desk)
    assert [(item.name, item.mapping["currency"]) for item in mappings.listed(desk)] == [("Bazaar", "EUR")]
    mappings.rename_mapping(desk, "Bazaar", "Fair")
    mappings.delete_mapping(desk, "Fair")
    assert mappings.listed(desk) == []
    history.undo(desk)
    assert [item.name for item in mappings.listed(desk)] == ["Fair"]


def test_names_are_needed_and_belong_to_one_kind_of_file(desk: Desk) -> None:
    mappings.save_mapping(desk, "Bazaar", HEADER, MAPPING)
    other = [*HEADER, "Neu"]
    mappings.save_mapping(desk, "Fair", other, MAPPING)
    for call, code in (
        (lambda: mappings.save_mapping(desk, "Fair", HEADER, MAPPING), "mapping.name_taken"),
        (lambda: mappings.save_mapping(desk, " ", HEADER, MAPPING), "form.required"),
        (lambda: mappings.save_mapping(desk, "x" * 61, HEADER, MAPPING), "form.too_long"),
        (lambda: mappings.save_mapping(desk, "x", HEADER[1:], MAPPING), "map.column_missing"),
        (lambda: mappings.save_mapping(desk, "x", HEADER, {"columns": {}}), "map.invalid"),
        (lambda: mappings.rename_mapping(desk, "Fair", "Bazaar"), "mapping.name_taken"),
        (lambda: mappings.rename_mapping(desk, "Nobody", "x"), "record.missing"),
        (lambda: mappings.delete_mapping(desk, "Nobody"), "record.missing"),
    ):
        with pytest.raises(UserError) as caught:
            call()
        assert caught.value.code == code
    assert [item.name for item in mappings.listed(desk)] == ["Bazaar", "Fair"]


def test_out_to_a_file_and_in_again(desk: Desk, tmp_path: Path) -> None:
    mappings.save_mapping(desk, "Bazaar", HEADER, MAPPING)
    path = tmp_path / "bazaar.json"
    mappings.export_mapping(desk, "Bazaar", path)
    with pytest.raises(UserError) as caught:
        mappings.export_mapping(desk, "Bazaar", path)
    assert caught.value.code == "export.exists"
    mappings.delete_mapping(desk, "Bazaar")
    # The file is a mapping for --map, and what another shop can learn from.
    options = imports.ImportOptions(mapping=mappings.read_mapping_file(path))
    assert imports.preview(desk, [file(tmp_path)], options).result["orders"]["new"] == 2
    mappings.import_mapping(desk, path)
    assert [(item.name, item.columns, item.mapping) for item in mappings.listed(desk)] == [
        ("Bazaar", tuple(HEADER), MAPPING)
    ]


def test_a_mapping_without_its_header_cannot_be_remembered(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "map.json").write_text(json.dumps(MAPPING), encoding="utf-8")
    with pytest.raises(UserError) as caught:
        mappings.import_mapping(desk, tmp_path / "map.json")
    assert caught.value.code == "map.no_header"
    assert mappings.listed(desk) == []


def refused(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        mappings.read_mapping_file(path)
    return caught.value.code


@pytest.mark.parametrize(
    "content",
    [
        b"", b"no json", b"[1, 2]", b'"text"', b"null", b"\xff\xfe\x00", b"[" * 100_000, b'{"columns":' * 5_000,
        b'{"columns": {"platform_order": "' + b"x" * 2_000_000 + b'"}}',
        b'{"columns": {"platform_order": "x", "platform_order": 5}}',
        b'{"columns": {"platform_order": "\\ud800\\u0000"}, "x": 1}',
        b'{"columns": {"platform_order": "No"}, "zone": 8}', b'{"columns": {"platform_order": NaN}}',
        b'{"columns": {"platform_order": ' + b"9" * 10_000 + b"}}",
    ],
    ids=range(14),
)  # fmt: skip
def test_hostile_mapping_files_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "map.json"
    path.write_bytes(content)
    assert refused(path) == "map.invalid"


def test_no_file_a_folder_and_hostile_zones(tmp_path: Path) -> None:
    assert refused(tmp_path / "nothing.json") == "file.missing"
    assert refused(tmp_path) == "map.invalid"
    for zone in ("../../../etc/passwd", "/etc/localtime", "Africa", "\ud800", "a\0b", "x" * 400):
        with pytest.raises(UserError) as caught:
            check_whole_mapping({"columns": {"platform_order": "No"}, "zone": zone})
        assert caught.value.code == "zone.unknown"


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
_KEYS = ("columns", "zone", "currency", "date_order", "decimal", "status", "platform", "name", "header")
_NAMES = st.sampled_from([*HEADER, "", "Nobody"]) | st.lists(st.sampled_from(HEADER), max_size=3) | _JSON
_MAPPINGS = _JSON | st.dictionaries(
    st.sampled_from(_KEYS) | st.text(max_size=5),
    _JSON | st.dictionaries(st.sampled_from(sorted(FIELDS)) | st.text(max_size=5), _NAMES, max_size=6),
    max_size=5,
)


@given(value=_MAPPINGS)
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_any_mapping_is_checked_or_refused(value: Any) -> None:
    checked = outcome(lambda: check_mapping(value))
    if isinstance(checked, UserError):
        assert checked.code == "map.invalid"
        assert len(str(checked.where["found"])) < 120
    else:
        assert checked.columns["platform_order"]
        assert all(isinstance(name, str) and name for names in checked.columns.values() for name in names)


@given(
    columns=st.dictionaries(
        st.sampled_from(sorted(FIELDS)),
        st.sampled_from(HEADER) | st.lists(st.sampled_from(HEADER), min_size=1, max_size=3), max_size=8,
    ),
    options=st.fixed_dictionaries(
        {},
        optional={
            "decimal": st.sampled_from([".", ","]), "date_order": st.sampled_from(["ymd", "dmy", "mdy"]),
            "currency": st.sampled_from(["EUR", "JPY", "CNY"]), "zone": st.sampled_from(["Europe/Berlin", "+08:00"]),
            "status": st.sampled_from(["awaiting_payment", "to_ship", "shipped", "completed"]),
        },
    ),
)  # fmt: skip
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_whatever_column_is_called_what_nothing_falls_over(
    desk: Desk, found: mapping.FoundTable, columns: dict[str, Any], options: dict[str, Any]
) -> None:
    told = {"columns": {"platform_order": "Bestell-ID"} | columns, **options}
    tried = outcome(lambda: mapping.try_out(desk, found, told))
    if isinstance(tried, UserError):
        assert tried.code == "map.invalid"
        return
    assert len(tried.orders) + tried.refused + tried.returns <= len(ROWS)
    if told["columns"]["platform_order"] == "Bestell-ID":
        assert {order.number for order in tried.orders} <= {row[0] for row in ROWS}
