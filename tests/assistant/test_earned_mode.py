"""What the model has earned decides who answers: itself, or the notes in their own words."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest

from core.assistant.dto import AnswerMode
from core.assistant.service import AskService
from core.engine.client import EngineClient
from core.retrieval.search import SearchService
from tests.assistant.conftest import NOW

ASKED = "What dose of ibuprofen was advised?"
SENTENCE = "Ibuprofen 600 mg every 6 hours was advised. [1]"


@pytest.fixture
def earned_is(context, search, fake_engine):
    """Makes an assistant whose model has earned this mode."""
    fake_engine.script(SENTENCE)

    def make(mode: AnswerMode) -> AskService:
        return AskService(
            replace(context, clock=lambda: NOW),
            search=cast("SearchService", search),
            engine=cast("EngineClient", fake_engine),
            earned=lambda: mode,
        )

    return make


def test_a_model_that_earned_it_writes(earned_is, scope, fake_engine):
    answer = earned_is("written").ask(ASKED, scope)
    assert (answer.mode, answer.answer, answer.model) == ("written", SENTENCE, "fake-generator")
    assert len(fake_engine.requests) == 1


def test_one_that_has_not_is_not_even_asked(earned_is, scope, fake_engine):
    answer = earned_is("evidence").ask(ASKED, scope)
    assert (answer.mode, answer.notice, answer.model) == ("evidence", "evidence_mode", None)
    assert "600 mg" in answer.answer
    assert all(sentence.verified for sentence in answer.sentences)
    assert fake_engine.requests == []


def test_an_evaluation_may_have_it_write_all_the_same(earned_is, scope, fake_engine):
    assert earned_is("evidence").ask(ASKED, scope, use_model=True).mode == "written"
    answer = earned_is("written").ask(ASKED, scope, use_model=False)
    assert (answer.mode, answer.notice) == ("evidence", "no_model")
    assert len(fake_engine.requests) == 1
