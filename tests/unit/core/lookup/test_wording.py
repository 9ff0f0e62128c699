"""Every status that a fact may have is told in both languages; values of the other direction are apart."""

from __future__ import annotations

from datetime import date

import pytest

from core.facts.dto import TAKEN
from core.lookup.wording import ago, knows, listed, say

_DRUG = ("taken", "stopped", "refused", "planned", "considered", "historical", "denied", "family")
_PROBLEM = ("active", "resolved", "historical", "considered", "ruled_out", "denied", "family")


@pytest.mark.parametrize(
    "code",
    [
        *(f"drug.{status}" for status in _DRUG),
        *(f"problem.{status}" for status in _PROBLEM),
        *(f"allergy.{status}" for status in ("active", "denied", "removed")),
        *(
            f"{habit}.{status}"
            for habit in ("smoking", "alcohol")
            for status in ("active", "former", "never")
        ),
    ],
)
def test_each_status_has_a_sentence_in_both_languages(code: str) -> None:
    assert knows(code)
    values = dict.fromkeys(("drug", "problem", "why", "amount", "when"), "x") | {"day": date(2024, 3, 5)}
    assert say(code, "en", **values) != say(code, "he", **values)


def test_what_is_taken_needs_no_sentence_for_each_way_of_saying_it() -> None:
    assert {"active", "started", "changed", "continued"} == TAKEN


def test_a_name_of_the_other_direction_is_held_apart() -> None:
    assert say("phone", "he", value="Ada") == "טלפון: \u2068Ada\u2069"
    assert say("phone", "en", value="Ada") == "Phone: Ada"
    assert listed(["Ada", "אלון"]) == "\u2068Ada\u2069; \u2068אלון\u2069"
    assert listed(["Ada", "Ben"]) == "Ada; Ben"


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2024, 9, 2), "today"),
        (date(2024, 9, 1), "yesterday"),
        (date(2024, 7, 10), "54 days ago"),
        (date(2024, 7, 2), "2 months ago"),
        (date(2022, 9, 2), "2 years ago"),
        (date(2024, 9, 3), "still to come"),
    ],
)
def test_how_long_ago_is_told_in_the_largest_unit_of_which_two_have_passed(day: date, told: str) -> None:
    assert ago(day, date(2024, 9, 2), "en") == told
