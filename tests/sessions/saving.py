"""A draft that is saved, and whether everything that a save writes is there."""

from __future__ import annotations

import dataclasses
from datetime import date

import psycopg
import pytest
from sqlalchemy import event, select

from core.clients.service import ClientService
from core.sessions.dto import Session, SoapText
from core.sessions.service import SessionService
from models import AuditEvent, OutboxRow, SessionVersionRow
from tests.security.audited_practice import AuditedPractice
from tests.sessions.test_charts import ADA

DAY = date(2025, 3, 1)


class Desk:
    """A draft, the service that saves it, and the statements that were executed."""

    def __init__(self, practice: AuditedPractice, disk) -> None:
        self.practice = practice
        context = dataclasses.replace(practice.context(), disk=disk)
        self.sessions = SessionService(context)
        self.elsewhere = SessionService(
            dataclasses.replace(context, audit=practice.log_of(practice.database))
        )
        self.client = ClientService(context).create(ADA)
        self.draft = self.sessions.start_draft(self.client.client_id, day=DAY)
        self.statements: list[str] = []
        event.listen(practice.database._engine, "before_cursor_execute", self._note)

    def _note(self, _connection: object, _cursor: object, statement: str, *_more: object) -> None:
        self.statements.append(statement)

    def save(self, words: str, *, by: SessionService | None = None) -> Session:
        self.draft = (by or self.sessions).save_draft(
            self.draft.session_id, SoapText(plan=words), day=DAY, expected_version=self.draft.version
        )
        return self.draft


@pytest.fixture
def practice(database, sealer, user_id, tmp_path) -> AuditedPractice:
    return AuditedPractice(database, sealer, user_id, tmp_path)


@pytest.fixture
def desk(practice, disk) -> Desk:
    return Desk(practice, disk)


def assert_whole(desk: Desk, *, versions: int) -> None:
    """Version, event and order to the index for each save, and an audit log that verifies."""
    with desk.practice.database.begin() as session:
        stored = session.scalars(select(SessionVersionRow.version).order_by(SessionVersionRow.version)).all()
        changes = session.scalars(select(AuditEvent.action).where(AuditEvent.object_kind == "session")).all()
        queued = session.scalars(select(OutboxRow.source_kind)).all()
    assert stored == list(range(1, versions + 1))
    assert sorted(changes) == ["session.change"] * (versions - 1) + ["session.create"]
    assert queued.count("session") == versions
    assert desk.practice.reader().verify().findings == ()
    assert desk.practice.integrity().check_all() == ()


@pytest.fixture
def admin(cloned_database):
    with psycopg.connect(**cloned_database.admin_conninfo, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection
