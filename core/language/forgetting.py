"""Clears the memoised words of notes and questions from memory."""

from __future__ import annotations

from core.language.memo import allow_memos, clear_memos
from core.language.vocabulary.vocabulary import Vocabulary


def begin_remembering() -> None:
    """At an unlock: memoisation is allowed again."""
    allow_memos(True)


def forget_words() -> None:
    """Clears the memoised words of notes, questions and a practice's vocabulary.

    The tables shipped with the program stay.
    """
    clear_memos()
    # Built at the first question, in more than a second; a lock before that has nothing to clear.
    if Vocabulary.built_in.cache_info().currsize:
        Vocabulary.built_in().forget_questions()


def end_remembering() -> None:
    """At a lock: as `forget_words`, and calls still in progress store nothing until `begin_remembering`."""
    allow_memos(False)
    forget_words()
