"""Every way to understand a question has its words in the terminal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_args, get_type_hints

import pytest

from app.cli.answer_text import answer_text, hits_text
from core.assistant.dto import Answer, Sentence, Source
from core.clients.dto import Client, ClientDetails
from core.ids import ClientId, new_id
from core.retrieval.dto import Coverage, Reading, SearchResult
from tests.fakes.assistant import answer_of, record_source_of

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


def test_the_other_words_that_an_answer_was_given_for_are_told():
    before = "What is her blood pressure?"
    assert f"(Answered for: {before})" in answer_text(answer_of("BP?", [], [], answered_for=before))
    assert "Answered for" not in answer_text(answer_of("BP?", [], []))


def _sources(*names: str) -> list[Source]:
    sources = []
    for number, name in enumerate(names, start=1):
        details = ClientDetails("", name, notes=f"words of {name}")
        client = Client(client_id=ClientId(new_id()), details=details, row_version=1)
        sources.append(record_source_of(client, "notes", f"words of {name}", number=number, used=True))
    return sources


def _quoting(sources: list[Source], order: tuple[int, ...]) -> Answer:
    said = [Sentence(f"“{sources[at - 1].quote}”", (at,), True) for at in order]
    return answer_of("Who?", sources, said, mode="evidence", notice="evidence_mode", model=None)


def test_the_records_own_words_are_printed_once_and_in_the_order_of_the_answer() -> None:
    told = answer_text(_quoting(_sources("Adler", "Byron"), (2, 1)))
    assert told.count("words of Adler") == told.count("words of Byron") == 1
    assert told.index("words of Byron") < told.index("words of Adler")
    assert "of 2 clients (Byron; Adler)" in told
    assert "clients (" not in answer_text(_quoting(_sources("Adler"), (1,)))


def test_what_is_not_in_the_record_names_only_the_nearest_passages() -> None:
    sources = [replace(source, used=False) for source in _sources("Adler")]
    told = answer_text(answer_of("Insulin?", sources, [], not_in_record=True))
    assert "Nearest, which do not answer it:" in told
    assert "used" not in told
    searched = Coverage(sessions=1, unread=1)
    open_still = answer_text(answer_of("Insulin?", sources, [], not_in_record=True, searched=searched))
    assert open_still.startswith("Not in what was searched.")
    assert "Searched 1 session;" in open_still
