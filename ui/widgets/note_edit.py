"""One field of a note that grows with its text and preserves every stored character."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QTextEdit, QWidget

from ui.text.exact_text import ExactText
from ui.theme import RADIUS_PX, SPACE_2, active_theme, set_role
from ui.theme.metrics import FOCUS_RING_PX
from ui.theme.roles import Surface
from ui.widgets.note_text import NoteText

_LEAST_LINES = 2


class NoteEdit(NoteText):
    """A note's field that grows with its text; the view around it scrolls.

    `text()` returns exactly what `set_text` got until the user edits it, and afterwards except for the edit.
    """

    edited = Signal()
    """The user changed the text (not emitted by `set_text` or a highlight)."""
    left = Signal()
    """The field lost the focus."""
    cursor_moved = Signal(QRect)
    """Where the text cursor is now, in this widget's coordinates."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._exact = ExactText()
        self._key_handler: Callable[[QKeyEvent], bool] | None = None
        self._menu_filler: Callable[[QMenu, QTextCursor], None] | None = None
        super().__init__(parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit_height)
        self.textChanged.connect(self._on_text_changed)
        self.cursorPositionChanged.connect(lambda: self.cursor_moved.emit(self._cursor_rect()))
        self.set_read_only(False)

    def set_text(self, text: str) -> None:
        self._exact.reset(text)
        # The text is passed in a form that Qt returns unchanged.
        super().set_text(self._exact.shown)
        self._fit_height()

    def text(self) -> str:
        return self._exact.text

    def set_read_only(self, read_only: bool) -> None:
        """A read-only field looks like the page, a writable one like a field."""
        surface: Surface = "plain" if read_only else "card"
        if self.isReadOnly() == read_only and self.property("surface") == surface:
            return
        self.setReadOnly(read_only)
        if read_only:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        set_role(self, surface=surface)
        # A frame only applies a new style sheet width after this event.
        QCoreApplication.sendEvent(self, QEvent(QEvent.Type.StyleChange))
        self.document().setDocumentMargin(SPACE_2 if read_only else 0)
        self._fit_height()

    def highlight_rect(self) -> QRect:
        """The highlighted range in this widget; null if there is none."""
        return QRect() if self._span is None else self.rect_of(*self._span)

    def help_with(
        self,
        *,
        keys: Callable[[QKeyEvent], bool],
        menu: Callable[[QMenu, QTextCursor], None],
    ) -> None:
        """`keys` gets every key press first and returns whether it handled it; `menu` extends the context
        menu.
        """
        self._key_handler = keys
        self._menu_filler = menu

    def replace_all(self, text: str) -> None:
        """Replaces everything by `text`, as one undoable edit."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.beginEditBlock()
        _insert_apart(cursor, text)
        cursor.endEditBlock()

    def append_paragraphs(self, text: str) -> int:
        """Appends `text` as one undoable edit; returns its position in the document."""
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        if not self.document().isEmpty():
            cursor.insertText("\n" if self.toPlainText().endswith("\n") else "\n\n")
        at = cursor.position()
        _insert_apart(cursor, text)
        cursor.endEditBlock()
        return at

    def mark_found(self, spans: Sequence[tuple[int, int]], current: int = -1) -> None:
        """Marks search matches, given as offsets of `text()`; `current` is the selected one."""
        theme = active_theme()
        found: list[QTextEdit.ExtraSelection] = []
        for number, (start, end) in enumerate(spans):
            look = QTextCharFormat()
            chosen = number == current
            look.setBackground(QColor(theme.accent if chosen else theme.accent_ground))
            look.setForeground(QColor(theme.on_accent if chosen else theme.text))
            marked = QTextEdit.ExtraSelection()
            marked.cursor = self._cursor_over(start, end)
            marked.format = look
            found.append(marked)
        self.setExtraSelections(found)

    def rect_of(self, start: int, end: int) -> QRect:
        """The place of the characters `start` to `end` of `text()` in this widget."""
        cursor = self._cursor_over(start, end)
        last = self.cursorRect(cursor)
        cursor.setPosition(cursor.anchor())
        return self._in_widget(self.cursorRect(cursor).united(last))

    def sizeHint(self) -> QSize:
        hint: QSize = super().sizeHint()
        return QSize(hint.width(), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self._height())

    def event(self, event: QEvent) -> bool:
        # Tab moves the focus before it becomes a key of the text.
        is_tab = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if is_tab and event.type() == QEvent.Type.KeyPress and self._taken(event):
            return True
        handled: bool = super().event(event)
        return handled

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._menu_filler is not None and not self.isReadOnly():
            by_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
            place = self.textCursor() if by_keyboard else self.cursorForPosition(event.pos())
            self._menu_filler(menu, place)
        menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._taken(event):
            return
        # Qt would insert a line separator, which other programs do not show as a line end.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.isReadOnly():
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isReadOnly() and self.hasFocus():
            # A read-only field has no frame to indicate the focus.
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(active_theme().accent), FOCUS_RING_PX))
            painter.drawRoundedRect(self.viewport().rect().adjusted(1, 1, -1, -1), RADIUS_PX, RADIUS_PX)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _taken(self, event: QEvent) -> bool:
        if self._key_handler is None or not isinstance(event, QKeyEvent):
            return False
        return self._key_handler(event)

    def _on_text_changed(self) -> None:
        if not self._exact.edited(self.document().toRawText()):
            return
        # The highlight refers to a stored version, which the text no longer equals.
        self.clear_highlight()
        self.edited.emit()

    def _cursor_over(self, start: int, end: int) -> QTextCursor:
        first, last = self._exact.editor_span(start, end)
        cursor = QTextCursor(self.document())
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _cursor_rect(self) -> QRect:
        return self._in_widget(self.cursorRect())

    def _in_widget(self, rect: QRect) -> QRect:
        return QRect(self.viewport().mapTo(self, rect.topLeft()), rect.size())

    def _height(self) -> int:
        least = _LEAST_LINES * self.fontMetrics().lineSpacing() * 1.5
        around = self.contentsMargins()
        document = max(self.document().size().height(), least)
        return math.ceil(document) + around.top() + around.bottom()

    def _fit_height(self) -> None:
        if self.height() != self._height():
            self.setFixedHeight(self._height())


def _insert_apart(cursor: QTextCursor, text: str) -> None:
    """Inserts so that text typed next is undone separately: Qt joins insertions."""
    cursor.insertText(text + " ")
    cursor.deletePreviousChar()
