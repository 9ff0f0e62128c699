"""What can be a client, and what two records become together."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta

import pytest

from core.clients import rules
from core.clients.dto import CLIENT_SCHEMA, LIST_LIMIT, Client, ClientDetails, LifecycleStatus
from core.clients.fields import TAG_LIMIT_CHARS
from core.clients.rules import check_details, longest, united
from core.errors import InputRefused
from core.ids import ClientId, new_id


def test_tags_are_trimmed_and_there_once():
    checked = check_details(ClientDetails("Ada", "Byron", tags=(" Knee  school", "knee school", "", "VIP")))
    assert checked.tags == ("Knee school", "VIP")


@pytest.mark.parametrize(
    ("details", "code", "field"),
    [
        (ClientDetails("Ada", "B", tags=("t" * (TAG_LIMIT_CHARS + 1),)), "client_field_too_long", "tags"),
        (
            ClientDetails("Ada", "B", alerts=tuple(map(str, range(LIST_LIMIT + 1)))),
            "client_list_too_long",
            "alerts",
        ),
        (
            ClientDetails("Ada", "B", emergency_contact="e" * 50_001),
            "client_field_too_long",
            "emergency_contact",
        ),
    ],
)
def test_limits_are_told(details, code, field):
    assert code == "client_list_too_long" or longest(details, field) > CLIENT_SCHEMA[field].limit_chars
    with pytest.raises(InputRefused) as refused:
        check_details(details)
    assert (refused.value.code, refused.value.params["field"]) == (code, field)


def test_no_allergy_is_lost_by_a_merge():
    into = ClientDetails(
        "Ada",
        "Byron",
        allergies=("Penicillin",),
        phone="1",
        notes="Late mornings.",
        consent_on=date(2026, 1, 2),
    )
    source = ClientDetails(
        "Adah",
        "Byron",
        birth_date=date(1981, 1, 17),
        sex="female",
        allergies=("penicillin", "Latex"),
        alerts=("Faints",),
        tags=("knee",),
        phone="2",
        email="a@b",
        medical_history="Asthma.",
        notes="Deaf in one ear.",
    )
    both = united(into, source)
    assert both.allergies == ("Penicillin", "Latex")
    assert (both.alerts, both.tags) == (("Faints",), ("knee",))
    assert (both.first_name, both.phone, both.email) == ("Ada", "1", "a@b")
    assert (both.birth_date, both.sex, both.consent_on) == (date(1981, 1, 17), "female", date(2026, 1, 2))
    assert both.notes == "Late mornings.\n\nDeaf in one ear."
    assert both.medical_history == "Asthma."
    assert united(both, source) == both


def test_two_records_that_are_too_long_together_are_refused():
    with pytest.raises(InputRefused, match="client_field_too_long"):
        united(ClientDetails("A", "B", notes="x" * 30_000), ClientDetails("A", "B", notes="y" * 30_000))


def merged(into: Client | None, name: str) -> Client:
    lifecycle = LifecycleStatus() if into is None else LifecycleStatus("merged", merged_into=into.client_id)
    return Client(ClientId(new_id()), 2, ClientDetails(name, "B"), lifecycle)


def test_what_leads_to_a_chart_goes_with_it_the_farthest_first():
    last = merged(None, "last")
    near, other = merged(last, "near"), merged(last, "other")
    far = merged(near, "far")
    elsewhere = merged(merged(None, "another"), "elsewhere")
    assert rules.merged_into(last.client_id, [near, far, elsewhere, other]) == [far, near, other]
    assert rules.merged_into(near.client_id, [near, far, other]) == [far]
    assert rules.merged_into(far.client_id, [near, far, other]) == []


def test_charts_that_lead_in_a_circle_come_to_an_end():
    one, two = merged(None, "one"), merged(None, "two")
    one = dataclasses.replace(one, lifecycle=LifecycleStatus("merged", merged_into=two.client_id))
    two = dataclasses.replace(two, lifecycle=LifecycleStatus("merged", merged_into=one.client_id))
    assert rules.merged_into(one.client_id, [one, two]) == [two]


def test_only_a_deleted_chart_has_a_day_of_purge():
    at = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    deleted = Client(
        ClientId(new_id()), 2, ClientDetails("A", "B"), LifecycleStatus("deleted", at, "moved away")
    )
    assert deleted.lifecycle.purge_at == at + timedelta(days=30)
    assert deleted.purge_on == date(2026, 12, 21)
    for lifecycle in (
        LifecycleStatus(),
        LifecycleStatus("archived", at),
        LifecycleStatus("merged", at, "twice"),
    ):
        assert Client(ClientId(new_id()), 2, ClientDetails("A", "B"), lifecycle).purge_on is None
