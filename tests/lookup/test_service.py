"""What the structure of a record answers, with the words that bear it out, and what it leaves to search."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from core.errors import InputRefused
from core.sources.dto import SearchScope
from tests.lookup.conftest import TODAY


@pytest.fixture
def chart(ada, visit):
    """Three visits, the middle one without a plan."""
    return [
        visit(ada, date(2024, 1, 9), subjective="Back pain for five weeks.", plan="Walk daily.\n"),
        visit(ada, date(2024, 4, 16), subjective="Better.", objective="Flexion 40 degrees."),
        visit(ada, date(2024, 8, 20), subjective="No pain.", assessment="Recovered.", plan="  Discharge. "),
    ]


@pytest.fixture
def told(lookups, ada):
    def ask(question: str, until: date | None = None) -> list[str]:
        found = lookups.answer(question, SearchScope(client_id=ada, until=until))
        assert found is not None, question
        return [line.text for line in found.lines]

    return ask


def test_the_plan_of_the_last_visit_is_quoted_exactly(lookups, ada, chart):
    found = lookups.answer("What was planned at the last visit?", SearchScope(client_id=ada))
    (line,) = found.lines
    assert line.text == "Plan of the last visit, 20 August 2024:"
    (quote,) = line.quotes
    assert (quote.source_id, quote.version, quote.field) == (chart[2].session_id, chart[2].version, "plan")
    assert quote.text == "Discharge."
    assert chart[2].text.plan[quote.start : quote.end] == quote.text
    assert found.known


def test_a_part_that_was_left_empty_is_said_to_be_missing_and_no_other_visit_is_shown(lookups, ada, chart):
    found = lookups.answer("What was the plan at the previous visit?", SearchScope(client_id=ada))
    (line,) = found.lines
    assert line.text == "The note of the visit before the last, 16 April 2024, holds no plan."
    assert line.quotes == ()
    assert not found.known


def test_visits_are_counted_and_dated(told, chart):
    assert told("How many visits has she had?") == ["3 visits, from 9 January 2024 to 20 August 2024."]
    assert told("When was the first visit?") == ["The first visit was on 9 January 2024, 7 months ago."]
    assert told("When was she last seen?") == ["The last visit was on 20 August 2024, 13 days ago."]
    assert told("How many visits were there in April 2024?") == ["1 visit, on 16 April 2024."]
    assert told("How many visits were there in May 2024?") == ["No visit is recorded for that time."]
    assert told("Summarise the fourth visit") == ["There are only 3 visits."]
    assert told("מתי הביקור האחרון?") == ["הביקור האחרון היה ב־20 באוגוסט 2024, לפני 13 ימים."]


def test_the_note_that_is_being_written_today_is_not_the_last_visit(told, chart, ada, visit):
    visit(ada, TODAY, sign=False, subjective="Just begun.", plan="Something new.")
    assert told("When was the last visit?") == ["The last visit was on 20 August 2024, 13 days ago."]


def test_a_first_visit_that_is_being_written_is_all_there_is(told, ada, visit):
    visit(ada, TODAY, sign=False, subjective="Just begun.")
    assert told("When was the last visit?") == ["The last visit was on 2 September 2024, today."]


def test_what_was_retracted_is_no_visit(told, chart, sessions):
    sessions.retract(chart[2].session_id, reason="wrong chart", expected_version=chart[2].version)
    assert told("When was the last visit?") == ["The last visit was on 16 April 2024, 4 months ago."]


def test_nothing_lies_outside_of_the_days_that_a_person_chose(told, chart):
    assert told("How many visits?", until=date(2024, 5, 1)) == [
        "2 visits, from 9 January 2024 to 16 April 2024."
    ]


def test_who_signed_a_note_is_told(told, chart, ada, visit):
    assert told("Who wrote the last note?") == ["Dr Tal signed the note of 20 August 2024."]
    visit(ada, date(2024, 8, 30), sign=False, subjective="A draft.")
    assert told("Who wrote the last note?") == ["Dr Tal wrote the note of 30 August 2024; it is not signed."]


def test_the_record_tells_who_the_client_is(told):
    assert told("How old is she?") == ["43 years old, born on 10 December 1980."]
    assert told("What is her phone number?") == ["Phone: 555-0101"]
    assert told("Did she consent?") == ["Consent was given on 5 January 2024."]
    assert told("What is her email?") == ["No e-mail address is recorded."]


def test_what_is_not_recorded_counts_as_not_in_the_record(lookups, ben):
    for question in ("How old is he?", "What is his phone number?", "Last visit?", "Next appointment?"):
        found = lookups.answer(question, SearchScope(client_id=ben))
        assert not found.known, question


def test_alerts_are_quoted_from_the_record(lookups, ada):
    (line,) = lookups.answer("Any alerts?", SearchScope(client_id=ada)).lines
    (quote,) = line.quotes
    assert (quote.kind, quote.field, quote.text) == ("client", "alerts", "Needs an interpreter")


def test_appointments_come_from_the_schedule(told, schedule, ada):
    schedule.book(ada, starts_at=datetime(2024, 9, 9, 9, 0, tzinfo=UTC), minutes=30, kind="visit")
    later = schedule.book(ada, starts_at=datetime(2024, 10, 7, 9, 0, tzinfo=UTC), minutes=30, kind="visit")
    first, more = told("When is she coming back?")
    assert first.startswith("The next appointment is on 9 September 2024 at ")
    assert more == "Later: 7 October 2024."
    schedule.set_status(later.appointment_id, "cancelled", expected_version=later.row_version)
    assert len(told("When is she coming back?")) == 1


def test_without_a_schedule_the_last_appointment_is_the_last_visit(told, chart, schedule, ada):
    assert told("When was the last appointment?") == told("When was the last visit?")
    assert told("Date of the second appointment?") == told("When was the second visit?")


def test_what_happened_on_a_day_without_a_visit_is_searched_for(lookups, told, ada, chart):
    assert lookups.answer("What happened on 4 May 2024?", SearchScope(client_id=ada)) is None
    assert told("What was the plan of the visit of 4 May 2024?") == ["No visit is recorded for that time."]


def test_the_practice_is_counted(lookups, ada, ben, visit, schedule):
    visit(ada, date(2024, 8, 20), sign=False, subjective="A draft.")
    schedule.book(ben, starts_at=datetime(2024, 9, 2, 12, 0, tzinfo=UTC), minutes=30, kind="visit")

    def told(question: str) -> str:
        (line,) = lookups.answer(question, SearchScope()).lines
        return str(line.text)

    assert told("How many patients do I have?") == "2 clients in the practice."
    assert told("Which notes are unsigned?") == "1 unsigned note: Byron, Ada."
    assert told("Who is coming today?").startswith("1 appointment on 2 September 2024: ")
    assert told("Who is coming tomorrow?") == "No appointment on 3 September 2024."
    assert (
        told("Who has not been seen since May 2024?") == "1 client has no visit since 1 May 2024: Katz, Ben."
    )


@pytest.mark.parametrize(
    "scope",
    [SearchScope(fields=frozenset({"plan"})), SearchScope(since=date(2024, 1, 1))],
    ids=["fields", "days over the practice"],
)
def test_a_narrowed_search_stays_a_search(lookups, scope):
    assert lookups.answer("How many patients do I have?", scope) is None


def test_a_deleted_chart_is_refused(lookups, clients, ada):
    client = clients.get(ada)
    clients.delete(ada, reason="asked for", expected_version=client.row_version)
    with pytest.raises(InputRefused):
        lookups.answer("Last visit?", SearchScope(client_id=ada))


def test_a_question_about_one_visit_is_searched_in_that_visit_only(lookups, ada, ben, chart):
    question, scope = lookups.narrow("What hurt at the first visit?", SearchScope(client_id=ada))
    assert question == "What hurt ?"
    assert (scope.since, scope.until) == (date(2024, 1, 9), date(2024, 1, 9))
    chosen = SearchScope(client_id=ada, since=date(2024, 4, 1))
    assert lookups.narrow("What hurt at the first visit?", chosen)[1] == chosen
    nobody = SearchScope(client_id=ben)
    assert lookups.narrow("What hurt at the first visit?", nobody)[1] == nobody
