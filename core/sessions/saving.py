"""Saves a draft in one round trip, based on the last stored state; or reports that the regular path is
needed.

One transaction contains the sealed fields, version, manifest, index order and chained audit event. See
`docs/decisions/0013-one-round-trip-save.md`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import psycopg

from core.audit.checkpoint import CHECKPOINT_EVERY
from core.audit.commit_hook import Placed, chain_values, open_state, place, with_charts
from core.audit.log import AuditLog
from core.audit.pending_audit import PendingEvent, RowKind
from core.database.access import Database
from core.ids import SessionId, UserId
from core.repositories.manifests import Rewritten, mark, open_manifest, seal_manifest, session_tag
from core.repositories.saving import (
    Known,
    KnownChain,
    KnownDraft,
    KnownManifest,
    KnownSession,
    read_known,
    write_version,
)
from core.repositories.session_versions import seal_version
from core.security.memory import wipe
from core.security.sealing import Sealer
from core.sessions.dto import CopiedFrom, Session

Change = Callable[[Session], Session | None]
"""Makes the next version from the current one; None if nothing changed."""


class LongWay(Exception):
    """Raised by a `Change` that needs more than the session itself."""


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A completely computed save, ready to be written."""

    saved: Session
    after: Known
    values: dict[str, Any]


class OneTripSaver:
    """Saves a draft that was not changed elsewhere, the save on which the user waits."""

    def __init__(self, *, database: Database, sealer: Sealer, audit: AuditLog, author: UserId) -> None:
        self._database = database
        self._sealer = sealer
        self._audit = audit
        self._author = author

    def save(self, session_id: SessionId, *, expected_version: int, change: Change) -> Session | None:
        """The session as stored; None if the regular path must save or refuse it.

        Then nothing is stored, unless the connection was lost: the regular path recognises a repeated save.
        Raises `VaultLocked`, `TamperedRecord`.
        """
        try:
            with self._database.single_statements() as connection:
                for starting_from in (self._cached, partial(self._read, connection)):
                    prepared = self._prepare(starting_from(session_id), expected_version, change)
                    if prepared is not None and write_version(connection, prepared.values):
                        self._audit.save_cache.learn(prepared.after)
                        return prepared.saved
        except (psycopg.Error, LongWay):
            # The regular path meets the same problem and reports it, or does not meet it any more.
            return None
        return None

    def _cached(self, session_id: SessionId) -> Known | None:
        return self._audit.save_cache.known(session_id)

    def _read(self, connection: psycopg.Connection[Any], session_id: SessionId) -> Known | None:
        return read_known(connection, self._sealer, session_id)

    def _prepare(self, known: Known | None, expected_version: int, change: Change) -> _Prepared | None:
        if known is None or not _as_expected(known, expected_version):
            return None
        saved = change(known.draft.opened)
        if saved is None:
            return None
        sealed = seal_version(self._sealer, saved, author=self._author, previous=known.draft.tag)
        row = KnownSession(
            saved.session_id, saved.client_id, saved.date, saved.state, saved.version, **sealed
        )
        draft = KnownDraft(row, session_tag(row.version, row), saved)
        manifest = self._rewritten(known, draft)
        if manifest is None:
            return None
        placed, chain = self._placed(known, saved, manifest)
        after = Known(
            draft,
            KnownManifest(manifest.after.counter, manifest.sealed),
            KnownChain(placed.state.head, chain),
        )
        return _Prepared(saved, after, self._values(known, after, placed))

    def _rewritten(self, known: Known, draft: KnownDraft) -> Rewritten | None:
        """The client's manifest with the new version; None if it has another version than the previous
        one.
        """
        client_id, before = draft.row.client_id, known.manifest
        entries = open_manifest(self._sealer, client_id, before.counter, before.sealed)
        key = (RowKind.SESSION, draft.row.session_id)
        if entries.get(key) != (known.draft.row.version, known.draft.tag):
            return None
        entries[key] = (draft.row.version, draft.tag)
        counter = before.counter + 1
        sealed = seal_manifest(self._sealer, client_id, counter, entries)
        return Rewritten(
            mark(client_id, before.counter, before.sealed), mark(client_id, counter, sealed), sealed
        )

    def _placed(self, known: Known, saved: Session, manifest: Rewritten) -> tuple[Placed, bytes]:
        """The event in its place, and the chain's next keys, sealed."""
        state = open_state(self._sealer, known.chain.head, known.chain.sealed_key)
        try:
            state = with_charts(state, [manifest], {})
            placed = place(state, [self._event(saved)], covering=[manifest.after])
            try:
                sealed_key: bytes = chain_values(self._sealer, placed.state)["sealed_key"]
            finally:
                wipe(placed.state.key)
        finally:
            wipe(state.key, state.digest_key)
        return placed, sealed_key

    def _event(self, saved: Session) -> PendingEvent:
        return self._audit.event(
            action="session.change",
            object_kind="session",
            object_id=saved.session_id,
            client_id=saved.client_id,
            details={"version": saved.version},
        )

    def _values(self, known: Known, after: Known, placed: Placed) -> dict[str, Any]:
        (row,) = placed.rows
        session, before, chain = after.draft.row, known.chain.head, after.chain
        return {
            "session": session.session_id,
            "client": session.client_id,
            "before": known.draft.row.version,
            "day": session.day,
            "tag": known.draft.tag,
            "sealed_subjective": session.sealed_subjective,
            "sealed_objective": session.sealed_objective,
            "sealed_assessment": session.sealed_assessment,
            "sealed_plan": session.sealed_plan,
            "sealed_about": session.sealed_about,
            "counter": known.manifest.counter,
            "manifest_before": hashlib.sha256(known.manifest.sealed).digest(),
            "manifest": after.manifest.sealed,
            "position": before.position,
            "head_before": before.head,
            "charts_before": before.charts,
            "key_before": known.chain.sealed_key,
            "head": chain.head.head,
            "charts": chain.head.charts,
            "key": chain.sealed_key,
            "event": row["event_id"],
            "event_day": row["day"],
            "user": row["user_id"],
            "action": row["action"],
            "details": row["sealed_details"],
            "device": row["device_id"],
            "mac": row["mac"],
        }


def _as_expected(known: Known, expected_version: int) -> bool:
    # Checkpoints, which are rare, are signed on the regular path.
    due = (known.chain.head.position + 1) % CHECKPOINT_EVERY == 0
    return not due and (known.draft.row.state, known.draft.row.version) == ("draft", expected_version)


def reading_nothing(_mark: CopiedFrom) -> Session:
    """For a `Change` on this path: text copied just now is checked on the regular one."""
    raise LongWay
