"""What is embedded, and that one inner product is the weighted sum of two cosines."""

from __future__ import annotations

import numpy as np
import pytest

from core.retrieval.embedding import (
    PART_WEIGHT,
    embedding_texts,
    searched_vectors,
    vectors_from_bytes,
    vectors_to_bytes,
)
from core.retrieval.passages import cut_passages

LONG = "He reports that the pain in his left shoulder gets worse when he lifts the arm above his head. "


def unit(count: int, seed: int = 0) -> np.ndarray:
    rows = np.random.default_rng(seed).standard_normal((count, 16)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_the_field_and_the_heading_lead_what_is_embedded_but_not_what_is_shown():
    text = "SOCIAL HISTORY\n\n" + LONG * 7
    last = cut_passages(text)[-1]
    assert "SOCIAL" not in last.text
    assert embedding_texts(last, field="subjective")[0].startswith("subjective, SOCIAL HISTORY: He reports")


def test_a_heading_that_is_there_is_not_said_twice():
    (cut,) = cut_passages("ALLERGIES\n\nPenicillin.")
    assert embedding_texts(cut, field="medical_history") == ["medical history: ALLERGIES\n\nPenicillin."]


def test_parts_are_embedded_after_the_whole():
    first = cut_passages(LONG * 6)[0]
    texts = embedding_texts(first, field="plan")
    assert len(texts) == 1 + len(first.parts) > 2
    assert all(texts[0].endswith(first.text) and part.removeprefix("plan: ") in first.text for part in texts)


def test_the_best_row_scores_the_whole_and_its_best_part():
    embedded, question = unit(4), unit(1, seed=9)[0]
    rows = searched_vectors(embedded).astype(np.float32)
    cosines = embedded @ question
    expected = (1 - PART_WEIGHT) * cosines[0] + PART_WEIGHT * cosines[1:].max()
    assert (rows @ question).max() == pytest.approx(expected, abs=2e-3)


def test_a_passage_of_one_part_is_searched_as_it_is():
    embedded = unit(1)
    assert np.array_equal(searched_vectors(embedded), embedded.astype(np.float16))


def test_vectors_survive_their_packing():
    rows = searched_vectors(unit(4))
    assert np.array_equal(vectors_from_bytes(vectors_to_bytes(rows), 16), rows)
    with pytest.raises(ValueError, match="reshape"):
        vectors_from_bytes(vectors_to_bytes(rows)[:-2], 16)
