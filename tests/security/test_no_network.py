"""Commands work without a network and ask the kernel for none, and neither does the database server.

Indexing and asking, with the engine, searching, exporting, printing and backups are observed in the same ways
in `tests/journeys/test_egress_report.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from core.egress.observing import Ways
from core.egress.tables import counted, counter_attempts
from core.egress.tracing import connection_attempts, families, lines_of
from tests.fixtures.figures import figure
from tests.journeys.program import Program, write_charts

pytestmark = [pytest.mark.journey]

CHART = {
    "client": {"id": "net-1", "first_name": "Linnet", "last_name": "Offline", "birth_date": "1970-02-01"},
    "sessions": [
        {
            "id": "net-1-1",
            "date": "2024-05-02",
            "subjective": "Itchy rash on both arms since she began amoxicillin six days ago.",
            "objective": "Raised wheals on both forearms, chest clear.",
            "assessment": "Urticaria from amoxicillin.",
            "plan": "Amoxicillin was stopped because of the rash. Cetirizine 10 mg once a day.",
        }
    ],
}


def journey(program: Program) -> None:
    """Creates a practice, which starts a server, and imports a chart; each result is looked at."""
    program.must("init", "--practice", "Offline")
    charts = write_charts(program.secrets / "charts.jsonl", [CHART])
    assert program.must_json("import", str(charts))["sessions"] == 1
    assert program.must_json("index", "status")["total"] > 0


def test_the_journey_runs_and_opens_no_network_socket(tmp_path: Path) -> None:
    """That the observation would show one is tested in `tests/unit/core/egress`."""
    ways = Ways.of_this_computer(tmp_path)
    if ways.namespace is None and ways.strace is None:
        pytest.skip(f"{ways.no_namespace}; {ways.no_trace}")
    traces, counters = tmp_path / "trace", tmp_path / "counters"
    traces.mkdir()
    # Traced processes that run as another user write here too.
    traces.chmod(0o777)
    wrapper = ways.wrapped((), traces=traces, counters=counters)
    journey(Program(tmp_path / "practice", wrapper=wrapper))
    lines = list(lines_of(traces))
    found = families(lines)
    figure(f"no network: own namespace {ways.no_namespace or 'yes'}; traced {ways.no_trace or dict(found)}")
    if ways.namespace is not None:
        # Of the last command: each has a namespace of its own.
        assert counter_attempts(counted(counters.read_text("ascii"))) == ()
    if ways.strace is None:
        pytest.skip(f"journey passed in its own network namespace, but: {ways.no_trace}")
    assert found["AF_UNIX"] > 0, "Postgres is spoken to over a Unix socket: the trace saw nothing"
    assert connection_attempts(lines) == ()
    if ways.namespace is None:
        pytest.skip(f"no network socket in the trace, but: {ways.no_namespace}")
