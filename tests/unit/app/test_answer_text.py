"""Every way to understand a question has its words in the terminal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_args, get_type_hints

import pytest

from app.cli.answer_text import answer_text, hits_text
from core.assistant.dto import Answer, Sentence, Sought, SoughtKind, Source
from core.clients.dto import Client, ClientDetails
from core.ids import ClientId, new_id
from core.retrieval.dto import Reading, SearchResult
from core.sources.dto import Coverage
from tests.fakes.assistant import answer_of, record_source_of
from tests.fakes.search import hits_of, passage_of

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


def test_an_answer_without_the_second_check_says_so_in_a_line() -> None:
    told = answer_text(answer_of("Dose?", [], [], unscored=True))
    (line,) = [each for each in told.splitlines() if "second check" in each]
    assert "busy" in line
    assert len(line) <= 100
    assert "second check" not in answer_text(answer_of("Dose?", [], []))
    refused = answer_of("Dose?", [], [], unscored=True, not_in_record=True)
    assert "second check" not in answer_text(refused), "it can only refuse more"


def test_an_answer_that_may_be_none_begins_with_that() -> None:
    told = answer_text(answer_of("Dose?", [], [], mode="evidence", uncertain=True))
    assert told.startswith("Perhaps not in the record")
    assert "Perhaps" not in answer_text(answer_of("Dose?", [], [], mode="evidence"))


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
    assert "2 quotes" in told
    assert told.count("words of Adler") == told.count("words of Byron") == 1
    assert told.index("words of Byron") < told.index("words of Adler")
    assert told.startswith("Mentioned in the notes of Byron; Adler\n")
    assert "Mentioned" not in answer_text(_quoting(_sources("Adler"), (1,)))
    first = answer_text(replace(_quoting(_sources("Adler", "Byron"), (2, 1)), leading=1))
    assert first.startswith("Mentioned in the notes of Byron; perhaps of 1 other client, too\n")


def test_what_is_not_in_the_record_names_only_the_nearest_passages() -> None:
    sources = [replace(source, used=False) for source in _sources("Adler")]
    told = answer_text(answer_of("Insulin?", sources, [], not_in_record=True))
    assert "Closest notes:" in told
    assert "used" not in told
    searched = Coverage(sessions=1, unread=1)
    open_still = answer_text(answer_of("Insulin?", sources, [], not_in_record=True, searched=searched))
    assert open_still.startswith("Not in what was searched.")
    assert "Searched 1 session;" in open_still


def _many(quotes: int, others: int) -> list[Source]:
    (source,) = _sources("Adler")
    used = [replace(source, number=number) for number in range(1, quotes + 1)]
    rest = range(quotes + 1, quotes + others + 1)
    return [*used, *(replace(source, number=number, used=False) for number in rest)]


def test_the_words_that_answer_come_first_and_at_most_three_quotes_follow() -> None:
    sources = _many(7, 6)
    start = sources[0].quote.index("Adler")
    sources[0] = replace(sources[0], proof=((start, len(sources[0].quote)),))
    lines = answer_text(_quoting(sources, tuple(range(1, 8)))).splitlines()
    assert lines[0] == "“Adler” client record [1]"
    assert lines[1] == "(Quoted from the notes)"
    assert "7 quotes · 6 more passages" in lines
    assert sum(line.startswith("  [") for line in lines) == 3
    assert "  (4 more quotes with --json)" in lines


def test_a_quote_that_answers_best_stands_alone() -> None:
    told = answer_text(replace(_quoting(_many(3, 0), (1, 2, 3)), leading=1))
    assert "3 quotes\n" in told
    assert told.count("\n  [") == 1


def test_an_answer_looked_up_says_so() -> None:
    said = [Sentence("The last visit was on 7 Apr 2024.", (1,), True)]
    found = answer_of("Last visit?", _sources("Adler"), said, mode="lookup", model=None)
    lines = answer_text(found).splitlines()
    assert lines[:2] == ["The last visit was on 7 Apr 2024. [1]", "(From the record)"]
    assert "1 quote" in lines


@pytest.mark.parametrize("kind", get_args(SoughtKind))
@pytest.mark.parametrize("subject", ["", "potassium"])
def test_the_value_that_is_not_recorded_is_named(kind: SoughtKind, subject: str) -> None:
    silent = answer_of(
        "K?", [], [], not_in_record=True, notice="value_not_found", sought=Sought(kind, subject)
    )
    told = answer_text(silent)
    assert told.startswith("Not in the record.\n(No ")
    assert subject in told
    assert " is recorded.)" in told


def test_no_potassium_value_is_recorded() -> None:
    sought = Sought("value", "potassium")
    silent = answer_of(
        "K?", [], [], not_in_record=True, notice="not_mentioned", sought=sought, missing=("K",)
    )
    assert "(No potassium value is recorded.)" in answer_text(silent)
    assert "Not mentioned" not in answer_text(silent)


def test_a_hit_bears_no_figure_of_similarity() -> None:
    passage = passage_of("Metformin 500 mg twice daily.")
    told = hits_text(SearchResult("metformin", hits_of([passage]), Coverage(1), 5.0), lambda kind, key: "x")
    assert "Metformin" in told
    assert "(1.00)" not in told
    assert "(0." not in told


def test_passages_that_prove_nothing_are_the_closest_notes() -> None:
    sources = [replace(source, used=False) for source in _sources("Adler")]
    told = answer_text(answer_of("Why?", sources, [], mode="evidence", model=None))
    assert told.startswith("No note clearly answers this.\n\nClosest notes:")
