"""A number without a unit is borne out by a number of the same thing only."""

from __future__ import annotations

import pytest

from core.assistant.verification.sentence_verifier import SentenceVerifier
from tests.fakes.search import passage_of

REFILL = "Levothyroxine 1.5 mg daily, 1 refill."
WARFARIN = "Warfarin 5 mg daily, INR 2.5, next check in 3 weeks."
COURSE = "Amoxicillin 500 mg three times a day for 7 days."
SCALES = "Metformin 850 mg with breakfast, weight 80 kg, pulse 76 regular."
HOME = "Two dogs, 3 cats."
THYROID = 'אלטרוקסין 100 מק"ג פעם ביום, 2 מרשמים.'
BLOOD = 'קומדין 5 מ"ג ביום, INR 2.5, ביקורת בעוד 3 שבועות.'
WEIGHT = 'מטפורמין 850 מ"ג, משקל 80 ק"ג, דופק 76 סדיר.'


def reason_of(text: str, note: str) -> str | None:
    return SentenceVerifier({1: passage_of(note)}).check(text, (1,)).reason


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Levothyroxine dose is 1.", REFILL),
        ("Levothyroxine 1.", REFILL),
        ("Warfarin dose is 2.5.", WARFARIN),
        ("Warfarin dose is 3.", WARFARIN),
        ("Amoxicillin dose is 7.", COURSE),
        ("Amoxicillin dose is 3.", COURSE),
        ("Metformin dose is 80.", SCALES),
        ("Metformin dose is 76.", SCALES),
        ("Weight is 76.", SCALES),
        ("Levothyroxine dose is 3.", "Levothyroxine reviewed at 3 visits."),
        ("Sertraline dose is 30.", "Sertraline 50 mg daily, 30 dispensed."),
        ("אלטרוקסין 2.", THYROID),
        ("אלטרוקסין 1.", THYROID),
        ("קומדין 2.5.", BLOOD),
        ("קומדין 3.", BLOOD),
        ("מטפורמין 80.", WEIGHT),
        ("משקל 76.", WEIGHT),
    ],
)
def test_the_number_of_another_thing_is_withheld(text: str, note: str) -> None:
    assert reason_of(text, note) == "number_of_another"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Levothyroxine dose is 1.5.", REFILL),
        ("Levothyroxine 1.5 mg with 1 refill.", REFILL),
        ("Levothyroxine has 1 refill.", REFILL),
        ("Warfarin dose is 5.", WARFARIN),
        ("INR is 2.5.", WARFARIN),
        ("Amoxicillin dose is 500.", COURSE),
        ("Metformin dose is 850.", SCALES),
        ("Weight is 80.", SCALES),
        ("Pulse is 76.", SCALES),
        ("Has 3 cats.", HOME),
        ("Has 2 dogs.", HOME),
        ("Potassium was 4.1.", "Potassium (in April): 4.1."),
        ("Fell 2 times.", "Fell twice."),
        ("There were 2 falls.", "Two falls."),
        ("Short phrases of 3-4 words.", "Speaks in short phrases of 3-4 words."),
        ("Depo-Medrol 40.", "Depo-Medrol 40 mg injected in May."),
        ("3+4=7 (GG2).", "Gleason 3+4=7 (GG2)."),
        ("אלטרוקסין 100.", THYROID),
        ("אלטרוקסין, 2 מרשמים.", THYROID),
        ("קומדין 5.", BLOOD),
        ("INR 2.5.", BLOOD),
        ("מטפורמין 850.", WEIGHT),
        ("משקל 80.", WEIGHT),
        ("דופק 76.", WEIGHT),
    ],
)
def test_the_number_of_the_thing_itself_passes(text: str, note: str) -> None:
    assert reason_of(text, note) is None
