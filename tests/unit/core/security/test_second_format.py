"""A vault of the second format, whose root keys nothing could replace: how it becomes today's."""

from __future__ import annotations

import base64
import json
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from core.errors import InputRefused, VaultFormatError, WrongPassphrase
from core.ids import ClientId
from core.security.kdf import Argon2Cost
from core.security.keyring import WrappedClientKey
from core.security.open_vault import OpenVault
from core.security.recovery import RecoveryKey
from core.security.sealing import Address, Sealer
from core.security.unlocking import (
    open_with_device_key,
    open_with_passphrase,
    open_with_recovery_key,
)
from core.security.vault import Vault

OLD = json.loads((Path(__file__).parents[3] / "data" / "vault_format_2.json").read_text())
RECOVERY = RecoveryKey.parse(OLD["recovery_key"])
pytestmark = pytest.mark.usefixtures("derived_cheaply")
COST, TODAY = Argon2Cost.floor(), date(2026, 11, 22)
NEW = "twelve brave otters at noon"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "vault.json"
    path.write_text(json.dumps(OLD["vault"]))
    return path


def entered(path: Path, passphrase: str) -> OpenVault:
    return open_with_passphrase(path, Vault.load(path), passphrase)


def reads(vault: OpenVault) -> bool:
    client = OLD["client"]
    client_id = ClientId(UUID(client["client_id"]))
    wrapped = base64.b64decode(client["wrapped"])
    vault.keyring.load_client(WrappedClientKey(client_id, client["version"], client["epoch"], wrapped))
    at = Address("session_version", (client_id, 3), "sealed_plan", 3, client_id)
    note = Sealer(vault.keyring).open(base64.b64decode(OLD["sealed"]["note"]), purpose="note", at=at)
    return note.decode() == "Right shoulder pain; כאב בכתף"


def test_everybody_gets_in_as_before_and_the_file_becomes_todays(path):
    owner = entered(path, OLD["owner"])
    assert reads(owner)
    assert owner.upgraded
    owner.save()
    assert json.loads(path.read_text())["format"] == 3
    for opened in (
        entered(path, OLD["clinician"]),
        open_with_recovery_key(path, Vault.load(path), RECOVERY),
        entered(path, OLD["owner"]),
    ):
        assert reads(opened)
    assert entered(path, OLD["auditor"]).access.role == "auditor"
    with pytest.raises(WrongPassphrase):
        entered(path, OLD["clinician_before"])


def test_a_file_that_somebody_changed_is_refused_as_before(path):
    document = json.loads(path.read_text())
    path.write_text(json.dumps(document | {"sequence": 99}))
    with pytest.raises(VaultFormatError, match="vault_file_damaged"):
        entered(path, OLD["owner"])


def test_a_clinician_gets_a_new_identity_as_soon_as_their_slot_is_made_anew(path):
    """The passphrase of before the change opened today's file with a copy of an old one."""
    noa = entered(path, OLD["clinician"])
    assert (noa.outdated_slots, noa.renewal_due) == ((), True)
    noa.save()
    noa.renew_identity()
    assert not noa.renewal_due
    again = entered(path, OLD["clinician"])
    assert not again.renewal_due
    assert not again.upgraded
    path.write_text(json.dumps(OLD["before"]))
    stale = entered(path, OLD["clinician_before"])
    keys = again.keyring.workspace_keys()
    assert keys[1] == stale.keyring.workspace_keys()[1]
    assert len(keys) == 2


def test_an_owner_makes_a_new_recovery_key_before_anything_else_is_replaced(path):
    owner = entered(path, OLD["owner"])
    assert (owner.outdated_slots, owner.renewal_due) == (("recovery",), False)
    owner.save()
    for attempt in (
        lambda: owner.replace_passphrase(NEW, cost=COST, today=TODAY),
        lambda: owner.require_replaceable(),
    ):
        with pytest.raises(InputRefused, match="recovery_key_outdated"):
            attempt()
    fresh = RecoveryKey.generate()
    owner.replace_recovery_key(fresh, today=TODAY)
    assert (owner.outdated_slots, owner.renewal_due) == ((), False)
    owner.replace_passphrase(NEW, cost=COST, today=TODAY)
    assert reads(entered(path, NEW))
    assert reads(open_with_recovery_key(path, Vault.load(path), fresh))
    for refused in (lambda: entered(path, OLD["owner"]), lambda: recovered(path)):
        with pytest.raises(WrongPassphrase):
            refused()


def recovered(path: Path) -> OpenVault:
    return open_with_recovery_key(path, Vault.load(path), RECOVERY)


def test_with_the_recovery_key_a_forgotten_passphrase_is_replaced_at_once(path):
    owner = recovered(path)
    assert owner.outdated_slots == ("passphrase",)
    with pytest.raises(InputRefused, match="passphrase_outdated"):
        owner.replace_recovery_key(RecoveryKey.generate(), today=TODAY)
    owner.replace_passphrase(NEW, cost=COST, today=TODAY)
    assert reads(entered(path, NEW))
    assert reads(recovered(path))


def test_a_rotation_goes_on_and_a_member_is_removed_before_that(path):
    owner = entered(path, OLD["owner"])
    owner.save()
    auditor = owner.membership.members[-1].user_id
    before = owner._require_identity().root_key[:]
    owner.begin_rotation(remove=auditor)
    assert owner._require_identity().root_key == before
    with pytest.raises(WrongPassphrase):
        entered(path, OLD["auditor"])
    assert entered(path, OLD["clinician"]).keyring.workspace_version == 2


def test_the_computers_keyring_is_forgotten_whatever_stands_against_a_new_identity(path):
    owner = entered(path, OLD["owner"])
    owner.save()
    owner.add_keyring_slot(b"d" * 32, today=TODAY)
    opened = open_with_device_key(path, Vault.load(path), b"d" * 32, user_id=owner.access.user_id)
    assert opened.outdated_slots == ("recovery",)
    opened.remove_keyring_slot(today=TODAY)
    assert "keyring" not in [slot.kind for slot in opened.vault.slots]
    assert opened.vault.work is None, "nothing to be rotated while the old recovery key stands"


def test_signatures_begin_when_an_owner_says_so(path):
    owner = entered(path, OLD["owner"])
    assert owner.membership.signatures_from is None
    owner.save()
    owner.begin_signatures(TODAY)
    assert entered(path, OLD["clinician"]).membership.signatures_from == TODAY
