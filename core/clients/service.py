"""Clients as the rest of the program uses them."""

from __future__ import annotations

import dataclasses
import logging
import unicodedata

from sqlalchemy.orm import Session as DatabaseSession

from core.audit.log import AuditLog
from core.clients.dto import SEXES, Client, ClientDetails
from core.database.access import Database
from core.disk import DiskGuard
from core.errors import DiskFull, EditConflict, InputRefused
from core.ids import ClientId, new_id
from core.repositories.clients import ClientRepository
from core.repositories.epochs import hold_epoch
from core.security.roles import Access
from core.security.sealing import Sealer

NAME_LIMIT_CHARS = 200
TEXT_LIMIT_CHARS = 50_000
_log = logging.getLogger(__name__)


class ClientService:
    """Lists, creates and changes clients; each change is sealed, audited and queued for indexing at once."""

    def __init__(
        self, *, database: Database, sealer: Sealer, audit: AuditLog, disk: DiskGuard, access: Access
    ) -> None:
        self._database = database
        self._sealer = sealer
        self._audit = audit
        self._disk = disk
        self._access = access

    def list(self) -> list[Client]:
        """Every client that opens, by name; `IntegrityService` names those that do not."""
        self._access.require("chart")
        with self._database.begin() as session:
            clients, _damaged = ClientRepository(session, self._sealer).list_readable()
        return sorted(clients, key=lambda client: sort_key(client.details))

    def get(self, client_id: ClientId) -> Client:
        """Raises `NotFound`."""
        self._access.require("chart")
        with self._database.begin() as session:
            return ClientRepository(session, self._sealer).get(client_id)

    def view(self, client_id: ClientId) -> Client:
        """As `get`, for a person who opens the chart: that is recorded. Raises `NotFound`."""
        self._access.require("chart")
        try:
            with self._database.begin() as session:
                client = ClientRepository(session, self._sealer).get(client_id)
                self._record(session, "client.view", client_id)
        except DiskFull:
            # The chart must open when the disk is full: only writing is refused then.
            _log.warning("a view was not recorded: disk full")
            return self.get(client_id)
        return client

    def create(self, details: ClientDetails) -> Client:
        """Raises `InputRefused` (`client_name_missing`, `client_field_too_long`, `client_sex_unknown`)."""
        self._access.require("chart")
        checked = check_details(details)
        self._disk.require_room()
        client_id = ClientId(new_id())
        with self._database.begin() as session:
            hold_epoch(session)
            # Kept in the key ring even if storing fails: after a connection lost during COMMIT the client may
            # be there all the same, and a key nobody stored harms nobody.
            key = self._sealer.keyring.add_client(client_id)
            client = ClientRepository(session, self._sealer).add(client_id, checked, key)
            self._record(session, "client.create", client_id)
        return client

    def update(self, client_id: ClientId, details: ClientDetails, *, expected_version: int) -> Client:
        """Raises `EditConflict` when `expected_version` is no longer the current one."""
        self._access.require("chart")
        checked = check_details(details)
        self._disk.require_room()
        with self._database.begin() as session:
            clients = ClientRepository(session, self._sealer)
            current = clients.get(client_id)
            if current.row_version != expected_version:
                raise EditConflict("client_edit_conflict", client_id=client_id)
            if current.details == checked:
                return current
            changed = clients.update(current, checked)
            self._record(session, "client.change", client_id)
        return changed

    def _record(self, session: DatabaseSession, action: str, client_id: ClientId) -> None:
        self._audit.record(
            session, action=action, object_kind="client", object_id=client_id, client_id=client_id
        )


def check_details(details: ClientDetails) -> ClientDetails:
    """`details` with names trimmed; raises `InputRefused` for what cannot be a client."""
    trimmed = dataclasses.replace(
        details, first_name=details.first_name.strip(), last_name=details.last_name.strip()
    )
    if not trimmed.first_name and not trimmed.last_name:
        raise InputRefused("client_name_missing")
    if trimmed.sex not in SEXES:
        raise InputRefused("client_sex_unknown", allowed=", ".join(SEXES))
    for field in dataclasses.fields(trimmed):
        value = getattr(trimmed, field.name)
        limit = NAME_LIMIT_CHARS if field.name in ("first_name", "last_name") else TEXT_LIMIT_CHARS
        longest = (
            max((len(part) for part in value), default=0) if isinstance(value, tuple) else len(str(value))
        )
        if longest > limit:
            raise InputRefused("client_field_too_long", field=field.name, limit=limit)
    return trimmed


def sort_key(details: ClientDetails) -> tuple[str, str]:
    """Orders clients by last, then first name, ignoring case and accents."""
    return _fold(details.last_name), _fold(details.first_name)


def _fold(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
