"""The fields of a client's details, and parsing what was typed into them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from core.clients.dto import SEXES, ClientDetails
from ui.clients.day_line import DayLine
from ui.clients.details_fields import TAG_BREAK, field_text, put_text, widget_text
from ui.text.days import today
from ui.theme import SPACE_1, SPACE_2, SPACE_3, set_role
from ui.widgets.form_rows import add_row
from ui.widgets.note_edit import NoteEdit
from ui.widgets.plain_label import PlainLabel
from ui.widgets.plain_text_edit import PlainTextEdit
from ui.words.identity import sex_word

_LIST_ROWS = 2


class DetailsForm(QWidget):
    """A form over `ClientDetails`. Unedited fields are returned exactly as given."""

    changed = Signal()

    def __init__(self, details: ClientDetails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given = details
        self._touched = False
        self.last_name = self._line(self.tr("Last name"), details.last_name)
        self.first_name = self._line(self.tr("First name"), details.first_name)
        self.birth = self._day(DayLine(self.tr("Birth date"), details.birth_date, tell_age=True))
        self.sex = self._sex_box(details.sex)
        self.tags = self._line(self.tr("Tags"), field_text(details, "tags"))
        self.consent = self._day(DayLine(self.tr("Consent given on"), details.consent_on))
        self.phone = self._line(self.tr("Phone"), details.phone)
        self.email = self._line(self.tr("E-mail"), details.email)
        self.address = self._list(self.tr("Address"), details.address, hint="")
        self.emergency_contact = self._line(self.tr("Emergency contact"), details.emergency_contact)
        one_a_line = self.tr("One per line")
        self.allergies = self._list(self.tr("Allergies"), "\n".join(details.allergies), hint=one_a_line)
        self.alerts = self._list(self.tr("Alerts"), "\n".join(details.alerts), hint=one_a_line)
        self.medical_history = self._note(self.tr("Medical history"), details.medical_history)
        self.notes = self._note(self.tr("Notes"), details.notes)
        self.tags.setPlaceholderText(self.tr("Separated by commas: knee, insurance A"))
        self.emergency_contact.setPlaceholderText(self.tr("Name, relation, phone"))
        self._fields = self._by_name()
        self._shown = {widget: widget_text(widget) for widget in self._fields.values()}
        """The initial content of each field: it shows no line ends or unusual spaces, which the record
        keeps.
        """
        self._lay_out()

    @property
    def touched(self) -> bool:
        """Whether the person edited anything."""
        return self._touched

    @property
    def says_more_than_who(self) -> bool:
        """Whether more than names, birth date and sex was entered."""
        lines = (self.phone, self.email, self.emergency_contact, self.tags, self.consent.line)
        blocks = (self.address, self.allergies, self.alerts)
        notes = (self.medical_history, self.notes)
        return (
            any(line.text().strip() for line in lines)
            or any(block.toPlainText().strip() for block in blocks)
            or any(note.text().strip() for note in notes)
        )

    @property
    def birth_date(self) -> QLineEdit:
        return self.birth.line

    @property
    def birth_echo(self) -> PlainLabel:
        return self.birth.echo

    def problem(self) -> str:
        """Why the form cannot be saved; empty when it can."""
        if not (self.first_name.text().strip() or self.last_name.text().strip()):
            return self.tr("Write a first or a last name.")
        if not self.birth.understood:
            return self.tr("Write the birth date with the month as a word, like 17 Jan 1981.")
        if self.birth.day is not None and self.birth.day > today():
            return self.tr("The birth date is in the future.")
        if not self.consent.understood:
            return self.tr("Write the day of the consent with the month as a word, like 17 Jan 2024.")
        if self.consent.day is not None and self.consent.day > today():
            return self.tr("The day of the consent is in the future.")
        return ""

    def details(self) -> ClientDetails:
        """The form's current details; only with an empty `problem()`."""
        given = self._given
        return replace(
            given,
            first_name=self._line_value(self.first_name, given.first_name),
            last_name=self._line_value(self.last_name, given.last_name),
            birth_date=self.birth.day,
            sex=self.sex.currentData(),
            tags=self._tags_value(),
            consent_on=self.consent.day,
            phone=self._line_value(self.phone, given.phone),
            email=self._line_value(self.email, given.email),
            address=self._block_value(self.address, given.address),
            emergency_contact=self._line_value(self.emergency_contact, given.emergency_contact),
            allergies=self._list_value(self.allergies, given.allergies),
            alerts=self._list_value(self.alerts, given.alerts),
            medical_history=self.medical_history.text(),
            notes=self.notes.text(),
        )

    def words(self) -> dict[str, str]:
        """The edited fields and their text; nothing of the others."""
        typed = {name: widget_text(widget) for name, widget in self._fields.items()}
        return {name: text for name, text in typed.items() if text != self._shown[self._fields[name]]}

    def take_words(self, words: Mapping[str, str]) -> None:
        """Puts text back, as if just typed."""
        for name in words.keys() & self._fields.keys():
            put_text(self._fields[name], words[name])
        self._on_edited()

    def take_newer(self, newer: ClientDetails) -> tuple[str, ...]:
        """Takes what was stored meanwhile as the new base: shown wherever nothing was typed here.

        Returns the fields that were changed differently there and here; the typed text stays in them.
        """
        both: list[str] = []
        for name, widget in self._fields.items():
            before, typed = self._shown[widget], widget_text(widget)
            put_text(widget, field_text(newer, name))
            stored = self._shown[widget] = widget_text(widget)
            if typed not in (before, stored):
                put_text(widget, typed)
                if stored != before:
                    both.append(name)
        self._given = newer
        return tuple(both)

    def _by_name(self) -> dict[str, QWidget]:
        return {
            "last_name": self.last_name,
            "first_name": self.first_name,
            "birth_date": self.birth.line,
            "sex": self.sex,
            "allergies": self.allergies,
            "alerts": self.alerts,
            "phone": self.phone,
            "email": self.email,
            "address": self.address,
            "emergency_contact": self.emergency_contact,
            "tags": self.tags,
            "consent_on": self.consent.line,
            "medical_history": self.medical_history,
            "notes": self.notes,
        }

    def _line_value(self, line: QLineEdit, given: str) -> str:
        typed = line.text()
        return given if typed == self._shown[line] else typed.strip()

    def _block_value(self, edit: QPlainTextEdit, given: str) -> str:
        typed = edit.toPlainText()
        return given if typed == self._shown[edit] else typed.strip()

    def _list_value(self, edit: QPlainTextEdit, given: tuple[str, ...]) -> tuple[str, ...]:
        typed = edit.toPlainText()
        if typed == self._shown[edit]:
            return given
        return tuple(line.strip() for line in typed.splitlines() if line.strip())

    def _tags_value(self) -> tuple[str, ...]:
        typed = self.tags.text()
        if typed == self._shown[self.tags]:
            return self._given.tags
        # Duplicate tags are dropped.
        return tuple(dict.fromkeys(tag.strip() for tag in typed.split(TAG_BREAK) if tag.strip()))

    def _lay_out(self) -> None:
        self._form = form = QFormLayout(self)
        form.setContentsMargins(SPACE_2, SPACE_2, SPACE_3, SPACE_2)
        form.setHorizontalSpacing(SPACE_3)
        form.setVerticalSpacing(SPACE_2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        add_row(form, self.tr("&Last name"), self.last_name)
        add_row(form, self.tr("&First name"), self.first_name)
        add_row(form, self.tr("&Birth date"), self.birth)
        add_row(form, self.tr("Se&x"), self.sex)
        self._head(self.tr("Allergies and alerts"))
        add_row(form, self.tr("&Allergies"), self.allergies)
        add_row(form, self.tr("Ale&rts"), self.alerts)
        self._head(self.tr("Contact"))
        add_row(form, self.tr("&Phone"), self.phone)
        add_row(form, self.tr("&E-mail"), self.email)
        add_row(form, self.tr("A&ddress"), self.address)
        add_row(form, self.tr("Emer&gency contact"), self.emergency_contact)
        self._head(self.tr("Record"))
        add_row(form, self.tr("&Tags"), self.tags)
        add_row(form, self.tr("&Consent given on"), self.consent)
        add_row(form, self.tr("&Medical history"), self.medical_history)
        add_row(form, self.tr("&Notes"), self.notes)

    def _head(self, words: str) -> None:
        head = PlainLabel(words)
        set_role(head, tone="muted", strong=True)
        head.setContentsMargins(0, SPACE_2, 0, SPACE_1)
        self._form.addRow(head)

    def _line(self, name: str, value: str) -> QLineEdit:
        line = QLineEdit(value)
        line.setAccessibleName(name)
        line.setCursorPosition(0)
        line.textEdited.connect(self._on_edited)
        return line

    def _day(self, line: DayLine) -> DayLine:
        line.edited.connect(self._on_edited)
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

    def _list(self, name: str, value: str, *, hint: str) -> QPlainTextEdit:
        edit = PlainTextEdit(value)
        edit.setAccessibleName(name)
        edit.setPlaceholderText(hint)
        edit.setTabChangesFocus(True)
        edit.setFixedHeight((_LIST_ROWS + 1) * edit.fontMetrics().lineSpacing() + 2 * SPACE_2)
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
