"""Whether a fact is the client's or a relative's."""

from __future__ import annotations

import pytest

from tests.unit.core.facts.reading import facts, read


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Lives with his wife Mazal, she takes levothyroxine.", "family"),
        ("His wife came along. She takes levothyroxine.", "family"),
        ("Lives with her husband. He is on levothyroxine.", "family"),
        ("גר עם אשתו מזל, היא נוטלת אלטרוקסין.", "family"),
        ("הגיעה עם בעלה, הוא לוקח אלטרוקסין.", "family"),
        # The client is meant, may be meant, or speaks through somebody else.
        ("Her wife came. She takes levothyroxine.", "active"),
        ("Came with his wife. He takes levothyroxine.", "active"),
        ("His mother has diabetes. He takes levothyroxine.", "active"),
        ("Her husband came. He thinks she takes levothyroxine.", "active"),
        ("Her husband came. He reports levothyroxine is taken daily.", "active"),
        ("אשתו איתו. הוא נוטל אלטרוקסין.", "active"),
        ("גרה עם אחותה והיא נוטלת אלטרוקסין.", "active"),
    ],
)
def test_whom_a_pronoun_means(text: str, status: str) -> None:
    assert [(one.concept, one.status) for one in facts(text) if one.kind == "medication"] == [
        ("levothyroxine", status)
    ]


def test_an_illness_of_whom_a_pronoun_means() -> None:
    assert read("His wife came along. She has asthma.", "problem") == [("asthma", "family", "")]
    assert read("His wife came along. He has asthma.", "problem") == [("asthma", "active", "")]


@pytest.mark.parametrize(
    ("text", "field", "concept", "status"),
    [
        ("Migraine in her daughter, not in her.", "medical_history", "migraine", "family"),
        ("Asthma in her son.", "medical_history", "asthma", "family"),
        ("Bro has asthma.", "subjective", "asthma", "family"),
        ("Asthma since the birth of her son.", "medical_history", "asthma", "active"),
        ("Asthma in child.", "assessment", "asthma", "active"),
        ("Has diabetes in daughter's words.", "subjective", "diabetes", "active"),
        ("Nurse: lives w sis, has asthma.", "subjective", "asthma", "active"),
    ],
)
def test_an_illness_of_a_relative_named_behind_it(text: str, field: str, concept: str, status: str) -> None:
    assert read(text, "problem", field) == [(concept, status, "")]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Allergic to penicillin, asthma in son.", "allergy", [("penicillin", "active", "")]),
        ("On warfarin, epilepsy in son.", "medication", [("warfarin", "active", "")]),
        ("Smokes 20/day, asthma in son.", "habit", [("smoking", "active", "")]),
        ("Takes warfarin, staying in daughter's house.", "medication", [("warfarin", "active", "")]),
        ("קליטת אחות - אלרגיה לפניצילין", "allergy", [("penicillin", "active", "")]),
        (
            "not allergic to latex, aspirin stopped",
            "allergy",
            [("latex", "denied", ""), ("aspirin", "denied", "")],
        ),
        (
            "Daughter allergic to nuts, cetirizine started.",
            "allergy",
            [("nuts", "family", ""), ("cetirizine", "family", "")],
        ),
    ],
)
def test_whose_it_is_is_not_decided_by_what_stands_in_another_part(
    text: str, kind: str, expected: list[tuple[str, str, str]]
) -> None:
    assert read(text, kind) == expected
