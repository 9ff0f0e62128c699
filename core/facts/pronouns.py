"""Whom `he` and `she` mean: a relative, where their gender is not that of the client.

The client's gender is taken from the words that name the relative: `his wife came. She takes metformin.` It
is not known otherwise, so `her wife … she` stays the client.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cache

from core.clinical_language.scope import Scope, group_of
from core.clinical_language.tables import rows, spellings
from core.clinical_language.words import Word

_FAMILY = "family"
_PRONOUNS = {"he": "m", "she": "f", "הוא": "m", "היא": "f"}
_POSSESSIVES = {"his": "m", "her": "f"}
_POSSESSIVE_WORDS = 2
"""How far before a relative the possessive may be: `her late husband`."""
_OBJECTS = frozenset("her him לה לו אותה אותו".split())
_SUBJECT_WORDS = 5
"""A pronoun farther from a term than this is hardly the subject of its verb."""
_PREFIXES = ("ו", "ש")


def meaning_a_relative(
    words: Sequence[Word], before: Sequence[Word], at: int, told: Set[int] = frozenset()
) -> Scope | None:
    """The pronoun before the word `at` as a cue of a relative; None if it means the client, or there is none.

    `before` are the words of the statement before. Behind a word of `told` (`says`), or with somebody else as
    the object (`he gives her`), the subject of what follows is not known.
    """
    for place in range(at - 1, max(at - 1 - _SUBJECT_WORDS, -1), -1):
        gender = _pronoun(words[place].text)
        if gender is None and (place in told or words[place].text in _OBJECTS):
            return None
        if gender is not None:
            named = _last_relative(words[:place]) or _last_relative(before)
            if named is None or named[1] != gender or named[0] == gender:
                return None
            return Scope(_FAMILY, group_of(_FAMILY), place, len(words), place, place + 1)
    return None


def _pronoun(text: str) -> str | None:
    bare = text[1:] if text[:1] in _PREFIXES else text
    return _PRONOUNS.get(text) or _PRONOUNS.get(bare)


def _last_relative(words: Sequence[Word]) -> tuple[str, str] | None:
    """The genders of the client and of the relative named last; None if one of them is not known."""
    for at in range(len(words) - 1, -1, -1):
        if (named := _relatives().get(words[at].text)) is not None:
            client, relative = named
            if client:
                return client, relative
            lead = [_POSSESSIVES.get(one.text) for one in words[max(0, at - _POSSESSIVE_WORDS) : at]]
            told = [one for one in lead if one is not None]
            return (told[-1], relative) if told else None
    return None


@cache
def _relatives() -> dict[str, tuple[str, str]]:
    return {
        word: (client.strip("-"), relative)
        for client, relative, named in rows("relatives")
        for word in spellings(named)
    }
