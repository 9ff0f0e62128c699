"""With the real embedder: found by meaning where no word is shared, in a chart and in the practice."""

from __future__ import annotations

import pytest

from core.language.lexemes import note_lexemes, question_query
from core.language.vocabulary import Vocabulary
from core.retrieval.session import build_retrieval
from core.sources.dto import SearchScope

pytestmark = pytest.mark.engine


def test_other_words_for_the_same_are_found(context, engine, practice):
    practice.write(practice.ada, "2024-05-02", subjective="He fell off a ladder and twisted his ankle.")
    practice.write(practice.ada, "2024-05-09", assessment="Hypertension, poorly controlled.")
    practice.write(practice.ada, "2024-05-16", plan="Buy a softer pillow. Walk the dog every evening.")
    no_words = Vocabulary(())
    retrieval = build_retrieval(context, engine=engine, vocabulary=lambda: no_words)
    try:
        assert retrieval.index.run_pending().pending == 0
        for question, answer in (
            ("Is her blood pressure too high?", "Hypertension, poorly controlled."),
            ("How did the foot injury happen?", "He fell off a ladder and twisted his ankle."),
        ):
            asked = question_query(question, no_words)
            lexemes = {each.lexeme for group in asked.groups for each in group.alternatives}
            assert not lexemes & set(note_lexemes(answer))
            for scope in (SearchScope(), SearchScope(client_id=practice.ada.client_id)):
                result = retrieval.search.search(question, scope)
                assert result.dense_available
                assert result.hits[0].passage.text == answer
    finally:
        retrieval.close()
