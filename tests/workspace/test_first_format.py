"""A vault file of the first format, or of somebody else, in the place of the practice's own."""

from __future__ import annotations

import base64
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import (
    NotFound,
    VaultFormatError,
    WrongPassphrase,
)
from core.security.envelope import seal_key
from core.security.epoch_keys import seal_with_label
from core.security.kdf import Argon2Cost, stretch_passphrase
from core.security.open_vault import OpenVault
from core.security.recovery import RecoveryKey
from core.security.slots import Slot, _key_and_commitment, slot_place
from core.settings import Settings
from core.workspace import Workspace
from tests.workspace.practice import CLINICIAN, OWNER, Practice


def _slot(secret: str | RecoveryKey, opened: OpenVault) -> dict[str, object]:
    """A slot whose envelope holds the root key itself, as before format 3."""
    salt, user_id, workspace_id = os.urandom(16), opened.access.user_id, opened.vault.workspace_id
    if isinstance(secret, RecoveryKey):
        kind, cost, stretched = "recovery", None, bytearray(secret.secret)
    else:
        kind, cost = "passphrase", Argon2Cost.floor()
        stretched = stretch_passphrase(secret, salt=salt, cost=cost)
    key, commitment = _key_and_commitment(stretched, salt)
    slot = Slot(kind, user_id, salt, cost, commitment, b"")
    wrapped = seal_key(
        opened._require_identity().root_key,
        under=key,
        key_id=user_id.bytes,
        key_version=1,
        associated_data=slot_place(slot, workspace_id),
    )
    made = replace(slot, wrapped_key=wrapped).to_json()
    return {name: value for name, value in made.items() if name != "made_on"}


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
        "slots": [_slot(OWNER, opened), _slot(practice.recovery_key, opened)],
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
        assert json.loads(settings.vault_file.read_text())["format"] == 3
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
