"""The fields of a client's details, and the reading back of what was typed into them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from core.clients.dto import SEXES, ClientDetails
from ui.clients.identity import sex_word
from ui.theme import SPACE_1, SPACE_2, SPACE_3, set_role
from ui.widgets.days import age_years, day_text, parse_day, today
from ui.widgets.note_edit import NoteEdit
from ui.widgets.text_direction import isolate

_LIST_ROWS = 2


class DetailsForm(QWidget):
    """A form over `ClientDetails`. What is not touched comes back exactly as it was given."""

    changed = Signal()

    def __init__(self, details: ClientDetails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given = details
        self._touched = False
        self._shown: dict[QWidget, str] = {}
        """What each field showed at first: it shows no line ends or odd spaces, which the record keeps."""
        self.last_name = self._line(self.tr("Last name"), details.last_name)
        self.first_name = self._line(self.tr("First name"), details.first_name)
        self.birth_date = self._line(self.tr("Birth date"), _plain_day(details))
        self.birth_echo = QLabel()
        self.sex = self._sex_box(details.sex)
        self.phone = self._line(self.tr("Phone"), details.phone)
        self.email = self._line(self.tr("E-mail"), details.email)
        self.allergies = self._list(self.tr("Allergies"), details.allergies)
        self.alerts = self._list(self.tr("Alerts"), details.alerts)
        self.medical_history = self._note(self.tr("Medical history"), details.medical_history)
        self.notes = self._note(self.tr("Notes"), details.notes)
        self._lay_out()
        self.birth_date.textChanged.connect(self._echo_birth_date)
        self._echo_birth_date()

    @property
    def touched(self) -> bool:
        """Whether the person changed anything."""
        return self._touched

    def problem(self) -> str:
        """Why the form cannot be saved as it is; empty when it can."""
        if not (self.first_name.text().strip() or self.last_name.text().strip()):
            return self.tr("Write a first or a last name.")
        typed = self.birth_date.text().strip()
        day = parse_day(typed)
        if typed and day is None:
            return self.tr("Write the birth date with the month as a word, like 17 Jan 1981.")
        if day is not None and day > today():
            return self.tr("The birth date lies in the future.")
        return ""

    def details(self) -> ClientDetails:
        """What the form says now; only with an empty `problem()`."""
        given = self._given
        return replace(
            given,
            first_name=self._line_value(self.first_name, given.first_name),
            last_name=self._line_value(self.last_name, given.last_name),
            birth_date=parse_day(self.birth_date.text()) if self.birth_date.text().strip() else None,
            sex=self.sex.currentData(),
            phone=self._line_value(self.phone, given.phone),
            email=self._line_value(self.email, given.email),
            allergies=self._list_value(self.allergies, given.allergies),
            alerts=self._list_value(self.alerts, given.alerts),
            medical_history=self.medical_history.text(),
            notes=self.notes.text(),
        )

    def _line_value(self, line: QLineEdit, given: str) -> str:
        typed = line.text()
        return given if typed == self._shown[line] else typed.strip()

    def _list_value(self, edit: QPlainTextEdit, given: tuple[str, ...]) -> tuple[str, ...]:
        typed = edit.toPlainText()
        if typed == self._shown[edit]:
            return given
        return tuple(line.strip() for line in typed.splitlines() if line.strip())

    def _lay_out(self) -> None:
        set_role(self.birth_echo, type="caption", tone="muted")
        birth = QVBoxLayout()
        birth.setSpacing(SPACE_1)
        birth.addWidget(self.birth_date)
        birth.addWidget(self.birth_echo)
        form = QFormLayout(self)
        form.setContentsMargins(SPACE_2, SPACE_2, SPACE_3, SPACE_2)
        form.setHorizontalSpacing(SPACE_3)
        form.setVerticalSpacing(SPACE_2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        form.addRow(self.tr("&Last name"), self.last_name)
        form.addRow(self.tr("&First name"), self.first_name)
        form.addRow(self._label(self.tr("&Birth date"), self.birth_date), birth)
        form.addRow(self.tr("Se&x"), self.sex)
        form.addRow(self.tr("&Phone"), self.phone)
        form.addRow(self.tr("&E-mail"), self.email)
        form.addRow(self.tr("&Allergies"), self.allergies)
        form.addRow(self.tr("Ale&rts"), self.alerts)
        form.addRow(self.tr("&Medical history"), self.medical_history)
        form.addRow(self.tr("&Notes"), self.notes)

    def _label(self, text: str, buddy: QWidget) -> QLabel:
        label = QLabel(text)
        label.setBuddy(buddy)
        return label

    def _line(self, name: str, value: str) -> QLineEdit:
        line = QLineEdit(value)
        line.setAccessibleName(name)
        line.setCursorPosition(0)
        self._shown[line] = line.text()
        line.textEdited.connect(self._on_edited)
        return line

    def _sex_box(self, value: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("Sex"))
        for sex in SEXES:
            box.addItem(sex_word(sex), sex)
        if value not in SEXES:
            box.addItem(sex_word(value), value)
        box.setCurrentIndex(box.findData(value))
        box.activated.connect(self._on_edited)
        return box

    def _list(self, name: str, values: tuple[str, ...]) -> QPlainTextEdit:
        edit = QPlainTextEdit("\n".join(values))
        edit.setAccessibleName(name)
        edit.setPlaceholderText(self.tr("One a line"))
        edit.setTabChangesFocus(True)
        edit.setFixedHeight((_LIST_ROWS + 1) * edit.fontMetrics().lineSpacing() + 2 * SPACE_2)
        self._shown[edit] = edit.toPlainText()
        edit.textChanged.connect(self._on_edited)
        return edit

    def _note(self, name: str, value: str) -> NoteEdit:
        edit = NoteEdit()
        edit.setAccessibleName(name)
        edit.set_text(value)
        edit.edited.connect(self._on_edited)
        return edit

    def _on_edited(self) -> None:
        self._touched = True
        self.changed.emit()

    def _echo_birth_date(self) -> None:
        """Says back the date as it was understood, so that a day is never taken for a month."""
        typed = self.birth_date.text().strip()
        day = parse_day(typed)
        if not typed:
            self.birth_echo.setText(self.tr("For example {day}").format(day=isolate("17 Jan 1981")))
        elif day is None:
            self.birth_echo.setText(self.tr("Write the month as a word"))
        else:
            understood = self.tr("{day}, {years} years old")
            self.birth_echo.setText(understood.format(day=day_text(day), years=age_years(day, today())))


def _plain_day(details: ClientDetails) -> str:
    """The birth date as it can be typed again; without the marks that isolate it."""
    if details.birth_date is None:
        return ""
    return day_text(details.birth_date).strip("\u2068\u2069")
