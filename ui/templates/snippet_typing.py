"""Turns `/name` into the snippet's text while a note is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

from core.templates.checking import name_key
from core.templates.dto import PracticeText
from core.templates.stops import lay_out
from ui.templates.snippet_popup import SnippetPopup
from ui.templates.stop_walk import StopWalk
from ui.text.exact_text import utf16_length

if TYPE_CHECKING:
    from ui.widgets.note_edit import NoteEdit

_TYPED = re.compile(r"(?:^|(?<=[\s(\[{\"'“״׳]))/(?P<name>(?:[^\W\d_][\w-]*)?)$")
"""A slash at the start of a word: never that of `120/80`, `5/10`, `w/o` or a path."""
_TRIGGERS = (Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Enter)


def typed_name(before: str) -> str | None:
    """The name of the snippet being typed at the end of `before` (a paragraph up to the cursor).

    Empty for the bare slash, None when none is being typed.
    """
    match = _TYPED.search(before)
    return match["name"] if match is not None else None


class SnippetTyping(QObject):
    """Belongs to one field. `snippets` is called each time, so that it may change or be cleared."""

    def __init__(self, edit: NoteEdit, snippets: Callable[[], Sequence[PracticeText]]) -> None:
        super().__init__(edit)
        self._edit = edit
        self._snippets = snippets
        self._popup: SnippetPopup | None = None
        self.walk = StopWalk(edit)
        edit.edited.connect(self._on_edited)
        edit.cursorPositionChanged.connect(self._on_cursor_moved)
        edit.installEventFilter(self)

    @property
    def popup(self) -> SnippetPopup | None:
        """The list, once it was needed."""
        return self._popup

    def handle_key(self, event: QKeyEvent) -> bool:
        """True if the key was handled for a snippet or a stop, and must do nothing else."""
        if self._edit.isReadOnly():
            return False
        if event.matches(QKeySequence.StandardKey.Undo):
            self.walk.end()
            return False
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._listing and self._handle_in_list(key, held):
            return True
        plain = held == Qt.KeyboardModifier.NoModifier
        if key in _TRIGGERS and plain and self._expand_exact():
            return True
        if key == Qt.Key.Key_Escape and self.walk.active:
            self.walk.end()
            return True
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not held & ~Qt.KeyboardModifier.ShiftModifier:
            back = key == Qt.Key.Key_Backtab or bool(held & Qt.KeyboardModifier.ShiftModifier)
            return self.walk.step(back=back)
        return False

    def expand(self, snippet: PracticeText) -> None:
        """Replaces the typed name by the snippet's text, as one undo step."""
        name = typed_name(self._before())
        cursor = self._edit.textCursor()
        if name is not None and not cursor.hasSelection():
            length = utf16_length(name) + 1
            cursor.setPosition(cursor.position() - length, QTextCursor.MoveMode.KeepAnchor)
        self.insert(snippet.text, cursor)

    def insert(self, marked: str, cursor: QTextCursor) -> None:
        """Replaces the selection of `cursor` by a text with stops, and moves to the first of them."""
        laid_out = lay_out(marked)
        at = cursor.selectionStart()
        cursor.beginEditBlock()
        # Two steps in one: text typed behind it would otherwise be undone together with it.
        cursor.insertText(laid_out.text + " ")
        cursor.deletePreviousChar()
        cursor.endEditBlock()
        self._edit.setTextCursor(cursor)
        self._hide()
        self.walk.begin(laid_out.text, laid_out.stops, at=at)

    def forget(self) -> None:
        """Removes every text of the practice."""
        self.walk.end()
        if self._popup is not None:
            self._popup.forget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self._hide()
        return False

    @property
    def _listing(self) -> bool:
        return self._popup is not None and self._popup.isVisible()

    def _handle_in_list(self, key: int, held: Qt.KeyboardModifier) -> bool:
        assert self._popup is not None  # noqa: S101 - asked before
        if held:
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._popup.step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key == Qt.Key.Key_Escape:
            self._hide()
            return True
        chosen = self._popup.current()
        if chosen is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self.expand(chosen)
            return True
        return False

    def _expand_exact(self) -> bool:
        name = typed_name(self._before())
        if not name or self._edit.textCursor().hasSelection():
            return False
        for snippet in self._snippets():
            if name_key(snippet.name) == name_key(name):
                self.expand(snippet)
                return True
        return False

    def _before(self) -> str:
        cursor = self._edit.textCursor()
        units = cursor.block().text().encode("utf-16-le", "surrogatepass")
        return units[: 2 * cursor.positionInBlock()].decode("utf-16-le", "surrogatepass")

    def _on_edited(self) -> None:
        if not self._edit.hasFocus():
            return
        name = typed_name(self._before())
        if name is None:
            self._hide()
            return
        wanted = name_key(name)
        matches = [each for each in self._snippets() if name_key(each.name).startswith(wanted)]
        if not matches and not self._listing:
            return
        popup = self._made_popup()
        popup.show_matches(matches, under=self._under(popup), choose_first=bool(name))

    def _on_cursor_moved(self) -> None:
        if self._listing and typed_name(self._before()) is None:
            self._hide()

    def _made_popup(self) -> SnippetPopup:
        window = self._edit.window()
        if self._popup is None or self._popup.over is not window:
            self._popup = SnippetPopup(window)
            self._popup.chosen.connect(self.expand)
        return self._popup

    def _under(self, popup: SnippetPopup) -> QRect:
        rect = self._edit.cursorRect()
        corner: QPoint = self._edit.viewport().mapTo(popup.over, rect.topLeft())
        return QRect(corner, rect.size())

    def _hide(self) -> None:
        if self._popup is not None:
            self._popup.forget()
