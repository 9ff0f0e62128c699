"""One undo for an action on several fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence

from ui.widgets.note_edit import NoteEdit


class JointUndo(QObject):
    """Handles the undo key of its fields. A field edited since keeps its own undo."""

    def __init__(self, edits: Iterable[NoteEdit], parent: QObject) -> None:
        super().__init__(parent)
        self._steps: dict[NoteEdit, int] = {}
        for edit in edits:
            edit.installEventFilter(self)

    def remember(self, edits: Sequence[NoteEdit]) -> None:
        """These fields were just changed together."""
        self._steps = {edit: edit.document().availableUndoSteps() for edit in edits}

    def forget(self) -> None:
        self._steps = {}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not event.matches(QKeySequence.StandardKey.Undo):
            return False
        here = next((edit for edit in self._steps if edit is watched), None)
        if here is None or not self._untouched(here):
            return False
        together = [edit for edit in self._steps if self._untouched(edit)]
        self._steps = {}
        for edit in together:
            edit.undo()
        return True

    def _untouched(self, edit: NoteEdit) -> bool:
        return edit.document().availableUndoSteps() == self._steps[edit]
