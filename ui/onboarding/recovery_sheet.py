"""The recovery key as a sheet of paper or a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from core.atomic_file import write_atomically
from core.errors import EnvironmentProblem
from ui.i18n.marking import QT_TR_NOOP, translated

_SHEET = QT_TR_NOOP(
    "Anamnesis: recovery key\n\n"
    "Practice: {practice}\n\n"
    "{key}\n\n"
    "This key opens every note of the practice if the passphrase is lost. Nobody can make another one "
    "from outside. Keep it away from the computer and from everyone who may not read the notes.\n"
)


def sheet_text(key: str, *, practice_name: str) -> str:
    """The sheet in the language of the application."""
    return translated(_SHEET).format(practice=practice_name, key=key)


def write_sheet(path: str, text: str) -> None:
    """Writes the file whole or not at all; raises `EnvironmentProblem("file_not_written")`."""
    try:
        write_atomically(Path(path), text.encode())
    except OSError as error:
        raise EnvironmentProblem("file_not_written", file=Path(path).name, reason=error.strerror) from error


def print_sheet(parent: QWidget, text: str) -> None:
    """Opens the print dialog; prints when the person accepts it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setModal(True)
    document = QTextDocument(dialog)
    document.setPlainText(text)
    dialog.accepted.connect(lambda: document.print_(printer))
    dialog.finished.connect(dialog.deleteLater)
    dialog.show()
