"""A practice with something sealed in every table, and each sealed value with the address it opens at."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast
from uuid import UUID

import numpy as np
import pytest
from sqlalchemy.orm import Session as DatabaseSession

from core.assistant.conversations.message_feedback import MessageFeedbackRepository
from core.assistant.conversations.message_vectors import MessageVectorRepository
from core.assistant.dto import Feedback
from core.clients.repository import ClientRepository
from core.database.cluster import Conninfo
from core.engine.client import EngineClient
from core.errors import TamperedRecord
from core.facts.dto import FactsOfVersion
from core.facts.repository import FactSetRepository
from core.facts.sets import FactSets
from core.ids import ClientId, MessageId, SessionId, UserId, new_id
from core.records.chart_records import ChartRecord, ChartRecordRepository
from core.records.practice_records import PracticeRecord, PracticeRecordRepository
from core.retrieval.index.repository import IndexRepository
from core.retrieval.index.sealed_index import StoredProfile
from core.retrieval.session import Retrieval, build_retrieval
from core.security.kdf import Argon2Cost
from core.security.keyring import WrappedClientKey
from core.security.sealing import Address, Purpose, Sealer
from core.sessions.dto import SoapText
from core.sources.dto import SearchScope
from tests.fakes.engine import FakeEngine
from tests.fakes.facts import FakeExtractor
from tests.security.key_practice import (
    DAY,
    KeyPractice,
    Opened,
    add_answer,
    add_client,
    by_passphrase,
)

CLIENTS = 12
EXTRACTOR_VERSION = 1
SEED = 20261121
NOTE = SoapText(
    subjective="He reports that the pain in his left shoulder gets worse. כאב בכתף ימין.",
    objective="Abduction 90 degrees, no swelling.",
    assessment="Rotator cuff tendinopathy.",
    plan="Start meloxicam 15 mg once a day. Ice, exercises, again in two weeks.",
)


@dataclass(frozen=True, slots=True)
class SealedValue:
    """What lay at an address, and what it said."""

    sealed: bytes
    purpose: Purpose
    at: Address
    plaintext: bytes


@dataclass(slots=True)
class FilledPractice:
    """`values` are those that the program itself opened on its way through everything there is."""

    practice: KeyPractice
    clients: list[ClientId] = field(default_factory=list)
    sessions: list[SessionId] = field(default_factory=list)
    records: list[UUID] = field(default_factory=list)
    member: UserId | None = None
    values: list[SealedValue] = field(default_factory=list)

    @contextmanager
    def enter(self) -> Iterator[Opened]:
        with self.practice.enter(by_passphrase()) as opened:
            yield opened


@contextmanager
def retrieval_of(opened: Opened) -> Iterator[Retrieval]:
    """With an engine that needs no model."""
    engine = cast(EngineClient, FakeEngine(generator=False))
    built = build_retrieval(
        opened.parts.context,
        engine=engine,
        facts=FactSets(
            database=opened.database,
            sealer=opened.sealer,
            extract=FakeExtractor(),
            extractor_version=EXTRACTOR_VERSION,
        ),
    )
    try:
        yield built
    finally:
        built.close()


def fill(directory: Path, conninfo: Conninfo, cost: Argon2Cost) -> FilledPractice:
    """Clients with sessions in versions, an index with vectors, answers, a member and a rotation."""
    made = FilledPractice(KeyPractice(directory, conninfo, cost=cost))
    made.practice.found()
    with made.enter() as opened:
        for number in range(CLIENTS):
            client, saved = add_client(opened, f"Number {number}")
            sessions = opened.services.sessions
            sessions.save_draft(saved.session_id, NOTE, day=DAY, expected_version=saved.version)
            add_answer(opened, client, practice_wide=True)
            made.clients.append(client.client_id)
            made.sessions.append(saved.session_id)
            if number == CLIENTS // 2:
                opened.services.keys.rotate()
        member = opened.services.people.add(name="Avi", role="auditor", passphrase="two patient owls")
        made.member = member.user_id
        _add_records(made, opened)
        with retrieval_of(opened) as retrieval:
            retrieval.index.run_pending()
        _add_memory(opened)
    return made


def _add_memory(opened: Opened) -> None:
    """A vector of each answer, and an opinion on it."""
    with opened.database.begin() as session:
        profile = active_profile(session, opened)
        vectors = MessageVectorRepository(session, opened.sealer)
        opinions = MessageFeedbackRepository(session, opened.sealer)
        for message_id in vectors.missing(profile.profile_id, limit=1000):
            vectors.put(message_id, profile.profile_id, np.ones(profile.profile.dimension, np.float32))
            opinions.put(message_id, Feedback("wrong", NOTE.plan, datetime.now(UTC)))


def active_profile(session: DatabaseSession, opened: Opened) -> StoredProfile:
    profile = IndexRepository(session, opened.sealer).active_profile()
    assert profile is not None
    return profile


def read_memory(made: FilledPractice, opened: Opened) -> set[MessageId]:
    """The answers with whatever hangs on them: their ids, of those whose vector and opinion can be read."""
    with opened.database.begin() as session:
        profile = active_profile(session, opened)
        vectors = MessageVectorRepository(session, opened.sealer)
        kept = {
            each.message_id
            for about in (None, *made.clients)
            for each in vectors.of(about, profile.profile_id)
        }
        return kept & set(MessageFeedbackRepository(session, opened.sealer).of(kept))


def facts_open(opened: Opened) -> bool:
    """Whether the facts of every source can be read."""
    with opened.database.begin() as session:
        found = list(FactSetRepository(session, opened.sealer).everything(EXTRACTOR_VERSION))
    return bool(found) and all(isinstance(each, FactsOfVersion) for each in found)


def _add_records(made: FilledPractice, opened: Opened) -> None:
    """A letter and a file in each chart, and a text of the practice's own."""
    for client_id in made.clients:
        file = opened.services.attachments.add(client_id, name="seen.txt", data=NOTE.objective.encode())
        made.records.append(file.attachment_id)
    with opened.database.begin() as session:
        records = ChartRecordRepository(session, opened.sealer)
        for client_id in made.clients:
            letter = ChartRecord(new_id(), client_id, "letter", DAY, 1, {"text": NOTE.plan})
            records.add(letter)
            made.records.append(letter.record_id)
        own = PracticeRecord(new_id(), "snippet", 1, {"text": "No red flags."})
        PracticeRecordRepository(session, opened.sealer).add(own)
        opened.services.audit.record(session, action="settings")


def record_values(made: FilledPractice, patch: pytest.MonkeyPatch) -> None:
    """Reads everything through the services and keeps what the sealer was asked to open on the way."""
    seen: dict[tuple[bytes, Address], SealedValue] = {}
    real = Sealer.open

    def recording(self: Sealer, sealed: bytes, *, purpose: Purpose, at: Address) -> bytes:
        plaintext = real(self, sealed, purpose=purpose, at=at)
        # A copy: whoever asked may overwrite a key that it was given.
        seen[sealed, at] = SealedValue(bytes(sealed), purpose, at, bytes(bytearray(plaintext)))
        return plaintext

    patch.setattr(Sealer, "open", recording)
    with made.enter() as opened, retrieval_of(opened) as retrieval:
        read_everything(made, opened, retrieval)
    patch.setattr(Sealer, "open", real)
    made.values = list(seen.values())


def read_everything(made: FilledPractice, opened: Opened, retrieval: Retrieval) -> None:
    """Every row that has something sealed in it, by the way that the program reads it."""
    services = opened.services
    assert len(services.clients.list()) == len(made.clients)
    for session_id in made.sessions:
        for version in range(1, services.sessions.get(session_id).version + 1):
            services.sessions.get(session_id, version)
    with opened.database.begin() as session:
        for record_id in made.records:
            ChartRecordRepository(session, opened.sealer).check(record_id)
        assert PracticeRecordRepository(session, opened.sealer).list_readable("snippet")
    for about in (None, *made.clients):
        for summary in services.conversations.list(about):
            services.conversations.open(summary.conversation_id)
    assert read_memory(made, opened)
    assert facts_open(opened)
    assert retrieval.search.search("shoulder pain", SearchScope())
    assert services.integrity.check_all() == ()
    assert services.audit_reader.verify().intact


def opens(open_: Callable[[], object]) -> bool:
    """Whether it opened; anything but a refusal by the program's own name is a failure."""
    try:
        open_()
    except TamperedRecord:
        return False
    return True


def bound(trials: int) -> str:
    return f"0 of {trials:,} undetected (at most 3/{trials:,} = {3 / trials:.1e} with 95 % confidence)"


def flipped(sealed: bytes, position: int, rng: random.Random) -> bytes:
    damaged = bytearray(sealed)
    damaged[position] ^= rng.randrange(1, 256)
    return bytes(damaged)


def client_keys(opened: Opened) -> list[WrappedClientKey]:
    """Every stored key, with the newest version it is bound to."""
    with opened.database.begin() as session:
        rows = ClientRepository(session, opened.sealer).wrapped_keys()
    newest = {row.client_id: max(r.version for r in rows if r.client_id == row.client_id) for row in rows}
    return [replace(row, newest=newest[row.client_id]) for row in rows]
