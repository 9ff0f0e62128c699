"""Whether the records are the ones written last: a look at every unlock, and the whole check on demand."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from core.audit.accepting import accept, why_broken
from core.audit.anchor import Anchors
from core.audit.chain import ChainHead
from core.audit.checkpoint import Checkpoint
from core.audit.deed import ManifestMark
from core.audit.ledger import read_state
from core.audit.log import AuditLog
from core.audit.opening import open_event
from core.audit.rows import chain_head, chained_events, checkpoints, head_at, newest_position
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.database.access import Database
from core.errors import AnamnesisError
from core.ids import ClientId
from core.integrity.charts import ChartCheck
from core.integrity.dto import IntegrityFinding
from core.repositories.manifests import ManifestRepository, digest_after
from core.repositories.snapshot import hold_snapshot
from core.security.memory import wipe
from core.security.roles import Access
from core.security.sealing import Sealer
from models import ClientRow

_log = logging.getLogger(__name__)


def _no_memberships() -> Sequence[bytes]:
    return ()


class IntegrityService:
    """Compares what is stored with what the chain, the manifests and the anchors remember of it.

    Findings are recorded in the audit log. `vault_sequence`: the number of the vault file that was unlocked;
    `memberships`: the digests (32 bytes) of all its membership documents.
    """

    def __init__(
        self,
        *,
        database: Database,
        sealer: Sealer,
        access: Access,
        audit: AuditLog,
        anchors: Anchors,
        vault_sequence: Callable[[], int],
        memberships: Callable[[], Sequence[bytes]] = _no_memberships,
    ) -> None:
        self._database = database
        self._sealer = sealer
        self._access = access
        self._audit = audit
        self._anchors = anchors
        self._vault_sequence = vault_sequence
        self._memberships = memberships
        self.at_unlock: tuple[IntegrityFinding, ...] = ()
        """What `check_at_unlock` found."""

    def check_at_unlock(self) -> tuple[IntegrityFinding, ...]:
        """A stale or forked database or vault file, damaged chain, anchors or client keys: few small queries.

        Called before the unlock is recorded: an entry more can make a stale database look forked. `at_unlock`
        has the findings from then on.
        """
        with self._database.begin() as session:
            hold_snapshot(session)
            found = [
                *self._broken_chain(session),
                *self._against_anchors(session),
                *self._without_key(session),
            ]
        if {"stale_vault", "forked_vault"} & {each.code for each in found}:
            # The next checkpoint would be made with that vault file, and wipe the evidence out.
            self._anchors.keep()
        self.at_unlock = self._told(found)
        return self.at_unlock

    def unlock_not_recorded(self, error: AnamnesisError) -> None:
        """Told when the log did not take the unlock: everything can be read, and nothing can be recorded."""
        _log.error("unlock not audited: %s", error.code)
        if all(each.code != "audit_chain_damaged" for each in self.at_unlock):
            finding = IntegrityFinding(
                code="audit_chain_damaged", table="audit_event", params={"error": error.code}
            )
            self.at_unlock = (*self.at_unlock, finding)

    def check_client(self, client_id: ClientId) -> tuple[IntegrityFinding, ...]:
        """One client's rows against the client's manifest. Raises `RoleRefused`, `VaultLocked`."""
        self._access.require("chart")
        with self._database.begin() as session:
            hold_snapshot(session)
            found = ChartCheck(session, self._sealer).findings(client_id)
        return self._told(found)

    def check_all(
        self, *, cancel: CancelToken | None = None, on_progress: OnProgress = ignore_progress
    ) -> tuple[IntegrityFinding, ...]:
        """Everything: anchors, the digest of all charts, each client. Raises `RoleRefused`, `Cancelled`."""
        self._access.require("chart")
        with self._database.begin() as session:
            hold_snapshot(session)
            found = list(self._broken_chain(session))
            found += self._against_anchors(session)
            if not any(each.code == "audit_chain_damaged" for each in found):
                found += self._stale_manifests(session, cancel)
            clients = self._client_ids(session)
        for done, client_id in enumerate(clients):
            if cancel is not None:
                cancel.raise_if_cancelled()
            on_progress(done, len(clients))
            # One transaction a client: nobody's save waits, and memory holds one chart.
            with self._database.begin() as session:
                hold_snapshot(session)
                found += ChartCheck(session, self._sealer).findings(client_id)
        on_progress(len(clients), len(clients))
        return self._told(dict.fromkeys(found))

    def accept_database(self) -> None:
        """Makes database and vault file as they are now the ones that the anchors stand for.

        As after an older backup was put back on purpose. Manifests that are missing, damaged or not those of
        the rows are made anew, and so is a chain that no entry can follow: verification shows that break from
        then on. Rows and client keys that do not open stay findings. Recorded, with what was repaired;
        `at_unlock` has what is left. Raises `RoleRefused` for anybody but an owner.
        """
        self._access.require("keys")
        with self._database.begin() as session:
            accept(session, self._audit)
        self.check_at_unlock()

    def _broken_chain(self, session: DatabaseSession) -> Iterator[IntegrityFinding]:
        reason = why_broken(session, self._sealer)
        if reason is not None:
            yield IntegrityFinding("audit_chain_damaged", table="audit_chain", params={"reason": reason})

    def _against_anchors(self, session: DatabaseSession) -> Iterator[IntegrityFinding]:
        state = self._anchors.read()
        for place in state.damaged:
            yield IntegrityFinding(code="anchor_damaged", params={"place": place})
        head = chain_head(session, self._sealer.workspace_id)
        yield from self._within(session, head)
        if state.newest is None:
            if not state.damaged and checkpoints(session, self._sealer.workspace_id):
                yield IntegrityFinding(code="anchor_missing")
            return
        yield from self._against_anchor(session, state.newest, 0 if head is None else head.position)

    def _within(self, session: DatabaseSession, head: ChainHead | None) -> Iterator[IntegrityFinding]:
        """The end of the chain against the row that says where it is."""
        newest = newest_position(session, self._sealer.workspace_id)
        position = 0 if head is None else head.position
        if newest != position or (
            head is not None and head != head_at(session, self._sealer.workspace_id, position)
        ):
            yield IntegrityFinding(code="forked_database", params={"found": newest, "known": position})

    def _against_anchor(
        self, session: DatabaseSession, anchor: Checkpoint, position: int
    ) -> Iterator[IntegrityFinding]:
        numbers = {"anchor": anchor.position, "found": position}
        if anchor.position > position:
            yield IntegrityFinding(code="stale_database", params=numbers)
        else:
            there = head_at(session, self._sealer.workspace_id, anchor.position)
            if there is None or (there.head, there.charts) != (anchor.head, anchor.charts):
                yield IntegrityFinding(code="forked_database", params=numbers)
        yield from self._against_vault(anchor)

    def _against_vault(self, anchor: Checkpoint) -> Iterator[IntegrityFinding]:
        sequence = self._vault_sequence()
        if anchor.vault_sequence > sequence:
            yield IntegrityFinding(
                code="stale_vault", params={"anchor": anchor.vault_sequence, "found": sequence}
            )
        elif anchor.membership and anchor.membership not in self._memberships():
            # As new by its number, and yet what was decided of the members since is not in it.
            yield IntegrityFinding(
                code="forked_vault", params={"anchor": anchor.vault_sequence, "found": sequence}
            )

    def _without_key(self, session: DatabaseSession) -> Iterator[IntegrityFinding]:
        if not self._access.allows("chart"):
            return
        ring = self._sealer.keyring
        loaded = ring.clients().keys() - ring.incomplete_clients()
        for client_id in self._client_ids(session):
            if client_id not in loaded:
                yield IntegrityFinding(code="damaged_client_key", client_id=client_id, table="client_key")

    def _stale_manifests(
        self, session: DatabaseSession, cancel: CancelToken | None
    ) -> Iterator[IntegrityFinding]:
        """The digest of all charts, and where it is not the recorded one, whose manifest was put back."""
        state = read_state(session, self._sealer)
        if state is None:
            return
        try:
            marks = ManifestRepository(session, self._sealer).marks()
            digest = digest_after(bytes(32), state.digest_key, gone=(), come=marks.values())
        finally:
            wipe(state.key, state.digest_key)
        if digest == state.head.charts:
            return
        named = list(self._differing(session, marks, cancel))
        # The sum is wrong and no event says whose manifest it is: the chain's own row was changed.
        yield from named or [IntegrityFinding(code="stale_manifest", table="client_manifest")]

    def _differing(
        self, session: DatabaseSession, marks: dict[ClientId, ManifestMark], cancel: CancelToken | None
    ) -> Iterator[IntegrityFinding]:
        recorded = self._recorded_marks(session, cancel)
        for client_id, mark in recorded.items():
            there = marks.get(client_id)
            if there is None:
                yield IntegrityFinding("manifest_missing", client_id, "client_manifest", client_id)
            elif there != mark:
                numbers = {"found": there.counter, "known": mark.counter}
                yield IntegrityFinding("stale_manifest", client_id, "client_manifest", client_id, numbers)
        for client_id in marks.keys() - recorded.keys():
            yield IntegrityFinding("unknown_row", client_id, "client_manifest", client_id)

    def _recorded_marks(
        self, session: DatabaseSession, cancel: CancelToken | None
    ) -> dict[ClientId, ManifestMark]:
        """What the events say of each client's manifest, the newest word of each."""
        recorded: dict[ClientId, ManifestMark] = {}
        for event in chained_events(session, self._sealer.workspace_id):
            if cancel is not None:
                cancel.raise_if_cancelled()
            opened = open_event(self._sealer, event.columns, event.sealed_details) or {}
            details = opened.get("details", {})
            if details.get("charts") == "anew":
                recorded.clear()
            for text, (counter, tag) in details.get("manifests", {}).items():
                client_id = ClientId(UUID(text))
                recorded[client_id] = ManifestMark(client_id, counter, bytes.fromhex(tag))
            for text in details.get("erased", ()):
                recorded.pop(ClientId(UUID(text)), None)
        return recorded

    def _client_ids(self, session: DatabaseSession) -> list[ClientId]:
        query = select(ClientRow.client_id).where(ClientRow.workspace_id == self._sealer.workspace_id)
        return [ClientId(each) for each in session.scalars(query.order_by(ClientRow.client_id))]

    def _told(self, found: Iterable[IntegrityFinding]) -> tuple[IntegrityFinding, ...]:
        """Records that something was found; a log that cannot be written hides no finding."""
        findings = tuple(found)
        if findings:
            counted = Counter(finding.code for finding in findings)
            try:
                with self._database.begin() as session:
                    self._audit.record(
                        session, action="integrity.failure", outcome="found", details={"codes": dict(counted)}
                    )
            except AnamnesisError as error:
                _log.warning("integrity findings not recorded: %s", error.code)
        return findings
