"""Takes the words that were read out of memory: taking texts apart is quick because it remembers them."""

from __future__ import annotations

from core.retrieval.language.memo import forget_remembered, may_remember
from core.retrieval.language.vocabulary.vocabulary import Vocabulary


def begin_remembering() -> None:
    """At an unlock: words may be remembered again."""
    may_remember(True)


def forget_words() -> None:
    """Empties what this process remembers of notes, of questions and of a practice's own words.

    The tables that ship with the program stay.
    """
    forget_remembered()
    # Made at the first question, in more than a second; at a lock before that it has nothing to forget.
    if Vocabulary.built_in.cache_info().currsize:
        Vocabulary.built_in().forget_questions()


def end_remembering() -> None:
    """At a lock: as `forget_words`, and until `begin_remembering` nothing is put back by who still reads."""
    may_remember(False)
    forget_words()
