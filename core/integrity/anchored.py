"""Compares the database and the vault file with the newest checkpoint kept outside of both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session as DatabaseSession

from core.audit.anchor import AnchorState
from core.audit.chain import ChainHead
from core.audit.checkpoint import Checkpoint
from core.audit.event_store import chain_head, checkpoints, head_at, newest_position
from core.audit.findings import IntegrityFinding
from core.ids import WorkspaceId


def against_anchors(
    session: DatabaseSession,
    workspace_id: WorkspaceId,
    anchors: AnchorState,
    *,
    vault_sequence: int,
    memberships: Sequence[bytes],
) -> Iterator[IntegrityFinding]:
    """Damaged or missing anchors, and contradictions to the newest one.

    `vault_sequence` and `memberships` (digests, 32 bytes) are those of the unlocked vault file.
    """
    for place in anchors.damaged:
        yield IntegrityFinding(code="anchor_damaged", params={"place": place})
    head = chain_head(session, workspace_id)
    yield from _end_of_chain(session, workspace_id, head)
    if anchors.newest is None:
        if not anchors.damaged and checkpoints(session, workspace_id):
            yield IntegrityFinding(code="anchor_missing")
        return
    yield from _against_anchor(session, workspace_id, anchors.newest, 0 if head is None else head.position)
    yield from _vault_against_anchor(anchors.newest, vault_sequence, memberships)


def _end_of_chain(
    session: DatabaseSession, workspace_id: WorkspaceId, head: ChainHead | None
) -> Iterator[IntegrityFinding]:
    """Compares the end of the chain with the row that records its position."""
    newest = newest_position(session, workspace_id)
    position = 0 if head is None else head.position
    if newest != position or (head is not None and head != head_at(session, workspace_id, position)):
        yield IntegrityFinding(code="forked_database", params={"found": newest, "known": position})


def _against_anchor(
    session: DatabaseSession, workspace_id: WorkspaceId, anchor: Checkpoint, position: int
) -> Iterator[IntegrityFinding]:
    numbers = {"anchor": anchor.position, "found": position}
    if anchor.position > position:
        yield IntegrityFinding(code="stale_database", params=numbers)
        return
    there = head_at(session, workspace_id, anchor.position)
    if there is None or (there.head, there.charts) != (anchor.head, anchor.charts):
        yield IntegrityFinding(code="forked_database", params=numbers)


def _vault_against_anchor(
    anchor: Checkpoint, sequence: int, memberships: Sequence[bytes]
) -> Iterator[IntegrityFinding]:
    numbers = {"anchor": anchor.vault_sequence, "found": sequence}
    if anchor.vault_sequence > sequence:
        yield IntegrityFinding(code="stale_vault", params=numbers)
    elif anchor.membership and anchor.membership not in memberships:
        # Its number is current, but it lacks the latest changes of the members.
        yield IntegrityFinding(code="forked_vault", params=numbers)
