"""The two dictionaries of the program, read by Hunspell. They never contain a practice's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Protocol

from core.errors import EnvironmentProblem
from core.spelling.words import Language

_FOLDER = "dictionaries"
_FINAL_LETTERS = str.maketrans("כמנפצ", "ךםןףץ")


class Dictionary(Protocol):
    """The words of one language."""

    def spell(self, word: str) -> bool:
        """Whether `word` is in it, in any of its forms."""

    def suggest(self, word: str) -> Sequence[str]:
        """Words like it, the likeliest first."""


class EnglishDictionary:
    """American English with clinical words; British forms are accepted too."""

    def __init__(self) -> None:
        self._words = _hunspell("en_US", extra="clinical.dic")

    def spell(self, word: str) -> bool:
        stem = word.removesuffix("'s")
        return self._words.spell(word) or self._words.spell(stem) or self._spell_british(stem)

    def suggest(self, word: str) -> Sequence[str]:
        return self._words.suggest(word)

    def _spell_british(self, word: str) -> bool:
        word = word.lower()
        for british, american in _BRITISH:
            if british in word and self._words.spell(word.replace(british, american)):
                return True
        return False


class HebrewDictionary:
    """Hebrew words ranked by frequency, with the one-letter prefixes."""

    def __init__(self) -> None:
        self._words = _hunspell("he")
        common = (files("core.spelling") / _FOLDER / "he_common.txt").read_text("utf-8").split()
        self._rank = {word: rank for rank, word in enumerate(common)}

    def spell(self, word: str) -> bool:
        return self._words.spell(word)

    def suggest(self, word: str) -> Sequence[str]:
        found = sorted(self._words.suggest(word), key=lambda each: self._rank.get(each, len(self._rank)))
        ending = word[:-1] + word[-1:].translate(_FINAL_LETTERS)
        if ending != word and self._words.spell(ending):
            found = [ending, *(each for each in found if each != ending)]
        return found


@cache
def load_dictionaries() -> Mapping[Language, Dictionary]:
    """Reads both from the program's own files, once; they contain nothing of a practice.

    Raises `EnvironmentProblem("dictionary_missing")`.
    """
    try:
        return {"en": EnglishDictionary(), "he": HebrewDictionary()}
    except OSError as error:
        raise EnvironmentProblem("dictionary_missing") from error


_BRITISH = (
    ("ae", "e"),
    ("oe", "e"),
    ("our", "or"),
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ise", "ize"),
    ("yse", "yze"),
    ("lling", "ling"),
    ("lled", "led"),
    ("tre", "ter"),
    ("ogue", "og"),
    ("mme", "m"),
)


class _Hunspell(Protocol):
    def spell(self, word: str) -> bool: ...
    def suggest(self, word: str) -> Sequence[str]: ...


def _hunspell(name: str, *, extra: str = "") -> _Hunspell:
    from hunspell import Hunspell, HunspellFilePathError  # type: ignore[import-untyped]

    folder = files("core.spelling") / _FOLDER
    try:
        made: _Hunspell = Hunspell(name, hunspell_data_dir=str(folder))
        if extra:
            path = folder / extra
            with path.open("rb"):
                made.add_dic(str(path))  # type: ignore[attr-defined]
    except HunspellFilePathError as error:
        raise FileNotFoundError(name) from error
    return made
