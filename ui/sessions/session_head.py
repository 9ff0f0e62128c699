"""The line above a note: day, kind of session, duration, and state."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QIntValidator, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QWidget,
)

from core.sessions.dto import DURATION_LIMIT_MIN, SESSION_KINDS, UNREADABLE, Session
from ui.resources import icon
from ui.text.days import day_text
from ui.text.one_line import one_line
from ui.text.text_direction import isolate
from ui.theme import SPACE_1, SPACE_2, SPACE_4, set_role
from ui.widgets.day_edit import DayEdit
from ui.widgets.key_tip import set_key_tip
from ui.widgets.plain_label import PlainLabel
from ui.widgets.side_or_below import SideOrBelow, in_a_line
from ui.words.sessions import duration_text, kind_name, state_name

_MINUTES_PX = 48
_KIND_PX = 108
_ARROW_PX = 36
"""The width of a combo box besides its text."""


def bare(box: QAbstractSpinBox) -> None:
    """Removes the style sheet's frame and padding, for which another frame has no space."""
    line = box.findChild(QLineEdit)
    if line is not None:
        line.setStyleSheet("QLineEdit { border: none; padding: 0; background: transparent; }")


class KindBox(QComboBox):
    """A combo box that ignores the wheel, which scrolls the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for kind in SESSION_KINDS:
            self.addItem(kind_name(kind), kind)

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the current kind; grows if there is space."""
        hint: QSize = super().minimumSizeHint()
        return QSize(
            max(_KIND_PX, self.fontMetrics().horizontalAdvance(self.currentText()) + _ARROW_PX), hint.height()
        )

    def kind(self) -> str:
        chosen: str = self.currentData()
        return chosen

    def show_kind(self, kind: str) -> None:
        """Shows a kind without emitting a signal."""
        blocked = self.blockSignals(True)
        if self.findData(kind) < 0:
            self.addItem(kind_name(kind), kind)
        self.setCurrentIndex(self.findData(kind))
        self.blockSignals(blocked)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class MinutesLine(QLineEdit):
    """A number of minutes, or nothing. Incomplete input is not reported."""

    minutes_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told: int | None = None
        self.setValidator(QIntValidator(0, DURATION_LIMIT_MIN, self))
        self.setPlaceholderText("–")
        self.setFixedWidth(_MINUTES_PX)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.editingFinished.connect(self.interpretText)

    def minutes(self) -> int | None:
        """What is noted; None for nothing."""
        return int(self.text()) or None if self.hasAcceptableInput() else None

    def show_minutes(self, minutes: int | None) -> None:
        """Shows a duration without emitting a signal."""
        self._told = minutes
        self.setText(str(minutes) if minutes else "")

    def interpretText(self) -> None:
        """Accepts the current input."""
        if self.minutes() != self._told:
            self._told = self.minutes()
            self.minutes_changed.emit()


class SessionHead(QWidget):
    """Fields for a draft, words for a note that is only read."""

    edited = Signal()
    versions_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day_label = PlainLabel()
        self.day_edit = DayEdit()
        self.about_label = PlainLabel()
        self.kind = KindBox()
        self.minutes = MinutesLine()
        self.minutes_label = PlainLabel(self.tr("min"))
        self.state_label = PlainLabel()
        self.versions_button = QToolButton()
        self.previous_button = QToolButton()
        self._style()
        line = QHBoxLayout(self)
        line.setContentsMargins(SPACE_4, SPACE_2, SPACE_4, 0)
        between, room = SPACE_1 + 2, QWidget()
        what = in_a_line((self.day_label, self.day_edit, self.kind), spacing=between)
        words = (self.minutes, self.minutes_label, self.about_label, self.state_label)
        buttons = (self.versions_button, self.previous_button)
        more = in_a_line((*words, room, *buttons), spacing=between, stretching=room)
        line.addWidget(SideOrBelow(what, more, spacing=between))
        self.day_edit.day_changed.connect(self.edited)
        self.kind.activated.connect(self.edited)
        self.minutes.minutes_changed.connect(self.edited)
        self.versions_button.clicked.connect(self.versions_requested)
        self.show_nothing()

    def show_session(
        self, session: Session, *, day: date, kind: str, minutes: int | None, writing: bool
    ) -> None:
        """`writing`: the three are editable; else they are text."""
        self.day_label.setText(day_text(day))
        self.day_edit.show_day(day)
        self.kind.show_kind(kind)
        self.minutes.show_minutes(minutes)
        known = [] if session.state == UNREADABLE else [isolate(kind_name(kind))]
        about = known + ([duration_text(minutes)] if minutes else [])
        self.about_label.setText(one_line(about))
        for widget in (self.day_edit, self.kind, self.minutes, self.minutes_label):
            widget.setVisible(writing)
        for label in (self.day_label, self.about_label):
            label.setVisible(not writing)
        # Struck out: the note stays readable, but is not valid any more.
        struck = self.day_label.font()
        struck.setStrikeOut(session.state in ("retracted", "deleted"))
        self.day_label.setFont(struck)
        self.tell_state(state_name(session), caution=session.state == "draft")
        if session.state in ("retracted", "deleted", UNREADABLE):
            set_role(self.state_label, tone="danger")
        self.versions_button.setVisible(True)
        self.previous_button.setVisible(True)

    def tell_state(self, words: str, *, caution: bool) -> None:
        self.state_label.setText(words)
        self.state_label.setVisible(True)
        set_role(self.state_label, tone="caution" if caution else "muted")

    def show_nothing(self) -> None:
        """Without a session: removes all text."""
        for label in (self.day_label, self.about_label, self.state_label):
            label.clear()
        for widget in (
            self.day_label,
            self.day_edit,
            self.kind,
            self.minutes,
            self.minutes_label,
            self.about_label,
            self.state_label,
            self.versions_button,
            self.previous_button,
        ):
            widget.setVisible(False)

    def interpret(self) -> None:
        """Accepts a day or a duration being typed."""
        self.day_edit.interpretText()
        self.minutes.interpretText()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "previous_button"):
            self._paint_icons()

    def _paint_icons(self) -> None:
        self.versions_button.setIcon(icon("history", "muted"))
        self.previous_button.setIcon(icon("note", "muted"))

    def _style(self) -> None:
        self.day_edit.setAccessibleName(self.tr("Date of the session"))
        self.kind.setAccessibleName(self.tr("Kind of session"))
        self.kind.setToolTip(self.tr("Kind of session"))
        self.minutes.setAccessibleName(self.tr("Duration in minutes"))
        self.minutes.setToolTip(self.tr("How long the session took; empty when not noted"))
        for label in (self.day_label, self.state_label):
            set_role(label, strong=True)
        set_role(self.about_label, tone="muted")
        set_role(self.minutes_label, tone="muted")
        self.minutes_label.setBuddy(self.minutes)
        set_role(self.state_label, type="caption")
        bare(self.day_edit)
        self.versions_button.setAccessibleName(self.tr("Versions"))
        tip = self.tr("Versions: everything that was stored, and what changed")
        set_key_tip(self.versions_button, tip, "session.versions")
        self.previous_button.setAccessibleName(self.tr("Previous session side by side"))
        tip = self.tr("Previous session side by side")
        set_key_tip(self.previous_button, tip, "session.previous")
        self.previous_button.setCheckable(True)
        self._paint_icons()
        for button in (self.versions_button, self.previous_button):
            set_role(button, kind="quiet")
