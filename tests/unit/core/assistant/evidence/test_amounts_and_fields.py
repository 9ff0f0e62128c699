"""Numbers and the names of a note's parts are in every chart: neither is what a question is about."""

from __future__ import annotations

import pytest

from core.assistant.evidence.abstention import judge, missing_words
from core.assistant.evidence.kinds import kind_of
from core.assistant.evidence.ranking import rank_evidence
from core.assistant.evidence.subjects import Subjects, drug_lexemes
from tests.fakes.search import hits_of, passage_of

_KNEE = hits_of([passage_of("Knee: flexion 5-100 degrees. Walks 5 km. Ice and rest.")], dense=0.5)


def test_a_drug_nobody_wrote_of_is_missing_though_its_number_stands_there() -> None:
    question = "Was it 5 mg or 10 mg of ramipril?"
    assert judge(question, _KNEE, by_meaning=True).reason == "not_mentioned"
    assert missing_words(question, _KNEE, subjects=None, mentioned=[1.0, 1.0, 0.0]) == ("ramipril",)


def test_a_sentence_that_shares_a_number_alone_shares_nothing() -> None:
    ranked = rank_evidence("Was it 5 mg or 10 mg of ramipril?", _KNEE)
    assert all(one.matched == () for one in ranked)
    (only, *_) = rank_evidence("Was it 5 mg of ramipril?", hits_of([passage_of("Ramipril 5 mg.")], dense=0.5))
    assert "ramipril" in only.matched


def test_a_question_of_nothing_but_a_number_is_still_ranked_by_it() -> None:
    best = rank_evidence("120/80?", hits_of([passage_of("Sleeps well. BP 120/80.")], dense=0.5))[0]
    assert best.span.text.strip() == "BP 120/80."


@pytest.mark.parametrize(
    "question",
    [
        "What is the plan for the knee now?",
        "What was the assessment of the knee?",
        "Findings on the knee?",
        "What is the plan?",
        "מה התוכנית?",
        "מה האבחנה?",
        "מה הממצאים?",
    ],
)
def test_what_the_parts_of_a_note_are_called_is_never_missing(question: str) -> None:
    assert judge(question, _KNEE, by_meaning=True).reason is None
    assert missing_words(question, _KNEE, subjects=None, mentioned=[0.0] * len(Subjects(question).names)) in (
        (),
        ("knee",),
    )


def test_a_number_with_its_unit_is_a_frame() -> None:
    subjects = Subjects("Was it 5 mg of ramipril?")
    kinds = {name: kind_of(subjects, place) for place, name in enumerate(subjects.names)}
    assert kinds == {"5 mg": "frame", "ramipril": "drug"}


def test_no_number_is_the_name_of_a_drug() -> None:
    assert not any(lexeme.isdigit() for lexeme in drug_lexemes())


def test_a_scale_is_not_found_by_the_number_of_another() -> None:
    hits = hits_of([passage_of("GAD-7: 5, PHQ-9: 4.")], dense=0.5)
    assert judge("What was the PCL-5?", hits, by_meaning=True).reason == "not_mentioned"
    hits = hits_of([passage_of("PCL-5 52.")], dense=0.5)
    assert judge("What was the PCL-5?", hits, by_meaning=True).reason is None
