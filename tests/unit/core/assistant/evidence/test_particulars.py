"""Particulars: what a chart has to state, in English and Hebrew, and what by itself answers."""

from __future__ import annotations

import pytest

from core.assistant.evidence.abstention import judge
from core.assistant.evidence.people import asked_of
from tests.fakes.search import hits_of, passage_of


def _reason(question: str, text: str) -> str | None:
    return judge(question, hits_of([passage_of(text)], dense=0.5), by_meaning=True).reason


@pytest.mark.parametrize(
    ("question", "silent", "saying"),
    [
        ("Who is her dentist?", "Saw the dentist.", "Saw the dentist, Dr. Levy."),
        (
            "Which dermatologist saw her?",
            "A dermatologist took a biopsy.",
            "A biopsy by her dermatologist, Dr. Gold.",
        ),
        ("How long was the brace worn?", "Brace worn twice a day.", "Brace worn for 6 weeks."),
        ("מה שם המטפלת?", "המטפלת גרה איתו.", "מטפלת בשם רוזה."),
        ("מי הפסיכיאטר שלה?", "הופנתה לפסיכיאטר.", 'פסיכיאטר ד"ר כהן.'),
    ],
)
def test_it_has_to_be_stated(question: str, silent: str, saying: str) -> None:
    assert _reason(question, silent) is not None
    assert _reason(question, saying) is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("כמה ילדים יש לו?", "נשוי + 4."),
        ("כמה ילדים יש לו?", "נשוי ואב לארבעה."),
        ("מה משקל הלידה?", "נולד בן 3,180 גרם."),
        ("How many cigarettes a day?", "Smokes 1.5 packs per day."),
        ("במה היא עוסקת?", "בת 37, גרפיקאית, ימנית."),
        ("What is she to do if she gains weight?", "To call if she gains weight."),
        ("What is the blood pressure treatment?", "Blood pressure: on amlodipine."),
        ("What would she get if the strep test is positive?", "If the strep test is positive, amoxicillin."),
        ("How much weight did she lose?", "She lost 110 pounds."),
    ],
)
def test_what_answers_in_other_words_is_not_refused(question: str, text: str) -> None:
    assert _reason(question, text) is None


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("האם לאמה יש מיגרנה?", "mother"),
        ("האם לאביו סוכרת?", "father"),
        ("האם הבעל חולה בדמנציה?", "spouse"),
        ("האם יש לו סוכרת?", None),
    ],
)
def test_a_relative_is_known_behind_hebrew_prefixes(question: str, who: str | None) -> None:
    assert asked_of(question) == who


def test_a_relative_nobody_speaks_of_has_no_illness_on_record() -> None:
    assert _reason("האם לאמה יש מיגרנה?", "מיגרנה עם אאורה.") is not None
    assert _reason("האם לאמה יש מיגרנה?", "לאמה מיגרנה.") is None
