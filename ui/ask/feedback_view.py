"""Feedback on an answer: useful or wrong, and why. It is stored on this machine only."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from core.assistant.dto import FEEDBACK_LIMIT_CHARS, Feedback, Opinion
from ui.theme import SPACE_1, SPACE_2, set_role
from ui.widgets.plain_label import PlainLabel
from ui.widgets.wrapping import wrap


class FeedbackView(QWidget):
    """Two buttons; then a field for a reason, and a way back."""

    given = Signal(str, str)
    """The `Opinion` and why."""
    taken_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feedback: Feedback | None = None
        self.useful = QPushButton(self.tr("Useful"))
        self.wrong = QPushButton(self.tr("Wrong"))
        self.why = QLineEdit()
        self.keep = QPushButton(self.tr("Keep"))
        self.undo = QPushButton(self.tr("Take back"))
        self.note = PlainLabel(self.tr("Stored on this computer only"))
        self.more = QWidget()
        self._style()
        self._lay_out()
        self.useful.clicked.connect(lambda: self._choose("useful"))
        self.wrong.clicked.connect(lambda: self._choose("wrong"))
        self.keep.clicked.connect(self._keep)
        self.why.returnPressed.connect(self._keep)
        self.why.textChanged.connect(self._refresh_keep)
        self.undo.clicked.connect(self.taken_back)
        self.show_feedback(None)

    @property
    def feedback(self) -> Feedback | None:
        """The stored feedback."""
        return self._feedback

    def show_feedback(self, feedback: Feedback | None) -> None:
        """Shows the stored feedback; unsaved text is dropped."""
        self._feedback = feedback
        self._show_verdict()
        self.why.setText(feedback.why if feedback is not None else "")
        self.more.setVisible(feedback is not None)
        self._refresh_keep()

    def _show_verdict(self) -> None:
        verdict = self._feedback.verdict if self._feedback is not None else None
        self.useful.setChecked(verdict == "useful")
        self.wrong.setChecked(verdict == "wrong")

    def _choose(self, verdict: Opinion) -> None:
        if self._feedback is not None and self._feedback.verdict == verdict:
            # Pressed again: a verdict is removed by “Take back”, not by a second click.
            self._show_verdict()
            return
        # Not shown as stored until it is; the reason stays in case storing fails.
        self._show_verdict()
        self.given.emit(verdict, self.why.text().strip())

    def _keep(self) -> None:
        if self._feedback is not None and self.keep.isEnabled():
            self.given.emit(self._feedback.verdict, self.why.text().strip())

    def _refresh_keep(self) -> None:
        kept = self._feedback.why if self._feedback is not None else ""
        self.keep.setEnabled(self._feedback is not None and self.why.text().strip() != kept)

    def _style(self) -> None:
        self.useful.setToolTip(self.tr("This answer was useful"))
        self.wrong.setToolTip(self.tr("Something in this answer is wrong or missing"))
        self.undo.setToolTip(self.tr("Removes your rating of this answer"))
        self.why.setPlaceholderText(self.tr("Why? (optional)"))
        self.why.setAccessibleName(self.tr("Why this answer was useful or wrong"))
        self.why.setMaxLength(FEEDBACK_LIMIT_CHARS)
        for button in (self.useful, self.wrong):
            button.setCheckable(True)
            set_role(button, kind="quiet")
        for button in (self.keep, self.undo):
            set_role(button, kind="link")
        set_role(self.note, type="caption", tone="muted")
        wrap(self.note)

    def _lay_out(self) -> None:
        verdicts = QHBoxLayout()
        verdicts.setSpacing(SPACE_1)
        verdicts.addWidget(self.useful)
        verdicts.addWidget(self.wrong)
        verdicts.addStretch(1)
        reason = QHBoxLayout()
        reason.setSpacing(SPACE_1)
        reason.addWidget(self.why, 1)
        reason.addWidget(self.keep)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_2)
        foot.addWidget(self.note, 1)
        foot.addWidget(self.undo, alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self.more)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_1)
        column.addLayout(reason)
        column.addLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_1)
        layout.addLayout(verdicts)
        layout.addWidget(self.more)
