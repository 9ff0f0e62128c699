"""A lock forgets words, and makes nothing anew for that."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from core.language.forgetting import begin_remembering, end_remembering
from core.language.vocabulary.vocabulary import Vocabulary


@pytest.fixture(autouse=True)
def _remembers_afterwards() -> Iterator[None]:
    yield
    begin_remembering()


def test_a_lock_before_any_question_does_not_build_the_vocabulary(monkeypatch: pytest.MonkeyPatch) -> None:
    def build() -> Vocabulary:
        raise AssertionError("built at a lock")

    monkeypatch.setattr(Vocabulary, "built_in", staticmethod(cache(build)))
    end_remembering()


def test_a_lock_after_a_question_forgets_its_terms(monkeypatch: pytest.MonkeyPatch) -> None:
    small = Vocabulary([])
    monkeypatch.setattr(Vocabulary, "built_in", staticmethod(cache(lambda: small)))
    begin_remembering()
    Vocabulary.built_in().alternatives(("knee",))
    assert small.alternatives.cached.cache_info().currsize == 1
    end_remembering()
    assert small.alternatives.cached.cache_info().currsize == 0
