"""Marks a field as copied from an earlier session until it is edited."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from PySide6.QtWidgets import QWidget

from core.sessions.dto import CopiedFrom
from ui.text.days import day_text
from ui.text.text_direction import isolate
from ui.theme import set_role
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.note_edit import NoteEdit


class CopiedMark(ElidedLabel):
    """A label beside the field's name. Undo and redo of the copy update it."""

    def __init__(self, edit: NoteEdit, field: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._edit = edit
        self._field = field
        self._source: CopiedFrom | None = None
        self._day: date | None = None
        self._whole = True
        self._text: str | None = None
        set_role(self, type="caption", tone="caution")
        self.hide()
        edit.textChanged.connect(self._compare)

    @property
    def source(self) -> CopiedFrom | None:
        """The source of all of the field's text; None after an edit, or if only a part was copied."""
        return self._source if self._whole and self._matches() else None

    def show_source(self, source: CopiedFrom, day: date | None) -> None:
        """The field's text is a copy of `source`, dated `day` (None: unknown)."""
        self._take(source, day, whole=True)

    @contextmanager
    def copying(self, source: CopiedFrom, day: date) -> Iterator[None]:
        """Wraps the edit that copies: afterwards the field contains the copy, alone or below older text."""
        whole = not self._edit.text().strip()
        yield
        self._take(source, day, whole=whole)

    def clear(self) -> None:
        self._source = self._day = self._text = None
        self._compare()

    def _take(self, source: CopiedFrom, day: date | None, *, whole: bool) -> None:
        self._source, self._day, self._whole = source, day, whole
        self._text = self._edit.text()
        self._compare()

    def _matches(self) -> bool:
        return self._source is not None and self._edit.text() == self._text

    def _compare(self) -> None:
        shown = self._words() if self._matches() else ""
        if self.text() != shown:
            self.set_full_text(shown)
            spoken = self.tr("{field}: {words}").format(field=self._field, words=shown) if shown else ""
            self.setAccessibleName(spoken)
            self._edit.setAccessibleDescription(shown)
        self.setVisible(bool(shown))

    def _words(self) -> str:
        if self._day is None:
            return self.tr("copied from an earlier session")
        if self._whole:
            return self.tr("copied from {day}").format(day=isolate(day_text(self._day)))
        return self.tr("with a copy from {day}").format(day=isolate(day_text(self._day)))
