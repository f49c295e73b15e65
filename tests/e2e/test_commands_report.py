"""`report`: the same figures as the page, as JSON and for people."""

from tests.e2e.command_line import CommandLine


def test_the_figures_of_some_days(demo: CommandLine) -> None:
    told = demo("report", "inquiries", "--from", "2026-11-01", "--to", "2026-11-30")
    assert {"report", "from", "to", "zone", "figures", "before", "tables"} <= set(told)
    assert (told["report"], told["from"], told["to"]) == ("inquiries", "2026-11-01", "2026-11-30")
    assert told["before"]["from"] == "2026-10-01"
    rows = demo.rows("inquiries", "--where", "local_day>=2026-11-01")
    assert told["figures"]["asked"] == len(rows) > 0
    channels = {row["channel"]: row["asked"] for row in told["tables"]["conversion_channels"]}
    assert channels == {
        channel: sum(row["channel"] == channel for row in rows) for channel in {row["channel"] for row in rows}
    }
    assert len(told["tables"]["busy_hours"]) == 24
    # The clock of these commands stands at the same moment: the same question has the same answer.
    assert demo("report", "inquiries", "--from", "2026-11-01", "--to", "2026-11-30") == told


def test_without_days_it_is_this_month_up_to_today(demo: CommandLine) -> None:
    told = demo("report", "inquiries")
    assert (told["from"], told["to"]) == ("2026-11-01", "2026-11-22")
    assert demo("report", "inquiries", "--from", "-6", "--to", "today")["from"] == "2026-11-16"


def test_for_people(demo: CommandLine) -> None:
    code, out, _err = demo.raw("--shop", demo.shop, "--now", "2026-11-22T08:00:00Z", "report", "inquiries")
    assert code == 0
    assert "Inquiries  2026-11-01 – 2026-11-22" in out
    assert "Reply times by channel" in out
    code, out, _err = demo.raw("--shop", demo.shop, "report", "inquiries", "--from", "2020-01-01", "--to", "2020-01-02")
    assert (code, out) == (0, "Inquiries  2020-01-01 – 2020-01-02\nNothing happened on these days.\n")


def test_what_is_refused(demo: CommandLine, run: CommandLine) -> None:
    assert demo.refused("report", "weather") == ("report.unknown", {"name": "weather", "known": "inquiries"})
    assert demo.refused("report", "inquiries", "--from", "31.31.2026")[0] == "form.date"
    assert demo.refused("report", "inquiries", "--to", "+9999999")[0] == "form.date"
    assert demo.refused("report", "inquiries", "--from", "2026-11-02", "--to", "2026-11-01")[0] == "report.days"
    assert demo.refused("report", "inquiries", "--from", "1950-01-01")[0] == "report.too_long"
    run.shop.unlink()
    assert run.refused("report", "inquiries")[0] == "shop.missing"
