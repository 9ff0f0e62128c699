"""The report holds what helps, and nothing that anybody typed, wherever it was put."""

from __future__ import annotations

from datetime import UTC, date, datetime

from core.health.finding import CHECKS, Finding
from core.health.log_lines import LogLine
from core.health.support_report import LOG_LINES, support_report
from core.metrics.day import DayMetrics
from core.metrics.summary import figures

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
CANARY = "Zebulon-Canary"
PARAMS = (
    *("areas", "available", "ceiling", "code", "codes", "crashes", "day", "days", "directory", "failed"),
    *("level", "licence", "method", "mode", "name", "now", "place", "practice", "reason", "schema", "sha256"),
    *("state", "version", "free_bytes", "readable", "whatever_comes_next"),
)


def report(*findings: Finding, lines: tuple[LogLine, ...] = ()) -> str:
    day = DayMetrics(date(2026, 6, 1))
    day.observe("ask", 2.0)
    day.note_error("disk_full")
    day.note_error(f"words of {CANARY}")
    usage = figures([day], today=NOW.date())
    return support_report(made_at=NOW, program="1.2.3", findings=findings, usage=usage, lines=lines)


def test_it_tells_what_helps():
    text = report(
        Finding("disk", "warning", {"free_bytes": 5}),
        Finding("versions", "ok", {"python": "3.11.2", "torch": "2.13.0"}),
        Finding("server_version", "ok", {"version": "18.1", "lowest": "16", "highest": "18"}),
        lines=(
            LogLine(
                NOW,
                "ERROR",
                "core.authenticator",
                "refused: disk_full",
                "authenticator.py:12",
                code="database_down",
            ),
        ),
    )
    for expected in (
        "Anamnesis 1.2.3",
        "warning  disk: free_bytes 5",
        "python 3.11.2, torch 2.13.0",
        "version 18.1, lowest 16, highest 18",
        "ask n=1",
        "disk_full=1",
        "ERROR core.authenticator authenticator.py:12 disk_full database_down",
    ):
        assert expected in text


def test_canaries_in_every_place_stay_out():
    findings = [
        Finding(check, "problem", {name: value})
        for check in CHECKS
        for name in PARAMS
        for value in (f"the note of {CANARY}, 42", [f"/home/{CANARY}/x"], {CANARY: CANARY})
    ]
    lines = (
        LogLine(NOW, "ERROR", f"core of {CANARY}", f"words of {CANARY}", f"{CANARY} file.py:3", f"{CANARY}!"),
        LogLine(NOW, "INFO", "core.authenticator", f"{CANARY}_said_it", error_at=CANARY, code=f"/{CANARY}"),
    )
    assert CANARY.lower() not in report(*findings, lines=lines).lower()


def test_ids_of_clients_stay_out():
    logged = "a client's key is damaged: 0b0f8f0e-8a57-4a86-9d6e-0f4a4a5f4d11, version 2"
    assert "0b0f8f0e" not in report(
        lines=(LogLine(NOW, "ERROR", "core.workspace", logged, "workspace.py:4"),)
    )


def test_it_is_short_enough_to_be_read():
    lines = tuple(
        LogLine(NOW, "INFO", "core.authenticator", "disk_full", "authenticator.py:1") for _ in range(5_000)
    )
    assert report(lines=lines).count("authenticator.py:1") == LOG_LINES
