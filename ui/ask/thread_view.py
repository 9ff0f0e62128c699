"""The questions of one conversation with their answers, the newest on top, beside the box they came from."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from core.assistant.dto import Answer
from ui.ask.turn_view import TurnView
from ui.theme import SPACE_1, SPACE_2, SPACE_3, set_role
from ui.widgets.empty_state import EmptyState


class ThreadView(QScrollArea):
    """Holds the turns; knows nothing of asking."""

    source_chosen = Signal(object)
    copy_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._turns: list[TurnView] = []
        self.empty = EmptyState("")
        self.earlier = QLabel(self.tr("Earlier in this conversation"))
        set_role(self.earlier, type="caption", tone="muted", strong=True)
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, SPACE_1, SPACE_2, SPACE_3)
        self._column.setSpacing(SPACE_3)
        self._column.addWidget(self.earlier)
        self._column.addWidget(self.empty, 1)
        self._column.addStretch(0)
        self.setWidget(page)
        self._refresh()

    @property
    def turns(self) -> tuple[TurnView, ...]:
        """Newest first."""
        return tuple(self._turns)

    def add_turn(self, question: str, *, practice: bool) -> TurnView:
        """A new question on top."""
        turn = TurnView(question, practice=practice)
        turn.source_chosen.connect(self.source_chosen)
        turn.copy_requested.connect(self.copy_requested)
        self._turns.insert(0, turn)
        self._column.insertWidget(0, turn)
        # The newest above the line, the others under it.
        self._column.removeWidget(self.earlier)
        self._column.insertWidget(1, self.earlier)
        self._refresh()
        self.verticalScrollBar().setValue(0)
        return turn

    def remove_turn(self, turn: TurnView) -> None:
        self._turns.remove(turn)
        _let_go(turn)
        self._refresh()

    def show_answers(self, answers: Iterable[Answer], *, practice: bool) -> None:
        """A stored conversation."""
        self.clear()
        for answer in sorted(answers, key=lambda each: each.asked_at):
            self.add_turn(answer.question, practice=practice).show_answer(answer)

    def clear(self) -> None:
        """Nothing of any answer stays."""
        for turn in self._turns:
            _let_go(turn)
        self._turns = []
        self._refresh()

    def _refresh(self) -> None:
        self.empty.setVisible(not self._turns)
        self.earlier.setVisible(len(self._turns) > 1)


def _let_go(turn: TurnView) -> None:
    turn.blockSignals(True)
    turn.hide()
    turn.setParent(None)
    turn.deleteLater()
