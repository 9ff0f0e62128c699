"""What a question itself asks for, order and days, is told and can be switched off; authors bound it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from core.ids import UserId, new_id
from core.retrieval.dto import Reading, SearchOptions
from core.sources.dto import SearchScope

EVERYWHERE = SearchScope()
LITERAL = SearchOptions(understand=False)


@pytest.fixture
def weights(retrieval, practice):
    """Ada was weighed on four days of two years; today is the first of September 2024."""
    retrieval.search._clock = lambda: datetime(2024, 9, 1, 12, tzinfo=UTC)
    for day, kilos in (("2023-05-04", 81), ("2024-03-20", 79), ("2024-05-21", 77), ("2024-07-22", 75)):
        practice.write(practice.ada, day, objective=f"Weight: {kilos} kg.")
    retrieval.index.run_pending()
    return SearchScope(client_id=practice.ada.client_id)


def weighed(retrieval, question: str, scope: SearchScope, options: SearchOptions = SearchOptions()):  # noqa: B008
    found = retrieval.search.search(question, scope, limit=20, options=options)
    return found, [hit.passage.day for hit in found.hits if "Weight" in hit.passage.text]


def test_days_in_a_question_leave_out_what_lies_outside_and_say_so(retrieval, weights):
    found, days = weighed(retrieval, "Weight since May?", weights)
    assert sorted(days) == [date(2024, 5, 21), date(2024, 7, 22)]
    assert found.understood == (Reading("since", date(2024, 5, 1), yearless=True),)
    assert (found.searched.sessions, found.searched.since) == (2, date(2024, 5, 21))


def test_switched_off_nothing_is_left_out(retrieval, weights):
    found, days = weighed(retrieval, "Weight since May?", weights, LITERAL)
    assert len(days) == 4
    assert found.understood == ()


def test_the_days_of_a_question_stay_within_those_of_the_scope(retrieval, weights):
    until = SearchScope(client_id=weights.client_id, until=date(2024, 6, 1))
    _, days = weighed(retrieval, "Weight since May?", until)
    assert days == [date(2024, 5, 21)]


def test_days_of_which_nothing_is_held_are_lifted_and_that_is_told(retrieval, weights):
    retrieval.search._clock = lambda: datetime(2031, 1, 1, 12, tzinfo=UTC)
    found, days = weighed(retrieval, "Weight in the last 6 months?", weights)
    assert len(days) == 4
    assert [one.code for one in found.understood] == ["dates_lifted"]


def test_a_month_without_its_year_is_the_last_one_of_the_notes(retrieval, weights):
    retrieval.search._clock = lambda: datetime(2031, 1, 1, 12, tzinfo=UTC)
    found, days = weighed(retrieval, "Weight since May?", weights)
    assert sorted(days) == [date(2024, 5, 21), date(2024, 7, 22)]
    assert found.understood == (Reading("since", date(2024, 5, 1), yearless=True),)


def test_a_day_that_is_only_preferred_comes_first_and_hides_nothing(retrieval, weights):
    found, days = weighed(retrieval, "What was the weight on 20 March 2024?", weights)
    assert days[0] == date(2024, 3, 20)
    assert len(days) == 4
    assert [one.code for one in found.understood] == ["preferred"]
    found, days = weighed(retrieval, "What was the weight on 11 March 2019?", weights)
    assert len(days) == 4
    assert [one.code for one in found.understood] == ["dates_lifted"]


def test_the_newest_and_the_oldest_come_first_when_asked_for(retrieval, weights):
    assert weighed(retrieval, "Latest weight?", weights)[1][0] == date(2024, 7, 22)
    assert weighed(retrieval, "Weight at the first visit?", weights)[1][0] == date(2023, 5, 4)


def test_authors_bound_what_is_searched_and_what_is_said_of_it(retrieval, weights, access):
    mine, somebody = frozenset({access.user_id}), frozenset({UserId(new_id())})
    found, days = weighed(retrieval, "weight", SearchScope(authors=mine))
    assert len(days) == 4
    assert found.searched.sessions == 8
    assert {hit.passage.source_kind for hit in found.hits} == {"session"}
    nothing, days = weighed(retrieval, "weight", SearchScope(authors=somebody))
    assert (nothing.hits, nothing.searched.sessions, nothing.searched.passages) == ((), 0, 0)


def test_one_side_alone_finds_by_that_side_alone(retrieval, weights):
    words, _ = weighed(retrieval, "weight kg", weights, SearchOptions(sides="words"))
    assert {hit.dense for hit in words.hits} == {None}
    meaning, _ = weighed(retrieval, "weight kg", weights, SearchOptions(sides="meaning"))
    assert {hit.lexical for hit in meaning.hits} == {None}
    assert meaning.hits


def test_words_of_the_question_are_marked_in_what_is_shown(retrieval, weights):
    found, _ = weighed(retrieval, "weight", weights)
    hit = next(hit for hit in found.hits if "Weight" in hit.passage.text)
    assert "Weight" in [hit.passage.text[start:end] for start, end in hit.marks]


def test_copies_of_a_text_are_shown_once_with_their_days(retrieval, practice):
    for day in ("2024-05-01", "2024-06-01", "2024-07-01"):
        practice.write(practice.ada, day, plan="Colchicine 0.5 mg twice daily for one week.")
    retrieval.index.run_pending()
    found = retrieval.search.search("colchicine", SearchScope(client_id=practice.ada.client_id))
    (hit,) = [hit for hit in found.hits if "Colchicine" in hit.passage.text]
    assert hit.passage.day == date(2024, 7, 1)
    assert [one.day for one in hit.also] == [date(2024, 6, 1), date(2024, 5, 1)]


def test_each_part_of_a_question_is_answered_among_the_first(retrieval, weights, practice):
    for month in range(1, 7):
        practice.write(
            practice.ada, f"2022-0{month}-01", plan=f"Knee brace size {month}, knee exercises, knee."
        )
    practice.write(practice.ada, "2021-02-01", plan="Thumb: splint.")
    retrieval.index.run_pending()
    question = "What was done for the knee and the thumb?"
    first = retrieval.search.search(question, weights, limit=10).hits[:3]
    assert {"Thumb: splint."} <= {hit.passage.text for hit in first}
    assert any("Knee brace" in hit.passage.text for hit in first)


def test_a_part_keeps_to_the_days_that_it_names(retrieval, weights):
    found, days = weighed(retrieval, "Weight in March and in July?", weights)
    assert set(days[:2]) == {date(2024, 3, 20), date(2024, 7, 22)}
    assert found.understood == ()
