"""Finds words in the fields of a note and steps through the matches."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject

from ui.widgets.note_edit import NoteEdit

MOST_PLACES = 500
"""More are not marked, because nobody steps through them and each takes time to paint."""


class FoundPlaces(QObject):
    """The matches of one search, marked in the fields; `current` counts from 0, -1 if there is none."""

    def __init__(self, edits: Mapping[str, NoteEdit], parent: QObject) -> None:
        super().__init__(parent)
        self._edits = dict(edits)
        self._places: list[tuple[str, int, int]] = []
        self.current = -1
        for edit in self._edits.values():
            edit.installEventFilter(self)

    @property
    def count(self) -> int:
        return len(self._places)

    def look_for(self, words: str) -> None:
        """Marks every match, ignoring case, and makes the first the current one."""
        wanted = words.strip()
        self._places = []
        if wanted:
            pattern = re.compile(r"\s+".join(map(re.escape, wanted.split())), re.IGNORECASE)
            for name, edit in self._edits.items():
                self._places += [(name, *match.span()) for match in pattern.finditer(edit.text())]
        del self._places[MOST_PLACES:]
        self.current = 0 if self._places else -1
        self._mark()

    def step(self, by: int) -> None:
        """Wraps around."""
        if self._places:
            self.current = (self.current + by) % len(self._places)
            self._mark()

    def place(self) -> tuple[str, int, int] | None:
        """Field, start and end of the current match."""
        return self._places[self.current] if self._places else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.PaletteChange and self._places:
            self._mark()
        return False

    def _mark(self) -> None:
        for name, edit in self._edits.items():
            here = [number for number, place in enumerate(self._places) if place[0] == name]
            current = here.index(self.current) if self.current in here else -1
            edit.mark_found([self._places[number][1:] for number in here], current)
