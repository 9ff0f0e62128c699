"""A table of every sealed column of the database, so that all of them can be opened; see `docs/format.md`."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, field

from sqlalchemy import RowMapping, text
from sqlalchemy.orm import Session as DatabaseSession

from core.cancel import CancelToken, OnProgress, ignore_progress
from core.errors import NotFound, TamperedRecord
from core.ids import ClientId
from core.security.sealing import Address, Purpose, Sealer

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class SealedTable:
    """A table with sealed columns. `row` are the columns that identify a row in the associated data;
    `version` the column of its row version, None for 1; `client` an expression for the client whose key seals
    it, None for the practice's; `joined` what that expression needs.
    """

    name: str
    columns: tuple[str, ...]
    purpose: Purpose
    row: tuple[str, ...]
    version: str | None = None
    client: str | None = "t.client_id"
    joined: str = ""
    where: str = ""


_OF_MESSAGE = (
    "JOIN message m ON m.workspace_id = t.workspace_id AND m.message_id = t.message_id"
    " JOIN conversation c ON c.workspace_id = m.workspace_id AND c.conversation_id = m.conversation_id"
)
_OF_CONVERSATION = (
    "JOIN conversation c ON c.workspace_id = t.workspace_id AND c.conversation_id = t.conversation_id"
)
_OF_SESSION = "JOIN session s ON s.workspace_id = t.workspace_id AND s.session_id = t.session_id"
_OF_RECORD = "JOIN chart_record r ON r.workspace_id = t.workspace_id AND r.record_id = t.record_id"
_OF_SOURCE = "JOIN source_index i ON i.workspace_id = t.workspace_id AND i.source_id = t.source_id"

SEALED_TABLES = (
    SealedTable("workspace", ("sealed_name",), "meta", ("workspace_id",), client=None),
    SealedTable("client", ("sealed_details",), "record", ("client_id",), "row_version"),
    SealedTable("client_manifest", ("sealed_manifest",), "record", ("client_id",), "counter"),
    SealedTable(
        "session_version",
        ("sealed_subjective", "sealed_objective", "sealed_assessment", "sealed_plan", "sealed_about"),
        "note",
        ("session_id", "version"),
        "version",
        "s.client_id",
        _OF_SESSION,
    ),
    SealedTable("chart_record", ("sealed_body",), "record", ("record_id",), "row_version"),
    SealedTable(
        "attachment_chunk",
        ("sealed_bytes",),
        "record",
        ("record_id", "number"),
        None,
        "r.client_id",
        _OF_RECORD,
    ),
    SealedTable("practice_record", ("sealed_body",), "record", ("record_id",), "row_version", None),
    SealedTable("source_index", ("sealed_index",), "passage", ("source_id",), "index_version"),
    SealedTable(
        "source_vectors",
        ("sealed_vectors",),
        "vector",
        ("source_id", "profile_id"),
        "index_version",
        "i.client_id",
        _OF_SOURCE,
    ),
    SealedTable("fact_set", ("sealed_facts",), "fact", ("source_id",), "set_version"),
    SealedTable(
        "message", ("sealed_body",), "conversation", ("message_id",), None, "c.client_id", _OF_CONVERSATION
    ),
    SealedTable("message_source", ("sealed_detail",), "conversation", ("message_id", "number")),
    SealedTable(
        "message_vector",
        ("sealed_vector",),
        "conversation",
        ("message_id", "profile_id"),
        None,
        "c.client_id",
        _OF_MESSAGE,
    ),
    SealedTable(
        "message_feedback",
        ("sealed_feedback",),
        "conversation",
        ("message_id",),
        None,
        "c.client_id",
        _OF_MESSAGE,
    ),
    SealedTable("audit_event", ("sealed_details",), "audit", ("event_id",), client=None),
    SealedTable("audit_chain", ("sealed_key",), "audit", ("workspace_id", "position"), client=None),
)


@dataclass(slots=True)
class OpenedRows:
    """The number of sealed values, and of those that do not open in each table."""

    values: int = 0
    damaged: dict[str, int] = field(default_factory=dict)


def open_every_row(
    session: DatabaseSession,
    sealer: Sealer,
    *,
    cancel: CancelToken | None = None,
    on_progress: OnProgress = ignore_progress,
) -> OpenedRows:
    """Opens every sealed value of the practice within the caller's transaction. Raises `Cancelled`,
    `VaultLocked`.

    Client keys are wrapped, not sealed: loading them has opened them.
    """
    opened = OpenedRows()
    total = sum(_count(session, table) for table in SEALED_TABLES)
    done = 0
    for table in SEALED_TABLES:
        # Closed here on cancellation, while its connection still exists.
        with closing(_rows(session, table)) as rows:
            for row in rows:
                if done % _AT_ONCE == 0:
                    if cancel is not None:
                        cancel.raise_if_cancelled()
                    on_progress(done, total)
                done += 1
                for column in table.columns:
                    opened.values += 1
                    if not _opens(sealer, table, column, row):
                        opened.damaged[table.name] = opened.damaged.get(table.name, 0) + 1
    on_progress(total, total)
    return opened


def _opens(sealer: Sealer, table: SealedTable, column: str, row: RowMapping) -> bool:
    client = row["of_client"]
    at = Address(
        table=table.name,
        row=tuple(row[each] for each in table.row),
        column=column,
        row_version=1 if table.version is None else row[table.version],
        client_id=None if client is None else ClientId(client),
    )
    try:
        sealer.open(bytes(row[column]), purpose=table.purpose, at=at)
    except (TamperedRecord, NotFound):
        return False
    return True


def _rows(session: DatabaseSession, table: SealedTable) -> Generator[RowMapping]:
    named = dict.fromkeys((*table.row, *([table.version] if table.version else ()), *table.columns))
    columns = ", ".join(f"t.{each}" for each in named)
    client = table.client or "NULL::uuid"
    # Names come from the table above only.
    query = f"SELECT {columns}, {client} AS of_client FROM {table.name} t {table.joined} {table.where}"  # noqa: S608
    with session.execute(text(query), execution_options={"yield_per": _AT_ONCE}) as result:
        yield from result.mappings()


def _count(session: DatabaseSession, table: SealedTable) -> int:
    return session.scalar(text(f"SELECT count(*) FROM {table.name}")) or 0  # noqa: S608
