"""A small practice with charts, audit chain and anchors, without services."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from core.audit.anchor import Anchors
from core.audit.log import AuditLog
from core.audit_reading.reader import AuditReader
from core.clients.dto import Client, ClientDetails
from core.clients.repository import ClientRepository
from core.database.access import Database
from core.ids import ClientId, SessionId, UserId, new_id
from core.integrity.service import IntegrityService
from core.people.dto import Member
from core.security.roles import Access
from core.security.sealing import Sealer
from core.service_context import ServiceContext
from core.sessions.dto import Session, SoapText
from core.sessions.repository import SessionRepository
from tests.fixtures.context import make_context

DAY = date(2025, 3, 1)
NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)


class AuditedPractice:
    """One owner at one computer. `folder` gets the anchor files: in the data directory, and outside it."""

    def __init__(self, database: Database, sealer: Sealer, user_id: UserId, folder: Path) -> None:
        self.database, self.sealer, self.user_id = database, sealer, user_id
        self.signing_key = Ed25519PrivateKey.generate()
        self.exchange_key = X25519PrivateKey.generate()
        self.paths = (folder / "data" / "anchor.json", folder / "state" / "anchor.json")
        self.vault_sequence = 1
        self.memberships = [bytes(32)]
        self.shared_anchors = self.anchors()
        self.access = Access(user_id=user_id, role="owner")
        self.log = self.log_of(database)

    def log_of(self, database: Database) -> AuditLog:
        """Another window's log on the same practice."""
        return AuditLog(
            self.sealer,
            self.user_id,
            lambda: NOW,
            signing_key=self.signing_key,
            device_id=new_id(),
            anchors=self.shared_anchors,
            vault_sequence=lambda: self.vault_sequence,
            membership=lambda: self.memberships[-1],
            readers=lambda: {self.user_id: self.exchange_key.public_key().public_bytes_raw()},
        )

    def anchors(self) -> Anchors:
        return Anchors(self.paths, workspace_id=self.sealer.workspace_id, signing_keys=self.signing_keys)

    def signing_keys(self) -> Mapping[UserId, Sequence[bytes]]:
        return {self.user_id: (self.signing_key.public_key().public_bytes_raw(),)}

    def members(self) -> tuple[Member, ...]:
        return (Member(user_id=self.user_id, name="Owner", role="owner", you=True),)

    def context(self, database: Database | None = None) -> ServiceContext:
        return make_context(database or self.database, self.sealer, access=self.access, audit=self.log)

    def reader(self, database: Database | None = None, *, with_key: bool = True) -> AuditReader:
        return AuditReader(
            self.context(database),
            members=self.members,
            signing_keys=self.signing_keys,
            anchors=self.anchors(),
            exchange_keys=(lambda: (self.exchange_key,)) if with_key else None,
        )

    def integrity(self, database: Database | None = None) -> IntegrityService:
        return IntegrityService(
            self.context(database),
            anchors=self.shared_anchors,
            vault_sequence=lambda: self.vault_sequence,
            memberships=lambda: self.memberships,
        )

    def add_client(self, name: str = "Byron") -> Client:
        client_id = ClientId(new_id())
        key = self.sealer.keyring.add_client(client_id)
        with self.database.begin() as session:
            details = ClientDetails(first_name="Ada", last_name=name)
            client = ClientRepository(session, self.sealer).add(client_id, details, key)
            self.log.record(session, action="client.create", object_kind="client", object_id=client_id)
        return client

    def change_client(self, client_id: ClientId, phone: str) -> Client:
        with self.database.begin() as session:
            clients = ClientRepository(session, self.sealer)
            current = clients.get(client_id)
            changed = clients.update(current, dataclasses.replace(current.details, phone=phone))
            self.log.record(session, action="client.change", object_kind="client", object_id=client_id)
        return changed

    def add_sessions(self, client_id: ClientId, texts: Sequence[str]) -> list[Session]:
        made = [
            Session(
                session_id=SessionId(new_id()),
                client_id=client_id,
                date=DAY,
                state="draft",
                version=1,
                text=SoapText(subjective=text),
                saved_at=NOW,
            )
            for text in texts
        ]
        with self.database.begin() as session:
            SessionRepository(session, self.sealer).add_all(made, author=self.user_id)
            self.log.record(session, action="import", client_id=client_id)
        return made

    def save(self, session_id: SessionId, text: str, *, log: AuditLog | None = None) -> Session:
        with self.database.begin() as session:
            sessions = SessionRepository(session, self.sealer)
            current = sessions.get(session_id)
            saved = dataclasses.replace(
                current, text=SoapText(subjective=text), version=current.version + 1, saved_at=NOW
            )
            sessions.append_version(saved, author=self.user_id)
            (log or self.log).record(
                session,
                action="session.change",
                object_kind="session",
                object_id=session_id,
                client_id=current.client_id,
            )
        return saved

    def record(self, count: int = 1, action: str = "unlock") -> None:
        for _ in range(count):
            with self.database.begin() as session:
                self.log.record(session, action=action)

    def anchor(self) -> None:
        """A checkpoint and anchors now."""
        with self.database.begin() as session:
            self.log.record(session, action="keys.rotate")
            self.log.checkpoint(session)
