"""The writing aids of a note: snippets, stops and spelling, loaded while the editor is on screen."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QMenu

from core.errors import AnamnesisError
from core.spelling.speller import Speller
from core.spelling.words import Word
from core.templates.dto import PracticeText
from ui.operations.operation import in_db
from ui.operations.templates import WritingTexts, load_speller, writing_texts
from ui.spelling.spelling import Spelling
from ui.spelling.underlines import Underlines
from ui.templates.snippet_typing import SnippetTyping
from ui.text.text_direction import isolate

if TYPE_CHECKING:
    from ui.jobs import Jobs
    from ui.widgets.note_edit import NoteEdit


class WritingAids(QObject):
    """Serves the fields of one editor. `forget` removes all texts of the practice; `load` reads them
    again.
    """

    refused = Signal(object)
    """An `AnamnesisError`: a word could not be stored."""

    def __init__(self, jobs: Jobs, fields: Iterable[NoteEdit], parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._snippets: tuple[PracticeText, ...] = ()
        self._words: tuple[str, ...] = ()
        self._asked_for_speller = False
        self._wanted = False
        self.spelling = Spelling(self)
        self.typing: dict[NoteEdit, SnippetTyping] = {}
        self.underlines: dict[NoteEdit, Underlines] = {}
        for edit in fields:
            self.typing[edit] = SnippetTyping(edit, lambda: self._snippets)
            self.underlines[edit] = Underlines(edit, self.spelling)
            edit.help_with(keys=self.typing[edit].handle_key, menu=partial(self._fill_menu, edit))
        self.spelling.word_added.connect(self._store_word)

    @property
    def snippets(self) -> tuple[PracticeText, ...]:
        return self._snippets

    def load(self) -> None:
        """Reads snippets and words; the dictionaries once."""
        self._wanted = True
        # The aids are optional: a failure is not worth a message.
        self._jobs.run(self, writing_texts(), on_done=self._on_texts, on_error=lambda _error: None)
        if not self._asked_for_speller:
            self._asked_for_speller = True
            self._jobs.run(self, load_speller(), on_done=self._on_speller, on_error=self._on_no_speller)

    def begin_note(self) -> None:
        """Another note is shown: ignored words and stops belonged to the last one."""
        self.spelling.begin_note()
        for typing in self.typing.values():
            typing.forget()

    def forget(self) -> None:
        """Removes snippets, the practice's words and every result; pending answers are dropped."""
        self._wanted = False
        self._snippets = ()
        self._words = ()
        self.spelling.forget()
        for typing in self.typing.values():
            typing.forget()

    def _on_texts(self, texts: WritingTexts) -> None:
        if not self._wanted:
            return
        self._snippets = texts.snippets
        self._words = tuple(each.word for each in texts.words)
        self.spelling.set_practice_words(self._words)

    def _on_speller(self, speller: Speller) -> None:
        self.spelling.set_speller(speller)
        self.spelling.set_practice_words(self._words)

    def _on_no_speller(self, _error: AnamnesisError) -> None:
        self._asked_for_speller = False

    def _store_word(self, word: str) -> None:
        self._jobs.run(
            self,
            in_db(lambda services: services.spelling.add, word),
            on_done=lambda _stored: None,
            on_error=self.refused.emit,
        )

    def _fill_menu(self, edit: NoteEdit, menu: QMenu, place: QTextCursor) -> None:
        first = menu.actions()[0] if menu.actions() else None
        word = self.underlines[edit].word_at(place.position()) if self.spelling.active else None
        mine: list[QAction] = []
        if word is not None:
            mine = self._actions_for(edit, word, menu)
        switch = QAction(self.tr("Check spelling"), menu)
        switch.setCheckable(True)
        switch.setChecked(self.spelling.enabled)
        switch.toggled.connect(self.spelling.set_enabled)
        for action in mine:
            menu.insertAction(first, action)  # type: ignore[arg-type]  # none: at the end
        menu.addSeparator()
        menu.addAction(switch)

    def _actions_for(self, edit: NoteEdit, word: Word, menu: QMenu) -> list[QAction]:
        made: list[QAction] = []
        for suggestion in self.spelling.suggestions(word.text):
            action = QAction(suggestion, menu)
            font = action.font()
            font.setBold(True)
            action.setFont(font)
            action.triggered.connect(partial(_replace, edit, word, suggestion))
            made.append(action)
        if not made:
            none = QAction(self.tr("No suggestions"), menu)
            none.setEnabled(False)
            made.append(none)
        made.append(_separator(menu))
        add = QAction(self.tr("Add {word} to the practice's words").format(word=isolate(word.text)), menu)
        add.triggered.connect(lambda _checked=False: self.spelling.add(word.text))
        ignore = QAction(self.tr("Ignore in this note"), menu)
        ignore.triggered.connect(lambda _checked=False: self.spelling.ignore(word.text))
        return [*made, add, ignore, _separator(menu)]


def _separator(menu: QMenu) -> QAction:
    action = QAction(menu)
    action.setSeparator(True)
    return action


def _replace(edit: NoteEdit, word: Word, suggestion: str, _checked: bool = False) -> None:
    cursor = edit.textCursor()
    cursor.setPosition(word.start)
    cursor.setPosition(word.end, QTextCursor.MoveMode.KeepAnchor)
    if cursor.selectedText() == word.text:
        cursor.insertText(suggestion)
