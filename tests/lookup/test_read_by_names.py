"""Questions over the practice that are read by what they name, in whatever words they ask for the clients."""

from __future__ import annotations

from datetime import date

import pytest

from core.lookup.naming import read_by_names
from core.sources.dto import SearchScope

TODAY = date(2024, 9, 2)


def read(question: str):
    return read_by_names(question, today=TODAY)


@pytest.mark.parametrize(
    ("question", "frame", "concept", "passed_over"),
    [
        ("Which of our patients are bothered by asthma attacks?", "having", "asthma", "bothered, attacks"),
        (
            "warfarin folk - who, for the Tuesday fridge audit",
            "takers",
            "warfarin",
            "folk, Tuesday fridge audit",
        ),
        ("Everyone with psoriasis, wherever they sit", "having", "psoriasis", "wherever, sit"),
        (
            "who reacted to co-trimoxazole, whole shebang",
            "allergic",
            "trimethoprim sulfamethoxazole",
            "whole shebang",
        ),
        ("TSH > 5, whose, roughly speaking", "measured", "TSH", "roughly speaking"),
        ("smokers, the lot, who", "smokers", "", "lot"),
        ("סטטינים - מי מטופל בהם כיום?", "takers", "statin", ""),
    ],
)
def test_the_list_is_that_of_what_is_named(question, frame, concept, passed_over):
    found = read(question)
    assert (found and found.frame) == frame
    if found is not None:
        named = (*found.drugs, *found.classes, *found.problems, *found.measures)
        assert named == ((concept,) if concept else ())
        assert found.passed_over == passed_over


@pytest.mark.parametrize(
    "question",
    [
        "metformin folk",  # asks for nobody
        "Who on metformin had low B12, fridge audit?",  # two things are named
        "Who is not on metformin, fridge audit",
        "whose mother had psoriasis, fridge audit",
        "who might get metformin, fridge audit",
        "who took metformin in March, fridge audit",
        "who has psoriasis of the left knee, fridge audit",
        "why does everybody take metformin, fridge audit",
        "who prescribed metformin, fridge audit",
        "when did everyone start metformin, fridge audit",
        "who is on metformin and went to the fridge audit with Tuesday gloves again",  # too much is unknown
    ],
)
def test_what_limits_a_list_or_asks_for_more_is_searched_for(question):
    assert read(question) is None


def test_the_answer_says_what_was_passed_over(lookups, ada, ben, visit):
    visit(ada, date(2024, 1, 9), plan="Continue warfarin 3 mg.")
    found = lookups.answer("warfarin folk - who, for the Tuesday fridge audit", SearchScope())
    assert [line.text for line in found.lines] == [
        "1 client takes warfarin: Byron, Ada.",
        "Not taken into account of the question: “folk, Tuesday fridge audit”.",
    ]


def test_who_stopped_it_is_asked_by_the_verb(lookups, ada, ben, visit):
    visit(ada, date(2024, 1, 9), plan="Continue aspirin 75 mg.")
    visit(ben, date(2024, 1, 9), plan="Stop aspirin.")
    found = lookups.answer("who came off aspirin, Tuesday audit", SearchScope())
    assert found.lines[0].text == "In the past or stopped (1): Katz, Ben."


def test_a_kind_of_insulin_is_insulin(lookups, ada, visit):
    visit(ada, date(2024, 1, 9), plan="Continue insulin glargine 14 units at night.")
    found = lookups.answer("Who injects insulin?", SearchScope())
    assert found.lines[0].text == "1 client takes insulin: Byron, Ada."


def test_those_who_have_an_illness_are_named_by_the_illness(lookups, ada, visit):
    visit(ada, date(2024, 1, 9), assessment="Asthma, well controlled.")
    assert (
        lookups.answer("all asthmatics here", SearchScope()).lines[0].text
        == "1 client has asthma: Byron, Ada."
    )
    told = lookups.answer("רשימת האסתמטיים במרפאה", SearchScope()).lines[0].text
    assert told.startswith("מטופל אחד עם אסתמה")
