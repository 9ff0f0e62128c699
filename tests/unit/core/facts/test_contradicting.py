"""What cannot both hold, and what only looks like it."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest

from core.facts.contradicting import contradictions
from core.facts.dto import FactsOfVersion, SourceText
from core.facts.extracting import extract_facts
from core.ids import ClientId

CLIENT = ClientId(UUID(int=1))


def visit(day: str, text: str, field: str = "subjective") -> FactsOfVersion:
    source = SourceText("session", field, text, date.fromisoformat(day))
    return FactsOfVersion(CLIENT, "session", uuid4(), 1, extract_facts([source]))


def record(allergies: str) -> FactsOfVersion:
    source = SourceText("client", "allergies", allergies, None)
    return FactsOfVersion(CLIENT, "client", uuid4(), 1, extract_facts([source]))


def kinds(*versions: FactsOfVersion) -> list[str]:
    return [one.kind for one in contradictions(list(versions))]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Takes lisinopril 10 mg daily.", "Takes lisinopril 20 mg daily.", ["dose"]),
        ("Takes lisinopril 10 mg daily.", "Increase lisinopril to 20 mg daily.", []),
        ("Takes lisinopril 10 mg daily.", "Takes lisinopril 10 mg daily.", []),
        ("Takes lisinopril 10 mg daily. Increased to 20 mg.", "Takes amlodipine 5 mg daily.", []),
        ("Stopped metformin.", "Takes metformin 500 mg BID.", ["stopped"]),
        ("Stopped metformin.", "Restarted metformin 500 mg BID.", []),
        ("Takes metformin 500 mg BID.", "Stopped metformin.", []),
        ("Ibuprofen 400 mg as needed.", "Takes ibuprofen 600 mg as needed.", []),
        ("Smokes 10 cigarettes a day.", "Never smoked.", ["habit"]),
        ("Never smoked.", "Smokes 10 cigarettes a day.", []),
        ("Ex-smoker.", "Never smoked.", ["habit"]),
        ("Smokes 10 cigarettes a day.", "Quit smoking in March.", []),
        ("Allergic to penicillin.", "NKDA", ["allergy"]),
        ("NKDA", "Allergic to penicillin.", []),
        ("Allergic to penicillin.", "No latex allergy.", []),
        ("Her brother is allergic to penicillin.", "NKDA", []),
        ("Allergic to peanuts.", "NKDA", []),
    ],
)
def test_two_notes_contradict_only_where_both_cannot_hold(
    first: str, second: str, expected: list[str]
) -> None:
    assert kinds(visit("2024-01-01", first), visit("2024-03-01", second)) == expected


def test_an_allergy_that_was_removed_contradicts_no_later_denial() -> None:
    held = visit("2023-01-01", "Allergic to penicillin.")
    removed = visit("2024-01-01", "Penicillin allergy label removed.")
    assert kinds(held, removed, visit("2024-03-01", "NKDA")) == []


def test_the_list_of_the_record_holds_now() -> None:
    assert kinds(record("Penicillin"), visit("2024-03-01", "NKDA")) == ["allergy"]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Allergic to penicillin.", "Started amoxicillin 500 mg tds.", ["allergen"]),
        ("Allergic to amoxicillin.", "Takes amoxicillin 500 mg tds.", ["allergen"]),
        ("Wheezes with ibuprofen, allergic to NSAIDs.", "Takes naproxen 500 mg bd.", ["allergen"]),
        ("Allergic to penicillin.", "Started cephalexin 500 mg.", []),
        # It was taken before, stopped, declined, another's, or the label was removed.
        ("Takes amoxicillin 500 mg tds.", "Allergic to amoxicillin.", []),
        ("Allergic to penicillin.", "Amoxicillin was stopped.", []),
        ("Allergic to penicillin.", "Declined amoxicillin.", []),
        ("Allergic to penicillin.", "Her son takes amoxicillin 250 mg.", []),
        ("Her son is allergic to penicillin.", "Started amoxicillin 500 mg tds.", []),
    ],
)
def test_what_is_taken_in_spite_of_an_allergy(first: str, second: str, expected: list[str]) -> None:
    assert kinds(visit("2024-01-01", first), visit("2024-03-01", second)) == expected


def test_each_medicine_of_a_class_is_told() -> None:
    allergic = visit("2024-01-01", "Allergic to NSAIDs.")
    taken = visit("2024-02-01", "Takes diclofenac 50 mg and naproxen 500 mg bd.")
    assert kinds(allergic, taken) == ["allergen", "allergen"]


@pytest.mark.parametrize(
    ("allergy", "medicine"),
    [("penicillin", "flucloxacillin"), ("statins", "atorvastatin"), ("ACE inhibitors", "ramipril")],
)
def test_a_class_covers_its_members(allergy: str, medicine: str) -> None:
    allergic = visit("2024-01-01", f"Allergic to {allergy}.")
    assert kinds(allergic, visit("2024-02-01", f"Started {medicine} 10 mg daily.")) == ["allergen"]


def test_a_label_that_was_removed_or_denied_since_counts_no_more() -> None:
    allergic, taken = (
        visit("2015-01-01", "Allergic to amoxicillin."),
        visit("2024-03-01", "Started amoxicillin 500 mg tds."),
    )
    assert kinds(allergic, taken) == ["allergen"]
    for since in ("Penicillin allergy label removed.", "Not allergic to amoxicillin."):
        found = kinds(allergic, visit("2020-01-01", since), taken)
        assert "allergen" not in found, since
    assert "allergen" not in kinds(record("Penicillin - label removed"), allergic, taken)


def test_an_allergy_of_the_record_is_compared_with_what_is_taken_at_the_end_of_the_chart() -> None:
    """The record has no day: what was taken years ago may have brought the allergy."""
    taken, last = "Takes amoxicillin 500 mg tds.", visit("2024-03-01", "BP 120/80.", "objective")
    assert kinds(record("Penicillin"), visit("2024-01-01", taken), last) == ["allergen"]
    assert kinds(record("Penicillin"), visit("2015-01-01", taken), last) == []
    ahead = visit("2024-03-01", "BP 120/80. Follow up on 5 May 2025.", "objective")
    assert kinds(record("Penicillin"), visit("2024-01-01", taken), ahead) == ["allergen"]


def test_a_course_that_is_over_or_brought_the_allergy_is_not_taken_in_spite_of_it() -> None:
    course, last = (
        "Started amoxicillin 500 mg tds for 7 days.",
        visit("2024-03-01", "BP 120/80.", "objective"),
    )
    assert kinds(record("Penicillin"), visit("2024-02-27", course, "plan"), last) == ["allergen"]
    assert kinds(record("Penicillin"), visit("2024-01-01", course, "plan"), last) == []
    rash = visit("2024-03-01", "Allergic to amoxicillin, rash.")
    assert kinds(record("Amoxicillin (rash)"), visit("2024-02-27", course, "plan"), rash) == []


def test_what_is_taken_comes_first() -> None:
    allergic = visit("2024-01-01", "Allergic to penicillin.")
    (one,) = contradictions([allergic, visit("2024-03-01", "Takes amoxicillin 500 mg tds.")])
    (version, place), (other, there) = one.first, one.second
    assert (version.facts[place].concept, other.facts[there].concept) == ("amoxicillin", "penicillin")


def test_sides_of_one_problem_within_one_note() -> None:
    day = date(2024, 1, 1)
    texts = [
        SourceText("session", "assessment", "Left carpal tunnel syndrome.", day),
        SourceText("session", "addendum", "Diagnosed with right carpal tunnel syndrome.", day),
    ]
    version = FactsOfVersion(CLIENT, "session", uuid4(), 1, extract_facts(texts))
    assert kinds(version) == ["side"]


def test_each_contradiction_names_its_two_facts() -> None:
    first, second = visit("2024-01-01", "Stopped metformin."), visit("2024-03-01", "Takes metformin 500 mg.")
    (one,) = contradictions([first, second])
    (version, place), (other, there) = one.first, one.second
    assert (version.facts[place].status, other.facts[there].status) == ("stopped", "active")
