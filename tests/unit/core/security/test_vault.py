"""The vault file: right secrets open it, everything else looks alike, and a crash never leaves half of it."""

from __future__ import annotations

import dataclasses
import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.atomic_file import write_atomically
from core.errors import DiskFull, InputRefused, VaultError, VaultFormatError, WrongPassphrase
from core.security import selftest
from core.security.kdf import Argon2Cost
from core.security.recovery import RecoveryKey
from core.security.slots import Slot, open_passphrase_slot
from core.security.vault import Vault

PASSPHRASE = "seven quiet herons at dusk"
VAULT, RECOVERY_KEY = Vault.create(passphrase=PASSPHRASE, cost=Argon2Cost.floor())
PASSPHRASE_SLOT, RECOVERY_SLOT = VAULT.slots


def with_slot(slot: Slot) -> Vault:
    return dataclasses.replace(VAULT, slots=(slot,))


def keys_of(unlocked) -> bytes:
    return unlocked.keyring.keyed_hash_key("question")


def test_passphrase_and_recovery_key_lead_to_the_same_keys():
    assert keys_of(VAULT.unlock(PASSPHRASE)) == keys_of(VAULT.unlock_with_recovery_key(RECOVERY_KEY))


def test_the_form_in_which_a_keyboard_composes_letters_does_not_matter():
    vault, _ = Vault.create(passphrase="caf\u00e9 \ufb01ve crows", cost=Argon2Cost.floor())
    assert vault.unlock("cafe\u0301 five crows")


@pytest.mark.parametrize(
    "attempt", ["", "seven quiet herons at dusk ", PASSPHRASE.upper(), "\x00", "א" * 500]
)
def test_a_wrong_passphrase_opens_nothing(attempt: str):
    with pytest.raises(WrongPassphrase):
        VAULT.unlock(attempt)


def test_a_wrong_recovery_key_opens_nothing():
    with pytest.raises(WrongPassphrase):
        VAULT.unlock_with_recovery_key(RecoveryKey.generate())


@pytest.mark.parametrize(
    "damage",
    [
        {"salt": b"\x00" * 16},
        {"salt": b""},
        {"commitment": b"\x00" * 32},
        {"wrapped_root": b""},
        {"wrapped_root": bytes(len(PASSPHRASE_SLOT.wrapped_root))},
        {"cost": None},
        {"cost": Argon2Cost(1, 8, 1)},
        {"cost": Argon2Cost(0, 65536, 4)},
        {"cost": Argon2Cost(21, 65536, 4)},
        {"cost": Argon2Cost(1, 4 * 1024 * 1024, 4)},
        {"cost": Argon2Cost(2, 64 * 1024, 4)},
    ],
)
def test_a_damaged_slot_looks_like_a_wrong_passphrase(damage):
    with pytest.raises(WrongPassphrase) as refused:
        with_slot(dataclasses.replace(PASSPHRASE_SLOT, **damage)).unlock(PASSPHRASE)
    assert str(refused.value) == str(WrongPassphrase())


def test_a_damaged_recovery_slot_opens_nothing():
    flipped = bytearray(RECOVERY_SLOT.wrapped_root)
    flipped[-1] ^= 1
    with pytest.raises(WrongPassphrase):
        with_slot(dataclasses.replace(RECOVERY_SLOT, wrapped_root=bytes(flipped))).unlock_with_recovery_key(
            RECOVERY_KEY
        )


def test_a_slot_moved_to_another_vault_opens_nothing():
    other, _ = Vault.create(passphrase=PASSPHRASE, cost=Argon2Cost.floor())
    with pytest.raises(WrongPassphrase):
        open_passphrase_slot(PASSPHRASE_SLOT, workspace_id=other.workspace_id, passphrase=PASSPHRASE)


def test_a_short_passphrase_is_refused():
    with pytest.raises(InputRefused, match="passphrase_too_short"):
        Vault.create(passphrase="seven q", cost=Argon2Cost.floor())


def test_a_cost_below_the_floor_is_refused_when_making_a_vault():
    with pytest.raises(VaultFormatError):
        Vault.create(passphrase=PASSPHRASE, cost=Argon2Cost(1, 1024, 1))


def test_the_file_comes_back_and_is_private(tmp_path: Path):
    VAULT.save(tmp_path / "vault.json")
    assert Vault.load(tmp_path / "vault.json") == VAULT
    assert stat.S_IMODE((tmp_path / "vault.json").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["vault.json"]


def test_no_key_is_in_the_file(tmp_path: Path):
    VAULT.save(tmp_path / "vault.json")
    assert RECOVERY_KEY.text not in (tmp_path / "vault.json").read_text()
    assert PASSPHRASE not in (tmp_path / "vault.json").read_text()


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"{}", b'{"format": 1}', b'{"format": 2}', b"\xff", b'{"format": 1, "slots": 7}'],
)
def test_a_damaged_or_newer_file_is_named_as_such(tmp_path: Path, content: bytes):
    (tmp_path / "vault.json").write_bytes(content)
    with pytest.raises(VaultFormatError):
        Vault.load(tmp_path / "vault.json")


def test_a_slot_that_is_none_is_damage(tmp_path: Path):
    VAULT.save(tmp_path / "vault.json")
    document = json.loads((tmp_path / "vault.json").read_text())
    for slot in ({**document["slots"][0], "argon2id": 3}, {"kind": "passphrase"}, 7):
        (tmp_path / "vault.json").write_text(json.dumps({**document, "slots": [slot]}))
        with pytest.raises(VaultFormatError):
            Vault.load(tmp_path / "vault.json")


def test_damaged_keys_behind_a_good_slot_are_told_apart_from_a_wrong_passphrase():
    def flipped(wrapped: bytes) -> bytes:
        return wrapped[:-1] + bytes([wrapped[-1] ^ 1])

    for damaged in (
        dataclasses.replace(VAULT, wrapped_workspace_key=flipped(VAULT.wrapped_workspace_key)),
        dataclasses.replace(VAULT, wrapped_epoch_key=flipped(VAULT.wrapped_epoch_key)),
    ):
        with pytest.raises(VaultFormatError):
            damaged.unlock(PASSPHRASE)


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "vault.json"
    write_atomically(path, b"old")

    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(DiskFull):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@given(st.binary(min_size=20, max_size=20))
def test_a_recovery_key_survives_being_typed(secret: bytes):
    key = RecoveryKey(secret)
    assert RecoveryKey.parse(key.text) == key
    assert RecoveryKey.parse(key.text.lower().replace("-", " ").replace("o", "0").replace("i", "1")) == key


def test_a_mistyped_recovery_key_is_noticed():
    text = RECOVERY_KEY.text
    for position, character in enumerate(text):
        if character == "-":
            continue
        wrong = text[:position] + ("A" if character != "A" else "B") + text[position + 1 :]
        with pytest.raises(InputRefused):
            RecoveryKey.parse(wrong)
    for nonsense in ("", "A", "????", text[:-1], text + "A"):
        with pytest.raises(InputRefused):
            RecoveryKey.parse(nonsense)


def test_the_known_answers_are_known():
    assert set(selftest.run_known_answer_tests()) == {"aes-256-gcm", "hkdf-sha256", "argon2id"}


@pytest.mark.parametrize("primitive", ["aes-256-gcm", "hkdf-sha256", "argon2id"])
def test_a_primitive_that_fails_stops_the_start(primitive: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(selftest._TESTS, primitive, lambda: False)
    with pytest.raises(VaultError, match="self_test_failed"):
        selftest.run_known_answer_tests()
