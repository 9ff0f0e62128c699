"""Choosing an archive's file and reporting the result, for a client and for the practice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from core.interchange.archive.dto import ArchiveReport
from ui.interchange.archive_words import ArchiveWords
from ui.text.text_direction import isolate
from ui.widgets.work_dialog import WorkDialog

ENCRYPTED_ENDING, CLEAR_ENDING = "tar.age", "tar"


def ask_archive_file(dialog: WorkDialog, *, clear: bool, on_chosen: Callable[[Path], None]) -> None:
    """Opens the system's dialog for a new file, which itself asks before replacing one."""
    chooser = QFileDialog(dialog, dialog.windowTitle())
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    if clear:
        chooser.setNameFilter(QCoreApplication.translate("ArchiveFile", "Archive, not encrypted (*.tar)"))
    else:
        chooser.setNameFilter(QCoreApplication.translate("ArchiveFile", "Archive (*.tar.age)"))
    chooser.setDefaultSuffix(CLEAR_ENDING if clear else ENCRYPTED_ENDING)
    chooser.fileSelected.connect(lambda name: on_chosen(Path(name)))
    chooser.finished.connect(chooser.deleteLater)
    chooser.open()


def show_report(dialog: WorkDialog, report: ArchiveReport) -> None:
    """What was written, what was left out, and the effect of the protection."""
    left_out = ArchiveWords().left_out(report.left_out)
    dialog.show_message(
        QCoreApplication.translate("ArchiveFile", "Exported to {file}").format(
            file=isolate(report.file.name)
        ),
        ArchiveWords().counts(report.counts),
        " ".join(part for part in (left_out, ArchiveWords().protection(report.protection)) if part),
        tone="caution" if left_out else "good",
    )
