"""The texts of one kind: the list, the form, and their actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QListView,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from core.damage import DamagedEntry, Listing
from core.errors import AnamnesisError
from core.ids import new_id
from core.templates.checking import name_key
from core.templates.dto import PracticeText, TextKind
from ui.errors import describe
from ui.operations.operation import Operation, in_db
from ui.templates.text_form import TextForm
from ui.templates.text_list_model import TextListModel
from ui.text.text_direction import isolate
from ui.theme import SPACE_1, SPACE_2, SPACE_3, set_role
from ui.widgets.damaged_entries import DamagedEntries
from ui.widgets.message_bar import MessageBar
from ui.widgets.question import Question

if TYPE_CHECKING:
    from ui.jobs import Jobs

_LIST_WIDTH_PX = 240


class TextsPage(QWidget):
    """Nothing is stored before Save; leaving with unsaved input asks first."""

    changed = Signal()
    """A text was stored, deleted or restored."""

    def __init__(self, jobs: Jobs, kind: TextKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._kind = kind
        self._deleted: PracticeText | None = None
        self._wanted: UUID | None = None
        self._storing = False
        self._returned: tuple[str, Mapping[str, str]] | None = None
        self.message = MessageBar()
        self.damaged = DamagedEntries(removable=True)
        self.model = TextListModel(self)
        self.list = QListView()
        self.form = TextForm(kind)
        self.hidden_box = QCheckBox(self.tr("Show hidden"))
        self.new_button = QPushButton(self.tr("&New"))
        self.copy_button = QPushButton(self.tr("D&uplicate"))
        self.delete_button = QPushButton(self.tr("&Delete"))
        self.reset_button = QPushButton(self.tr("&Back to the original"))
        self.save_button = QPushButton(self.tr("&Save"))
        self._lay_out()
        self._connect()
        self.form.show_text(None)

    def reload(self, select: UUID | None = None) -> None:
        """Reads the texts again and shows the named one, or the previous one."""
        shown = self._current()
        self._wanted = select or (shown.text_id if shown is not None else None)
        self._jobs.run(
            self,
            in_db(
                lambda services: services.templates.list,
                self._kind,
                include_hidden=self.hidden_box.isChecked(),
            ),
            on_done=self._on_read,
            on_error=self._on_error,
        )

    @property
    def touched(self) -> bool:
        return self.form.touched

    def words(self) -> tuple[str, dict[str, str]] | None:
        """The id of the displayed text, and the input; None without any."""
        shown = self._current()
        return None if shown is None or not self.touched else (str(shown.text_id), self.form.words())

    def take_words(self, text_id: str, words: Mapping[str, str]) -> None:
        """Shows that text with its input, once the texts are read."""
        self._returned = (text_id, words)

    def forget(self) -> None:
        """Removes every text of the practice."""
        self._deleted = None
        self._storing = False
        self.model.set_texts(())
        self.damaged.show_entries(())
        self.form.show_text(None)
        self.message.clear()

    def _current(self) -> PracticeText | None:
        return self.model.text_at(self.list.currentIndex())

    def _on_read(self, texts: Listing[PracticeText]) -> None:
        self._storing = False
        self.model.set_texts(texts)
        self.damaged.show_entries(texts.damaged)
        row = self.model.row_of(self._wanted) if self._wanted is not None else -1
        self.list.setCurrentIndex(self.model.index(max(row, 0)) if texts else QModelIndex())
        self.form.show_text(self._current())
        self._show_returned()
        self._update()

    def _show_returned(self) -> None:
        """Input from before a lock: over its text, or as a new one if that no longer exists."""
        if self._returned is None:
            return
        (text_id, words), self._returned = self._returned, None
        text = next((each for each in self.model.texts if str(each.text_id) == text_id), None)
        if text is None:
            language = words.get("language", "")
            self._begin(PracticeText(text_id=new_id(), kind=self._kind, name="", language=language))
        else:
            self.list.setCurrentIndex(self.model.index(self.model.row_of(text.text_id)))
        self.form.take_words(words)

    def _on_error(self, error: AnamnesisError) -> None:
        self._storing = False
        self.message.show_error(describe(error))

    def _on_row(self, now: QModelIndex, before: QModelIndex) -> None:
        if self.form.touched and before.isValid():
            self._ask_about_edits(now.row(), before.row())
            return
        self.form.show_text(self.model.text_at(now))
        self._update()

    def _ask_about_edits(self, wanted: int, shown: int) -> None:
        self.list.selectionModel().blockSignals(True)
        self.list.setCurrentIndex(self.model.index(shown))
        self.list.selectionModel().blockSignals(False)
        self.list.viewport().update()

        def leave() -> None:
            self.form.show_text(None)
            self.list.setCurrentIndex(self.model.index(wanted))
            self.form.show_text(self._current())
            self._update()

        Question(
            self,
            title=self.tr("Leave without saving?"),
            text=self.tr("What you changed in this text would be lost."),
            yes=self.tr("Leave"),
            on_yes=leave,
        ).open()

    def _new(self) -> None:
        self._begin(PracticeText(text_id=new_id(), kind=self._kind, name=""))

    def _duplicate(self) -> None:
        shown = self._current()
        if shown is None:
            return
        name = self._free_name(shown.name)
        self._begin(
            replace(
                shown,
                text_id=new_id(),
                name=name,
                builtin="",
                row_version=0,
                author=None,
                updated_at=None,
                hidden=False,
            )
        )

    def _begin(self, text: PracticeText) -> None:
        self.message.clear()
        self.model.set_texts((*self.model.texts, text))
        self.list.selectionModel().blockSignals(True)
        self.list.setCurrentIndex(self.model.index(self.model.rowCount() - 1))
        self.list.selectionModel().blockSignals(False)
        self.form.show_text(text)
        self.form.name_edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.name_edit.selectAll()
        self._update()

    def _free_name(self, name: str) -> str:
        taken = {name_key(each.name) for each in self.model.texts}
        number = 2
        while name_key(f"{name}-{number}") in taken:
            number += 1
        return f"{name}-{number}"

    def _save(self) -> None:
        if self.form.can_save():
            self._run(in_db(lambda services: services.templates.save, self.form.current()), self._on_saved)

    def _on_saved(self, text: PracticeText) -> None:
        self.message.show_message(self.tr("Saved"), tone="good")
        self._after_change(text)

    def _delete(self) -> None:
        text = self._current()
        if text is None:
            return
        if text.row_version == 0 and not text.builtin:
            # Never stored: only the row is removed.
            self.form.show_text(None)
            self.reload()
            return
        self._run(in_db(lambda services: services.templates.delete, text), self._on_deleted)

    def _remove_damaged(self, entry: DamagedEntry) -> None:
        self._jobs.run(
            self,
            in_db(lambda services: services.templates.delete_damaged, entry),
            on_done=lambda _none: self._after_removal(),
            on_error=self._on_error,
        )

    def _after_removal(self) -> None:
        self.reload()
        self.changed.emit()

    def _on_deleted(self, gone: PracticeText) -> None:
        self._deleted = gone
        said = self.tr("{name} was hidden") if gone.builtin else self.tr("{name} was deleted")
        self.message.show_message(said.format(name=isolate(gone.name)), tone="muted", action=self.tr("Undo"))
        self._after_change(None)

    def _undo(self) -> None:
        gone, self._deleted = self._deleted, None
        if gone is not None:
            self.message.clear()
            self._run(in_db(lambda services: services.templates.restore, gone), self._after_change)

    def _reset(self) -> None:
        text = self._current()
        if text is not None and text.builtin:
            self._run(in_db(lambda services: services.templates.reset, text), self._after_change)

    def _run(self, operation: Operation[PracticeText], on_done: Callable[[PracticeText], None]) -> None:
        self._storing = True
        self._update()
        self._jobs.run(self, operation, on_done=on_done, on_error=self._on_refused)

    def _on_refused(self, error: AnamnesisError) -> None:
        # The form keeps the input.
        self._on_error(error)
        self._update()

    def _after_change(self, text: PracticeText | None) -> None:
        self.form.show_text(None)
        self.reload(text.text_id if text is not None else None)
        self.changed.emit()

    def _update(self) -> None:
        text = self._current()
        changed_builtin = text is not None and bool(text.builtin) and text.row_version > 0
        self.new_button.setEnabled(not self._storing)
        self.copy_button.setEnabled(text is not None and not self._storing)
        self.delete_button.setEnabled(text is not None and not text.hidden and not self._storing)
        self.delete_button.setText(
            self.tr("&Hide") if text is not None and text.builtin else self.tr("&Delete")
        )
        self.reset_button.setVisible(changed_builtin)
        self.reset_button.setEnabled(not self._storing)
        again = text is not None and text.hidden
        worth_it = self.form.touched or again or self._is_new()
        self.save_button.setEnabled(self.form.can_save() and worth_it and not self._storing)

    def _is_new(self) -> bool:
        text = self._current()
        return text is not None and text.row_version == 0 and not text.builtin

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._on_row)
        self.form.changed.connect(self._update)
        self.hidden_box.toggled.connect(lambda _on: self.reload())
        self.new_button.clicked.connect(self._new)
        self.copy_button.clicked.connect(self._duplicate)
        self.delete_button.clicked.connect(self._delete)
        self.reset_button.clicked.connect(self._reset)
        self.save_button.clicked.connect(self._save)
        self.message.action_requested.connect(self._undo)
        self.damaged.remove_requested.connect(self._remove_damaged)

    def _lay_out(self) -> None:
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(self.tr("Texts"))
        set_role(self.save_button, kind="primary")
        left, right = QWidget(), QWidget()
        left_column = QVBoxLayout(left)
        left_column.setContentsMargins(SPACE_1, 0, SPACE_1, 0)
        left_column.setSpacing(SPACE_2)
        left_column.addWidget(self.list, 1)
        left_column.addWidget(self.hidden_box)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_2)
        for button in (self.new_button, self.copy_button, self.delete_button, self.reset_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.save_button.setAutoDefault(False)
        buttons.addWidget(self.save_button)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.form)
        right_column = QVBoxLayout(right)
        right_column.setContentsMargins(SPACE_3, 0, SPACE_3, 0)
        right_column.setSpacing(SPACE_2)
        right_column.addWidget(area, 1)
        right_column.addLayout(buttons)
        splitter = QSplitter()
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_LIST_WIDTH_PX, 3 * _LIST_WIDTH_PX])
        splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE_2)
        layout.addWidget(self.message)
        layout.addWidget(self.damaged)
        layout.addWidget(splitter, 1)
