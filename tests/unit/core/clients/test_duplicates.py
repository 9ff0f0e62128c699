"""Who may be the same person, and why; and who may not."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from core.clients.dto import Client, ClientDetails
from core.clients.duplicates import find_duplicates, fold
from core.ids import ClientId, new_id

ADA = ClientDetails(
    first_name="Ada",
    last_name="O'Byron-Smith",
    birth_date=date(1981, 1, 17),
    phone="+972 (0)54-123 4567",
    email="Ada@Example.org",
    external_id="A-17",
)


def reasons(one: ClientDetails, other: ClientDetails) -> tuple[str, ...]:
    found = find_duplicates(one, [Client(ClientId(new_id()), 1, other)])
    return found[0].reasons if found else ()


def like_ada(**changes: object) -> ClientDetails:
    """Ada's name and birth date, and nothing else of hers."""
    bare = dataclasses.replace(ADA, phone="", email="", external_id=None)
    return dataclasses.replace(bare, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (ADA, ("external_id", "name_and_birth_date", "phone", "email")),
        (like_ada(first_name="ADÀ", last_name="obyron smith"), ("name_and_birth_date",)),
        (like_ada(first_name="O'Byron-Smith", last_name="Ada"), ("name_and_birth_date",)),
        (like_ada(birth_date=None), ("name",)),
        (like_ada(birth_date=date(1981, 1, 7)), ("name",)),
        (like_ada(birth_date=date(1918, 1, 17)), ("name",)),
        (like_ada(birth_date=date(1979, 5, 2)), ()),
        (like_ada(last_name="O'Byrom-Smith"), ("similar_name",)),
        (like_ada(last_name="O'Byron"), ("similar_name",)),
        (like_ada(last_name="O'Byrom-Smith", birth_date=None), ()),
        (like_ada(first_name="Eva", last_name="Levi"), ()),
        (ClientDetails("Eva", "Levi", phone="0541234567"), ("phone",)),
        (ClientDetails("Eva", "Levi", phone="4567"), ()),
        (ClientDetails("Eva", "Levi", email=" ada@example.ORG "), ("email",)),
        (ClientDetails("Eva", "Levi", external_id="a-17"), ("external_id",)),
    ],
)
def test_the_reasons_are_said(other, expected):
    assert reasons(ADA, other) == expected
    assert reasons(other, ADA) == expected


def test_day_and_month_swapped_is_a_slip():
    born = like_ada(birth_date=date(1981, 3, 4))
    assert reasons(born, like_ada(birth_date=date(1981, 4, 3))) == ("name",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("כהן", "כהנ"),
        ("ג'ורג'", "ג׳ורג׳"),
        ("שָׂרָה", "שרה"),
        ("Müller", "MULLER"),
        ("Núñez ", "nunez"),
        ("Weiß", "WEISS"),
    ],
)
def test_names_are_folded(one, other):
    assert fold(one) == fold(other) != ""


def test_short_names_are_not_taken_for_each_other():
    born = date(1990, 2, 3)
    assert (
        reasons(ClientDetails("Li", "Xu", birth_date=born), ClientDetails("Li", "Wu", birth_date=born)) == ()
    )


def test_nothing_filled_in_is_nothing_in_common():
    assert reasons(ClientDetails("Dan", ""), ClientDetails("Noa", "")) == ()
    assert reasons(ClientDetails("", "···"), ClientDetails("", "!!!")) == ()


def test_the_likeliest_comes_first():
    clients = [
        Client(ClientId(new_id()), 1, each)
        for each in (
            ClientDetails("Eva", "Levi", phone=ADA.phone),
            like_ada(birth_date=None),
            like_ada(),
            ADA,
        )
    ]
    found = find_duplicates(ADA, clients)
    assert [each.reasons[0] for each in found] == ["external_id", "name_and_birth_date", "name", "phone"]
