"""`anamnesis audit`: filters, pages, the verdict and its exit code, and a file that is not overwritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.audit.dto import AuditFilter, ChainFinding, ChainReport
from core.audit.findings import IntegrityFinding
from core.errors import RoleRefused
from core.ids import new_id
from tests.fakes.audit import FakeAuditReader, entry
from tests.unit.app.conftest import CLIENT, MINE, THEIRS, FakeIntegrity, Practice


def test_the_newest_come_first_with_names_and_times(practice: Practice):
    found = practice.json("audit", "show")
    assert [each["position"] for each in found["entries"]] == [6, 5, 4, 3, 2, 1]
    assert found["entries"][0]["user"] == "Noa Levi"
    assert found["entries"][0]["client_id"] == str(CLIENT.client_id)
    assert found["more"] is False
    text = practice.run("audit", "show").out
    assert "2026-03-02 12:06:00Z" in text
    assert "Noa Levi  client.view" in text


def test_as_many_as_are_wanted_over_several_pages(practice: Practice):
    practice.audit = FakeAuditReader(*(entry(number) for number in range(1, 701)))
    found = practice.json("audit", "show", "-n", "450")
    assert [each["position"] for each in found["entries"]] == list(range(700, 250, -1))
    assert found["more"] is True


def test_the_filters_reach_the_log(practice: Practice):
    practice.json(
        *("audit", "show", "--by", "noa levi", "--client", str(CLIENT.client_id), "--action", "client.view"),
        *("--since", "2026-03-01", "--until", "2026-03-31"),
    )
    assert practice.audit.asked[-1][0] == AuditFilter(
        user_id=THEIRS.user_id,
        client_id=CLIENT.client_id,
        action="client.view",
        since=date(2026, 3, 1),
        until=date(2026, 3, 31),
    )


def test_members_and_clients_who_are_gone_are_named_by_number(practice: Practice):
    practice.clients.fail("list", RoleRefused(role="auditor", right="chart"))
    gone = new_id()
    assert practice.json("audit", "show", "--by", str(gone), "--client", str(gone))["entries"] == []
    assert practice.run("audit", "show", "--by", "Nobody").code == 5
    assert practice.run("audit", "show", "--since", "yesterday").code == 2


def test_a_damaged_entry_is_shown_as_such_and_cannot_steer_the_terminal(practice: Practice):
    bad = replace(entry(9, user_id=MINE.user_id, intact=False), action="session\x1b[2J", device=None)
    practice.audit = FakeAuditReader(bad)
    text = practice.run("audit", "show").out
    assert "DAMAGED" in text
    assert "\x1b" not in text


def test_a_whole_log_exits_with_0_and_says_what_it_cannot_know(practice: Practice):
    assert practice.json("audit", "verify")["intact"] is True
    assert "last 5 entries are not anchored" in practice.run("audit", "verify").out


def test_a_changed_log_exits_like_a_tampered_record(practice: Practice):
    practice.audit.report = ChainReport(
        entries=6, checkpoints=1, unchained=2, unanchored=0, findings=(ChainFinding("altered", 3),)
    )
    done = practice.run("audit", "verify")
    assert done.code == 3
    assert "CHANGED" in done.out
    assert "altered at #3" in done.out


def test_an_export_is_verified_without_a_practice(practice: Practice, monkeypatch: pytest.MonkeyPatch):
    (practice.data / "vault.json").unlink()
    asked: list[str] = []

    def checked(path) -> ChainReport:
        asked.append(path.name)
        return practice.audit.report

    monkeypatch.setattr("app.cli.audit.verify_export", checked)
    assert practice.json("audit", "verify", "log.jsonl")["intact"] is True
    assert asked == ["log.jsonl"]


def test_the_log_is_exported_but_over_nothing(practice: Practice):
    out = practice.root / "log.jsonl"
    assert practice.json("audit", "export", "--out", str(out), "--by", MINE.name)["exported"] == 5
    assert out.exists()
    before = out.read_text()
    assert practice.run("audit", "export", "--out", str(out)).code == 5
    assert out.read_text() == before


def test_who_may_not_read_it_is_refused(practice: Practice):
    practice.audit.fail("entries", RoleRefused(role="clinician", right="audit"))
    assert practice.run("audit", "show").code == 5


def test_a_whole_practice_has_nothing_to_accept(practice: Practice):
    assert practice.json("audit", "accept", "--yes") == {"findings": [], "accepted": False, "left": []}


def test_what_was_found_is_accepted_only_when_asked_to(practice: Practice):
    practice.integrity = FakeIntegrity(IntegrityFinding("stale_database"), IntegrityFinding("stale_row"))
    looked = practice.run("audit", "accept")
    assert looked.code == 3
    assert "stale_database, stale_row" in looked.out
    assert "--yes" in looked.out
    assert practice.integrity.at_unlock
    assert practice.json("audit", "accept", "--yes")["accepted"] is True
    assert practice.integrity.at_unlock == ()


def test_what_cannot_be_mended_is_said(practice: Practice):
    left = IntegrityFinding("damaged_row")
    practice.integrity = FakeIntegrity(IntegrityFinding("stale_database"), left, left=(left,))
    done = practice.run("audit", "accept", "--yes")
    assert done.code == 3
    assert "Not mended by that: damaged_row" in done.out
