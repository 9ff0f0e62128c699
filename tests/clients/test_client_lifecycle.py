"""Charts put away and brought back, on a real Postgres: who is told, what is sealed, what is refused."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from core.clients import repository as client_rows
from core.clients.dto import Client, ClientDetails
from core.clients.service import ClientService
from core.errors import EditConflict, InputRefused, NotFound, RoleRefused, TamperedRecord
from core.ids import ClientId, new_id
from core.merging.service import MergeService
from core.security.roles import Access
from core.sessions.dto import SoapText
from models import AuditEvent, ClientRow, OutboxRow

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 20)
ADA = ClientDetails(
    first_name="Ada",
    last_name="Byron",
    birth_date=date(1981, 1, 17),
    phone="054 123 4567",
    emergency_contact="Her brother, 054 765 4321",
    tags=("knee school", "Tuesday"),
    consent_on=date(2026, 1, 2),
)


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def clients(context, clock) -> ClientService:
    return ClientService(replace(context, clock=clock))


@pytest.fixture
def ada(clients) -> Client:
    created: Client = clients.create(ADA)
    return created


def delete(clients: ClientService, client: Client) -> Client:
    return clients.delete(client.client_id, reason=" Moved away ", expected_version=client.row_version)


def test_every_field_comes_back(clients, ada):
    assert clients.get(ada.client_id) == ada
    assert ada.details == ADA
    assert ada.lifecycle.state == "active"


def test_an_archived_chart_leaves_the_list_and_stays_in_use(clients, sessions, ada):
    archived = clients.archive(ada.client_id, expected_version=1)
    assert (archived.lifecycle.state, archived.lifecycle.since, archived.row_version) == ("archived", NOW, 2)
    assert clients.list() == []
    assert clients.list(states=("active", "archived")) == [archived]
    changed = clients.update(
        ada.client_id, dataclasses.replace(ADA, phone="1"), expected_version=archived.row_version
    )
    assert changed.lifecycle == archived.lifecycle
    sessions.start_draft(ada.client_id, day=DAY)
    back = clients.unarchive(ada.client_id, expected_version=3)
    assert clients.list() == [back]


def test_a_deleted_chart_says_why_and_can_be_restored(clients, ada):
    deleted = delete(clients, ada)
    assert clients.list() == []
    assert deleted.lifecycle.reason == "Moved away"
    assert deleted.purge_on == date(2026, 12, 21)
    assert clients.get(ada.client_id) == deleted
    restored = clients.restore(ada.client_id, expected_version=2)
    assert clients.list() == [restored]
    assert restored.details == ADA
    assert (restored.lifecycle.state, restored.lifecycle.reason) == ("active", "")


def test_nothing_is_written_into_a_deleted_chart_but_what_was_being_written(clients, sessions, ada):
    draft = sessions.start_draft(ada.client_id, day=DAY)
    delete(clients, ada)
    refused: list[Callable[[], Any]] = [
        lambda: clients.update(ada.client_id, ADA, expected_version=2),
        lambda: sessions.start_draft(ada.client_id, day=DAY),
        lambda: sessions.sign(draft.session_id, expected_version=2),
        lambda: clients.archive(ada.client_id, expected_version=2),
        lambda: delete(clients, clients.get(ada.client_id)),
        lambda: clients.unarchive(ada.client_id, expected_version=2),
    ]
    saved = sessions.save_draft(draft.session_id, SoapText(plan="typed"), day=DAY, expected_version=1)
    for call in refused:
        with pytest.raises(InputRefused, match="client_is_deleted"):
            call()
    assert sessions.get(draft.session_id) == saved
    clients.restore(ada.client_id, expected_version=2)
    assert sessions.sign(draft.session_id, expected_version=2).text.plan == "typed"


def test_only_a_deleted_chart_is_restored(clients, ada):
    with pytest.raises(InputRefused, match="client_is_active"):
        clients.restore(ada.client_id, expected_version=1)
    clients.archive(ada.client_id, expected_version=1)
    with pytest.raises(InputRefused, match="client_is_archived"):
        clients.restore(ada.client_id, expected_version=2)
    with pytest.raises(NotFound):
        clients.restore(ClientId(new_id()), expected_version=1)


def test_a_reason_is_needed(clients, ada):
    for reason, code in (("  ", "reason_missing"), ("r" * 501, "reason_too_long")):
        with pytest.raises(InputRefused, match=code):
            clients.delete(ada.client_id, reason=reason, expected_version=1)
    assert clients.get(ada.client_id) == ada


@pytest.mark.parametrize("name", ["archive", "unarchive", "restore", "delete", "update"])
def test_each_change_of_an_old_version_is_a_conflict_that_names_the_current_one(clients, ada, name):
    if name == "unarchive":
        clients.archive(ada.client_id, expected_version=1)
    elif name == "restore":
        delete(clients, ada)
    else:
        clients.update(ada.client_id, dataclasses.replace(ADA, phone="1"), expected_version=1)
    more: dict[str, dict[str, Any]] = {"delete": {"reason": "r"}, "update": {"details": ADA}}
    arguments = more.get(name, {})
    with pytest.raises(EditConflict) as conflict:
        getattr(clients, name)(ada.client_id, expected_version=1, **arguments)
    assert conflict.value.params["current_version"] == 2
    assert clients.get(ada.client_id).row_version == 2


def test_each_change_is_in_the_log_and_in_the_manifest(clients, database, ada):
    clients.archive(ada.client_id, expected_version=1)
    clients.unarchive(ada.client_id, expected_version=2)
    delete(clients, clients.get(ada.client_id))
    clients.restore(ada.client_id, expected_version=4)
    with database.begin() as session:
        actions = session.scalars(select(AuditEvent.action).order_by(AuditEvent.position)).all()
    assert actions[-4:] == ["client.archive", "client.restore", "client.delete", "client.restore"]
    # A manifest that did not follow would refuse the next change.
    assert clients.update(ada.client_id, dataclasses.replace(ADA, phone="1"), expected_version=5)


def test_charts_are_due_when_their_time_is_over_and_not_before(clients, clock, ada):
    first = delete(clients, ada)
    clock.now += timedelta(days=1)
    second = delete(clients, clients.create(dataclasses.replace(ADA, first_name="Bea")))
    clock.now = NOW + timedelta(days=30) - timedelta(seconds=1)
    assert clients.due_for_purge() == []
    clock.now += timedelta(seconds=1)
    assert clients.due_for_purge() == [first]
    clock.now += timedelta(days=1)
    assert clients.due_for_purge() == [first, second]
    clients.restore(first.client_id, expected_version=2)
    assert clients.due_for_purge() == [second]


def test_duplicates_are_looked_for_among_the_charts_in_use(clients, ada):
    bea = clients.create(dataclasses.replace(ADA, first_name="Bea", birth_date=date(1950, 5, 5)))
    found = clients.duplicates_of(ADA)
    assert [(each.client, each.reasons) for each in found] == [
        (ada, ("name_and_birth_date", "phone")),
        (bea, ("phone",)),
    ]
    assert [each.client for each in clients.duplicates_of(ADA, exclude=ada.client_id)] == [bea]
    clients.archive(bea.client_id, expected_version=1)
    delete(clients, ada)
    assert [each.client.client_id for each in clients.duplicates_of(ADA)] == [bea.client_id]


def test_a_state_in_the_clear_that_was_not_sealed_is_damage(clients, database, ada):
    delete(clients, ada)
    with database.begin() as session:
        session.execute(update(ClientRow).values(state="active"))
    with pytest.raises(TamperedRecord):
        clients.get(ada.client_id)
    assert clients.list() == []


def test_a_row_of_before_there_were_standings_opens(clients, database, monkeypatch):
    written: Callable[[Client], dict[str, Any]] = client_rows.client_to_json

    def of_old(client: Client) -> dict[str, Any]:
        return {
            key: value
            for key, value in written(client).items()
            if key not in ("standing", "tags", "consent_on")
        }

    with monkeypatch.context() as before:
        before.setattr(client_rows, "client_to_json", of_old)
        old = clients.create(ADA)
    opened = clients.get(old.client_id)
    assert opened.details == dataclasses.replace(ADA, tags=(), consent_on=None)
    assert opened.lifecycle.state == "active"
    assert delete(clients, opened).lifecycle.state == "deleted"


def test_every_source_of_a_chart_is_queued_when_it_goes_and_when_it_comes_back(
    clients, sessions, database, ada
):
    drafts = {sessions.start_draft(ada.client_id, day=DAY).session_id for _ in range(2)}
    other = clients.create(dataclasses.replace(ADA, first_name="Bea"))

    def queued_by(change: Callable[[], object]) -> set[Any]:
        with database.begin() as session:
            session.query(OutboxRow).delete()
        change()
        with database.begin() as session:
            return set(session.scalars(select(OutboxRow.source_id)))

    assert queued_by(lambda: delete(clients, ada)) == {ada.client_id, *drafts}
    assert queued_by(lambda: clients.restore(ada.client_id, expected_version=2)) == {ada.client_id, *drafts}
    assert queued_by(lambda: clients.archive(ada.client_id, expected_version=3)) == {ada.client_id}
    assert other.client_id not in queued_by(lambda: delete(clients, clients.get(ada.client_id)))


def test_whoever_may_not_see_charts_may_change_none(context, user_id, ada):
    of_auditor = replace(context, access=Access(user_id, "auditor"))
    auditor, merging = ClientService(of_auditor), MergeService(of_auditor)
    for call in (
        lambda: delete(auditor, ada),
        lambda: auditor.archive(ada.client_id, expected_version=1),
        lambda: auditor.due_for_purge(),
        lambda: auditor.duplicates_of(ADA),
        lambda: merging.merge(source=ada.client_id, into=ada.client_id, reason="r"),
    ):
        with pytest.raises(RoleRefused):
            call()
