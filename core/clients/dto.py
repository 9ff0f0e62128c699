"""Types of clients for the rest of the program."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from core.ids import ClientId

SEXES = ("female", "male", "other", "unknown")
ClientState = Literal["active", "archived", "deleted", "merged"]
"""`archived`: not listed, but a normal chart. `deleted`: only visible in the trash. `merged`: kept unchanged,
but replaced by another chart.
"""
CLIENT_STATES: tuple[ClientState, ...] = ("active", "archived", "deleted", "merged")
STATE_CODES: dict[ClientState, str] = {
    "active": "client_is_active",
    "archived": "client_is_archived",
    "deleted": "client_is_deleted",
    "merged": "client_is_merged",
}
"""The error code for a chart refused because of its state."""
HIDDEN_STATES: tuple[ClientState, ...] = ("deleted", "merged")
"""Charts that are not written, found or quoted."""

NAME_LIMIT_CHARS = 200
TEXT_LIMIT_CHARS = 50_000
TAG_LIMIT_CHARS = 40
REASON_LIMIT_CHARS = 500
LIST_LIMIT = 100
"""Tags, allergies and alerts of one client, each."""
RESTORE_DAYS = 30
"""How long a deleted chart can be restored before it may be purged."""


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
    tags: tuple[str, ...] = ()
    consent_on: date | None = None
    """The day on which the client consented to being treated and recorded."""

    @property
    def display_name(self) -> str:
        """`Last, First`, as on a chart's spine."""
        return ", ".join(part for part in (self.last_name, self.first_name) if part)


@dataclass(frozen=True, slots=True)
class LifecycleStatus:
    """The state of a chart, since when and why; sealed with the details."""

    state: ClientState = "active"
    since: datetime | None = None
    """None for a chart that never changed its state."""
    reason: str = ""
    merged_into: ClientId | None = None
    purging: bool = False
    """An owner began to destroy the chart: irreversible, and continued by the next purge."""

    @property
    def purge_at(self) -> datetime | None:
        """When a deleted chart may be purged; None for others, unless an owner began to destroy it."""
        if self.purging:
            return self.since
        if self.state != "deleted" or self.since is None:
            return None
        return self.since + timedelta(days=RESTORE_DAYS)


@dataclass(frozen=True, slots=True)
class Client:
    """One stored client at one row version (1, 2, 3, …)."""

    client_id: ClientId
    row_version: int
    details: ClientDetails
    lifecycle: LifecycleStatus = field(default=LifecycleStatus())
    readable: bool = True
    """False: its details are damaged and empty here. Its other data can still be read."""

    @property
    def purge_on(self) -> date | None:
        """The day (UTC) on which a deleted chart may be purged; None for any other."""
        at = self.lifecycle.purge_at
        return None if at is None else at.date()


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A chart possibly of the same person. `reasons`, the strongest first, are of `DUPLICATE_REASONS`."""

    client: Client
    reasons: tuple[str, ...]


DUPLICATE_REASONS = ("external_id", "name_and_birth_date", "name", "similar_name", "phone", "email")


@dataclass(frozen=True, slots=True)
class MergeReport:
    """The result of a merge: counts of copied sessions and of attachments, appointments and letters.

    Deleted ones are copied, so that they can be restored, but not counted.
    """

    source: ClientId
    into: ClientId
    sessions: int
    records: int
