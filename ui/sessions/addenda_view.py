"""The addenda under a signed note, each with its author, day and reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.sessions.dto import Addendum
from ui.sessions.authors import Authors
from ui.text.days import moment_text
from ui.text.one_line import one_line
from ui.text.text_direction import isolate
from ui.theme import SPACE_1, SPACE_2, SPACE_3, SPACE_4, set_role
from ui.theme.metrics import NOTE_WIDTH_CHARACTERS
from ui.theme.roles import Tone
from ui.widgets.alignment import align_leading
from ui.widgets.note_edit import NoteEdit
from ui.widgets.plain_label import PlainLabel
from ui.words.signatures import addendum_verdict_words


class AddendumCard(QFrame):
    """One addendum, read-only."""

    def __init__(self, addendum: Addendum, author: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, surface="card")
        self.head = PlainLabel()
        parts = [self.tr("Addendum"), moment_text(addendum.at), isolate(author)]
        tone: Tone = "muted"
        if addendum.verdict is not None:
            parts.append(addendum_verdict_words(addendum.verdict))
            tone = "danger" if addendum.verdict in ("invalid", "missing") else "muted"
        self.head.setText(one_line(parts))
        set_role(self.head, tone=tone, strong=True)
        self.reason = PlainLabel(self.tr("Reason: {reason}").format(reason=isolate(addendum.reason)))
        set_role(self.reason, tone="muted")
        self.note = NoteEdit()
        self.note.setAccessibleName(self.head.text())
        self.note.set_text(addendum.text)
        self.note.set_read_only(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        column.setSpacing(SPACE_1)
        for label in (self.head, self.reason):
            label.setWordWrap(True)
            align_leading(label)
            column.addWidget(label)
        column.addWidget(self.note)

    def empty(self) -> None:
        """Removes the text now; the widget is only deleted in the event loop's next turn."""
        self.head.clear()
        self.reason.clear()
        self.note.set_text("")
        self.note.setAccessibleName("")


class AddendaView(QWidget):
    """Oldest first, as they were written."""

    def __init__(self, authors: Authors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._authors = authors
        self._shown: tuple[Addendum, ...] = ()
        self.cards: list[AddendumCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, SPACE_4, 0, 0)
        self._column.setSpacing(SPACE_2)
        authors.changed.connect(self._name_anew)
        self.hide()

    def show_addenda(self, addenda: Sequence[Addendum]) -> None:
        """Replaces the addenda shown; without any the view is hidden."""
        for card in self.cards:
            card.empty()
            card.hide()
            self._column.removeWidget(card)
            card.deleteLater()
        self._shown = tuple(addenda)
        self.cards = [AddendumCard(each, self._author(each)) for each in self._shown]
        for card in self.cards:
            self._column.addWidget(card)
        self._limit_width()
        self.setVisible(bool(self.cards))

    def _author(self, addendum: Addendum) -> str:
        said = addendum.imported_author
        if said is None:
            return self._authors.name(addendum.author)
        # An imported name is not verified.
        return self.tr("{name}, as the imported file says").format(name=said) if said else self.tr("imported")

    def _name_anew(self) -> None:
        if self._shown:
            self.show_addenda(self._shown)

    def _limit_width(self) -> None:
        for card in self.cards:
            card.note.ensurePolished()
            character = card.note.fontMetrics().averageCharWidth()
            card.setMaximumWidth(character * NOTE_WIDTH_CHARACTERS + 2 * SPACE_3)
