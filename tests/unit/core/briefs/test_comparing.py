"""Two numbers stand with an arrow between them only where they are of one thing, and of this client."""

from __future__ import annotations

import pytest

from core.briefs.dto import Brief
from core.facts.dto import Fact
from tests.fakes.briefs import brief_of, chart, told


def moved(before: dict[str, str], now: dict[str, str]) -> Brief:
    return brief_of(chart({"day": "2024-08-05", **now}, {"day": "2024-05-06", **before}))


def arrows(brief: Brief) -> list[str]:
    return [line.text for line in brief.lines if line.moved]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Creatinine 118 µmol/L.", "Urine albumin/creatinine 3.1 mg/mmol."),
        ("Creatinine 118 µmol/L.", "Albumin-creatinine 30."),
        ("Creatinine 98 µmol/L.", "Creatinine 1.5 mg/dL."),
        ("Creatinine 98.", "Creatinine 1.5."),
        ("Creatinine 1.1 mg/dL.", "Urine creatinine 90 mg/dL."),
        ("HbA1c 53.", "HbA1c 7.1."),
        ("Glucose 180 mg/dL.", "Glucose 10.1 mmol/L."),
        ("Fasting glucose 98 mg/dL.", "Random glucose 160 mg/dL."),
        ("Weight 176 lb.", "Weight 80 kg."),
        ("Weight 176.", "Weight 80."),
        ("Weight 82 kg.", "Weight down 10 kg."),
        ("Left arm BP 128/78.", "Right arm BP 160/90."),
        ("BP 150/90.", "Home BP 128/78."),
        ("BP 150/90.", "BP 130/80 is the goal."),
        ("Right arm BP 158/90.", "Left arm BP 128/78, right arm BP 160/90."),
        ("Her husband's BP 190/110 worries her.", "BP 128/78."),
        ("BP 128/78.", "Twin brother's BP 190/110."),
        ("BP 128/78.", 'ל"ד של בעלה 190/110, ל"ד של בעלה 180/100.'),
        ("משקל 82.", "אשתו: משקל 64."),
        ("Left knee pain 8/10.", "Right knee pain 2/10."),
        ("Knee pain 8/10 on the left.", "Knee pain 2/10 on the right."),
        ("כאב בברך שמאל 8/10.", "כאב בברך ימין 2/10."),
        (
            "Left knee flexion 90 degrees, extension 10 degrees.",
            "Right knee flexion 125 degrees, extension 0 degrees.",
        ),
        (
            "Left knee. Flexion 90 degrees, extension 10 degrees.",
            "Right knee. Flexion 125 degrees, extension 0 degrees.",
        ),
        ("Elbow flexion 90 degrees, extension 10 degrees.", "Knee flexion 125 degrees, extension 0 degrees."),
        ("ברך שמאל: כפיפה 90°, יישור 10°.", "ברך ימין: כפיפה 125°, יישור 0°."),
    ],
)
def test_two_things_are_not_compared_as_one(before: str, now: str) -> None:
    assert arrows(moved({"objective": before}, {"objective": now})) == []


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("Weight 82 kg.", "Weight 79 kilograms.", "Weight 82 kg → Weight 79 kilograms"),
        ("Weight 82.", "Weight 79.", "Weight 82 → Weight 79"),
        ("HbA1c 7.6%.", "HbA1c 7.1.", "HbA1c 7.6% → HbA1c 7.1"),
        ("Knee sore. BP 150/90.", "Left hip sore. BP 130/80.", "BP 150/90 → BP 130/80"),
        ("Right arm BP 158/90.", "Right arm BP 140/80.", "BP 158/90 → BP 140/80"),
        (
            "Right-handed. Left knee pain 8/10.",
            "Right-handed. Left knee pain 2/10.",
            "pain 8/10 → pain 2/10",
        ),
    ],
)
def test_one_thing_is(before: str, now: str, expected: str) -> None:
    assert expected in " ".join(arrows(moved({"objective": before}, {"objective": now})))


@pytest.mark.parametrize(
    "now",
    [
        "If the pressure stays above 140 at home for two weeks, ramipril 10 mg, else not.",
        "Ramipril 10 mg unless she coughs.",
        "Offered ramipril 10 mg.",
        "Ramipril 10 mg was refused.",
        "Offered more. She declined ramipril 10 mg.",
        "Ramipril 10 mg daily. She declined.",
        "Pharmacy gave ramipril 10 mg by mistake.",
        "Consider ramipril 10 mg.",
        "Ramipril, maximum ramipril 10 mg a day.",
        "Her husband takes ramipril 10 mg.",
        'אם לחץ הדם יישאר גבוה, Ramipril 10 מ"ג.',
        'הוצע Ramipril 10 מ"ג.',
        'Ramipril 10 מ"ג: סירב.',
        'קיבל בטעות Ramipril 10 מ"ג.',
        'לשקול Ramipril 10 מ"ג.',
        'אשתו נוטלת Ramipril 10 מ"ג.',
        "Ramipril/HCTZ 10 mg.",
    ],
)
def test_a_dose_that_nobody_ordered_is_no_change(now: str) -> None:
    assert arrows(moved({"plan": "Ramipril 5 mg."}, {"plan": now})) == []
    assert arrows(moved({"plan": now}, {"plan": "Ramipril 5 mg."})) == []


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Metformin 500 mg daily.", "Max dose of metformin is 2000 mg."),
        ("Metformin 500 mg daily.", "Metformin 500 mg daily, maximum daily dose 2000 mg."),
        ("Metformin 500 mg daily.", "Metformin, usual dose 850 mg."),
        ("Metformin 500 mg daily.", "Starting dose of metformin would be 850 mg."),
        ("Metformin 500 mg daily.", "The recommended dose of metformin is 850 mg."),
        ("Metformin 500 mg daily.", "Metformin would be 850 mg."),
        ("Insulin 20 units daily.", "Insulin 300 units pen."),
        ("Insulin 20 units daily.", "Insulin 1000 units vial."),
        ("Amoxicillin 500 mg tds.", "Amoxicillin/clavulanate 875 mg bid."),
        ("Amoxicillin 500 mg tds.", "Amoxicillin/sulbactam 875 mg bid."),
        ('מטפורמין 500 מ"ג ביום.', 'מינון מקסימלי של מטפורמין 2000 מ"ג.'),
    ],
)
def test_the_most_the_usual_and_the_packed_dose_are_none_that_is_taken(before: str, now: str) -> None:
    assert arrows(moved({"plan": before}, {"plan": now})) == []
    assert arrows(moved({"plan": now}, {"plan": before})) == []


@pytest.mark.parametrize(
    "now",
    [
        "Metformin 2000 mg daily.",
        "She is on max dose of metformin 2000 mg.",
        "Increase metformin to maximum dose 2000 mg.",
        "Started on the recommended dose of metformin 2000 mg daily.",
    ],
)
def test_a_dose_that_is_taken_is_one_though_it_is_the_most(now: str) -> None:
    assert len(arrows(moved({"plan": "Metformin 500 mg daily."}, {"plan": now}))) == 1


def test_a_day_in_a_range_is_no_number_and_fails_no_brief() -> None:
    words = "Sick leave 3.5.24 to 10.5.24. Metformin 1000 mg daily."
    read = moved({"plan": "Metformin 500 mg daily."}, {"plan": words})
    assert arrows(read) == ["Metformin 500 mg daily → Metformin 1000 mg daily."]


def test_a_field_that_cannot_be_read_fails_no_brief(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(said: object) -> list[Fact]:
        raise ValueError("Metformin 1000")

    monkeypatch.setattr("core.facts.extracting._READERS", (fails,))
    read = moved({"plan": "Metformin 500 mg daily."}, {"plan": "Metformin 1000 mg daily."})
    assert arrows(read) == []
    assert "ValueError" in caplog.text
    assert "Metformin" not in caplog.text


def test_a_dose_that_was_ordered_is_one() -> None:
    (line,) = arrows(moved({"plan": "Ramipril 5 mg / day."}, {"plan": "Ramipril 10 mg / day."}))
    assert line == "Ramipril 5 mg / day → Ramipril 10 mg / day."


@pytest.mark.parametrize(
    "words",
    [
        "רגישות לאור.",
        "רגישות לרעש ולאור.",
        "רגישה למגע בבטן.",
        "רגיש למישוש.",
        "Cold intolerance.",
        "Intolerance to cold.",
        "תרבית שתן: רגישות לצפרוקסין.",
    ],
)
def test_what_light_or_touch_does_is_no_allergy(words: str) -> None:
    assert told(brief_of(chart({"day": "2024-08-05", "subjective": words})), "alert") == ""


@pytest.mark.parametrize(
    "words", ["רגישות לפניצילין.", "רגישות ללטקס.", "אלרגית לבוטנים.", "Allergic to penicillin."]
)
def test_what_a_drug_does_is(words: str) -> None:
    assert told(brief_of(chart({"day": "2024-08-05", "subjective": words})), "alert") == words
