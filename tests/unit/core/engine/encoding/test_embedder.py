"""The embedder around its model: order, unit length, and what it does when memory does not suffice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from core.engine.catalogue import ModelSpec
from core.engine.encoding import embedder as embedder_module
from core.engine.encoding.embedder import Embedder
from core.engine.encoding.passes import PASS_TOKENS
from core.errors import ModelRejected

SPEC = ModelSpec("embedder", "tiny", Path("nowhere"), "0" * 64, "MIT")


class Tiny:
    """A token for each word; fails on more than `room` of them at once."""

    window_tokens = 64
    method = "tiny"

    def __init__(self) -> None:
        self.room = 1_000_000
        self.error: Exception = RuntimeError("DefaultCPUAllocator: can't allocate memory: 8 bytes")
        self.passes: list[int] = []

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        return [[len(word) for word in text.split()] or [0] for text in texts]

    def encode(
        self, texts: list[str], tokens: list[list[int]], between: Callable[[], None]
    ) -> NDArray[np.float32]:
        total = sum(map(len, tokens))
        self.passes.append(total)
        if total > self.room:
            raise self.error
        between()
        return np.array([[len(one), sum(one), 1.0] for one in tokens], dtype=np.float32)


@pytest.fixture
def tiny(monkeypatch) -> Tiny:
    model = Tiny()
    monkeypatch.setattr(embedder_module, "packed_model", lambda spec: model)
    monkeypatch.setattr(embedder_module, "available_bytes", lambda: None)
    return model


TEXTS = ["word " * (number * 37 % 61) for number in range(90)]


def test_vectors_are_of_unit_length_and_in_the_order_of_the_texts(tiny):
    embedder = Embedder(SPEC)
    together = embedder.embed(TEXTS)
    assert np.allclose(np.linalg.norm(together, axis=1), 1.0, atol=1e-6)
    alone = np.concatenate([embedder.embed([text]) for text in TEXTS])
    assert np.array_equal(together, alone)
    assert max(tiny.passes) <= PASS_TOKENS * 1.1
    assert (embedder.info.dimension, embedder.info.method) == (3, "tiny")


@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("can't allocate memory")])
def test_where_memory_is_short_fewer_go_at_once(tiny, error):
    embedder = Embedder(SPEC)
    wanted = embedder.embed(TEXTS)
    tiny.room, tiny.error = 300, error
    tiny.passes.clear()
    assert np.array_equal(embedder.embed(TEXTS), wanted)
    tiny.passes.clear()
    assert np.array_equal(embedder.embed(TEXTS), wanted)
    assert max(tiny.passes) < PASS_TOKENS // 2


def test_without_memory_for_a_single_text_it_says_so(tiny):
    embedder = Embedder(SPEC)
    tiny.room = 10
    with pytest.raises(MemoryError):
        embedder.embed(["short", "word " * 11])


def test_any_other_failure_is_not_tried_in_pieces(tiny):
    embedder = Embedder(SPEC)
    tiny.room, tiny.error = 10, RuntimeError("shapes do not agree")
    tiny.passes.clear()
    with pytest.raises(RuntimeError, match="shapes"):
        embedder.embed(["word " * 6] * 4)
    assert len(tiny.passes) == 1


def test_others_may_embed_in_between(tiny):
    embedder = Embedder(SPEC)
    wanted = embedder.embed(TEXTS)
    questions: list[NDArray[np.float32]] = []
    assert np.array_equal(embedder.embed(TEXTS, lambda: questions.append(embedder.embed(["a word"]))), wanted)
    assert questions
    assert all(np.array_equal(question, questions[0]) for question in questions)


def test_a_folder_that_nothing_can_read_is_refused(monkeypatch):
    def broken(spec: ModelSpec) -> None:
        raise ValueError("no JSON")

    monkeypatch.setattr(embedder_module, "packed_model", broken)
    with pytest.raises(ModelRejected) as refused:
        Embedder(SPEC)
    assert refused.value.params["reason"] == "unreadable"
