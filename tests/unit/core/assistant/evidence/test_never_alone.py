"""That an answer which stands in the chart is never refused for how it is written there."""

from __future__ import annotations

import pytest

from core.assistant.evidence.abstention import judge
from core.assistant.evidence.ranking import rank_evidence
from tests.fakes.search import hits_of, passage_of


def reason_for(question: str, *texts: str, field: str = "plan") -> str | None:
    hits = hits_of([passage_of(text, field=field) for text in texts])
    return judge(question, hits, by_meaning=True).reason


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Can I give her an NSAID?", "No NSAIDs because of apixaban."),
        ("Is it safe to give her an NSAID?", "No NSAIDs because of apixaban."),
        ("Contraindications to NSAIDs?", "No NSAIDs because of apixaban."),
        ("Can she take ibuprofen?", "No NSAIDs because of apixaban."),
        ("Can I give him a quinolone?", "Avoid quinolones."),
        ("Can I give him levofloxacin?", "Avoid quinolones."),
        ("Is she on alendronate?", "No bisphosphonate for now."),
    ],
)
def test_what_must_not_be_given_is_never_refused(question: str, text: str) -> None:
    assert reason_for(question, text) is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What is his code status?", "DNACPR in place"),
        ("Is there a DNR?", "DNACPR in place"),
        ("Is he for resuscitation?", "DNACPR in place"),
        ("What is the code status?", "Full code."),
        ("Who is his next of kin?", "NOK: son Peter."),
    ],
)
def test_a_directive_is_found_however_it_is_called(question: str, text: str) -> None:
    for field in ("alerts", "notes", "plan"):
        assert reason_for(question, text, field=field) is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What was the reaction to clozapine?", "Agranulocytosis on clozapine."),
        ("Any adverse reaction to ciprofloxacin?", "Tendon rupture on ciprofloxacin."),
        ("Side effects of glipizide?", "Hypoglycemia on glipizide."),
        ("Any side effects of spironolactone?", "Gynecomastia on spironolactone."),
        ("Did he tolerate bisoprolol?", "Bradycardia on bisoprolol."),
        ("Any side effects of amlodipine?", "Amlodipine oedema."),
        ("Any adverse reaction to the statin?", "Statin myalgia."),
        ("Why is he on amiodarone?", "Amiodarone for VT."),
        ("Why is he on Eliquis?", "Eliquis for PE."),
        ("Why is she on aspirin?", "Aspirin s/p MI."),
        ("Why is he taking warfarin?", "Warfarin: mechanical AVR."),
        ("Why is he on Eliquis?", "AF - Eliquis 5 mg."),
        ("Was she compliant with metformin?", "Metformin doses often left in the box."),
        ("Any family history of breast cancer?", "MGM breast cancer 45."),
        ("Did her grandmother have breast cancer?", "PGM breast cancer 45."),
    ],
)
def test_what_came_of_a_drug_and_what_for_is_written_in_any_words(question: str, text: str) -> None:
    assert reason_for(question, text) is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How many cigarettes does she smoke?", "Never smoked."),
        ("How many cigarettes does she smoke?", "Non-smoker."),
        ("How many cigarettes a day?", "Smokes a pack a day."),
        ("How many falls this year?", "Denies falls."),
        ("How long has she smoked?", "Never smoked."),
        ("How long has he been married?", "Married in 1998."),
        ("How long is the scar?", "Scar 4 cm."),
        ("How old was her mother when she died?", "Mother died in her sixties."),
        ("What did the scan find?", "Scan - gallstones, will refer."),
        ("What did the biopsy show?", "Biopsy: papillary carcinoma, refer to surgery."),
        ("What did the cardiologist recommend?", "Cardiologist recommends ablation."),
    ],
)
def test_a_denial_a_decade_or_an_illness_by_its_name_answers(question: str, text: str) -> None:
    assert reason_for(question, text) is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What dose of lisinopril?", "Lisinopril (instead of ramipril) 10 mg daily."),
        ("What dose of lisinopril?", "Lisinopril, replacing enalapril, at 10 mg."),
        ("What dose of lisinopril?", "Ramipril changed to 10 mg lisinopril."),
        ("What dose of prednisone?", "Prednisone with omeprazole cover, 40 mg."),
        ("What dose of aspirin?", "aspirin/clopidogrel 81/75 mg"),
    ],
)
def test_a_dose_behind_another_name_may_be_the_drugs_own(question: str, text: str) -> None:
    assert reason_for(question, text) is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What is she taking for her thyroid?", "Continue levothyroxine 25 mcg."),
        ("What are her current medications?", "Continue losartan 100 mg, apixaban 5 mg twice daily."),
        ("How many units of vitamin D?", "Vitamin D 1000 units daily."),
    ],
)
def test_a_named_drug_answers_what_is_taken(question: str, text: str) -> None:
    assert reason_for(question, text) is None


def test_what_speaks_against_the_class_of_a_drug_is_shown_first() -> None:
    texts = ["Ibuprofen helped her sister.", "No NSAIDs because of apixaban.", "Can take a walk."]
    hits = hits_of([passage_of(text, field="plan") for text in texts])
    best = rank_evidence("Can she take ibuprofen?", hits)[0]
    assert best.number == 2


@pytest.mark.parametrize(
    ("question", "text", "phrase"),
    [
        ("What was her CRP?", "ESR 80.", "What was her inflammation marker?"),
        ("What was her ESR?", "CRP 120.", "What was her inflammation marker?"),
        ("What was her NT-proBNP?", "BNP 400.", "What was her heart failure marker?"),
        ("What was her ALT?", "AST 34.", "What were her liver enzymes?"),
        ("What was her creatinine?", "eGFR 58.", "What was her kidney function?"),
    ],
)
def test_one_test_is_not_another_of_the_same_phrase(question: str, text: str, phrase: str) -> None:
    assert reason_for(question, text) is not None
    assert reason_for(phrase, text) is None
