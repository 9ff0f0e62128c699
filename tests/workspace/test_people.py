"""Members over a real practice: what each may, how each comes in, and who stays outside."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.cancel import CancelToken
from core.clients.dto import ClientDetails
from core.errors import (
    Cancelled,
    EnvironmentProblem,
    InputRefused,
    NotFound,
    RoleRefused,
    TooManyAttempts,
    VaultLocked,
    WrongPassphrase,
)
from core.ids import UserId, new_id
from core.security.os_keyring import DeviceKeyStore
from core.sessions.dto import SoapText
from core.settings import Settings
from core.sources.dto import SearchScope
from core.workspace import Workspace
from tests.workspace.practice import AUDITOR, CLINICIAN, DAY, OWNER, Practice


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
    assert owner.people.change(noa.user_id, name="Noa").name == "Noa"


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
        lambda: services.index.look(),
        lambda: services.index.require_model(),
        lambda: services.assistant.ask("plan?", SearchScope()),
        lambda: services.conversations.list(None),
        lambda: services.conversations.open(new_id()),  # type: ignore[arg-type]
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
        lambda: services.people.change(auditor.user_id, name="X"),
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


def test_a_clinician_becomes_owner_and_clinician_again(practice: Practice):
    _, session = practice.add("Miriam")
    people = practice.services.people
    noa = people.add(name="Noa", role="clinician", passphrase=CLINICIAN)
    assert people.change(noa.user_id, name="Noa Levi", role="owner").role == "owner"
    theirs = practice.enter(CLINICIAN)
    assert theirs.user_name == "Noa Levi"
    assert theirs.sessions.get(session.session_id)
    assert theirs.audit_reader.verify().intact
    owner = practice.enter(OWNER)
    assert owner.people.change(noa.user_id, role="clinician").role == "clinician"
    theirs = practice.enter(CLINICIAN)
    assert theirs.sessions.get(session.session_id)
    with pytest.raises(RoleRefused):
        theirs.audit_reader.verify()
    assert practice.enter(OWNER).audit_reader.verify().intact


def test_an_auditor_becomes_a_clinician_with_the_keys_of_the_charts(practice: Practice):
    _, session = practice.add("Miriam")
    avi = practice.services.people.add(name="Avi", role="auditor", passphrase=AUDITOR)
    practice.services.people.change(avi.user_id, role="clinician")
    theirs = practice.enter(AUDITOR)
    assert theirs.sessions.get(session.session_id).text.plan == "plan of Miriam"


def test_roles_that_cannot_be_given_change_nothing(practice: Practice):
    people = practice.services.people
    noa = people.add(name="Noa", role="clinician", passphrase=CLINICIAN)
    you = practice.services.user_id
    for user_id, changes, code in (
        (you, {"role": "clinician"}, "cannot_change_own_role"),
        (noa.user_id, {"name": "N", "role": "auditor"}, "chart_keys_were_held"),
        (noa.user_id, {"role": "nurse"}, "member_role_unknown"),
        (noa.user_id, {"name": "OWNER", "role": "owner"}, "member_name_taken"),
        (noa.user_id, {"name": " "}, "member_name_missing"),
    ):
        with pytest.raises(InputRefused, match=code):
            people.change(user_id, **changes)  # type: ignore[arg-type]
    with pytest.raises(NotFound, match="member_unknown"):
        people.change(UserId(new_id()), name="X")
    assert [(each.name, each.role) for each in people.list()] == [("Owner", "owner"), ("Noa", "clinician")]


def test_who_holds_the_only_recovery_key_stays_owner(practice: Practice):
    noa = practice.services.people.add(name="Noa", role="owner", passphrase=CLINICIAN)
    founder = practice.services.user_id
    theirs = practice.enter(CLINICIAN)
    with pytest.raises(InputRefused, match="recovery_key_needed_first"):
        theirs.people.change(founder, role="clinician")
    key = theirs.keys.new_recovery_key()
    theirs.keys.replace_recovery_key(key, typed_back=key.text[-4:])
    assert theirs.people.change(founder, role="clinician").role == "clinician"
    assert noa.role == "owner"


def test_who_began_new_keys_stays_owner_until_they_are_there(practice: Practice):
    practice.add("Miriam")
    noa = practice.services.people.add(name="Noa", role="owner", passphrase=CLINICIAN)
    theirs = practice.enter(CLINICIAN)
    stop = CancelToken()
    stop.cancel()
    with pytest.raises(Cancelled):
        theirs.keys.rotate(cancel=stop)
    owner = practice.enter(OWNER)
    with pytest.raises(InputRefused, match="rekeying_unfinished"):
        owner.people.change(noa.user_id, role="clinician")
    owner.keys.finish_pending()
    assert owner.people.change(noa.user_id, role="clinician").role == "clinician"


def test_the_name_on_a_letter_is_the_one_of_now(practice: Practice):
    client, _ = practice.add("Miriam")
    practice.services.people.change(practice.services.user_id, name="Dr Noa Levi")
    template = next(each for each in practice.services.templates.letter_templates())
    letter = practice.services.letters.draft(client.client_id, template.text_id, None)
    assert "Dr Noa Levi" in letter.text


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
