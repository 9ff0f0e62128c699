"""The two fields of an abbreviation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from core.errors import AnamnesisError
from core.ids import new_id
from core.vocabulary.checking import checked
from core.vocabulary.dto import VocabularyEntry
from ui.errors import describe
from ui.theme import SPACE_2, set_role
from ui.widgets.form_rows import add_row
from ui.widgets.plain_label import PlainLabel
from ui.widgets.plain_text_edit import PlainTextEdit

_MEANINGS_PX = 84


class EntryForm(QWidget):
    """Shows an entry to change, or empty fields for a new one."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: VocabularyEntry | None = None
        self.short = QLineEdit()
        self.meanings = PlainTextEdit()
        self.problem = PlainLabel()
        self.problem.setWordWrap(True)
        set_role(self.problem, type="caption", tone="caution")
        self.short.setAccessibleName(self.tr("Short form"))
        self.meanings.setAccessibleName(self.tr("What it stands for, each on a line of its own"))
        self.meanings.setPlaceholderText(self.tr("Each meaning on a line of its own"))
        self.meanings.setTabChangesFocus(True)
        self.meanings.setFixedHeight(_MEANINGS_PX)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(SPACE_2)
        add_row(form, self.tr("S&hort form"), self.short)
        add_row(form, self.tr("Stands &for"), self.meanings)
        add_row(form, "", self.problem)
        self.short.textChanged.connect(self._on_typed)
        self.meanings.textChanged.connect(self._on_typed)

    @property
    def shown(self) -> VocabularyEntry | None:
        """The stored entry being changed; None for a new one."""
        return self._shown

    @property
    def touched(self) -> bool:
        """Whether there is unsaved input."""
        stored = (self._shown.short, self._shown.meanings) if self._shown is not None else ("", ())
        return self._typed() != stored

    @property
    def can_save(self) -> bool:
        """Whether the input is new and can be stored; if its text prevents it, the form says why."""
        short, meanings = self._typed()
        return self.touched and bool(short and meanings) and not self.problem.text()

    def show_entry(self, entry: VocabularyEntry | None) -> None:
        """Fills the fields; None: empty, for a new one. The undo history is cleared."""
        self._shown = entry
        self.short.setText(entry.short if entry is not None else "")
        self.meanings.setPlainText("\n".join(entry.meanings) if entry is not None else "")
        self._on_typed()

    def current(self) -> VocabularyEntry:
        """The input, applied to the displayed entry."""
        short, meanings = self._typed()
        if self._shown is None:
            return VocabularyEntry(entry_id=new_id(), short=short, meanings=meanings)
        return replace(self._shown, short=short, meanings=meanings)

    def words(self) -> dict[str, str]:
        """The input, as typed."""
        return {"short": self.short.text(), "meanings": self.meanings.toPlainText()}

    def take_words(self, words: Mapping[str, str]) -> None:
        self.short.setText(words.get("short", ""))
        self.meanings.setPlainText(words.get("meanings", ""))

    def start(self) -> None:
        """Sets the focus to the relevant field."""
        self.short.setFocus(Qt.FocusReason.OtherFocusReason)
        self.short.selectAll()

    def _on_typed(self) -> None:
        short, meanings = self._typed()
        said = ""
        if self.touched and short and meanings:
            try:
                checked(self.current())
            except AnamnesisError as error:
                said = describe(error).message
        self.problem.setText(said)
        self.changed.emit()

    def _typed(self) -> tuple[str, tuple[str, ...]]:
        lines = (" ".join(line.split()) for line in self.meanings.toPlainText().splitlines())
        return " ".join(self.short.text().split()), tuple(line for line in lines if line)
