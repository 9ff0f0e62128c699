"""The audit log on screen: pages, filters, verification, export."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from core.audit.dto import AuditFilter, ChainFinding, ChainReport
from core.errors import DatabaseProblem, EnvironmentProblem
from core.security.roles import Access, Role
from tests.fakes.audit import FakeAuditReader, entry
from tests.fakes.workspace import FakeWorkspace
from tests.gui.security.conftest import USER, SecurityServices, as_role
from ui.jobs import Jobs
from ui.security.audit_model import ACTION, OBJECT, OUTCOME, PERSON, TIME
from ui.security.audit_page import AuditLogPage
from ui.text.days import today
from ui.widgets.table_row_delegate import TONE_ROLE


@pytest.fixture
def log(services: SecurityServices) -> FakeAuditReader:
    made: FakeAuditReader = services.audit_reader
    return made


def _page(qtbot: QtBot, jobs: Jobs, role: Role = "owner") -> AuditLogPage:
    made = AuditLogPage(jobs, Access(USER, role))
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    made.opened()
    qtbot.waitUntil(lambda: not jobs.busy)
    return made


@pytest.fixture
def page(qtbot: QtBot, jobs: Jobs, log: FakeAuditReader) -> AuditLogPage:
    return _page(qtbot, jobs)


def _column(page: AuditLogPage, column: int) -> list[str]:
    return [str(page.model.index(row, column).data()) for row in range(page.model.rowCount())]


def _choose(qtbot: QtBot, jobs: Jobs, box: object, place: int) -> None:
    box.setCurrentIndex(place)  # type: ignore[attr-defined]
    box.activated.emit(place)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not jobs.busy)


def test_the_newest_page_comes_first_in_words(page: AuditLogPage) -> None:
    assert page.model.rowCount() == 200
    assert "2 Mar 2026" in _column(page, TIME)[0]
    assert "Session started" in _column(page, ACTION)
    assert any("Ruth Halevi" in name for name in _column(page, PERSON))
    assert any("Adler, Miriam" in text for text in _column(page, OBJECT))
    assert "The newest 200 entries" in page.count.text()


def test_older_entries_come_page_by_page_until_there_are_none(
    qtbot: QtBot, page: AuditLogPage, log: FakeAuditReader, jobs: Jobs
) -> None:
    while page.model.canFetchMore(QModelIndex()):
        page.model.fetchMore(QModelIndex())
        qtbot.waitUntil(lambda: not jobs.busy)
    assert page.model.rowCount() == 450
    assert [before for _, before in log.asked] == [None, 251, 51]
    assert page.count.text() == "450 entries"


def test_scrolling_to_the_end_fetches(qtbot: QtBot, page: AuditLogPage, jobs: Jobs) -> None:
    page.table.scrollToBottom()
    qtbot.waitUntil(lambda: page.model.rowCount() > 200)
    qtbot.waitUntil(lambda: not jobs.busy)


def test_one_page_is_asked_for_once(qtbot: QtBot, page: AuditLogPage, log: FakeAuditReader) -> None:
    log.hold("entries")
    page.model.fetchMore(QModelIndex())
    assert not page.model.canFetchMore(QModelIndex())
    page.model.fetchMore(QModelIndex())
    log.release("entries")
    qtbot.waitUntil(lambda: page.model.rowCount() == 400)
    assert log.calls["entries"] == 2


def test_a_page_of_another_list_is_not_added(
    qtbot: QtBot, page: AuditLogPage, log: FakeAuditReader, jobs: Jobs
) -> None:
    log.hold("entries")
    page.model.fetchMore(QModelIndex())
    page.filters.action.setCurrentIndex(page.filters.action.findData("lock"))
    page.filters.action.activated.emit(0)
    log.release("entries")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert set(_column(page, ACTION)) == {"Lock"}


def test_filters_narrow_together(qtbot: QtBot, page: AuditLogPage, log: FakeAuditReader, jobs: Jobs) -> None:
    _choose(qtbot, jobs, page.filters.person, 1)
    _choose(qtbot, jobs, page.filters.client, 1)
    _choose(qtbot, jobs, page.filters.action, page.filters.action.findData("session.sign"))
    _choose(qtbot, jobs, page.filters.period, 2)
    wanted = log.asked[-1][0]
    assert wanted == AuditFilter(
        user_id=page.filters.person.itemData(1),
        client_id=page.filters.client.itemData(1),
        action="session.sign",
        since=today() - timedelta(days=6),
    )


def test_two_days_can_be_chosen(qtbot: QtBot, page: AuditLogPage, log: FakeAuditReader, jobs: Jobs) -> None:
    assert not page.filters.since.isVisible()
    _choose(qtbot, jobs, page.filters.period, page.filters.period.count() - 1)
    assert page.filters.since.isVisible()
    page.filters.since.setDate(page.filters.since.date().addDays(-3))
    qtbot.waitUntil(lambda: log.asked[-1][0].since == today() - timedelta(days=33))
    assert log.asked[-1][0].until == today()
    qtbot.waitUntil(lambda: not jobs.busy)


def test_nothing_that_matches_says_so_and_leads_back(qtbot: QtBot, page: AuditLogPage, jobs: Jobs) -> None:
    _choose(qtbot, jobs, page.filters.period, 1)
    assert page.empty.isVisible()
    page.empty.action_requested.emit()
    qtbot.waitUntil(lambda: page.table.isVisible() and not jobs.busy)
    assert not page.filters.narrowed


def test_failed_unlocks_are_one_press_away(
    qtbot: QtBot, page: AuditLogPage, log: FakeAuditReader, jobs: Jobs
) -> None:
    page.filters.failed.click()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert log.asked[-1][0] == AuditFilter(action="unlock.failed")
    assert page.model.rowCount() == 38
    assert set(_column(page, OUTCOME)) == {"Refused"}
    assert set(_column(page, PERSON)) == {"Nobody signed in"}
    assert not page.filters.action.isEnabled()


def test_no_failed_unlock_is_said(qtbot: QtBot, page: AuditLogPage, log: FakeAuditReader, jobs: Jobs) -> None:
    log.log = [each for each in log.log if each.outcome == "ok"]
    page.filters.failed.click()
    qtbot.waitUntil(lambda: page.empty.isVisible() and not jobs.busy)
    page.empty.action_requested.emit()
    qtbot.waitUntil(lambda: page.table.isVisible() and not jobs.busy)
    assert not page.filters.failed.isChecked()


def test_an_empty_log_says_so(qtbot: QtBot, jobs: Jobs, log: FakeAuditReader) -> None:
    log.log = []
    page = _page(qtbot, jobs)
    assert page.empty.isVisible()
    assert page.count.text() == ""


def test_an_auditor_sees_ids_and_no_names_of_clients(
    qtbot: QtBot, jobs: Jobs, workspace: FakeWorkspace, services: SecurityServices
) -> None:
    as_role(workspace, "auditor")
    page = _page(qtbot, jobs, "auditor")
    objects = " ".join(_column(page, OBJECT))
    assert "Adler" not in objects
    first = next(iter(services.clients.stored))
    assert str(first)[:8] in objects
    assert services.clients.calls["list"] == 0
    assert any("Ruth Halevi" in name for name in _column(page, PERSON))
    offered = {page.filters.client.itemData(row) for row in range(1, page.filters.client.count())}
    assert offered == set(services.clients.stored)


def test_an_entry_that_was_changed_stands_out(qtbot: QtBot, jobs: Jobs, log: FakeAuditReader) -> None:
    log.log = [entry(1, user_id=USER, intact=False)]
    page = _page(qtbot, jobs)
    index = page.model.index(0, OUTCOME)
    assert index.data() == "This entry was changed"
    assert index.data(TONE_ROLE) == "danger"
    assert page.model.index(0, TIME).data() == "–"
    assert "Entry 1" in str(index.data(Qt.ItemDataRole.ToolTipRole))


def test_a_whole_log_is_reported_in_plain_words(
    qtbot: QtBot, page: AuditLogPage, log: FakeAuditReader, jobs: Jobs
) -> None:
    page.verify_button.click()
    qtbot.waitUntil(lambda: not page.message.isHidden() and not jobs.busy)
    said = page.message.accessibleName()
    assert "The log is complete" in said
    assert "450 entries checked, 2 signed checkpoints, 5 entries after the last one." in said


def test_findings_are_reported_in_plain_words(
    qtbot: QtBot, page: AuditLogPage, log: FakeAuditReader, jobs: Jobs
) -> None:
    findings = (ChainFinding("gap", 17), ChainFinding("truncated"), *[ChainFinding("altered", 3)] * 9)
    log.report = ChainReport(entries=450, checkpoints=2, unchained=4, unanchored=0, findings=findings)
    page.verify_button.click()
    qtbot.waitUntil(lambda: not page.message.isHidden() and not jobs.busy)
    said = page.message.accessibleName()
    assert "Entries are missing before entry 17." in said
    assert "The newest entries were removed." in said
    assert "and 3 more." in said
    assert "4 older entries from before the chain." in said
    assert "could not be checked" in said


def test_the_filtered_log_is_exported(qtbot: QtBot, page: AuditLogPage, jobs: Jobs, tmp_path: Path) -> None:
    _choose(qtbot, jobs, page.filters.action, page.filters.action.findData("session.sign"))
    target = tmp_path / "log.jsonl"
    page.export_to(str(target))
    qtbot.waitUntil(lambda: not page.message.isHidden() and not jobs.busy)
    count = len(target.read_text("utf-8").splitlines())
    assert f"{count} entries in log.jsonl" in page.message.accessibleName()


def test_an_export_that_fails_says_why(
    qtbot: QtBot, page: AuditLogPage, log: FakeAuditReader, jobs: Jobs, tmp_path: Path
) -> None:
    log.fail("export", EnvironmentProblem("file_not_written", file="log.jsonl", reason="read-only"))
    page.export_to(str(tmp_path / "log.jsonl"))
    qtbot.waitUntil(lambda: not page.message.isHidden() and not jobs.busy)
    assert "Choose another folder" in page.message.accessibleName()


def test_a_verification_can_be_stopped(
    qtbot: QtBot, page: AuditLogPage, log: FakeAuditReader, jobs: Jobs
) -> None:
    log.hold("verify")
    page.verify_button.click()
    assert page.working
    page.work.stop_button.click()
    log.release("verify")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert "Stopped" in page.message.accessibleName()


def test_a_log_that_cannot_be_read_says_so(qtbot: QtBot, jobs: Jobs, log: FakeAuditReader) -> None:
    log.fail("entries", DatabaseProblem("database_busy"))
    page = _page(qtbot, jobs)
    assert "The database is busy" in page.message.accessibleName()
