"""Underlines misspelt words shortly after typing pauses, so that no keystroke waits for a dictionary."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextBlock, QTextBlockUserData, QTextCharFormat

from core.spelling.words import Word, words_in
from ui.spelling.spelling import Spelling
from ui.text.exact_text import utf16_length
from ui.theme import active_theme

if TYPE_CHECKING:
    from ui.widgets.note_edit import NoteEdit

PAUSE_MS = 350
"""The pause in typing before the changed paragraphs are checked."""
_SLICE_MS = 8
"""The longest the window is blocked at a time; a long note is checked in several slices."""


class _Checked(QTextBlockUserData):
    """The result for one paragraph: its text when checked, and the misspelt words in it."""

    def __init__(self, text: str, wrong: tuple[Word, ...]) -> None:
        super().__init__()
        self.text = text
        self.wrong = wrong


class Underlines(QSyntaxHighlighter):
    """Belongs to one field. A key press only moves existing underlines.

    A read-only note has none: an error in a signed one can no longer be corrected.
    """

    def __init__(self, edit: NoteEdit, spelling: Spelling) -> None:
        super().__init__(edit.document())
        self._edit = edit
        self._spelling = spelling
        self._waiting: list[QTextBlock] = []
        self._format = QTextCharFormat()
        self._writing = False
        self._checking = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._check)
        self._slice = QTimer(self)
        self._slice.setSingleShot(True)
        self._slice.timeout.connect(self._check)
        spelling.changed.connect(self.look_again)
        edit.edited.connect(self._on_edited)
        edit.cursorPositionChanged.connect(self._on_cursor_moved)
        edit.installEventFilter(self)
        self._style()

    @property
    def resting(self) -> bool:
        """Whether everything is checked."""
        return not self._pause.isActive() and not self._waiting

    @property
    def _active(self) -> bool:
        return self._spelling.active and not self._edit.isReadOnly()

    def look_again(self) -> None:
        """Checks every paragraph again, after a pause."""
        self._waiting.clear()
        block = self.document().begin()
        while block.isValid():
            block.setUserData(None)  # type: ignore[arg-type]  # Qt takes a null pointer for "none"
            self._waiting.append(QTextBlock(block))
            block = block.next()
        self._pause.start()

    def word_at(self, position: int) -> Word | None:
        """The underlined word at a position of the document; its `start` and `end` are the document's."""
        block = self.document().findBlock(position)
        data = block.userData()
        if not isinstance(data, _Checked) or data.text != block.text():
            return None
        units = _units(data.text)
        for word in data.wrong:
            start, end = (block.position() + units(at) for at in (word.start, word.end))
            if start <= position <= end:
                return Word(start, end, word.text, word.language)
        return None

    def misspelt(self) -> tuple[str, ...]:
        """The current underlines, in order."""
        found: list[str] = []
        block = self.document().begin()
        while block.isValid():
            data = block.userData()
            if isinstance(data, _Checked):
                written = self._written_at(block)
                found += [word.text for word in data.wrong if not word.start < written <= word.end]
            block = block.next()
        return tuple(found)

    def highlightBlock(self, text: str) -> None:
        block = self.currentBlock()
        data = block.userData()
        if isinstance(data, _Checked) and data.text != text:
            data = _Checked(text, _moved(data, text))
            self._remember(block)
            # The outdated result is replaced by the part that still holds; the next pause checks the rest.
            block.setUserData(data)
        elif not isinstance(data, _Checked) and text:
            self._remember(block)
        if isinstance(data, _Checked) and data.wrong and self._active:
            written = self._written_at(block)
            units = _units(text)
            for word in data.wrong:
                if not word.start < written <= word.end:
                    start = units(word.start)
                    self.setFormat(start, units(word.end) - start, self._format)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.PaletteChange:
            self._style()
            self.look_again()
        if event.type() == QEvent.Type.ReadOnlyChange:
            self.look_again()
        if event.type() == QEvent.Type.FocusOut:
            self._writing = False
            self._remember(self._edit.textCursor().block())
        return False

    def _remember(self, block: QTextBlock) -> None:
        if not self._checking and self._spelling.has_speller:
            if not any(block == each for each in self._waiting[-4:]):
                self._waiting.append(QTextBlock(block))
            self._pause.start()

    def _check(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        self._checking = True
        while self._waiting and clock.elapsed() < _SLICE_MS:
            self._check_block(self._waiting.pop())
        self._checking = False
        if self._waiting:
            self._slice.start(0)

    def _check_block(self, block: QTextBlock) -> None:
        if not block.isValid() or block.document() is not self.document():
            return
        text = block.text()
        wrong: tuple[Word, ...] = ()
        if self._active:
            wrong = tuple(word for word in words_in(text) if not self._spelling.is_right(word.text))
        had = block.userData()
        block.setUserData(_Checked(text, wrong))
        if wrong or (isinstance(had, _Checked) and had.wrong) or block.layout().formats():
            self.rehighlightBlock(block)

    def _on_edited(self) -> None:
        self._writing = True

    def _on_cursor_moved(self) -> None:
        if self._writing and not self._checking:
            # The word being written may be finished now.
            self._remember(self._edit.textCursor().block())

    def _written_at(self, block: QTextBlock) -> int:
        """The character of the paragraph after which the person is typing; -1 if not in this one."""
        if not self._writing or not self._edit.hasFocus():
            return -1
        cursor = self._edit.textCursor()
        if cursor.block() != block:
            return -1
        before = block.text().encode("utf-16-le", "surrogatepass")[: 2 * cursor.positionInBlock()]
        return len(before.decode("utf-16-le", "surrogatepass"))

    def _style(self) -> None:
        self._format = QTextCharFormat()
        self._format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        self._format.setUnderlineColor(QColor(active_theme().danger))


def _units(text: str) -> Callable[[int], int]:
    """From characters of `text` to the editor's UTF-16 units, which are mostly the same."""
    if utf16_length(text) == len(text):
        return lambda at: at
    return lambda at: utf16_length(text[:at])


def _moved(known: _Checked, text: str) -> tuple[Word, ...]:
    """The words of `known` that the edit to `text` did not touch, at their new positions."""
    if not known.wrong:
        return ()
    shift = len(text) - len(known.text)
    most = min(len(text), len(known.text))
    head = _longest(lambda length: text[:length] == known.text[:length], most)
    tail = _longest(lambda length: text[len(text) - length :] == known.text[len(known.text) - length :], most)
    after = len(known.text) - min(tail, most - head)
    # A letter directly before or after a word makes it another word.
    move = [
        word
        for word in known.wrong
        if word.start > after
        or (word.start == after and not text[word.start + shift - 1 : word.start + shift].isalnum())
    ]
    stay = [word for word in known.wrong if word.end < head]
    return (
        *stay,
        *(Word(each.start + shift, each.end + shift, each.text, each.language) for each in move),
    )


def _longest(agrees: Callable[[int], bool], most: int) -> int:
    """The greatest length up to `most` that agrees, by bisection: letter by letter would be noticeable."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if agrees(middle):
            low = middle
        else:
            high = middle - 1
    return low
