"""What an unlock finds is printed by every command, not by `doctor` alone."""

from __future__ import annotations

import json

import pytest

from core.audit.findings import IntegrityFinding
from tests.unit.app.conftest import FakeIntegrity, Practice, practice
from ui.words.findings import finding_text

__all__ = ["practice"]
FINDINGS = (IntegrityFinding("stale_row"), IntegrityFinding("clock_set_back"))
COMMANDS = (
    ("users", "list"),
    ("audit", "show"),
    ("keys", "status"),
)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("option", [(), ("--quiet",), ("--json",)])
def test_each_command_prints_the_findings(practice: Practice, command, option):
    practice.integrity = FakeIntegrity(*FINDINGS)
    done = practice.run(*option, *command)
    for finding in FINDINGS:
        assert finding_text(finding) in done.err
        assert finding_text(finding) not in done.out
    if option == ("--json",):
        json.loads(done.out)


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_found_says_nothing(practice: Practice, command):
    assert practice.run(*command).err == ""


def test_a_whole_log_does_not_call_changed_records_whole(practice: Practice):
    assert practice.run("audit", "verify").code == 0
    practice.integrity = FakeIntegrity(IntegrityFinding("stale_row"))
    done = practice.run("audit", "verify")
    assert done.code == 3
    assert "RECORDS WERE CHANGED OUTSIDE ANAMNESIS: stale_row." in done.out
    practice.integrity = FakeIntegrity(IntegrityFinding("clock_set_back"))
    assert practice.run("audit", "verify").code == 0


def test_every_record_is_checked_where_that_is_asked_for(practice: Practice):
    found = FakeIntegrity()
    found.check_all = lambda **_: (IntegrityFinding("damaged_row"),)  # type: ignore[method-assign]
    practice.integrity = found
    assert practice.run("audit", "verify").code == 0
    done = practice.run("--json", "audit", "verify", "--records")
    assert (done.code, json.loads(done.out)["records"]) == (3, ["damaged_row"])
