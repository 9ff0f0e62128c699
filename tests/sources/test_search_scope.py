"""What a search may find: every change of any chart shows in one row, and what changed is read again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from core.clients.dto import ClientDetails
from core.ids import ClientId
from core.sessions.dto import SoapText
from core.sources.dto import Coverage, SearchScope
from core.sources.practice_map import PracticeMap
from core.sources.search_scope import ChartSource, SearchScopeRepository, charts_state


class Memory:
    """An index that holds what it is told to."""

    def __init__(self) -> None:
        self.revision = self.generation = 1
        self.held: dict[UUID, tuple[ClientId, int]] = {}

    def held_as(self, source_id: UUID) -> tuple[ClientId, int] | None:
        return self.held.get(source_id)

    def source_ids(self) -> set[UUID]:
        return set(self.held)

    def hold(self, source_id: UUID, client_id: ClientId, version: int) -> None:
        self.held[source_id] = client_id, version
        self.revision += 1


@pytest.fixture
def ada(clients):
    return clients.create(ClientDetails(first_name="Ada", last_name="Byron"))


@pytest.fixture
def draft(ada, sessions):
    return sessions.start_draft(ada.client_id, day=date(2024, 1, 2))


@pytest.fixture
def sources(database, workspace_id) -> Callable[..., dict[UUID, ChartSource]]:
    def read(clients: list[ClientId] | None = None) -> dict[UUID, ChartSource]:
        with database.begin() as session:
            found = SearchScopeRepository(session, workspace_id).sources(clients)
        return {one.source_id: one for one in found}

    return read


def save(sessions, draft, text: str, version: int):
    return sessions.save_draft(
        draft.session_id, SoapText(plan=text), day=draft.date, expected_version=version
    )


def test_every_change_of_a_chart_changes_the_one_row(database, clients, sessions, ada, draft):
    seen = [charts_state(database)]

    def changed() -> bool:
        seen.append(charts_state(database))
        return seen[-1] not in seen[:-1]

    assert seen[0] is not None
    save(sessions, draft, "Walks.", draft.version)
    assert changed()
    signed = sessions.sign(draft.session_id, expected_version=draft.version + 1)
    assert changed()
    sessions.retract(draft.session_id, reason="Wrong", expected_version=signed.version)
    assert changed()
    clients.delete(ada.client_id, reason="Moved", expected_version=1)
    assert changed()
    clients.restore(ada.client_id, expected_version=2)
    assert changed()
    assert charts_state(database) == seen[-1]


def test_reading_changes_nothing(database, audit, sessions, draft):
    before = charts_state(database)
    sessions.get(draft.session_id)
    with database.begin() as session:
        audit.record(session, action="search", details={"shown": []})
    assert charts_state(database) == before


def test_a_lost_connection_is_noticed_by_the_pool(database, draft):
    before = charts_state(database)
    with database.single_statements() as connection:
        connection.close()
    assert charts_state(database) == before
    assert charts_state(database) == before


def test_sources_are_told_with_version_day_and_whether_they_may_be_found(sources, sessions, ada, draft):
    found = sources()
    assert found[draft.session_id] == ChartSource(
        "session", draft.session_id, ada.client_id, draft.version, date(2024, 1, 2), shown=True
    )
    assert found[ada.client_id] == ChartSource("client", ada.client_id, ada.client_id, 1, None, shown=True)
    gone = sessions.delete_draft(draft.session_id, expected_version=draft.version)
    assert sources()[draft.session_id].shown is False
    assert sources()[draft.session_id].version == gone.version


def test_of_a_hidden_chart_nothing_may_be_found(sources, clients, ada, draft):
    clients.delete(ada.client_id, reason="Moved", expected_version=1)
    found = sources()
    assert {found[draft.session_id].shown, found[ada.client_id].shown} == {False}


@pytest.mark.parametrize("others", [1, 120])
def test_only_the_clients_asked_for_are_read(sources, clients, ada, draft, others):
    made = [
        clients.create(ClientDetails(first_name="Noa", last_name=str(number))).client_id
        for number in range(others)
    ]
    assert set(sources(made)) == set(made)
    assert set(sources([ada.client_id])) == {ada.client_id, draft.session_id}
    assert sources([]) == {}


def test_the_map_follows_the_practice(database, clients, sessions, ada, draft):
    memory = Memory()
    held = PracticeMap(database, memory)
    here = SearchScope(client_id=ada.client_id)
    assert held.read().behind_in(here) == {ada.client_id, draft.session_id}
    memory.hold(ada.client_id, ada.client_id, 1)
    memory.hold(draft.session_id, ada.client_id, draft.version)
    assert held.read().without == frozenset()
    assert held.read().coverage(SearchScope()) == Coverage(1, date(2024, 1, 2), date(2024, 1, 2), clients=1)
    saved = save(sessions, draft, "Walks.", draft.version)
    assert held.read().without == {draft.session_id}
    memory.hold(draft.session_id, ada.client_id, saved.version)
    assert held.read().without == frozenset()
    clients.delete(ada.client_id, reason="Moved", expected_version=1)
    view = held.read()
    assert view.without == {ada.client_id, draft.session_id}
    assert view.behind_in(SearchScope()) == set()
    assert view.coverage(SearchScope()) == Coverage()


def test_days_and_kinds_bound_what_is_counted(database, sessions, ada, draft):
    later = sessions.start_draft(ada.client_id, day=date(2024, 6, 2))
    view = PracticeMap(database, Memory()).read()
    assert view.coverage(SearchScope(since=date(2024, 2, 1))).sessions == 1
    assert view.coverage(SearchScope(ada.client_id, until=date(2024, 2, 1))).sessions == 1
    assert view.coverage(SearchScope(fields=frozenset({"notes"}))) == Coverage()
    assert view.behind_in(SearchScope(since=date(2024, 2, 1))) == {later.session_id}
    assert view.behind_in(SearchScope(fields=frozenset({"notes"}))) == {ada.client_id}
