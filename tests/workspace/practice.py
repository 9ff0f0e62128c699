"""A real practice on a clock that the test moves, for whatever needs keys and members."""

from __future__ import annotations

from datetime import UTC, date, datetime

import psycopg

from core.clients.dto import Client, ClientDetails
from core.services import Services
from core.sessions.dto import Session, SoapText
from core.settings import Settings
from core.workspace import Workspace
from tests.fixtures.workspace import LayDatabase

OWNER, CLINICIAN, AUDITOR = "seven quiet herons", "eleven loud cranes", "two patient owls"
DAY = date(2026, 11, 21)


class Practice:
    """A workspace on a clock that the test moves, with a client or two."""

    def __init__(self, settings: Settings, lay_database: LayDatabase) -> None:
        self.now = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
        self.workspace = Workspace(settings, clock=lambda: self.now)
        self.workspace.open()
        lay_database(settings)
        self.recovery_key = self.workspace.initialise(practice_name="Quay", passphrase=OWNER)

    @property
    def services(self) -> Services:
        return self.workspace.services

    def add(self, first: str, last: str = "Adler", *, plan: str = "") -> tuple[Client, Session]:
        client = self.services.clients.create(ClientDetails(first_name=first, last_name=last))
        draft = self.services.sessions.start_draft(client.client_id, day=DAY)
        saved = self.services.sessions.save_draft(
            draft.session_id, SoapText(plan=plan or f"plan of {first}"), day=DAY, expected_version=1
        )
        return client, saved

    def enter(self, passphrase: str) -> Services:
        self.workspace.lock()
        return self.workspace.unlock(passphrase)

    def sql(self, statement: str) -> list[tuple[object, ...]]:
        """As the superuser, who sees every row."""
        assert self.workspace.cluster is not None
        with psycopg.connect(**self.workspace.cluster.admin_conninfo()) as connection:  # type: ignore[arg-type]
            return connection.execute(statement).fetchall()

    def sql_change(self, statement: str) -> None:
        assert self.workspace.cluster is not None
        with psycopg.connect(**self.workspace.cluster.admin_conninfo()) as connection:  # type: ignore[arg-type]
            connection.execute(statement)
