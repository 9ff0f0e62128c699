"""Integrity checks: a quick one at every unlock, and a complete one on demand."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from sqlalchemy.orm import Session as DatabaseSession

from core.audit.anchor import Anchors
from core.audit.chain_reset import accept, why_broken
from core.audit.commit_hook import ChainState, read_state
from core.audit.event_store import chain_head
from core.audit.findings import IntegrityFinding
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.database.snapshot import hold_snapshot
from core.errors import AnamnesisError, TamperedRecord
from core.ids import ClientId
from core.integrity.anchored import against_anchors
from core.integrity.charts import ChartCheck
from core.integrity.digest import stale_manifests
from core.integrity.existence import (
    clock_set_back,
    missing_anchors,
    missing_clients,
    missing_log,
    stored_clients,
)
from core.integrity.practice import check_practice
from core.integrity.verifying import ChartVerifier
from core.security.inventory import Inventory
from core.service_context import ServiceContext

_log = logging.getLogger(__name__)


def _no_memberships() -> Sequence[bytes]:
    return ()


_UNSURE = frozenset[str]({"clock_set_back", "damaged_client_key"})
"""Findings that do not question the log or the set of clients."""


class IntegrityService:
    """Compares the stored data with the chain, the manifests and the anchors.

    Findings are audited. `vault_sequence`: the number of the unlocked vault file; `memberships`: the digests
    (32 bytes) of all its membership documents; `inventory` is its inventory, which `keep_inventory` replaces;
    `erased`: the client of a pending erase. `verifier` compares charts as they are read.
    """

    def __init__(
        self,
        context: ServiceContext,
        *,
        anchors: Anchors,
        vault_sequence: Callable[[], int],
        memberships: Callable[[], Sequence[bytes]] = _no_memberships,
        inventory: Callable[[], Inventory | None] = lambda: None,
        keep_inventory: Callable[[Inventory], None] | None = None,
        erased: Callable[[], ClientId | None] = lambda: None,
        verifier: ChartVerifier | None = None,
    ) -> None:
        self._database, self._sealer, self._audit = context.database, context.sealer, context.audit
        self._access, self._clock = context.access, context.clock
        self._anchors = anchors
        self._vault_sequence = vault_sequence
        self._memberships = memberships
        self._inventory = inventory
        self._keep_inventory = keep_inventory
        self._erased = erased
        self._verifier = verifier
        self.at_unlock: tuple[IntegrityFinding, ...] = ()
        """The findings of `check_at_unlock`."""

    def check_at_unlock(self) -> tuple[IntegrityFinding, ...]:
        """A stale or forked database or vault file, damaged chain, anchors or client keys: few small queries.

        Called before the unlock is audited, because another entry can make a stale database look forked. Sets
        `at_unlock`.
        """
        with self._database.begin() as session:
            hold_snapshot(session)
            found = [
                *self._log_and_anchors(session),
                *self._without_key(session),
                *self._charts(session),
            ]
        if {"stale_vault", "forked_vault"} & {each.code for each in found}:
            # The next checkpoint would be made with that vault file and overwrite the evidence.
            self._anchors.keep()
        self.at_unlock = self._told(found)
        return self.at_unlock

    def advance_inventory(self) -> None:
        """Updates the inventory in the vault file; called after an unlock, and before a lock.

        Not while the expected state is in doubt. If the file cannot be written, it keeps the earlier state.
        """
        advanced = self.inventory_now()
        if self._keep_inventory is None or advanced is None:
            return
        try:
            self._keep_inventory(advanced)
        except (AnamnesisError, OSError) as error:
            _not_written(error)

    def inventory_now(self) -> Inventory | None:
        """The current inventory; None while it is in doubt or unreadable."""
        if any(each.code not in _UNSURE for each in self.at_unlock):
            return None
        head, clients = self._audit.newest_head, self._audit.known_manifests.clients()
        try:
            if head is None:
                with self._database.begin() as session:
                    head = chain_head(session, self._sealer.workspace_id)
            anchored = self._anchors.read().newest is not None
            known, erased = self._inventory() or Inventory(), self._erased()
        except (AnamnesisError, OSError) as error:
            _not_written(error)
            return None
        if head is None:
            return None
        return known.advanced(
            position=head.position, head=head.head, anchored=anchored, clients=clients - {erased}
        )

    def found_in(self, client_id: ClientId) -> tuple[IntegrityFinding, ...]:
        """The findings of the latest read of this chart, without reading it. Raises `RoleRefused`."""
        self._access.require("chart")
        mismatch = self._verifier.mismatch_of(client_id) if self._verifier is not None else None
        return () if mismatch is None else mismatch.findings

    def unlock_not_recorded(self, error: AnamnesisError) -> None:
        """Called if the unlock could not be audited: everything can be read, and nothing can be recorded."""
        _log.error("unlock not audited: %s", error.code)
        if all(each.code != "audit_chain_damaged" for each in self.at_unlock):
            finding = IntegrityFinding(
                code="audit_chain_damaged", table="audit_event", params={"error": error.code}
            )
            self.at_unlock = (*self.at_unlock, finding)

    def check_client(self, client_id: ClientId) -> tuple[IntegrityFinding, ...]:
        """Compares one client's rows with the manifest. Raises `RoleRefused`, `VaultLocked`."""
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
            found = [*self._log_and_anchors(session), *self._charts(session, cancel)]
            clients = sorted(stored_clients(session, self._sealer.workspace_id), key=lambda each: each.bytes)
        for done, client_id in enumerate(clients):
            if cancel is not None:
                cancel.raise_if_cancelled()
            on_progress(done, len(clients))
            # One transaction for each client: no save has to wait, and memory holds one chart.
            with self._database.begin() as session:
                hold_snapshot(session)
                found += ChartCheck(session, self._sealer).findings(client_id)
        on_progress(len(clients), len(clients))
        return self._told(dict.fromkeys(found))

    def accept_database(self) -> None:
        """Accepts database and vault file as they are now as the reference for the anchors.

        For example after an older backup was restored deliberately. Missing, damaged or differing manifests
        are rebuilt, and a chain that cannot be continued is restarted: verification shows that break
        permanently. Rows and client keys that do not open stay findings. Audited with what was repaired;
        `at_unlock` has the rest. Raises `RoleRefused` for anybody but an owner.
        """
        self._access.require("keys")
        with self._database.begin() as session:
            accept(session, self._audit)
        if self._verifier is not None:
            self._verifier.forget()
        self._audit.known_manifests.replace(())
        self._accept_inventory()
        self.check_at_unlock()

    def _accept_inventory(self) -> None:
        if self._keep_inventory is None:
            return
        with self._database.begin() as session:
            workspace_id = self._sealer.workspace_id
            head, clients = chain_head(session, workspace_id), stored_clients(session, workspace_id)
        if head is not None:
            anchored = self._anchors.read().newest is not None
            self._keep_inventory(Inventory(head.position, head.head, anchored, clients))

    def _log_and_anchors(self, session: DatabaseSession) -> Iterator[IntegrityFinding]:
        yield from self._broken_chain(session)
        found = list(
            against_anchors(
                session,
                self._sealer.workspace_id,
                self._anchors.read(),
                vault_sequence=self._vault_sequence(),
                memberships=self._memberships(),
            )
        )
        yield from found
        told = {each.code for each in found}
        head, inventory = chain_head(session, self._sealer.workspace_id), self._inventory()
        if inventory is not None:
            workspace_id = self._sealer.workspace_id
            lacking = [
                *missing_log(session, workspace_id, inventory, head),
                *missing_anchors(self._anchors.read(), inventory),
            ]
            yield from (each for each in lacking if each.code not in told)
        yield from clock_set_back(session, self._sealer, head, now=self._clock())

    def _charts(
        self, session: DatabaseSession, cancel: CancelToken | None = None
    ) -> Iterator[IntegrityFinding]:
        """All charts at once: who exists, the digest of their manifests, and their rows' versions."""
        if not self._access.allows("chart"):
            return
        workspace_id, inventory = self._sealer.workspace_id, self._inventory() or Inventory()
        missing = list(missing_clients(session, workspace_id, inventory, erased=self._erased()))
        yield from missing
        gone = {each.client_id for each in missing}
        state = self._readable_state(session)
        if state is None and not inventory.log_position:
            # Nothing was recorded yet: manifests are made when the log begins.
            return
        checked = check_practice(session, self._sealer)
        yield from (each for each in checked.findings if each.client_id not in gone)
        known = self._audit.known_manifests
        if state is not None:
            yield from stale_manifests(
                session, self._sealer, state, checked.marks, known=known, cancel=cancel
            )
        known.learn(*checked.sound)

    def _readable_state(self, session: DatabaseSession) -> ChainState | None:
        try:
            return read_state(session, self._sealer)
        except TamperedRecord:
            # Reported as a finding already.
            return None

    def _broken_chain(self, session: DatabaseSession) -> Iterator[IntegrityFinding]:
        known = self._audit.known_position()
        reason = why_broken(session, self._sealer, known_position=known)
        if reason is not None:
            yield IntegrityFinding("audit_chain_damaged", table="audit_chain", params={"reason": reason})

    def _without_key(self, session: DatabaseSession) -> Iterator[IntegrityFinding]:
        if not self._access.allows("chart"):
            return
        ring = self._sealer.keyring
        loaded = ring.clients().keys() - ring.incomplete_clients()
        stored = stored_clients(session, self._sealer.workspace_id)
        for client_id in sorted(stored, key=lambda each: each.bytes):
            if client_id not in loaded:
                yield IntegrityFinding(code="damaged_client_key", client_id=client_id, table="client_key")

    def _told(self, found: Iterable[IntegrityFinding]) -> tuple[IntegrityFinding, ...]:
        """Audits the findings; a log that cannot be written hides none."""
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


def _not_written(error: AnamnesisError | OSError) -> None:
    _log.warning("the inventory was not written: %s", getattr(error, "code", type(error).__name__))
