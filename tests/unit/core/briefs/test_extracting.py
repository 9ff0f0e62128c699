"""What a brief tells of small charts, in English, in Hebrew and mixed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from core.briefs.choosing import MOST_QUOTES
from core.briefs.dto import MOST_LINES, LineKind
from core.sessions.dto import Addendum
from tests.fakes.briefs import brief_of, chart, client, lines_of, told, visit

BEFORE = "2024-05-06"
LAST = "2024-08-05"


@pytest.mark.parametrize(
    ("plan", "kind"),
    [
        ("Start Lisinopril 10 mg once daily.", "medication"),
        ("Stop ibuprofen because of heartburn.", "medication"),
        ("Increase metformin to 1000 mg twice daily.", "medication"),
        ("I will prescribe amoxicillin 500 mg three times a day.", "medication"),
        ("Refill of metformin 500 mg provided.", "medication"),
        ("Order an MRI of the left knee.", "awaited"),
        ("We will obtain a lipid panel and a TSH.", "awaited"),
        ("Biopsy result pending.", "awaited"),
        ("Referral placed to cardiology.", "planned"),
        ("Follow up in 2 weeks.", "planned"),
        ("Return to clinic in three months.", "planned"),
        ("Home exercises twice a day.", "planned"),
        ('התחלת Losartan 50 מ"ג פעם ביום.', "medication"),
        ("הפסקת Etopan בגלל צרבת.", "medication"),
        ("הפניה ל-MRI של הברך.", "awaited"),
        ("בדיקות דם בעוד 3 חודשים.", "awaited"),
        ("ממתינים לתוצאות הביופסיה.", "awaited"),
        ("הפניה לפיזיותרפיה.", "planned"),
        ("ביקורת בעוד שבועיים.", "planned"),
        ("מטלה: נסיעה של שתי תחנות לבד עד המפגש הבא.", "planned"),
    ],
)
def test_a_sentence_of_the_plan_is_told_for_what_it_is(plan: str, kind: LineKind) -> None:
    brief = brief_of(chart({"day": LAST, "subjective": "Feels well.", "plan": plan}))
    assert told(brief, kind) == plan


@pytest.mark.parametrize(
    "phrase",
    [
        "All questions were answered.",
        "The patient verbalizes understanding and agrees with the plan.",
        "We had a lengthy discussion of treatment options.",
    ],
)
def test_phrases_of_a_form_are_not_told(phrase: str) -> None:
    brief = brief_of(chart({"day": LAST, "assessment": "Gout.", "plan": f"Follow up in 2 weeks. {phrase}"}))
    assert phrase not in " ".join(line.text for line in brief.lines)


def test_a_test_that_was_done_at_the_visit_is_not_awaited() -> None:
    brief = brief_of(chart({"day": LAST, "plan": "X-rays were reviewed today and show no fracture."}))
    assert told(brief, "awaited") == ""


def test_a_level_in_the_blood_is_no_change_of_medication() -> None:
    plan = "His last testosterone levels were greater than 1500 ng/dL after an injection."
    assert told(brief_of(chart({"day": LAST, "plan": plan})), "medication") == ""


def test_a_dose_that_differs_from_the_visit_before_is_told_with_both() -> None:
    brief = brief_of(
        chart(
            {"day": LAST, "plan": "Metformin 1000 mg twice daily from now on."},
            {"day": BEFORE, "subjective": "Takes metformin 500 mg twice daily."},
        )
    )
    (line,) = [one for one in lines_of(brief, "medication") if one.moved]
    assert line.text == "Takes metformin 500 mg twice daily → Metformin 1000 mg twice daily from now on."
    assert [source.passage.day.isoformat() for source in line.sources if source.passage.day] == [BEFORE, LAST]


def test_a_dose_that_is_the_same_in_other_words_is_no_change() -> None:
    brief = brief_of(
        chart(
            {"day": LAST, "subjective": "On metformin 500.0 mg."},
            {"day": BEFORE, "subjective": "Takes Glucophage 500 mg."},
        )
    )
    assert not [one for one in lines_of(brief, "medication") if one.moved]


@pytest.mark.parametrize(
    "now",
    [
        "Denies taking metformin 1000 mg.",
        "Her mother takes metformin 1000 mg.",
        "Allergic to metformin 1000 mg.",
    ],
)
def test_a_dose_that_nobody_takes_is_no_change(now: str) -> None:
    brief = brief_of(
        chart({"day": LAST, "subjective": now}, {"day": BEFORE, "subjective": "Takes metformin 500 mg."})
    )
    assert not [one for one in lines_of(brief, "medication") if one.moved]


def test_what_the_client_did_with_a_medicine_is_told() -> None:
    brief = brief_of(chart({"day": LAST, "subjective": "הפסיק Etopan בגלל צרבת.", "plan": "המשך תרגול."}))
    assert told(brief, "medication") == "הפסיק Etopan בגלל צרבת."


def test_values_that_moved_are_told_with_both_and_their_days() -> None:
    brief = brief_of(
        chart(
            {"day": LAST, "objective": 'ל"ד 132/80, משקל 91.5 ק"ג. HbA1c 7.1%.'},
            {"day": BEFORE, "objective": 'ל"ד 138/84, משקל 93 ק"ג. HbA1c 7.6%.'},
        )
    )
    lines = [one for one in lines_of(brief, "finding") if one.moved]
    assert {line.text for line in lines} == {
        'ל"ד 138/84 → ל"ד 132/80',
        'משקל 93 ק"ג → משקל 91.5 ק"ג',
        "HbA1c 7.6% → HbA1c 7.1%",
    }
    days = {source.quote: source.passage.day for line in lines for source in line.sources}
    assert str(days["HbA1c 7.6%"]) == BEFORE
    assert str(days["HbA1c 7.1%"]) == LAST


def test_a_value_is_compared_with_the_last_time_it_was_taken() -> None:
    brief = brief_of(
        chart(
            {"day": LAST, "objective": "BP 130/80."},
            {"day": BEFORE, "objective": "Alert."},
            {"day": "2024-02-01", "objective": "BP 150/95."},
        )
    )
    assert "BP 150/95 → BP 130/80" in told(brief, "finding")


@pytest.mark.parametrize(
    "now",
    [
        "BP 138/84.",
        "Blood pressure goal below 130/80.",
        "Her mother's blood pressure was 180/100.",
        "Last blood pressure was 150/90 at home.",
        "Blood pressure standing 118/70.",
    ],
)
def test_a_value_that_is_the_same_or_only_aimed_at_did_not_move(now: str) -> None:
    brief = brief_of(chart({"day": LAST, "objective": now}, {"day": BEFORE, "objective": "BP 138/84."}))
    assert "→" not in told(brief, "finding")


def test_the_pain_of_another_place_is_not_compared() -> None:
    moved = chart(
        {"day": LAST, "subjective": "Shoulder pain 4/10."},
        {"day": BEFORE, "subjective": "Shoulder pain 8/10."},
    )
    other = chart(
        {"day": LAST, "subjective": "Ankle pain 4/10."}, {"day": BEFORE, "subjective": "Shoulder pain 8/10."}
    )
    assert "→" in told(brief_of(moved), "finding")
    assert "→" not in told(brief_of(other), "finding")


def test_a_new_diagnosis_is_told_before_one_that_was_known() -> None:
    brief = brief_of(
        chart(
            {"day": LAST, "assessment": "Hypertension.\nPeripheral neuropathy."},
            {"day": BEFORE, "assessment": "Hypertension."},
        )
    )
    assert "Peripheral neuropathy." in told(brief, "finding")


def test_allergies_and_alerts_of_the_record_are_told() -> None:
    whose = client(allergies=("Penicillin", "none known"), alerts=("Hard of hearing on the left",))
    brief = brief_of(chart({"day": LAST, "plan": "Follow up in 2 weeks."}, of=whose))
    assert told(brief, "alert") == "Penicillin · Hard of hearing on the left"


def test_a_long_list_of_allergies_is_told_whole_as_one_quote() -> None:
    """Not the first of them: whichever is left out is the one that is given."""
    drugs = ("Penicillin", "Latex", "Sulfa", "Aspirin", "Codeine")
    whose = client(allergies=(*drugs, "none known"), alerts=("Falls", "Deaf"))
    brief = brief_of(chart({"day": LAST, "plan": "Follow up in 2 weeks."}, of=whose))
    assert told(brief, "alert") == "Penicillin · Latex · Sulfa · Aspirin · Codeine · Falls · Deaf"
    (line,) = lines_of(brief, "alert")
    assert [source.quote for source in line.sources] == ["\n".join(drugs), "Falls\nDeaf"]


def test_an_allergy_that_only_a_note_names_is_told() -> None:
    named = chart({"day": LAST, "plan": "Rest."}, {"day": BEFORE, "subjective": "ALLERGIES\n\nPenicillin."})
    denied = chart({"day": LAST, "subjective": "Denies any allergies to medication.", "plan": "Rest."})
    assert told(brief_of(named), "alert") == "Penicillin."
    assert told(brief_of(denied), "alert") == ""


def test_an_addendum_after_the_last_session_is_new() -> None:
    whose = client()
    late = Addendum(
        uuid4(), datetime(2024, 8, 20, 9, tzinfo=UTC), None, "result", "Ferritin came back at 8 ng/ml."
    )
    early = replace(late, at=datetime(2024, 8, 5, 9, tzinfo=UTC), text="Typed on the day itself.")
    written = replace(visit(whose, LAST, plan="Recheck ferritin in 4 weeks."), addenda=(early, late))
    brief = brief_of(replace(chart(of=whose), sessions=(written,)))
    assert told(brief, "new") == "Ferritin came back at 8 ng/ml."


def test_a_retraction_is_told_by_its_reason_and_never_by_the_note() -> None:
    whose = client()
    gone = replace(
        visit(whose, "2024-08-12", state="retracted", plan="Start warfarin 5 mg."),
        reason="Written in the wrong chart",
    )
    brief = brief_of(replace(chart({"day": LAST, "plan": "Rest."}, of=whose), retracted=(gone,)))
    assert told(brief, "new") == "Written in the wrong chart"
    assert not any("warfarin" in line.text for line in brief.lines)


def test_a_draft_is_told_and_named_as_one() -> None:
    whose = client()
    draft = visit(whose, LAST, state="draft", plan="Follow up in 2 weeks.")
    signed = visit(whose, LAST, plan="Follow up in 2 weeks.")
    assert [line.drafted for line in brief_of(replace(chart(of=whose), sessions=(draft,))).lines] == [True]
    assert [line.drafted for line in brief_of(replace(chart(of=whose), sessions=(signed,))).lines] == [False]


def test_a_first_visit_is_told_from_the_client_record() -> None:
    whose = client(medical_history="Asthma since childhood. Appendectomy 2010.", allergies=("Latex",))
    brief = brief_of(chart(of=whose))
    assert brief.since is None
    assert "Asthma since childhood." in told(brief, "finding")
    assert told(brief, "alert") == "Latex"
    assert {source.passage.source_kind for line in brief.lines for source in line.sources} == {"client"}


def test_a_chart_with_nothing_gives_an_empty_brief() -> None:
    brief = brief_of(chart())
    assert (brief.lines, brief.since, brief.searched.sessions) == ((), None, 0)


def test_a_long_chart_gives_five_lines_at_most_and_tells_nothing_twice() -> None:
    plan = "\n".join(
        [
            "Start Pregabalin 75 mg at night.",
            "Start Pregabalin 75 mg at night.",
            "Stop Ramipril.",
            "Order an MRI of the spine.",
            "Referral to podiatry.",
            "Follow up in 3 months.",
            "Continue aspirin 81 mg daily.",
        ]
    )
    assessment = "Diabetic neuropathy.\nHypertension, improved.\nObesity."
    whose = client(allergies=("Penicillin",))
    brief = brief_of(
        chart(
            {"day": LAST, "objective": "BP 130/80.", "assessment": assessment, "plan": plan},
            {"day": BEFORE, "objective": "BP 150/90."},
            of=whose,
        )
    )
    text = " ".join(line.text for line in brief.lines)
    assert len(brief.lines) == MOST_LINES
    assert all(len(line.sources) <= MOST_QUOTES for line in brief.lines)
    assert text.count("Pregabalin") == 1
    assert {line.kind for line in brief.lines} >= {"medication", "planned", "awaited", "finding", "alert"}


def test_a_second_change_of_medication_is_not_crowded_out() -> None:
    """Beside a pair of doses there is no room in the line: it gets one of its own."""
    whose = client(allergies=("Penicillin",))
    plan = "Lisinopril 20 mg daily. Increase allopurinol to 300 mg. Order a CBC. Follow up."
    now = {"day": LAST, "objective": "BP 130/80.", "assessment": "Hypertension.", "plan": plan}
    before = {"day": BEFORE, "objective": "BP 150/90.", "plan": "Lisinopril 10 mg daily."}
    brief = brief_of(chart(now, before, of=whose))
    assert "Lisinopril 10 mg daily → Lisinopril 20 mg daily." in told(brief, "medication")
    assert "Increase allopurinol to 300 mg." in told(brief, "medication")
    assert told(brief, "alert") == "Penicillin"
    assert len(brief.lines) <= MOST_LINES


def test_every_source_has_a_number_of_its_own_and_the_words_at_its_place() -> None:
    read = chart(
        {
            "day": LAST,
            "objective": "BP 130/80.",
            "plan": "HPI:\n- Start Lisinopril 10 mg.\n2. Follow up in 2 weeks.",
        },
        {"day": BEFORE, "objective": "BP 150/90."},
    )
    brief = brief_of(read)
    sources = [source for line in brief.lines for source in line.sources]
    by_id = {session.session_id: session for session in read.sessions}
    assert [source.number for source in sources] == list(range(1, len(sources) + 1))
    for source in sources:
        text = next(
            one.field_text(source.passage.field)
            for one in by_id.values()
            if one.session_id == source.passage.source_id
        )
        assert text[source.quote_start : source.quote_end] == source.quote
        assert not source.quote.startswith(("-", "2.", "HPI"))


def test_the_same_chart_gives_the_same_brief() -> None:
    visits = (
        {"day": LAST, "assessment": "Gout.", "plan": "Order labs. Follow up in 2 weeks."},
        {"day": BEFORE, "assessment": "Ankle pain."},
    )
    assert brief_of(chart(*visits)) == brief_of(chart(*visits))


def test_a_value_of_another_thing_with_the_same_beginning_is_not_compared() -> None:
    brief = brief_of(
        chart(
            {"day": LAST, "objective": "TSH: 2.6."},
            {"day": BEFORE, "objective": "TSH receptor antibody: 14.2."},
        )
    )
    assert "→" not in told(brief, "finding")


def test_what_a_finding_says_does_not_hide_the_test_that_was_ordered_for_it() -> None:
    ordered = "I recommend an MRI of the left shoulder to evaluate for rotator cuff tendinopathy."
    brief = brief_of(
        chart(
            {
                "day": LAST,
                "assessment": "Left shoulder pain, likely rotator cuff tendinopathy.",
                "plan": ordered,
            }
        )
    )
    assert told(brief, "awaited") == ordered
