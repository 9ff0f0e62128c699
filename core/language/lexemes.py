"""Converts notes to lexemes and questions to groups of lexemes.

The lexemes of a note depend on its text only; synonyms are looked up in a vocabulary for the question alone,
so that a practice's own abbreviation applies to all notes at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain

from core.language import hebrew
from core.language.query import Alternative, Group, Query, best_of_each
from core.language.stop_words import QUESTION_FRAMES
from core.language.tokens import TOKEN, Token, lexemes_of, tokens
from core.language.vocabulary import Vocabulary

_READING_WITHOUT_UNIT = 0.4
_APART = 0.9
"""`x ray` for `x-ray`."""
_WITHOUT_PREFIX = 0.9
_ROOT = 0.45
_WORD_OF_PHRASE = 0.35
"""A single word of a phrase, if the note does not contain the whole."""


_TITLES = {
    "allergies": "allergies allergic allergy אלרגיה אלרגיות אלרגי אלרגית רגישות",
    "alerts": "alerts alert התראה התראות",
}


def note_lexemes(text: str) -> list[str]:
    """Every lexeme of a note in order: stems, numbers with and without their units, readings of Hebrew words.

    Function words have none. The same text always gives the same lexemes.
    """
    return list(chain.from_iterable(map(lexemes_of, TOKEN.findall(text))))


@cache
def field_lexemes(field: str) -> tuple[str, ...]:
    """The lexemes of a field's title, for fields whose entries do not say what they are: a list of allergies
    names substances.
    """
    return tuple(note_lexemes(_TITLES.get(field, "")))


def question_query(text: str, vocabulary: Vocabulary) -> Query:
    """The groups to search for: one for each word or known phrase of the question, in order.

    Frame words are left out unless the question has no others.
    """
    words = list(tokens(text))
    groups = list(_groups(words, vocabulary, framing=False)) or list(_groups(words, vocabulary, framing=True))
    asked: dict[tuple[str, ...], Group] = {}
    for group in groups:
        asked.setdefault(tuple(each.lexeme for each in group.alternatives), group)
    return Query(tuple(asked.values()))


def _groups(words: Sequence[Token], vocabulary: Vocabulary, *, framing: bool) -> Iterable[Group]:
    at = 0
    while at < len(words):
        match = vocabulary.match(words, at)
        length = match.length if match else 1
        part = words[at : at + length]
        at += length
        if match is None and not framing and _only_frames(part[0]):
            continue
        meant = vocabulary.alternatives(match.term) if match else ()
        alternatives = best_of_each([*_own(part), *meant])
        if alternatives:
            yield Group(" ".join(word.written for word in part), alternatives)


def _only_frames(word: Token) -> bool:
    readings = word.lexemes if hebrew.is_hebrew(word.written) else word.lexemes[:1]
    return any(lexeme in QUESTION_FRAMES for lexeme in readings)


def _own(words: Sequence[Token]) -> Iterable[Alternative]:
    """The question's own words, whatever they mean."""
    if len(words) == 1:
        return _of_word(words[0])
    return [
        Alternative(each.lexeme, round(each.weight * _WORD_OF_PHRASE, 3))
        for word in words
        if not _only_frames(word)
        for each in _of_word(word)
    ]


def _of_word(word: Token) -> list[Alternative]:
    if not word.lexemes:
        return []
    first, *others = word.lexemes
    found = [Alternative(first, 1.0, word.written)]
    if first[0].isdigit():
        return found + [Alternative(number, _READING_WITHOUT_UNIT) for number in others[:1]]
    if hebrew.is_hebrew(word.written):
        return found + [
            Alternative(each, _ROOT if each.startswith(hebrew.SKELETON_MARK) else _WITHOUT_PREFIX)
            for each in others
        ]
    return found + ([Alternative(" ".join(others), _APART)] if others else [])
