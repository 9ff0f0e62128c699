"""The four fields of a SOAP note in one scrolling page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.ids import SessionId
from core.sessions.dto import FIELD_LIMIT_CHARS, SOAP_FIELDS, CopiedFrom, Session, SoapText
from core.templates.dto import PracticeText
from core.templates.stops import lay_out
from ui.sessions.chart_place import EditorPlace
from ui.sessions.copied_mark import CopiedMark
from ui.sessions.joint_undo import JointUndo
from ui.templates.writing_aids import WritingAids
from ui.theme import SPACE_1, SPACE_2, SPACE_3, SPACE_4, set_role
from ui.theme.metrics import NOTE_WIDTH_CHARACTERS
from ui.widgets.following_scroll import FollowingScrollArea
from ui.widgets.note_edit import NoteEdit
from ui.widgets.plain_label import PlainLabel
from ui.words.sessions import field_letter, note_field_name

if TYPE_CHECKING:
    from ui.jobs import Jobs

_WARN_CHARS = FIELD_LIMIT_CHARS * 9 // 10
"""From this length the remaining characters are shown."""
_KEEP_IN_SIGHT_PX = 48


class SoapField(QWidget):
    """One field: its letter and name, its text, and the remaining characters if few."""

    def __init__(self, field: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.edit = NoteEdit()
        self.room = PlainLabel()
        self.mark = CopiedMark(self.edit, note_field_name(field))
        letter = PlainLabel(field_letter(field))
        name = PlainLabel(note_field_name(field))
        set_role(letter, type="interface", tone="accent", strong=True)
        set_role(name, type="interface", tone="muted")
        name.setBuddy(self.edit)
        self.edit.setAccessibleName(f"{field_letter(field)} {note_field_name(field)}")
        head = QHBoxLayout()
        head.setContentsMargins(SPACE_2, 0, SPACE_2, 0)
        head.setSpacing(SPACE_2)
        head.addWidget(letter)
        head.addWidget(name)
        head.addWidget(self.mark)
        head.addStretch(1)
        head.addWidget(self.room)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_1)
        layout.addLayout(head)
        layout.addWidget(self.edit)
        self.edit.textChanged.connect(self._show_room)
        self._show_room()

    def _show_room(self) -> None:
        length = len(self.edit.text())
        left = FIELD_LIMIT_CHARS - length
        if length < _WARN_CHARS:
            self.room.clear()
        elif left >= 0:
            self.room.setText(self.tr("%n character(s) left", "", left))
            set_role(self.room, type="caption", tone="caution")
        else:
            self.room.setText(self.tr("%n character(s) too many", "", -left))
            set_role(self.room, type="caption", tone="danger", strong=True)


class SoapEditor(FollowingScrollArea):
    """Shows one note for writing or reading."""

    edited = Signal()
    left = Signal()
    """The keyboard focus left one of the fields."""

    def __init__(self, parent: QWidget | None = None, *, jobs: Jobs | None = None) -> None:
        """With `jobs` it has snippets and spelling."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.fields = {name: SoapField(name) for name in SOAP_FIELDS}
        edits = [field.edit for field in self.fields.values()]
        self.aids = WritingAids(jobs, edits, self) if jobs is not None else None
        self._joint_undo = JointUndo(edits, self)
        self._scroll_wanted_px = 0
        self._page = QWidget()
        self._column = column = QVBoxLayout(self._page)
        column.setContentsMargins(SPACE_4, SPACE_2, SPACE_4, SPACE_4)
        column.setSpacing(SPACE_3)
        for field in self.fields.values():
            column.addWidget(field)
            field.edit.edited.connect(self._stop_scrolling_on)
            field.edit.edited.connect(self.edited)
            field.edit.left.connect(self.left)
            field.edit.cursor_moved.connect(partial(self._keep_in_sight, field.edit))
        column.addStretch(1)
        self.setWidget(self._page)
        self.verticalScrollBar().rangeChanged.connect(self._scroll_on)
        self.verticalScrollBar().actionTriggered.connect(self._stop_scrolling_on)
        self._limit_width()

    def set_text(self, text: SoapText, *, read_only: bool) -> None:
        """Replaces all four fields; removes highlight and undo history."""
        if self.aids is not None and text != self.text():
            self.aids.begin_note()
        self._joint_undo.forget()
        for name, field in self.fields.items():
            field.mark.clear()
            field.edit.set_text(text.field(name))
            field.edit.set_read_only(read_only)
        self._column.activate()
        self.stop_following()
        self._stop_scrolling_on()
        self.verticalScrollBar().setValue(0)

    def text(self) -> SoapText:
        """The four fields, exactly."""
        return SoapText(**{name: field.edit.text() for name, field in self.fields.items()})

    def show_copied(
        self, copied: Mapping[str, CopiedFrom], day_of: Callable[[SessionId], date | None]
    ) -> None:
        """After `set_text`: marks the fields copied from an earlier session and not edited since."""
        for name, source in copied.items():
            if name in self.fields:
                self.fields[name].mark.show_source(source, day_of(source.session_id))

    def copied(self) -> dict[str, CopiedFrom]:
        """The fields still identical to their copy, to be sealed with the text."""
        marked = ((name, field.mark.source) for name, field in self.fields.items())
        return {name: source for name, source in marked if source is not None}

    def copy_forward(self, source: Session, fields: Sequence[str]) -> tuple[str, ...]:
        """Copies fields of an earlier session into this draft; one undo reverts all of them.

        Existing text is kept, with the copy below. Returns the changed fields.
        """
        changed: list[str] = []
        for name in fields:
            copy, field = source.text.field(name), self.fields[name]
            if not copy.strip() or field.edit.isReadOnly():
                continue
            from_there = CopiedFrom(source.session_id, source.version)
            with field.mark.copying(from_there, source.date):
                if field.edit.text().strip():
                    field.edit.append_paragraphs(copy)
                else:
                    field.edit.replace_all(copy)
            changed.append(name)
        self._after_joint_edit(changed)
        return tuple(changed)

    def apply_template(self, template: PracticeText) -> None:
        """Inserts a template into the draft, below existing text, and goes to its first placeholder."""
        changed: list[str] = []
        for name, field in self.fields.items():
            laid_out = lay_out(template.soap.field(name))
            if not laid_out.text.strip() or field.edit.isReadOnly():
                continue
            at = field.edit.append_paragraphs(laid_out.text)
            if self.aids is not None:
                walk = self.aids.typing[field.edit].walk
                walk.begin(laid_out.text, laid_out.stops, at=at)
            changed.append(name)
        self._after_joint_edit(changed)

    def _after_joint_edit(self, changed: Sequence[str]) -> None:
        if changed:
            self._joint_undo.remember([self.fields[name].edit for name in changed])
            self._column.activate()
            self.fields[changed[0]].edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.aids is not None and not event.spontaneous():
            self.aids.load()

    def event(self, event: QEvent) -> bool:
        # The texts may have been changed meanwhile, in the dialog or at another workstation.
        if event.type() == QEvent.Type.WindowActivate and self.isVisible() and self.aids is not None:
            self.aids.load()
        handled: bool = super().event(event)
        return handled

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # At a lock the page is removed, and with it everything from the practice.
        if self.aids is not None and not event.spontaneous():
            self.aids.forget()

    def highlight(self, field: str, start: int, end: int) -> bool:
        """Marks the characters `start` to `end` and scrolls to them; false if they do not exist."""
        self.clear_highlight()
        shown = self.fields.get(field)
        if shown is None or not 0 <= start < end <= len(shown.edit.text()):
            return False
        shown.edit.highlight(start, end)
        self._column.activate()
        self.follow(shown.edit, shown.edit.highlight_rect)
        return True

    def clear_highlight(self) -> None:
        for field in self.fields.values():
            field.edit.clear_highlight()

    def highlighted_text(self) -> str:
        """The marked words, in whatever field."""
        return "".join(field.edit.highlighted_text() for field in self.fields.values())

    def focus_first(self) -> None:
        """Focuses the first field; if it is writable, at the end of its text."""
        edit = self.fields[SOAP_FIELDS[0]].edit
        if not edit.isReadOnly():
            edit.moveCursor(QTextCursor.MoveOperation.End)
        edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def type_in(self, typed: str) -> None:
        """Inserts text typed while the note was opened at the cursor of the focused field."""
        last = self.focusWidget()
        for field in self.fields.values():
            if typed and field.edit is last and not field.edit.isReadOnly():
                field.edit.insertPlainText(typed)

    def place(self) -> EditorPlace:
        """The user's position; numbers only."""
        last = self.focusWidget()
        scroll_px = self.verticalScrollBar().value()
        for name, field in self.fields.items():
            if field.edit is last:
                return EditorPlace(name, field.edit.textCursor().position(), scroll_px)
        return EditorPlace(scroll_px=scroll_px)

    def return_to(self, place: EditorPlace, *, focus: bool) -> None:
        """Restores the position, as far as the text is still that long.

        With `focus` it gets the keyboard too, if the field is writable.
        """
        field = self.fields.get(place.field or "")
        if field is not None:
            cursor = field.edit.textCursor()
            cursor.setPosition(min(place.cursor, field.edit.document().characterCount() - 1))
            field.edit.setTextCursor(cursor)
            if focus and not field.edit.isReadOnly():
                field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._column.activate()
        self._scroll_wanted_px = place.scroll_px
        self._scroll_on()

    def _scroll_on(self) -> None:
        # A page just opened gets its full height only later.
        if self._scroll_wanted_px:
            self.verticalScrollBar().setValue(self._scroll_wanted_px)

    def _stop_scrolling_on(self) -> None:
        self._scroll_wanted_px = 0

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "fields"):
            self._limit_width()

    def _limit_width(self) -> None:
        """Limits the line length for readability."""
        for field in self.fields.values():
            field.edit.ensurePolished()
            character = field.edit.fontMetrics().averageCharWidth()
            field.setMaximumWidth(character * NOTE_WIDTH_CHARACTERS + 2 * SPACE_3)

    def _keep_in_sight(self, edit: NoteEdit, rect: QRect) -> None:
        if edit.hasFocus():
            self.show_rect(edit, rect, margin=_KEEP_IN_SIGHT_PX)
