"""What is found by what, and what comes first."""

from __future__ import annotations

from datetime import date

import pytest

from core.clients.dto import ClientDetails
from ui.text.matching import client_key, fit, words

ADLER = ClientDetails(
    first_name="Miriam Ruth", last_name="Adler-Stern", birth_date=date(1981, 1, 17), external_id="KH-2041"
)
COHEN = ClientDetails(first_name="אֲרִיאֵל", last_name="כהן")


@pytest.mark.parametrize(
    ("typed", "details"),
    [
        *(("adler", ADLER), ("MIR adl", ADLER), ("stern ruth", ADLER), ("dler", ADLER), ("iria", ADLER)),
        *(("1981 miriam", ADLER), ("2041", ADLER), ("kh-20", ADLER), ("kh2041", ADLER)),
        *(("כהן", COHEN), ("כהנ", COHEN), ("אריאל כה", COHEN), ("ריא", COHEN), ("אֲרִי", COHEN)),
    ],
)
def test_any_part_in_any_order_finds(typed: str, details: ClientDetails):
    assert fit(words(typed), client_key(details)) is not None


@pytest.mark.parametrize(
    ("typed", "details"),
    [("miriam miriam", ADLER), ("adler hector", ADLER), ("1982", ADLER), ("לוי", COHEN), ("adler", COHEN)],
)
def test_what_is_not_there_does_not(typed: str, details: ClientDetails):
    assert fit(words(typed), client_key(details)) is None


def test_a_whole_word_comes_before_a_beginning_and_that_before_a_part():
    whole, beginning, part = ("ruth",), ("ruthie",), ("druth",)
    worth = [fit(("ruth",), ("x", *key)) for key in (whole, beginning, part)]
    assert None not in worth
    assert worth == sorted(worth, key=lambda each: each or 0, reverse=True)
    assert len(set(worth)) == 3


def test_the_last_name_comes_before_the_first():
    last, first = fit(("ruth",), ("ruth", "miriam")), fit(("ruth",), ("adler", "ruth"))
    assert last is not None
    assert first is not None
    assert last > first


def test_the_better_way_to_lay_words_on_words_counts():
    # `an` could take `anna` and leave nothing for the second; it must not.
    assert fit(("an", "anna"), ("anna", "hannah")) is not None


def test_nothing_typed_fits_everything():
    assert fit(words(" - "), client_key(COHEN)) == 0
