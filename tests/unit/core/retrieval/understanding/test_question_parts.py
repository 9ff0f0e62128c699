"""A question for several things is told from one for one, and each part can be asked by itself."""

from __future__ import annotations

from datetime import date

import pytest

from core.language.vocabulary import Vocabulary
from core.retrieval.question import understand
from core.retrieval.understanding.question_parts import MOST_PARTS, parts_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "What scans did he have for the liver, the hip and the elbow?",
            (
                "What scans did he have for the liver",
                "What scans did he have for the hip",
                "What scans did he have for the elbow",
            ),
        ),
        (
            "How much did she weigh in March and in July?",
            ("How much did she weigh in March", "How much did she weigh in July"),
        ),
        (
            "Which splint was he told to wear, for the thumb and then for the knee?",
            (
                "Which splint was he told to wear for the thumb",
                "Which splint was he told to wear for the knee",
            ),
        ),
        ("Any fits or faints in the family?", ("Any fits", "Any faints in the family")),
        (
            "Which statin was he given and when was it stopped?",
            ("Which statin was he given", "when was it stopped"),
        ),
        (
            "What did the urine show, what did the films show?",
            ("What did the urine show", "what did the films show"),
        ),
        ("מה הבדיקות לכליה, לכבד ולברך?", ("מה הבדיקות לכליה", "מה הבדיקות לכבד", "מה הבדיקות לברך")),
        ("מה קיבל לכאב ומתי הופסק?", ("מה קיבל לכאב", "מתי הופסק")),
    ],
)
def test_the_parts_of_a_question(text, parts):
    assert tuple(" ".join(part.split()) for part in parts_of(text)) == parts


@pytest.mark.parametrize(
    "text",
    [
        "Latest potassium?",
        "What dose of warfarin is she on?",
        "מתי התחיל ורפרין?",
        "gout",
        "and",
        "?",
        ", and ",
    ],
)
def test_one_question_has_no_parts(text):
    assert parts_of(text) == ()


def test_no_more_parts_than_are_searched():
    members = ", ".join(f"the thing{at}" for at in range(MOST_PARTS + 3))
    assert len(parts_of(f"What was done for {members}?")) <= MOST_PARTS


def test_each_part_is_understood_by_itself_and_a_list_of_clients_has_none():
    vocabulary, today = Vocabulary(()), date(2024, 9, 15)
    asked = understand("What was the latest weight and the first pulse?", today=today, vocabulary=vocabulary)
    assert [part.text for part in asked.parts] == ["What was the latest weight", "What was the first pulse"]
    assert asked.parts[0].order == "latest"
    assert not any(part.parts for part in asked.parts)
    listing = understand("Who takes warfarin or aspirin?", today=today, vocabulary=vocabulary, practice=True)
    assert listing.listing
    assert listing.parts == ()
