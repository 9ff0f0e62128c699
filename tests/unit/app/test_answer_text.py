"""Every way to understand a question has its words in the terminal."""

from __future__ import annotations

from datetime import date
from typing import get_args, get_type_hints

import pytest

from app.cli.answer_text import answer_text, hits_text
from core.retrieval.dto import Coverage, Reading, SearchResult
from tests.fakes.assistant import answer_of

CODES = get_args(get_type_hints(Reading)["code"])


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("since", [None, date(2024, 3, 1)])
@pytest.mark.parametrize("until", [None, date(2024, 6, 1)])
def test_every_reading_is_told(code, since, until):
    found = SearchResult("pain", (), Coverage(), 1.0, understood=(Reading(code, since, until),))
    said = hits_text(found, lambda kind, key: str(key))
    assert "Understood: " in said
    assert "None" not in said


def test_the_words_that_are_nowhere_mentioned_are_told():
    silent = answer_of("Lipase?", [], [], not_in_record=True, notice="not_mentioned", missing=("Lipase",))
    assert "Not mentioned: “Lipase”" in answer_text(silent)
    assert "Not mentioned" not in answer_text(answer_of("Lipase?", [], [], not_in_record=True))
