"""Sentences that keep every word of a note and say something else are withheld, whole classes of them."""

from __future__ import annotations

import pytest

from core.assistant.verification.sentence_verifier import SentenceVerifier
from tests.fakes.search import passage_of
from tests.unit.core.assistant.verification.framed_and_false import (
    ASKED_OR_AIMED_AT,
    COLONS_LIMITS_AND_PERIODS,
    DATES_AND_NUMBERS,
    FRAMED,
    NON,
    OF_EVERY_CLASS,
    THEIR_TRUE_COUNTERPARTS,
)
from tests.unit.core.assistant.verification.near_and_false import NEAR, SAID_OTHERWISE, STITCHED

FALSE = {
    "near": NEAR,
    "said otherwise": SAID_OTHERWISE,
    "framed": FRAMED,
    "non-": NON,
    "asked or aimed at": ASKED_OR_AIMED_AT,
    "dates and numbers": DATES_AND_NUMBERS,
    "of every class": OF_EVERY_CLASS,
    "colons, limits and periods": COLONS_LIMITS_AND_PERIODS,
}

TRUE = (
    ("Completed prednisone in May.", "Completed prednisone in May."),
    ("Prednisone was completed in May.", "Completed prednisone in May."),
    ("MRI was not done.", "MRI was not done."),
    ("Takes aspirin.", "Takes aspirin; allergic to latex."),
    ("Is allergic to latex.", "Takes aspirin; allergic to latex."),
    ("Allergies: penicillin, sulfa and latex.", "Allergies: penicillin, sulfa and latex."),
    ("Allergic to sulfa.", "Allergies: penicillin, sulfa and latex."),
    ("A cousin has lupus.", "Cousin has lupus."),
    ("Her niece has lupus.", "Niece has lupus."),
    ("Her friend has lupus.", "Friend has lupus."),
    ("Family history of lupus.", "FHx of lupus."),
    ("Headache for two days.", "Came with her partner. Headache for two days."),
    ("She has a headache.", "Her partner is concerned. She has a headache."),
    ("He is a nonsmoker.", "Non-smoker."),
    ("Non-Hodgkin lymphoma.", "Non-Hodgkin lymphoma in 2011."),
    ("HbA1c target is 7%.", "HbA1c 8.1%, target 7%."),
    ("HbA1c is 8.1%.", "HbA1c 8.1%, target 7%."),
    ("Lost 8 kg.", "Lost 8 kg, now 88 kg."),
    ("Stage 3 kidney disease.", "Stage 3 kidney disease; follow in 2 months."),
    ("Half a tablet of ramipril.", "One tablet of bisoprolol; half a tablet of ramipril."),
    ("Surgery on 5/6/2023.", "Surgery on 5/6/2023."),
    ("Surgery on 5/6/23.", "Surgery on 05/06/2023."),
    ("Surgery on 25 June 2023.", "Surgery on 25/6/2023."),
    ("Surgery on 5 June 2023.", "Surgery on 5.6.2023."),
    ("Awaiting MRI.", "Awaiting MRI; takes paracetamol."),
    ("Takes paracetamol.", "Awaiting MRI; takes paracetamol."),
    ("MRI is scheduled.", "MRI scheduled for June."),
    ("Pneumonia is unlikely.", "Pneumonia unlikely."),
    ("Lives with her partner.", "Lives with her partner."),
    ("נמנע מאספירין.", "נמנע מאספירין."),
    ("סיימה אנטיביוטיקה.", "סיימה אנטיביוטיקה ביום שלישי."),
    ("בתה סובלת ממיגרנה.", "בתה סובלת ממיגרנה."),
    ("ממתין לניתוח.", "ממתין לניתוח."),
    ("Takes sertraline 50 mg.", "Sertraline 50 mg; previously on citalopram."),
    ("Previously on citalopram.", "Sertraline 50 mg; previously on citalopram."),
    ("Knee pain for two weeks.", "Knee pain for two weeks, awaiting X-ray."),
    ("She has gout.", "She has gout; her mother has gout."),
    ("Her mother has gout.", "She has gout; her mother has gout."),
    ("Continue aspirin 100 mg.", "Continue aspirin 100 mg, will start statin."),
    ("Colonoscopy in 2019 was normal.", "Colonoscopy in 2019 was normal. Next colonoscopy planned in 2029."),
    ("BP 150/90.", "BP 150/90, target 130/80. Discussed diet."),
    ("Diet was discussed.", "BP 150/90, target 130/80. Discussed diet."),
    ("Fell once.", "Fell once; friend was present."),
    ("Headache resolved.", "Headache resolved. Asked about driving."),
    ("Lost 3 kg.", "Lost 3 kg since March."),
    ("Two falls this year.", "Two falls this year, one fracture."),
    ("Has three children.", "Has three children and two dogs."),
    ("Husband has asthma.", "Husband has asthma."),
    ("Amoxicillin for 7 days was completed.", "Amoxicillin completed, 7 days."),
    ("Ankle swelling on amlodipine.", "Ankle swelling on amlodipine."),
    ("Metformin 500 mg twice a day.", "Metformin 500 mg twice daily with meals"),
    ("Non-tender abdomen.", "Abdomen soft, non-tender."),
    ("The abdomen is nontender.", "Abdomen soft, non-tender."),
    ("Injury on 4 July 2022.", "Injury on July 4, 2022."),
    ("Injury on 13/5/2022.", "Injury on 13 May 2022."),
    ("Surgery is scheduled for June.", "Surgery scheduled for June."),
    ("Refused the vaccine.", "Refused vaccine."),
    ("CT ruled out stroke.", "CT ruled out stroke."),
    ("Penicillin allergy.", "Allergies: penicillin (rash)."),
    ("Rash with penicillin.", "Allergies: penicillin (rash). Rash with penicillin."),
    ("Walks with friends.", "Walks with friends daily."),
    ("Partner reports snoring.", "Partner reports snoring."),
    ("סיים טיפול אנטיביוטי.", "סיים טיפול אנטיביוטי."),
    ("יעד סוכר 120.", "סוכר 180, יעד סוכר 120."),
    ("נוטל אספירין.", "נוטל אספירין; בעבר נטל פלביקס."),
    ("ממתינה לניתוח.", "ממתינה לניתוח ברך."),
    ("Chemotherapy has not begun.", "Chemotherapy has not begun."),
    ("No pain since 2015.", "Pain-free since 2015."),
    ("Last MRI was normal.", "Last MRI normal; no new MRI ordered."),
    ("Sister had breast cancer at 45.", "Family history: sister with breast cancer at 45."),
    ("Family history of breast cancer.", "Family history: sister with breast cancer at 45."),
    ("Works as a nurse.", "Works as a nurse; colleague has flu."),
    *THEIR_TRUE_COUNTERPARTS,
)


def reason_of(text: str, *notes: str) -> str | None:
    offered = {number: passage_of(note) for number, note in enumerate(notes, start=1)}
    return SentenceVerifier(offered).check(text, tuple(offered)).reason


@pytest.mark.parametrize("pairs", FALSE.values(), ids=FALSE)
def test_what_keeps_the_words_and_says_another_thing_is_withheld(pairs: tuple[tuple[str, str], ...]) -> None:
    assert [pair for pair in pairs if reason_of(*pair) is None] == []


def test_what_two_notes_do_not_say_together_is_withheld() -> None:
    for text, first, second in STITCHED:
        assert reason_of(text, first, second) is not None, text
        assert reason_of(text, f"{first} {second}") is not None, text


def test_the_same_read_with_its_frame_passes() -> None:
    assert {pair: reason for pair in TRUE if (reason := reason_of(*pair)) is not None} == {}
