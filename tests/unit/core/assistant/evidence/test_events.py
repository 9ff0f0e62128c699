"""A question may give its time by an event, whose day the notes tell."""

from __future__ import annotations

from datetime import date

import pytest

from core.assistant.evidence.abstention import judge
from core.assistant.evidence.events import days_by_event, time_clause
from core.assistant.evidence.ranking import rank_evidence
from core.assistant.evidence.subjects import Subjects
from core.assistant.evidence.times import DaysAsked
from core.retrieval.dto import Hit
from tests.fakes.search import hits_of, passage_of

NOTES = (
    (date(2025, 3, 4), "objective", "Potassium 4.2."),
    (date(2025, 3, 4), "plan", "Begin candesartan 8 mg daily."),
    (date(2025, 5, 6), "subjective", "Iron infusion was given on 20 April."),
    (date(2025, 7, 8), "objective", "Ferritin 88."),
    (date(2025, 7, 8), "subjective", "Candesartan stopped in June."),
)


def notes(*kept: int) -> tuple[Hit, ...]:
    chosen = [NOTES[place] for place in kept or range(len(NOTES))]
    return hits_of([passage_of(text, field=field, day=day) for day, field, text in chosen], dense=0.5)


def days(question: str, hits: tuple[Hit, ...] | None = None) -> DaysAsked | None:
    clause = time_clause(question)
    assert clause is not None
    return days_by_event(clause, Subjects(question), notes() if hits is None else hits)


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("potassium after candesartan was begun", "2025-03-05", None),
        ("What was the potassium just before candesartan?", None, "2025-03-04"),
        ("ferritin since the iron infusion", "2025-04-20", None),
        ("potassium once candesartan was stopped", "2025-06-01", None),
        ("potassium before the iron infusion?", None, "2025-04-20"),
    ],
)
def test_an_event_limits_the_days(question: str, since: str | None, until: str | None) -> None:
    found = days(question)
    assert found is not None
    assert found.since == (date.fromisoformat(since) if since else None)
    assert found.until == (date.fromisoformat(until) if until else None)


@pytest.mark.parametrize(
    "question",
    [
        "How is she since the iron infusion?",  # nothing else is asked for
        "potassium after the angiogram",  # no note tells of it
        "potassium before then",
        "What insulin does she take before meals?",
        "losartan dose before bed",
        "potassium after candesartan was doubled",
        "סוכר לפני ארוחת בוקר",
        "What was the potassium when she began candesartan?",
    ],
)
def test_what_is_no_event_of_the_notes_limits_nothing(question: str) -> None:
    assert days(question) is None


@pytest.mark.parametrize("question", ["Before what was it taken?", "When did it start?", "since"])
def test_a_question_that_begins_with_the_word_has_no_such_clause(question: str) -> None:
    assert time_clause(question) is None


def test_a_value_of_the_other_side_of_the_event_does_not_answer() -> None:
    question = "potassium after candesartan was begun"
    hits = notes()
    asked = days(question)
    subjects = Subjects(question)
    told = judge(question, hits, by_meaning=True, subjects=subjects, days=asked).reason
    assert told == "other_time"
    later = (
        *hits,
        *hits_of([passage_of("Potassium 5.1.", field="objective", day=date(2025, 5, 6))], dense=0.4),
    )
    assert judge(question, later, by_meaning=True, subjects=subjects, days=asked).reason is None
    best = rank_evidence(question, later, subjects=subjects, days=asked)[0]
    assert best.span.text == "Potassium 5.1."


def test_a_value_of_another_month_does_not_answer_and_comes_after_that_of_the_month() -> None:
    hits = hits_of(
        [
            passage_of("Urate 0.52.", field="objective", day=date(2025, 1, 7)),
            passage_of("Urate 0.33.", field="objective", day=date(2025, 8, 7)),
        ],
        dense=0.5,
    )
    august = DaysAsked(date(2025, 8, 1), date(2025, 8, 31))
    june = DaysAsked(date(2025, 6, 1), date(2025, 6, 30))
    question = "urate"
    assert rank_evidence(question, hits, days=august)[0].span.text == "Urate 0.33."
    assert judge(question, hits, by_meaning=True, days=august).reason is None
    assert judge(question, hits[:1], by_meaning=True, days=june).reason == "other_time"


def test_a_reader_that_sees_no_days_does_not_outweigh_the_time() -> None:
    hits = hits_of([passage_of("Urate 0.52.", field="objective", day=date(2025, 1, 7))], dense=0.5)
    june = DaysAsked(date(2025, 6, 1), date(2025, 6, 30))
    told = judge("urate", hits, by_meaning=True, days=june, reader_none=0.01).reason
    assert told == "other_time"


@pytest.mark.parametrize(
    ("question", "text", "later", "reason"),
    [
        ("SADQ on repeat", "SADQ 24.", "SADQ 12.", "awaited"),
        ("repeat ferritin?", "Ferritin 9.", "Ferritin 60.", "awaited"),
        ("Did the dietitian see her?", "Refer to the dietitian.", "Dietitian saw her twice.", "awaited"),
        ("has he had the colonoscopy", "Needs a colonoscopy.", "Colonoscopy done in May.", "awaited"),
    ],
)
def test_what_was_only_planned_or_not_repeated_is_awaited(question, text, later, reason) -> None:
    first = passage_of(text, field="objective", day=date(2025, 1, 7))
    then = passage_of(later, field="objective", day=date(2025, 6, 7))
    assert judge(question, hits_of([first], dense=0.5), by_meaning=True).reason == reason
    assert judge(question, hits_of([first, then], dense=0.5), by_meaning=True).reason is None


@pytest.mark.parametrize(
    ("question", "text", "field"),
    [
        ("Was she referred to cardiology?", "Referred to cardiology.", "plan"),
        ("Has an MRI been ordered?", "Order an MRI of the knee.", "plan"),
        ("Was she offered counselling?", "Offered counselling, declined.", "plan"),
        ("Did she have a flu vaccine?", "Flu vaccine today in the left arm.", "plan"),
        ("Was the wrist X-rayed?", "Wrist X-rayed, splint fitted.", "plan"),
        ("Did she have the colonoscopy?", "Colonoscopy recommended, declines.", "plan"),
        ("Is a repeat colonoscopy needed?", "Repeat colonoscopy in 3 years.", "plan"),
        ("Did she fall?", "Fell in the street due to ice.", "subjective"),
        ("Did she have chest pain?", "Chest pain due to exertion.", "subjective"),
        ("Has he stopped drinking?", "Drinking: wants to stay sober.", "subjective"),
        ("repeat potassium?", "Potassium 6.1, haemolysed. Repeat same day 4.4.", "objective"),
        ("date of the repeat ultrasound", "Repeat ultrasound on 3 July.", "plan"),
    ],
)
def test_a_note_that_tells_it_is_not_taken_for_a_plan(question, text, field) -> None:
    hits = hits_of([passage_of(text, field=field, day=date(2025, 1, 7))], dense=0.5)
    assert judge(question, hits, by_meaning=True).reason != "awaited"


@pytest.mark.parametrize(
    ("question", "of_may", "of_september"),
    [
        ("How was her mood in May?", "Feeling flat and tearful.", "Mood much better."),
        ("migraine in May", "Propranolol 40 mg bd.", "Migraine better."),
        ("blood pressure in May", "148/92 sitting.", "Blood pressure 132/80."),
        ("What did the GP say in May?", "Dr Reed advised rest.", "GP letter came."),
    ],
)
def test_other_words_of_the_right_time_are_left_to_the_reader(question, of_may, of_september) -> None:
    hits = hits_of(
        [
            passage_of(of_may, field="objective", day=date(2025, 5, 6)),
            passage_of(of_september, field="objective", day=date(2025, 9, 6)),
        ],
        dense=0.5,
    )
    may = DaysAsked(date(2025, 5, 1), date(2025, 5, 31))
    assert judge(question, hits, by_meaning=True, days=may).reason is None
