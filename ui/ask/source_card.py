"""One source: its number, its place in the record, and its text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.assistant.dto import Answer, Source
from ui.ask.number_badge import NumberBadge
from ui.ask.passage_words import Span, emphasis_in, passage_html
from ui.ask.words import source_lines, trust_text, usage_text
from ui.text.one_line import one_line
from ui.text.text_direction import isolate
from ui.theme import RADIUS_PX, SPACE_1, SPACE_2, SPACE_3, active_theme, set_role
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.formatted_label import FormattedLabel
from ui.widgets.plain_label import PlainLabel
from ui.widgets.wrapping import wrap
from ui.words.sources import source_place

_EDGE_PX = 4


class SourceCard(QAbstractButton):
    """A card that opens its source: by mouse, or by Enter and Space when it has the focus."""

    chosen = Signal(object)
    """The `Source`."""

    def __init__(self, source: Source, *, with_client: bool, parent: QWidget | None = None) -> None:
        """`with_client`: show the client, if the sources may be of several."""
        super().__init__(parent)
        self.source = source
        self._used = False
        # A file's name may be one long word; the rest wraps.
        *names, place = source_lines(source)
        self._places: tuple[PlainLabel, ...] = (*map(ElidedLabel, names), PlainLabel(one_line((place,))))
        self._client = ElidedLabel(isolate(source.client_name))
        self._usage = PlainLabel()
        self._trust = PlainLabel()
        self._emphasis: tuple[Span, ...] = ()
        self._quote = FormattedLabel()
        self._number = NumberBadge(source.number)
        self._layout = QHBoxLayout(self)
        # First, because a label without a parent would become a window.
        self._lay_out()
        self._style(with_client)
        self._write_quote()
        self._describe()
        self.clicked.connect(lambda: self.chosen.emit(self.source))

    @property
    def used(self) -> bool:
        """Whether the card says that the answer rests on it."""
        return self._used

    def show_usage(self, source: Source, answer: Answer) -> None:
        """Updates the card after the answer: whether and where the source was used."""
        self.source = source
        self._used = source.used
        self._number.set_used(source.used)
        self._emphasis = emphasis_in(source, answer)
        self._write_quote()
        self._trust.setText(trust_text(source, answer.mode))
        self._trust.setVisible(bool(self._trust.text()))
        self._usage.setText(usage_text(source, answer))
        self._usage.setVisible(bool(self._usage.text()))
        # For a quoting answer only the quote's exactness was checked.
        proves = source.used and answer.mode != "evidence"
        set_role(self._usage, tone="good" if proves else "muted", strong=proves)
        self._describe()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # The highlight colour is part of the text.
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_layout"):
            self._write_quote()

    def sizeHint(self) -> QSize:
        return self._layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._layout.minimumSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._layout.heightForWidth(width)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = active_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.raised if self.underMouse() or self.isDown() else theme.surface
        ring = QColor(theme.accent if self.hasFocus() else theme.border)
        inset = 1 if self.hasFocus() else 0
        painter.setPen(QPen(ring, 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(ground))
        room = self.rect().adjusted(inset, inset, -inset - 1, -inset - 1)
        painter.drawRoundedRect(room, RADIUS_PX, RADIUS_PX)
        if self._used:
            right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            left = self.width() - _EDGE_PX - 2 if right else 2
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.good))
            painter.drawRoundedRect(QRect(left, 4, _EDGE_PX, self.height() - 8), 2, 2)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def _style(self, with_client: bool) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        action = self.tr("Show these words in the record")
        self.setToolTip(f"{source_place(self.source)}\n{action}")
        for place in self._places:
            set_role(place, type="caption", tone="muted", strong=True)
        set_role(self._client, type="caption", strong=True)
        set_role(self._usage, type="caption")
        self._client.setVisible(with_client)
        self._usage.hide()
        set_role(self._trust, type="caption", tone="muted")
        self._trust.hide()
        wrap(self._places[-1])
        wrap(self._quote)
        wrap(self._usage)
        wrap(self._trust)
        for label in (*self._places, self._client, self._usage, self._trust, self._quote):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(SPACE_1)
        words.addWidget(self._client)
        for place in self._places:
            words.addWidget(place)
        words.addWidget(self._quote)
        words.addWidget(self._usage)
        words.addWidget(self._trust)
        self._layout.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        self._layout.setSpacing(SPACE_3)
        self._layout.addWidget(self._number, alignment=Qt.AlignmentFlag.AlignTop)
        self._layout.addLayout(words, 1)

    def _describe(self) -> None:
        source = self.source
        told = self.tr("Source {number}, {client}, {place}: {quote}")
        name = told.format(
            number=source.number, client=source.client_name, place=source_place(source), quote=source.quote
        )
        self.setAccessibleName(name)
        told_of_use = (self._usage.text(), self._trust.text())
        self.setAccessibleDescription(". ".join(part for part in told_of_use if part))

    def _write_quote(self) -> None:
        self._quote.setText(passage_html(self.source, active_theme(), emphasis=self._emphasis))
