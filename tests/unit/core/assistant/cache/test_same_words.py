"""Which questions share an answer: those in the same words, and none that ask something else."""

from __future__ import annotations

import pytest

from core.assistant.cache.same_words import what_is_said
from tests.fixtures.figures import figure
from tests.unit.core.assistant.cache.other_questions import other_questions


def test_no_question_is_taken_for_another():
    pairs = other_questions()
    assert len(pairs) >= 400
    shared = [(one, other) for one, other in pairs if what_is_said(one) == what_is_said(other)]
    assert shared == []
    figure(f"answer cache: 0 of {len(pairs)} near questions that ask something else share an answer")


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\n\n", "\u2028"])
def test_a_new_line_divides_as_a_stop_does(line_break):
    assert what_is_said(f"No{line_break}fever?") != what_is_said("No fever?")
    assert what_is_said(f"Not IV{line_break}stopped?") != what_is_said("Not IV stopped?")
    assert what_is_said(f"No fever?{line_break}") == what_is_said("No fever?")
    assert what_is_said(f"No fever.{line_break}Cough?") == what_is_said("No fever. Cough?")


def test_how_kindly_it_is_asked_changes_nothing():
    nothing_but_courtesy = {"Please", "Show me", "Tell me"}
    for question in {one for pair in other_questions() for one in pair} - nothing_but_courtesy:
        said = what_is_said(question)
        assert said == what_is_said(f"  {question}  ") == what_is_said(f"please {question}")
