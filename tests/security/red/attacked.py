"""A practice with one chart that was changed, and what somebody with SQL and no key does to it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import psycopg
from psycopg import sql

from core.assistant.service import AskService
from core.clients.dto import ClientDetails
from core.database.cluster import Conninfo
from core.engine.client import EngineClient
from core.ids import ClientId, SessionId
from core.retrieval.session import Retrieval
from core.security.kdf import Argon2Cost
from core.services import Services
from core.sessions.dto import SoapText
from tests.fakes.engine import FakeEngine
from tests.security.filled_practice import retrieval_of
from tests.security.key_practice import DAY, KeyPractice, Opened, by_passphrase

SAFE, UNSAFE = "Never give penicillin: anaphylaxis.", "Give penicillin 500 mg three times a day."
ALLERGY, SECOND_ALLERGY = "penicillin", "latex"
SIGNED_FIRST, SIGNED = "Warfarin 5 mg in the evening.", "Warfarin was stopped after a bleeding."


@dataclass(frozen=True, slots=True)
class Chart:
    """A client whose record, draft and signed session each have an earlier version that says otherwise."""

    client_id: ClientId
    draft: SessionId
    signed: SessionId


class Attacker:
    """A superuser of the database without a key; `remember` and `put_back` copy a whole table's rows."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection
        connection.execute("SET session_replication_role = replica")

    def sql(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        cursor = self._connection.execute(statement, values)
        return cursor.fetchall() if cursor.description else []

    def remember(self, *tables: str) -> None:
        for table in tables:
            name, copy = sql.Identifier(table), sql.Identifier(f"old_{table}")
            self._connection.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(copy))
            self._connection.execute(sql.SQL("CREATE TEMPORARY TABLE {} AS TABLE {}").format(copy, name))

    def put_back(self, *tables: str) -> None:
        for table in tables:
            name, copy = sql.Identifier(table), sql.Identifier(f"old_{table}")
            self._connection.execute(sql.SQL("DELETE FROM {}").format(name))
            overriding = sql.SQL("INSERT INTO {} OVERRIDING SYSTEM VALUE SELECT * FROM {}")
            self._connection.execute(overriding.format(name, copy))


@dataclass(frozen=True, slots=True)
class Unlocked:
    """An unlock over the attacked database, with an index and an engine that need no model."""

    opened: Opened
    retrieval: Retrieval
    assistant: AskService

    @property
    def services(self) -> Services:
        return self.opened.services


class AttackedPractice:
    def __init__(self, directory: Path, conninfo: Conninfo, *, cost: Argon2Cost) -> None:
        self.practice = KeyPractice(directory, conninfo, cost=cost)
        self.practice.found()

    @contextmanager
    def unlocked(self, *, lock: bool = True) -> Iterator[Unlocked]:
        """As the program unlocks: integrity is checked, the unlock recorded, and all of it undone at the end.

        `lock`: with a checkpoint at the end; without it is as after a kill.
        """
        with self.practice.enter(by_passphrase()) as opened, retrieval_of(opened) as retrieval:
            services = opened.services
            services.integrity.check_at_unlock()
            with opened.database.begin() as session:
                services.audit.record(session, action="unlock")
            services.integrity.advance_inventory()
            assistant = AskService(
                opened.parts.context, search=retrieval.search, engine=cast(EngineClient, FakeEngine())
            )
            yield Unlocked(opened, retrieval, assistant)
            if lock:
                services.integrity.advance_inventory()
                services.audit.closing().store(opened.database.begin)

    def fill(self, between: Callable[[], None]) -> Chart:
        """A chart in its first versions, then `between`, then the versions that count; indexed."""
        with self.unlocked() as entered:
            services = entered.services
            details = ClientDetails(first_name="Ada", last_name="Byron", allergies=(ALLERGY,))
            client = services.clients.create(details)
            draft = services.sessions.start_draft(client.client_id, day=DAY, text=SoapText(plan=UNSAFE))
            note = services.sessions.start_draft(client.client_id, day=DAY, text=SoapText(plan=SIGNED_FIRST))
            between()
            changed = dataclasses.replace(details, allergies=(ALLERGY, SECOND_ALLERGY))
            services.clients.update(client.client_id, changed, expected_version=1)
            services.sessions.save_draft(draft.session_id, SoapText(plan=SAFE), day=DAY, expected_version=1)
            services.sessions.save_draft(note.session_id, SoapText(plan=SIGNED), day=DAY, expected_version=1)
            services.sessions.sign(note.session_id, expected_version=2)
            entered.retrieval.index.run_pending()
        return Chart(client.client_id, draft.session_id, note.session_id)
