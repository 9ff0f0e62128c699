"""Clients who do not exist."""

from __future__ import annotations

from datetime import date

from core.clients.dto import Client, ClientDetails
from core.ids import ClientId, new_id


def client_named(last_name: str, first_name: str = "Miriam") -> Client:
    return Client(
        client_id=ClientId(new_id()),
        row_version=1,
        details=ClientDetails(
            first_name=first_name, last_name=last_name, birth_date=date(1981, 1, 17), sex="female"
        ),
    )
