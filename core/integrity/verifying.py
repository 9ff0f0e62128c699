"""Compares a chart with its manifest whenever it is read; see `core.database.chart_reads`.

Checked: every row in the manifest exists in that version with those sealed bytes, there are no others, clear
columns equal the sealed ones, and the manifest is not older than the one this process knows. The result is
cached with the chart's fingerprint and reused while that is unchanged.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session as DatabaseSession

from core.audit.findings import ChartMismatch, FindingCode, IntegrityFinding
from core.audit.known_manifests import KnownManifests
from core.audit.manifests import TABLES, Entries, RowKey, mark, open_manifest
from core.audit.pending_audit import ManifestMark
from core.errors import AnamnesisError, NotFound, TamperedRecord, VaultFormatError
from core.ids import ClientId
from core.integrity.chart_rows import StoredChart, fingerprints, iter_pages, stored_charts
from core.integrity.sealed_states import check_state
from core.service_context import ServiceContext

_log = logging.getLogger(__name__)
_CHARTS_AT_ONCE = 50
_DAMAGE = (TamperedRecord, VaultFormatError, NotFound, ValueError, KeyError)


@dataclass(frozen=True, slots=True)
class _Verdict:
    fingerprint: bytes
    mismatch: ChartMismatch | None


class ChartVerifier:
    """The `ReadVerifier` of one unlocked practice. Safe across threads; every finding is recorded once."""

    def __init__(self, context: ServiceContext) -> None:
        self._database, self._sealer, self._audit = context.database, context.sealer, context.audit
        self._known = context.audit.known_manifests
        self._guard = threading.Lock()
        self._verdicts: dict[ClientId, _Verdict] = {}
        self._unreported: dict[ClientId, ChartMismatch] = {}

    def known(self) -> KnownManifests:
        """As `ReadVerifier.known`."""
        return self._known.copy()

    def verify(
        self, session: DatabaseSession, client_ids: Collection[ClientId], known: KnownManifests
    ) -> dict[ClientId, ChartMismatch]:
        """As `ReadVerifier.verify`."""
        found: dict[ClientId, ChartMismatch] = {}
        for page in iter_pages(self._changed(session, client_ids, found), _CHARTS_AT_ONCE):
            for client_id, chart in stored_charts(session, self._sealer.workspace_id, page).items():
                # Before the comparison, which stores this chart's own manifest.
                replaced = self._replaced(chart, self._known)
                mismatch = self._compared(chart, known)
                # Read before a save and compared after it: valid, but not cached for later reads.
                if mismatch is not None or not replaced:
                    self._keep(chart, mismatch)
                if mismatch is not None:
                    found[client_id] = mismatch
        return found

    def mismatch_of(self, client_id: ClientId) -> ChartMismatch | None:
        """The findings of the latest read of this chart, without reading it."""
        with self._guard:
            verdict = self._verdicts.get(client_id)
        return None if verdict is None else verdict.mismatch

    def report(self) -> None:
        """As `ReadVerifier.report`; a log that cannot be written hides no finding."""
        with self._guard:
            waiting, self._unreported = self._unreported, {}
        for client_id, mismatch in waiting.items():
            codes = dict(Counter(each.code for each in mismatch.findings))
            try:
                with self._database.begin() as session:
                    self._audit.record(
                        session,
                        action="integrity.failure",
                        object_kind="client",
                        object_id=client_id,
                        outcome="found",
                        details={"codes": codes, "at": "read"},
                    )
            except AnamnesisError as error:
                _log.warning("a chart that does not match was not recorded: %s", error.code)

    def forget(self) -> None:
        """Compares every chart again at its next read: an owner accepted the stored data."""
        with self._guard:
            self._verdicts.clear()
            self._unreported.clear()

    def forget_client(self, client_id: ClientId) -> None:
        """The chart was erased."""
        self._known.forget(client_id)
        with self._guard:
            self._verdicts.pop(client_id, None)
            self._unreported.pop(client_id, None)

    def _changed(
        self,
        session: DatabaseSession,
        client_ids: Collection[ClientId],
        found: dict[ClientId, ChartMismatch],
    ) -> list[ClientId]:
        """The charts to compare; for unchanged ones `found` gets the cached result."""
        with self._guard:
            kept = {one: verdict for one in client_ids if (verdict := self._verdicts.get(one)) is not None}
        now = fingerprints(session, self._sealer.workspace_id, kept) if kept else {}
        same = {one: verdict for one, verdict in kept.items() if now.get(one) == verdict.fingerprint}
        found |= {one: verdict.mismatch for one, verdict in same.items() if verdict.mismatch is not None}
        return [one for one in client_ids if one not in same]

    def _keep(self, chart: StoredChart, mismatch: ChartMismatch | None) -> None:
        with self._guard:
            before = self._verdicts.get(chart.client_id)
            self._verdicts[chart.client_id] = _Verdict(chart.fingerprint, mismatch)
            if mismatch is not None and (before is None or before.mismatch != mismatch):
                self._unreported[chart.client_id] = mismatch

    @staticmethod
    def _replaced(chart: StoredChart, known: KnownManifests) -> ManifestMark | None:
        if chart.manifest is None:
            return None
        counter, sealed = chart.manifest
        return known.replaces(chart.client_id, counter, mark(chart.client_id, counter, sealed).tag)

    def _compared(self, chart: StoredChart, known: KnownManifests) -> ChartMismatch | None:
        findings = tuple(dict.fromkeys((*self._against_manifest(chart, known), *self._in_the_clear(chart))))
        return ChartMismatch(chart.client_id, findings) if findings else None

    def _against_manifest(self, chart: StoredChart, known: KnownManifests) -> Iterator[IntegrityFinding]:
        client_id = chart.client_id
        if chart.manifest is None:
            if chart.rows:
                yield IntegrityFinding("manifest_missing", client_id, "client_manifest")
            return
        counter, sealed = chart.manifest
        stated = mark(client_id, counter, sealed)
        # Known before these rows were read, and not replaced since: an owner may have accepted the database.
        newer = self._replaced(chart, known)
        if newer is not None and self._replaced(chart, self._known) is not None:
            numbers = {"found": counter, "known": newer.counter}
            yield IntegrityFinding("stale_manifest", client_id, "client_manifest", params=numbers)
        try:
            self._sealer.keyring.current(client_id, "record")
        except (NotFound, TamperedRecord):
            yield IntegrityFinding("damaged_client_key", client_id, "client_key")
            return
        try:
            entries = open_manifest(self._sealer, client_id, counter, sealed)
        except (TamperedRecord, VaultFormatError):
            yield IntegrityFinding("damaged_manifest", client_id, "client_manifest")
            return
        self._known.learn(stated)
        yield from differing(client_id, chart.entries(), entries)

    def _in_the_clear(self, chart: StoredChart) -> Iterator[IntegrityFinding]:
        for row in chart.rows:
            if not row.sealed:
                continue
            try:
                check_state(self._sealer, chart.client_id, row)
            except _DAMAGE:
                yield row_finding("damaged_row", chart.client_id, (row.kind, row.row_id))


def differing(
    client_id: ClientId, stored: Mapping[RowKey, tuple[int, bytes]], known: Entries
) -> Iterator[IntegrityFinding]:
    """Compares the stored rows of a chart with its manifest (`known`), in both directions."""
    for key, (version, tag) in known.items():
        if key not in stored:
            yield row_finding("missing_row", client_id, key, known=version)
            continue
        there, there_tag = stored[key]
        if there > version:
            # The row is newer than the manifest: the manifest was put back.
            yield row_finding("stale_manifest", client_id, key, found=there, known=version)
        elif there < version or there_tag != tag:
            yield row_finding("stale_row", client_id, key, found=there, known=version)
    for key in stored.keys() - known.keys():
        yield row_finding("unknown_row", client_id, key, found=stored[key][0])


def row_finding(code: FindingCode, client_id: ClientId, key: RowKey, **params: object) -> IntegrityFinding:
    """A finding about one row of a chart."""
    return IntegrityFinding(
        code=code, client_id=client_id, table=TABLES[key[0]], row_id=key[1], params=params
    )
