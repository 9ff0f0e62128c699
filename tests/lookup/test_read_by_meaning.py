"""Questions whose words fit no frame, lists of who formerly did something, and courses that are over."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from core.lookup.reading import QuestionReader, weights
from core.sources.dto import SearchScope


@pytest.fixture
def over_the_practice(lookups):
    def ask(question: str) -> list[str] | None:
        found = lookups.answer(question, SearchScope())
        return None if found is None else [line.text for line in found.lines]

    return ask


@pytest.fixture
def read_as(lookups, monkeypatch):
    """Lets the reader find a question most like a wording, whatever its vector is."""

    def set_to(name: str) -> None:
        row = weights().matrix[weights().names.index(name)]
        vector = (row / np.linalg.norm(row)).astype(np.float32)
        monkeypatch.setattr(lookups, "_reader", QuestionReader(lambda text: vector))

    return set_to


def test_a_question_in_other_words_is_looked_up(lookups, ada, visit, read_as, over_the_practice):
    visit(ada, date(2024, 1, 9), plan="Continue metformin 500 mg twice daily.")
    question = "metformin: who might be on it?"
    assert over_the_practice(question) is None
    read_as("takers")
    assert over_the_practice(question) == ["1 client takes metformin: Byron, Ada."]


def test_it_is_answered_for_the_client_whose_chart_is_open(lookups, ada, visit, read_as):
    visit(ada, date(2024, 1, 9), objective="Weight 81 kg.")
    visit(ada, date(2024, 3, 9), objective="Weight 78 kg.")
    read_as("measure_lowest")
    found = lookups.answer("Ada at her lightest: weight?", SearchScope(client_id=ada))
    assert found is not None
    assert "78" in found.lines[0].text


def test_the_wording_of_a_client_is_not_asked_of_the_practice(read_as, ada, visit, over_the_practice):
    visit(ada, date(2024, 1, 9), objective="Weight 81 kg.")
    read_as("measure_lowest")
    assert over_the_practice("the lightest of them: weight?") is None


def test_who_stopped_a_drug_is_a_list_of_its_own(ada, ben, visit, over_the_practice):
    visit(ada, date(2024, 1, 9), plan="Continue metformin 500 mg twice daily.")
    visit(ben, date(2024, 1, 9), plan="Continue metformin 500 mg twice daily.")
    visit(ben, date(2024, 5, 9), plan="Stop metformin.")
    assert over_the_practice("who stopped metformin") == ["In the past or stopped (1): Katz, Ben."]
    assert over_the_practice("who takes metformin")[0] == "1 client takes metformin: Byron, Ada."


def test_who_smoked_is_not_who_smokes(ada, ben, visit, over_the_practice):
    visit(ada, date(2024, 1, 9), subjective="Smokes 10 cigarettes a day.")
    visit(ben, date(2024, 1, 9), subjective="Ex-smoker since 2015.")
    assert over_the_practice("ex-smokers in the practice") == ["In the past or stopped (1): Katz, Ben."]
    assert over_the_practice("non-smokers") is None
    assert "Katz, Ben" in over_the_practice("מעשנים לשעבר, מי הם?")[0]
    assert over_the_practice("current smokers")[0] == "1 client smokes: Byron, Ada."


def test_a_course_that_is_over_is_not_taken(ada, visit, over_the_practice, lookups):
    visit(ada, date(2024, 1, 9), plan="Prednisolone 30 mg for 7 days.")
    assert over_the_practice("who takes prednisolone")[0] == "1 client takes prednisolone: Byron, Ada."
    visit(ada, date(2024, 1, 12), subjective="Better. BP 120/80.", objective="BP 120/80.")
    assert over_the_practice("who takes prednisolone")[0] == "1 client takes prednisolone: Byron, Ada."
    visit(ada, date(2024, 3, 9), objective="BP 120/80.")
    assert over_the_practice("who takes prednisolone")[0].startswith("No client takes prednisolone")
    taken = lookups.answer("is she taking prednisolone now", SearchScope(client_id=ada))
    assert taken is None or "Takes" not in taken.lines[0].text


def test_a_value_at_any_time_counts_where_the_question_is_of_the_past(ada, visit, over_the_practice):
    visit(ada, date(2024, 1, 9), objective="HbA1c 74.")
    visit(ada, date(2024, 5, 9), objective="HbA1c 52.")
    assert "Byron, Ada (74" in over_the_practice("whose HbA1c has been above 70?")[0]
    assert over_the_practice("who has an HbA1c above 70")[0].startswith("No client with a last")


def test_a_measure_that_no_note_names_is_above_nothing(ada, visit, over_the_practice, mentioned):
    visit(ada, date(2024, 1, 9), objective="HbA1c 74.")
    assert over_the_practice("PSA above 4 - whose?") == ["No client with a last PSA above 4."]
    mentioned.add("PSA")
    assert over_the_practice("PSA above 4 - whose?") is None
