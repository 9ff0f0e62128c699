"""Seals and opens one stored version of a session: its text and its metadata."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.damage import content_of
from core.errors import TamperedRecord
from core.ids import ClientId, SessionId, UserId
from core.security.sealed_json import open_json, seal_json
from core.security.sealing import Address, Sealer
from core.sessions.dto import SOAP_FIELDS, Session, SoapText
from core.sessions.session_about import about_to_json, session_from_json


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """One version with the columns in the clear of its session's row."""

    session_id: UUID
    client_id: UUID
    day: date
    state: str
    current_version: int
    version: int
    sealed_subjective: bytes
    sealed_objective: bytes
    sealed_assessment: bytes
    sealed_plan: bytes
    sealed_about: bytes


def seal_version(
    sealer: Sealer, session: Session, *, author: UserId | None, previous: bytes | None
) -> dict[str, bytes]:
    """The sealed columns of a version by name. `previous`: the tag of the previous version."""
    columns = {
        f"sealed_{name}": sealer.seal(
            session.text.field(name).encode(errors="surrogatepass"),
            purpose="note",
            at=version_address(session.session_id, session.version, session.client_id, f"sealed_{name}"),
        )
        for name in SOAP_FIELDS
    }
    columns["sealed_about"] = seal_json(
        sealer,
        about_to_json(session, author=author, previous=previous),
        purpose="note",
        at=version_address(session.session_id, session.version, session.client_id, "sealed_about"),
    )
    return columns


def open_version(sealer: Sealer, stored: StoredVersion) -> Session:
    """The session as of one version. Raises `TamperedRecord`, `VaultLocked`."""
    session_id, client_id = SessionId(stored.session_id), ClientId(stored.client_id)
    opened = {
        name: sealer.open(
            getattr(stored, f"sealed_{name}"),
            purpose="note",
            at=version_address(session_id, stored.version, client_id, f"sealed_{name}"),
        )
        for name in SOAP_FIELDS
    }
    about = open_json(
        sealer,
        stored.sealed_about,
        purpose="note",
        at=version_address(session_id, stored.version, client_id, "sealed_about"),
    )
    with content_of("session_version", "sealed_*"):
        text = SoapText(**{name: each.decode(errors="surrogatepass") for name, each in opened.items()})
        session = session_from_json(
            about, session_id=session_id, client_id=client_id, version=stored.version, text=text
        )
    clear = (stored.day, stored.state)
    if stored.version == stored.current_version and (session.date, session.state) != clear:
        # The clear columns serve filters only; the sealed values are the clinician's.
        raise TamperedRecord("tampered_record", table="session", column="day, state")
    return session


def version_address(session_id: SessionId, version: int, client_id: ClientId, column: str) -> Address:
    """The address of a sealed column of one version."""
    return Address(
        table="session_version",
        row=(session_id, version),
        column=column,
        row_version=version,
        client_id=client_id,
    )
