"""Shows above a note that it is retracted, deleted or unreadable; when, by whom and why."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.sessions.dto import UNREADABLE, Session
from ui.sessions.authors import Authors
from ui.text.days import day_text
from ui.text.text_direction import isolate
from ui.theme import SPACE_1, SPACE_2, SPACE_3, set_role
from ui.widgets.paragraph import Paragraph
from ui.words.sessions import unreadable_sentence


class NoteStateBar(QFrame):
    """Stays as long as the note is displayed. A deleted draft can be restored here."""

    restore_requested = Signal()

    def __init__(self, authors: Authors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._authors = authors
        self._session: Session | None = None
        set_role(self, surface="raised", tone="danger")
        self.title = Paragraph()
        self.text = Paragraph()
        set_role(self.title, tone="danger", strong=True)
        self.restore_button = QPushButton(self.tr("Bring back"))
        words = QVBoxLayout()
        words.setSpacing(SPACE_1)
        words.addWidget(self.title)
        words.addWidget(self.text)
        line = QHBoxLayout(self)
        line.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        line.setSpacing(SPACE_2)
        line.addLayout(words, 1)
        line.addWidget(self.restore_button)
        self.restore_button.clicked.connect(self.restore_requested)
        authors.changed.connect(self._tell)
        self.show_session(None)

    def show_session(self, session: Session | None) -> None:
        """Hidden for a valid, readable note."""
        told = session is not None and session.state in ("retracted", "deleted", UNREADABLE)
        self._session = session if told else None
        self.setVisible(told)
        self._tell()

    def _tell(self) -> None:
        session = self._session
        if session is None:
            self.title.clear()
            self.text.clear()
            self.setAccessibleName("")
            return
        self.restore_button.setVisible(session.state == "deleted")
        if session.state == UNREADABLE:
            self.title.setText(unreadable_sentence())
            self.text.setText(self.tr("Its words are not shown; the rest of the chart is."))
            self.setAccessibleName(f"{self.title.text()} {self.text.text()}")
            return
        day = day_text(session.saved_at.astimezone().date())
        author = self._authors.name(session.author)
        if session.state == "deleted":
            self.title.setText(self.tr("This draft was deleted on {day}").format(day=day))
            self.text.setText(self.tr("It is neither found nor quoted."))
        else:
            told = self.tr("Retracted on {day}, because: {reason}")
            self.title.setText(told.format(day=day, reason=isolate(session.reason)))
            words = self.tr("It no longer counts; it is neither found nor quoted.")
            by = self.tr("Retracted by {name}.").format(name=isolate(author)) if author else ""
            self.text.setText(" ".join(part for part in (words, by) if part))
        self.setAccessibleName(f"{self.title.text()} {self.text.text()}")
