"""The health of the practice: every check with its remedy, the figures of the last weeks, the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from core.errors import AnamnesisError
from core.health.finding import Check
from core.health.service import Examined
from ui.errors import describe
from ui.health.check_words.entry import Action
from ui.health.checks_view import ChecksView
from ui.health.figures_view import FiguresView
from ui.health.log_view import LogView
from ui.health.report_dialog import ReportDialog
from ui.health.wording import HealthWords
from ui.operations.health import (
    close_directory,
    examine_practice,
    log_lines,
    report_of,
    usage_figures,
    write_file,
)
from ui.operations.keys import finish_pending
from ui.operations.operation import in_db
from ui.text.days import time_text
from ui.text.one_line import one_line
from ui.theme import SPACE_2, SPACE_3, SPACE_4, SPACE_6, set_role
from ui.widgets.message_bar import MessageBar
from ui.widgets.plain_label import PlainLabel
from ui.widgets.work_line import WorkLine

if TYPE_CHECKING:
    from ui.jobs import Jobs

PICTURE_NAME = "anamnesis-figures.png"


class HealthPage(QWidget):
    """Nothing is read until the page is shown. `offer` sets what the window can do about findings."""

    examined = Signal()
    """New findings are displayed."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._words = HealthWords(self)
        self._examined: Examined | None = None
        self._offered: dict[Action, Callable[[], object]] = {
            "index": self._index,
            "finish_keys": self._finish_keys,
            "private": self._close_directory,
            "log": self._show_errors,
            "report": self.make_report,
        }
        self.title = PlainLabel(self.tr("Health"))
        set_role(self.title, type="title")
        self.summary = PlainLabel()
        set_role(self.summary, tone="muted")
        self.again_button = QPushButton(self.tr("Check again"))
        self.report_button = QPushButton(self.tr("Report for support…"))
        self.message = MessageBar()
        self.work = WorkLine(jobs)
        self.checks, self.figures, self.log = ChecksView(), FiguresView(), LogView()
        self.tabs, self.pages = QTabBar(), QStackedWidget()
        self._lay_out()
        self._connect()
        self._refresh()

    def offer(self, actions: Mapping[Action, Callable[[], object]]) -> None:
        """The actions of the window for findings; a button is shown for nothing else."""
        self._offered.update(actions)
        self._show_findings()

    def begin(self) -> None:
        """The section was opened: everything is read again."""
        self._examine()
        self._jobs.run_workspace(self, "io", usage_figures, on_done=self.figures.show_figures)
        self._jobs.run_workspace(self, "io", log_lines, on_done=self.log.show_lines)

    def show_check(self, check: Check) -> None:
        """Scrolls to one check, now or once it is read."""
        self._turn_to(self.checks)
        self.checks.mark(check)

    def clear(self) -> None:
        """Removes everything from the page; for a lock."""
        self.work.drop()
        self._examined = None
        for part in (self.message, self.checks, self.figures, self.log):
            part.clear()
        self.tabs.setCurrentIndex(0)
        self._refresh()

    def make_report(self) -> None:
        """Opens the report for reading; requests the findings first if there are none yet."""
        if self._examined is None or self.work.working:
            return
        self._jobs.run_workspace(
            self,
            "io",
            report_of(self._examined.findings),
            on_done=self._show_report,
            on_error=self.show_error,
        )

    def show_error(self, error: AnamnesisError) -> None:
        self.message.show_error(describe(error))

    def save_picture(self, path: str) -> None:
        """Writes the figures as a picture to the chosen file."""
        self._write(path, self.figures.sheet.picture(), self._on_picture, self.show_error)

    def _examine(self) -> None:
        self.work.run_workspace(
            self.tr("Checking"),
            "io",
            examine_practice,
            on_done=self._on_examined,
            on_error=self.show_error,
            on_stopped=self._refresh,
        )

    def _on_examined(self, examined: Examined) -> None:
        self._examined = examined
        self.message.clear()
        self._show_findings()
        self.examined.emit()

    def _show_findings(self) -> None:
        if self._examined is not None:
            offered = tuple(each for each in self._offered if each != "audit" or self._examined.may_audit)
            self.checks.show_findings(self._examined.findings, offered=offered)
        self._refresh()

    def _refresh(self) -> None:
        examined = self._examined
        self.again_button.setEnabled(not self.work.working)
        self.report_button.setEnabled(examined is not None and not self.work.working)
        if examined is None:
            self.summary.setText("")
            return
        needing = sum(each.status != "ok" for each in examined.findings)
        checked = self.tr("checked at {time}").format(time=time_text(examined.at))
        self.summary.setText(one_line((self._words.needing(needing), checked)))
        set_role(self.summary, tone="caution" if needing else "good")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(SPACE_6, SPACE_4, SPACE_6, 0)
        head.setSpacing(SPACE_3)
        head.addWidget(self.title)
        head.addWidget(self.summary, 1)
        for button in (self.report_button, self.again_button):
            button.setAutoDefault(False)
            head.addWidget(button)
        told = QVBoxLayout()
        told.setContentsMargins(SPACE_6, 0, SPACE_6, 0)
        told.addWidget(self.message)
        told.addWidget(self.work)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName(self.tr("Health"))
        for part, name in (
            (self.checks, self.tr("Checks")),
            (self.figures, self.tr("Figures")),
            (self.log, self.tr("Log")),
        ):
            self.tabs.addTab(name)
            self.pages.addWidget(part)
        bar = QHBoxLayout()
        # The text of the first tab aligns with the title.
        bar.setContentsMargins(SPACE_3, 0, SPACE_3, 0)
        bar.addWidget(self.tabs)
        bar.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        column.addLayout(head)
        column.addLayout(told)
        column.addLayout(bar)
        column.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self.pages.setCurrentIndex)
        self.again_button.clicked.connect(self._on_again)
        self.report_button.clicked.connect(self.make_report)
        self.checks.action_requested.connect(self._on_action)
        self.figures.picture_wanted.connect(self._choose_picture)
        self.work.changed.connect(self._refresh)

    def _turn_to(self, part: QWidget) -> None:
        self.tabs.setCurrentIndex(self.pages.indexOf(part))

    def _on_again(self) -> None:
        self.checks.mark(None)
        self.begin()

    def _on_action(self, action: Action) -> None:
        self._offered[action]()

    # What the page does itself.

    def _index(self) -> None:
        self._jobs.run(
            self,
            in_db(lambda services: services.index.wake),
            on_done=lambda _: self._told_indexing(),
            on_error=self.show_error,
        )

    def _told_indexing(self) -> None:
        self.message.show_message(
            self.tr("Indexing has begun"),
            self.tr("How far it is stands at the foot of the window."),
            tone="good",
        )

    def _finish_keys(self) -> None:
        self.work.run(
            self.tr("Finishing the work on the keys"),
            finish_pending(),
            on_done=lambda _: self._examine(),
            on_error=self.show_error,
            on_stopped=self._examine,
        )

    def _close_directory(self) -> None:
        self._jobs.run_workspace(
            self, "io", close_directory, on_done=lambda _: self._examine(), on_error=self.show_error
        )

    def _show_errors(self) -> None:
        self.log.show_errors()
        self._turn_to(self.log)

    def _show_report(self, text: str) -> None:
        dialog = ReportDialog(text, self)
        dialog.save_requested.connect(partial(self._save_report, dialog, text))
        dialog.open()

    def _save_report(self, dialog: ReportDialog, text: str, path: str) -> None:
        def saved() -> None:
            if shiboken6.isValid(dialog):
                dialog.show_saved(Path(path).name)

        def failed(error: AnamnesisError) -> None:
            if shiboken6.isValid(dialog):
                dialog.show_error(error)

        self._write(path, text.encode(), saved, failed)

    def _choose_picture(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the figures"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Picture (*.png)"))
        dialog.setDefaultSuffix("png")
        dialog.selectFile(PICTURE_NAME)
        dialog.fileSelected.connect(self.save_picture)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_picture(self) -> None:
        self.message.show_message(
            self.tr("Saved"), self.tr("The figures are saved as a picture."), tone="good"
        )

    def _write(
        self,
        path: str,
        content: bytes,
        on_done: Callable[[], None],
        on_error: Callable[[AnamnesisError], None],
    ) -> None:
        work = write_file(Path(path), content)
        self._jobs.run_workspace(self, "io", work, on_done=lambda _: on_done(), on_error=on_error)
