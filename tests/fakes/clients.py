"""Clients in a dictionary, behind the same door as the real service."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from core.cancel import CancelToken, OnProgress, ignore_progress
from core.clients import rules
from core.clients.dto import Client, ClientDetails, ClientState, Duplicate, LifecycleStatus, MergeReport
from core.clients.duplicates import find_duplicates
from core.clock import utc_now
from core.damage import DamagedEntry, Listing
from core.errors import InputRefused, NotFound
from core.ids import ClientId, new_id
from tests.fakes.gate import Gate

_ACTIVE: tuple[ClientState, ...] = ("active",)
MIRIAM = ClientDetails(
    first_name="Miriam",
    last_name="Adler",
    birth_date=date(1981, 1, 17),
    sex="female",
    phone="555-0101",
    email="miriam.adler@example.org",
    allergies=("Penicillin",),
    alerts=("Needle phobia",),
    medical_history="Right knee osteoarthritis.\nAppendicectomy 1979. Never smoked.",
    notes="Prefers late mornings.",
)
ARIEL = ClientDetails(
    first_name="אריאל",
    last_name="כהן",
    birth_date=date(1975, 6, 3),
    sex="male",
    alerts=("חרדה מבדיקות דם",),
    medical_history="יתר לחץ דם. נוטל Ramipril 5 mg פעם ביום.",
)
HECTOR = ClientDetails(first_name="Héctor", last_name="Castro", birth_date=date(1990, 11, 30), sex="male")


def client_of(details: ClientDetails, *, row_version: int = 1) -> Client:
    """A stored client with an id of its own."""
    return Client(ClientId(new_id()), row_version, details)


class FakeClients(Gate):
    """Holds clients; refuses what the real service refuses."""

    def __init__(self, clients: Iterable[Client] = ()) -> None:
        super().__init__()
        self.stored = {client.client_id: client for client in clients}
        self.damaged: list[DamagedEntry] = []

    def get(self, client_id: ClientId) -> Client:
        self._pass("get")
        if client_id not in self.stored:
            raise NotFound("client_not_found", client_id=client_id)
        return self.stored[client_id]

    def view(self, client_id: ClientId) -> Client:
        return self.get(client_id)

    def create(self, details: ClientDetails) -> Client:
        self._pass("create")
        return self._put(Client(ClientId(new_id()), 1, _checked(details)))

    def update(self, client_id: ClientId, details: ClientDetails, *, expected_version: int) -> Client:
        self._pass("update")
        current = self.get(client_id)
        rules.require_current(current, expected_version)
        checked = _checked(details)
        if checked == current.details:
            return current
        return self._put(replace(current, row_version=expected_version + 1, details=checked))

    def archive(self, client_id: ClientId, *, expected_version: int) -> Client:
        self._pass("archive")
        return self._stand(client_id, expected_version, LifecycleStatus("archived", utc_now()), "active")

    def unarchive(self, client_id: ClientId, *, expected_version: int) -> Client:
        self._pass("unarchive")
        return self._stand(client_id, expected_version, LifecycleStatus("active", utc_now()), "archived")

    def delete(self, client_id: ClientId, *, reason: str, expected_version: int) -> Client:
        self._pass("delete")
        lifecycle = rules.deleted(reason, at=utc_now())
        return self._stand(client_id, expected_version, lifecycle, "active", "archived")

    def restore(self, client_id: ClientId, *, expected_version: int) -> Client:
        self._pass("restore")
        return self._stand(client_id, expected_version, LifecycleStatus("active", utc_now()), "deleted")

    def duplicates_of(self, details: ClientDetails, *, exclude: ClientId | None = None) -> list[Duplicate]:
        self._pass("duplicates_of")
        others = self._in_states(("active", "archived"))
        return find_duplicates(details, (each for each in others if each.client_id != exclude))

    def merge(
        self,
        *,
        source: ClientId,
        into: ClientId,
        reason: str,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> MergeReport:
        """Of the details only: the fake knows nothing of sessions."""
        self._pass("merge")
        if source == into:
            raise InputRefused("merge_with_itself")
        one, other = self.get(source), self.get(into)
        for client in (one, other):
            rules.require_state(client, "active", "archived")
        on_progress(0, 1)
        if cancel is not None:
            cancel.raise_if_cancelled()
        united = rules.united(other.details, one.details)
        if united != other.details:
            self._put(replace(other, row_version=other.row_version + 1, details=united))
        merged = LifecycleStatus("merged", utc_now(), rules.checked_reason(reason), into)
        self._put(replace(one, row_version=one.row_version + 1, lifecycle=merged))
        return MergeReport(source, into, sessions=0, records=0)

    def _stand(
        self, client_id: ClientId, expected_version: int, lifecycle: LifecycleStatus, *states: ClientState
    ) -> Client:
        current = self.get(client_id)
        rules.require_current(current, expected_version)
        rules.require_state(current, *states)
        return self._put(replace(current, row_version=expected_version + 1, lifecycle=lifecycle))

    def _in_states(self, states: Collection[ClientState]) -> list[Client]:
        found = (client for client in self.stored.values() if client.lifecycle.state in states)
        return sorted(found, key=lambda client: client.details.display_name.casefold())

    # Below whatever returns a list: from here on the name means this method.
    def list(self, *, states: Collection[ClientState] = _ACTIVE) -> Listing[Client]:
        self._pass("list")
        return Listing(self._in_states(states), self.damaged)

    def _put(self, client: Client) -> Client:
        self.stored[client.client_id] = client
        return client


def _checked(details: ClientDetails) -> ClientDetails:
    trimmed = replace(details, first_name=details.first_name.strip(), last_name=details.last_name.strip())
    if not trimmed.display_name:
        raise InputRefused("client_name_missing")
    return trimmed
