"""Saves a version of a session with one statement: the state it needs, and the statement itself.

Except for the draft, the state is as stored, sealed or hashed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import psycopg

from core.audit.chain import ChainHead
from core.ids import ClientId, SessionId
from core.repositories.manifests import SESSION_COLUMNS, session_tag
from core.repositories.session_versions import open_version
from core.security.sealing import Sealer
from core.sessions.dto import Session

_SEALED = ", ".join(f"v.{name}" for name in SESSION_COLUMNS)
_READ = f"""
    SELECT s.client_id, s.day, s.state, s.current_version, {_SEALED},
        m.counter, m.sealed_manifest, c.position, c.head, c.charts, c.sealed_key
    FROM session s
    JOIN session_version v
        ON v.workspace_id = s.workspace_id AND v.session_id = s.session_id AND v.version = s.current_version
    JOIN client_manifest m ON m.workspace_id = s.workspace_id AND m.client_id = s.client_id
    JOIN audit_chain c ON c.workspace_id = s.workspace_id
    JOIN client k ON k.workspace_id = s.workspace_id AND k.client_id = s.client_id AND k.state <> 'merged'
    WHERE s.workspace_id = %(workspace)b AND s.session_id = %(session)b
"""  # noqa: S608 - made of names of columns alone
# A merged chart accepts no changes; a merge changes the manifest, so state from before it does not match.
_WRITE = """
    SELECT save_session_version(
        %(session)b::uuid, %(client)b::uuid, %(before)b::integer, %(day)b::date, %(tag)b::bytea,
        %(sealed_subjective)b::bytea, %(sealed_objective)b::bytea, %(sealed_assessment)b::bytea,
        %(sealed_plan)b::bytea, %(sealed_about)b::bytea,
        %(counter)b::integer, %(manifest_before)b::bytea, %(manifest)b::bytea,
        %(position)b::bigint, %(head_before)b::bytea, %(charts_before)b::bytea, %(key_before)b::bytea,
        %(head)b::bytea, %(charts)b::bytea, %(key)b::bytea,
        %(event)b::uuid, %(event_day)b::date, %(user)b::uuid, %(action)b::text, %(details)b::bytea,
        %(device)b::uuid, %(mac)b::bytea)
"""


@dataclass(frozen=True, slots=True)
class KnownSession:
    """A session's row and its current version, as stored."""

    session_id: SessionId
    client_id: ClientId
    day: date
    state: str
    current_version: int
    sealed_subjective: bytes
    sealed_objective: bytes
    sealed_assessment: bytes
    sealed_plan: bytes
    sealed_about: bytes

    @property
    def version(self) -> int:
        return self.current_version


@dataclass(frozen=True, slots=True)
class KnownDraft:
    """A draft as stored, the tag of its current version, and the same draft opened."""

    row: KnownSession
    tag: bytes
    opened: Session


@dataclass(frozen=True, slots=True)
class KnownManifest:
    """A client's manifest as stored."""

    counter: int
    sealed: bytes


@dataclass(frozen=True, slots=True)
class KnownChain:
    """The chain's row as stored; its keys are sealed."""

    head: ChainHead
    sealed_key: bytes


@dataclass(frozen=True, slots=True)
class Known:
    """The complete state that a save starts from."""

    draft: KnownDraft
    manifest: KnownManifest
    chain: KnownChain


def read_known(connection: psycopg.Connection[Any], sealer: Sealer, session_id: SessionId) -> Known | None:
    """One round trip; None if the session, its client's manifest or the chain does not exist.

    Raises `TamperedRecord`, `VaultLocked`.
    """
    cursor = connection.cursor(binary=True)
    row = cursor.execute(_READ, {"workspace": sealer.workspace_id, "session": session_id}).fetchone()
    if row is None:
        return None
    client_id, day, state, version, *sealed = row[:9]
    counter, manifest, position, head, charts, key = row[9:]
    stored = KnownSession(session_id, ClientId(client_id), day, state, version, *sealed)
    return Known(
        KnownDraft(stored, session_tag(version, stored), open_version(sealer, stored, stored)),
        KnownManifest(counter, manifest),
        KnownChain(ChainHead(position=position, head=head, charts=charts), key),
    )


def write_version(connection: psycopg.Connection[Any], values: dict[str, Any]) -> bool:
    """One round trip and one transaction; false, and nothing is written, if the stored state differs."""
    row = connection.cursor(binary=True).execute(_WRITE, values, prepare=True).fetchone()
    return row is not None and bool(row[0])
