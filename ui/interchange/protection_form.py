"""The protection of an archive: by a passphrase, to age recipients, or none."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from core.interchange.archive.dto import Protection, ProtectionKind
from ui.theme import SPACE_2, set_role
from ui.widgets.paragraph import Paragraph
from ui.widgets.passphrase_pair import PassphrasePair
from ui.widgets.plain_label import PlainLabel
from ui.widgets.plain_text_edit import PlainTextEdit

_RECIPIENTS_HEIGHT_PX = 84


class ProtectionForm(QWidget):
    """A passphrase unless the person chooses otherwise."""

    changed = Signal()
    submitted = Signal()
    """Enter was pressed after the passphrase was repeated."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        label = PlainLabel(self.tr("Pro&tect the archive"))
        self.kind = QComboBox()
        self.kind.addItem(self.tr("with a passphrase of its own"), "passphrase")
        self.kind.addItem(self.tr("for holders of an age key"), "recipients")
        self.kind.addItem(self.tr("not at all"), "none")
        label.setBuddy(self.kind)
        self.pair = PassphrasePair()
        self.recipients = PlainTextEdit()
        self.recipients.setFixedHeight(_RECIPIENTS_HEIGHT_PX)
        self.recipients.setTabChangesFocus(True)
        self.recipients.setAccessibleName(self.tr("Recipients, one a line"))
        self.recipients.setPlaceholderText(self.tr("age1…, one recipient a line"))
        self.stack = QStackedWidget()
        for page in (
            _page(
                self.pair,
                self.tr(
                    "Only this passphrase opens the archive; this program keeps no copy of it. Write it down."
                ),
            ),
            _page(self.recipients, self.tr("Whoever holds the secret key of one of them can open it.")),
            _page(
                None,
                self.tr("Whoever gets the file can read all of it. Choose this only for a protected place."),
                tone="caution",
            ),
        ):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        for part in (label, self.kind, self.stack):
            column.addWidget(part)
        self.kind.currentIndexChanged.connect(self._show_page)
        self.pair.changed.connect(self.changed)
        self.pair.submitted.connect(self.submitted)
        self.recipients.textChanged.connect(self.changed)

    @property
    def protection(self) -> Protection | None:
        """The chosen protection; None while it is incomplete."""
        kind: ProtectionKind = self.kind.currentData()
        if kind == "passphrase":
            return Protection(kind, passphrase=self.pair.passphrase) if self.pair.ready else None
        if kind == "recipients":
            listed = tuple(
                line.strip() for line in self.recipients.toPlainText().splitlines() if line.strip()
            )
            return Protection(kind, recipients=listed) if listed else None
        return Protection("none")

    def clear(self) -> None:
        """Clears the passphrase."""
        self.pair.clear()

    def _show_page(self, index: int) -> None:
        self.stack.setCurrentIndex(index)
        self.changed.emit()


def _page(field: QWidget | None, words: str, *, tone: str = "muted") -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE_2)
    if field is not None:
        column.addWidget(field)
    said = Paragraph(words)
    set_role(said, tone="caution" if tone == "caution" else "muted")
    column.addWidget(said)
    column.addStretch(1)
    return page
