"""Visits by number, day and distance, who was seen, values beyond a limit, classes of drugs."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from core.clients.dto import ClientDetails
from core.sources.dto import SearchScope


@pytest.fixture
def chart(ada, visit):
    return [
        visit(ada, date(2024, 1, 9), subjective="Back pain.", objective="PHQ-9 14. BP 150/90.", plan="Walk."),
        visit(ada, date(2024, 4, 16), objective="PHQ-9 16. BP 128/78.", plan="Swim."),
        visit(ada, date(2024, 8, 20), objective="PHQ-9 6. BP 134/82.", plan="Discharge."),
    ]


@pytest.fixture
def told(lookups, ada):
    def ask(question: str) -> list[str] | None:
        found = lookups.answer(question, SearchScope(client_id=ada))
        return None if found is None else [line.text for line in found.lines]

    return ask


@pytest.fixture
def listed(lookups):
    def ask(question: str) -> list[str] | None:
        found = lookups.answer(question, SearchScope())
        return None if found is None else [line.text for line in found.lines]

    return ask


def test_a_visit_is_named_by_its_number(told, chart):
    second = ["Visit number 2 was on 16 April 2024, 4 months ago."]
    for question in ("2nd visit - which date?", "when was visit no. 2", "date of session 2"):
        assert told(question) == second, question
    assert told("1st visit date") == ["The first visit was on 9 January 2024, 7 months ago."]
    assert told("ביקור מס' 2 - באיזה תאריך?") == ["ביקור מספר 2 היה ב־16 באפריל 2024, לפני 4 חודשים."]
    assert told("plan at the 2nd visit") == ["Plan of visit number 2, 16 April 2024:"]


def test_the_time_between_two_visits(told, chart, ada, visit):
    between = ["126 days (18 weeks): 16 April 2024 to 20 August 2024."]
    for question in (
        "gap between the last two visits",
        "What was the interval between her two most recent visits?",
    ):
        assert told(question) == between, question
    first = ["98 days (14 weeks): 9 January 2024 to 16 April 2024."]
    assert told("how long between the first and second visits") == first
    assert told("כמה זמן עבר בין הביקור הראשון לביקור השני?") == [
        "98 ימים (14 שבועות): מ־9 בינואר 2024 עד 16 באפריל 2024."
    ]
    assert told("gap between the first and fifth visits") == ["There are only 3 visits."]


def test_both_of_the_last_two_visits_are_told(told, chart):
    assert told("When were her last two visits?") == [
        "There was a visit on 16 April 2024.",
        "There was a visit on 20 August 2024.",
    ]


def test_appointments_of_days_gone_by_are_visits_where_none_is_booked(told, chart, schedule, ada, clock):
    question = "Which appointments did she have between January and May 2024?"
    assert told(question) == ["2 visits: 16 April 2024; 9 January 2024."]
    assert told("After the 9 January 2024 appointment, when was the next one?") == [
        "The next visit was on 16 April 2024."
    ]
    clock.now = datetime(2024, 4, 1, 9, 0, tzinfo=UTC)
    schedule.book(ada, starts_at=datetime(2024, 4, 16, 10, 0, tzinfo=UTC), minutes=30, kind="visit")
    clock.now = datetime(2024, 9, 2, 9, 0, tzinfo=UTC)
    (line,) = told(question)
    assert line.startswith("Appointment on 16 April 2024 at ")
    assert told("Any appointments in October 2024?") == ["No appointment is booked for that time."]


def test_a_setting_is_told_not_to_limit_the_visits(told, chart):
    count, all_kinds = told("How many physiotherapy sessions has she had?")
    assert count.startswith("3 visits")
    assert all_kinds == "All visits count: the record does not tell kinds of visits apart."
    assert told("When did she last see the psychiatrist?") is None


def test_a_title_is_no_verb(told, chart):
    assert told("Miss Byron, last visit?") == ["The last visit was on 20 August 2024, 13 days ago."]
    assert told("How many visits did she miss?") is None


def test_who_was_seen_on_a_day_and_in_a_time(listed, lookups, chart, ben, visit):
    visit(ben, date(2024, 4, 16), subjective="Cough.")
    visit(ben, date(2024, 4, 18), subjective="Better.")
    assert listed("who did we see on 16 April 2024?") == [
        "2 clients were seen on 16 April 2024: Byron, Ada; Katz, Ben."
    ]
    assert listed("Who came in during April 2024?") == [
        "2 clients were seen from 1 April 2024 to 30 April 2024: "
        "Byron, Ada (16 April 2024); Katz, Ben (16 April 2024, 18 April 2024)."
    ]
    assert listed("מי נראה ב-18/4/2024?") == ["מטופל אחד ביקר ב־18 באפריל 2024: ⁨Katz, Ben⁩."]
    searched = lookups.answer("Who came in during April 2024?", SearchScope()).searched
    assert (searched.sessions, searched.since, searched.until) == (3, date(2024, 4, 16), date(2024, 4, 18))
    assert listed("who was seen on 17 April 2024") == ["No client was seen on 17 April 2024."]


def test_values_beyond_a_limit_are_listed_with_their_days(listed, lookups, chart, ben, visit):
    visit(ben, date(2024, 5, 2), objective="PHQ-9 12. BP 124/96.")
    assert listed("PHQ-9 ever above 10: which patients?") == [
        "2 clients with PHQ-9 above 10: Byron, Ada (16, 16 April 2024); Katz, Ben (12, 2 May 2024)."
    ]
    for question in ("Who currently has a PHQ-9 > 10?", "PHQ-9 above 10: which patients?"):
        assert listed(question) == [
            "1 client with PHQ-9 above 10: Katz, Ben (12, 2 May 2024).",
            "Only at earlier measurements (1): Byron, Ada (16, 16 April 2024).",
        ]
    assert listed("whose systolic has ever been above 140") == [
        "1 client with blood pressure above 140: Byron, Ada (150/90 mmHg, 9 January 2024)."
    ]
    assert listed("who has a diastolic of at least 96")[0].endswith("Katz, Ben (124/96 mmHg, 2 May 2024).")
    assert listed("who has a BP below 140/90") == [
        "1 client with BP below 140/90: Byron, Ada (134/82 mmHg, 20 August 2024)."
    ]
    assert listed("PHQ-9 above 15: which patients?") == [
        "No client with a last PHQ-9 above 15.",
        "Only at earlier measurements (1): Byron, Ada (16, 16 April 2024).",
    ]
    assert listed("PHQ-9 and GAD-7 above 10: who?") is None
    assert listed("BP over 2 readings: who?") is None
    # A note may hold a value that was not understood.
    assert listed("Who has a PHQ-9 above 25?") == [
        "No client with PHQ-9 above 25, among the 4 values that were read."
    ]
    found = lookups.answer("PHQ-9 ever above 10: which patients?", SearchScope())
    assert [quote.text for line in found.lines for quote in line.quotes] == ["PHQ-9 16", "PHQ-9 12"]


def test_values_in_several_units_are_not_compared(listed, told, ada, ben, visit):
    visit(ada, date(2024, 5, 2), objective="HbA1c 41 mmol/mol.")
    visit(ben, date(2024, 5, 2), objective="HbA1c 8.5 %.")
    assert listed("Who has an HbA1c above 8?") is None
    visit(ada, date(2024, 6, 2), objective="HbA1c 7.5 %.")
    assert told("highest HbA1c") is None
    visit(ben, date(2024, 6, 2), objective="CRP <5.")
    assert listed("who has a CRP below 10")[0].startswith("1 client with CRP below 10: Katz, Ben (<5")
    assert listed("who has a CRP below 3") is None, "it may be"
    visit(ben, date(2024, 4, 2), objective="CRP 40.")
    assert listed("who has a CRP above 10") == [
        "No client with a last CRP above 10.",
        "Only at earlier measurements (1): Katz, Ben (40 mg/L, 2 April 2024).",
    ]
    assert listed("who has a CRP above 4") is None, "the last one may be"


def test_the_worst_value_is_that_of_the_measure(told, chart, ada, visit):
    visit(ada, date(2024, 8, 28), objective="MoCA 20/30. Weight 80 kg.")
    visit(ada, date(2024, 8, 30), objective="MoCA 24/30.")
    assert told("worst PHQ-9?") == ["Highest PHQ-9: 16 (16 April 2024)."]
    assert told("worst MoCA?")[0].startswith("Lowest MoCA: 20")
    assert told("best MoCA?")[0].startswith("Highest MoCA: 24")
    assert told("worst weight?") is None


def test_of_several_values_each_is_told(told, chart):
    assert told("last two PHQ-9 values") == ["PHQ-9: 16 (16 April 2024); 6 (20 August 2024)."]
    assert told("PHQ-9 at the first visit compared with now") == [
        "PHQ-9: 14 (9 January 2024); 6 (20 August 2024)."
    ]
    assert told("3rd highest PHQ-9") is None
    assert told("average PHQ-9") is None
    assert told("highest diastolic blood pressure") is None
    assert told("did the PHQ-9 drop since the last visit?") is None


def test_first_and_last_values_are_not_those_of_one_visit(told, chart):
    expected = ["PHQ-9: 14 (9 January 2024); 6 (20 August 2024)."]
    assert told("By how much did the PHQ-9 drop between the first and last visits?") == expected


def test_here_is_no_visit_to_which_a_value_belongs(told, chart):
    assert told("highest PHQ-9 ever recorded here") == ["Highest PHQ-9: 16 (16 April 2024)."]
    assert told("most recent PHQ-9 on Ada") == ["PHQ-9: 6 on 20 August 2024."]


def test_no_extreme_is_told_beside_a_number_that_was_not_read(told, ada, visit):
    visit(ada, date(2024, 7, 21), subjective="TSH was 9.4 in March, repeat 11.2 in May; started 50 mcg.")
    assert told("Highest TSH?") is None
    assert told("Last TSH?") is None


def test_a_value_that_was_only_planned_is_not_recorded(lookups, told, ada, visit):
    visit(ada, date(2024, 7, 21), plan="GAD-7 next time.")
    assert told("What is her GAD-7?") == [
        "No GAD-7 value is recorded; it was ordered or planned on 21 July 2024."
    ]
    assert not lookups.answer("GAD-7?", SearchScope(client_id=ada)).known
    visit(ada, date(2024, 7, 28), objective="GAD-7 done, higher.")
    assert told("What is her GAD-7 score?") is None


def test_a_class_of_drugs_names_its_members(told, listed, ada, ben, visit):
    visit(ada, date(2024, 1, 9), plan="Start sertraline 50 mg. Stop citalopram.")
    visit(ben, date(2024, 2, 9), plan="Stop fluoxetine 20 mg.")
    assert told("Which antidepressant does she take?") == [
        "Yes: sertraline 50 mg, as noted on 9 January 2024."
    ]
    assert told("Is she on a statin?") is None
    assert listed("who's on an SSRI") == [
        "1 client takes SSRI: Byron, Ada.",
        "In the past or stopped (1): Katz, Ben.",
    ]
    assert listed("Who takes a statin?") is None


def test_a_drug_has_a_beginning_and_an_end(told, ada, visit):
    visit(ada, date(2024, 1, 9), plan="Start sertraline 50 mg.")
    assert told("how long was she on sertraline") is None
    visit(ada, date(2024, 5, 7), plan="Stop sertraline.")
    visit(ada, date(2024, 8, 28), subjective="Sleeps better since sertraline was stopped.")
    assert told("sertraline: from when to when?") == [
        "Sertraline was started on 9 January 2024.",
        "Sertraline was stopped, 7 May 2024.",
    ]


def test_initials_and_parts_of_names_carry_nothing(lookups, clients, visit):
    details = ClientDetails(first_name="Anoushka", last_name="Prakash-Dunne")
    client = clients.create(details).client_id
    visit(client, date(2024, 5, 7), objective="CRP 7.")
    for question in ("CRP, A. Dunne?", "Anoushka PD - CRP?", "P-Dunne last CRP"):
        assert lookups.answer(question, SearchScope(client_id=client)) is not None, question
    assert lookups.answer("CRP of Dawson?", SearchScope(client_id=client)) is None


def test_a_dose_is_left_to_search_where_the_note_goes_on_with_another(told, ada, visit):
    visit(
        ada, date(2024, 5, 7), subjective="GP put levothyroxine to 150 mcg. TSH 4.1 then, so up to 175 mcg."
    )
    assert told("levothyroxine dose now?") is None
    visit(ada, date(2024, 6, 7), plan="Levothyroxine 175 mcg. Takes apixaban 5 mg.")
    assert told("levothyroxine dose now?") == ["Levothyroxine: 175 mcg, as noted on 7 June 2024."]


@pytest.mark.parametrize(
    "question",
    [
        "בן כמה הילד שלה?",
        "בת כמה אם המטופלת?",
        "מה הטלפון של האם?",
        "What did the cardiologist recommend?",
        "What is the surgeon's opinion?",
        "What did the ENT surgeon conclude at the first visit?",
        "When did she last come home?",
        "plan for dialysis?",
        "should avoid NSAIDs?",
        "האם יש אלרגיות פרט לפניצילין?",
        "highest weight in this pregnancy",
        "How long will she be on sertraline?",
        "which drugs has she ever had",
        "What did she decide with her husband?",
        "gap between the first and next visit",
        "How soon is the next visit?",
    ],
)
def test_what_is_of_others_or_asks_for_more_is_no_lookup(told, chart, question):
    assert told(question) is None


@pytest.mark.parametrize(
    "question",
    [
        "who is on metformin and sertraline",
        "who is expected in December",
        "who is coming this week",
        "Who can't take codeine?",
        "notes from last week",
    ],
)
def test_no_list_is_made_of_what_is_to_come_or_of_two_things(lookups, chart, question):
    found = lookups.answer(question, SearchScope())
    assert found is None or found.frame == "agenda"


def test_what_is_to_come_is_not_answered_with_the_past(told, chart, schedule, ada, clock):
    schedule.book(ada, starts_at=datetime(2024, 12, 3, 10, 0, tzinfo=UTC), minutes=30, kind="visit")
    for question in (
        "next appointment in December",
        "Any appointment in December?",
        "next visit in December",
        "When is her next appointment this month?",
    ):
        (line,) = told(question)
        assert line.startswith("The next appointment is on 3 December 2024"), question


def test_a_day_of_two_digits_is_of_this_century(told, ada, visit):
    visit(ada, date(2024, 8, 28), plan="Walk.")
    assert told("plan of 28/8/24") == ["Plan of the visit, 28 August 2024:"]


def test_a_drug_that_is_taken_again_has_no_end(told, ada, visit):
    visit(ada, date(2024, 1, 9), plan="Start sertraline 50 mg.")
    visit(ada, date(2024, 3, 5), plan="Stop sertraline.")
    visit(ada, date(2024, 5, 7), plan="Start sertraline 50 mg again.")
    assert told("how long was she on sertraline") is None
    assert told("was sertraline stopped?") is None
