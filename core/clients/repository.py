"""Clients and their wrapped keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, select, update
from sqlalchemy.orm import Session as DatabaseSession

from core.audit.manifests import client_tag, note_change
from core.audit.pending_audit import ChartChange, RowKind
from core.clients.details_json import details_from_json, details_to_json
from core.clients.dto import (
    CLIENT_STATES,
    HIDDEN_STATES,
    STATE_CODES,
    Client,
    ClientDetails,
    ClientState,
    LifecycleStatus,
)
from core.damage import DAMAGE, DamagedEntry, Listing, content_of, read_each
from core.database.chart_reads import note_chart_read
from core.errors import EditConflict, InputRefused, NotFound, TamperedRecord
from core.ids import ClientId
from core.security.keyring import WrappedClientKey
from core.security.sealed_json import open_json, seal_json
from core.security.sealing import Address, Sealer
from models import ClientKeyRow, ClientRow, OutboxRow

_STATES: dict[str, ClientState] = {state: state for state in CLIENT_STATES}

_CLIENTS: Any = ClientRow.__table__
_LOCKED_STATE = (
    select(_CLIENTS.c.state)
    .where(
        _CLIENTS.c.workspace_id == bindparam("at_workspace"), _CLIENTS.c.client_id == bindparam("at_client")
    )
    .with_for_update(read=True)
)

_Stored = Row[UUID, int, str, bytes]
"""The columns of a client's row that are read for a list."""


class ClientRepository:
    """Reads and writes clients within the caller's transaction."""

    def __init__(self, session: DatabaseSession, sealer: Sealer) -> None:
        self._session = session
        self._sealer = sealer
        # Strong references: the session's identity map is weak, and rows would be read twice.
        self._held: list[ClientRow] = []

    def get(self, client_id: ClientId) -> Client:
        """Raises `NotFound`."""
        return self._open(self._row(client_id))

    def get_or_unreadable(self, client_id: ClientId) -> Client:
        """As `get`; a client whose details cannot be read is returned without them, not `readable`, with the
        clear state, so that the notes stay accessible. Raises `NotFound`.
        """
        row = self._row(client_id)
        try:
            return self._open(row)
        except DAMAGE:
            return Client(
                client_id=client_id,
                row_version=row.row_version,
                details=ClientDetails(first_name="", last_name=""),
                lifecycle=LifecycleStatus(state=_STATES.get(row.state, "active")),
                readable=False,
            )

    def list_all(self, states: Sequence[ClientState] = CLIENT_STATES) -> list[Client]:
        """The clients in these states, unordered (names are sealed: sort the result).

        Raises `TamperedRecord` if one of them cannot be read.
        """
        return self.list_readable(states).require_whole()

    def list_readable(self, states: Sequence[ClientState] = CLIENT_STATES) -> Listing[Client]:
        """The clients in these states, unordered, and the unreadable ones: one damaged key or row must not
        block all others.
        """
        return read_each(self._rows(states), self._open, _damaged_client)

    def _rows(self, states: Sequence[ClientState]) -> Sequence[_Stored]:
        # Columns only: tracking 2,000 ORM rows takes longer than opening them.
        query = select(
            ClientRow.client_id, ClientRow.row_version, ClientRow.state, ClientRow.sealed_details
        ).where(ClientRow.workspace_id == self._sealer.workspace_id, ClientRow.state.in_(states))
        return self._session.execute(query).all()

    def require_open(self, client_id: ClientId) -> Client:
        """The client, locked against a change of state until the transaction ends, before something is
        written into the chart. Raises `NotFound`, `InputRefused` (`client_is_deleted`, `client_is_merged`).
        """
        self._session.execute(
            select(ClientRow.client_id)
            .where(ClientRow.workspace_id == self._sealer.workspace_id, ClientRow.client_id == client_id)
            .with_for_update(read=True)
        )
        client = self.get(client_id)
        if client.lifecycle.state in HIDDEN_STATES:
            raise InputRefused(STATE_CODES[client.lifecycle.state], client_id=client_id)
        return client

    def get_to_change(self, client_id: ClientId) -> Client:
        """The client as of now, locked against every other change until the transaction ends. Raises
        `NotFound`.
        """
        self._session.execute(
            select(ClientRow.client_id)
            .where(ClientRow.workspace_id == self._sealer.workspace_id, ClientRow.client_id == client_id)
            .with_for_update()
        )
        return self.get(client_id)

    def refuse_merged(self, client_id: ClientId) -> None:
        """Raises `InputRefused("client_is_merged")`; blocks a merge of the chart until the commit."""
        at = {"at_workspace": self._sealer.workspace_id, "at_client": client_id}
        if self._session.scalar(_LOCKED_STATE, at) == "merged":
            raise InputRefused("client_is_merged", client_id=client_id)

    def add(self, client_id: ClientId, details: ClientDetails, key: WrappedClientKey) -> Client:
        """Stores a new client at row version 1 together with its wrapped key."""
        client = Client(client_id=client_id, row_version=1, details=details)
        self.add_as_it_was(client, key)
        return client

    def add_as_it_was(self, client: Client, key: WrappedClientKey) -> None:
        """Stores a client from an archive, new here, with the row version and state it has there."""
        client_id = client.client_id
        sealed = self._seal(client)
        self._session.add(
            ClientRow(
                workspace_id=self._sealer.workspace_id,
                client_id=client_id,
                row_version=client.row_version,
                state=client.lifecycle.state,
                sealed_details=sealed,
            )
        )
        self._session.flush()
        self._session.add(
            ClientKeyRow(
                workspace_id=self._sealer.workspace_id,
                client_id=client_id,
                key_version=key.version,
                epoch=key.epoch,
                wrapped_key=key.wrapped,
            )
        )
        self._add_to_outbox(client_id)
        self._note(client, sealed, previous=None)

    def update(
        self,
        client: Client,
        details: ClientDetails | None = None,
        *,
        lifecycle: LifecycleStatus | None = None,
    ) -> Client:
        """Replaces `client` by its next row version; omitted values stay unchanged.

        Raises `EditConflict` if another writer was first. `StaleRecord` is raised at the commit if the
        replaced row is not the last one written.
        """
        before = self._row(client.client_id)
        previous = client_tag(before.row_version, before.sealed_details)
        changed = Client(
            client_id=client.client_id,
            row_version=client.row_version + 1,
            details=details or client.details,
            lifecycle=lifecycle or client.lifecycle,
        )
        sealed = self._seal(changed)
        result = self._session.execute(
            update(ClientRow)
            .where(
                ClientRow.workspace_id == self._sealer.workspace_id,
                ClientRow.client_id == client.client_id,
                ClientRow.row_version == client.row_version,
            )
            .values(row_version=changed.row_version, state=changed.lifecycle.state, sealed_details=sealed)
            .returning(ClientRow.client_id)
        )
        if result.first() is None:
            raise EditConflict(
                "client_edit_conflict",
                client_id=client.client_id,
                current_version=self._current_version(client.client_id),
            )
        self._add_to_outbox(client.client_id)
        self._note(changed, sealed, previous=previous)
        return changed

    def wrapped_keys(self) -> list[WrappedClientKey]:
        """Every client key of the workspace, still wrapped."""
        rows = self._session.scalars(
            select(ClientKeyRow).where(ClientKeyRow.workspace_id == self._sealer.workspace_id)
        )
        return [
            WrappedClientKey(
                client_id=ClientId(row.client_id),
                version=row.key_version,
                epoch=row.epoch,
                wrapped=row.wrapped_key,
            )
            for row in rows
        ]

    def _add_to_outbox(self, client_id: ClientId) -> None:
        self._session.add(
            OutboxRow(
                workspace_id=self._sealer.workspace_id,
                source_kind="client",
                source_id=client_id,
                client_id=client_id,
            )
        )

    def _current_version(self, client_id: ClientId) -> int | None:
        """Read from the database: the session's identity map may be older."""
        return self._session.scalar(
            select(ClientRow.row_version).where(
                ClientRow.workspace_id == self._sealer.workspace_id, ClientRow.client_id == client_id
            )
        )

    def _row(self, client_id: ClientId) -> ClientRow:
        row = self._session.get(ClientRow, (self._sealer.workspace_id, client_id))
        if row is None:
            raise NotFound("client_not_found", client_id=client_id)
        self._held.append(row)
        note_chart_read(self._session, client_id)
        return row

    def _note(self, client: Client, sealed: bytes, *, previous: bytes | None) -> None:
        change = ChartChange(
            client_id=client.client_id,
            kind=RowKind.CLIENT,
            row_id=client.client_id,
            version=client.row_version,
            tag=client_tag(client.row_version, sealed),
            previous=previous,
        )
        note_change(self._session, self._sealer, change)

    def _seal(self, client: Client) -> bytes:
        return seal_json(
            self._sealer,
            client_to_json(client),
            purpose="record",
            at=_address(client.client_id, client.row_version),
        )

    def _open(self, row: ClientRow | _Stored) -> Client:
        client_id = ClientId(row.client_id)
        opened = open_json(
            self._sealer, row.sealed_details, purpose="record", at=_address(client_id, row.row_version)
        )
        with content_of("client", "sealed_details"):
            client = client_from_json(opened, client_id=client_id, row_version=row.row_version)
        if client.lifecycle.state != row.state:
            # The clear column serves filters only; the sealed value is authoritative.
            raise TamperedRecord("tampered_record", table="client", column="state")
        return client


def sealed_client_state(sealer: Sealer, client_id: ClientId, row_version: int, sealed: bytes) -> str:
    """The sealed state of a client's details. Raises `TamperedRecord`, `VaultLocked`."""
    opened = open_json(sealer, sealed, purpose="record", at=_address(client_id, row_version))
    with content_of("client", "sealed_details"):
        return _lifecycle(opened.get("standing")).state


def _damaged_client(row: _Stored) -> DamagedEntry:
    client_id = ClientId(row.client_id)
    return DamagedEntry("client", client_id, client_id, row_version=row.row_version)


def _address(client_id: ClientId, row_version: int) -> Address:
    return Address(
        table="client",
        row=(client_id,),
        column="sealed_details",
        row_version=row_version,
        client_id=client_id,
    )


def client_to_json(client: Client) -> dict[str, Any]:
    """Details and lifecycle status in their sealed form."""
    lifecycle = client.lifecycle
    values = details_to_json(client.details)
    values["standing"] = {
        "state": lifecycle.state,
        "since": _iso(lifecycle.since),
        "reason": lifecycle.reason,
        "merged_into": None if lifecycle.merged_into is None else str(lifecycle.merged_into),
    }
    if lifecycle.purging:
        values["standing"]["purging"] = True
    return values


def client_from_json(values: dict[str, Any], *, client_id: ClientId, row_version: int) -> Client:
    """The inverse of `client_to_json`. Raises `KeyError`, `TypeError` or `ValueError`."""
    lifecycle = _lifecycle(values.pop("standing", None))
    details = details_from_json(values)
    return Client(client_id=client_id, row_version=row_version, details=details, lifecycle=lifecycle)


def _lifecycle(values: dict[str, Any] | None) -> LifecycleStatus:
    """Rows from before charts had a lifecycle status are active."""
    if values is None:
        return LifecycleStatus()
    return LifecycleStatus(
        state=_STATES[values["state"]],
        since=datetime.fromisoformat(values["since"]) if values["since"] else None,
        reason=values["reason"],
        merged_into=ClientId(UUID(values["merged_into"])) if values["merged_into"] else None,
        purging=values.get("purging", False),
    )


def _iso(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
