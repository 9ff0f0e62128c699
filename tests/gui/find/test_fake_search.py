"""The fakes answer to what the real services are asked."""

from __future__ import annotations

import inspect

from core.retrieval.search import SearchService
from core.vocabulary.service import VocabularyService
from tests.fakes.search import FakeFinder
from tests.fakes.vocabulary import FakeVocabulary


def _asked(method: object) -> list[tuple[str, object, object]]:
    assert callable(method)
    found = inspect.signature(method).parameters.values()
    return [(each.name, each.kind, each.default) for each in found if each.name != "self"]


def test_the_fake_finder_is_asked_as_the_search_is() -> None:
    assert _asked(FakeFinder.find) == _asked(SearchService.find)


def test_the_fake_vocabulary_is_asked_as_the_real_one_is() -> None:
    for name in ("entries", "save", "delete"):
        assert _asked(getattr(FakeVocabulary, name)) == _asked(getattr(VocabularyService, name))
