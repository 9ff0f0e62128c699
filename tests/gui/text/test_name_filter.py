"""Finding a client by what one remembers of the name."""

from __future__ import annotations

from datetime import date

import pytest

from core.clients.dto import ClientDetails
from ui.text.name_filter import matches, search_key, words

ADLER = ClientDetails(first_name="Miriam Ruth", last_name="Adler-Stern", birth_date=date(1981, 1, 17))
CASTRO = ClientDetails(first_name="Héctor", last_name="O'Castro")
COHEN = ClientDetails(first_name="אֲרִיאֵל", last_name="כהן")


@pytest.mark.parametrize(
    ("typed", "details"),
    [
        ("adl", ADLER),
        ("ADLER mir", ADLER),
        ("mir adl", ADLER),
        ("ster ru", ADLER),
        ("1981", ADLER),
        ("adl 198", ADLER),
        ("  miriam  ", ADLER),
        ("hector", CASTRO),
        ("HÉC", CASTRO),
        ("ocastro", CASTRO),
        ("o'cas", CASTRO),
        ("אריאל", COHEN),
        ("כהן אר", COHEN),
        ("אֲרִי", COHEN),
    ],
)
def test_found_by_beginnings_in_any_order(typed, details):
    assert matches(words(typed), search_key(details))


@pytest.mark.parametrize(
    ("typed", "details"),
    [
        ("dler", ADLER),
        ("adler adler", ADLER),
        ("adler 1982", ADLER),
        ("adler hector", ADLER),
        ("1981", CASTRO),
        ("לוי", COHEN),
    ],
)
def test_not_found_by_what_the_name_does_not_begin_with(typed, details):
    assert not matches(words(typed), search_key(details))


def test_nothing_typed_matches_everyone():
    assert matches(words(" -, "), search_key(COHEN))
