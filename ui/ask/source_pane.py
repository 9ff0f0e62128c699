"""The sources of one answer: the first used ones, the others on request."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from core.assistant.dto import Answer, Source
from ui.ask.source_card import SourceCard
from ui.ask.words import sentences_citing, tracking_note
from ui.theme import SPACE_2, set_role
from ui.widgets.plain_label import PlainLabel
from ui.widgets.wrapping import wrap_evenly

_SHOWN_AT_FIRST = 4
"""Cards shown before there is an answer."""
MOST_QUOTES = 3
"""Quotes unfolded under an answer; more would be too much to read."""


class SourcePane(QWidget):
    """A count, the first cards, and under a button the rest: quotes, then the closest notes."""

    source_chosen = Signal(object)

    def __init__(self, *, with_client: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._with_client = with_client
        self._cards: list[SourceCard] = []
        self._first = 0
        self._used = 0
        self._all = False
        self.heading = PlainLabel()
        self.toggle = QPushButton()
        self.closest = PlainLabel(self.tr("Closest notes"))
        """The heading of results that are not part of the answer."""
        self.note = PlainLabel()
        for label in (self.heading, self.closest):
            set_role(label, type="caption", tone="muted", strong=True)
        set_role(self.toggle, kind="link")
        set_role(self.note, type="caption", tone="caution")
        for label in (self.note, self.heading):
            wrap_evenly(label)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_2)
        self._column.addWidget(self.heading)
        self._column.addWidget(self.note)
        self._column.addWidget(self.toggle, alignment=Qt.AlignmentFlag.AlignLeading)
        self._column.addWidget(self.closest)
        self.toggle.clicked.connect(self._on_toggled)
        self.note.hide()
        self._refresh()

    @property
    def cards(self) -> tuple[SourceCard, ...]:
        return tuple(self._cards)

    def focus_order(self) -> tuple[QWidget, ...]:
        """The tab order: first cards, button, other cards."""
        return (*self._cards[: self._first], self.toggle, *self._cards[self._first :])

    def clear(self) -> None:
        """Removes all passages."""
        self._put((), first=0, used=0)
        self.note.hide()
        self._refresh()

    def card(self, number: int) -> SourceCard | None:
        return next((card for card in self._cards if card.source.number == number), None)

    def show_evidence(self, sources: Sequence[Source]) -> None:
        """The search results, before there is an answer."""
        self._put(sources, first=min(_SHOWN_AT_FIRST, len(sources)), used=len(sources))
        self.heading.setText(self.tr("%n passage(s) found", "", len(sources)))
        self._refresh()

    def show_answer(self, answer: Answer) -> None:
        """The same, ordered by their use in the answer."""
        tracked = answer.attribution == "tracked"
        used = [source for source in answer.sources if source.used and tracked]
        # In the order of the answer.
        used.sort(
            key=lambda source: (sentences_citing(answer, source.number) or (len(answer.sentences) + 1,))[0]
        )
        others = [source for source in answer.sources if source not in used]
        # If sources were not tracked, all are shown, because it is unknown which were used.
        first = min(MOST_QUOTES, answer.leading or len(used), len(used)) if tracked else len(answer.sources)
        if not used and not answer.not_in_record and tracked:
            # No source supports an answer, but the record is not known to be silent: shows the closest.
            first = min(MOST_QUOTES, len(others))
        self._put([*used, *others], first=first, used=len(used) if tracked else len(answer.sources))
        if tracked and not answer.not_in_record:
            for card in self._cards:
                card.show_usage(card.source, answer)
        self.heading.setText(self._heading(answer, len(used)))
        self.note.setText(tracking_note(answer))
        self.note.setVisible(not tracked)
        self._refresh()

    def show_source(self, number: int) -> SourceCard | None:
        """Shows the card of a source, unfolding it if needed."""
        card = self.card(number)
        if card is not None and self._cards.index(card) >= self._first and not self._all:
            self._on_toggled()
        return card

    def _heading(self, answer: Answer, used: int) -> str:
        found = len(answer.sources)
        if answer.attribution != "tracked":
            return self.tr("%n passage(s) found", "", found)
        if not used:
            return self.closest.text()
        quotes = self.tr("%n quote(s)", "", used)
        if used == found:
            return quotes
        more = self.tr("%n more passage(s)", "", found - used)
        return f"{quotes} · {more}"

    def _put(self, sources: Sequence[Source], *, first: int, used: int) -> None:
        """The first `first` cards are unfolded; those after `used` are not in the answer."""
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards, self._first, self._used, self._all = [], first, used, False
        for widget in (self.toggle, self.closest):
            self._column.removeWidget(widget)
        for at, source in enumerate(sources):
            if at == first:
                self._column.addWidget(self.toggle, alignment=Qt.AlignmentFlag.AlignLeading)
            if at == used:
                self._column.addWidget(self.closest)
            card = SourceCard(source, with_client=self._with_client)
            card.chosen.connect(self.source_chosen)
            self._column.addWidget(card)
            self._cards.append(card)

    def _on_toggled(self) -> None:
        self._all = not self._all
        self._refresh()

    def _refresh(self) -> None:
        self.setVisible(bool(self._cards))
        for at, card in enumerate(self._cards):
            card.setVisible(self._all or at < self._first)
        folded = len(self._cards) - self._first
        self.toggle.setVisible(folded > 0)
        # Without quotes the main heading already says so.
        self.closest.setVisible(self._all and 0 < self._used < len(self._cards))
        more = self.tr("Show %n more", "", folded) if self._first else self.tr("Show %n", "", folded)
        self.toggle.setText(self.tr("Show fewer") if self._all else more)
        self.toggle.setAccessibleName(f"{self.toggle.text()}: {self.heading.text()}")
