"""One question from the first evidence to the finished answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from core.assistant.dto import Answer
from ui.ask.announcing import announce
from ui.ask.answer_view import AnswerView
from ui.ask.asking import Evidence
from ui.ask.source_pane import SourcePane
from ui.ask.understood_view import UnderstoodView
from ui.text.text_direction import paragraph_direction
from ui.theme import SPACE_2, SPACE_3, set_role
from ui.widgets.plain_label import PlainLabel
from ui.widgets.wrapping import wrap
from ui.words.sources import coverage_line


class TurnView(QWidget):
    """Updated while the answer is made."""

    source_chosen = Signal(object)
    """A `Source`, from a card or from a citation."""
    copy_requested = Signal(object)
    """The `Answer`."""
    again_requested = Signal(object, bool)
    """The `Answer` whose question is repeated, and whether without earlier questions."""
    retry_requested = Signal(str)
    """An unanswered question to ask again."""
    without_requested = Signal(str)
    """The understood question without one added thing, to be asked unchanged."""
    opinion_given = Signal(object, str, str)
    """The `Answer`, the `Opinion`, and why."""
    opinion_taken_back = Signal(object)
    """The `Answer`."""

    def __init__(self, question: str, *, practice: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._practice = practice
        self.question = PlainLabel(question)
        self.repeated = PlainLabel(self.tr("Asked again"))
        self.understood = UnderstoodView()
        self.retry_button = QPushButton(self.tr("Ask again"))
        self.status = PlainLabel(self.tr("Searching the record…"))
        self.draft = QFrame()
        self.draft_note = PlainLabel(self.tr("Being written, not yet checked"))
        self.draft_text = PlainLabel()
        self.sources = SourcePane(with_client=practice)
        self.answer_view: AnswerView | None = None
        self._column = QVBoxLayout(self)
        self._style()
        self._lay_out()
        self.sources.source_chosen.connect(self.source_chosen)
        self.understood.alone_requested.connect(lambda: self.again_requested.emit(self.answer, True))
        self.understood.without_requested.connect(self.without_requested)
        self.retry_button.clicked.connect(lambda: self.retry_requested.emit(self.question.text()))

    @property
    def answer(self) -> Answer | None:
        """None until it is finished."""
        return self.answer_view.answer if self.answer_view is not None else None

    def asks(self, question: str) -> bool:
        """Whether this question was asked here, as typed or as understood."""
        texts = [self.question.text()]
        if self.answer is not None and self.answer.understood is not None:
            texts.append(self.answer.understood)
        return any(text.split() == question.split() for text in texts)

    def set_running(self, running: bool) -> None:
        """While a question runs, here or elsewhere, no other can be asked."""
        self.understood.set_running(running)
        self.retry_button.setEnabled(not running)
        if self.answer_view is not None:
            self.answer_view.set_running(running)

    def show_changed(self) -> None:
        """The record has changed since."""
        if self.answer_view is not None:
            self.answer_view.show_changed()
        elif self.retry_button.isVisibleTo(self):
            # The sources may have been retracted, and no stored answer will show that.
            self.sources.clear()

    def focus_order(self) -> tuple[QWidget, ...]:
        """The tab order."""
        view = self.answer_view
        first = (self.understood.things, self.understood.alone_button, self.retry_button)
        if view is None:
            return (*first, *self.sources.focus_order())
        return (*first, *view.focus_order(), *self.sources.focus_order(), *view.foot_order())

    def show_repeated(self) -> None:
        """The same question was answered before; that answer stays in place."""
        self.repeated.show()

    def show_opinion(self, answer: Answer) -> None:
        """Shows the stored feedback."""
        if self.answer_view is not None and self.answer_view.answer.message_id == answer.message_id:
            self.answer_view.feedback.show_feedback(answer.feedback)

    def mark(self) -> None:
        """Marks it as found."""
        set_role(self.question, tone="accent")
        self.question.setAccessibleDescription(self.tr("Found here"))

    def show_evidence(self, evidence: Evidence) -> None:
        self.sources.show_evidence(evidence.sources)
        if evidence.sources:
            self.status.setText(self.tr("Passages found. The model is reading them…"))
        else:
            self.status.setText(coverage_line(evidence.searched))
        announce(self, self.status.text())

    def show_draft(self, text: str) -> None:
        """The model's text so far."""
        self.status.hide()
        self.draft.show()
        self.draft_text.setLayoutDirection(paragraph_direction(text))
        self.draft_text.setText(text)

    def show_stopping(self) -> None:
        self.status.setText(self.tr("Stopping…"))
        self.status.show()
        self.draft.setEnabled(False)

    def show_stopped(self) -> None:
        """Stopped by the user before there was an answer: removes unverified text, keeps the evidence."""
        self._end_without(self.tr("Stopped before there was an answer."))

    def show_failed(self) -> None:
        """Ended by an error, which is reported elsewhere; keeps the evidence."""
        self._end_without(self.tr("No answer."))

    def show_answer(self, answer: Answer) -> None:
        """Replaces the draft, or the earlier state of the answer."""
        self._drop_answer()
        self._drop_draft()
        self.status.hide()
        self.question.setText(answer.question)
        self.understood.show_understood(answer.question, answer.understood)
        view = AnswerView(answer, practice=self._practice)
        view.citation_chosen.connect(self._on_citation)
        view.copy_requested.connect(lambda: self.copy_requested.emit(answer))
        view.again_requested.connect(lambda: self.again_requested.emit(answer, False))
        view.feedback.given.connect(lambda verdict, why: self.opinion_given.emit(answer, verdict, why))
        view.feedback.taken_back.connect(lambda: self.opinion_taken_back.emit(answer))
        self.answer_view = view
        self._column.insertWidget(self._column.indexOf(self.draft), view)
        self._column.insertWidget(self._column.indexOf(self.sources) + 1, view.foot)
        view.show()
        view.foot.show()
        self.sources.show_answer(answer)

    def _on_citation(self, number: int) -> None:
        card = self.sources.show_source(number)
        if card is not None:
            self.source_chosen.emit(card.source)

    def _end_without(self, words: str) -> None:
        self._drop_draft()
        self.status.setText(words)
        self.status.show()
        self.retry_button.show()
        announce(self, words)

    def _drop_answer(self) -> None:
        view, self.answer_view = self.answer_view, None
        self.understood.hide()
        if view is None:
            return
        for widget in (view, view.foot):
            widget.blockSignals(True)
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()

    def _drop_draft(self) -> None:
        self.draft_text.clear()
        self.draft.hide()

    def _style(self) -> None:
        set_role(self.question, strong=True)
        set_role(self.status, type="caption", tone="muted")
        set_role(self.draft, surface="accent")
        set_role(self.draft_note, type="caption", tone="caution", strong=True)
        set_role(self.draft_text, tone="muted")
        self.question.setLayoutDirection(paragraph_direction(self.question.text()))
        set_role(self.repeated, type="caption", tone="muted", strong=True)
        set_role(self.retry_button, kind="link")
        for part in (self.repeated, self.retry_button):
            part.hide()
        for label in (self.question, self.repeated, self.status):
            wrap(label)
        for label in (self.draft_note, self.draft_text):
            wrap(label)
        self.question.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.draft.hide()

    def _lay_out(self) -> None:
        written = QVBoxLayout(self.draft)
        written.setContentsMargins(SPACE_3, SPACE_3, SPACE_3, SPACE_3)
        written.setSpacing(SPACE_2)
        written.addWidget(self.draft_note)
        written.addWidget(self.draft_text)
        self._column.setContentsMargins(0, 0, 0, SPACE_3)
        self._column.setSpacing(SPACE_2)
        for widget in (self.question, self.repeated, self.understood):
            self._column.addWidget(widget)
        self._column.addWidget(self.status)
        self._column.addWidget(self.retry_button, alignment=Qt.AlignmentFlag.AlignLeading)
        for part in (self.draft, self.sources):
            self._column.addWidget(part)
