"""Finds misspelt words of a note and suggests corrections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from core.spelling.dictionary import Dictionary
from core.spelling.words import Language, Word, language_of, plain, word_key, words_in

SUGGESTIONS = 6


class Speller:
    """The dictionaries, and the practice's own words while it is unlocked.

    For one thread: the window's. A look-up takes microseconds, a list of suggestions up to a tenth of a
    second.
    """

    def __init__(self, dictionaries: Mapping[Language, Dictionary]) -> None:
        self._dictionaries = dictionaries
        self._own: set[str] = set()

    def set_practice_words(self, words: Iterable[str]) -> None:
        """Replaces what the practice added."""
        self._own = {word_key(word) for word in words}

    def accept(self, word: str) -> None:
        """Accepts `word` from now on."""
        self._own.add(word_key(word))

    def forget(self) -> None:
        """Drops the practice's words; the dictionaries contain none."""
        self._own.clear()

    def is_right(self, word: str) -> bool:
        """Whether `word` is in its language's dictionary or the practice's; true in a script without one."""
        language = language_of(word)
        dictionary = self._dictionaries.get(language) if language is not None else None
        if dictionary is None or word_key(word) in self._own:
            return True
        written = plain(word)
        return dictionary.spell(written) or word_key(written.removesuffix("'s")) in self._own

    def misspelt(self, text: str) -> tuple[Word, ...]:
        """The words of `text` that are in no dictionary, in order."""
        return tuple(word for word in words_in(text) if not self.is_right(word.text))

    def suggestions(self, word: str) -> tuple[str, ...]:
        """At most `SUGGESTIONS` words that could have been meant, the likeliest first."""
        language = language_of(word)
        dictionary = self._dictionaries.get(language) if language is not None else None
        if dictionary is None:
            return ()
        found = dict.fromkeys(each for each in dictionary.suggest(plain(word)) if each != word)
        # A missing space is rarer than a wrong letter.
        return tuple(sorted(found, key=lambda each: not each.isalpha()))[:SUGGESTIONS]
