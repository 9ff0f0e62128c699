"""Types of clients for the rest of the program, and the schema of a client's fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Annotated, Literal

from core.clients.fields import NAME_LIMIT_CHARS, TAG_LIMIT_CHARS, ClientField, schema_of
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

REASON_LIMIT_CHARS = 500
LIST_LIMIT = 100
"""Tags, allergies and alerts of one client, each."""
RESTORE_DAYS = 30
"""How long a deleted chart can be restored before it may be purged."""


@dataclass(frozen=True, slots=True)
class ClientDetails:
    """Everything a clinician writes about a client; sealed as one record.

    The order is that of the form, the record page, a print and a file. A new field needs a default: records
    that were sealed before it do not have it.
    """

    first_name: Annotated[
        str,
        ClientField(
            "line",
            "identity",
            "שם פרטי",
            ("given_name", "forename", "first"),
            limit_chars=NAME_LIMIT_CHARS,
            in_banner=True,
            in_letters=True,
        ),
    ]
    last_name: Annotated[
        str,
        ClientField(
            "line",
            "identity",
            "שם משפחה",
            ("family_name", "surname", "last"),
            limit_chars=NAME_LIMIT_CHARS,
            in_banner=True,
            in_letters=True,
        ),
    ]
    birth_date: Annotated[
        date | None,
        ClientField(
            "day",
            "identity",
            "תאריך לידה",
            ("date_of_birth", "dob", "birthdate", "birthday"),
            in_banner=True,
            in_letters=True,
        ),
    ] = None
    sex: Annotated[
        str, ClientField("sex", "identity", "מין", ("gender",), in_banner=True, in_letters=True)
    ] = "unknown"
    phone: Annotated[
        str,
        ClientField(
            "line", "contact", "טלפון", ("telephone", "mobile", "phone_number", "נייד"), in_letters=True
        ),
    ] = ""
    email: Annotated[
        str, ClientField("line", "contact", "דואל", ("e_mail", "mail", "אימייל"), in_letters=True)
    ] = ""
    address: Annotated[str, ClientField("block", "contact", "כתובת", in_letters=True)] = ""
    emergency_contact: Annotated[str, ClientField("line", "contact", "איש קשר לחירום", ("איש_קשר",))] = ""
    allergies: Annotated[
        tuple[str, ...],
        ClientField(
            "entries", "warnings", "רגישויות", ("allergy", "אלרגיות"), in_letters=True, searched=True
        ),
    ] = ()
    alerts: Annotated[
        tuple[str, ...], ClientField("entries", "warnings", "התראות", ("alert",), searched=True)
    ] = ()
    tags: Annotated[
        tuple[str, ...],
        ClientField("tags", "record", "תגיות", ("labels",), limit_chars=TAG_LIMIT_CHARS),
    ] = ()
    consent_on: Annotated[date | None, ClientField("day", "record", "תאריך הסכמה", ("consent_date",))] = None
    """The day on which the client consented to being treated and recorded."""
    medical_history: Annotated[
        str,
        ClientField("note", "record", "רקע רפואי", ("history", "pmh"), in_letters=True, searched=True),
    ] = ""
    notes: Annotated[str, ClientField("note", "record", "הערות", ("remarks", "comments"), searched=True)] = ""
    external_id: Annotated[
        str | None,
        ClientField(
            "id",
            "origin",
            "מספר לקוח",
            ("patient_id", "mrn", "chart_no", "chart_number", "id", "מספר_תיק"),
            column="client_id",
        ),
    ] = None

    @property
    def display_name(self) -> str:
        """`Last, First`, as on a chart's spine."""
        return ", ".join(part for part in (self.last_name, self.first_name) if part)


CLIENT_SCHEMA: dict[str, ClientField] = schema_of(ClientDetails)
"""Each field of `ClientDetails` by name, in its order."""


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
