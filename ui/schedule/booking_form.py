"""The fields of an appointment: client, time, length, kind, and a note."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QWidget

from core.errors import InputRefused
from core.schedule.dto import APPOINTMENT_KINDS, DEFAULT_MIN, NOTE_LIMIT_CHARS, Appointment
from core.schedule.local_time import comes_twice, to_moment, to_wall
from ui.clients.client_picker import ClientPicker
from ui.errors import describe
from ui.schedule.length_box import LengthBox
from ui.schedule.time_box import TimeBox
from ui.theme import SPACE_2, set_role
from ui.widgets.day_edit import DayEdit
from ui.widgets.form_rows import add_row
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_text_edit import PlainTextEdit
from ui.words.sessions import kind_name

_NOTE_PX = 72


class BookingForm(QWidget):
    """`when_changed`: the chosen time changed; `changed`: anything did."""

    changed = Signal()
    when_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picker = ClientPicker()
        self.day = DayEdit()
        self.time = TimeBox()
        self.length = LengthBox()
        self.kind = QComboBox()
        self.note = PlainTextEdit()
        self.hint = Paragraph()
        self._style()
        self._lay_out()
        self.day.day_changed.connect(self._on_when)
        self.time.time_changed.connect(self._on_when)
        self.length.length_changed.connect(self._on_when)
        self.picker.chosen.connect(self.changed)
        self.kind.currentIndexChanged.connect(self.changed)
        self.note.textChanged.connect(self.changed)

    def show_when(self, wall: datetime, minutes: int = DEFAULT_MIN) -> None:
        """Proposes a time on this computer's clock."""
        self.day.show_day(wall.date())
        self.time.show_time(wall.time())
        self.length.show_minutes(minutes)
        self._on_when()

    def show_appointment(self, appointment: Appointment) -> None:
        """Fills everything but the client from an appointment."""
        self.show_when(to_wall(appointment.starts_at), appointment.minutes)
        self.kind.setCurrentIndex(max(self.kind.findData(appointment.kind), 0))
        self.note.setPlainText(appointment.note)

    def minutes(self) -> int | None:
        """The length; None if it is invalid."""
        return self.length.minutes()

    def starts_at(self) -> datetime | None:
        """The chosen moment; None if it is invalid."""
        at = self.time.chosen()
        if at is None:
            return None
        try:
            return to_moment(self.day.day(), at)
        except InputRefused:
            return None

    def problem(self) -> str:
        """Why it cannot be stored; empty when it can."""
        at = self.time.chosen()
        if self.picker.client is None:
            return self.tr("Choose a client.")
        if at is None:
            return self.tr("This is no time of day. Write it as 9:30 or 14:00.")
        if self.length.minutes() is None:
            return self.tr("An appointment takes between one minute and a day.")
        if len(self.note.toPlainText()) > NOTE_LIMIT_CHARS:
            return self.tr("The note is too long: %n character(s) at most.", "", NOTE_LIMIT_CHARS)
        return _refusal(self.day.day(), at)

    def chosen_kind(self) -> str:
        return str(self.kind.currentData())

    def note_text(self) -> str:
        return str(self.note.toPlainText())

    def words(self) -> dict[str, str]:
        """The contents of the fields, as typed."""
        return {
            "day": self.day.day().isoformat(),
            "time": self.time.currentText(),
            "length": self.length.currentText(),
            "kind": self.chosen_kind(),
            "note": self.note_text(),
        }

    def take_words(self, words: Mapping[str, str]) -> None:
        """Shows the given ones of `words()`."""
        if "day" in words:
            self.day.show_day(date.fromisoformat(words["day"]))
        if "time" in words:
            self.time.setEditText(words["time"])
        if "length" in words:
            self.length.setEditText(words["length"])
        if "kind" in words:
            self.kind.setCurrentIndex(max(self.kind.findData(words["kind"]), 0))
        self.note.setPlainText(words.get("note", ""))

    def _style(self) -> None:
        for kind in APPOINTMENT_KINDS:
            self.kind.addItem(kind_name(kind), kind)
        self.note.setFixedHeight(_NOTE_PX)
        self.note.setTabChangesFocus(True)
        self.note.setPlaceholderText(self.tr("What it is about, what to bring"))
        self.day.setAccessibleName(self.tr("Day"))
        self.time.setAccessibleName(self.tr("Time"))
        self.length.setAccessibleName(self.tr("Length in minutes"))
        self.kind.setAccessibleName(self.tr("Kind"))
        self.note.setAccessibleName(self.tr("Note"))
        set_role(self.hint, type="caption", tone="caution")
        self.hint.hide()

    def _lay_out(self) -> None:
        when = QHBoxLayout()
        when.setSpacing(SPACE_2)
        when.addWidget(self.day, 2)
        when.addWidget(self.time, 1)
        when.addWidget(self.length, 1)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading)
        add_row(form, self.tr("&Client"), self.picker, buddy=self.picker.search)
        add_row(form, self.tr("&When"), when, buddy=self.day)
        add_row(form, "", self.hint)
        add_row(form, self.tr("&Kind"), self.kind)
        add_row(form, self.tr("&Note"), self.note)

    def _on_when(self) -> None:
        at, day = self.time.chosen(), self.day.day()
        words = ""
        if at is not None and not (words := _refusal(day, at)) and comes_twice(day, at):
            words = self.tr("The clocks go back: this time comes twice. The first one is meant.")
        self.hint.setText(words)
        self.hint.setVisible(bool(words))
        self.when_changed.emit()
        self.changed.emit()


def _refusal(day: date, at: time) -> str:
    """The message for a time that the clock skips on that day; empty for any other."""
    try:
        to_moment(day, at)
    except InputRefused as error:
        return describe(error).one_line
    return ""
