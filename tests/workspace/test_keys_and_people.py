"""Keys and members over a real practice: what each may, what an erase leaves, what survives a restart."""

from __future__ import annotations

import base64
import dataclasses
import json
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from core.cancel import CancelToken
from core.clients.dto import Client, ClientDetails
from core.errors import (
    Cancelled,
    DatabaseProblem,
    DiskFull,
    EnvironmentProblem,
    InputRefused,
    NotFound,
    RoleRefused,
    TamperedRecord,
    TooManyAttempts,
    VaultFormatError,
    VaultLocked,
    WrongPassphrase,
)
from core.ids import ConversationId, UserId, new_id
from core.repositories.conversations import ConversationRepository
from core.repositories.epochs import hold_epoch
from core.retrieval.dto import SearchScope
from core.security.epoch_keys import seal_with_label
from core.security.os_keyring import DeviceKeyStore
from core.services import Services
from core.sessions.dto import Session, SoapText
from core.settings import Settings
from core.workspace import Workspace
from tests.repositories.test_conversations import answer_about, store

OWNER, CLINICIAN, AUDITOR = "seven quiet herons", "eleven loud cranes", "two patient owls"
DAY = date(2026, 11, 21)


class Practice:
    """A workspace on a clock that the test moves, with a client or two."""

    def __init__(self, settings: Settings) -> None:
        self.now = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
        self.workspace = Workspace(settings, clock=lambda: self.now)
        self.workspace.open()
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


@pytest.fixture
def practice(settings: Settings) -> Iterator[Practice]:
    made = Practice(settings)
    yield made
    made.workspace.close()


def test_two_people_over_the_same_records(practice: Practice):
    client, session = practice.add("Miriam")
    noa = practice.services.people.add(name=" Noa  Levi ", role="clinician", passphrase=CLINICIAN)
    assert [(each.name, each.role, each.you) for each in practice.services.people.list()] == [
        ("Owner", "owner", True),
        ("Noa Levi", "clinician", False),
    ]
    assert [each.name for each in practice.workspace.sign_ins()] == ["Owner", "Noa Levi"]
    theirs = practice.enter(CLINICIAN)
    assert theirs.user_name == "Noa Levi"
    assert theirs.clients.get(client.client_id) == client
    theirs.sessions.save_draft(
        session.session_id, SoapText(plan="changed by Noa"), day=DAY, expected_version=2
    )
    practice.workspace.lock()
    with pytest.raises(WrongPassphrase):
        practice.workspace.unlock(CLINICIAN, user_id=UserId(new_id()))
    owner = practice.workspace.unlock(OWNER, user_id=practice.workspace.sign_ins()[0].user_id)
    assert owner.sessions.get(session.session_id).text.plan == "changed by Noa"
    assert owner.people.rename(noa.user_id, "Noa").name == "Noa"


def test_keys_can_be_dropped_past_a_lock_that_hangs(practice: Practice):
    _, session = practice.add("Miriam")
    services = practice.services
    practice.workspace.drop_keys()
    assert practice.workspace.state == "locked"
    with pytest.raises(VaultLocked):
        services.sessions.get(session.session_id)
    with pytest.raises(VaultLocked):
        practice.workspace.services.clients.list()
    practice.workspace.lock()
    assert practice.workspace.unlock(OWNER).sessions.get(session.session_id)


def test_nobody_is_let_in_for_having_been_in(practice: Practice):
    for before in (lambda: None, practice.workspace.drop_keys):
        before()
        with pytest.raises(WrongPassphrase):
            practice.workspace.unlock("utterly wrong")
        assert practice.workspace.state == "locked"
        practice.workspace.unlock(OWNER)


def test_each_service_refuses_what_the_role_may_not(practice: Practice):
    client, session = practice.add("Miriam")
    practice.services.people.add(name="Noa", role="clinician", passphrase=CLINICIAN)
    auditor = practice.services.people.add(name="Avi", role="auditor", passphrase=AUDITOR)
    key = practice.services.keys.new_recovery_key()
    services = practice.enter(AUDITOR)
    assert services.practice_name == "Quay"
    chart = [
        lambda: services.clients.list(),
        lambda: services.clients.get(client.client_id),
        lambda: services.clients.create(ClientDetails(first_name="X", last_name="")),
        lambda: services.clients.update(client.client_id, client.details, expected_version=1),
        lambda: services.sessions.list_for_client(client.client_id),
        lambda: services.sessions.get(session.session_id),
        lambda: services.sessions.start_draft(client.client_id, day=DAY),
        lambda: services.sessions.save_draft(session.session_id, SoapText(), day=DAY, expected_version=2),
        lambda: services.sessions.sign(session.session_id, expected_version=2),
        lambda: services.search.search("plan", SearchScope()),
        lambda: services.search.find("plan", SearchScope()),
        lambda: services.clients.view(client.client_id),
        lambda: services.index.start(),
        lambda: services.index.status(),
        lambda: services.index.run_pending(),
        lambda: services.index.rebuild(),
        lambda: services.assistant.ask("plan?", SearchScope()),
        lambda: services.assistant.conversations(None),
        lambda: services.assistant.conversation(new_id()),  # type: ignore[arg-type]
        lambda: services.importer.preview([]),
        lambda: services.importer.run(None),  # type: ignore[arg-type]
        lambda: services.keys.finish_pending(),
    ]
    keys = [
        lambda: services.keys.rotate(),
        lambda: services.keys.erase_client(client.client_id, typed_name="Adler, Miriam"),
        lambda: services.keys.new_recovery_key(),
        lambda: services.keys.replace_recovery_key(key, typed_back=""),
        lambda: services.keys.remove_member(auditor.user_id, cancel=None, on_progress=lambda *_: None),
        lambda: services.people.add(name="X", role="owner", passphrase=OWNER),
        lambda: services.people.remove(auditor.user_id),
        lambda: services.people.rename(auditor.user_id, "X"),
    ]
    audit = [lambda: services.audit_reader.entries(), lambda: services.audit_reader.verify()]
    for call in (*chart, *keys):
        with pytest.raises(RoleRefused):
            call()
    assert [bool(call()) for call in audit] == [True, True]
    # The keys of the charts are not there either: the refusal is not all that keeps them shut.
    assert services.audit.sealer.keyring.workspace_keys() == {}
    services = practice.enter(CLINICIAN)
    assert services.clients.list()
    for call in (*keys, *audit):
        with pytest.raises(RoleRefused):
            call()


def test_a_removed_member_stays_outside_and_the_rest_goes_on(practice: Practice):
    _, session = practice.add("Miriam")
    noa = practice.services.people.add(name="Noa", role="clinician", passphrase=CLINICIAN)
    steps: list[tuple[int, int]] = []
    report = practice.services.people.remove(
        noa.user_id, on_progress=lambda done, total: steps.append((done, total))
    )
    assert report.rekeyed_clients == 1
    assert steps[-1] == (1, 1)
    status = practice.services.keys.status()
    assert (status.workspace_key_version, status.epoch, status.pending) == (2, 2, None)
    practice.services.sessions.save_draft(
        session.session_id, SoapText(plan="after Noa"), day=DAY, expected_version=2
    )
    practice.workspace.lock()
    with pytest.raises(WrongPassphrase):
        practice.workspace.unlock(CLINICIAN)
    services = practice.workspace.unlock_with_recovery_key(practice.recovery_key.text)
    assert services.sessions.get(session.session_id).text.plan == "after Noa"
    assert services.sessions.get(session.session_id, 2).text.plan == "plan of Miriam"
    with pytest.raises(NotFound, match="member_unknown"):
        services.people.remove(noa.user_id)


@pytest.mark.parametrize(
    ("name", "role", "passphrase", "code"),
    [
        ("  ", "clinician", CLINICIAN, "member_name_missing"),
        ("owner", "clinician", CLINICIAN, "member_name_taken"),
        ("Noa", "nurse", CLINICIAN, "member_role_unknown"),
        ("Noa", "clinician", "short", "passphrase_too_short"),
    ],
)
def test_a_member_that_cannot_be_is_refused(practice: Practice, name, role, passphrase, code):
    with pytest.raises(InputRefused, match=code):
        practice.services.people.add(name=name, role=role, passphrase=passphrase)
    assert len(practice.services.people.list()) == 1


def test_nobody_removes_themselves(practice: Practice):
    with pytest.raises(InputRefused, match="cannot_remove_yourself"):
        practice.services.people.remove(practice.services.user_id)


def test_a_passphrase_is_changed_by_whoever_knows_it(practice: Practice):
    keys = practice.services.keys
    with pytest.raises(WrongPassphrase):
        keys.change_passphrase(current="seven quiet cranes", new="nine grey geese")
    with pytest.raises(InputRefused, match="passphrase_unchanged"):
        keys.change_passphrase(current=OWNER, new=OWNER)
    with pytest.raises(InputRefused, match="passphrase_too_short"):
        keys.change_passphrase(current=OWNER, new="short")
    with pytest.raises(InputRefused, match="recovery_unlock_needed"):
        keys.set_passphrase("nine grey geese")
    keys.change_passphrase(current=OWNER, new="nine grey geese")
    with pytest.raises(WrongPassphrase):
        practice.enter(OWNER)
    assert practice.enter("nine grey geese").unlocked_with == "passphrase"


def test_a_recovery_key_lets_in_to_a_new_passphrase(practice: Practice):
    practice.workspace.lock()
    services = practice.workspace.unlock_with_recovery_key(practice.recovery_key.text)
    assert services.unlocked_with == "recovery"
    services.keys.set_passphrase("nine grey geese")
    assert practice.enter("nine grey geese")


def test_a_recovery_key_is_replaced_when_its_end_was_typed_back(practice: Practice):
    keys = practice.services.keys
    key = keys.new_recovery_key()
    with pytest.raises(InputRefused, match="recovery_part_wrong"):
        keys.replace_recovery_key(key, typed_back="AAAA")
    practice.workspace.lock()
    assert practice.workspace.unlock_with_recovery_key(practice.recovery_key.text)
    practice.services.keys.replace_recovery_key(key, typed_back=key.text[-4:].lower())
    practice.workspace.lock()
    with pytest.raises(WrongPassphrase):
        practice.workspace.unlock_with_recovery_key(practice.recovery_key.text)
    assert practice.workspace.unlock_with_recovery_key(key.text)


def test_this_computer_can_remember_and_forget(practice: Practice, monkeypatch: pytest.MonkeyPatch):
    kept: dict[object, bytes] = {}
    monkeypatch.setattr(DeviceKeyStore, "available", lambda _self: "A keyring")
    monkeypatch.setattr(
        DeviceKeyStore, "store", lambda _self, *where: kept.update({where[:2]: bytes(where[2])})
    )
    monkeypatch.setattr(DeviceKeyStore, "load", lambda _self, *where: kept.get(where))
    monkeypatch.setattr(DeviceKeyStore, "forget", lambda _self, *where: kept.pop(where, None))
    assert practice.services.keys.keyring_backend() == "A keyring"
    practice.services.keys.remember_on_this_computer()
    assert [each.has_keyring for each in practice.workspace.sign_ins()] == [True]
    practice.workspace.lock()
    assert practice.workspace.unlock_with_keyring().unlocked_with == "keyring"
    practice.services.keys.forget_on_this_computer()
    assert not kept
    practice.workspace.lock()
    with pytest.raises(EnvironmentProblem, match="keyring_unavailable"):
        practice.workspace.unlock_with_keyring()


def test_attempts_are_limited_and_a_restart_does_not_help(practice: Practice, settings: Settings):
    practice.workspace.lock()
    for number in range(5):
        with pytest.raises(WrongPassphrase):
            practice.workspace.unlock(f"wrong number {number}")
    with pytest.raises(TooManyAttempts):
        practice.workspace.unlock(OWNER)
    assert practice.workspace.attempt_wait_s() > 0
    practice.workspace.close()
    again = Workspace(settings, clock=lambda: practice.now)
    again.open()
    try:
        with pytest.raises(TooManyAttempts):
            again.unlock_with_recovery_key(practice.recovery_key.text)
        practice.now += timedelta(minutes=1)
        assert again.attempt_wait_s() == 0
        services = again.unlock(OWNER)
        assert sum(each.details["count"] for each in services.audit_reader.failed_unlocks()) == 5
    finally:
        again.close()


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
        "client", "client_key", "client_manifest", "session", "outbox", "passage", "conversation",
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


def in_the_first_format(practice: Practice, settings: Settings) -> dict[str, object]:
    """The practice's own vault as the first version of the program would have written it."""
    opened = practice.workspace._open_vault
    assert opened is not None
    keys, epochs = opened.keyring.workspace_keys(), opened.keyring.epoch_keys()
    workspace_id = opened.vault.workspace_id

    def sealed(key: bytearray, under: bytearray, label: bytes) -> str:
        made = seal_with_label(key, under=under, label=label, key_version=1, workspace_id=workspace_id)
        return base64.b64encode(made).decode()

    root_key = opened._require_identity().root_key
    document = json.loads(settings.vault_file.read_text())
    return {
        "format": 1,
        "workspace_id": document["workspace_id"],
        "slots": [{k: v for k, v in slot.items() if k != "made_on"} for slot in document["slots"]],
        "workspace_key": sealed(keys[1], root_key, b"workspace-key"),
        "epoch": {"number": 1, "key": sealed(epochs[1], keys[1], b"epoch-key/1")},
    }


def test_a_practice_with_a_vault_of_the_first_format_is_upgraded(practice: Practice, settings: Settings):
    _, session = practice.add("Miriam")
    old = in_the_first_format(practice, settings)
    practice.workspace.close()
    settings.vault_file.write_text(json.dumps(old))
    settings.attempts_file.unlink()
    again = Workspace(settings)
    again.open()
    try:
        services = again.unlock(OWNER)
        assert (services.access.role, services.user_name) == ("owner", "Owner")
        assert services.sessions.get(session.session_id).text.plan == "plan of Miriam"
        assert json.loads(settings.vault_file.read_text())["format"] == 2
        services.people.add(name="Noa", role="clinician", passphrase=CLINICIAN)
        again.lock()
        assert again.unlock_with_recovery_key(practice.recovery_key.text)
        again.lock()
        assert again.unlock(CLINICIAN).sessions.get(session.session_id)
    finally:
        again.close()


def test_a_vault_of_another_practice_is_not_upgraded(practice: Practice, settings: Settings):
    old = json.loads((Path(__file__).parents[1] / "data" / "vault_format_1.json").read_text())
    practice.workspace.close()
    settings.vault_file.write_text(json.dumps(old["vault"]))
    settings.attempts_file.unlink()
    again = Workspace(settings)
    again.open()
    try:
        assert [each.name for each in again.sign_ins()] == ["Owner"]
        assert again.attempt_wait_s() == 0
        with pytest.raises(WrongPassphrase):
            again.unlock("not this one")
        with pytest.raises(NotFound, match="workspace_not_found"):
            again.unlock(old["passphrase"])
        # Its practice is not in this database: the file stays as it was.
        assert json.loads(settings.vault_file.read_text()) == old["vault"]
    finally:
        again.close()


def test_a_vault_file_that_somebody_changed_is_refused(practice: Practice, settings: Settings):
    practice.workspace.lock()
    document = json.loads(settings.vault_file.read_text())
    settings.vault_file.write_text(json.dumps(document | {"sequence": 99}))
    with pytest.raises(VaultFormatError, match="vault_file_damaged"):
        practice.workspace.unlock(OWNER)
    settings.vault_file.write_text(json.dumps(document))
    assert practice.workspace.unlock(OWNER)


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
    assistant = practice.services.assistant
    assert len(assistant.conversation(conversation)) == 3
    report = practice.services.keys.erase_client(miriam, typed_name="Adler, Miriam")
    assert report.answers == 2
    with pytest.raises(NotFound):
        assistant.conversation(alone)
    left = [answers[0].message_id, answers[2].message_id]
    assert [each.message_id for each in assistant.conversation(conversation)] == left
    # The place of the one that went is not given away twice.
    with database.begin() as session:
        ConversationRepository(session, sealer).append(
            dataclasses.replace(answer_about(dan), conversation_id=conversation)
        )
    assert len(assistant.conversation(conversation)) == 3


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
    assert len(practice.services.assistant.conversations(None)) == 5


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
    assert len(practice.services.assistant.conversation(conversation)) == 1
    assert practice.services.assistant.conversations(None)


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
    practice.services.people.rename(practice.services.user_id, "Dana")
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
