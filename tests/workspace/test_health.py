"""The checks, the counts and the report over a real practice."""

from __future__ import annotations

import stat
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.audit.findings import IntegrityFinding
from core.backup.status import BackupStatus
from core.clients.dto import ClientDetails
from core.database.server_facts import ServerFacts
from core.errors import AnamnesisError, WrongPassphrase
from core.health import server
from core.health.alerts import alerts
from core.health.doctor import examine
from core.health.finding import CHECKS, Finding
from core.health.log_lines import read_log
from core.health.support_report import support_report
from core.metrics.day import DayMetrics, together
from core.metrics.summary import figures
from core.settings import SHARED_RECORDS, Settings
from core.sources.dto import SearchScope
from core.workspace import Workspace
from tests.workspace.practice import DAY, OWNER, Practice

CANARY = "Zebulon-Canary"
BACKED_UP = BackupStatus(datetime.now(UTC), datetime.now(UTC), 1, None)


def examined(practice: Practice) -> dict[str, Finding]:
    found = list(examine(practice.workspace, services=practice.services, backup=BACKED_UP))
    assert len({each.check for each in found}) == len(found)
    return {each.check: each for each in found}


def counted(practice: Practice) -> DayMetrics:
    return together(practice.workspace.metrics.days(), day=DAY)


def test_an_open_practice_is_examined_by_every_check(practice: Practice) -> None:
    found = examined(practice)
    # A model that is not there is not tried either.
    assert set(CHECKS) - set(found) <= {"trial_embedder", "trial_generator"}
    for check in ("server_version", "extension", "checksums", "audit_chain", "backup", "restore_drill"):
        assert found[check].status == "ok", found[check]


def test_a_server_that_was_never_tried_is_told(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    def tell(facts: ServerFacts) -> dict[str, str]:
        monkeypatch.setattr(server, "server_facts", lambda _cluster: facts)
        assert practice.workspace.cluster is not None
        return {each.check: each.status for each in server.server_findings(practice.workspace.cluster)}

    newer = tell(ServerFacts("19.0", 190000, "0.9.1", checksums=False))
    assert newer == {"server_version": "warning", "extension": "warning", "checksums": "warning"}
    older = tell(ServerFacts("15.9", 150009, "0.5.0", checksums=True))
    assert older == {"server_version": "problem", "extension": "problem", "checksums": "ok"}
    for version in (None, "", "nightly"):
        assert tell(ServerFacts("18.1", 180001, version, checksums=True))["extension"] == "problem"


def test_work_is_counted_and_written_at_the_lock(practice: Practice) -> None:
    practice.add("Ada")
    with pytest.raises(AnamnesisError):
        practice.services.search.find("", SearchScope())
    assert not list(practice.workspace.settings.metrics_dir.glob("*.json"))
    practice.enter(OWNER)
    with pytest.raises(WrongPassphrase):
        practice.enter("not the passphrase")
    practice.workspace.lock()
    (file,) = practice.workspace.settings.metrics_dir.glob("*.json")
    written = DayMetrics.from_json(file.read_bytes())
    assert written.durations["save"].count == 1
    assert written.durations["unlock"].count == 1
    assert dict(written.refused) == {"empty_question": 1, "wrong_passphrase": 1}
    assert not written.errors


def test_questions_and_searches_are_counted(practice: Practice) -> None:
    practice.add("Ada", plan="ibuprofen was stopped")
    everywhere = SearchScope()
    practice.services.search.find("ibuprofen", everywhere)
    answer = practice.services.assistant.ask("Why was ibuprofen stopped?", everywhere, use_model=False)
    day = counted(practice)
    assert {"find", "ask", "save"} <= set(day.durations)
    assert day.durations["find"].count == day.durations["ask"].count == 1
    assert day.counters["sources_found"] == len(answer.sources)
    # The engine was never started here, which is nobody's failure.
    assert not day.errors


def test_alerts_are_what_presses(practice: Practice) -> None:
    alerted = alerts(practice.workspace, practice.services)
    assert {each.check for each in alerted} <= {"disk", "index"}
    practice.services.integrity.at_unlock = (IntegrityFinding("audit_chain_damaged"),)
    for _ in range(30):
        practice.services.metrics.observe("save", 1.0)
    checks = [each.check for each in alerts(practice.workspace, practice.services)]
    assert checks[0] == "audit_chain"
    assert "speed_save" in checks


def test_only_starts_of_the_window_are_counted(settings: Settings, practice: Practice) -> None:
    practice.workspace.close()
    assert "starts" not in counted(practice).counters
    window = Workspace(settings, background=True)
    window.open()
    marker = settings.metrics_dir / "running"
    assert marker.exists()
    window.close()
    assert not marker.exists()
    marker.touch()
    again = Workspace(settings, background=True)
    again.open()
    again.close()
    counters = together(again.metrics.days(), day=DAY).counters
    assert (counters["starts"], counters["unclean_ends"]) == (2, 1)


def test_a_report_for_support_holds_nothing_of_the_practice(practice: Practice, settings: Settings) -> None:
    services = practice.services
    client, _ = practice.add(CANARY, CANARY, plan=f"{CANARY} said {CANARY}")
    services.clients.update(
        client.client_id,
        ClientDetails(first_name=CANARY, last_name=CANARY, phone=CANARY, address=CANARY),
        expected_version=client.row_version,
    )
    for _ in range(2):
        with pytest.raises(AnamnesisError):
            services.sessions.get(client.client_id, version=9)  # type: ignore[arg-type]
    findings = list(examine(practice.workspace, services=services, backup=BACKED_UP))
    text = support_report(
        made_at=practice.now,
        program="0.1.0",
        findings=findings,
        usage=figures(practice.workspace.metrics.days(), today=DAY),
        lines=read_log(settings.log_dir),
    )
    assert len(text) > 1_000
    held = (CANARY.lower(), str(client.client_id), str(settings.data_dir), Path.home().name + "/", "Quay")
    assert not [each for each in held if each in text or each in text.lower()]


def test_the_folder_is_closed_that_was_examined(practice: Practice) -> None:
    settings = practice.workspace.settings
    settings.data_dir.chmod(0o755)
    assert examined(practice)["data_directory"].status == "problem"
    practice.workspace.health.close_directory()
    assert examined(practice)["data_directory"].status == "ok"


@pytest.mark.skipif(sys.platform == "win32", reason="practices are shared on Linux")
def test_in_a_shared_practice_the_account_closes_its_own_folder(settings: Settings) -> None:
    folder = settings.data_dir
    shared = replace(settings, data_dir=folder / SHARED_RECORDS, shared_practice=folder)
    of_all, own = shared.data_dir, shared.own_dir
    for directory, mode in ((of_all, 0o2770), (own, 0o755)):
        directory.mkdir(parents=True)
        directory.chmod(mode)
    Workspace(shared).health.close_directory()
    assert [stat.S_IMODE(each.stat().st_mode) for each in (shared.data_dir, shared.own_dir)] == [
        0o2770,
        0o700,
    ]
