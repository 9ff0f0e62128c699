"""Clients in a dictionary, behind the same door as the real service."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from core.clients.dto import Client, ClientDetails
from core.errors import EditConflict, InputRefused, NotFound
from core.ids import ClientId, new_id
from tests.fakes.gate import Gate

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

    def list(self) -> list[Client]:
        self._pass("list")
        return sorted(self.stored.values(), key=lambda client: client.details.display_name.casefold())

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
        if current.row_version != expected_version:
            raise EditConflict("client_edit_conflict", client_id=client_id)
        checked = _checked(details)
        if checked == current.details:
            return current
        return self._put(replace(current, row_version=expected_version + 1, details=checked))

    def _put(self, client: Client) -> Client:
        self.stored[client.client_id] = client
        return client


def _checked(details: ClientDetails) -> ClientDetails:
    trimmed = replace(details, first_name=details.first_name.strip(), last_name=details.last_name.strip())
    if not trimmed.display_name:
        raise InputRefused("client_name_missing")
    return trimmed
