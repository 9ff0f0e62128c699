"""The sources of one answer: those it rests on first, the others on request."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.assistant.dto import Answer, Source
from ui.ask.source_card import SourceCard
from ui.ask.words import sentences_citing, tracking_note
from ui.theme import SPACE_2, set_role
from ui.widgets.one_line import one_line
from ui.widgets.plain_label import PlainLabel
from ui.widgets.text_direction import isolate
from ui.widgets.wrapping import wrap, wrap_evenly

_SHOWN_AT_FIRST = 4
"""Cards under evidence that no answer has sorted yet."""


class SourcePane(QWidget):
    """Cards under a line that counts them."""

    source_chosen = Signal(object)

    def __init__(self, *, with_client: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._with_client = with_client
        self._cards: list[SourceCard] = []
        self._names: list[tuple[PlainLabel, int]] = []
        """Of several clients: each name, and the first card under it."""
        self._first = 0
        self._all = False
        self._folded = False
        self.heading = PlainLabel()
        self.toggle = QPushButton()
        self.note = PlainLabel()
        set_role(self.heading, type="caption", tone="muted", strong=True)
        set_role(self.toggle, kind="link")
        set_role(self.note, type="caption", tone="caution")
        for label in (self.note, self.heading):
            wrap_evenly(label)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.toggle)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_2)
        self._column.addLayout(head)
        self._column.addWidget(self.note)
        self.toggle.clicked.connect(self._on_toggled)
        self.note.hide()
        self._refresh()

    @property
    def cards(self) -> tuple[SourceCard, ...]:
        return tuple(self._cards)

    def focus_order(self) -> tuple[QWidget, ...]:
        """The cards as they stand, then the way to the others."""
        return (*self._cards, self.toggle)

    def clear(self) -> None:
        """No passage stays."""
        self._put(())
        self.note.hide()
        self._refresh()

    def card(self, number: int) -> SourceCard | None:
        return next((card for card in self._cards if card.source.number == number), None)

    def show_evidence(self, sources: Sequence[Source]) -> None:
        """What was found, before there is an answer."""
        self._put(self._by_client(sources))
        self._first = min(_SHOWN_AT_FIRST, len(sources))
        self.heading.setText(self.tr("Evidence: %n passage(s) found", "", len(sources)))
        self._refresh()

    def show_answer(self, answer: Answer) -> None:
        """The same, sorted by what the answer rests on."""
        tracked = answer.attribution == "tracked"
        used = [source for source in answer.sources if source.used and tracked]
        # In the order in which the answer comes to them: its best words stand first.
        used.sort(
            key=lambda source: (sentences_citing(answer, source.number) or (len(answer.sentences) + 1,))[0]
        )
        others = [source for source in answer.sources if source not in used]
        self._put([*self._by_client(used), *self._by_client(others)])
        if tracked and not answer.not_in_record:
            for card in self._cards:
                card.show_usage(card.source, answer)
        self._first = len(used) or min(_SHOWN_AT_FIRST, len(others))
        if answer.not_in_record:
            # What lies nearest is no answer: it is there for whoever wants to look.
            self._first = 0
        elif not tracked:
            self._first = len(answer.sources)
        self._folded = answer.not_in_record
        self.heading.setText(self._heading(answer, len(used)))
        self.note.setText(tracking_note(answer))
        self.note.setVisible(not tracked)
        self._refresh()

    def _heading(self, answer: Answer, used: int) -> str:
        found = len(answer.sources)
        if answer.not_in_record:
            return self.tr("%n nearest passage(s), which do not answer it", "", found)
        if answer.attribution != "tracked":
            return self.tr("%n passage(s) found", "", found)
        return self.tr("{used} used / {found} found").format(used=used, found=found)

    def _put(self, sources: Sequence[Source]) -> None:
        for card in self._cards:
            card.hide()
            card.deleteLater()
        for name, _ in self._names:
            name.hide()
            name.deleteLater()
        self._cards, self._names = [], []
        grouped = self._with_client and len({source.passage.client_id for source in sources}) > 1
        for at, source in enumerate(sources):
            if grouped and (at == 0 or source.passage.client_id != sources[at - 1].passage.client_id):
                self._name(source, at)
            card = SourceCard(source, with_client=self._with_client)
            card.chosen.connect(self.source_chosen)
            self._column.addWidget(card)
            self._cards.append(card)
        self._all = False

    def _name(self, source: Source, at: int) -> None:
        # A line of nothing but an isolated name would begin on the left in a mirrored window.
        name = PlainLabel(one_line((isolate(source.client_name),)))
        set_role(name, type="interface", strong=True)
        wrap(name)
        self._column.addWidget(name)
        self._names.append((name, at))

    def _by_client(self, sources: Sequence[Source]) -> list[Source]:
        """Those of one client together, in the order in which the clients come."""
        if not self._with_client:
            return list(sources)
        order = {each: at for at, each in enumerate(dict.fromkeys(one.passage.client_id for one in sources))}
        return sorted(sources, key=lambda source: order[source.passage.client_id])

    def _on_toggled(self) -> None:
        self._all = not self._all
        self._refresh()

    def _refresh(self) -> None:
        self.setVisible(bool(self._cards))
        for at, card in enumerate(self._cards):
            card.setVisible(self._all or at < self._first)
        for name, start in self._names:
            name.setVisible(self._all or start < self._first)
        more = len(self._cards) > self._first
        self.toggle.setVisible(more)
        fewer = self.tr("Hide") if self._folded else self.tr("Show fewer")
        more_of_it = self.tr("Show") if self._folded else self.tr("Show all")
        self.toggle.setText(fewer if self._all else more_of_it)
        self.toggle.setAccessibleName(f"{self.toggle.text()}: {self.heading.text()}")
