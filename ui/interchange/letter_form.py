"""The letter itself: its sources, its title, its text, and the remaining placeholders."""

from __future__ import annotations

import dataclasses
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from core.damage import Listing
from core.ids import SessionId
from core.letters.dto import TITLE_LIMIT_CHARS, Letter
from core.letters.filling import gaps
from core.sessions.dto import SEARCHABLE_STATES
from ui.operations.interchange import LetterMaterial
from ui.text.days import day_text, moment_text
from ui.text.text_direction import isolate, qt_position
from ui.theme import SPACE_2, set_role
from ui.widgets.form_rows import add_row
from ui.widgets.note_text import NoteText
from ui.widgets.plain_label import PlainLabel
from ui.words.damage import damaged_line, damaged_title
from ui.words.sessions import first_words, kind_name

_TEXT_HEIGHT_PX = 330
_SESSION_WORDS_CHARS = 50


class LetterForm(QWidget):
    """`source_chosen`: another template or session. `letter_chosen`: another letter, None for a new one, the
    `DamagedEntry` of an unreadable one.

    Nothing can be typed before a letter is loaded, nor while another is being fetched: it would be
    overwritten.
    """

    source_chosen = Signal()
    letter_chosen = Signal(object)
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.touched = False
        self._letter: Letter | None = None
        self._fetching = False
        self._left: QWidget | None = None
        """The focus before a letter was fetched."""
        self._source = (0, 0)
        """The rows of the template and of the session from which the letter in the form was made."""
        self.letters, self.template, self.session = QComboBox(), QComboBox(), QComboBox()
        for choice in (self.letters, self.template, self.session):
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.title = QLineEdit()
        self.title.setMaxLength(TITLE_LIMIT_CHARS)
        self.text = NoteText()
        self.text.setMinimumHeight(_TEXT_HEIGHT_PX)
        self.text.setAccessibleName(self.tr("Text of the letter"))
        self.gap_label = PlainLabel()
        set_role(self.gap_label, tone="caution")
        self.gap_button = QPushButton(self.tr("&Next empty place"))
        self.gap_button.setAutoDefault(False)
        self._lay_out()
        self._allow()
        self.letters.activated.connect(lambda _: self.letter_chosen.emit(self.letters.currentData()))
        for choice in (self.template, self.session):
            choice.activated.connect(lambda _: self.source_chosen.emit())
        self.title.textEdited.connect(self._on_edited)
        self.text.textChanged.connect(self._on_edited)
        self.gap_button.clicked.connect(self._go_to_gap)
        self._show_gaps()

    @property
    def fetching(self) -> bool:
        """Whether another letter is being fetched."""
        return self._fetching

    @property
    def template_id(self) -> object:
        return self.template.currentData()

    @property
    def session_id(self) -> SessionId | None:
        chosen: SessionId | None = self.session.currentData()
        return chosen

    def letter(self) -> Letter | None:
        """The letter in the form; None without one."""
        if self._letter is None:
            return None
        return dataclasses.replace(self._letter, title=self.title.text(), text=self.text.text())

    def offer(self, material: LetterMaterial, chosen: SessionId | None) -> None:
        """Fills the choices."""
        self.template.addItem(self.tr("An empty letter"), None)
        for template in material.templates:
            self.template.addItem(isolate(template.name), template.text_id)
        self.session.addItem(self.tr("No session"), None)
        for session in material.sessions:
            if session.state not in SEARCHABLE_STATES:
                continue
            words = isolate(first_words(session)[:_SESSION_WORDS_CHARS])
            about = f"{day_text(session.date)}, {isolate(kind_name(session.kind))}: {words}"
            self.session.addItem(about, session.session_id)
        if chosen is not None:
            self.session.setCurrentIndex(_row_of(self.session, chosen))

    def list_letters(self, letters: Listing[Letter]) -> None:
        """The client's letters, the displayed one selected; unreadable ones last."""
        self.letters.clear()
        self.letters.addItem(self.tr("A new letter"), None)
        for letter in letters:
            self.letters.addItem(f"{day_text(letter.day)}: {isolate(letter.title)}", letter.letter_id)
        for entry in letters.damaged:
            self.letters.addItem(f"{day_text(entry.day)}: {damaged_title(entry)}" if entry.day else "", entry)
            self.letters.setItemData(
                self.letters.count() - 1, damaged_line(entry), Qt.ItemDataRole.ToolTipRole
            )
        self._choose_shown()

    def begin_fetching(self) -> None:
        """Another letter is being fetched: the form waits for `show_letter` or `keep_letter`."""
        self._fetching = True
        focus = self._keyboard()
        if focus is not None and self.isAncestorOf(focus):
            # Not to the next button of the dialog, where the focus would move from a disabled field.
            self._left = focus
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._allow()

    def _fetched(self) -> None:
        self._fetching = False
        self._allow()
        focus = self._keyboard()
        if focus is not None and (focus is self or focus.isAncestorOf(self)):
            left, self._left = self._left, None
            (left or self.letters).setFocus(Qt.FocusReason.OtherFocusReason)

    def _keyboard(self) -> QWidget | None:
        """The focus widget of this window."""
        return cast("QWidget | None", self.window().focusWidget())

    def show_letter(self, letter: Letter) -> None:
        """Replaces the letter in the form."""
        self._letter = letter
        self._source = (self.template.currentIndex(), self.session.currentIndex())
        self.title.setText(letter.title)
        self.text.set_text(letter.text)
        self.touched = False
        self._choose_shown()
        self._fetched()
        self._show_gaps()

    def keep_letter(self) -> None:
        """Another one was chosen and rejected: the choices are reset to the form's letter."""
        template, session = self._source
        self.template.setCurrentIndex(template)
        self.session.setCurrentIndex(session)
        self._choose_shown()
        self._fetched()

    def stored(self, letter: Letter) -> None:
        """The form's letter is now stored as `letter`; the cursor is not moved."""
        self._letter = letter
        self.touched = False
        self._allow()

    def saved_words(self) -> str:
        """When the letter was stored; empty if it was not."""
        letter = self._letter
        if letter is None or letter.saved_at is None:
            return ""
        return self.tr("In the chart since {moment}").format(moment=moment_text(letter.saved_at))

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(SPACE_2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        add_row(form, self.tr("&Letter"), self.letters)
        add_row(form, self.tr("&Template"), self.template)
        add_row(form, self.tr("&About the session"), self.session)
        add_row(form, self.tr("T&itle"), self.title)
        form.addRow(self.text)
        line = QHBoxLayout()
        line.addWidget(self.gap_label, 1)
        line.addWidget(self.gap_button)
        form.addRow(line)

    def _choose_shown(self) -> None:
        shown = self._letter.letter_id if self._letter is not None else None
        self.letters.setCurrentIndex(_row_of(self.letters, shown))

    def _allow(self) -> None:
        """Enables what can currently be typed and chosen."""
        letter, waits = self._letter, self._fetching
        for part in (self.title, self.text, self.gap_button):
            part.setEnabled(letter is not None and not waits)
        self.letters.setEnabled(not waits)
        for choice in (self.template, self.session):
            choice.setEnabled(not waits and (letter is None or letter.row_version == 0))

    def _on_edited(self) -> None:
        self.touched = True
        self._show_gaps()
        self.edited.emit()

    def _show_gaps(self) -> None:
        left = gaps(self.text.text())
        words = self.tr("%n place(s) still empty", "", len(left)) if left else ""
        self.gap_label.setText(words)
        self.gap_button.setVisible(bool(left))

    def _go_to_gap(self) -> None:
        """Selects the next placeholder after the cursor, so that typing replaces it."""
        text = self.text.text()
        left = gaps(text)
        if not left:
            return
        behind = self.text.textCursor().selectionEnd()
        places = [(qt_position(text, start), qt_position(text, end)) for start, end in left]
        start, end = next((each for each in places if each[0] >= behind), places[0])
        cursor = self.text.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.text.setTextCursor(cursor)
        self.text.setFocus()


def _row_of(choice: QComboBox, wanted: object) -> int:
    """The row of `wanted`, else the first. Qt's own search does not compare Python values."""
    return next((row for row in range(choice.count()) if choice.itemData(row) == wanted), 0)
