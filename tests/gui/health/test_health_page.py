"""The page of health over a fake practice: what is read, shown, done and forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from core.errors import DatabaseProblem, InputRefused
from tests.fakes.workspace import FakeWorkspace
from tests.gui.health.findings import AILING, CASES, WELL, some_days, some_lines
from ui.health.health_page import HealthPage
from ui.health.report_dialog import ReportDialog
from ui.jobs import Jobs
from ui.theme import styled_at_the_end


@pytest.fixture
def workspace() -> FakeWorkspace:
    made = FakeWorkspace("unlocked")
    made.health.findings = WELL
    made.health.counted = some_days()
    made.health.lines = some_lines()
    return made


class Page:
    def __init__(self, qtbot: QtBot, jobs: Jobs, workspace: FakeWorkspace) -> None:
        self.qtbot = qtbot
        self.jobs = jobs
        self.workspace = workspace
        self.asked: list[str] = []
        with styled_at_the_end():
            self.view = HealthPage(jobs)
        qtbot.addWidget(self.view)
        self.view.offer({"audit": lambda: self.asked.append("audit")})
        self.view.resize(1204, 700)
        self.view.show()

    def read(self) -> HealthPage:
        with self.qtbot.waitSignal(self.view.examined):
            self.view.begin()
        self.settle()
        return self.view

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.jobs.busy)

    def click(self, check: str) -> None:
        button = self.view.checks.rows[check].button
        assert button is not None
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()


@pytest.fixture
def page(qtbot: QtBot, jobs: Jobs, workspace: FakeWorkspace) -> Page:
    return Page(qtbot, jobs, workspace)


def test_nothing_is_read_until_the_page_is_turned_to(page: Page) -> None:
    page.settle()
    assert "examine" not in page.workspace.calls
    assert not page.view.checks.rows
    assert not page.view.report_button.isEnabled()


def test_every_finding_is_a_row(page: Page) -> None:
    view = page.read()
    assert set(view.checks.rows) == {each.check for each in WELL}
    assert view.summary.text().startswith("\u200eAll is in order")
    assert all(row.button is None for row in view.checks.rows.values())


def test_what_is_not_well_says_so_and_offers_what_can_be_done(page: Page) -> None:
    page.workspace.health.findings = AILING
    view = page.read()
    needing = sum(each.status != "ok" for each in AILING)
    assert f"{needing} things need attention" in view.summary.text()
    rows = view.checks.rows
    assert {check for check, row in rows.items() if row.button is not None} == {
        *("integrity", "audit_chain", "attempts"),
        *("data_directory", "index", "keys", "errors", "crashes"),
    }
    assert rows["disk"].accessibleName().startswith("Problem. Room on the disk. ")
    page.click("audit_chain")
    assert page.asked == ["audit"]


def test_who_may_not_read_the_audit_log_is_not_led_there(page: Page) -> None:
    page.workspace.health.findings = AILING
    page.workspace.health.may_audit = False
    view = page.read()
    assert view.checks.rows["audit_chain"].button is None
    assert not view.checks.rows["audit_chain"].remedy.isHidden()


def test_only_what_needs_attention(page: Page) -> None:
    page.workspace.health.findings = (*WELL[:5], CASES["disk"][1])
    view = page.read()
    view.checks.only.setChecked(True)
    assert [check for check, row in view.checks.rows.items() if not row.isHidden()] == ["disk"]
    page.workspace.health.findings = WELL
    page.read()
    assert not view.checks.nothing.isHidden()


def test_index_is_asked_to_go_on(page: Page) -> None:
    page.workspace.health.findings = AILING
    page.read()
    page.click("index")
    assert page.workspace.prepared.index.woken == 1
    assert page.view.message.isVisible()


def test_the_directory_is_closed_and_looked_at_again(page: Page) -> None:
    page.workspace.health.findings = AILING
    page.read()
    page.click("data_directory")
    assert page.workspace.health.closed_directory
    assert page.workspace.calls.count("examine") == 2


def test_an_alert_leads_to_its_check_before_and_after_it_is_read(page: Page) -> None:
    page.workspace.health.findings = AILING
    page.view.tabs.setCurrentIndex(2)
    page.view.show_check("audit_chain")
    view = page.read()
    assert view.pages.currentWidget() is view.checks
    row = view.checks.rows["audit_chain"]
    assert row.property("surface") == "accent"
    assert row.button is not None
    view.show_check("disk")
    assert row.property("surface") == "plain"
    assert view.checks.rows["disk"].property("surface") == "accent"
    page.qtbot.mouseClick(view.again_button, Qt.MouseButton.LeftButton)
    page.settle()
    assert view.checks.rows["disk"].property("surface") != "accent"


def test_a_failed_look_is_told_and_tried_again(page: Page) -> None:
    page.workspace.fail("examine", DatabaseProblem("database_unreachable"))
    page.view.begin()
    page.settle()
    page.qtbot.waitUntil(page.view.message.isVisible)
    page.read()
    assert not page.view.message.isVisible()


def test_a_look_can_be_stopped(page: Page) -> None:
    page.workspace.hold("examine")
    page.view.begin()
    page.qtbot.waitUntil(lambda: page.view.work.working)
    assert not page.view.again_button.isEnabled()
    page.view.work.stop()
    page.workspace.release("examine")
    page.settle()
    assert not page.view.checks.rows
    assert page.view.again_button.isEnabled()


def test_nothing_outlives_a_lock(page: Page) -> None:
    page.workspace.health.findings = AILING
    view = page.read()
    view.log.words.setText("engine")
    view.tabs.setCurrentIndex(1)
    view.clear()
    assert not view.checks.rows
    assert not view.figures.sheet.panels
    assert view.log.model.rowCount() == 0
    assert view.log.words.text() == ""
    assert view.summary.text() == ""
    assert view.tabs.currentIndex() == 0


def test_the_report_is_read_before_it_is_saved(page: Page, tmp_path: Path) -> None:
    page.workspace.health.findings = AILING
    view = page.read()
    page.click("crashes")
    (dialog,) = view.findChildren(ReportDialog)
    assert "problem disk" in dialog.text.toPlainText()
    assert dialog.text.isReadOnly()
    assert not page.workspace.health.written
    page.qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    (chooser,) = dialog.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "report.txt"))
    page.settle()
    chooser.reject()
    assert page.workspace.health.written[tmp_path / "report.txt"].decode() == dialog.text.toPlainText()
    page.qtbot.waitUntil(dialog.message.isVisible)
    page.workspace.fail("write_file", InputRefused("export_into_data_directory"))
    dialog.save_requested.emit(str(tmp_path / "again.txt"))
    page.settle()
    assert set(page.workspace.health.written) == {tmp_path / "report.txt"}
    dialog.reject()


def test_the_figures_are_saved_as_a_picture(page: Page, tmp_path: Path) -> None:
    view = page.read()
    view.tabs.setCurrentIndex(1)
    page.qtbot.mouseClick(view.figures.save_button, Qt.MouseButton.LeftButton)
    (chooser,) = view.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "figures.png"))
    page.settle()
    chooser.reject()
    image = QImage.fromData(page.workspace.health.written[tmp_path / "figures.png"])
    assert image.width() == 2800
    assert image.height() > 1000


def test_failures_lead_to_the_log(page: Page) -> None:
    page.workspace.health.findings = AILING
    view = page.read()
    page.click("errors")
    assert view.pages.currentWidget() is view.log
    assert view.log.filter.rowCount() == 2


def test_the_log_is_narrowed_by_level_and_words(page: Page) -> None:
    log = page.read().log
    every = log.filter.rowCount()
    assert every == len(some_lines())
    foreign = log.filter.index(every - 1, 3).data()
    assert foreign.startswith("Its words are left out: ")
    assert "migration.py:205" in foreign
    log.words.setText("ENGINE tried")
    assert log.filter.rowCount() == 1
    log.level.setCurrentIndex(log.level.findData("ERROR"))
    assert log.filter.rowCount() == 0
    assert not log.empty.isHidden()
    log.empty.action_requested.emit()
    assert log.filter.rowCount() == every
    tip = log.filter.data(log.filter.index(1, 3), Qt.ItemDataRole.ToolTipRole)
    assert "panels.py:12" in tip
