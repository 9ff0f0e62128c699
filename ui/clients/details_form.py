"""The form of a client's details, made from the schema of the fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from core.clients.dto import CLIENT_SCHEMA, SEXES, ClientDetails
from core.clients.fields import Group
from ui.clients.day_line import DayLine
from ui.clients.details_fields import field_text, put_text, typed_value, widget_text
from ui.error_sentences.field_names import form_hint, form_label, input_field_name
from ui.text.days import today
from ui.theme import SPACE_1, SPACE_2, SPACE_3, set_role
from ui.widgets.form_rows import add_row
from ui.widgets.note_edit import NoteEdit
from ui.widgets.plain_label import PlainLabel
from ui.widgets.plain_text_edit import PlainTextEdit
from ui.words.identity import sex_word

_BLOCK_ROWS = 2
_EDITED = tuple(name for name, field in CLIENT_SCHEMA.items() if field.group != "origin")


def _in_group(group: Group) -> list[str]:
    """Its fields in the order of the form: as in a list of clients, the last name comes first."""
    return sorted(
        (name for name in _EDITED if CLIENT_SCHEMA[name].group == group),
        key=lambda name: name != "last_name",
    )


class DetailsForm(QWidget):
    """A form over `ClientDetails`. Unedited fields are returned exactly as given."""

    changed = Signal()

    def __init__(self, details: ClientDetails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given = details
        self._touched = False
        self.lines: dict[str, QLineEdit] = {}
        self.blocks: dict[str, QPlainTextEdit] = {}
        self.notes: dict[str, NoteEdit] = {}
        self.days: dict[str, DayLine] = {}
        self.sex = self._sex_box(details.sex)
        self._fields = {name: self._made(name) for name in _EDITED}
        self._shown = {name: widget_text(widget) for name, widget in self._fields.items()}
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
        return any(
            widget_text(widget).strip()
            for name, widget in self._fields.items()
            if not CLIENT_SCHEMA[name].in_banner
        )

    @property
    def last_name(self) -> QLineEdit:
        return self.lines["last_name"]

    @property
    def first_name(self) -> QLineEdit:
        return self.lines["first_name"]

    @property
    def birth_date(self) -> QLineEdit:
        return self.days["birth_date"].line

    def problem(self) -> str:
        """Why the form cannot be saved; empty when it can."""
        if not (self.first_name.text().strip() or self.last_name.text().strip()):
            return self.tr("Write a first or a last name.")
        for name, line in self.days.items():
            if not line.understood:
                words = self.tr("{field}: write the month as a word, like 17 Jan 1981.")
                return words.format(field=input_field_name(name))
            if line.day is not None and line.day > today():
                return self.tr("{field}: this day is in the future.").format(field=input_field_name(name))
        return ""

    def details(self) -> ClientDetails:
        """The form's current details; only with an empty `problem()`."""
        return replace(self._given, **{name: self._value(name) for name in self._fields})

    def words(self) -> dict[str, str]:
        """The edited fields and their text; nothing of the others."""
        typed = {name: widget_text(widget) for name, widget in self._fields.items()}
        return {name: text for name, text in typed.items() if text != self._shown[name]}

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
            before, typed = self._shown[name], widget_text(widget)
            put_text(widget, field_text(newer, name))
            stored = self._shown[name] = widget_text(widget)
            if typed not in (before, stored):
                put_text(widget, typed)
                if stored != before:
                    both.append(name)
        self._given = newer
        return tuple(both)

    def _value(self, name: str) -> Any:
        """What is not edited stays exactly as it was given."""
        typed = widget_text(self._fields[name])
        if typed == self._shown[name]:
            return getattr(self._given, name)
        return typed_value(CLIENT_SCHEMA[name].kind, typed)

    def _made(self, name: str) -> QWidget:
        """The widget of a field: the one that has its text."""
        kind, label = CLIENT_SCHEMA[name].kind, input_field_name(name)
        text = field_text(self._given, name)
        if kind == "sex":
            return self.sex
        if kind == "day":
            self.days[name] = self._day(label, getattr(self._given, name), tell_age=name == "birth_date")
            return self.days[name].line
        if kind == "note":
            self.notes[name] = self._note(label, text)
            return self.notes[name]
        if kind in ("block", "entries"):
            hint = self.tr("One per line") if kind == "entries" else form_hint(name)
            self.blocks[name] = self._block(label, text, hint=hint)
            return self.blocks[name]
        self.lines[name] = self._line(label, text, hint=form_hint(name))
        return self.lines[name]

    def _lay_out(self) -> None:
        self._form = form = QFormLayout(self)
        form.setContentsMargins(SPACE_2, SPACE_2, SPACE_3, SPACE_2)
        form.setHorizontalSpacing(SPACE_3)
        form.setVerticalSpacing(SPACE_2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        heads: dict[Group, str] = {
            "identity": "",
            "warnings": self.tr("Allergies and alerts"),
            "contact": self.tr("Contact"),
            "record": self.tr("Record"),
        }
        for group, words in heads.items():
            if words:
                self._head(words)
            for name in _in_group(group):
                add_row(form, form_label(name), self.days.get(name, self._fields[name]))

    def _head(self, words: str) -> None:
        head = PlainLabel(words)
        set_role(head, tone="muted", strong=True)
        head.setContentsMargins(0, SPACE_2, 0, SPACE_1)
        self._form.addRow(head)

    def _line(self, name: str, value: str, *, hint: str) -> QLineEdit:
        line = QLineEdit(value)
        line.setAccessibleName(name)
        line.setPlaceholderText(hint)
        line.setCursorPosition(0)
        line.textEdited.connect(self._on_edited)
        return line

    def _day(self, name: str, value: date | None, *, tell_age: bool) -> DayLine:
        line = DayLine(name, value, tell_age=tell_age)
        line.edited.connect(self._on_edited)
        return line

    def _sex_box(self, value: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(input_field_name("sex"))
        for sex in SEXES:
            box.addItem(sex_word(sex), sex)
        if value not in SEXES:
            box.addItem(sex_word(value), value)
        box.setCurrentIndex(box.findData(value))
        box.activated.connect(self._on_edited)
        return box

    def _block(self, name: str, value: str, *, hint: str) -> QPlainTextEdit:
        edit = PlainTextEdit(value)
        edit.setAccessibleName(name)
        edit.setPlaceholderText(hint)
        edit.setTabChangesFocus(True)
        edit.setFixedHeight((_BLOCK_ROWS + 1) * edit.fontMetrics().lineSpacing() + 2 * SPACE_2)
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
