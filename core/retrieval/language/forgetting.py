"""Takes the words that were read out of memory: taking texts apart is quick because it remembers them."""

from __future__ import annotations

from core.retrieval.language.memo import allow_memos, clear_memos
from core.retrieval.language.vocabulary.vocabulary import Vocabulary


def begin_remembering() -> None:
    """At an unlock: words may be remembered again."""
    allow_memos(True)


def forget_words() -> None:
    """Empties what this process remembers of notes, of questions and of a practice's own words.

    The tables that ship with the program stay.
    """
    clear_memos()
    # Made at the first question, in more than a second; at a lock before that it has nothing to forget.
    if Vocabulary.built_in.cache_info().currsize:
        Vocabulary.built_in().forget_questions()


def end_remembering() -> None:
    """At a lock: as `forget_words`, and until `begin_remembering` nothing is put back by who still reads."""
    allow_memos(False)
    forget_words()
