"""Backups: their folders, the existing ones, and whether they can be restored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.errors import AnamnesisError
from ui.backups.result_words import ResultWords
from ui.backups.rows import Row, RowsList
from ui.backups.words import BackupWords
from ui.bridge import ThreadBridge
from ui.errors import describe
from ui.operations.backups import (
    Folder,
    MadeNow,
    Overview,
    add_target,
    back_up_now,
    overview,
    remove_target,
    try_restore,
    verify_backup,
)
from ui.operations.operation import Operation
from ui.text.one_line import one_line
from ui.text.text_direction import isolate
from ui.theme import SPACE_2, SPACE_3, SPACE_4, set_role
from ui.widgets.message_bar import MessageBar, MessageTone
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_label import PlainLabel
from ui.widgets.question import Question
from ui.widgets.work_line import WorkLine
from ui.words.steps import step_text

if TYPE_CHECKING:
    from core.backup.drill import Drill
    from core.backup.service import BackupInfo
    from core.backup.targets import Target
    from core.backup.verifying import Verified
    from ui.jobs import Jobs

T = TypeVar("T")
_SIZE_PX = (780, 720)
_FOLDER_ROWS = 2


class BackupsDialog(QDialog):
    """Not modal, so that notes can be written while a backup is made. Opened with `open()`.

    Closing asks before it stops anything.
    """

    changed = Signal()
    """A backup was made, a restore was tested, or a folder was added or removed."""

    def __init__(self, jobs: Jobs, data_dir: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._words, self._results = BackupWords(self), ResultWords(self)
        self._steps: ThreadBridge[str] = ThreadBridge(self._on_step, self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Backups"))
        self.summary = PlainLabel(self.tr("Reading…"))
        set_role(self.summary, type="title")
        self.message = MessageBar()
        self.work = WorkLine(jobs)
        self.folders = RowsList(self.tr("Folders of backups"))
        self.folders.show_lines(_FOLDER_ROWS)
        self.backups = RowsList(self.tr("Backups"))
        self.add_button = QPushButton(self.tr("&Add a folder…"))
        self.remove_button = QPushButton(self.tr("&Remove…"))
        self.now_button = QPushButton(self.tr("&Back up now"))
        self.verify_button = QPushButton(self.tr("&Check this backup"))
        self.restore_button = QPushButton(self.tr("&Test a restore"))
        self.close_button = QPushButton(self.tr("Close"))
        self._lay_out(data_dir)
        self._connect()
        self.resize(*_SIZE_PX)
        self._refresh()
        self.reload()

    def open(self) -> None:
        """Shows it beside the practice."""
        self.show()

    def reload(self) -> None:
        """Reads folders and backups again."""
        self._jobs.run(self, overview(), on_done=self._show, on_error=self._on_error)

    def reject(self) -> None:
        """Closes; asks first while an operation is running."""
        if not self.work.working:
            super().reject()
            return
        Question(
            self,
            title=self.tr("Stop the work and close?"),
            text=self.tr("What was written stays, and the next backup goes on from there."),
            yes=self.tr("Stop and close"),
            on_yes=self._stop_and_close,
        ).open()

    # Actions.

    def add(self, folder: str) -> None:
        """Adds that folder for backups."""
        self._run(self.tr("Looking at the folder"), add_target(folder=Path(folder)), self._on_added)

    def remove(self) -> None:
        """Removes the marked folder after a question."""
        folder: Folder | None = self.folders.chosen
        if folder is None or not self.remove_button.isEnabled():
            return
        store_id = folder.target.store_id
        Question(
            self,
            title=self.tr("Make no more backups to this folder?"),
            text=self.tr("The backups in it stay. You can add the folder again."),
            yes=self.tr("Remove"),
            on_yes=lambda: self._run(
                self.tr("Removing the folder"),
                remove_target(store_id=store_id),
                lambda _: self._on_changed(self.tr("The folder was removed; its backups stay.")),
            ),
        ).open()

    def back_up(self) -> None:
        """Makes a backup in every folder now."""
        self._run(self.tr("Backing up, MB:"), back_up_now(), self._on_made)

    def verify(self) -> None:
        """Reads the whole marked backup."""
        info: BackupInfo | None = self.backups.chosen
        if info is not None:
            self._run(self.tr("Reading the backup, MB:"), verify_backup(path=info.path), self._on_verified)

    def test_restore(self) -> None:
        """Restores the marked backup beside the practice and checks it."""
        info: BackupInfo | None = self.backups.chosen
        if info is not None:
            operation = try_restore(path=info.path, on_step=self._steps.send)
            self._run(self.tr("Testing a restore"), operation, self._on_drilled)

    # Internal.

    def _lay_out(self, data_dir: Path) -> None:
        kept = Paragraph(
            self.tr(
                "A backup is made each day when nobody types, or when Anamnesis is closed; a restore is"
                " tested each week. Kept are the last backups of 7 days, 4 weeks and 12 months. Everything in"
                " them is encrypted."
            )
        )
        restoring = Paragraph(
            self.tr(
                "To restore: start Anamnesis on a computer that has no practice and choose “I have a backup”."
                " On this computer, first close Anamnesis and move its data away: {directory}"
            ).format(directory=isolate(str(data_dir)))
        )
        for paragraph in (kept, restoring):
            set_role(paragraph, tone="muted")
        set_role(self.now_button, kind="primary")
        buttons = (self.add_button, self.remove_button, self.verify_button, self.restore_button)
        for button in (*buttons, self.now_button, self.close_button):
            button.setAutoDefault(False)
        self.restore_button.setToolTip(
            self.tr("Restores it beside the practice, opens every record, and removes it again")
        )
        self.verify_button.setToolTip(self.tr("Reads all of it and compares it with its signed list"))
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        column.setSpacing(SPACE_3)
        for part in (self.summary, kept, self.message, self.work, self._heading(self.tr("Folders"))):
            column.addWidget(part)
        column.addWidget(self.folders)
        column.addLayout(_row(self.add_button, self.remove_button))
        column.addWidget(self._heading(self.tr("Backups")))
        column.addWidget(self.backups, 1)
        column.addLayout(_row(self.now_button, self.verify_button, self.restore_button))
        column.addWidget(restoring)
        column.addLayout(_row(last=self.close_button))

    def _heading(self, text: str) -> PlainLabel:
        label = PlainLabel(text)
        set_role(label, strong=True)
        return label

    def _connect(self) -> None:
        for each in (self.folders, self.backups):
            each.selectionModel().currentChanged.connect(lambda *_: self._refresh())
        self.add_button.clicked.connect(self._ask_for_folder)
        self.remove_button.clicked.connect(self.remove)
        self.now_button.clicked.connect(self.back_up)
        self.verify_button.clicked.connect(self.verify)
        self.restore_button.clicked.connect(self.test_restore)
        self.close_button.clicked.connect(self.reject)
        self.work.changed.connect(self._refresh)

    def _ask_for_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("A folder for backups, best on another drive"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.add)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _run(self, words: str, operation: Operation[T], on_done: Callable[[T], None]) -> None:
        self.message.clear()
        self.work.run(
            words, operation, on_done=on_done, on_error=self._on_failed, on_stopped=self._on_stopped
        )

    def _show(self, found: Overview) -> None:
        text, tone = self._words.summary(found.status)
        self.summary.setText(text)
        set_role(self.summary, tone="text" if tone == "muted" else tone)
        self.folders.show_rows(self._folder_row(each) for each in found.folders)
        several = len(found.folders) > 1
        self.backups.show_rows(self._backup_row(each, several=several) for each in found.backups)
        self._refresh()

    def _folder_row(self, folder: Folder) -> Row:
        state, tone = self._words.folder_state(folder)
        path = isolate(str(folder.target.folder))
        return Row(folder, path, state, tone, self._words.folder_line(folder))

    def _backup_row(self, info: BackupInfo, *, several: bool) -> Row:
        opens = info.manifest is not None
        state = self.tr("can be opened") if opens else self.tr("cannot be opened")
        title = self._words.backup_moment(info)
        where = isolate(str(info.path.parent.parent)) if several else ""
        line = one_line((self._words.backup_line(info), where))
        return Row(info, title, state, "good" if opens else "caution", line, tip=str(info.path))

    def _on_step(self, step: str) -> None:
        words = self.tr("Restoring, MB:") if step == "loading" else f"{step_text(step)}:"
        self.work.retitle(words)

    def _on_added(self, target: Target) -> None:
        folder = isolate(str(target.folder))
        self._on_changed(
            self.tr("Backups go to {folder} from now on. Make the first one now.").format(folder=folder)
        )

    def _on_made(self, done: MadeNow) -> None:
        if done.problems:
            self._on_failed(done.problems[0])
            return
        written = sum(each.written_bytes for each in done.made)
        self._on_changed(self._words.made(len(done.made), written))

    def _on_verified(self, found: Verified) -> None:
        title = self.tr("The backup is whole") if found.intact else self.tr("The backup is damaged")
        remedy = (
            "" if found.intact else self.tr("Back up now: what is still in the practice is written anew.")
        )
        self._tell(title, self._results.verified(found), remedy, "good" if found.intact else "danger")

    def _on_drilled(self, done: Drill) -> None:
        if done.passed:
            self._tell(self.tr("The restore is proved"), self._results.drilled(done), "", "good")
        else:
            self._tell(
                self.tr("The restored backup is not as it should be"),
                self._results.drilled(done),
                self.tr("Back up now and test that backup. The practice itself was not touched."),
                "danger",
            )

    def _on_changed(self, told: str) -> None:
        self._tell(told, "", "", "good")

    def _tell(self, title: str, text: str, remedy: str, tone: MessageTone) -> None:
        self.message.show_message(title, text, remedy, tone=tone)
        self.changed.emit()
        self.reload()

    def _on_stopped(self) -> None:
        self.message.show_message(
            self.tr("Stopped"), self.tr("What was written stays, and the next backup goes on from there.")
        )
        self.reload()

    def _on_failed(self, error: AnamnesisError) -> None:
        self.message.show_error(describe(error))
        self.changed.emit()
        self.reload()

    def _on_error(self, error: AnamnesisError) -> None:
        self.message.show_error(describe(error))

    def _stop_and_close(self) -> None:
        self.work.drop()
        super().reject()

    def _refresh(self) -> None:
        """Updates which buttons are enabled."""
        idle = not self.work.working
        marked: BackupInfo | None = self.backups.chosen
        opens = marked is not None and marked.manifest is not None
        self.add_button.setEnabled(idle)
        self.remove_button.setEnabled(idle and self.folders.chosen is not None)
        self.now_button.setEnabled(idle and self.folders.rows.rowCount() > 0)
        for button in (self.verify_button, self.restore_button):
            button.setEnabled(idle and opens)


def _row(*buttons: QPushButton, last: QPushButton | None = None) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(SPACE_2)
    for button in buttons:
        line.addWidget(button)
    line.addStretch(1)
    if last is not None:
        line.addWidget(last)
    return line
