"""A practice whose root keys could not be replaced: what its members are asked, and what an old file opens
then.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag

from core.errors import InputRefused
from core.security.recovery import RecoveryKey
from core.security.unlocking import open_with_passphrase
from core.security.vault import Vault
from tests.fixtures.database import TestDatabase
from tests.security.earlier_vault import write_second_format
from tests.security.independent_decryptor import Practice
from tests.security.key_practice import (
    CHEAP,
    OWNER,
    KeyPractice,
    Opened,
    add_client,
    by_passphrase,
    by_recovery_key,
    lower_the_floor,
)

CLINICIAN, BEFORE, NEW = "eleven loud cranes", "two patient owls", "nine grey geese at dawn"


@pytest.fixture
def practice(
    tmp_path: Path, cloned_database: TestDatabase, monkeypatch: pytest.MonkeyPatch
) -> tuple[KeyPractice, str]:
    """An owner and a clinician of the second format, and the owner's recovery key."""
    lower_the_floor(monkeypatch.setattr)
    made = KeyPractice(tmp_path, cloned_database.conninfo, cost=CHEAP)
    recovery = made.found()
    with made.enter(by_passphrase()) as opened:
        opened.services.people.add(name="Noa", role="clinician", passphrase=CLINICIAN)
        _client, draft = add_client(opened, "Miriam")
        opened.services.sessions.sign(draft.session_id, expected_version=2)
        path = made.vault_file
        noa = open_with_passphrase(path, Vault.load(path), CLINICIAN)
        write_second_format(
            path,
            {opened.vault: {"passphrase": OWNER, "recovery": recovery}, noa: {"passphrase": CLINICIAN}},
        )
    for anchor in made.settings.anchor_files(noa.vault.workspace_id):
        anchor.unlink(missing_ok=True)
    return made, recovery.text


def unlocked(opened: Opened) -> None:
    """What every unlock does: the file is kept in today's format, and what is due is begun."""
    if opened.vault.upgraded:
        opened.vault.save()
    assert opened.services.keys.finish_pending()


def test_the_file_becomes_todays_and_nothing_is_lost(practice):
    made, recovery = practice
    for opener in (by_passphrase(CLINICIAN), by_passphrase(), by_recovery_key(recovery), by_passphrase()):
        with made.enter(opener) as opened:
            unlocked(opened)
            assert len(opened.services.clients.list()) == 1
    assert json.loads(made.vault_file.read_text())["format"] == 3
    assert Practice(json.loads(made.vault_file.read_text()), passphrase=OWNER).members


def test_a_clinician_has_new_keys_after_one_unlock(practice):
    made, _ = practice
    before = json.loads(made.vault_file.read_text())
    with made.enter(by_passphrase(CLINICIAN)) as opened:
        unlocked(opened)
        status = opened.services.keys.status()
        assert (status.workspace_key_version, status.pending, status.outdated) == (2, None, ())
    today = json.loads(made.vault_file.read_text())
    stale = Practice(before, passphrase=CLINICIAN)
    assert today["grants"][str(stale.user)] != before["grants"][str(stale.user)]
    with pytest.raises((ValueError, InvalidTag)):
        Practice(today | {"slots": before["slots"], "trust": before["trust"]}, passphrase=CLINICIAN)


def test_an_owner_is_asked_for_a_new_recovery_key_and_then_it_holds(practice):
    made, recovery = practice
    with made.enter(by_passphrase()) as opened:
        unlocked(opened)
        keys = opened.services.keys
        assert keys.status().outdated == ("recovery",)
        for attempt in (
            lambda: keys.change_passphrase(current=OWNER, new=NEW),
            lambda: keys.rotate(),
        ):
            with pytest.raises(InputRefused, match="recovery_key_outdated"):
                attempt()
        fresh = keys.new_recovery_key()
        keys.replace_recovery_key(fresh, typed_back=fresh.text[-4:])
        keys.change_passphrase(current=OWNER, new=NEW)
        assert keys.status().outdated == ()
        report = opened.services.audit_reader.verify()
        assert report.intact, report.findings
    assert not made.opens(by_passphrase())
    assert not made.opens(by_recovery_key(recovery))
    assert made.opens(by_recovery_key(RecoveryKey.parse(fresh.text).text))


def test_signatures_begin_with_an_owners_unlock(practice):
    made, _ = practice
    with made.enter(by_passphrase(CLINICIAN)) as opened:
        unlocked(opened)
        assert opened.vault.membership.signatures_from is None
    with made.enter(by_passphrase()) as opened:
        unlocked(opened)
        assert opened.vault.membership.signatures_from is not None
        actions = [each.action for each in opened.services.audit_reader.entries().entries]
    assert {"keys.renew", "keys.signatures"} <= set(actions)
