"""The contradictions of a client's chart, with quotes; only dismissals are stored."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy.orm import Session as DatabaseSession

from core.clients.repository import ClientRepository
from core.clients.rules import checked_reason
from core.contradictions.dismissals import body_of, dismissal_of, dismissed_key, key_of, said
from core.contradictions.dto import Dismissal, QuotedContradiction
from core.damage import content_of
from core.database.chart_reads import mismatches
from core.errors import NotFound, TamperedRecord
from core.facts.contradicting import contradictions
from core.facts.dto import ANYTHING, Contradiction, Fact, FactsOfVersion
from core.facts.quoting import FactReader, Stated
from core.ids import ClientId, new_id
from core.records.chart_records import ChartRecord, ChartRecordRepository, damaged_record
from core.service_context import ServiceContext

_log = logging.getLogger(__name__)


class ContradictionService:
    """Usable from several threads. `facts` returns those of a client, the newest day last."""

    def __init__(
        self, context: ServiceContext, *, facts: Callable[[ClientId], Sequence[FactsOfVersion]]
    ) -> None:
        self._database, self._sealer, self._audit = context.database, context.sealer, context.audit
        self._disk, self._access, self._clock = context.disk, context.access, context.clock
        self._facts = facts

    def of_client(self, client_id: ClientId) -> list[QuotedContradiction]:
        """The current, undismissed contradictions; empty for a deleted or merged chart.

        Raises `VaultLocked`, `DatabaseProblem`, `RoleRefused`.
        """
        return [one for one in self.all_of_client(client_id) if one.dismissed is None]

    def all_of_client(self, client_id: ClientId) -> list[QuotedContradiction]:
        """As `of_client`, including dismissed ones."""
        self._access.require("chart")
        found = contradictions(self._facts(client_id))
        if not found:
            return []
        reader = FactReader(self._database, self._sealer)
        quoted = [made for one in found if (made := _quoted(client_id, one, reader)) is not None]
        with self._database.begin() as session:
            dismissed = self._dismissed(session, client_id)
        return [dataclasses.replace(one, dismissed=dismissed.get(one.key)) for one in quoted]

    def dismiss(self, client_id: ClientId, contradiction: QuotedContradiction, reason: str) -> Dismissal:
        """Stores a dismissal with its reason: it is hidden until one of its quotes changes.

        Does nothing if it is dismissed already.

        Raises:
            NotFound: `contradiction_gone`, the notes do not say it any more.
            InputRefused: `reason_missing`, `reason_too_long`, `client_is_deleted`, `client_is_merged`.
            DiskFull: nothing was stored.
        """
        why = checked_reason(reason)
        standing = {one.key: one for one in self.all_of_client(client_id)}.get(contradiction.key)
        if standing is None:
            raise NotFound("contradiction_gone")
        if standing.dismissed is not None:
            return standing.dismissed
        self._disk.require_room()
        record = self._record_of(standing, why)
        with self._database.begin() as session:
            ClientRepository(session, self._sealer).require_open(client_id)
            ChartRecordRepository(session, self._sealer).add(record)
            self._note(session, "contradiction.dismiss", record)
        return dismissal_of(record)

    def restore(self, client_id: ClientId, contradiction: QuotedContradiction) -> None:
        """Removes a dismissal. Raises as `dismiss`, and `EditConflict`."""
        self._access.require("chart")
        self._disk.require_room()
        with self._database.begin() as session:
            ClientRepository(session, self._sealer).require_open(client_id)
            records = ChartRecordRepository(session, self._sealer)
            for record in records.list_readable(kind="dismissal", client_id=client_id):
                if _dismisses(record, contradiction.key):
                    gone = dataclasses.replace(record, state="deleted", row_version=record.row_version + 1)
                    records.update(gone)
                    self._note(session, "contradiction.restore", gone)

    def _dismissed(self, session: DatabaseSession, client_id: ClientId) -> dict[str, Dismissal]:
        """By key. A record that does not match the manifest is ignored."""
        records = ChartRecordRepository(session, self._sealer)
        listed = records.list_readable(kind="dismissal", client_id=client_id)
        found = listed.read_as(_key_and_dismissal, damaged_record)
        if found.damaged:
            _log.error("%d dismissed contradictions could not be read", len(found.damaged))
        mismatch = mismatches(session, [client_id]).get(client_id)
        return {
            key: dismissal
            for key, dismissal in found
            if mismatch is None or not mismatch.covers(dismissal.dismissal_id)
        }

    def _record_of(self, contradiction: QuotedContradiction, reason: str) -> ChartRecord:
        at = self._clock()
        return ChartRecord(
            record_id=new_id(),
            client_id=contradiction.client_id,
            kind="dismissal",
            day=at.astimezone().date(),
            row_version=1,
            body=body_of(
                kind=contradiction.kind,
                concept=contradiction.concept,
                quotes=contradiction.quotes,
                reason=reason,
                by=self._access.user_id,
                at=at,
            ),
        )

    def _note(self, session: DatabaseSession, action: str, record: ChartRecord) -> None:
        self._audit.record(
            session,
            action=action,
            object_kind="dismissal",
            object_id=record.record_id,
            client_id=record.client_id,
        )


@content_of("chart_record", "sealed_body")
def _key_and_dismissal(record: ChartRecord) -> tuple[str, Dismissal]:
    return dismissed_key(record), dismissal_of(record)


def _dismisses(record: ChartRecord, key: str) -> bool:
    try:
        return _key_and_dismissal(record)[0] == key
    except TamperedRecord:
        return False


def _quoted(client_id: ClientId, found: Contradiction, reader: FactReader) -> QuotedContradiction | None:
    """With both quotes; None if one of them has changed."""
    sides = [(Stated(source.facts[place], source), reader) for source, place in (found.first, found.second)]
    read = [(one.fact, quote) for one, read in sides if (quote := read(one)) is not None]
    if len(read) != 2:
        return None
    concept = next((fact.concept for fact, _ in read if fact.concept != ANYTHING), ANYTHING)
    # The client's record, which has no day, counts as current.
    (first, earlier), (second, later) = sorted(read, key=lambda each: each[1].day or date.max)
    return QuotedContradiction(
        client_id=client_id,
        kind=found.kind,
        key=key_of(found.kind, concept, [said(earlier), said(later)]),
        concept=concept,
        quotes=(earlier, later),
        values={"concept": concept} | _values(found, first, second),
    )


def _values(found: Contradiction, first: Fact, second: Fact) -> dict[str, str]:
    """The values of the concept in both statements, if any."""
    if found.kind == "dose":
        return {"first": f"{first.value} {first.unit}", "second": f"{second.value} {second.unit}"}
    if found.kind == "allergen":
        return {"against": next(one.concept for one in (first, second) if one.kind == "allergy")}
    if found.kind == "side":
        return {"first": first.side, "second": second.side}
    return {}
