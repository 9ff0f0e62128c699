"""Whether a medicine is taken, was stopped, is planned, denied or somebody else's."""

from __future__ import annotations

import pytest

from core.facts.dto import ANYTHING
from tests.unit.core.facts.reading import facts, read


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
        ("Not well, aspirin being held", [("aspirin", "stopped", "")]),
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
        ("Was told to start metformin, didn't.", [("metformin", "denied", "")]),
        ("Started ramipril, BP did not fall.", [("ramipril", "started", "")]),
        ("Out of metformin since May.", [("metformin", "stopped", "")]),
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


def test_what_is_stopped_before_a_comma_is_not_what_comes_behind_it() -> None:
    assert read("Stop gummies, if needed melatonin MR 2 mg.", "medication", "plan") == []
    assert [status for _, status, _ in read("Stop aspirin, clopidogrel 75 mg.", "medication", "plan")] == [
        "stopped",
        "stopped",
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


def test_two_equal_orders_that_are_refused_in_the_next_sentence_are_refused() -> None:
    (fact,) = {one for one in facts("Start metformin 500 mg. She declined. She declined.", field="plan")}
    assert fact.status == "refused"


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
