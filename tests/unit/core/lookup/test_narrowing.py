"""Which questions are limited to one visit, and what is left of them to search for."""

from __future__ import annotations

import pytest

from core.lookup.narrowing import limiting


@pytest.mark.parametrize(
    ("question", "rest", "order"),
    [
        ("What did she say about her knee at the last visit?", "What did she say about her knee ?", "last"),
        ("Which drug was started at her first visit?", "Which drug was started ?", "first"),
        ("At the second session, what was his mood?", "what was his mood?", "2"),
        ("מה נאמר על הברך בביקור האחרון?", "מה נאמר על הברך ?", "last"),
    ],
)
def test_the_visit_is_taken_out_of_the_words(question: str, rest: str, order: str) -> None:
    found = limiting(question)
    assert found is not None
    assert found[0] == rest
    assert found[1] == {"thing.visit", f"order.{order}"}


@pytest.mark.parametrize(
    "question",
    [
        "Has the pain improved since the last visit?",
        "When was the last time she fell?",
        "What changed between the last visit and the first?",
        "What was her last haemoglobin?",
        "At the last visit",
        "מה השתנה מאז הביקור האחרון?",
    ],
)
def test_a_visit_that_is_no_limit_stays(question: str) -> None:
    assert limiting(question) is None
