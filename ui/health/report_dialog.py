"""The support report, to be read before it is saved; the person sends it themselves."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.errors import AnamnesisError
from ui.errors import describe
from ui.theme import SPACE_3, SPACE_6, set_role
from ui.widgets.message_bar import MessageBar
from ui.widgets.paragraph import Paragraph

_SIZE_PX = (760, 600)
FILE_NAME = "anamnesis-report.txt"


class ReportDialog(QDialog):
    """`save_requested` carries the path of the chosen file."""

    save_requested = Signal(str)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Report for support"))
        told = Paragraph(
            self.tr(
                "Versions, findings, counts and codes: no name, no word of a record, no path. Read it before"
                " you give it to anybody. Anamnesis sends nothing."
            )
        )
        set_role(told, tone="muted")
        self.message = MessageBar()
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Report for support"))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        # It is in English, for the support staff.
        self.text.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(12)
        self.text.setFont(font)
        self.save_button = QPushButton(self.tr("Save as a file…"))
        set_role(self.save_button, kind="primary")
        close = QPushButton(self.tr("Close"))
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (close, self.save_button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_6, SPACE_6, SPACE_6, SPACE_6)
        column.setSpacing(SPACE_3)
        column.addWidget(told)
        column.addWidget(self.message)
        column.addWidget(self.text, 1)
        column.addLayout(foot)
        self.save_button.clicked.connect(self._choose_file)
        close.clicked.connect(self.reject)
        self.resize(*_SIZE_PX)

    def show_saved(self, name: str) -> None:
        self.message.show_message(self.tr("Saved"), name, tone="good")

    def show_error(self, error: AnamnesisError) -> None:
        self.message.show_error(describe(error))

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the report"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Text (*.txt)"))
        dialog.setDefaultSuffix("txt")
        dialog.selectFile(FILE_NAME)
        dialog.fileSelected.connect(self.save_requested)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
