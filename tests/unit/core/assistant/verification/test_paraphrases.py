"""What a careful reader would accept and refuse, written by hand: facts in other words beside wrong ones."""

from __future__ import annotations

from datetime import date

import pytest

from core.assistant.verification.sentence_verifier import SentenceVerifier
from tests.fakes.search import passage_of

DAY = date(2024, 4, 7)
NOTES = {
    "medicines": (
        "MEDICATIONS\n- Aspirin 81 mg daily, Brilinta 90 mg twice a day.\n- Metoprolol 25 mg BID.\n"
        "Continue lisinopril 10 mg daily. Stop ibuprofen because of reflux.\n"
        "Start omeprazole 20 mg every morning for 4 weeks. "
        "Consider adding spironolactone if edema persists."
    ),
    "history": (
        "Denies chest pain, palpitations or syncope. Reports shortness of breath on exertion for three "
        "weeks, worse since 5 March. Father had a myocardial infarction at 52. She quit smoking in 2019."
    ),
    "findings": (
        "BP 142/88, HR 76, weight 81.5 kg. Right knee: effusion 1+, flexion 110 degrees. Left knee: normal, "
        "flexion 135 degrees. HbA1c 7.4%, previously 8.1%. Ejection fraction 38%. Creatinine 1.2 mg/dL."
    ),
    "other": (
        "Allergic to penicillin (rash). Declined influenza vaccine. MRI on 24 April showed no fracture. "
        "Follow up in 6 weeks. Bilateral hand numbness. Lisinopril raised from 5 mg to 10 mg."
    ),
    "hebrew": (
        'הופסק Ramipril בגלל שיעול. התחיל Losartan 50 מ"ג פעם ביום. ללא כאבים בחזה. אביו עבר אוטם בגיל 50. '
        'כאב בברך ימין מזה שבועיים. ל"ד 130/80.'
    ),
}


def reason_of(note: str, text: str) -> str | None:
    return SentenceVerifier({1: passage_of(NOTES[note], day=DAY)}).check(text, (1,)).reason


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("medicines", "The patient takes aspirin 81 mg once a day."),
        ("medicines", "She is on ticagrelor 90 mg BID."),
        ("medicines", "Metoprolol is taken twice daily at a dose of 25 mg."),
        ("medicines", "He continues to take Zestril 10 mg daily."),
        ("medicines", "Ibuprofen was stopped because of reflux."),
        ("medicines", "Advil was discontinued due to reflux."),
        ("medicines", "She was started on omeprazole 20 mg every morning for four weeks."),
        ("medicines", "The patient was prescribed Prilosec 20 mg for 28 days."),
        ("medicines", "Spironolactone may be considered if edema persists."),
        ("history", "The patient denied any chest pain."),
        ("history", "She has had dyspnea on exertion for 3 weeks."),
        ("history", "No palpitations or syncope."),
        ("history", "The patient's father had an MI at age 52."),
        ("history", "She stopped smoking in 2019."),
        ("history", "Shortness of breath has been worse since March 5, 2024."),
        ("history", "There is no syncope."),
        ("history", "She reports SOB with exertion."),
        ("findings", "Blood pressure was 142/88 mmHg."),
        ("findings", "The patient weighs 81.5 kilograms."),
        ("findings", "On examination, the right knee has an effusion."),
        ("findings", "Flexion of the right knee is 110 degrees."),
        ("findings", "The left knee is normal."),
        ("findings", "EF is 38%."),
        ("findings", "On 7 April 2024 her heart rate was 76."),
        ("findings", "HbA1c was previously 8.1%."),
        ("other", "The patient has a penicillin allergy with rash."),
        ("other", "The influenza vaccine was declined."),
        ("other", "MRI of 24 April 2024 showed no fracture."),
        ("other", "She should follow up in six weeks."),
        ("other", "She has bilateral hand numbness."),
        ("other", "Lisinopril was increased from 5 to 10 mg."),
        ("other", "The dose of lisinopril was increased to 10 mg."),
        ("hebrew", "Ramipril הופסק בגלל שיעול."),
        ("hebrew", "המטופל נוטל Losartan 50 מ״ג אחת ליום."),
        ("hebrew", "הוא שולל כאבים בחזה."),
        ("hebrew", "לחץ דם 130/80."),
        ("hebrew", "אביו עבר אוטם בגיל 50."),
        ("hebrew", "כאב בברך ימין מזה 2 שבועות."),
        ("hebrew", "Cozaar 50 mg פעם ביום."),
    ],
)
def test_the_same_in_other_words_passes(note: str, text: str) -> None:
    assert reason_of(note, text) is None


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("medicines", "The patient takes aspirin 90 mg."),
        ("medicines", "She is on clopidogrel 90 mg BID."),
        ("medicines", "Metoprolol 25 mg once a day."),
        ("medicines", "Lisinopril was started at 10 mg."),
        ("medicines", "Lisinopril was stopped."),
        ("medicines", "She takes ibuprofen for reflux."),
        ("medicines", "Omeprazole was stopped."),
        ("medicines", "She is on spironolactone."),
        ("medicines", "Spironolactone was added for edema."),
        ("medicines", "Aspirin 81 mg twice a day."),
        ("medicines", "Brilinta 90 mg daily."),
        ("medicines", "Omeprazole 20 mg for 4 months."),
        ("medicines", "Omeprazole 20 mg every evening."),
        ("medicines", "Omeprazole 20 mg every 4 weeks."),
        ("medicines", "Lisinopril 25 mg BID."),
        ("history", "The patient has chest pain."),
        ("history", "She has palpitations."),
        ("history", "She denies shortness of breath."),
        ("history", "The patient had a myocardial infarction at 52."),
        ("history", "Her mother had a myocardial infarction at 52."),
        ("history", "She smokes."),
        ("history", "She started smoking in 2019."),
        ("history", "Worse since 6 March."),
        ("history", "Shortness of breath for three months."),
        ("history", "Shortness of breath at rest for three weeks."),
        ("history", "She quit smoking in 2009."),
        ("history", "Her father has shortness of breath on exertion."),
        ("history", "Chest pain for three weeks."),
        ("findings", "Left knee effusion 1+."),
        ("findings", "Flexion of the left knee is 110 degrees."),
        ("findings", "Right knee flexion 135 degrees."),
        ("findings", "HbA1c was previously 7.4%."),
        ("findings", "HR 88."),
        ("findings", "Weight 76 kg."),
        ("findings", "Weight 81.5 lb."),
        ("findings", "The right knee is normal."),
        ("findings", "Ejection fraction is 83%."),
        ("findings", "Creatinine 1.2 g/dL."),
        ("findings", "On 8 April 2024 her heart rate was 76."),
        ("findings", "Bilateral knee effusion."),
        ("findings", "BP 88/142."),
        ("other", "She takes penicillin."),
        ("other", "She received the influenza vaccine."),
        ("other", "MRI on 24 April showed a fracture."),
        ("other", "MRI on 7 April 2024 showed no fracture."),
        ("other", "Follow up in 6 months."),
        ("other", "Right hand numbness."),
        ("other", "Lisinopril raised from 10 mg to 5 mg."),
        ("other", "Lisinopril was reduced from 10 mg to 5 mg."),
        ("other", "She has no penicillin allergy."),
        ("other", "Lisinopril was lowered to 5 mg."),
        ("other", "She is allergic to lisinopril."),
        ("other", "Enalapril raised from 5 mg to 10 mg."),
        ("hebrew", "הופסק Losartan."),
        ("hebrew", "נוטל Ramipril."),
        ("hebrew", "כאבים בחזה."),
        ("hebrew", "עבר אוטם בגיל 50."),
        ("hebrew", "כאב בברך שמאל מזה שבועיים."),
        ("hebrew", "כאב בברך ימין מזה חודשיים."),
        ("hebrew", 'Losartan 50 מ"ג פעמיים ביום.'),
        ("hebrew", "אמו עברה אוטם בגיל 50."),
        ("hebrew", "התחיל Ramipril בגלל שיעול."),
        ("hebrew", 'Losartan 50 מק"ג.'),
    ],
)
def test_something_else_is_refused(note: str, text: str) -> None:
    assert reason_of(note, text) is not None


@pytest.mark.parametrize(
    ("note", "text", "reason"),
    [
        ("medicines", "She is on clopidogrel 90 mg BID.", "drug_mismatch"),
        ("medicines", "Lisinopril was started at 10 mg.", "status_mismatch"),
        ("medicines", "She is on spironolactone.", "status_mismatch"),
        ("medicines", "Metoprolol 25 mg once a day.", "number_of_another"),
        ("history", "Worse since 6 March.", "date_mismatch"),
        ("history", "The patient had a myocardial infarction at 52.", "subject_mismatch"),
        ("findings", "Flexion of the left knee is 110 degrees.", "side_mismatch"),
        ("findings", "HbA1c was previously 7.4%.", "number_of_another"),
        ("other", "MRI on 7 April 2024 showed no fracture.", "date_mismatch"),
        ("other", "Lisinopril raised from 10 mg to 5 mg.", "unsupported_number"),
        ("other", "Right hand numbness.", "side_mismatch"),
    ],
)
def test_the_reason_names_what_differs(note: str, text: str, reason: str) -> None:
    assert reason_of(note, text) == reason


def test_a_family_history_above_the_passage_makes_it_of_relatives() -> None:
    passage = passage_of("Breast cancer at 60.", day=DAY, heading="FAMILY HISTORY")
    verifier = SentenceVerifier({1: passage})
    assert verifier.check("The patient had breast cancer at 60.", (1,)).reason == "subject_mismatch"
    assert verifier.check("Family history of breast cancer at 60.", (1,)).reason is None


def test_who_brought_or_reports_is_not_the_subject() -> None:
    verifier = SentenceVerifier({1: passage_of("Brought by father, ear pain for two days.", day=DAY)})
    assert verifier.check("He has had ear pain for two days.", (1,)).reason is None
    assert verifier.check("His father had ear pain for two days.", (1,)).reason == "subject_mismatch"


def test_a_stop_that_is_denied_is_no_stop() -> None:
    verifier = SentenceVerifier(
        {1: passage_of("Amoxicillin was stopped because of hives. No fever.", day=DAY)}
    )
    assert verifier.check("Amoxicillin was not stopped.", (1,)).reason == "negation_mismatch"
    assert verifier.check("Amoxicillin was stopped because of hives.", (1,)).reason is None
