"""Clients as the rest of the program uses them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session as DatabaseSession

from core.audit.pending_audit import PendingAudit
from core.clients import rules
from core.clients.dto import (
    HIDDEN_STATES,
    Client,
    ClientDetails,
    ClientState,
    Duplicate,
    LifecycleStatus,
)
from core.clients.duplicates import find_duplicates, fold
from core.clients.repository import ClientRepository
from core.clients.rules import check_details
from core.damage import Listing
from core.database.epoch_lock import hold_epoch
from core.errors import DiskFull
from core.ids import ClientId, new_id
from core.records.outbox import OutboxRepository
from core.service_context import ServiceContext

_log = logging.getLogger(__name__)


class ClientService:
    """Lists, creates and changes clients; each change is sealed, audited and queued for indexing at once."""

    def __init__(
        self, context: ServiceContext, *, on_hidden: Callable[[ClientId], None] = lambda client_id: None
    ) -> None:
        """`on_hidden` is called after the commit, to drop cached data of a deleted chart."""
        self._database, self._sealer, self._audit = context.database, context.sealer, context.audit
        self._disk, self._access, self._clock = context.disk, context.access, context.clock
        self._on_hidden = on_hidden

    def get(self, client_id: ClientId) -> Client:
        """In whatever state the chart is. Raises `NotFound`."""
        self._access.require("chart")
        with self._database.begin() as session:
            return ClientRepository(session, self._sealer).get(client_id)

    def view(self, client_id: ClientId) -> Client:
        """As `get`, for a user who opens the chart: audited. Raises `NotFound`.

        A client with unreadable details is returned as such, because the notes are needed.
        """
        self._access.require("chart")
        try:
            with self._database.begin() as session:
                client = ClientRepository(session, self._sealer).get_or_unreadable(client_id)
                self._record(session, "client.view", client_id)
        except DiskFull:
            # A chart must open when the disk is full: only writing is refused.
            _log.warning("a view was not recorded: disk full")
            with self._database.begin() as session:
                return ClientRepository(session, self._sealer).get_or_unreadable(client_id)
        return client

    def create(self, details: ClientDetails) -> Client:
        """Raises `InputRefused` (`client_name_missing`, `client_field_too_long`, `client_list_too_long`,
        `client_sex_unknown`).
        """
        self._access.require("chart")
        checked = check_details(details)
        self._disk.require_room()
        client_id = ClientId(new_id())
        with self._database.begin() as session:
            hold_epoch(session)
            # Kept in the key ring even if storing fails: after a connection lost during COMMIT the client may
            # exist, and an unused key is harmless.
            key = self._sealer.keyring.add_client(client_id)
            client = ClientRepository(session, self._sealer).add(client_id, checked, key)
            self._record(session, "client.create", client_id)
        return client

    def update(self, client_id: ClientId, details: ClientDetails, *, expected_version: int) -> Client:
        """Raises `EditConflict` when `expected_version` is no longer the current one, `InputRefused` as
        `create` and for a chart that is deleted or merged.
        """
        self._access.require("chart")
        checked = check_details(details)
        self._disk.require_room()
        with self._database.begin() as session:
            clients = ClientRepository(session, self._sealer)
            current = clients.get(client_id)
            rules.require_state(current, "active", "archived")
            rules.require_current(current, expected_version)
            if current.details == checked:
                return current
            changed = clients.update(current, checked)
            self._record(session, "client.change", client_id)
        return changed

    def archive(self, client_id: ClientId, *, expected_version: int) -> Client:
        """Archives an active chart: not listed, but readable, writable and searchable as before.

        Raises `EditConflict`, `InputRefused` for a chart in another state.
        """

        def archived(current: Client) -> LifecycleStatus:
            rules.require_state(current, "active")
            return LifecycleStatus("archived", self._clock())

        return self._change_lifecycle(client_id, expected_version, "client.archive", archived)

    def unarchive(self, client_id: ClientId, *, expected_version: int) -> Client:
        """Raises `EditConflict`, `InputRefused` for a chart that is not archived."""

        def active(current: Client) -> LifecycleStatus:
            rules.require_state(current, "archived")
            return LifecycleStatus("active", self._clock())

        return self._change_lifecycle(client_id, expected_version, "client.restore", active)

    def delete(self, client_id: ClientId, *, reason: str, expected_version: int) -> Client:
        """Deletes a chart: it is not shown, found or quoted, and may be purged 30 days later.

        Raises `EditConflict`, `InputRefused` (`reason_missing`, `reason_too_long`, `client_is_deleted`,
        `client_is_merged`).
        """

        def deleted(current: Client) -> LifecycleStatus:
            rules.require_state(current, "active", "archived")
            return rules.deleted(reason, at=self._clock())

        return self._change_lifecycle(client_id, expected_version, "client.delete", deleted)

    def restore(self, client_id: ClientId, *, expected_version: int) -> Client:
        """Restores a deleted chart.

        Raises `EditConflict`, `InputRefused` for any other, `client_is_being_erased` once that has begun.
        """

        def active(current: Client) -> LifecycleStatus:
            rules.require_state(current, "deleted")
            rules.require_no_purge(current)
            return LifecycleStatus("active", self._clock())

        return self._change_lifecycle(client_id, expected_version, "client.restore", active)

    def due_for_purge(self) -> list[Client]:
        """The deleted charts past their restore period, the longest deleted first; also those that an owner
        began to erase.
        """
        self._access.require("chart")
        now = self._clock()
        due = [
            (client.lifecycle.purge_at, client)
            for client in self._in_states(HIDDEN_STATES)
            if client.lifecycle.purge_at is not None
            and (client.lifecycle.purge_at <= now or client.lifecycle.purging)
        ]
        return [client for _, client in sorted(due, key=lambda each: each[0])]

    def duplicates_of(self, details: ClientDetails, *, exclude: ClientId | None = None) -> list[Duplicate]:
        """The active and archived charts that may be of the same person, the likeliest first, and why."""
        others = self._in_states(("active", "archived"))
        return find_duplicates(details, (each for each in others if each.client_id != exclude))

    def _in_states(self, states: Sequence[ClientState]) -> Listing[Client]:
        self._access.require("chart")
        with self._database.begin() as session:
            clients = ClientRepository(session, self._sealer).list_readable(states)
        return clients.with_readable(sorted(clients, key=lambda client: sort_key(client.details)))

    # Below everything that returns a list: from here on the name means this method.
    def list(self, *, states: Sequence[ClientState] = ("active",)) -> Listing[Client]:
        """Every client in these states, by name, and the unreadable ones."""
        return self._in_states(states)

    def _change_lifecycle(
        self,
        client_id: ClientId,
        expected_version: int,
        action: str,
        lifecycle: Callable[[Client], LifecycleStatus],
    ) -> Client:
        self._access.require("chart")
        self._disk.require_room_to_finish()
        with self._database.begin() as session:
            clients = ClientRepository(session, self._sealer)
            current = clients.get(client_id)
            changed = clients.update(_expected(current, expected_version), lifecycle=lifecycle(current))
            if changed.lifecycle.state in HIDDEN_STATES:
                PendingAudit.of(session).committed.append(lambda: self._on_hidden(client_id))
            if (current.lifecycle.state in HIDDEN_STATES) != (changed.lifecycle.state in HIDDEN_STATES):
                # Each of its sources is added to or removed from the index.
                OutboxRepository(session, self._sealer.workspace_id).add_client(client_id)
            self._record(session, action, client_id)
        return changed

    def _record(
        self, session: DatabaseSession, action: str, client_id: ClientId, **details: str | int
    ) -> None:
        self._audit.record(
            session,
            action=action,
            object_kind="client",
            object_id=client_id,
            client_id=client_id,
            details=details,
        )


def _expected(current: Client, expected_version: int) -> Client:
    rules.require_current(current, expected_version)
    return current


def sort_key(details: ClientDetails) -> tuple[str, str]:
    """Orders clients by last, then first name, ignoring case and accents."""
    return fold(details.last_name), fold(details.first_name)
