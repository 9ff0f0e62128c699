"""What the rest of the program knows of a client."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.ids import ClientId

SEXES = ("female", "male", "other", "unknown")


@dataclass(frozen=True, slots=True)
class ClientDetails:
    """Everything a clinician writes about a client; sealed as one record."""

    first_name: str
    last_name: str
    birth_date: date | None = None
    sex: str = "unknown"
    phone: str = ""
    email: str = ""
    address: str = ""
    emergency_contact: str = ""
    allergies: tuple[str, ...] = ()
    alerts: tuple[str, ...] = ()
    medical_history: str = ""
    notes: str = ""
    external_id: str | None = None

    @property
    def display_name(self) -> str:
        """`Last, First`, as on a chart's spine."""
        return ", ".join(part for part in (self.last_name, self.first_name) if part)


@dataclass(frozen=True, slots=True)
class Client:
    """One stored client at one row version (1, 2, 3, …)."""

    client_id: ClientId
    row_version: int
    details: ClientDetails
