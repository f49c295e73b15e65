"""Broken exports into a real shop: what goes in is what the answer says, and undo takes it back whole."""

from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopdesk.domain import money
from shopdesk.domain.errors import UserError
from shopdesk.sentences import SENTENCES
from shopdesk.services import history, imports
from shopdesk.services.desk import Desk
from shopdesk.services.listing import KINDS, list_records
from tests.exchange.mutations import broken
from tests.exchange.test_mutated_files import EXPORTS
from tests.services.small_shop import dump


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_what_goes_in_is_what_is_said(desk: Desk, tmp_path: Path, data: st.DataObject) -> None:
    export = EXPORTS[data.draw(st.sampled_from(sorted(EXPORTS)))]
    path = tmp_path / "export.csv"
    path.write_bytes(data.draw(broken(export)))
    before = dump(desk)
    try:
        result = imports.import_files(desk, [str(path)]).value
    except UserError as error:
        result = {"error": error.code}
    if "error" in result:
        assert result["error"] in SENTENCES
        assert dump(desk) == before
        return
    _count, rows = list_records(desk, KINDS["orders"], (), "", True, None, 0)
    assert len(rows) == result["orders"]["new"]
    told = {total["currency"]: Decimal(total["amount"]) for total in result["totals"]}
    held = {currency: sum((Decimal(row["total"]) for row in rows if row["currency"] == currency), Decimal(0))
            for currency in {row["currency"] for row in rows}}  # fmt: skip
    assert {currency: amount for currency, amount in told.items() if amount} == {
        currency: amount for currency, amount in held.items() if amount
    }
    for row in rows:
        assert money.to_minor(Decimal(row["total"]), row["currency"]) >= 0
    again = imports.import_files(desk, [str(path)]).value
    if not any(problem["code"] == "id.counts_rows" for problem in again["problems"]):
        assert (again["orders"]["new"], again["orders"]["changed"], again["batch"]) == (0, 0, None)
    while result["batch"] is not None and dump(desk) != before:
        history.undo(desk)
    assert dump(desk) == before
