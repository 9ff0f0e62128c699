"""Verifies a chain of entries against all evidence. Pure: rows in, findings out.

What each kind of evidence detects: the hashes, any change by somebody who does not recompute them all; the
codes, any change by somebody without the chain's first key; checkpoints and anchors, a truncated end or a
history replaced as a whole, up to the last of them.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from core.audit.chain import START, ChainHead, StoredEvent, authenticate, entry_digest, link, next_key
from core.audit.checkpoint import Checkpoint
from core.audit.dto import ChainFinding, ChainReport
from core.audit.history import History, Restart
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.ids import UserId, WorkspaceId

_LONGEST_GAP = 1_000_000
"""Positions that are skipped key by key; a wider gap ends the check of the codes."""

_PROGRESS_EVERY = 500

DetailsCheck = Callable[[StoredEvent], bool]
"""Whether the sealed details open and match the clear columns."""


@dataclass(frozen=True, slots=True)
class Link:
    """One entry for verification. `charts` None: unknown, as for an entry omitted from an export."""

    position: int
    device_id: UUID | None
    digest: bytes
    chain_hash: bytes | None
    mac: bytes | None
    charts: bytes | None


@dataclass(frozen=True, slots=True)
class Witnesses:
    """The evidence. `anchor` is the newest checkpoint kept outside the database."""

    workspace_id: WorkspaceId
    head: ChainHead | None = None
    checkpoints: Sequence[Checkpoint] = ()
    anchor: Checkpoint | None = None
    signing_keys: Mapping[UserId, Sequence[bytes]] = field(default_factory=dict)
    first_key: bytes | None = None
    restarts: Mapping[int, Restart] = field(default_factory=dict)


class ChainVerifier:
    """Follows the chain from its first position, one entry at a time."""

    def __init__(self, witnesses: Witnesses) -> None:
        self.findings: list[ChainFinding] = []
        self.entries = 0
        self._witnesses = witnesses
        self._position = 0
        self._previous = START
        self._key = witnesses.first_key
        self._history = History()
        self._statements: dict[int, list[Checkpoint]] = {}
        for statement in self._trusted():
            self._statements.setdefault(statement.position, []).append(statement)

    def step(self, entry: Link) -> None:
        """Processes the next stored entry, in order of position."""
        self.entries += 1
        if entry.position <= self._position:
            self._find("repeated", entry.position)
            return
        self._skip_to(entry.position)
        self._check_restart(entry.position)
        self._check_link(entry)
        self._check_code(entry)
        self._check_statements(entry)
        if self._witnesses.restarts:
            self._history.add(entry.position, entry.device_id, entry.digest, entry.chain_hash, entry.mac)
        self._position = entry.position
        self._previous = entry.chain_hash or START

    def finish(self, *, unchained: int = 0) -> ChainReport:
        """The report, after every entry was processed."""
        witnesses = self._witnesses
        self._check_head(witnesses.head)
        known = max(self._statements, default=0)
        if known > self._position:
            self._find("truncated", self._position, last_known=known)
        anchor = witnesses.anchor or max(witnesses.checkpoints, key=lambda each: each.position, default=None)
        anchored = 0 if anchor is None else min(anchor.position, self._position)
        return ChainReport(
            entries=self.entries,
            checkpoints=len(witnesses.checkpoints),
            unchained=unchained,
            unanchored=self._position - anchored,
            findings=tuple(self.findings),
            authenticated=all(
                key is not None
                for key in (witnesses.first_key, *(each.key for each in witnesses.restarts.values()))
            ),
        )

    def _find(self, code: str, position: int | None, **params: object) -> None:
        self.findings.append(ChainFinding(code=code, position=position, params=params))

    def _trusted(self) -> Iterable[Checkpoint]:
        """The statements that count; those signed with a replaced key must precede its successor's."""
        witnesses = self._witnesses
        newest: dict[UserId, int] = {}
        statements = (*witnesses.checkpoints, *([witnesses.anchor] if witnesses.anchor else ()))
        for statement in sorted(statements, key=lambda each: each.position):
            known = witnesses.signing_keys.get(statement.user_id, ())
            used = next((place for place, key in enumerate(known) if statement.signed_by(key)), None)
            if statement.workspace_id != witnesses.workspace_id:
                self._find("checkpoint_invalid", statement.position, reason="other_workspace")
            elif not known:
                self._find("checkpoint_invalid", statement.position, reason="unknown_signer")
            elif used is None:
                self._find("checkpoint_invalid", statement.position, reason="signature")
            elif used < newest.get(statement.user_id, 0):
                self._find("checkpoint_invalid", statement.position, reason="replaced_key")
            else:
                newest[statement.user_id] = used
                yield statement

    def _skip_to(self, position: int) -> None:
        missing = position - self._position - 1
        if not missing:
            return
        self._find("gap", position, missing=missing)
        if self._key is not None:
            if missing > _LONGEST_GAP:
                self._key = None
                return
            for _ in range(missing):
                self._key = next_key(self._key)

    def _check_restart(self, position: int) -> None:
        """A break stays a finding permanently; the entries before it must be those present at the repair."""
        restart = self._witnesses.restarts.get(position)
        if restart is None:
            return
        self._find("chain_restarted", position, rows=restart.rows)
        if (self._history.rows, self._history.digest) != (restart.rows, restart.digest):
            self._find("altered", self._position, reason="before_restart")
        self._key = restart.key

    def _check_link(self, entry: Link) -> None:
        if entry.device_id is None or entry.chain_hash is None:
            self._find("altered", entry.position)
            return
        expected = link(
            device_id=entry.device_id,
            position=entry.position,
            previous=self._previous,
            digest=entry.digest,
        )
        if not hmac.compare_digest(expected, entry.chain_hash):
            self._find("altered", entry.position)

    def _check_code(self, entry: Link) -> None:
        if self._key is None:
            return
        expected = authenticate(self._key, entry.chain_hash or b"")
        if not hmac.compare_digest(expected, entry.mac or b""):
            self._find("forged", entry.position)
        self._key = next_key(self._key)

    def _check_statements(self, entry: Link) -> None:
        for statement in self._statements.get(entry.position, ()):
            charts = statement.charts if entry.charts is None else entry.charts
            if (entry.chain_hash, charts) != (statement.head, statement.charts):
                self._find("forked", entry.position)

    def _check_head(self, head: ChainHead | None) -> None:
        if head is None:
            if self._position:
                self._find("head_missing", None)
        elif head.position > self._position:
            self._find("truncated", self._position, last_known=head.position)
        elif head.position < self._position:
            self._find("forked", head.position, last_known=head.position)
        elif head.head != self._previous:
            self._find("forked", head.position)


def link_of(workspace_id: WorkspaceId, event: StoredEvent) -> Link:
    """A stored event in the form used for verification."""
    return Link(
        position=event.position,
        device_id=event.device_id,
        digest=entry_digest(workspace_id, event),
        chain_hash=event.chain_hash,
        mac=event.mac,
        charts=event.charts or b"",
    )


def verify_events(
    events: Iterable[StoredEvent],
    witnesses: Witnesses,
    *,
    details_agree: DetailsCheck | None = None,
    unchained: int = 0,
    total: int = 0,
    cancel: CancelToken | None = None,
    on_progress: OnProgress = ignore_progress,
) -> ChainReport:
    """The report on stored events in order of their positions. `total` is for the progress only.

    Raises `Cancelled`, and what `details_agree` raises.
    """
    verifier = ChainVerifier(witnesses)
    for event in events:
        if verifier.entries % _PROGRESS_EVERY == 0:
            if cancel is not None:
                cancel.raise_if_cancelled()
            on_progress(verifier.entries, max(total, verifier.entries))
        verifier.step(link_of(witnesses.workspace_id, event))
        if details_agree is not None and not details_agree(event):
            verifier.findings.append(ChainFinding("columns_differ", event.position))
    on_progress(verifier.entries, max(total, verifier.entries))
    return verifier.finish(unchained=unchained)
