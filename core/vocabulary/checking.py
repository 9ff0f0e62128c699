"""Validates an abbreviation before it is stored."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterable

from core.errors import InputRefused
from core.language.vocabulary.graph import term_of
from core.vocabulary.dto import MEANING_LIMIT_CHARS, MEANINGS_LIMIT, SHORT_LIMIT_CHARS, VocabularyEntry


def checked(entry: VocabularyEntry) -> VocabularyEntry:
    """`entry` with its words tidied and each meaning once. Raises `InputRefused` (`abbreviation_unfit`,
    `abbreviation_too_long`, `abbreviation_meaningless`, `too_many_meanings`).
    """
    short = _tidy(entry.short)
    meanings = tuple(dict.fromkeys(tidy for meaning in entry.meanings if (tidy := _tidy(meaning))))
    if not term_of(short):
        raise InputRefused("abbreviation_unfit")
    for text, limit in ((short, SHORT_LIMIT_CHARS), *((each, MEANING_LIMIT_CHARS) for each in meanings)):
        if len(text) > limit:
            raise InputRefused("abbreviation_too_long", length=len(text), limit=limit)
    # A meaning with the same lexemes as the abbreviation adds nothing.
    told = tuple(each for each in meanings if term_of(each) not in ((), term_of(short)))
    if not told:
        raise InputRefused("abbreviation_meaningless")
    if len(told) > MEANINGS_LIMIT:
        raise InputRefused("too_many_meanings", limit=MEANINGS_LIMIT)
    return dataclasses.replace(entry, short=short, meanings=told)


def check_unique(entry: VocabularyEntry, others: Iterable[VocabularyEntry]) -> None:
    """Raises `InputRefused("abbreviation_taken")`; ignores dots, quotation marks and case."""
    if any(term_of(each.short) == term_of(entry.short) for each in others if each.entry_id != entry.entry_id):
        raise InputRefused("abbreviation_taken")


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
