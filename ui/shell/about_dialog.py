"""Version, promise and licences."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.crash_report import program_version
from ui.resources import application_icon
from ui.theme import SPACE_3, SPACE_6, set_role
from ui.widgets.alignment import align_leading
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_label import PlainLabel

_PARTS = (
    ("Anamnesis", "Apache-2.0"),
    ("Qt, PySide6", "LGPL-3.0"),
    ("PostgreSQL", "PostgreSQL"),
    ("pgvector", "PostgreSQL"),
    ("SQLAlchemy, Alembic", "MIT"),
    ("psycopg", "LGPL-3.0"),
    ("cryptography", "Apache-2.0 / BSD-3-Clause"),
    ("PyTorch", "BSD-3-Clause"),
    ("sentence-transformers", "Apache-2.0"),
    ("llama.cpp, llama-cpp-python", "MIT"),
    ("zxcvbn", "MIT"),
    ("RapidFuzz", "MIT"),
    ("icalendar", "BSD-2-Clause"),
    ("Pillow", "MIT-CMU"),
    ("pypdfium2, PDFium", "BSD-3-Clause / Apache-2.0"),
    ("chunspell, Hunspell", "MPL-1.1 / LGPL-2.1"),
    ("multilingual-e5-small", "MIT"),
    ("SmolLM2-135M-Instruct", "Apache-2.0"),
)
_ICON_PX = 48


class AboutDialog(QDialog):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Anamnesis"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        mark = PlainLabel()
        mark.setPixmap(application_icon().pixmap(_ICON_PX, _ICON_PX))
        title = PlainLabel(self.tr("Anamnesis"))
        set_role(title, type="page")
        version = PlainLabel(self.tr("Version {version}").format(version=program_version()))
        set_role(version, tone="muted")
        align_leading(title)
        promise = Paragraph(
            self.tr(
                "Nothing leaves this computer. The assistant reports what the record says; it is no medical "
                "device and gives no treatment advice."
            )
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_6, SPACE_6, SPACE_6, SPACE_6)
        layout.setSpacing(SPACE_3)
        for widget in (mark, title, version, promise, self._licences(), buttons):
            layout.addWidget(widget)
        self.resize(520, 520)

    def _licences(self) -> QTableWidget:
        table = QTableWidget(len(_PARTS), 2)
        table.setHorizontalHeaderLabels([self.tr("Part"), self.tr("Licence")])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        table.setAccessibleName(self.tr("Licences"))
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for row, cells in enumerate(_PARTS):
            for column, text in enumerate(cells):
                table.setItem(row, column, QTableWidgetItem(text))
        return table
