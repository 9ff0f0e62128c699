"""Keys over a real practice: what an erase leaves, what survives a restart, what damage costs."""

from __future__ import annotations

import dataclasses
import json
import threading

import psycopg
import pytest

from core.assistant.conversations.repository import ConversationRepository
from core.cancel import CancelToken
from core.clients.dto import ClientDetails
from core.database.epoch_lock import hold_epoch
from core.errors import (
    Cancelled,
    DatabaseProblem,
    DiskFull,
    InputRefused,
    NotFound,
    TamperedRecord,
)
from core.ids import ConversationId, new_id
from core.sessions.dto import SoapText
from core.settings import Settings
from core.sources.dto import SearchScope
from core.workspace import Workspace
from tests.assistant.conversations.test_conversations import answer_about, store
from tests.workspace.practice import CLINICIAN, DAY, OWNER, Practice


def test_an_erased_client_is_gone_and_so_is_what_opened_it(practice: Practice, settings: Settings):
    miriam, _ = practice.add("Miriam")
    dan, session = practice.add("Dan")
    before = json.loads(settings.vault_file.read_text())
    wrapped = practice.services.audit.sealer.keyring.rewrapped(miriam.client_id, renew=False)[0]
    with pytest.raises(InputRefused, match="erase_name_differs"):
        practice.services.keys.erase_client(miriam.client_id, typed_name="Adler, Dan")
    report = practice.services.keys.erase_client(miriam.client_id, typed_name=" Adler,  Miriam")
    assert report.sessions == 1
    assert [each.client_id for each in practice.services.clients.list()] == [dan.client_id]
    for table in (
        "client", "client_key", "client_manifest", "session", "outbox", "source_index", "fact_set",
        "conversation",
    ):  # fmt: skip
        found = practice.sql(f"SELECT count(*) FROM {table} WHERE client_id = '{miriam.client_id}'")
        assert found == [(0,)], table
    assert practice.sql("SELECT count(*) FROM session_version") == [(2,)]
    with pytest.raises(TamperedRecord):
        practice.services.audit.sealer.keyring.load_client(wrapped)
    after = json.loads(settings.vault_file.read_text())
    assert set(before["epochs"]).isdisjoint(after["epochs"])
    services = practice.enter(OWNER)
    assert services.sessions.get(session.session_id).text.plan == "plan of Dan"
    assert services.integrity.check_all() == ()
    assert services.audit_reader.verify().intact
    with pytest.raises(NotFound):
        services.keys.erase_client(miriam.client_id, typed_name="Adler, Miriam")


def test_work_that_was_cancelled_is_taken_up_after_a_restart(practice: Practice, settings: Settings):
    sessions = [practice.add(f"Client {number}")[1] for number in range(3)]
    noa = practice.services.people.add(name="Noa", role="clinician", passphrase=CLINICIAN)
    assert noa.role == "clinician"
    stop = CancelToken()
    stop.cancel()
    with pytest.raises(Cancelled):
        practice.services.keys.rotate(cancel=stop)
    pending = practice.services.keys.status().pending
    assert pending is not None
    assert (pending.kind, pending.done, pending.total) == ("rotate", 0, 3)
    practice.workspace.close()
    again = Workspace(settings)
    again.open()
    try:
        # Whoever may read the charts may finish what an owner began.
        services = again.unlock(CLINICIAN)
        for session in sessions:
            assert services.sessions.get(session.session_id).text.plan.startswith("plan of Client")
        assert services.keys.finish_pending()
        status = services.keys.status()
        assert (status.pending, status.workspace_key_version, status.epoch) == (None, 2, 2)
        assert services.keys.finish_pending()
    finally:
        again.close()


def test_a_cancelled_erase_is_an_erase(practice: Practice):
    miriam, _ = practice.add("Miriam")
    practice.add("Dan")

    class AfterTheErase(CancelToken):
        """Stops at the first client to be wrapped anew."""

    stop = AfterTheErase()
    with pytest.raises(Cancelled):
        practice.services.keys.erase_client(
            miriam.client_id, typed_name="Adler, Miriam", cancel=stop, on_progress=lambda *_: stop.cancel()
        )
    practice.enter(OWNER)
    assert practice.services.keys.finish_pending()
    assert len(practice.services.clients.list()) == 1
    assert practice.services.keys.status().epoch == 2


def test_a_damaged_key_of_one_client_costs_that_client_only(practice: Practice):
    miriam, _ = practice.add("Miriam")
    dan, session = practice.add("Dan")
    assert practice.workspace.cluster is not None
    with psycopg.connect(**practice.workspace.cluster.admin_conninfo()) as connection:  # type: ignore[arg-type]
        connection.execute(
            "UPDATE client_key SET wrapped_key = set_byte(wrapped_key, 60, 255 - get_byte(wrapped_key, 60))"
            " WHERE client_id = %s",
            [miriam.client_id],
        )
    services = practice.enter(OWNER)
    assert [each.client_id for each in services.clients.list()] == [dan.client_id]
    assert {each.client_id for each in services.integrity.at_unlock} == {miriam.client_id}
    services.keys.rotate()
    assert services.keys.status().pending is None
    assert services.sessions.get(session.session_id).text.plan == "plan of Dan"


def test_practice_wide_answers_follow_the_epoch_and_go_with_whom_they_quote(practice: Practice):
    """Sealed under the epoch: an erase destroys the key of the old bytes, not only the row."""
    miriam, dan = practice.add("Miriam")[0].client_id, practice.add("Dan")[0].client_id
    database, sealer = practice.workspace._database, practice.services.audit.sealer
    assert database is not None
    answers = [answer_about(client_id) for client_id in (dan, miriam, dan)]
    conversation = store(database, sealer, None, *answers)
    alone = store(database, sealer, None, answer_about(miriam))
    epochs = practice.sql("SELECT DISTINCT substring(sealed_body, 21, 4) FROM message")
    practice.services.keys.rotate()
    moved = practice.sql("SELECT DISTINCT substring(sealed_body, 21, 4) FROM message")
    assert (epochs, moved) == ([(b"\x80\x00\x00\x01",)], [(b"\x80\x00\x00\x02",)])
    conversations = practice.services.conversations
    assert len(conversations.open(conversation)) == 3
    report = practice.services.keys.erase_client(miriam, typed_name="Adler, Miriam")
    assert report.answers == 2
    with pytest.raises(NotFound):
        conversations.open(alone)
    left = [answers[0].message_id, answers[2].message_id]
    assert [each.message_id for each in conversations.open(conversation)] == left
    # The place of the one that went is not given away twice.
    with database.begin() as session:
        ConversationRepository(session, sealer).append(
            dataclasses.replace(answer_about(dan), conversation_id=conversation)
        )
    assert len(conversations.open(conversation)) == 3


def test_a_client_with_one_name_can_be_erased(practice: Practice):
    solo, _ = practice.add("", "Solo")
    with pytest.raises(InputRefused, match="erase_name_differs"):
        practice.services.keys.erase_client(solo.client_id, typed_name="")
    practice.services.keys.erase_client(solo.client_id, typed_name="Solo")
    assert practice.services.clients.list() == []


def test_a_damaged_version_costs_neither_the_others_nor_the_chart(practice: Practice):
    """What the ring holds is stored anew by the next rotation, which mends the row."""
    miriam, session = practice.add("Miriam")
    practice.services.keys.rotate()
    practice.sql_change(
        "UPDATE client_key SET wrapped_key = set_byte(wrapped_key, 60, 255 - get_byte(wrapped_key, 60))"
        " WHERE key_version = 1"
    )
    practice.sql_change(
        "INSERT INTO client_key SELECT workspace_id, client_id, 99, epoch, '\\x00' FROM client_key LIMIT 1"
    )
    practice.services.keys.rotate()
    services = practice.enter(OWNER)
    assert services.sessions.get(session.session_id).text.plan == "plan of Miriam"
    assert services.clients.get(miriam.client_id)
    assert services.integrity.at_unlock == ()


def test_a_renewed_key_that_was_taken_away_is_not_sealed_around(practice: Practice):
    miriam, session = practice.add("Miriam")
    noa = practice.services.people.add(name="Noa", role="clinician", passphrase=CLINICIAN)
    practice.services.people.remove(noa.user_id)
    practice.sql_change("DELETE FROM client_key WHERE key_version = 2")
    services = practice.enter(OWNER)
    assert {each.client_id for each in services.integrity.at_unlock} == {miriam.client_id}
    assert services.sessions.get(session.session_id).text.plan == "plan of Miriam"
    with pytest.raises(TamperedRecord):
        services.sessions.save_draft(
            session.session_id, SoapText(plan="under the old key?"), day=DAY, expected_version=2
        )
    services.keys.rotate()
    services.sessions.save_draft(session.session_id, SoapText(plan="renewed"), day=DAY, expected_version=2)


def test_unreadable_answers_do_not_stop_the_others(practice: Practice):
    miriam = practice.add("Miriam")[0].client_id
    database, sealer = practice.workspace._database, practice.services.audit.sealer
    for _ in range(60):
        store(database, sealer, None, answer_about(miriam))
    practice.sql_change(
        "UPDATE message SET sealed_body = set_byte(sealed_body, 60, 255 - get_byte(sealed_body, 60))"
        " WHERE message_id IN (SELECT message_id FROM message ORDER BY message_id LIMIT 55)"
    )
    practice.services.keys.rotate()
    assert practice.services.keys.status().pending is None
    listed = practice.services.conversations.list(None)
    # Those that cannot be read are listed without a title.
    assert len([each for each in listed if each.title]) == 5


def test_an_answer_that_is_being_stored_outlives_the_epoch(practice: Practice):
    """Sealed under the old epoch, committed while the others are wrapped: it is sealed anew like them."""
    miriam = practice.add("Miriam")[0].client_id
    database, sealer = practice.workspace._database, practice.services.audit.sealer
    opened = practice.workspace._open_vault
    assert database is not None
    assert opened is not None
    waited = threading.Event()
    with database.begin() as session:
        hold_epoch(session)
        conversation = ConversationId(new_id())
        conversations = ConversationRepository(session, sealer)
        conversations.start(conversation, None, day=DAY)
        conversations.append(dataclasses.replace(answer_about(miriam), conversation_id=conversation))
        session.flush()
        rotation = threading.Thread(
            target=lambda: practice.services.keys.rotate(on_progress=lambda *_: waited.set())
        )
        rotation.start()
        assert waited.wait(10)
    rotation.join(30)
    assert not rotation.is_alive()
    assert practice.services.keys.status().pending is None
    assert len(practice.services.conversations.open(conversation)) == 1
    assert practice.services.conversations.list(None)


def test_a_rotation_that_waits_for_an_import_can_be_stopped(practice: Practice):
    practice.add("Miriam")
    database, stop = practice.workspace._database, CancelToken()
    assert database is not None
    with database.begin() as session:
        hold_epoch(session)
        with pytest.raises(Cancelled):
            practice.services.keys.rotate(
                cancel=stop, on_progress=lambda done, total: stop.cancel() if done == total else None
            )
        # Nobody queues behind it.
        practice.services.clients.create(ClientDetails(first_name="Dan", last_name="Adler"))
    assert practice.services.keys.finish_pending()


def test_the_only_recovery_key_is_not_removed_with_its_owner(practice: Practice):
    founder = practice.services.user_id
    practice.services.people.add(name="Noa", role="owner", passphrase=CLINICIAN)
    services = practice.enter(CLINICIAN)
    with pytest.raises(InputRefused, match="recovery_key_needed_first"):
        services.people.remove(founder)
    key = services.keys.new_recovery_key()
    services.keys.replace_recovery_key(key, typed_back=key.text[-4:])
    services.people.remove(founder)
    practice.workspace.lock()
    assert practice.workspace.unlock_with_recovery_key(key.text).user_name == "Noa"


def test_a_change_that_was_made_is_not_told_as_having_failed(practice: Practice, monkeypatch):
    """The connection is lost at the commit: the file has changed, and the event follows with the next one."""
    audit = practice.services.audit
    record = audit.record

    def lost(*_: object, **__: object) -> None:
        raise DatabaseProblem("database_unreachable")

    monkeypatch.setattr(audit, "record", lost)
    practice.services.keys.change_passphrase(current=OWNER, new="nine grey geese")
    monkeypatch.setattr(audit, "record", record)
    practice.services.people.change(practice.services.user_id, name="Dana")
    actions = [each.action for each in practice.services.audit_reader.entries().entries]
    assert actions[:2] == ["user.change", "keys.passphrase"]
    assert practice.enter("nine grey geese").user_name == "Dana"


def test_a_chart_that_does_not_open_is_erased_by_its_id(practice: Practice):
    miriam, _ = practice.add("Miriam")
    practice.sql_change("UPDATE client SET sealed_details = '\\x00'")
    keys = practice.services.keys
    with pytest.raises(InputRefused, match="erase_name_differs"):
        keys.erase_client(miriam.client_id, typed_name="Adler, Miriam")
    keys.erase_client(miriam.client_id, typed_name=str(miriam.client_id))
    assert practice.sql("SELECT count(*) FROM client") == [(0,)]


def test_opening_a_chart_and_finding_in_it_are_recorded(practice: Practice):
    miriam, _ = practice.add("Miriam")
    practice.services.clients.view(miriam.client_id)
    practice.services.search.find("shoulder pain", SearchScope(client_id=miriam.client_id))
    found, viewed = practice.services.audit_reader.entries(limit=2).entries
    assert (viewed.action, viewed.client_id) == ("client.view", miriam.client_id)
    assert (found.action, found.client_id) == ("search", miriam.client_id)
    assert "shoulder" not in str(found.details)
    assert found.details["question_hash"]


def test_a_chart_opens_on_a_full_disk_all_the_same(practice: Practice, monkeypatch):
    miriam, _ = practice.add("Miriam")

    def full(*_: object, **__: object) -> None:
        raise DiskFull("disk_full")

    monkeypatch.setattr(practice.services.audit, "record", full)
    assert practice.services.clients.view(miriam.client_id) == miriam
    with pytest.raises(DiskFull):
        practice.services.search.find("shoulder pain", SearchScope())
