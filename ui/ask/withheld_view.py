"""Withheld sentences: folded, and visibly marked when unfolded."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from core.assistant.dto import Sentence
from ui.ask.withheld_words import withheld_reason
from ui.text.text_direction import paragraph_direction
from ui.theme import RADIUS_PX, SPACE_1, SPACE_2, active_theme, set_role
from ui.widgets.plain_label import PlainLabel
from ui.widgets.wrapping import wrap


class _Dashed(QFrame):
    """A dashed outline marks content that does not count."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(active_theme().muted), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), RADIUS_PX, RADIUS_PX)


class WithheldView(QWidget):
    """A line with their number, and the sentences with reasons when unfolded."""

    def __init__(self, withheld: Sequence[Sentence], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.toggle = QPushButton()
        self.toggle.setCheckable(True)
        self.details = QWidget()
        set_role(self.toggle, kind="link")
        self._told = self.tr("%n sentence(s) withheld", "", len(withheld))
        why = PlainLabel(self.tr("Not supported by the words they cite"))
        wrap(why)
        set_role(why, type="caption", tone="muted")
        column = QVBoxLayout(self.details)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        for sentence in withheld:
            column.addWidget(self._sentence(sentence))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_1)
        layout.addWidget(self.toggle, alignment=Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(why)
        layout.addWidget(self.details)
        self.toggle.toggled.connect(self._refresh)
        self._refresh(False)

    def _sentence(self, sentence: Sentence) -> QWidget:
        frame = _Dashed()
        words, reason = PlainLabel(sentence.text), PlainLabel()
        why = self.tr("Withheld: {reason}").format(reason=withheld_reason(sentence.reason))
        reason.setText(why)
        words.setLayoutDirection(paragraph_direction(sentence.text))
        font = words.font()
        font.setItalic(True)
        words.setFont(font)
        set_role(words, tone="muted")
        set_role(reason, type="caption", tone="caution")
        column = QVBoxLayout(frame)
        column.setContentsMargins(SPACE_2, SPACE_2, SPACE_2, SPACE_2)
        column.setSpacing(SPACE_1)
        for label in (words, reason):
            wrap(label)
            column.addWidget(label)
        frame.setAccessibleName(f"{why}: {sentence.text}")
        return frame

    def _refresh(self, opened: bool) -> None:
        self.details.setVisible(opened)
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        folded = "◂" if right else "▸"
        self.toggle.setText(f"{'▾' if opened else folded} {self._told}")
        self.toggle.setAccessibleName(self._told)
