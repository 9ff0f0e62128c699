"""The vault file: right secrets open it, everything else looks alike, and a crash never leaves half of it."""

from __future__ import annotations

import base64
import dataclasses
import json
import os
import stat
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

import pytest
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from core.atomic_file import write_atomically
from core.errors import DiskFull, InputRefused, VaultError, VaultFormatError, WrongPassphrase
from core.ids import ClientId, UserId, WorkspaceId, new_id
from core.security import selftest
from core.security.kdf import Argon2Cost
from core.security.keyring import WrappedClientKey
from core.security.open_vault import OpenVault
from core.security.recovery import RecoveryKey
from core.security.sealing import Address, Sealer
from core.security.slots import Slot, SlotOwner, make_keyring_slot, open_passphrase_slot
from core.security.unlocking import (
    found_vault,
    open_with_device_key,
    open_with_passphrase,
    open_with_recovery_key,
)
from core.security.vault import LARGEST_BYTES, FirstVault, Vault
from tests.unit.core.security.cheap_derivations import cheap_derivations

pytestmark = pytest.mark.usefixtures("derived_cheaply")

PASSPHRASE = "seven quiet herons at dusk"
NOWHERE = Path("/nowhere/vault.json")
TODAY = date(2026, 11, 21)
with cheap_derivations():
    FOUNDED, RECOVERY_KEY = found_vault(NOWHERE, passphrase=PASSPHRASE, cost=Argon2Cost.floor(), today=TODAY)
VAULT = FOUNDED.vault
PASSPHRASE_SLOT, RECOVERY_SLOT = VAULT.slots
OLD = json.loads((Path(__file__).parents[3] / "data" / "vault_format_1.json").read_text())


class _Wrong:
    """Gives the wrong bytes whatever it is asked."""

    def __getattr__(self, _name: str):
        return lambda *_: b"wrong"


class _Lax:
    """The real cipher, but it opens what was damaged too."""

    def __init__(self, real: AESGCM) -> None:
        self.encrypt = real.encrypt

    def decrypt(self, *_: object) -> bytes:
        return b"anything"


_RIGHT_SIGNATURE = bytes.fromhex(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)
_key = SimpleNamespace(
    sign=lambda _m: _RIGHT_SIGNATURE, public_key=lambda: SimpleNamespace(verify=lambda *_: None)
)
_lax_signer = SimpleNamespace(from_private_bytes=lambda _raw: _key)
_wrong_signer = SimpleNamespace(from_private_bytes=lambda _raw: _Wrong())
_names = {"KEM": hpke.KEM, "KDF": hpke.KDF, "AEAD": hpke.AEAD}
_wrong_hpke = SimpleNamespace(Suite=lambda *_: _Wrong(), **_names)
_lax_hpke = SimpleNamespace(Suite=lambda *_: SimpleNamespace(decrypt=lambda *_: b"anamnesis"), **_names)


def with_slot(slot: Slot) -> Vault:
    return dataclasses.replace(VAULT, slots=(slot,))


def opened(vault: Vault | FirstVault = VAULT, passphrase: str = PASSPHRASE) -> OpenVault:
    return open_with_passphrase(NOWHERE, vault, passphrase)


def keys_of(unlocked: OpenVault) -> bytes:
    return unlocked.keyring.keyed_hash_key("question")


def test_passphrase_and_recovery_key_lead_to_the_same_keys():
    recovered = open_with_recovery_key(NOWHERE, VAULT, RECOVERY_KEY)
    assert keys_of(opened()) == keys_of(recovered) == keys_of(FOUNDED)
    assert (opened().opened_with, recovered.opened_with) == ("passphrase", "recovery")
    assert recovered.access.role == "owner"


def test_the_form_in_which_a_keyboard_composes_letters_does_not_matter():
    made, _ = found_vault(
        NOWHERE, passphrase="caf\u00e9 \ufb01ve crows", cost=Argon2Cost.floor(), today=TODAY
    )
    assert opened(made.vault, "cafe\u0301 five crows")


@pytest.mark.parametrize(
    "attempt", ["", "seven quiet herons at dusk ", PASSPHRASE.upper(), "\x00", "א" * 500]
)
def test_a_wrong_passphrase_opens_nothing(attempt: str):
    with pytest.raises(WrongPassphrase):
        opened(VAULT, attempt)


def test_a_right_passphrase_opens_nothing_for_somebody_else():
    with pytest.raises(WrongPassphrase):
        open_with_passphrase(NOWHERE, VAULT, PASSPHRASE, user_id=UserId(new_id()))


def test_a_wrong_recovery_key_opens_nothing():
    with pytest.raises(WrongPassphrase):
        open_with_recovery_key(NOWHERE, VAULT, RecoveryKey.generate())


def test_a_wrong_device_key_opens_nothing():
    opened = open_passphrase_slot(PASSPHRASE_SLOT, workspace_id=VAULT.workspace_id, passphrase=PASSPHRASE)
    owner = SlotOwner(VAULT.workspace_id, PASSPHRASE_SLOT.user_id, TODAY)
    vault = with_slot(make_keyring_slot(owner, device_key=b"d" * 32, root=opened.root))
    with pytest.raises(WrongPassphrase):
        open_with_device_key(NOWHERE, vault, b"e" * 32, user_id=owner.user_id)
    with pytest.raises(VaultFormatError):
        # The right one leads to the keys, and so to the code of a file that somebody gave this slot to.
        open_with_device_key(NOWHERE, vault, b"d" * 32, user_id=owner.user_id)


@pytest.mark.parametrize(
    "damage",
    [
        {"salt": b"\x00" * 16},
        {"salt": b""},
        {"commitment": b"\x00" * 32},
        {"wrapped_key": b""},
        {"wrapped_key": bytes(len(PASSPHRASE_SLOT.wrapped_key))},
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
        opened(with_slot(dataclasses.replace(PASSPHRASE_SLOT, **damage)))
    assert str(refused.value) == str(WrongPassphrase())


def test_a_damaged_recovery_slot_opens_nothing():
    flipped = bytearray(RECOVERY_SLOT.wrapped_key)
    flipped[-1] ^= 1
    vault = with_slot(dataclasses.replace(RECOVERY_SLOT, wrapped_key=bytes(flipped)))
    with pytest.raises(WrongPassphrase):
        open_with_recovery_key(NOWHERE, vault, RECOVERY_KEY)


def test_a_slot_moved_to_another_vault_opens_nothing():
    with pytest.raises(WrongPassphrase):
        open_passphrase_slot(PASSPHRASE_SLOT, workspace_id=WorkspaceId(new_id()), passphrase=PASSPHRASE)


def test_too_little_memory_is_not_a_wrong_passphrase(monkeypatch: pytest.MonkeyPatch):
    class Greedy:
        def __init__(self, **_: object) -> None:
            pass

        def derive_into(self, *_: object) -> None:
            raise MemoryError

    monkeypatch.setattr("core.security.kdf.Argon2id", Greedy)
    with pytest.raises(Exception, match="memory_for_unlock"):
        opened()


def test_a_short_passphrase_is_refused():
    with pytest.raises(InputRefused, match="passphrase_too_short"):
        found_vault(NOWHERE, passphrase="seven q", cost=Argon2Cost.floor(), today=TODAY)


def test_a_cost_below_the_floor_is_refused_when_making_a_vault():
    with pytest.raises(VaultFormatError):
        found_vault(NOWHERE, passphrase=PASSPHRASE, cost=Argon2Cost(1, 1024, 1), today=TODAY)


def test_the_floor_is_weaker_than_what_is_recommended():
    assert Argon2Cost.floor().weaker_than(Argon2Cost.recommended_floor())
    assert not Argon2Cost.recommended().weaker_than(Argon2Cost.recommended_floor())


def test_the_file_comes_back_and_is_private(tmp_path: Path):
    VAULT.save(tmp_path / "vault.json")
    assert Vault.load(tmp_path / "vault.json") == VAULT
    assert stat.S_IMODE((tmp_path / "vault.json").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["vault.json"]


def test_no_key_is_in_the_file(tmp_path: Path):
    VAULT.save(tmp_path / "vault.json")
    text = (tmp_path / "vault.json").read_text()
    keyring = FOUNDED.keyring
    keys = [*keyring.workspace_keys().values(), *keyring.epoch_keys().values()]
    secrets = [*map(bytes, keys), RECOVERY_KEY.secret]
    for secret in secrets:
        assert base64.b64encode(secret).decode().rstrip("=")[:20] not in text
        assert secret.hex() not in text
    assert RECOVERY_KEY.text not in text
    assert PASSPHRASE not in text


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b'{"format": 1}',
        b'{"format": 2}',
        b'{"format": 3}',
        b'{"format": 4}',
        b'{"format": "2"}',
        b"\xff",
        b'{"format": 1, "slots": 7}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_or_newer_file_is_named_as_such(tmp_path: Path, content: bytes):
    (tmp_path / "vault.json").write_bytes(content)
    with pytest.raises(VaultFormatError):
        Vault.load(tmp_path / "vault.json")


def test_what_is_no_file_of_ours_is_damage(tmp_path: Path):
    path = tmp_path / "vault.json"
    path.mkdir()
    with pytest.raises(VaultFormatError, match="vault_file_damaged"):
        Vault.load(path)
    path.rmdir()
    with path.open("wb") as file:
        file.truncate(LARGEST_BYTES + 1)
    with pytest.raises(VaultFormatError, match="vault_file_damaged"):
        Vault.load(path)


def test_a_slot_that_is_none_is_damage(tmp_path: Path):
    VAULT.save(tmp_path / "vault.json")
    document = json.loads((tmp_path / "vault.json").read_text())
    for slot in ({**document["slots"][0], "argon2id": 3}, {"kind": "passphrase"}, 7):
        (tmp_path / "vault.json").write_text(json.dumps({**document, "slots": [slot]}))
        with pytest.raises(VaultFormatError):
            Vault.load(tmp_path / "vault.json")


@pytest.mark.parametrize(
    "change",
    [
        {"sequence": 7},
        {"work": {"kind": "erase", "client_id": str(new_id())}},
        {"work": {"kind": "rotate", "client_id": None}},
        {"work": {"kind": "nothing", "client_id": None}},
        {"device_id": str(new_id())},
        {"slots": []},
        {"epochs": {}},
        {"grants": {}},
        {"trust": {str(new_id()): "AAAA"}},
        {"earlier": {str(new_id()): "AAAA"}},
        {"membership": []},
        {"code": "AAAA"},
    ],
)
def test_a_file_that_somebody_changed_is_refused_whoever_opens_it(tmp_path: Path, change):
    path = tmp_path / "vault.json"
    VAULT.save(path)
    document = json.loads(path.read_text()) | change
    if document["slots"] == []:
        # The recovery slot taken away: the passphrase still opens the other.
        document["slots"] = [PASSPHRASE_SLOT.to_json()]
    path.write_text(json.dumps(document))
    with pytest.raises(VaultFormatError):
        open_with_passphrase(path, Vault.load(path), PASSPHRASE)


def test_sealed_keys_of_another_vault_are_refused():
    other, _ = found_vault(NOWHERE, passphrase=PASSPHRASE, cost=Argon2Cost.floor(), today=TODAY)
    for changed in ("membership", "grants", "epochs"):
        mixed = dataclasses.replace(VAULT, **{changed: getattr(other.vault, changed)})
        with pytest.raises(VaultFormatError):
            opened(mixed)


def test_a_vault_of_the_first_format_opens_and_becomes_todays(tmp_path: Path):
    path = tmp_path / "vault.json"
    path.write_text(json.dumps(OLD["vault"]))
    first = Vault.load(path)
    assert isinstance(first, FirstVault)
    with pytest.raises(WrongPassphrase):
        opened(first, "seven quiet herons at dawn")
    upgraded = open_with_passphrase(path, first, OLD["passphrase"])
    assert upgraded.access.role == "owner"
    assert_opens_what_was_sealed(upgraded)
    upgraded.save()
    again = Vault.load(path)
    assert isinstance(again, Vault)
    assert_opens_what_was_sealed(open_with_passphrase(path, again, OLD["passphrase"]))
    recovery_key = RecoveryKey.parse(OLD["recovery_key"])
    assert_opens_what_was_sealed(open_with_recovery_key(path, again, recovery_key))


def test_damaged_keys_of_a_first_vault_are_told_apart_from_a_wrong_passphrase(tmp_path: Path):
    for damaged in (
        OLD["vault"] | {"workspace_key": OLD["vault"]["epoch"]["key"]},
        OLD["vault"] | {"epoch": OLD["vault"]["epoch"] | {"number": 2}},
    ):
        path = tmp_path / "vault.json"
        path.write_text(json.dumps(damaged))
        with pytest.raises(VaultFormatError):
            opened(Vault.load(path), OLD["passphrase"])


def assert_opens_what_was_sealed(vault: OpenVault) -> None:
    client = OLD["client"]
    client_id = ClientId(UUID(client["client_id"]))
    wrapped = WrappedClientKey(
        client_id, client["version"], client["epoch"], base64.b64decode(client["wrapped"])
    )
    vault.keyring.load_client(wrapped)
    sealer = Sealer(vault.keyring)
    sealed = {name: base64.b64decode(value) for name, value in OLD["sealed"].items()}
    note_at = Address("session_version", (client_id, 3), "sealed_plan", 3, client_id)
    assert sealer.open(sealed["note"], purpose="note", at=note_at).decode() == "Right shoulder pain; כאב בכתף"
    name_at = Address("workspace", (vault.vault.workspace_id,), "sealed_name")
    assert b"Harbour" in sealer.open(sealed["name"], purpose="meta", at=name_at)
    answer_at = Address("message", (client_id,), "sealed_body")
    assert sealer.open(sealed["practice_answer"], purpose="conversation", at=answer_at)


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


PRIMITIVES = {"aes-256-gcm", "hkdf-sha256", "hmac-sha256", "argon2id", "ed25519", "x25519", "hpke"}


def test_the_known_answers_are_known():
    assert set(selftest.run_known_answer_tests()) == PRIMITIVES


@pytest.mark.parametrize("primitive", sorted(PRIMITIVES))
def test_a_primitive_that_fails_stops_the_start(primitive: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(selftest._TESTS, primitive, lambda: False)
    with pytest.raises(VaultError, match="self_test_failed"):
        selftest.run_known_answer_tests()


@pytest.mark.parametrize(
    ("primitive", "replaced"),
    [
        ("aes-256-gcm", {"AESGCM": lambda _key: _Wrong()}),
        ("aes-256-gcm", {"AESGCM": lambda key: _Lax(AESGCM(key))}),
        ("ed25519", {"Ed25519PrivateKey": _wrong_signer}),
        ("ed25519", {"Ed25519PrivateKey": _lax_signer}),
        ("hpke", {"hpke": _wrong_hpke}),
        ("hpke", {"hpke": _lax_hpke}),
    ],
)
def test_a_primitive_that_is_wrong_or_accepts_anything_is_noticed(primitive, replaced, monkeypatch):
    for name, value in replaced.items():
        monkeypatch.setattr(selftest, name, value)
    with pytest.raises(VaultError, match="self_test_failed"):
        selftest.run_known_answer_tests()
