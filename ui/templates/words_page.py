"""The words the practice added to the dictionaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.damage import DamagedEntry, Listing
from core.errors import AnamnesisError
from core.spelling.service import PracticeWord
from ui.errors import describe
from ui.operations.operation import in_db
from ui.text.text_direction import isolate
from ui.theme import SPACE_2
from ui.widgets.damaged_entries import DamagedEntries
from ui.widgets.empty_state import EmptyState
from ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from ui.jobs import Jobs


class WordsPage(QWidget):
    changed = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._words: list[PracticeWord] = []
        self._removed = ""
        self.message = MessageBar()
        self.damaged = DamagedEntries(removable=True)
        self.model = QStringListModel(self)
        self.list = QListView()
        self.word_edit = QLineEdit()
        self.add_button = QPushButton(self.tr("&Add"))
        self.remove_button = QPushButton(self.tr("&Remove"))
        self.empty = EmptyState(
            self.tr("No words yet"),
            self.tr("Words you add here, or from a note, are no longer underlined, for everybody."),
        )
        self._lay_out()
        self.word_edit.returnPressed.connect(self._add)
        self.word_edit.textChanged.connect(self._update)
        self.add_button.clicked.connect(self._add)
        self.remove_button.clicked.connect(self._remove)
        self.message.action_requested.connect(self._undo)
        self.damaged.remove_requested.connect(self._remove_damaged)
        self._update()

    def reload(self) -> None:
        self._jobs.run(
            self,
            in_db(lambda services: services.spelling.words),
            on_done=self._on_read,
            on_error=self._on_error,
        )

    def forget(self) -> None:
        """Removes every word of the practice."""
        self._removed = ""
        self._on_read(Listing())
        self.word_edit.clear()
        self.message.clear()

    def _on_read(self, words: Listing[PracticeWord]) -> None:
        self._words = words
        self.damaged.show_entries(words.damaged)
        self.model.setStringList([each.word for each in words])
        self._stack.setCurrentIndex(0 if words else 1)
        self._update()

    def _on_error(self, error: AnamnesisError) -> None:
        self.message.show_error(describe(error))

    def _add(self) -> None:
        word = self.word_edit.text().strip()
        if word:
            self.message.clear()
            self._jobs.run(
                self,
                in_db(lambda services: services.spelling.add, word),
                on_done=self._on_added,
                on_error=self._on_error,
            )

    def _on_added(self, _word: PracticeWord) -> None:
        self.word_edit.clear()
        self._after_change()

    def _remove(self) -> None:
        row = self.list.currentIndex().row()
        if not 0 <= row < len(self._words):
            return
        word = self._words[row]
        self._jobs.run(
            self,
            in_db(lambda services: services.spelling.remove, word.word_id),
            on_done=lambda _none: self._on_removed(word),
            on_error=self._on_error,
        )

    def _on_removed(self, word: PracticeWord) -> None:
        self._removed = word.word
        said = self.tr("{word} was removed").format(word=isolate(word.word))
        self.message.show_message(said, action=self.tr("Undo"))
        self._after_change()

    def _remove_damaged(self, entry: DamagedEntry) -> None:
        self._jobs.run(
            self,
            in_db(lambda services: services.spelling.delete_damaged, entry),
            on_done=lambda _none: self._after_change(),
            on_error=self._on_error,
        )

    def _undo(self) -> None:
        word, self._removed = self._removed, ""
        if word:
            self.message.clear()
            self._jobs.run(
                self,
                in_db(lambda services: services.spelling.add, word),
                on_done=self._on_added,
                on_error=self._on_error,
            )

    def _after_change(self) -> None:
        self.reload()
        self.changed.emit()

    def _update(self) -> None:
        self.add_button.setEnabled(bool(self.word_edit.text().strip()))
        self.remove_button.setEnabled(self.list.currentIndex().isValid())

    def _lay_out(self) -> None:
        self.list.setModel(self.model)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setAccessibleName(self.tr("The practice's words"))
        self.list.selectionModel().currentChanged.connect(lambda *_: self._update())
        self.word_edit.setPlaceholderText(self.tr("A word to accept as correct"))
        self.word_edit.setAccessibleName(self.tr("A word to accept as correct"))
        line = QHBoxLayout()
        line.setSpacing(SPACE_2)
        line.addWidget(self.word_edit, 1)
        for button in (self.add_button, self.remove_button):
            button.setAutoDefault(False)
            line.addWidget(button)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE_2)
        layout.addWidget(self.message)
        layout.addWidget(self.damaged)
        layout.addWidget(self._stack, 1)
        layout.addLayout(line)
