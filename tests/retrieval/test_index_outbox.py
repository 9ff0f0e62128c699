"""The outbox on a real Postgres: coalesced, claimed by one, removed only as far as it was read."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from sqlalchemy import delete, select

from core.clients.dto import ClientDetails
from core.records.outbox import OutboxRepository, PendingSource
from core.retrieval.dto import EmbeddingProfile
from core.retrieval.index.index_state import queue_unindexed
from core.retrieval.index.repository import IndexRepository
from core.retrieval.indexed import IndexedSource
from core.sessions.dto import SoapText
from core.sources.searchable import queue_sources
from models import OutboxRow

PROFILE = EmbeddingProfile(model="first", revision="1" * 64, dimension=4)


@pytest.fixture
def ada(clients):
    return clients.create(ClientDetails(first_name="Ada", last_name="Byron"))


@pytest.fixture
def draft(ada, sessions):
    return sessions.start_draft(ada.client_id, day=date(2024, 1, 2))


def pending(database, workspace_id) -> list[PendingSource]:
    with database.begin() as session:
        return OutboxRepository(session, workspace_id).pending()


def save(sessions, draft, text: str, version: int) -> None:
    sessions.save_draft(draft.session_id, SoapText(plan=text), day=draft.date, expected_version=version)


def empty(database) -> None:
    with database.begin() as session:
        session.execute(delete(OutboxRow))


def test_a_source_changed_often_waits_once_at_its_newest(database, workspace_id, sessions, ada, draft):
    save(sessions, draft, "One.", 1)
    save(sessions, draft, "Two.", 2)
    first, second = pending(database, workspace_id)
    assert (first.kind, first.source_id, first.client_id) == ("session", draft.session_id, ada.client_id)
    assert (second.kind, second.source_id) == ("client", ada.client_id)
    with database.begin() as session:
        assert first.sequence == max(session.scalars(select(OutboxRow.sequence)))


def test_only_what_was_read_is_removed(database, workspace_id, sessions, draft):
    (read, *_) = pending(database, workspace_id)
    save(sessions, draft, "Saved meanwhile.", 1)
    with database.begin() as session:
        outbox = OutboxRepository(session, workspace_id)
        outbox.remove(outbox.claim(read))
    (waiting, *_) = pending(database, workspace_id)
    assert waiting.source_id == draft.session_id
    assert waiting.sequence > read.sequence


def hold(index, profile_id, kind, source_id, client_id, *, version) -> None:
    """As the indexer leaves a source in which nothing is written."""
    empty_source = IndexedSource(
        kind=kind, source_id=source_id, client_id=client_id, version=version, day=None, author=None,
        title="", fields=(), passages=(),
    )  # fmt: skip
    none = np.empty((0, PROFILE.dimension), dtype=np.float16)
    assert index.store_vectors(profile_id, empty_source, none, index.store(empty_source))


def test_a_claim_is_for_one_until_its_transaction_ends(database, workspace_id, draft):
    (source, *_) = pending(database, workspace_id)
    with database.begin() as first:
        assert OutboxRepository(first, workspace_id).claim(source)
        with database.begin() as second:
            assert OutboxRepository(second, workspace_id).claim(source) == []
    with database.begin() as third:
        assert OutboxRepository(third, workspace_id).claim(source)


def test_sources_that_a_profile_lacks_are_queued_once(database, workspace_id, sealer, ada, draft):
    empty(database)
    with database.begin() as session:
        index = IndexRepository(session, sealer)
        profile_id = index.ensure_profile(PROFILE).profile_id
        hold(index, profile_id, "client", ada.client_id, ada.client_id, version=1)
        hold(index, profile_id, "session", draft.session_id, ada.client_id, version=7)
        queue_unindexed(session, workspace_id, profile_id)
        queue_unindexed(session, workspace_id, profile_id)
    (found,) = pending(database, workspace_id)
    assert (found.kind, found.source_id, found.client_id) == ("session", draft.session_id, ada.client_id)
    empty(database)
    with database.begin() as session:
        queue_unindexed(session, workspace_id, None)
    assert [one.source_id for one in pending(database, workspace_id)] == [draft.session_id]


def test_everything_can_be_queued_and_nothing_twice(database, workspace_id, ada, draft):
    with database.begin() as session:
        queue_sources(session, workspace_id)
        assert len(session.scalars(select(OutboxRow)).all()) == 2
    empty(database)
    with database.begin() as session:
        queue_sources(session, workspace_id)
    assert {one.kind for one in pending(database, workspace_id)} == {"session", "client"}
