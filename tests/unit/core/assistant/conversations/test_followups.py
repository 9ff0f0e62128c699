"""What follow-ups are understood as, and which questions stay as they were typed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from core.assistant.conversations.followups import RECENT_TURNS, resolve, speaks_of_earlier
from core.assistant.conversations.turns import Turn
from core.demo_questions import demo_questions
from core.ids import ConversationId, MessageId, new_id
from core.retrieval.dto import QUESTION_LIMIT_CHARS
from tests.fixtures.figures import figure

TODAY = date(2024, 10, 1)
_FILE = Path(__file__).parents[4] / "data" / "conversations.jsonl"
ROWS = [json.loads(line) for line in _FILE.read_text(encoding="utf-8").splitlines()]


def turn(searched: str, *drugs: str, day: str | None = None) -> Turn:
    days = () if day is None else (date.fromisoformat(day),)
    return Turn(MessageId(new_id()), ConversationId(new_id()), searched, drugs, days)


def test_a_follow_up_is_completed_and_another_question_is_not():
    for row in ROWS:
        before = turn(row["first"], *row.get("drugs", ()), day=row.get("day"))
        found = resolve(row["then"], [before], today=TODAY)
        assert found.understood == row["understood"], row
        assert found.search_text == (row["understood"] or row["then"])
        assert found.used == ((before.message_id,) if row["understood"] else ())


def test_without_earlier_turns_every_question_is_taken_as_typed():
    for row in ROWS:
        found = resolve(row["then"], [], today=TODAY)
        assert (found.search_text, found.understood, found.used) == (row["then"], None, ())


def test_questions_that_stand_by_themselves_stay_whatever_was_asked_before():
    questions = [row["first"] for row in ROWS]
    for before in questions:
        for question in questions:
            assert resolve(question, [turn(before, "aspirin")], today=TODAY).understood is None


def test_the_questions_of_the_demo_practice_are_no_follow_ups():
    questions = [one.question for one in demo_questions()]
    taken = 0
    for shift in range(1, len(questions)):
        for place, question in enumerate(questions):
            before = turn(questions[(place + shift) % len(questions)], "aspirin", day="2024-03-03")
            taken += resolve(question, [before], today=TODAY).understood is not None
    asked = len(questions) * (len(questions) - 1)
    figure(f"follow-ups: {taken} of {asked} questions that stand by themselves were taken for one")
    assert taken == 0


def test_a_third_question_leans_on_what_the_second_was_understood_as():
    first = turn("What does he take for his blood pressure?", "lisinopril")
    second = resolve("And the dose?", [first], today=TODAY)
    third = resolve("Since when?", [first, turn(second.search_text)], today=TODAY)
    assert third.understood == "Since when — lisinopril blood pressure?"


def test_the_latest_turn_that_names_something_is_meant():
    knee, shoulder = turn("How is his knee?"), turn("How is his shoulder?")
    nothing = turn("When was he last seen?")
    found = resolve("Is it swollen?", [knee, shoulder, nothing], today=TODAY)
    assert (found.understood, found.used) == ("Is shoulder swollen?", (shoulder.message_id,))
    far = [knee, *[nothing] * RECENT_TURNS]
    assert resolve("Is it swollen?", far, today=TODAY).understood is None


def test_what_was_talked_about_is_the_nearest_recalled_turn_that_fits():
    question = "What was the dose of that tablet we talked about last week?"
    assert speaks_of_earlier(question)
    knee, drug = turn("How is his knee?"), turn("What does he take for gout?", "allopurinol")
    found = resolve(question, [knee], [knee, drug], today=TODAY)
    assert found.understood == "What was the dose of that tablet — allopurinol for gout?"
    assert found.used == (drug.message_id,)


def test_a_question_that_spoke_of_something_in_vain_is_not_what_was_talked_about():
    question = "What was the dose of that tablet we talked about last week?"
    vain, drug = turn(question, "ibuprofen"), turn("What does he take for gout?", "allopurinol")
    assert resolve(question, [], [vain], today=TODAY).understood is None
    assert resolve(question, [], [vain, drug], today=TODAY).used == (drug.message_id,)


@pytest.mark.parametrize(
    "question",
    ["What did we discuss with him?", "When was the diet he asked about?", "Who talked about the operation?"],
)
def test_what_was_said_at_a_visit_is_no_earlier_conversation(question: str):
    assert not speaks_of_earlier(question)


@pytest.mark.parametrize(
    "question", ["Do they smoke?", "Who treats them?", "And those with gout?", "למי מהם יש גאוט?"]
)
def test_the_clients_of_an_answer_complete_nothing(question: str):
    before = turn("How common is warfarin here?")
    assert resolve(question, [before], today=TODAY, whole_practice=True).understood is None


def test_in_a_question_about_the_practice_a_thing_is_still_pointed_at():
    before = turn("Is warfarin used here?")
    found = resolve("Who takes it?", [before], today=TODAY, whole_practice=True)
    assert found.understood == "Who takes warfarin?"


def test_a_completed_question_is_never_longer_than_one_may_be():
    long = turn("Which " + " ".join(f"{'z' * 300}{number}" for number in range(9)) + "?")
    found = resolve("Is it better?", [long], today=TODAY)
    assert len(found.search_text) <= QUESTION_LIMIT_CHARS
    assert found.understood is None
