"""Asks where the backup is: a folder of backups, or one backup's file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from core.backup.found import FoundBackup, find_backups
from core.clock import utc_now
from core.errors import AnamnesisError
from ui.backups.rows import Row, RowsList
from ui.backups.words import BackupWords
from ui.errors import describe
from ui.onboarding.step import WizardStep
from ui.text.days import moment_text
from ui.text.text_direction import isolate
from ui.theme import SPACE_2
from ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from ui.jobs import Jobs

_ROWS = 4


class BackupFileStep(WizardStep):
    """Ready once a backup is marked; the file name tells when it was made."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title = self.tr("Your backup")
        self._jobs = jobs
        self._words = BackupWords(self)
        self.add_paragraph(
            self.tr(
                "Choose the folder that your backups were made to, on a stick or a drive, or one backup in"
                " it. The newest is marked."
            ),
            muted=True,
        )
        self.folder_button = QPushButton(self.tr("Choose a &folder…"))
        self.file_button = QPushButton(self.tr("Choose a fi&le…"))
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_2)
        buttons.addWidget(self.folder_button)
        buttons.addWidget(self.file_button)
        buttons.addStretch(1)
        self.column.addLayout(buttons)
        self.list = RowsList(self.tr("Backups"))
        self.list.show_lines(_ROWS)
        self.list.hide()
        self.message = MessageBar(dismissible=False)
        self.column.addWidget(self.list)
        self.column.addWidget(self.message)
        self.folder_button.clicked.connect(self._ask_for_folder)
        self.file_button.clicked.connect(self._ask_for_file)
        self.list.activated.connect(lambda _: self.advance_requested.emit())
        self.list.selectionModel().currentChanged.connect(lambda *_: self.ready_changed.emit(self.ready))

    @property
    def ready(self) -> bool:
        return self.chosen is not None

    @property
    def chosen(self) -> FoundBackup | None:
        """The marked backup."""
        found: FoundBackup | None = self.list.chosen
        return found

    def entered(self) -> None:
        entry = self.list if self.list.isVisible() else self.folder_button
        entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def look(self, place: str) -> None:
        """Searches a folder for backups, or reads one file."""
        self.message.clear()
        self._jobs.run_workspace(
            self,
            "io",
            lambda _workspace, _cancel, _progress: find_backups(Path(place)),
            on_done=self._show,
            on_error=self.show_error,
        )

    def show_error(self, error: AnamnesisError) -> None:
        """An error of the chosen file: not a backup, of a newer version, …"""
        self.message.show_error(describe(error))

    def _show(self, found: tuple[FoundBackup, ...]) -> None:
        several = len({each.workspace_id for each in found}) > 1
        self.list.show_rows(self._row(each, several=several) for each in found)
        self.list.setCurrentIndex(self.list.rows.index(0))
        self.list.show()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ready_changed.emit(self.ready)

    def _row(self, found: FoundBackup, *, several: bool) -> Row:
        if found.made_at is None:
            moment, age = self.tr("Unknown day"), ""
        else:
            moment, age = moment_text(found.made_at), self._words.age(found.made_at, utc_now())
        # Names of practices are sealed; their folders start with part of an id.
        store = found.path.parent.parent.name
        detail = isolate(store if several else str(found.path.parent.parent))
        return Row(found, moment, age, "muted", detail, tip=str(found.path))

    def _ask_for_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("The folder of your backups"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._open(dialog)

    def _ask_for_file(self) -> None:
        dialog = QFileDialog(self, self.tr("A backup"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Backups (*.anamnesis-backup)"))
        self._open(dialog)

    def _open(self, dialog: QFileDialog) -> None:
        dialog.fileSelected.connect(lambda place: self.look(str(Path(place))))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
