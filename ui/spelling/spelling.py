"""Spell checking of one editor's notes: which words currently count as correct."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from core.spelling.speller import Speller
from core.spelling.words import word_key


class Spelling(QObject):
    """Before `set_speller`, and while switched off, every word counts as correct."""

    changed = Signal()
    """Results may have changed: underlines must be checked again."""
    word_added = Signal(str)
    """A word the person adds to the practice's words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speller: Speller | None = None
        self._enabled = True
        self._ignored: set[str] = set()

    @property
    def enabled(self) -> bool:
        return self._enabled

    @property
    def active(self) -> bool:
        """Whether words are checked now."""
        return self._enabled and self._speller is not None

    def set_enabled(self, enabled: bool) -> None:
        if enabled != self._enabled:
            self._enabled = enabled
            self.changed.emit()

    def set_speller(self, speller: Speller) -> None:
        self._speller = speller
        self.changed.emit()

    @property
    def has_speller(self) -> bool:
        return self._speller is not None

    def set_practice_words(self, words: Iterable[str]) -> None:
        if self._speller is not None:
            self._speller.set_practice_words(words)
            self.changed.emit()

    def is_right(self, word: str) -> bool:
        if self._speller is None or not self._enabled or word_key(word) in self._ignored:
            return True
        return self._speller.is_right(word)

    def suggestions(self, word: str) -> tuple[str, ...]:
        """May take a tenth of a second; requested by opening a menu."""
        return self._speller.suggestions(word) if self._speller is not None else ()

    def ignore(self, word: str) -> None:
        """Accepts the word in this note only."""
        self._ignored.add(word_key(word))
        self.changed.emit()

    def add(self, word: str) -> None:
        """Accepts the word at once, and requests that it be stored."""
        if self._speller is not None:
            self._speller.accept(word)
            self.changed.emit()
        self.word_added.emit(word)

    def begin_note(self) -> None:
        """Starts another note: words ignored in the last one are checked again."""
        if self._ignored:
            self._ignored.clear()
            self.changed.emit()

    def forget(self) -> None:
        """Removes every word of the practice."""
        self._ignored.clear()
        if self._speller is not None:
            self._speller.forget()
