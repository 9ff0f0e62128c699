"""What is embedded, and that inner products are the weighted sums of cosines they are said to be."""

from __future__ import annotations

import numpy as np
import pytest

from core.language.query import Alternative, Group, Query
from core.retrieval.embedding import (
    NEIGHBOURS_WEIGHT,
    embedding_texts,
    question_texts,
    question_vector,
    searched_vector,
)
from core.retrieval.passages import Cut, cut_passages

LONG = "He reports that the pain in his left shoulder gets worse when he lifts the arm above his head. "
NOTHING = Query(())


def unit(count: int, seed: int = 0) -> np.ndarray:
    rows = np.random.default_rng(seed).standard_normal((count, 16)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def read(text: str, field: str = "plan") -> list[tuple[str, ...]]:
    cuts: list[Cut | None] = [None, *cut_passages(text), None]
    return [
        embedding_texts(field=field, field_text=text, cut=cut, before=before, after=after)
        for before, cut, after in zip(cuts, cuts[1:], cuts[2:], strict=False)
        if cut is not None
    ]


def test_the_field_and_the_heading_lead_what_is_embedded():
    texts = read("SOCIAL HISTORY\n\n" + LONG * 7, "subjective")
    assert texts[-1][0].startswith("subjective, SOCIAL HISTORY: He reports")


def test_a_heading_that_is_there_is_not_said_twice():
    assert read("ALLERGIES\n\nPenicillin.", "medical_history") == [
        ("medical history: ALLERGIES\n\nPenicillin.",)
    ]


def test_the_focus_comes_first_and_each_part_is_embedded_once():
    texts = read(LONG * 12)
    assert len(texts) > 4
    focuses = [each[0] for each in texts]
    assert [set(each[1:]) for each in texts[1:-1]] == [
        {before, after} for before, after in zip(focuses, focuses[2:], strict=False)
    ]
    assert {text for each in texts for text in each} == set(focuses)


def test_one_inner_product_weighs_the_focus_and_its_neighbours():
    embedded, question = unit(3), unit(1, seed=9)[0]
    cosines = embedded @ question
    expected = (1 - NEIGHBOURS_WEIGHT) * cosines[0] + NEIGHBOURS_WEIGHT * cosines[1:].mean()
    assert searched_vector(embedded).astype(np.float32) @ question == pytest.approx(expected, abs=2e-3)


def test_a_passage_without_neighbours_is_searched_as_it_is():
    embedded = unit(1)
    assert np.array_equal(searched_vector(embedded), embedded[0].astype(np.float16))


def test_a_question_is_embedded_as_put_and_by_its_telling_words():
    asked = "What is the blood pressure?"
    text = "What is the most recent blood pressure?"
    assert question_texts(text, asked, NOTHING) == (text, "blood pressure")


def test_a_question_is_embedded_with_what_may_stand_for_its_words():
    query = Query(
        (
            Group("blood thinner", (Alternative("blood thinner"), Alternative("anticoagul", 0.85))),
            Group("dose", (Alternative("dose"),)),
        )
    )
    assert question_texts("Dose of blood thinner?", "", query)[2] == "blood thinner anticoagul dose"


def test_what_only_may_mean_a_word_is_not_embedded():
    query = Query((Group("RA", (Alternative("ra"), Alternative("right atrium", 0.45))),))
    assert question_texts("RA", "RA", query) == ("RA",)


@pytest.mark.parametrize("text", ["?", "what is it", "120/80", "מה"])
def test_there_is_always_something_to_embed(text):
    assert question_texts(text, "", NOTHING)[0] == text


def test_a_questions_vector_orders_as_the_mean_of_its_cosines():
    embedded, passages = unit(3), unit(20, seed=4)
    vector = question_vector(embedded)
    assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-6)
    means = (passages @ embedded.T).mean(axis=1)
    assert np.array_equal(np.argsort(passages @ vector), np.argsort(means))


def test_phrasings_that_cancel_each_other_point_nowhere():
    row = unit(1)
    assert np.array_equal(question_vector(np.concatenate([row, -row])), np.zeros(16))
