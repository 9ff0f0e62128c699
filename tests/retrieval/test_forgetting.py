"""After a lock, and after an erase, nothing is remembered of what was read and asked."""

from __future__ import annotations

import gc
import threading

from core.language import tokens
from core.language.tokens import forms_of, lexemes_of
from core.language.vocabulary import OwnMeaning, Vocabulary
from core.language.vocabulary.graph import term_of
from core.sources.dto import SearchScope

CANARY = "Zwischenhaltestelle"


def remembered() -> str:
    """All that the caches of words hold, as one text."""
    caches = (forms_of, lexemes_of, term_of, Vocabulary.built_in().alternatives)
    return repr([gc.get_referents(each.cached) for each in caches])


def test_a_lock_forgets_the_words_of_notes_and_questions(opened, practice):
    practice.write(practice.ada, plan=f"Met at {CANARY}.")
    with opened() as retrieval:
        retrieval.index.run_pending()
        Vocabulary.built_in().with_own([OwnMeaning("zwh", (f"{CANARY}regel",))])
        assert retrieval.search.search(f"{CANARY}frage {CANARY} statin", SearchScope()).hits
        assert CANARY in remembered()
        assert Vocabulary.built_in().alternatives.cached.cache_info().currsize
    assert CANARY not in remembered()
    assert not any(one.cached.cache_info().currsize for one in (forms_of, lexemes_of, term_of))
    assert not Vocabulary.built_in().alternatives.cached.cache_info().currsize


def test_an_erase_forgets_them_too(retrieval, practice):
    practice.write(practice.ada, plan=f"Met at {CANARY}.")
    retrieval.index.run_pending()
    assert CANARY in remembered()
    retrieval.forget_client(practice.ada.client_id)
    assert CANARY not in remembered()


def test_a_question_still_under_way_at_a_lock_puts_no_word_back(opened, monkeypatch):
    inside, go_on = threading.Event(), threading.Event()
    word = tokens._word

    def slowly(written: str) -> tuple[str, ...]:
        # In the middle of what is about to be remembered.
        inside.set()
        assert go_on.wait(20)
        return word(written)

    with opened():
        monkeypatch.setattr(tokens, "_word", slowly)
        asking = threading.Thread(target=tokens.lexemes_of, args=(CANARY,))
        asking.start()
        assert inside.wait(20)
    go_on.set()
    asking.join(20)
    assert CANARY not in remembered()
    # Whoever goes on reading after it leaves nothing either.
    assert tokens.lexemes_of(f"{CANARY}n")
    assert term_of(f"{CANARY} {CANARY}n")
    Vocabulary.built_in().alternatives((CANARY,))
    assert CANARY not in remembered()
    with opened():
        tokens.lexemes_of(CANARY)
        assert CANARY in remembered()
    assert CANARY not in remembered()
