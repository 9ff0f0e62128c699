"""Facts from single statements: what counts as taken, had, planned or said of somebody else."""

from __future__ import annotations

import sys
from datetime import date
from random import Random

import pytest

from core.facts.dto import ANYTHING, Fact, SourceText
from core.facts.extracting import extract_facts
from tests.bench.facts import FILES, texts_of

TODAY = date(2024, 5, 10)


def facts(text: str, field: str = "subjective") -> tuple[Fact, ...]:
    kind = "client" if field in ("allergies", "alerts", "medical_history", "notes") else "session"
    return extract_facts([SourceText(kind, field, text, TODAY if kind == "session" else None)])  # type: ignore[arg-type]


def read(text: str, kind: str, field: str = "subjective") -> list[tuple[str, str, str]]:
    return [(one.concept, one.status, one.value) for one in facts(text, field) if one.kind == kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("increase lisinopril to 20 mg", [("lisinopril", "changed", "20")]),
        ("metformin 500 mg BID, continue", [("metformin", "continued", "500")]),
        ("She never took metformin.", [("metformin", "denied", "")]),
        ("Her mother takes metformin.", [("metformin", "family", "")]),
        ("Her wife says he takes metformin.", [("metformin", "active", "")]),
        ("Consider starting sertraline.", [("sertraline", "considered", "")]),
        ("Stop ibuprofen.", [("ibuprofen", "stopped", "")]),
        ("Do not stop warfarin.", [("warfarin", "continued", "")]),
        ("Not taking metformin regularly.", [("metformin", "active", "")]),
        (
            "He requested an increase to testosterone from 140 mg to 175 mg.",
            [("testosterone", "considered", "175")],
        ),
        ("She will stop clopidogrel for one week prior to knee surgery.", [("clopidogrel", "planned", "")]),
        ("She injects semaglutide 0.5 mg weekly.", [("semaglutide", "active", "0.5")]),
        ("The injection helped; takes 5 ml of lactulose.", [("lactulose", "active", "5")]),
        ("Hold metformin on the day of the scan.", [("metformin", "planned", "")]),
        ("A second injection with 1 cc of triamcinolone was done.", [("triamcinolone", "historical", "1")]),
        (
            "Continue ferrous sulfate, then recheck CBC, B12, and folate.",
            [("ferrous sulfate", "continued", "")],
        ),
        ("PAST HISTORY\n\nMedications\nPrilosec.", [("omeprazole", "historical", "")]),
        ("She declined a statin and refused ezetimibe.", [("ezetimibe", "refused", "")]),
        ("Statin stopped because of myalgia.", [("statin", "stopped", "")]),
        (
            "Switched from ramipril to losartan 50 mg.",
            [("ramipril", "stopped", ""), ("losartan", "started", "50")],
        ),
        (
            "Ramipril was replaced with losartan.",
            [("ramipril", "stopped", ""), ("losartan", "started", "")],
        ),
        ("If pain persists, start naproxen 500 mg BID.", [("naproxen", "planned", "500")]),
        ("If ibuprofen does not help, call us.", []),
        ("Lithium level 0.8.", []),
        ("Avoid ibuprofen.", []),
        ("Education about insulin given.", []),
        ("Refused by the patient: metformin.", [("metformin", "refused", "")]),
        ("Metformin prescribed but never started.", [("metformin", "denied", "")]),
        ("Takes no regular medications.", [(ANYTHING, "denied", "")]),
        ('העלאת Ramipril מ-5 ל-10 מ"ג ליום', [("ramipril", "changed", "10")]),
        ("הפסיקה נטילת אומפרזול", [("omeprazole", "stopped", "")]),
        ("אמה נוטלת אומפרזול", [("omeprazole", "family", "")]),
        ("לא נוטל אומפרזול", [("omeprazole", "denied", "")]),
    ],
)
def test_a_medicine_has_the_status_that_its_sentence_gives(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert read(text, "medication") == expected


def test_a_medicine_carries_dose_rhythm_route_and_reason() -> None:
    (fact,) = facts("Stopped oral naproxen 500 mg twice daily because of stomach pain, feels better.")
    assert (fact.value, fact.unit, fact.frequency, fact.route) == ("500", "mg", "twice daily", "oral")
    assert fact.reason == "stomach pain"


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


def test_a_stop_before_an_operation_quotes_the_operation_and_has_no_day_of_its_own() -> None:
    (fact,) = facts("She will stop clopidogrel one week prior to knee surgery; we will remind her.")
    assert fact.day == TODAY
    assert fact.end == len("She will stop clopidogrel one week prior to knee surgery")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tobacco use: non-smoker.", [("smoking", "denied")]),
        ("Smoking history: 20 pack years, quit 2010.", [("smoking", "former")]),
        ("Smokes 10 cigarettes a day, quit for 2 months last year.", [("smoking", "active")]),
        ("Tobacco use: none.", [("smoking", "denied")]),
        ("Tobacco use: former smoker.", [("smoking", "former")]),
        ("Tobacco use: 10 cigarettes a day.", [("smoking", "active")]),
    ],
)
def test_the_label_of_a_habit_does_not_say_that_it_is_one(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.concept, one.status) for one in facts(text) if one.kind == "habit"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("He is a farmer.", ["farmer"]), ("She met a man who is a teacher.", []), ("He is a smoker.", [])],
)
def test_what_somebody_is_may_be_the_occupation(text: str, expected: list[str]) -> None:
    assert [one.concept for one in facts(text) if one.kind == "occupation"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Retired clockmaker, hands shake.", [("clockmaker", "historical")]),
        ("27 yo violin maker's apprentice, seen urgently.", [("violin maker's apprentice", "active")]),
        ("Software tester, remote.", [("software tester", "active")]),
        ("Occupation: bus driver.", [("bus driver", "active")]),
        ("Work: school gave light desk, filing.", []),
        ("Tearful about the staff she laid off.", []),
        ("Nurse, will call back.", []),
        ("גננת בגן, עומדת הרבה.", [("גננת בגן", "active")]),
        ("גננת, עומדת הרבה.", [("גננת", "active")]),
        ("ביקרה אצל פסיכולוגית, לא המשיכה.", []),
    ],
)
def test_only_the_name_of_an_occupation_is_one(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.concept, one.status) for one in facts(text) if one.kind == "occupation"] == expected


@pytest.mark.parametrize(
    ("text", "status", "clause"),
    [
        ("Quit roll-ups 1 May with lozenges.", "former", "Quit roll-ups 1 May"),
        ("Ex-smoker since 2015.", "former", "Ex-smoker since 2015"),
        ("Smokes roll-ups 5/d.", "active", "Smokes roll-ups"),
    ],
)
def test_a_habit_given_up_quotes_since_when(text: str, status: str, clause: str) -> None:
    (habit,) = (one for one in facts(text) if one.kind == "habit")
    assert (habit.status, text[habit.start : habit.end]) == (status, clause)


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


def test_the_hour_of_something_else_is_not_how_often() -> None:
    (drug,) = (
        one for one in facts("Amitriptyline 10 mg, groggy for the 4am start.") if one.kind == "medication"
    )
    assert drug.frequency == ""


def test_what_is_stopped_before_a_comma_is_not_what_comes_behind_it() -> None:
    assert read("Stop gummies, if needed melatonin MR 2 mg.", "medication", "plan") == []
    assert [status for _, status, _ in read("Stop aspirin, clopidogrel 75 mg.", "medication", "plan")] == [
        "stopped",
        "stopped",
    ]


def test_a_list_of_allergies_holds_several_reactions_to_one() -> None:
    found = [(one.concept, one.reason) for one in facts("Acetazolamide - tingling, confusion", "allergies")]
    assert found == [("acetazolamide", "tingling, confusion")]
    more = [
        one.concept for one in facts("Penicillin - rash, hives, latex, Bee stings - swelling", "allergies")
    ]
    assert more == ["penicillin", "latex", "bee stings"]


def test_a_month_in_brackets_is_the_day_of_a_value() -> None:
    (value,) = (one for one in facts("ALT 49 (Jan).", "objective") if one.kind == "measure")
    assert (value.value, value.day) == ("49", date(2024, 1, 1))


def test_the_weight_at_birth_is_no_weight_of_now() -> None:
    assert [one for one in facts("At birth, the patient weighed 4 pounds.") if one.kind == "measure"] == []


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("Allergic to penicillin.", "subjective", [("penicillin", "active")]),
        ("No penicillin allergy.", "subjective", [("penicillin", "denied")]),
        (
            "No allergies to penicillin or latex.",
            "subjective",
            [("penicillin", "denied"), ("latex", "denied")],
        ),
        ("Penicillin allergy label removed.", "subjective", [("penicillin", "removed")]),
        ("Her son is allergic to penicillin.", "subjective", [("penicillin", "family")]),
        ("NKDA", "subjective", [(ANYTHING, "denied")]),
        ("Penicillin\nLatex - hives", "allergies", [("penicillin", "active"), ("latex", "active")]),
        ("Elderflower", "allergies", [("elderflower", "active")]),
        ("ללא רגישויות לתרופות", "subjective", [(ANYTHING, "denied")]),
        ("לא ידועה רגישות לפניצילין", "subjective", [("penicillin", "denied")]),
        ("אלרגי לפניצילין", "subjective", [("penicillin", "active")]),
    ],
)
def test_an_allergy_is_held_denied_removed_or_of_a_relative(
    text: str, field: str, expected: list[tuple[str, str]]
) -> None:
    found = facts(text, field)
    assert [(one.concept, one.status) for one in found if one.kind == "allergy"] == expected
    assert not [one for one in found if one.kind == "medication"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "BP 128/76, HR 72, wt 81 kg",
            [("blood pressure", "128/76", "mmHg"), ("pulse", "72", "bpm"), ("weight", "81", "kg")],
        ),
        ("Weight down 3 kg to 72 kg", [("weight", "72", "kg")]),
        ("Weight loss of 5 kg", []),
        ("HbA1c 58 mmol/mol", [("HbA1c", "58", "mmol/mol")]),
        ("Pain is 7 out of 10", [("pain score", "7", "/10")]),
        (
            "BP 150/90, repeat 138/84",
            [("blood pressure", "150/90", "mmHg"), ("blood pressure", "138/84", "mmHg")],
        ),
        ('ל"ד 152/94, משקל 96 ק"ג', [("blood pressure", "152/94", "mmHg"), ("weight", "96", "kg")]),
    ],
)
def test_a_measure_has_its_value_and_unit(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(one.concept, one.value, one.unit) for one in facts(text) if one.kind == "measure"] == expected


def test_a_measure_has_the_day_that_its_words_give() -> None:
    (march, today) = facts("HbA1c 7.2 in March. HbA1c 6.9 today.")
    assert (march.day, today.day) == (date(2024, 3, 1), TODAY)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("HbA1c 7.2% (8.1% in January).", "7.2"),
        ("Wt 80 kg (was 84 kg in March).", "80"),
        ("HbA1c 7.2% (לפני 3 חודשים 8.1%)", "7.2"),
    ],
)
def test_the_day_of_an_earlier_value_is_not_that_of_the_value(text: str, value: str) -> None:
    (fact,) = facts(text)
    assert (fact.value, fact.day) == (value, TODAY)


def test_a_target_is_planned() -> None:
    (fact,) = facts("Target BP below 130/80.", "plan")
    assert (fact.status, fact.value) == ("planned", "130/80")


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("Pneumonia ruled out.", "assessment", [("pneumonia", "ruled_out", "")]),
        ("Ruled out by CT: pulmonary embolism.", "assessment", [("pulmonary embolism", "ruled_out", "")]),
        ("Excluded by biopsy: melanoma.", "assessment", [("melanoma", "ruled_out", "")]),
        ("Possible sleep apnea.", "assessment", [("sleep apnoea", "considered", "")]),
        ("Depression in remission.", "assessment", [("depression", "resolved", "")]),
        ("Mother has diabetes.", "subjective", [("diabetes", "family", "")]),
        ("Denies fever or diabetes.", "subjective", [("diabetes", "denied", "")]),
        ("No diabetes complications.", "subjective", []),
        ("ED follow-up.", "assessment", []),
        ("Chest pain, unlikely cardiac.", "assessment", [("chest pain", "active", "")]),
        ("Pneumonia unlikely at this point.", "assessment", [("pneumonia", "ruled_out", "")]),
        ("Pneumonia unlikely.", "assessment", [("pneumonia", "ruled_out", "")]),
        ("Unlikely pneumonia.", "assessment", [("pneumonia", "ruled_out", "")]),
        ("Childhood asthma, outgrown.", "assessment", [("asthma", "resolved", "")]),
        (
            "Depression vs. adjustment disorder.",
            "assessment",
            [("depression", "considered", ""), ("adjustment disorder", "considered", "")],
        ),
        ("Pulmonary hypertension.", "assessment", [("pulmonary hypertension", "active", "")]),
        ("Guidelines of the National Comprehensive Cancer Network.", "assessment", []),
        ("Lesion found on work up for headaches.", "assessment", [("headache", "active", "")]),
        ("Status post cataract surgery.", "assessment", [("cataract", "historical", "")]),
        (
            "Patient with a history of asthma, who presents today with low back pain.",
            "assessment",
            [("asthma", "active", ""), ("low back pain", "active", "")],
        ),
        ("She has a history of asthma.", "subjective", [("asthma", "active", "")]),
        ("History of pneumonia.", "subjective", [("pneumonia", "historical", "")]),
        (
            "PMH: HTN, hip fracture 2019.",
            "subjective",
            [("hypertension", "active", ""), ("hip fracture", "historical", "")],
        ),
        ("At risk of stroke.", "assessment", []),
        ("חשד לדלקת ריאות", "assessment", [("pneumonia", "considered", "")]),
    ],
)
def test_a_problem_holds_as_its_sentence_says(
    text: str, field: str, expected: list[tuple[str, str, str]]
) -> None:
    assert read(text, "problem", field) == expected


def test_a_promised_return_has_its_day() -> None:
    (fact,) = facts("Review in 6 weeks.", "plan")
    assert (fact.concept, fact.value, fact.unit, fact.day) == ("follow-up", "6", "week", date(2024, 6, 21))


def test_a_conditional_return_is_no_promise() -> None:
    assert not facts("Return if the pain gets worse.", "plan")


def test_tests_are_ordered_or_reported() -> None:
    ordered = read("Order an MRI of the knee and a CBC.", "test", "plan")
    reported = read("MRI of the knee showed a tear.", "test", "objective")
    assert ordered == [("MRI", "ordered", ""), ("full blood count", "ordered", "")]
    assert reported == [("MRI", "resulted", "")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Smokes 10 cigarettes a day.", [("smoking", "active", "10")]),
        (
            "Never smoked. Drinks 2 glasses of wine a week.",
            [("smoking", "never", ""), ("alcohol", "active", "2")],
        ),
        ("Ex-smoker. Does not drink alcohol.", [("smoking", "former", ""), ("alcohol", "denied", "")]),
        ("Counselled on smoking cessation.", []),
        ("Her husband smokes.", []),
    ],
)
def test_habits(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text, "habit") == expected


def test_living_and_work() -> None:
    found = facts("Lives with her husband. Works as a school secretary.")
    assert [(one.kind, one.concept) for one in found] == [
        ("living", "with husband"),
        ("occupation", "school secretary"),
    ]
    assert not facts("Her mother lives alone.")


def test_the_clause_is_exact_and_lies_in_the_field() -> None:
    text = "MEDICATIONS\n\n- Metformin 500 mg BID\n- Lisinopril 10 mg daily (stopped in March)"
    found = facts(text)
    assert [text[one.start : one.end] for one in found] == [
        "Metformin 500 mg BID",
        "Lisinopril 10 mg daily (stopped in March)",
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n", ":", "()", "BP", "120/80", "mg", "(((", "if", "ל-", "1."])
def test_scraps_are_read_without_facts_and_without_failing(text: str) -> None:
    for field in ("subjective", "plan", "assessment", "allergies"):
        assert all(one.end <= len(text) for one in facts(text, field))


def test_a_step_has_the_day_that_its_words_give() -> None:
    (stopped, started) = facts("Stopped atorvastatin in March. Started rosuvastatin 3 weeks ago.")
    assert (stopped.day, started.day) == (date(2024, 3, 1), date(2024, 4, 19))


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


@pytest.mark.parametrize("seed", range(4))
def test_torn_and_shuffled_notes_are_read_without_failing(seed: int) -> None:
    drawn = Random(seed)
    notes = [text for name in FILES for text in texts_of(name)]
    for _ in range(250):
        text = drawn.choice(notes)
        begin = drawn.randrange(len(text))
        torn = text[begin : begin + drawn.randrange(1, 200)].split(" ")
        drawn.shuffle(torn)
        field, day = (
            drawn.choice(["subjective", "plan", "assessment", "addendum"]),
            drawn.choice([None, TODAY, date.max]),
        )
        read_text = " ".join(torn)
        for one in extract_facts([SourceText("session", field, read_text, day)]):
            assert 0 <= one.start < one.end <= len(read_text)


def test_each_value_has_its_own_day() -> None:
    found = facts("BP was 150/95 a year ago and is 128/80 today. Her HbA1c, in January, was 7.9%.")
    assert [(one.value, one.day) for one in found] == [
        ("150/95", date(2023, 5, 10)),
        ("128/80", TODAY),
        ("7.9", date(2024, 1, 1)),
    ]


def test_what_did_not_help_was_taken() -> None:
    assert read("Neither metformin nor glipizide helped.", "medication") == [
        ("metformin", "historical", ""),
        ("glipizide", "historical", ""),
    ]


def test_what_is_refused_in_the_next_sentence_is_refused() -> None:
    assert read("Ramipril 10 mg daily. She declined.", "medication", "plan") == [
        ("ramipril", "refused", "10")
    ]
    assert read("Ramipril 10 mg daily. She declined amlodipine.", "medication", "plan") == [
        ("ramipril", "active", "10"),
        ("amlodipine", "refused", ""),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She has a history of anaphylaxis and has an EpiPen.", [("anaphylaxis", "active", "")]),
        ("Anaphylaxis to peanuts.", [("peanuts", "active", "")]),
        ("No history of anaphylaxis.", [("anaphylaxis", "denied", "")]),
    ],
)
def test_anaphylaxis_is_told_also_where_its_cause_is_not(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert read(text, "allergy") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Flexion 120°, abduction 90 degrees.",
            [("flexion", "active", "120"), ("abduction", "active", "90")],
        ),
        ("Flexion 5.", []),
        ("Albumin-creatinine 30.", []),
        (
            'ל"ד של בעלה 190/110.',
            [("blood pressure", "family", "190/110")],
        ),
    ],
)
def test_an_angle_has_its_unit_and_a_value_its_person(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert read(text, "measure", "objective") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Walker comes for follow-up.", []),
        ("Repeat echocardiogram to be completed in 2 months.", [("echocardiogram", "ordered", "")]),
        ("Strep test was negative.", [("throat swab", "resulted", "")]),
        ("MRI was not done.", []),
    ],
)
def test_a_name_is_no_test_and_what_was_negative_is_a_result(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert read(text, "test", "plan") == expected


def test_repetition_costs_no_more_work_than_prose() -> None:
    """Counted in calls, not in seconds: a list of allergies was compared with all of itself, thrice."""
    prose = "He takes metformin 500 mg for diabetes and was told to rest his left knee. "
    hostile = "no known drug allergies "
    facts(prose)
    size = 4_000
    assert _calls((hostile * size)[:size]) < 3 * _calls((prose * size)[:size])


def _calls(text: str) -> int:
    """How many functions are called to read the facts of a text."""
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        facts(text)
    finally:
        sys.setprofile(before)
    return count


def test_a_field_that_cannot_be_read_takes_the_whole_note_so_that_nothing_is_told_absent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(said: object) -> list[Fact]:
        raise ValueError("of a reader")

    monkeypatch.setattr("core.facts.extracting._READERS", (fails,))
    with pytest.raises(ValueError, match="of a reader"):
        extract_facts([SourceText("session", "plan", "Metformin 500 mg.", TODAY)])


def test_two_equal_orders_that_are_refused_in_the_next_sentence_are_refused() -> None:
    (fact,) = {one for one in facts("Start metformin 500 mg. She declined. She declined.", field="plan")}
    assert fact.status == "refused"


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
        ("Vapes.", []),
        ("מעשן שוב קנביס, פעם בשבועיים", []),
        ("Smokes cannabis at weekends.", []),
        ("Smoking stopped six weeks ago.", [("smoking", "former", "")]),
        ("עישון הופסק מזה שישה שבועות", [("smoking", "former", "")]),
        ("Smokes, stopped for two months last year.", [("smoking", "active", "")]),
        ("Needs smoking stopped before surgery.", [("smoking", "active", "")]),
        ("Current smoker; joints swollen.", [("smoking", "active", "")]),
    ],
)
def test_what_is_smoked_and_no_longer(text, expected):
    assert read(text, "habit") == expected


def test_values_before_and_after_a_treatment():
    found = read('ל"ד לפני 162/84, אחרי 138/72', "measure", "objective")
    assert [value for _, _, value in found] == ["162/84", "138/72"]
    assert read("HbA1c done, told 58", "measure") == [("HbA1c", "active", "58")]
    assert read("Weight before the pregnancy 62 kg", "measure", "objective") == []


def test_what_is_only_like_an_illness_is_none():
    assert read("Had one gout-like pain in August.", "problem") == []
    assert read("Iron deficient.", "problem", "assessment") == [("iron deficiency", "active", "")]


def test_a_fit_is_no_test_of_the_stool():
    assert read("last fit in July", "test") == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Lithium will not be started.", "denied"),
        ("Lithium will not be restarted.", "denied"),
        ("Lithium should not be restarted.", "denied"),
        ("Lithium has not been started.", "denied"),
        ("Lithium: do not resume.", "denied"),
        ("Lithium never restarted.", "denied"),
        ("Lithium cannot be restarted.", "denied"),
        ("Lithium will not be stopped.", "continued"),
        ("Lithium will not be increased.", "continued"),
        ("ליתיום לא הופסק.", "continued"),
        # What is denied is something else.
        ("Lithium not tolerated, stopped.", "stopped"),
        ("Lithium did not help and was stopped.", "stopped"),
        ("ליתיום לא עזר והופסק.", "stopped"),
        ("Lithium not at target, increased to 600 mg.", "changed"),
        ("Lithium 400 mg not missed, continue.", "continued"),
        ("Lithium stays off.", "stopped"),
    ],
)
def test_a_negated_verb_behind_its_medicine(text: str, status: str) -> None:
    assert [(one.concept, one.status) for one in facts(text) if one.kind == "medication"] == [
        ("lithium", status)
    ]


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
    ("text", "expected"),
    [
        ("R subdural, no op, apixaban stopped there for good.", [("apixaban", "stopped", "")]),
        ("No fever, metformin was increased to 1 g.", [("metformin", "changed", "1")]),
        ("No aspirin, ibuprofen taken.", [("aspirin", "denied", ""), ("ibuprofen", "denied", "")]),
        # What is denied is the medicine, or another's, or the sentence is about what may be.
        ("Denies having, in May, sertraline stopped.", [("sertraline", "continued", "")]),
        ("no recent OTC, ibuprofen use", [("ibuprofen", "denied", "")]),
        ("Wife has depression, sertraline started last year.", [("sertraline", "family", "")]),
        ("Father had MI, aspirin started, has diabetes.", [("aspirin", "family", "")]),
        ("If K+ >6, ECG, spironolactone stopped.", [("spironolactone", "planned", "")]),
        ("Planned: surgery in May, apixaban stopped.", [("apixaban", "planned", "")]),
        ("Consider CBT, sertraline started.", [("sertraline", "considered", "")]),
        # An event is over where the sentence says that it was done after it.
        ("Metformin was stopped after delivery.", [("metformin", "stopped", "")]),
        ("Was metformin stopped after delivery?", [("metformin", "planned", "")]),
        ("Wants sertraline stopped after delivery.", [("sertraline", "planned", "")]),
        ("Metformin stopped after delivery.", [("metformin", "planned", "")]),
        ("Stop metformin after delivery.", [("metformin", "planned", "")]),
        ("Metformin to be stopped after delivery.", [("metformin", "planned", "")]),
        ("Metformin will be stopped after delivery.", [("metformin", "planned", "")]),
    ],
)
def test_what_is_denied_or_still_to_come_beside_a_medicine(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert read(text, "medication") == expected


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
    ("text", "alone"),
    [
        ("He's in the house by himself now.", True),
        ("She remains in the house on her own.", True),
        ("She is in a ground floor flat on her own.", True),
        ("Still alone.", True),
        ("Walks alone to the shop.", False),
        ("Cannot be left alone in the house.", False),
        ("Cannot be left in the house by herself.", False),
        ("Her mother is in the flat by herself.", False),
        ("Mobilises around the house by herself.", False),
        ("Used to be in the flat on her own.", False),
        ("Wants to live in a flat on his own.", False),
        ("Is in the house by himself all day.", False),
        ("He is not in the flat on his own.", False),
        ("Eating still on her own.", False),
        ("Not still alone.", False),
        ("He is still on his own meds.", False),
    ],
)
def test_who_is_in_a_dwelling_alone_lives_alone(text: str, alone: bool) -> None:
    assert [one.concept for one in facts(text) if one.kind == "living"] == ["alone"] * alone


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
