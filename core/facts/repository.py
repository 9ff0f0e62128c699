"""The sealed facts of each source in its current version, bound to their row."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from contextlib import closing
from datetime import date
from typing import Any, get_args
from uuid import UUID

from sqlalchemy import Select, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session as DatabaseSession

from core.database.binary_rows import binary_rows
from core.errors import TamperedRecord
from core.facts.dto import FACT_KINDS, Fact, FactKind, FactsOfVersion, FactStatus
from core.ids import ClientId
from core.security.sealed_json import open_json, seal_json
from core.security.sealing import Address, Sealer
from core.sources.dto import DamagedSource
from models import FactSetRow

_ROWS_AT_ONCE = 500
# Interned for all facts in memory; kinds of another program version are not included.
_KINDS: dict[str, FactKind] = {kind: kind for kind in FACT_KINDS}
_STATUSES: dict[str, FactStatus] = {status: status for status in get_args(FactStatus)}


class FactSetRepository:
    """Reads and writes the facts of sources within the caller's transaction."""

    def __init__(self, session: DatabaseSession, sealer: Sealer) -> None:
        self._session = session
        self._sealer = sealer
        self._workspace_id = sealer.workspace_id

    def store(self, made: FactsOfVersion, extractor_version: int) -> None:
        """Stores the facts of a source whose index must exist."""
        held = self._session.scalar(
            select(FactSetRow.set_version)
            .where(FactSetRow.workspace_id == self._workspace_id, FactSetRow.source_id == made.source_id)
            .with_for_update()
        )
        version = 1 if held is None else held + 1
        values = {
            "client_id": made.client_id,
            "source_kind": made.source_kind,
            "source_version": made.version,
            "set_version": version,
            "extractor_version": extractor_version,
            "sealed_facts": _sealed(self._sealer, made, extractor_version, version),
        }
        statement = insert(FactSetRow).values(
            workspace_id=self._workspace_id, source_id=made.source_id, **values
        )
        self._session.execute(
            statement.on_conflict_do_update(index_elements=["workspace_id", "source_id"], set_=values)
        )

    def holds(
        self, source_id: UUID, *, client_id: ClientId, source_version: int, extractor_version: int
    ) -> bool:
        """Whether this version's facts from this extractor are stored; nothing is opened."""
        found = self._session.scalar(
            select(FactSetRow.set_version).where(
                FactSetRow.workspace_id == self._workspace_id,
                FactSetRow.source_id == source_id,
                FactSetRow.client_id == client_id,
                FactSetRow.source_version == source_version,
                FactSetRow.extractor_version == extractor_version,
            )
        )
        return found is not None

    def of_client(
        self, client_id: ClientId, extractor_version: int
    ) -> Generator[FactsOfVersion | DamagedSource, None, None]:
        """The stored facts of one client by this extractor; not all are necessarily current."""
        return self._opened(self._made_by(extractor_version).where(FactSetRow.client_id == client_id))

    def everything(self, extractor_version: int) -> Generator[FactsOfVersion | DamagedSource, None, None]:
        """As `of_client`, of all clients, a bounded number in memory at a time; close it to stop early."""
        return self._opened(self._made_by(extractor_version))

    def forget(self, source_ids: Iterable[UUID]) -> None:
        """Removes the facts of damaged sources."""
        self._session.execute(
            delete(FactSetRow).where(
                FactSetRow.workspace_id == self._workspace_id, FactSetRow.source_id.in_(list(source_ids))
            )
        )

    def _made_by(self, extractor_version: int) -> Select[*tuple[Any, ...]]:
        return select(
            FactSetRow.source_id,
            FactSetRow.client_id,
            FactSetRow.source_kind,
            FactSetRow.source_version,
            FactSetRow.set_version,
            FactSetRow.extractor_version,
            FactSetRow.sealed_facts,
        ).where(
            FactSetRow.workspace_id == self._workspace_id, FactSetRow.extractor_version == extractor_version
        )

    def _opened(
        self, query: Select[*tuple[Any, ...]]
    ) -> Generator[FactsOfVersion | DamagedSource, None, None]:
        rows = binary_rows(self._session, query, at_once=_ROWS_AT_ONCE)
        with closing(rows):
            for row in rows:
                try:
                    yield _open(self._sealer, row)
                except TamperedRecord:
                    yield DamagedSource(row.source_id)


def _sealed(sealer: Sealer, made: FactsOfVersion, extractor_version: int, set_version: int) -> bytes:
    body = {
        "source": [made.source_kind, str(made.source_id), made.version],
        "extractor": extractor_version,
        "facts": [
            [
                one.kind,
                one.concept,
                one.status,
                one.field,
                one.start,
                one.end,
                one.day.isoformat() if one.day else None,
                one.value,
                one.unit,
                one.frequency,
                one.route,
                one.side,
                one.reason,
                one.course_days,
            ]
            for one in made.facts
        ],
    }
    return seal_json(sealer, body, purpose="fact", at=_address(made.source_id, made.client_id, set_version))


def _open(sealer: Sealer, row: Any) -> FactsOfVersion:
    """Raises `TamperedRecord`."""
    client_id = ClientId(row.client_id)
    body = open_json(
        sealer, row.sealed_facts, purpose="fact", at=_address(row.source_id, client_id, row.set_version)
    )
    try:
        source, made_by, facts = body["source"], body["extractor"], _facts(body)
    except (KeyError, ValueError, TypeError) as error:
        # Sealed by a program with other facts: rebuilt like a damaged one.
        raise TamperedRecord("tampered_record", table="fact_set", column="sealed_facts") from error
    clear = [row.source_kind, str(row.source_id), row.source_version]
    if source != clear or made_by != row.extractor_version:
        # The clear columns serve queries only; the sealed value says which version the facts are of.
        raise TamperedRecord("tampered_record", table="fact_set", column="source_version")
    return FactsOfVersion(client_id, row.source_kind, row.source_id, row.source_version, facts)


def _facts(body: Mapping[str, Any]) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            _KINDS[kind],
            concept,
            _STATUSES[status],
            field,
            start,
            end,
            date.fromisoformat(day) if day else None,
            *details,
        )
        for kind, concept, status, field, start, end, day, *details in body["facts"]
    )


def _address(source_id: UUID, client_id: ClientId, set_version: int) -> Address:
    return Address(
        table="fact_set",
        row=(source_id,),
        column="sealed_facts",
        row_version=set_version,
        client_id=client_id,
    )


def held_facts(workspace_id: UUID, extractor_version: int) -> Select[UUID, int]:
    """Source and version of each with facts by this extractor."""
    return select(FactSetRow.source_id, FactSetRow.source_version).where(
        FactSetRow.workspace_id == workspace_id, FactSetRow.extractor_version == extractor_version
    )
