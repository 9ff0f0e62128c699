"""A dialog that may hold typed words: it says so, and asks before they are thrown away."""

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
"""What was being written; never about whom."""
FORM_KINDS: tuple[FormKind, ...] = get_args(FormKind)


@dataclass(frozen=True, slots=True)
class FormWords:
    """What it takes to open a form again as it was: `ids` what it was about, `fields` what was typed."""

    fields: Mapping[str, str]
    client_id: ClientId | None = None
    ids: Mapping[str, str] = field(default_factory=dict)


class FormDialog(QDialog):
    """Every dialog with fields of its own is one: a lock and a close look for `touched`."""

    form_kind: ClassVar[FormKind] = "form"
    settled = Signal()
    """Nothing typed is left that is not stored: it was stored, or given up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry_id = new_id()
        """Under which a lock keeps what is typed here."""

    @property
    def touched(self) -> bool:
        """Whether something was typed that is not stored."""
        return False

    def typed_words(self) -> FormWords | None:
        """What is typed, to be kept over a lock; None where it cannot be."""
        return None

    def take_words(self, words: FormWords) -> None:
        """Shows what `typed_words()` gave before a lock, in a form that was opened for the same thing."""

    def done(self, result: int) -> None:
        """Closes for good; a lock only hides."""
        self.settled.emit()
        super().done(result)

    def reject(self) -> None:
        """Closes; asks before throwing away what was typed."""
        if self.touched:
            self.ask_to_discard(self.discard)
        else:
            super().reject()

    def discard(self) -> None:
        """Closes with whatever is typed in it."""
        self.done(QDialog.DialogCode.Rejected.value)

    def ask_to_discard(self, on_yes: Callable[[], None], *, on_no: Callable[[], None] | None = None) -> None:
        """Goes on with `on_yes` once the person gave up what was typed."""
        Question(
            self,
            title=self.tr("What you typed is not stored"),
            text=self.tr("Continuing discards it."),
            yes=self.tr("Discard"),
            on_yes=on_yes,
            on_no=on_no,
        ).open()


def touched_forms() -> tuple[FormDialog, ...]:
    """The dialogs of this program on screen that hold words."""
    windows = QApplication.topLevelWidgets()
    return tuple(
        each for each in windows if isinstance(each, FormDialog) and each.isVisible() and each.touched
    )
