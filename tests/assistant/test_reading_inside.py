"""The whole way with a real adapter: read, ranked, written under the grammar, checked; whatever it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from core.assistant.service import AskService
from core.engine.catalogue import StarterModels
from core.engine.client import EngineClient
from core.retrieval.search import SearchService
from tests.assistant.conftest import NOW, PLAN, SUBJECTIVE
from tests.fakes.adapter_file import starter_adapter

pytestmark = pytest.mark.engine


@pytest.fixture
def reader(starters: StarterModels, tmp_path: Path) -> Iterator[EngineClient]:
    """An engine whose generator has an adapter of random numbers: it reads, and has learned nothing."""
    adapter = starter_adapter(tmp_path / "lora.gguf", half=True)
    client = EngineClient(
        embedders=(starters.embedder,), generator=replace(starters.generator, adapter=adapter)
    )
    client.start()
    client.embedder_info()
    client.generator_info()
    yield client
    client.stop()


def test_a_reader_that_learned_nothing_shows_nothing_that_is_not_in_the_notes(
    context, search, scope, reader, heard
):
    assistant = AskService(
        replace(context, clock=lambda: NOW), search=cast("SearchService", search), engine=reader
    )
    for question in ("What dose of ibuprofen was advised?", "What is her work?"):
        answer = assistant.ask(question, scope, use_model=True, listener=heard)
        assert heard.order[0] == "evidence"
        assert all(sentence.verified for sentence in answer.sentences)
        if answer.mode == "evidence" and not answer.not_in_record:
            assert any(each in answer.answer for each in (PLAN, *SUBJECTIVE.split(". ")))
        assert "none" not in answer.answer.split()
