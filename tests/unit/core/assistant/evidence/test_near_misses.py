"""That what stands beside what is asked is no answer to it, and that what is told of it is."""

from __future__ import annotations

import pytest

from core.assistant.evidence.abstention import judge
from core.assistant.evidence.people import asked_of, is_named
from tests.fakes.search import hits_of, passage_of


def reason_for(question: str, *texts: str) -> str | None:
    hits = hits_of([passage_of(text, field="subjective") for text in texts])
    return judge(question, hits, by_meaning=True).reason


@pytest.mark.parametrize(
    ("question", "beside", "told"),
    [
        ("Does her mother have migraine?", "Migraine with aura.", "Her mother has migraine."),
        ("When did his wife die?", "Lives with his daughter.", "His wife died in May."),
        ("What drug did her grandmother take?", "Grief over her grandmother.", "Grandmother took digoxin."),
        ("האם אמה סבלה ממיגרנה?", "מיגרנה עם אאורה.", "אמה סובלת ממיגרנה."),
        (
            "What did the X-ray of the left knee show?",
            "X-ray of the right knee shows arthritis.",
            "X-ray of the left knee shows arthritis.",
        ),
    ],
)
def test_what_is_said_of_something_near_is_no_answer(question: str, beside: str, told: str) -> None:
    assert reason_for(question, beside) is not None
    assert reason_for(question, beside, told) is None


@pytest.mark.parametrize(
    ("question", "silent", "saying"),
    [
        ("How old was she when her asthma began?", "Asthma, peak flow 300.", "Asthma since she was 9."),
        ("Which hospital fitted his pacemaker?", "Pacemaker fitted.", "Pacemaker fitted at Mercy Hospital."),
        ("באיזה בית חולים אושפז?", "אושפז חמישה ימים.", "אושפז באיכילוב."),
    ],
)
def test_an_attribute_has_to_be_stated(question: str, silent: str, saying: str) -> None:
    assert reason_for(question, silent) is not None
    assert reason_for(question, silent, saying) is None


@pytest.mark.parametrize(
    ("question", "silent", "saying"),
    [
        ("How many mg of calcium does she take?", "Alendronate 70 mg, calcium.", "Calcium 600 mg."),
        ("Metformin dose?", "Takes metformin. Norvasc 10 mg.", "Metformin 500 mg."),
        ("What dose of aspirin is he on?", "Aspirin, Lipitor 40 mg.", "Lipitor, aspirin 81 mg."),
    ],
)
def test_a_dose_belongs_to_the_drug_it_stands_with(question: str, silent: str, saying: str) -> None:
    assert reason_for(question, silent) == "value_not_found"
    assert reason_for(question, silent, saying) is None


def test_the_dose_of_what_replaced_a_drug_stands_with_another_name() -> None:
    assert reason_for("What replaced ramipril, at what dose?", "Ramipril changed to losartan 50 mg.") is None


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("What's her partner's blood group?", "spouse"),
        ("Did his mom have a stroke?", "mother"),
        ("How old was her mother when she died?", "mother"),
        ("What did his mother do about it?", None),
        ("Who took his wife's car?", "spouse"),
        ("מה אמר הרופא?", None),
    ],
)
def test_whose_health_is_asked_after(question: str, who: str | None) -> None:
    assert asked_of(question) == who


def test_a_relative_is_named_in_more_than_one_way() -> None:
    assert is_named("mother", "Maternal history of stroke.")
    assert is_named("son", "Two children.")
    assert not is_named("father", "Her mother is well.")


@pytest.mark.parametrize("question", ["Which instrument has she taken up?", "What mileage does he run?"])
def test_one_everyday_word_that_is_not_mentioned_refuses_nothing(question: str) -> None:
    assert reason_for(question, "Started the trumpet. Runs 4 miles a day.") is None
