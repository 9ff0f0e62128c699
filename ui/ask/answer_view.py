"""A finished answer. Text written by a model is on the accent ground, unlike notes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.assistant.dto import Answer
from ui.ask.announcing import announce
from ui.ask.answer_notices import notices, quoted_clients, title_of
from ui.ask.feedback_view import FeedbackView
from ui.ask.headline import headline_html, headline_text, leading_source
from ui.ask.safe_text import answer_html, days_of, names_of, number_of
from ui.ask.withheld_view import WithheldView
from ui.text.days import moment_text
from ui.theme import SPACE_1, SPACE_2, SPACE_3, active_theme, set_role
from ui.widgets.formatted_label import FormattedLabel
from ui.widgets.plain_label import PlainLabel
from ui.widgets.private_clipboard import clipboard_rule
from ui.widgets.wrapping import wrap, wrap_evenly
from ui.words.sources import coverage_line

COPIED_MS = 4_000
"""How long the button confirms copying."""


class AnswerView(QFrame):
    """Author and time, the sentences with citations, and withheld sentences.

    `foot` has the search coverage and the buttons; the caller places it under the sources.
    """

    citation_chosen = Signal(int)
    """The number of a source."""
    copy_requested = Signal()
    again_requested = Signal()

    def __init__(self, answer: Answer, *, practice: bool, parent: QWidget | None = None) -> None:
        """`practice`: the question was about the whole practice."""
        super().__init__(parent)
        self.answer = answer
        self._practice = practice
        self.author = PlainLabel(title_of(answer, practice=practice))
        self.asked = PlainLabel(moment_text(answer.asked_at))
        self.changed_note = PlainLabel()
        self.changed_again = QPushButton(self.tr("Ask again"))
        self.changed_row = QWidget()
        self.notice = PlainLabel(" ".join(notices(answer)))
        self.foot = QWidget()
        self.headline = leading_source(answer, practice=practice)
        self.body = FormattedLabel()
        self.clients = PlainLabel(quoted_clients(answer) if practice else "")
        self.coverage = PlainLabel(coverage_line(answer.searched))
        self.withheld = WithheldView(answer.withheld)
        self.copy_button = QPushButton(self.tr("Copy with sources"))
        self.again_button = QPushButton(self.tr("Ask again"))
        self.feedback = FeedbackView()
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.setInterval(COPIED_MS)
        self._copied.timeout.connect(lambda: self.copy_button.setText(self.tr("Copy with sources")))
        self._style()
        self._lay_out()
        self._write_body()
        self.body.linkActivated.connect(self._on_link)
        self.copy_button.clicked.connect(self.copy_requested)
        self.again_button.clicked.connect(self.again_requested)
        self.changed_again.clicked.connect(self.again_requested)
        self.feedback.show_feedback(answer.feedback)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # The link colour is part of the text.
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "body"):
            self._write_body()

    def show_changed(self) -> None:
        """The record has changed: the answer may be outdated."""
        if self.answer.taken_back:
            return
        words = (
            self.tr("The charts were changed since")
            if self._practice
            else self.tr("The chart was changed since")
        )
        self.changed_note.setText(words)
        self.changed_row.show()
        self._describe()

    def show_copied(self) -> None:
        """Confirms copying at the button."""
        self.copy_button.setText(self.tr("Copied"))
        announce(self.copy_button, self.copy_button.text())
        self._copied.start()

    def set_running(self, running: bool) -> None:
        """While a question runs no other can be asked."""
        self.again_button.setEnabled(not running)
        self.changed_again.setEnabled(not running)

    def focus_order(self) -> tuple[QWidget, ...]:
        """The widgets before the sources in tab order."""
        return (self.changed_again, self.body, self.withheld.toggle)

    def foot_order(self) -> tuple[QWidget, ...]:
        """The widgets after them."""
        feedback = self.feedback
        return (
            self.again_button,
            self.copy_button,
            feedback.useful,
            feedback.wrong,
            feedback.why,
            feedback.keep,
            feedback.undo,
        )

    def spoken(self) -> str:
        """The text for a screen reader: author, notices and coverage."""
        parts = [self.author.text(), self.changed_note.text(), self.clients.text()]
        if self.headline is not None:
            parts.append(headline_text(self.headline))
        parts.append(self.notice.text())
        if not self.answer.taken_back:
            parts.append(self.coverage.text())
        return ". ".join(part.rstrip(".") for part in parts if part)

    def _describe(self) -> None:
        self.setAccessibleName(self.spoken())

    def _style(self) -> None:
        # The accent ground marks text written by a model; other answers are ordinary cards.
        set_role(self, surface="accent" if self._has_sentences() and self._is_written() else "card")
        set_role(self.author, type="caption", tone="accent", strong=True)
        if self.answer.not_in_record or self.answer.taken_back:
            set_role(self.author, type="interface", tone="text", strong=True)
        set_role(self.notice, type="caption", tone="text")
        set_role(self.coverage, type="caption", tone="muted")
        set_role(self.copy_button, kind="link")
        set_role(self.again_button, kind="link")
        if self.answer.not_in_record and self.answer.searched.unread:
            set_role(self.author, type="interface", tone="caution", strong=True)
        set_role(self.asked, type="caption", tone="muted")
        set_role(self.changed_note, type="caption", tone="caution", strong=True)
        set_role(self.changed_again, kind="link")
        for label in (
            self.author,
            self.asked,
            self.changed_note,
            self.notice,
            self.clients,
            self.coverage,
        ):
            wrap_evenly(label)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            # A lone date would otherwise be aligned by its digits.
            self.asked.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        wrap(self.body)
        self.body.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.body.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        told = self.answer.answer if self.headline is None else headline_text(self.headline)
        self.body.setAccessibleName(told)
        rule = clipboard_rule()
        seconds = rule.clear_after_ms // 1000
        self.copy_button.setEnabled(not rule.forbidden)
        self.copy_button.setToolTip(
            rule.forbidden
            or self.tr("Copies the answer; the clipboard is cleared after %n second(s)", "", seconds)
        )
        self.again_button.setToolTip(self.tr("Asks the question again; this answer stays"))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        layout.setSpacing(SPACE_1)
        changed = QHBoxLayout(self.changed_row)
        changed.setContentsMargins(0, 0, 0, 0)
        changed.setSpacing(SPACE_1)
        changed.addWidget(self.changed_note, 1)
        changed.addWidget(self.changed_again)
        told = (
            self.author,
            self.asked,
            self.changed_row,
            self.clients,
            self.body,
            self.notice,
            self.withheld,
        )
        for widget in told:
            layout.addWidget(widget)
        self._lay_out_foot()
        self.changed_row.hide()
        self.clients.setVisible(bool(self.clients.text()))
        self.notice.setVisible(bool(self.notice.text()))
        self.body.setVisible(self._has_sentences() or self.headline is not None)
        self.withheld.setVisible(bool(self.answer.withheld))
        self.coverage.setVisible(not self.answer.taken_back)
        self.copy_button.setVisible(not self.answer.taken_back)
        self.feedback.setVisible(not self.answer.taken_back)
        self._describe()

    def _lay_out_foot(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_1)
        buttons.addWidget(self.again_button)
        buttons.addStretch(1)
        buttons.addWidget(self.copy_button)
        foot = QVBoxLayout(self.foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(SPACE_1)
        foot.addWidget(self.coverage)
        foot.addLayout(buttons)
        foot.addWidget(self.feedback)

    def _is_written(self) -> bool:
        return self.answer.mode == "written"

    def _has_sentences(self) -> bool:
        """Sentences by a model or the program; quotes of the record are on the cards below."""
        answer = self.answer
        if answer.mode == "lookup":
            return bool(answer.sentences)
        return answer.mode == "written" and not answer.not_in_record and bool(answer.sentences)

    def _write_body(self) -> None:
        if self.headline is not None:
            self.body.setText(headline_html(self.headline, active_theme()))
        if not self._has_sentences():
            return
        known = [source.number for source in self.answer.sources]
        names = names_of(self.answer.sources) if self._practice else {}
        # A looked-up answer is often a list.
        apart = self._practice or self.answer.mode == "lookup"
        days = days_of(self.answer.sources) if self._is_written() else {}
        made = answer_html(self.answer.sentences, known, active_theme(), apart=apart, names=names, days=days)
        self.body.setText(made)

    def _on_link(self, link: str) -> None:
        number = number_of(link)
        if number is not None:
            self.citation_chosen.emit(number)
