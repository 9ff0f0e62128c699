"""After a lock, and after an erase, nothing is remembered of what was read and asked."""

from __future__ import annotations

import gc

from core.retrieval.dto import SearchScope
from core.retrieval.language.tokens import forms_of, lexemes_of
from core.retrieval.language.vocabulary import OwnMeaning, Vocabulary
from core.retrieval.language.vocabulary.graph import term_of

CANARY = "Zwischenhaltestelle"


def remembered() -> str:
    """All that the caches of words hold, as one text."""
    caches = (forms_of, lexemes_of, term_of, Vocabulary.built_in().alternatives)
    return repr([gc.get_referents(cache) for cache in caches])


def test_a_lock_forgets_the_words_of_notes_and_questions(opened, practice):
    practice.write(practice.ada, plan=f"Met at {CANARY}.")
    with opened() as retrieval:
        retrieval.index.run_pending()
        Vocabulary.built_in().with_own([OwnMeaning("zwh", (f"{CANARY}regel",))])
        assert retrieval.search.search(f"{CANARY}frage {CANARY} statin", SearchScope()).hits
        assert CANARY in remembered()
        assert Vocabulary.built_in().alternatives.cache_info().currsize
    assert CANARY not in remembered()
    assert not any(one.cache_info().currsize for one in (forms_of, lexemes_of, term_of))
    assert not Vocabulary.built_in().alternatives.cache_info().currsize


def test_an_erase_forgets_them_too(retrieval, practice):
    practice.write(practice.ada, plan=f"Met at {CANARY}.")
    retrieval.index.run_pending()
    assert CANARY in remembered()
    retrieval.forget_client(practice.ada.client_id)
    assert CANARY not in remembered()
