"""The practice's own abbreviations and their meanings in questions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.damage import DamagedEntry, Listing
from core.errors import AnamnesisError, EditConflict, NotFound
from core.vocabulary.dto import VocabularyEntry
from ui.errors import describe
from ui.operations.operation import in_db
from ui.text.text_direction import isolate
from ui.theme import SPACE_2, SPACE_3, SPACE_4, set_role
from ui.vocabulary.entries_model import EntriesModel, EntryRowDelegate
from ui.vocabulary.entry_form import EntryForm
from ui.widgets.damaged_entries import DamagedEntries
from ui.widgets.empty_state import EmptyState
from ui.widgets.form_dialog import FormDialog, FormWords
from ui.widgets.message_bar import MessageBar
from ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from ui.jobs import Jobs

_SIZE_PX = (600, 640)
_ENTRY = "entry"


class VocabularyDialog(FormDialog):
    """Opened with `open()`. A lock keeps the input, and hides and deletes it like every dialog."""

    form_kind = "vocabulary"

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._storing = False
        self._deleted: VocabularyEntry | None = None
        self._returned: FormWords | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Abbreviations of the practice"))
        self.message = MessageBar()
        self.list = QListView()
        self.model = EntriesModel(self)
        self.empty = EmptyState(
            self.tr("No abbreviations yet"),
            self.tr("Those in general use are known already. Add those that only your practice uses."),
        )
        self.damaged = DamagedEntries(removable=True)
        self.form = EntryForm()
        self.new_button = QPushButton(self.tr("&New"))
        self.delete_button = QPushButton(self.tr("&Delete"))
        self.save_button = QPushButton(self.tr("&Save"))
        self.close_button = QPushButton(self.tr("Close"))
        self._pages = QStackedWidget()
        self._style()
        self._lay_out()
        self._connect()
        self.resize(*_SIZE_PX)
        self._update()
        self.form.start()
        self.reload()

    @property
    def touched(self) -> bool:
        return self.form.touched

    def typed_words(self) -> FormWords | None:
        if not self.touched:
            return None
        shown = self.form.shown
        return FormWords(self.form.words(), ids={_ENTRY: str(shown.entry_id)} if shown is not None else {})

    def take_words(self, words: FormWords) -> None:
        """Shows the input over its entry once the entries are read; as a new one if that no longer exists."""
        self._returned = words

    def reload(self, select: UUID | None = None) -> None:
        """Reads the entries again. The input is kept."""
        self._jobs.run(
            self,
            in_db(lambda services: services.vocabulary.entries),
            on_done=partial(self._on_read, select),
            on_error=self._on_error,
        )

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._forget()

    def _forget(self) -> None:
        """Removes every word of the practice."""
        self._deleted = None
        self.model.set_entries(())
        self.damaged.show_entries(())
        self.form.show_entry(None)
        self.message.clear()

    def _on_read(self, select: UUID | None, entries: Listing[VocabularyEntry]) -> None:
        self._storing = False
        self.damaged.show_entries(entries.damaged)
        shown = self.form.shown
        self.list.selectionModel().blockSignals(True)
        self.model.set_entries(entries)
        self.list.setCurrentIndex(self.model.index_of(select or (shown.entry_id if shown else None)))
        self.list.selectionModel().blockSignals(False)
        if not self.form.touched:
            self.form.show_entry(self.model.entry_at(self.list.currentIndex()))
        self._pages.setCurrentWidget(self.list if entries else self.empty)
        self._show_returned()
        self._update()

    def _show_returned(self) -> None:
        words, self._returned = self._returned, None
        if words is None:
            return
        known = {str(each.entry_id): each for each in self.model.entries}
        entry = known.get(words.ids.get(_ENTRY, ""))
        self._mark(entry)
        self.form.show_entry(entry)
        self.form.take_words(words.fields)

    def _on_error(self, error: AnamnesisError) -> None:
        self._storing = False
        self.message.show_error(describe(error))
        self._update()

    def _on_row(self, now: QModelIndex, _before: QModelIndex) -> None:
        wanted = self.model.entry_at(now)
        if wanted is None or wanted == self.form.shown:
            return
        if self.form.touched:
            self._mark(self.form.shown)
            self.ask_to_discard(partial(self._show, wanted))
        else:
            self._show(wanted)

    def _show(self, entry: VocabularyEntry | None) -> None:
        self.form.show_entry(entry)
        self._mark(entry)
        self._update()

    def _mark(self, entry: VocabularyEntry | None) -> None:
        """Marks the row of an entry, or none for None, without a question."""
        self.list.selectionModel().blockSignals(True)
        self.list.setCurrentIndex(self.model.index_of(entry.entry_id if entry is not None else None))
        if entry is None:
            self.list.clearSelection()
        self.list.selectionModel().blockSignals(False)
        self.list.viewport().update()

    def _new(self) -> None:
        if self.form.touched:
            self.ask_to_discard(self._begin)
        else:
            self._begin()

    def _begin(self) -> None:
        self.message.clear()
        self._show(None)
        self.form.start()

    def _save(self) -> None:
        if self.save_button.isEnabled():
            self._storing = True
            self._update()
            operation = in_db(lambda services: services.vocabulary.save, self.form.current())
            self._jobs.run(self, operation, on_done=self._on_saved, on_error=self._on_refused)

    def _on_saved(self, entry: VocabularyEntry) -> None:
        self._storing = False
        self.form.show_entry(entry)
        told = self.tr("{short} is understood from the next question on.")
        self.message.show_message(told.format(short=isolate(entry.short)), tone="good")
        self.settled.emit()
        self.reload(entry.entry_id)

    def _on_refused(self, error: AnamnesisError) -> None:
        """The input is kept; another person's changes are shown in the list."""
        self._on_error(error)
        if isinstance(error, EditConflict | NotFound):
            self.reload()

    def _delete(self) -> None:
        entry = self.form.shown
        if entry is not None and not self._storing:
            self._storing = True
            self._update()
            self._jobs.run(
                self,
                in_db(lambda services: services.vocabulary.delete, entry),
                on_done=self._on_deleted,
                on_error=self._on_refused,
            )

    def _on_deleted(self, gone: VocabularyEntry) -> None:
        self._deleted = gone
        told = self.tr("{short} was deleted").format(short=isolate(gone.short))
        self.message.show_message(told, action=self.tr("Undo"))
        self.form.show_entry(None)
        self.settled.emit()
        self.reload()

    def _remove_damaged(self, entry: DamagedEntry) -> None:
        self._jobs.run(
            self,
            in_db(lambda services: services.vocabulary.delete_damaged, entry),
            on_done=lambda _none: self.reload(),
            on_error=self._on_refused,
        )

    def _undo(self) -> None:
        gone, self._deleted = self._deleted, None
        if gone is not None:
            self.message.clear()
            self._jobs.run(
                self,
                in_db(lambda services: services.vocabulary.save, gone),
                on_done=self._on_restored,
                on_error=self._on_refused,
            )

    def _on_restored(self, entry: VocabularyEntry) -> None:
        self.reload(entry.entry_id)

    def _update(self) -> None:
        shown = self.form.shown
        self.new_button.setEnabled(not self._storing and (shown is not None or self.form.touched))
        self.delete_button.setEnabled(not self._storing and shown is not None)
        self.save_button.setEnabled(not self._storing and self.form.can_save)

    def _style(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(EntryRowDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(self.tr("Abbreviations of the practice"))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_role(self.save_button, kind="primary")
        for button in (self.new_button, self.delete_button, self.save_button, self.close_button):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        told = Paragraph(
            self.tr(
                "When a question holds one of these, notes with any of its meanings are found too, and"
                " the other way round. Only questions are read differently: no note is changed, and"
                " nothing is indexed again."
            )
        )
        set_role(told, tone="muted")
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.empty)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_2)
        buttons.addWidget(self.new_button)
        buttons.addWidget(self.delete_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        column.setSpacing(SPACE_3)
        for part in (told, self.message, self.damaged):
            column.addWidget(part)
        column.addWidget(self._pages, 1)
        column.addWidget(self.form)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._on_row)
        self.form.changed.connect(self._update)
        self.form.short.returnPressed.connect(self._save)
        self.new_button.clicked.connect(self._new)
        self.delete_button.clicked.connect(self._delete)
        self.save_button.clicked.connect(self._save)
        self.close_button.clicked.connect(self.reject)
        self.message.action_requested.connect(self._undo)
        self.damaged.remove_requested.connect(self._remove_damaged)
