"""Sentences held against the words they cite: what agrees passes, what was changed is withheld."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.assistant.spans import sentence_spans
from core.assistant.verification.sentence_verifier import REASONS, SentenceVerifier
from tests.fakes.search import passage_of

PLAN = (
    "MEDICATIONS:\n- Aspirin 81 mg daily, Brilinta 90 mg twice a day.\n"
    "- Ibuprofen 600 mg every 6 hours for right knee pain.\n"
    "The patient will discontinue Norvasc and we will start hydrochlorothiazide 10 mg once a day."
)
HISTORY = "Denies chest pain. Reports numbness in the left hand. Her mother had breast cancer."
RECORD = "ALLERGIES\n\nPenicillin."
HEBREW = 'התחילה Cipralex 10 מ"ג לפני 3 שבועות. ללא כאבים בחזה. כאב בכתף ימין.'
OFFERED = {
    1: passage_of(PLAN),
    2: passage_of(HISTORY, field="subjective", start=40),
    3: passage_of(RECORD),
    4: passage_of(HEBREW),
}


def reason_of(text: str, *cited: int) -> str | None:
    return SentenceVerifier(OFFERED).check(text, cited).reason


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("She takes aspirin 81 mg daily.", [1]),
        ("Brilinta 90 mg twice a day.", [1]),
        ("She takes 600 mg of ibuprofen every 6 hours.", [1]),
        ("Ibuprofen for right knee pain.", [1]),
        ("She will discontinue Norvasc.", [1]),
        ("They will start hydrochlorothiazide 10 mg.", [1]),
        ("On 7 Apr 2024: will start hydrochlorothiazide.", [1]),
        ("She has no chest pain.", [2]),
        ("Numbness in the left hand.", [2]),
        ("The patient's mother had breast cancer.", [2]),
        ("She is allergic to penicillin.", [3]),
        ("Aspirin 81 mg daily and numbness in the left hand.", [1, 2]),
        ('היא נוטלת Cipralex 10 מ"ג.', [4]),
        ("אין כאבים בחזה.", [4]),
        ("כאבים בכתף ימין.", [4]),
    ],
)
def test_what_the_words_say_passes(text, cited):
    verdict = SentenceVerifier(OFFERED).check(text, cited)
    assert verdict.reason is None
    assert {support.number for support in verdict.supports} <= set(cited)


@pytest.mark.parametrize(
    ("text", "cited", "reason"),
    [
        ("She takes aspirin 82 mg daily.", [1], "unsupported_number"),
        ("She takes aspirin 81 mcg daily.", [1], "unit_mismatch"),
        ("She takes aspirin 90 mg.", [1], "number_of_another"),
        ("Brilinta 90 mg three times a day.", [1], "unsupported_number"),
        ("Ibuprofen 600 mg every 6 days.", [1], "unit_mismatch"),
        ("Ibuprofen for left knee pain.", [1], "side_mismatch"),
        ("Ibuprofen for bilateral knee pain.", [1], "side_mismatch"),
        ("Right knee pain and right hand numbness.", [1, 2], "side_mismatch"),
        ("Naproxen 600 mg every 6 hours.", [1], "drug_mismatch"),
        ("Naproxen for knee pain.", [1], "drug_mismatch"),
        ("She takes Norvasc.", [1], "status_mismatch"),
        ("Norvasc was discontinued.", [1], "status_mismatch"),
        ("Hydrochlorothiazide 10 mg was started.", [1], "status_mismatch"),
        ("Hydrochlorothiazide was stopped.", [1], "status_mismatch"),
        ("On 8 Apr 2024 she was started on hydrochlorothiazide.", [1], "date_mismatch"),
        ("She has chest pain.", [2], "negation_mismatch"),
        ("She has no numbness in the left hand.", [2], "negation_mismatch"),
        ("She had breast cancer.", [2], "subject_mismatch"),
        ("She takes penicillin.", [3], "subject_mismatch"),
        ('Cipralex 20 מ"ג.', [4], "unsupported_number"),
        ("כאבים בחזה.", [4], "negation_mismatch"),
        ("כאב בכתף שמאל.", [4], "side_mismatch"),
        ("She takes aspirin 81 mg daily.", [2], "unsupported_number"),
        ("She takes aspirin.", [], "no_citation"),
        ("She takes aspirin.", [9], "unknown_source"),
        ("She takes aspirin.", [1, 9], "unknown_source"),
        ("The patient is as noted.", [1], "nothing_to_check"),
        ("81.", [1], "nothing_to_check"),
    ],
)
def test_what_was_changed_is_withheld(text, cited, reason):
    assert reason_of(text, *cited) == reason
    assert reason in REASONS


def test_a_citation_that_carries_nothing_is_dropped():
    verdict = SentenceVerifier(OFFERED).check("She takes aspirin 81 mg daily.", [2, 1])
    assert [support.number for support in verdict.supports] == [1]


def test_a_denial_in_the_sentence_itself_is_not_rescued_by_its_neighbour():
    offered = {1: passage_of("No swelling of the ankle. Swelling of the wrist.")}
    assert SentenceVerifier(offered).check("Swelling of the ankle.", [1]).reason == "negation_mismatch"


def test_the_span_is_the_sentence_that_carries_it():
    (support,) = SentenceVerifier(OFFERED).check("Numbness in the left hand.", [2]).supports
    assert support.span.text == "Reports numbness in the left hand."
    assert support.span.start == 40 + HISTORY.index("Reports")
    assert support.matched == ("Numbness", "hand")


_CHUNKS = st.sampled_from(
    ["Aspirin 81 mg daily.", "Denies pain.", "PLAN\n\n", "- Left knee.", "ללא חום.", "HbA1c 7.1%", "\n", " "]
)


@settings(deadline=None)
@given(st.lists(_CHUNKS, min_size=1, max_size=8), st.integers(0, 5_000), st.text(max_size=60))
def test_spans_are_exact_wherever_they_lie(chunks, start, stated):
    text = " ".join(chunks).strip()
    if not text:
        return
    field = "x" * start + text + " and more"
    verdict = SentenceVerifier({1: passage_of(text, start=start)}).check(stated or text, [1])
    for support in verdict.supports:
        assert field[support.span.start : support.span.end] == support.span.text


@settings(deadline=None)
@given(st.lists(_CHUNKS, min_size=1, max_size=6))
def test_every_sentence_of_a_note_carries_itself(chunks):
    passage = passage_of(" ".join(chunks).strip() or "x")
    for span in sentence_spans(passage):
        assert SentenceVerifier({1: passage}).check(span.text, [1]).reason in (None, "nothing_to_check")


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("Denies:\n- fever\n- chills\n\nCough for two weeks.", "Denies cough."),
        ("Denies:\n- fever\n- chills\n\nCough for two weeks.", "No cough for two weeks."),
        ("Stopped:\n- ibuprofen\n\nAmlodipine 5 mg daily.", "Stopped amlodipine."),
        ("Denies:\n- fever\n- cough", "Cough."),
        ("Denies:\n- fever\n- cough", "Fever."),
        ("Stopped:\n- ibuprofen\n- warfarin", "Takes warfarin."),
    ],
)
def test_a_heading_refuses_and_never_supports(note: str, text: str) -> None:
    """Where its list ends is not always visible."""
    assert not SentenceVerifier({1: passage_of(note)}).check(text, (1,)).supported


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("Medications:\n- ibuprofen 600 mg\n- warfarin 3 mg", "Warfarin 3 mg."),
        ("Plan:\n- Start amlodipine 5 mg\n- Recheck in May", "Start amlodipine 5 mg."),
    ],
)
def test_a_heading_that_says_nothing_of_its_items_leaves_them(note: str, text: str) -> None:
    assert SentenceVerifier({1: passage_of(note)}).check(text, (1,)).supported
