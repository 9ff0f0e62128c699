"""Displays clinical text: font, line height, direction by paragraph, and the highlight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QTextEdit, QWidget

from ui.text.text_direction import paragraph_direction, qt_position
from ui.theme import NOTE_LINE_HEIGHT, NOTE_PX, active_theme, set_role
from ui.widgets.dragged_bundle import dragged_bundle


class NoteText(QTextEdit):
    """Plain text in note type. Each paragraph takes the direction of its own first strong character.

    In a note to be read, a Hebrew paragraph that begins with a Latin word runs from the right as well; while
    one types, it would turn under the cursor.

    Pasted formatting is dropped. Tab moves to the next field, as everywhere else in the form.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        # Set first, because Qt calls `changeEvent` from the calls below.
        self._span: tuple[int, int] | None = None
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        set_role(self, type="note")
        self._dress_document()
        self.textChanged.connect(self._direct_by_paragraph)

    def set_text(self, text: str) -> None:
        """Replaces the whole text, removing highlight and undo history."""
        self._span = None
        self.setExtraSelections([])
        self.setPlainText(text)
        self._dress_document()

    def text(self) -> str:
        """The text exactly as typed, paragraphs separated by a line feed."""
        return self.toPlainText()

    def highlight(self, start: int, end: int) -> None:
        """Highlights the characters `start` to `end` and scrolls to them."""
        self._span = (start, end)
        self._paint_span()
        cursor = self._cursor_over(start, start)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def clear_highlight(self) -> None:
        self._span = None
        self.setExtraSelections([])

    def highlighted_text(self) -> str:
        """The highlighted text; empty if none."""
        if self._span is None:
            return ""
        selected: str = self._cursor_over(*self._span).selectedText()
        return selected.replace("\u2029", "\n")

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Dragged text is inserted, except a bundle of models, which the window handles."""
        return dragged_bundle(source) is None and bool(super().canInsertFromMimeData(source))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # A mirrored window must not change the text's own direction.
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._direct_by_paragraph()
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange) and self._span is not None:
            self._paint_span()
        # A format change would remove the undo history.
        if event.type() == QEvent.Type.ReadOnlyChange and not self.document().isUndoAvailable():
            self._dress_document()

    def _dress_document(self) -> None:
        self._direct_by_paragraph()
        natural_px = max(self.fontMetrics().height(), 1)
        spacing = QTextBlockFormat()
        # Qt uses per cent of the font's line height.
        spacing.setLineHeight(
            100 * NOTE_LINE_HEIGHT * NOTE_PX / natural_px,
            QTextBlockFormat.LineHeightTypes.ProportionalHeight.value,
        )
        document = self.document()
        undo = document.isUndoRedoEnabled()
        document.setUndoRedoEnabled(False)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)
        self._turn_paragraphs()
        document.setUndoRedoEnabled(undo)

    def _turn_paragraphs(self) -> None:
        """Qt uses the first letter; `paragraph_direction` also considers most letters."""
        block = self.document().begin()
        while block.isValid():
            right = self.isReadOnly() and paragraph_direction(block.text()) == Qt.LayoutDirection.RightToLeft
            turned = QTextBlockFormat()
            turned.setLayoutDirection(
                Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LayoutDirectionAuto
            )
            QTextCursor(block).mergeBlockFormat(turned)
            block = block.next()

    def _direct_by_paragraph(self) -> None:
        """An empty field starts in the direction of the window's language."""
        document = self.document()
        own = Qt.LayoutDirection.LayoutDirectionAuto
        direction = self.layoutDirection() if document.isEmpty() else own
        option = QTextOption(document.defaultTextOption())
        # "Leading" in an automatic paragraph is its own start, left or right.
        leading = Qt.AlignmentFlag.AlignLeading
        if (option.textDirection(), option.alignment()) != (direction, leading):
            option.setTextDirection(direction)
            option.setAlignment(leading)
            document.setDefaultTextOption(option)

    def _cursor_over(self, start: int, end: int) -> QTextCursor:
        text = self.toPlainText()
        cursor = QTextCursor(self.document())
        cursor.setPosition(qt_position(text, start))
        cursor.setPosition(qt_position(text, end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _paint_span(self) -> None:
        if self._span is None:
            return
        theme = active_theme()
        marked = QTextEdit.ExtraSelection()
        marked.cursor = self._cursor_over(*self._span)
        look = QTextCharFormat()
        look.setBackground(QColor(theme.evidence))
        look.setForeground(QColor(theme.text))
        marked.format = look
        self.setExtraSelections([marked])


class NoteView(NoteText):
    """A read-only note: text can be selected with mouse and keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        set_role(self, surface="plain")
