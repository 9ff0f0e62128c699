"""The dialog for a program error. It describes the error and says that nothing was sent."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from ui.crash_report import CrashReport
from ui.theme import SPACE_3, SPACE_6, set_role
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_label import PlainLabel


class CrashDialog(QDialog):
    """Not modal; further errors while it is open are only counted."""

    def __init__(self, report: CrashReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("A fault in Anamnesis"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._more = 0
        title = PlainLabel(self.tr("Something went wrong"))
        set_role(title, type="title")
        words = Paragraph(
            self.tr(
                "A fault in the program stopped one step. What was saved before is safe, and you can go on. "
                "Nothing was sent anywhere. The lines below hold nothing of any client; add them if you "
                "report the fault."
            )
        )
        self.details = QPlainTextEdit(report.text)
        self.details.setReadOnly(True)
        self.details.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.details.setAccessibleName(self.tr("Details"))
        self._count = PlainLabel()
        set_role(self._count, type="caption", tone="muted")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_6, SPACE_6, SPACE_6, SPACE_6)
        layout.setSpacing(SPACE_3)
        for widget in (title, words, self.details, self._count, buttons):
            layout.addWidget(widget)
        self.resize(560, 320)

    @property
    def counted(self) -> str:
        """The text about further errors; empty without any."""
        return self._count.text()

    def count_another(self) -> None:
        """Another error while it is open; logged without a second dialog."""
        self._more += 1
        self._count.setText(self.tr("%n more fault(s) since; see the log.", "", self._more))
