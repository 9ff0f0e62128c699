"""Navigation between the places to fill in: Tab forward, Shift+Tab back, Escape ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

from core.templates.stops import Stop
from ui.text.exact_text import utf16_length

if TYPE_CHECKING:
    from ui.widgets.note_edit import NoteEdit


class StopWalk:
    """Holds the stops of the text last inserted into one field; they move with the text around them."""

    def __init__(self, edit: NoteEdit) -> None:
        self._edit = edit
        self._stops: list[QTextCursor] = []
        self._current = -1
        self._steps = 0

    @property
    def active(self) -> bool:
        return bool(self._stops)

    def begin(self, text: str, stops: Sequence[Stop], *, at: int) -> None:
        """Takes over the stops of `text`, which was inserted at the document's position `at`."""
        self.end()
        for stop in stops:
            cursor = QTextCursor(self._edit.document())
            cursor.setPosition(at + utf16_length(text[: stop.start]))
            cursor.setPosition(at + utf16_length(text[: stop.end]), QTextCursor.MoveMode.KeepAnchor)
            self._stops.append(cursor)
        self._steps = self._edit.document().availableUndoSteps()
        if self._stops:
            self._go(0)

    def step(self, *, back: bool) -> bool:
        """Moves to the next or previous stop; false if there is none, which ends the navigation."""
        if not self._stops or not self._still_there():
            self.end()
            return False
        towards = self._current - 1 if back else self._current + 1
        if not 0 <= towards < len(self._stops):
            last = self._stops[-1]
            self.end()
            if not back:
                # Behind the last place, where the sentence continues; the next Tab leaves the field.
                cursor = self._edit.textCursor()
                cursor.setPosition(max(last.selectionEnd(), cursor.position()))
                self._edit.setTextCursor(cursor)
            return not back
        self._go(towards)
        return True

    def end(self) -> None:
        self._stops = []
        self._current = -1

    def _still_there(self) -> bool:
        """Whether the inserted text was not undone, and the cursor is still in it."""
        if self._edit.document().availableUndoSteps() < self._steps:
            return False
        at = self._edit.textCursor().position()
        first, last = self._stops[0].selectionStart(), self._stops[-1].selectionEnd()
        start = self._edit.document().findBlock(first).position()
        block = self._edit.document().findBlock(last)
        return bool(start <= at <= block.position() + block.length())

    def _go(self, number: int) -> None:
        self._current = number
        stop = self._stops[number]
        cursor = self._edit.textCursor()
        cursor.setPosition(stop.selectionStart())
        cursor.setPosition(stop.selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
        self._edit.setTextCursor(cursor)
        self._edit.ensureCursorVisible()
