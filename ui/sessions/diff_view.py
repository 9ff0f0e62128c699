"""Two versions of a note as one text: removed words struck out, added ones underlined."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.sessions.diff import DiffPart
from core.sessions.dto import ADDENDUM_FIELD, SOAP_FIELDS
from ui.operations.versions import Comparison
from ui.theme import SPACE_1, SPACE_2, SPACE_3, SPACE_4, active_theme, set_role
from ui.theme.metrics import NOTE_WIDTH_CHARACTERS
from ui.widgets.following_scroll import FollowingScrollArea
from ui.widgets.note_edit import NoteEdit
from ui.widgets.plain_label import PlainLabel
from ui.words.sessions import field_letter, note_field_name


class DiffText(NoteEdit):
    """Read-only. Marked by lines as well as colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._parts: tuple[DiffPart, ...] = ()
        super().__init__(parent)
        self.set_read_only(True)

    def show_parts(self, parts: Iterable[DiffPart]) -> None:
        """Replaces the text."""
        self._parts = tuple(parts)
        self.set_text("".join(part.text for part in self._parts))
        self._paint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_parts"):
            self._paint()

    def _paint(self) -> None:
        start = 0
        for part in self._parts:
            end = start + len(part.text)
            if part.kind != "same":
                cursor = self._cursor_over(start, end)
                cursor.mergeCharFormat(_look(part))
            start = end
        top = QTextCursor(self.document())
        self.setTextCursor(top)


def _look(part: DiffPart) -> QTextCharFormat:
    theme = active_theme()
    look = QTextCharFormat()
    if part.kind == "removed":
        look.setForeground(QColor(theme.danger))
        look.setFontStrikeOut(True)
    else:
        look.setForeground(QColor(theme.good))
        look.setFontUnderline(True)
        look.setFontWeight(QFont.Weight.DemiBold)
    return look


class DiffView(FollowingScrollArea):
    """The fields, one below the other; without fields that are empty in both versions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts = {field: DiffText() for field in (*SOAP_FIELDS, ADDENDUM_FIELD)}
        self._blocks: dict[str, QWidget] = {}
        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(SPACE_4, SPACE_2, SPACE_4, SPACE_4)
        column.setSpacing(SPACE_3)
        for field, text in self.texts.items():
            block = QWidget()
            head = PlainLabel(f"{field_letter(field)}  {note_field_name(field)}".strip())
            set_role(head, tone="muted", strong=True)
            head.setContentsMargins(SPACE_2, 0, 0, 0)
            text.setAccessibleName(note_field_name(field))
            text.ensurePolished()
            text.setMaximumWidth(text.fontMetrics().averageCharWidth() * NOTE_WIDTH_CHARACTERS + 2 * SPACE_3)
            inner = QVBoxLayout(block)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(SPACE_1)
            inner.addWidget(head)
            inner.addWidget(text)
            column.addWidget(block)
            self._blocks[field] = block
        column.addStretch(1)
        self.setWidget(self._page)

    def show_comparison(self, comparison: Comparison) -> None:
        for field, text in self.texts.items():
            parts = comparison.parts.get(field, ())
            text.show_parts(parts)
            self._blocks[field].setVisible(bool(parts))
        self.stop_following()
        self.verticalScrollBar().setValue(0)
        if comparison.older is not None:
            self._follow_first_change(comparison)

    def _follow_first_change(self, comparison: Comparison) -> None:
        for field, text in self.texts.items():
            start = 0
            for part in comparison.parts.get(field, ()):
                if part.kind != "same":
                    self.follow(text, partial(text.rect_of, start, start + 1))
                    return
                start += len(part.text)

    def clear(self) -> None:
        """Removes all text."""
        self.stop_following()
        for field, text in self.texts.items():
            text.show_parts(())
            self._blocks[field].hide()
