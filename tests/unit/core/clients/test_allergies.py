"""What says "no allergy" is not shown as one; whatever says more than that is."""

from __future__ import annotations

import pytest

from core.clients.allergies import is_denial, names_an_allergy


@pytest.mark.parametrize(
    "entry",
    [
        "No known drug allergies",
        "no known allergies.",
        "No  allergies",
        "No known drug or food allergies",
        "No known allergies to medicines",
        "Denies any drug allergies",
        "NKDA",
        "N.K.D.A.",
        "nka",
        "None",
        "none known",
        "Nil known",
        "No allergies recorded",
        "אין",
        "ללא",
        "אין רגישויות",
        "אין רגישויות ידועות",
        "אין רגישות ידועה לתרופות",
        "ללא רגישויות ידועות לתרופות",
        "ללא אלרגיות",
        "לא ידוע על רגישויות",
        "לא ידוע על רגישות לתרופות או למזון",
        "לא ידועות רגישויות",
        "שוללת רגישויות",
        "אין אלרגיה תרופתית ידועה",
    ],
)
def test_a_denial_is_known(entry: str) -> None:
    assert is_denial(entry)


@pytest.mark.parametrize(
    "entry",
    [
        "Penicillin",
        "No known drug allergies except latex",
        "No known drug allergies, but nuts",
        "NKDA; latex",
        "No penicillin",
        "None known, rash with Augmentin",
        "Nickel",
        "Nonoxynol",
        "Not tested",
        "unknown",
        "Latex allergy",
        "Allergies",
        "",
        "פניצילין",
        "אין רגישויות ידועות למעט פניצילין",
        "אין רגישויות חוץ מאגוזים",
        "לא פניצילין",
        "רגישות לפניצילין",
        "ללא גלוטן",
    ],
)
def test_whatever_says_more_names_an_allergy(entry: str) -> None:
    assert not is_denial(entry)


def test_one_allergy_among_denials_counts() -> None:
    assert names_an_allergy(("NKDA", "Latex"))
    assert not names_an_allergy(("NKDA", "אין רגישויות למזון"))
    assert not names_an_allergy(())
