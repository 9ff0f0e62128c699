"""The dose, rhythm, course and day of a medicine, and its name in shorthand."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.core.facts.reading import TODAY, facts, read


def test_a_medicine_carries_dose_rhythm_route_and_reason() -> None:
    (fact,) = facts("Stopped oral naproxen 500 mg twice daily because of stomach pain, feels better.")
    assert (fact.value, fact.unit, fact.frequency, fact.route) == ("500", "mg", "twice daily", "oral")
    assert fact.reason == "stomach pain"


@pytest.mark.parametrize(
    ("text", "frequency"),
    [
        ("Takes cyclobenzaprine 5 mg 3 times a day.", "3 times a day"),
        ("Takes naproxen 500 mg every 12 hours.", "every 12 hours"),
        ("Takes naproxen 500 mg q 8 h prn.", "q 8 h prn"),
        ('נוטלת אקמול 500 מ"ג 3 פעמים ביום', "3 פעמים ביום"),
    ],
)
def test_how_often_a_medicine_is_taken(text: str, frequency: str) -> None:
    assert [one.frequency for one in facts(text) if one.kind == "medication"] == [frequency]


@pytest.mark.parametrize(
    ("text", "frequency"),
    [
        ("Finasteride 5 mg half tablet daily.", "half tablet daily"),
        ("Takes ibuprofen 200 mg, 2 tablets, 3 times daily.", "2 tablets, 3 times daily"),
        ("Takes paracetamol 500 mg, 2 tablets.", "2 tablets"),
        ("Benefited from prednisone 5 mg, less pain at night.", ""),
        ("Takes naproxen 500 mg for pain at night.", "at night"),
    ],
)
def test_how_often_counts_the_tablets_and_not_the_complaint(text: str, frequency: str) -> None:
    (fact,) = facts(text)[:1]
    assert fact.frequency == frequency


def test_the_hour_of_something_else_is_not_how_often() -> None:
    (drug,) = (
        one for one in facts("Amitriptyline 10 mg, groggy for the 4am start.") if one.kind == "medication"
    )
    assert drug.frequency == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On letrozole since 20 March.", [("started", date(2024, 3, 20))]),
        ("Letrozole since 20 March, hands stiff.", [("started", date(2024, 3, 20))]),
        ("On letrozole since March.", [("active", TODAY)]),
        ("Letrozole, hands stiff since 20 March.", []),
        ("Sertraline 100 since March.", [("active", TODAY)]),
    ],
)
def test_a_medicine_is_begun_on_the_day_since_which_it_is_taken(
    text: str, expected: list[tuple[str, date]]
) -> None:
    assert [(one.status, one.day) for one in facts(text) if one.kind == "medication"] == expected


def test_a_step_has_the_day_that_its_words_give() -> None:
    (stopped, started) = facts("Stopped atorvastatin in March. Started rosuvastatin 3 weeks ago.")
    assert (stopped.day, started.day) == (date(2024, 3, 1), date(2024, 4, 19))


def test_a_stop_before_an_operation_quotes_the_operation_and_has_no_day_of_its_own() -> None:
    (fact,) = facts("She will stop clopidogrel one week prior to knee surgery; we will remind her.")
    assert fact.day == TODAY
    assert fact.end == len("She will stop clopidogrel one week prior to knee surgery")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Prednisolone 30 mg seven days for polyps.", 7),
        ("Pred 30 od x 5/7", 5),
        ("doxycycline 100 mg od for 2/52, rv 4/52", 14),
        ("אוגמנטין 875 פעמיים ביום למשך 7 ימים", 7),
        ("sertraline 50 mg od 2/52", 0),
        ("sertraline 50 mg od, review 2/52", 0),
        ("prednisolone 40 mg for 5 days then 20 mg for 5 days", 0),
        ("amlodipine 5 mg started 5 days ago", 0),
        ("sertraline 50 mg daily for 28 days", 0),
    ],
)
def test_the_days_of_a_course(text, days):
    (fact,) = [one for one in facts(text, "plan") if one.kind == "medication"]
    assert fact.course_days == days
    assert facts("ibuprofen 400 mg for 5 days")[0].course_days == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cont metf 1 g bd", [("metformin", "continued", "1")]),
        ("amlodipine 10, Crestor 5, etc", [("amlodipine", "active", "10"), ("rosuvastatin", "active", "5")]),
        ("failed so far, sertraline 50, citalopram 20", []),
        ("hold before surgery, aspirin 75, apixaban 5", []),
        ("tramadol 50 up to 8 a day", [("tramadol", "active", "50")]),
        ("propranolol 40 mg cut attacks to 2", [("propranolol", "changed", "40")]),
        ("losartan 100 cut to 50 (K).", [("losartan", "changed", "50")]),
        ("furos 40 mg om", [("furosemide", "active", "40")]),
        ("cholest 5.2, hdl 1.2, lith 0.7, lact 3.4, testost 12 nmol/l, carbam 8 mg/l", []),
        ("Pred 10 alt days.", [("prednisolone", "active", "10")]),
        ("form 2 filled, test 90 ml, tape 1, done 12 times", []),
        ("gliclazide 80 mg bd", [("gliclazide", "active", "80")]),
    ],
)  # fmt: skip
def test_medicines_in_shorthand(text, expected):
    assert read(text, "medication", "plan") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("metf stopped, eGFR <30.", [("metformin", "stopped", "")]),
        ("ramip stopped 36 h ago as told.", [("ramipril", "stopped", "")]),
        ("restart ramip", [("ramipril", "started", "")]),
        # Cut words that are not beside a change, and words that only begin like a medicine.
        ("metf level", []),
        ("prob stopped by himself", []),
        ("started form for insurer", []),
    ],
)
def test_a_cut_name_beside_a_change(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text, "medication") == expected
