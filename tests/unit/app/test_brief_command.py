"""`anamnesis brief`: one client's, or that of everybody expected today."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest

from app.cli.brief import brief_text
from core.errors import TamperedRecord
from core.security.roles import Access
from tests.fakes.briefs import FakeBriefs, brief_of, chart
from tests.unit.app.conftest import CLIENT, MINE, Practice

VISITS: tuple[dict[str, str], ...] = (
    {"day": "2024-08-05", "objective": "BP 130/80.", "plan": "Start Lisinopril 10 mg. Follow up in 2 weeks."},
    {"day": "2024-05-06", "objective": "BP 150/90."},
)


@pytest.fixture
def briefs(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> FakeBriefs:
    """The briefs behind the practice of fakes; its client has one."""
    made = FakeBriefs()
    read = chart(*VISITS, of=CLIENT)
    made.put(brief_of(read))
    of_practice = practice.services

    def services(_self: Practice) -> SimpleNamespace:
        found = of_practice()
        found.access = Access(MINE.user_id, "owner")
        found.briefs = made
        found.sessions = SimpleNamespace(list_for_client=lambda _client: read.sessions)
        found.keys = SimpleNamespace(finish_pending=lambda **_: None)
        return found

    monkeypatch.setattr(Practice, "services", services)
    return made


def test_in_words_it_says_where_each_line_stands(practice: Practice, briefs: FakeBriefs) -> None:
    done = practice.run("brief", "--client", str(CLIENT.client_id))
    assert done.code == 0, done.err
    assert "Adler, Miriam · since 5 Aug 2024" in done.out
    assert "“Start Lisinopril 10 mg.” (5 Aug 2024 · plan)" in done.out
    assert "“BP 150/90” (6 May 2024 · objective), then “BP 130/80” (5 Aug 2024 · objective)" in done.out
    assert "Read 2 sessions" in done.out
    assert briefs.shown == [CLIENT.client_id]


def test_as_json_every_quote_has_its_place(practice: Practice, briefs: FakeBriefs) -> None:
    row: dict[str, Any] = practice.json("brief", "--client", str(CLIENT.client_id))
    assert (row["since"], row["stale"], row["searched"]["sessions"]) == ("2024-08-05", False, 2)
    moved = next(line for line in row["lines"] if "became" in line["joins"])
    assert len(moved["joins"]) == len(moved["sources"]) - 1
    source = moved["sources"][-1]
    assert (source["quote"], source["field"], source["date"]) == ("BP 130/80", "objective", "2024-08-05")
    field = VISITS[0]["objective"]
    assert field[source["quote_start"] : source["quote_end"]] == source["quote"]


def test_of_today_each_is_shown_and_a_damaged_chart_stops_nobody(
    practice: Practice, briefs: FakeBriefs
) -> None:
    briefs.expected = [CLIENT.client_id, CLIENT.client_id]
    briefs.fail("brief", TamperedRecord())
    done = practice.run("--json", "brief", "--today")
    assert done.code == 3
    first, second = (json.loads(line) for line in done.out.splitlines())
    assert first["error"]["code"] == "tampered_record"
    assert second["lines"]


def test_nobody_expected_is_said(practice: Practice, briefs: FakeBriefs) -> None:
    done = practice.run("brief", "--today")
    assert done.code == 0
    assert "No more clients are expected today" in done.out + done.err


def test_it_has_to_be_said_whose(practice: Practice, briefs: FakeBriefs) -> None:
    with pytest.raises(SystemExit, match="2"):
        practice.run("brief")
    assert practice.run("brief", "--client", "nobody").code == 5


def test_an_empty_brief_and_a_first_visit_say_so() -> None:
    told = brief_text(brief_of(chart(of=CLIENT)))
    assert "first visit" in told
    empty = brief_text(brief_of(chart()))
    assert "Nothing in this chart" in empty


def test_lines_of_one_kind_stand_under_one_heading() -> None:
    told = brief_text(
        brief_of(
            chart(
                {
                    "day": "2024-08-05",
                    "objective": "BP 130/80. Weight 79 kg.",
                    "assessment": "New onset gout.",
                },
                {"day": "2024-05-06", "objective": "BP 150/90. Weight 82 kg."},
            )
        )
    )
    assert told.count("→") == 0
    assert told.count(", then ") == 2
    assert told.split("\n").count("Finding") == 1
