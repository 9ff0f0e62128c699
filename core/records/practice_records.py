"""Texts of the practice that belong to no client: templates, snippets, dictionary words, imports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session as DatabaseSession

from core.damage import DamagedEntry, Listing, read_each
from core.errors import EditConflict, InputRefused, NotFound, TamperedRecord
from core.security.sealed_json import open_json, seal_json
from core.security.sealing import Address, Sealer
from models import PracticeRecordRow

PracticeRecordKind = Literal[
    "template",
    "snippet",
    "letter_template",
    "word",
    "abbreviation",
    "import_batch",
    "ask_quota",
    "archive",
    "archive_log",
]
"""`archive`: an imported archive, with the members of its practice; `archive_log`: a part of its log."""
_KIND = "kind"


@dataclass(frozen=True, slots=True)
class PracticeRecord:
    """One record at one row version (1, 2, 3, …). `body` is JSON; its keys are the kind's own."""

    record_id: UUID
    kind: PracticeRecordKind
    row_version: int
    body: dict[str, Any]


class PracticeRecordRepository:
    """Reads and writes within the caller's transaction. No manifest covers these rows: restoring an old one
    is not detected.
    """

    def __init__(self, session: DatabaseSession, sealer: Sealer) -> None:
        self._session = session
        self._sealer = sealer

    def add(self, record: PracticeRecord) -> None:
        """Stores a new record at row version 1."""
        self._session.add(
            PracticeRecordRow(
                workspace_id=self._sealer.workspace_id,
                record_id=record.record_id,
                kind=record.kind,
                row_version=record.row_version,
                sealed_body=self._seal(record),
            )
        )
        self._session.flush()

    def lock_or_add(self, record: PracticeRecord) -> int:
        """Locks the row of `record` until the transaction ends, storing it as given if there is none yet.

        Returns the row's version. Concurrent callers get the same row, one after the other.
        """
        row = PracticeRecordRow
        self._session.execute(
            insert(row)
            .values(
                workspace_id=self._sealer.workspace_id,
                record_id=record.record_id,
                kind=record.kind,
                row_version=record.row_version,
                sealed_body=self._seal(record),
            )
            .on_conflict_do_nothing()
        )
        return self._session.scalars(
            select(row.row_version)
            .where(row.workspace_id == self._sealer.workspace_id, row.record_id == record.record_id)
            .with_for_update()
        ).one()

    def update(self, record: PracticeRecord) -> None:
        """Replaces the stored row by `record`, its next row version. Raises `EditConflict`, `NotFound`."""
        result = self._session.execute(
            update(PracticeRecordRow)
            .where(
                PracticeRecordRow.workspace_id == self._sealer.workspace_id,
                PracticeRecordRow.record_id == record.record_id,
                PracticeRecordRow.kind == record.kind,
                PracticeRecordRow.row_version == record.row_version - 1,
            )
            .values(row_version=record.row_version, sealed_body=self._seal(record))
            .returning(PracticeRecordRow.record_id)
        )
        if result.first() is None:
            current = self._row(record.record_id)
            raise EditConflict(
                "record_edit_conflict", record_id=record.record_id, current_version=current.row_version
            )

    def delete(self, record_id: UUID, *, kind: PracticeRecordKind, row_version: int) -> None:
        """Deletes the row if it has this kind and version. Raises `EditConflict`, `NotFound`."""
        result = self._session.execute(
            delete(PracticeRecordRow)
            .where(
                PracticeRecordRow.workspace_id == self._sealer.workspace_id,
                PracticeRecordRow.record_id == record_id,
                PracticeRecordRow.kind == kind,
                PracticeRecordRow.row_version == row_version,
            )
            .returning(PracticeRecordRow.record_id)
        )
        if result.first() is None:
            current = self._row(record_id)
            if current.kind != kind:
                raise NotFound("record_not_found", record_id=record_id)
            raise EditConflict(
                "record_edit_conflict", record_id=record_id, current_version=current.row_version
            )

    def get(self, record_id: UUID) -> PracticeRecord:
        """Raises `NotFound`, `TamperedRecord`."""
        return self._open(self._row(record_id))

    def list_readable(self, kind: PracticeRecordKind) -> Listing[PracticeRecord]:
        """All of one kind, unordered, and the unreadable ones."""
        query = select(PracticeRecordRow).where(
            PracticeRecordRow.workspace_id == self._sealer.workspace_id, PracticeRecordRow.kind == kind
        )
        return read_each(self._session.scalars(query), self._open, damaged_record)

    def _row(self, record_id: UUID) -> PracticeRecordRow:
        # Read again: another transaction may have changed what this one read before.
        key = (self._sealer.workspace_id, record_id)
        row = self._session.get(PracticeRecordRow, key, populate_existing=True)
        if row is None:
            raise NotFound("record_not_found", record_id=record_id)
        return row

    def _seal(self, record: PracticeRecord) -> bytes:
        body = record.body | {_KIND: record.kind}
        return seal_json(
            self._sealer, body, purpose="record", at=_address(record.record_id, record.row_version)
        )

    def _open(self, row: PracticeRecordRow) -> PracticeRecord:
        at = _address(row.record_id, row.row_version)
        body = open_json(self._sealer, row.sealed_body, purpose="record", at=at)
        if body.pop(_KIND, None) != row.kind:
            raise TamperedRecord("tampered_record", table="practice_record", column="kind")
        return PracticeRecord(
            record_id=row.record_id,
            kind=row.kind,  # type: ignore[arg-type]  # just compared with what was sealed
            row_version=row.row_version,
            body=body,
        )


def delete_damaged(records: PracticeRecordRepository, entry: DamagedEntry) -> None:
    """Removes a row whose content is lost; neither a chart nor a manifest refers to it.

    Raises `InputRefused("entry_is_readable")` for a readable one, `EditConflict`, `NotFound`.
    """
    kinds: dict[str, PracticeRecordKind] = {each: each for each in get_args(PracticeRecordKind)}
    if entry.kind not in kinds:
        raise NotFound("record_not_found", record_id=entry.entry_id)
    kind = kinds[entry.kind]
    if all(each.entry_id != entry.entry_id for each in records.list_readable(kind).damaged):
        records.get(entry.entry_id)
        raise InputRefused("entry_is_readable")
    records.delete(entry.entry_id, kind=kind, row_version=entry.row_version)


def damaged_record(record: PracticeRecord | PracticeRecordRow) -> DamagedEntry:
    """The clear columns of a record that cannot be read."""
    return DamagedEntry(
        kind=record.kind,  # type: ignore[arg-type]  # listed by its kind
        entry_id=record.record_id,
        row_version=record.row_version,
    )


def _address(record_id: UUID, row_version: int) -> Address:
    return Address(table="practice_record", row=(record_id,), column="sealed_body", row_version=row_version)
