"""A dialog with input that asks before discarding it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal, get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from core.ids import ClientId, new_id
from ui.widgets.question import Question

FormKind = Literal[
    "form",
    "client",
    "addendum",
    "retraction",
    "appointment",
    "letter",
    "texts",
    "vocabulary",
    "deletion",
    "merging",
    "question",
    "dismissal",
]
"""The kind of form, never the client."""
FORM_KINDS: tuple[FormKind, ...] = get_args(FormKind)


@dataclass(frozen=True, slots=True)
class FormWords:
    """What is needed to reopen a form: `ids` of its objects, `fields` with its text."""

    fields: Mapping[str, str]
    client_id: ClientId | None = None
    ids: Mapping[str, str] = field(default_factory=dict)


class FormDialog(QDialog):
    """Base of every dialog with input fields: a lock and a close check `touched`."""

    form_kind: ClassVar[FormKind] = "form"
    settled = Signal()
    """No unsaved input is left: stored, or discarded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry_id = new_id()
        """The id under which a lock keeps the input."""

    @property
    def touched(self) -> bool:
        """Whether there is unsaved input."""
        return False

    def typed_words(self) -> FormWords | None:
        """The input to keep over a lock; None if that is not possible."""
        return None

    def take_words(self, words: FormWords) -> None:
        """Restores the result of `typed_words()` in a form opened for the same objects."""

    def done(self, result: int) -> None:
        """Closes permanently; a lock only hides."""
        self.settled.emit()
        super().done(result)

    def reject(self) -> None:
        """Closes; asks before discarding input."""
        if self.touched:
            self.ask_to_discard(self.discard)
        else:
            super().reject()

    def discard(self) -> None:
        """Closes and discards input."""
        self.done(QDialog.DialogCode.Rejected.value)

    def ask_to_discard(self, on_yes: Callable[[], None], *, on_no: Callable[[], None] | None = None) -> None:
        """Calls `on_yes` after the user confirmed discarding."""
        Question(
            self,
            title=self.tr("What you typed is not stored"),
            text=self.tr("Continuing discards it."),
            yes=self.tr("Discard"),
            on_yes=on_yes,
            on_no=on_no,
        ).open()


def touched_forms() -> tuple[FormDialog, ...]:
    """This program's visible dialogs with unsaved input."""
    windows = QApplication.topLevelWidgets()
    return tuple(
        each for each in windows if isinstance(each, FormDialog) and each.isVisible() and each.touched
    )
