"""The questions of one conversation with their answers, the newest at the top beside the box."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.assistant.dto import Answer
from core.ids import MessageId
from ui.ask.turn_view import TurnView
from ui.theme import SPACE_1, SPACE_2, SPACE_3, set_role
from ui.widgets.empty_state import EmptyState
from ui.widgets.following_scroll import FollowingScrollArea
from ui.widgets.plain_label import PlainLabel


class ThreadView(FollowingScrollArea):
    """Shows the turns; does not ask."""

    source_chosen = Signal(object)
    copy_requested = Signal(object)
    again_requested = Signal(object, bool)
    retry_requested = Signal(str)
    without_requested = Signal(str)
    opinion_given = Signal(object, str, str)
    opinion_taken_back = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._turns: list[TurnView] = []
        self.empty = EmptyState("")
        self.earlier = PlainLabel(self.tr("Earlier in this conversation"))
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
        turn.again_requested.connect(self.again_requested)
        turn.retry_requested.connect(self.retry_requested)
        turn.without_requested.connect(self.without_requested)
        turn.opinion_given.connect(self.opinion_given)
        turn.opinion_taken_back.connect(self.opinion_taken_back)
        if any(earlier.asks(question) for earlier in self._turns):
            turn.show_repeated()
        self._turns.insert(0, turn)
        self._column.insertWidget(0, turn)
        # The newest above the line, the others under it.
        self._column.removeWidget(self.earlier)
        self._column.insertWidget(1, self.earlier)
        self._refresh()
        self.stop_following()
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

    def show_message(self, message_id: MessageId) -> None:
        """Scrolls to one answer and marks it as found."""
        for turn in self._turns:
            if turn.answer is not None and turn.answer.message_id == message_id:
                turn.mark()
                self.follow(turn.question, turn.question.rect)

    def show_opinion(self, answer: Answer) -> None:
        """Shows the stored feedback."""
        for turn in self._turns:
            turn.show_opinion(answer)

    def show_copied(self, answer: Answer) -> None:
        """Confirms copying."""
        for turn in self._turns:
            if turn.answer_view is not None and turn.answer_view.answer.message_id == answer.message_id:
                turn.answer_view.show_copied()

    def set_running(self, running: bool) -> None:
        """While a question runs, no other can be repeated."""
        for turn in self._turns:
            turn.set_running(running)

    def show_changed(self) -> None:
        """The record has changed since these were answered."""
        for turn in self._turns:
            turn.show_changed()

    def show_taken_back(self, answers: Iterable[Answer]) -> None:
        """As stored now: answers taken back since show no words of the record."""
        gone = {answer.message_id: answer for answer in answers if answer.taken_back}
        for turn in self._turns:
            shown = turn.answer
            if shown is not None and not shown.taken_back and shown.message_id in gone:
                turn.show_answer(gone[shown.message_id])

    def focus_order(self) -> tuple[QWidget, ...]:
        """The tab order, the newest question first."""
        return tuple(widget for turn in self._turns for widget in turn.focus_order())

    def clear(self) -> None:
        """Removes all answers."""
        for turn in self._turns:
            _let_go(turn)
        self._turns = []
        self.stop_following()
        self._refresh()

    def _refresh(self) -> None:
        self.empty.setVisible(not self._turns)
        self.earlier.setVisible(len(self._turns) > 1)


def _let_go(turn: TurnView) -> None:
    turn.blockSignals(True)
    turn.hide()
    turn.setParent(None)
    turn.deleteLater()
