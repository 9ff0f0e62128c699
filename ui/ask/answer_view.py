"""A finished answer. It sits on the accent ground and says who wrote it: it never looks like a note."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.assistant.dto import Answer
from ui.ask.feedback_view import FeedbackView
from ui.ask.safe_text import answer_html, number_of
from ui.ask.withheld_view import WithheldView
from ui.ask.words import coverage_line, given_before, notice_text
from ui.theme import SPACE_1, SPACE_2, SPACE_3, active_theme, set_role
from ui.widgets.text_direction import isolate
from ui.widgets.wrapping import wrap


class AnswerView(QFrame):
    """Who wrote it, the sentences with their citations, what was withheld, what was searched."""

    citation_chosen = Signal(int)
    """The number of a source."""
    copy_requested = Signal()
    again_requested = Signal()

    def __init__(self, answer: Answer, *, practice: bool, parent: QWidget | None = None) -> None:
        """`practice`: the question went to the whole practice, not to one chart."""
        super().__init__(parent)
        self.answer = answer
        self._practice = practice
        self.author = QLabel(self._author_text())
        self.notice = QLabel(self._notice_text())
        self.body = QLabel()
        self.coverage = QLabel(coverage_line(answer.searched))
        self.withheld = WithheldView(answer.withheld)
        self.copy_button = QPushButton(self.tr("Copy with sources"))
        self.again_button = QPushButton(self.tr("Ask again"))
        self.feedback = FeedbackView()
        self._dress()
        self._lay_out()
        self._write_body()
        self.body.linkActivated.connect(self._on_link)
        self.copy_button.clicked.connect(self.copy_requested)
        self.again_button.clicked.connect(self.again_requested)
        self.feedback.show_feedback(answer.feedback)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # The links carry their colour in the text.
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "body"):
            self._write_body()

    def _author_text(self) -> str:
        answer = self.answer
        if answer.taken_back:
            return self.tr("Taken back since")
        if answer.not_in_record:
            return self.tr("Not in the record")
        if answer.mode == "evidence":
            return self.tr("Not written by a model: these are the record's own words")
        model = isolate(answer.model or "?")
        if self._practice:
            return self.tr("Written by {model} from the practice's charts").format(model=model)
        return self.tr("Written by {model} from this chart").format(model=model)

    def _notice_text(self) -> str:
        answer = self.answer
        parts = []
        if answer.not_in_record:
            parts.append(self.tr("Nothing that was searched answers this question."))
        if answer.notice is not None:
            parts.append(notice_text(answer))
        if answer.cached:
            parts.append(given_before(answer))
        left_out = answer.usage.truncated_passages
        if left_out:
            parts.append(self.tr("%n passage(s) did not fit into what the model can read.", "", left_out))
        return " ".join(parts)

    def _dress(self) -> None:
        # The accent ground says that a model wrote; where none did, it is an ordinary card.
        set_role(self, surface="accent" if self._has_body() else "card")
        set_role(self.author, type="caption", tone="accent", strong=True)
        if self.answer.not_in_record or self.answer.taken_back:
            set_role(self.author, type="interface", tone="text", strong=True)
        set_role(self.notice, type="caption", tone="text")
        set_role(self.coverage, type="caption", tone="muted")
        set_role(self.copy_button, kind="link")
        set_role(self.again_button, kind="link")
        for label in (self.author, self.notice, self.coverage):
            label.setTextFormat(Qt.TextFormat.PlainText)
            wrap(label)
        self.body.setTextFormat(Qt.TextFormat.RichText)
        wrap(self.body)
        self.body.setOpenExternalLinks(False)
        self.body.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.body.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body.setAccessibleName(self.answer.answer)
        self.copy_button.setToolTip(self.tr("Copies the answer; the clipboard is cleared after 30 seconds"))
        self.again_button.setToolTip(self.tr("Answers the question anew; this answer stays"))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_3, SPACE_3, SPACE_3, SPACE_2)
        layout.setSpacing(SPACE_2)
        for widget in (self.author, self.body, self.notice, self.withheld, self.coverage):
            layout.addWidget(widget)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_1)
        foot.addWidget(self.again_button)
        foot.addStretch(1)
        foot.addWidget(self.copy_button)
        layout.addLayout(foot)
        layout.addWidget(self.feedback)
        self.notice.setVisible(bool(self.notice.text()))
        self.body.setVisible(self._has_body())
        self.withheld.setVisible(bool(self.answer.withheld))
        self.coverage.setVisible(not self.answer.taken_back)
        self.copy_button.setVisible(not self.answer.taken_back)
        self.feedback.setVisible(not self.answer.taken_back)

    def _has_body(self) -> bool:
        """The record's own words are on the cards below, each in its place; only a model's need a text."""
        return self.answer.mode == "written" and not self.answer.not_in_record and bool(self.answer.sentences)

    def _write_body(self) -> None:
        if not self._has_body():
            return
        known = [source.number for source in self.answer.sources]
        self.body.setText(answer_html(self.answer.sentences, known, active_theme(), apart=self._practice))

    def _on_link(self, link: str) -> None:
        number = number_of(link)
        if number is not None:
            self.citation_chosen.emit(number)
