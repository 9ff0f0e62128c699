"""Compares the manifests of all charts with their sum in the audit chain, and finds the differing ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

from sqlalchemy.orm import Session as DatabaseSession

from core.audit.commit_hook import ChainState
from core.audit.event_store import chained_events
from core.audit.findings import IntegrityFinding
from core.audit.known_manifests import KnownManifests
from core.audit.manifests import digest_after
from core.audit.opening import open_event
from core.audit.pending_audit import ManifestMark
from core.cancel import CancelToken
from core.ids import ClientId
from core.security.memory import wipe
from core.security.sealing import Sealer


def stale_manifests(
    session: DatabaseSession,
    sealer: Sealer,
    state: ChainState,
    marks: Mapping[ClientId, ManifestMark],
    *,
    known: KnownManifests,
    cancel: CancelToken | None = None,
) -> Iterator[IntegrityFinding]:
    """Nothing if the sum matches; else the manifests that differ from the log, which `known` then knows too.
    The keys in `state` are overwritten. Raises `Cancelled`, `VaultLocked`.
    """
    try:
        digest = digest_after(bytes(32), state.digest_key, gone=(), come=marks.values())
    finally:
        wipe(state.key, state.digest_key)
    if digest == state.head.charts:
        return
    named = list(_differing(marks, _recorded_marks(session, sealer, cancel), known))
    # The sum is wrong and no event identifies the manifest: the chain's own row was changed.
    yield from named or [IntegrityFinding(code="stale_manifest", table="client_manifest")]


def _differing(
    marks: Mapping[ClientId, ManifestMark], recorded: Mapping[ClientId, ManifestMark], known: KnownManifests
) -> Iterator[IntegrityFinding]:
    for client_id, mark in recorded.items():
        there = marks.get(client_id)
        if there is None:
            yield IntegrityFinding("manifest_missing", client_id, "client_manifest", client_id)
        elif there != mark:
            # So that reading the chart reports it as well.
            known.learn(mark)
            numbers = {"found": there.counter, "known": mark.counter}
            yield IntegrityFinding("stale_manifest", client_id, "client_manifest", client_id, numbers)
    for client_id in marks.keys() - recorded.keys():
        yield IntegrityFinding("unknown_row", client_id, "client_manifest", client_id)


def _recorded_marks(
    session: DatabaseSession, sealer: Sealer, cancel: CancelToken | None
) -> dict[ClientId, ManifestMark]:
    """The latest state of each client's manifest according to the events."""
    recorded: dict[ClientId, ManifestMark] = {}
    for event in chained_events(session, sealer.workspace_id):
        if cancel is not None:
            cancel.raise_if_cancelled()
        opened = open_event(sealer, event.columns, event.sealed_details) or {}
        details = opened.get("details", {})
        if details.get("charts") == "anew":
            recorded.clear()
        for text, (counter, tag) in details.get("manifests", {}).items():
            client_id = ClientId(UUID(text))
            recorded[client_id] = ManifestMark(client_id, counter, bytes.fromhex(tag))
        for text in details.get("erased", ()):
            recorded.pop(ClientId(UUID(text)), None)
    return recorded
