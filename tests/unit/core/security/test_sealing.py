"""An envelope opens where it was sealed, with the key it was sealed with, unchanged; and nowhere else."""

from __future__ import annotations

import dataclasses
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import AnamnesisError, NotFound, TamperedRecord, VaultFormatError, VaultLocked
from core.ids import ClientId, WorkspaceId, new_id
from core.security import envelope
from core.security.keyring import KeyRing
from core.security.sealing import Address, Sealer

WORKSPACE = WorkspaceId(new_id())
CLIENT, OTHER_CLIENT = ClientId(new_id()), ClientId(new_id())
ROW = new_id()
HERE = Address(table="session_version", row=(ROW, 3), column="plan", row_version=3, client_id=CLIENT)


def make_sealer() -> Sealer:
    keyring = KeyRing(workspace_id=WORKSPACE, workspace_keys={1: os.urandom(32)}, epochs={1: os.urandom(32)})
    keyring.add_client(CLIENT)
    keyring.add_client(OTHER_CLIENT)
    return Sealer(keyring)


SEALER = make_sealer()


@given(st.binary(max_size=5_000))
def test_what_was_sealed_opens(plaintext: bytes):
    sealed = SEALER.seal(plaintext, purpose="note", at=HERE)
    assert SEALER.open(sealed, purpose="note", at=HERE) == plaintext
    assert len(sealed) == len(plaintext) + envelope.OVERHEAD_BYTES


def test_two_envelopes_of_one_text_differ():
    assert SEALER.seal(b"x", purpose="note", at=HERE) != SEALER.seal(b"x", purpose="note", at=HERE)


@pytest.mark.parametrize(
    "elsewhere",
    [
        dataclasses.replace(HERE, table="client"),
        dataclasses.replace(HERE, row=(ROW, 4)),
        dataclasses.replace(HERE, row=(new_id(), 3)),
        dataclasses.replace(HERE, column="objective"),
        dataclasses.replace(HERE, row_version=4),
        dataclasses.replace(HERE, client_id=OTHER_CLIENT),
        dataclasses.replace(HERE, client_id=None),
    ],
)
def test_a_moved_envelope_does_not_open(elsewhere: Address):
    sealed = SEALER.seal(b"x", purpose="note", at=HERE)
    with pytest.raises(TamperedRecord):
        SEALER.open(sealed, purpose="note", at=elsewhere)


def test_another_purpose_and_another_workspace_do_not_open():
    sealed = SEALER.seal(b"x", purpose="note", at=HERE)
    with pytest.raises(TamperedRecord):
        SEALER.open(sealed, purpose="vector", at=HERE)
    with pytest.raises(TamperedRecord):
        make_sealer().open(sealed, purpose="note", at=HERE)


def test_every_flipped_byte_is_noticed():
    sealed = SEALER.seal(b"ibuprofen 600 mg", purpose="note", at=HERE)
    for position in range(len(sealed)):
        damaged = bytearray(sealed)
        damaged[position] ^= 0x40
        with pytest.raises((TamperedRecord, VaultFormatError)):
            SEALER.open(bytes(damaged), purpose="note", at=HERE)


@given(st.binary(max_size=200))
def test_arbitrary_bytes_are_refused_and_never_crash(garbage: bytes):
    for candidate in (garbage, b"AN\x01\x01" + garbage):
        with pytest.raises(AnamnesisError):
            SEALER.open(candidate, purpose="note", at=HERE)


def test_an_unknown_format_is_refused_not_guessed():
    sealed = SEALER.seal(b"x", purpose="note", at=HERE)
    for unknown in (sealed[:2] + b"\x02" + sealed[3:], sealed[:3] + b"\x02" + sealed[4:]):
        with pytest.raises(VaultFormatError):
            envelope.read_header(unknown)
        # In a row it is damage: it costs that row, and no more.
        with pytest.raises(TamperedRecord):
            SEALER.open(unknown, purpose="note", at=HERE)


def test_locked_means_an_error_for_everything():
    sealer = make_sealer()
    sealed = sealer.seal(b"x", purpose="note", at=HERE)
    stored = sealer.keyring.add_client(ClientId(new_id()))
    sealer.keyring.drop()
    assert sealer.keyring.locked
    for attempt in (
        lambda: sealer.open(sealed, purpose="note", at=HERE),
        lambda: sealer.seal(b"x", purpose="note", at=HERE),
        lambda: sealer.keyring.add_client(CLIENT),
        lambda: sealer.keyring.load_client(stored),
        lambda: sealer.keyring.keyed_hash_key("question"),
    ):
        with pytest.raises(VaultLocked):
            attempt()


def test_a_client_without_a_key_is_not_found():
    with pytest.raises(NotFound):
        SEALER.seal(b"x", purpose="note", at=dataclasses.replace(HERE, client_id=ClientId(new_id())))


def test_a_wrapped_key_serves_its_own_client_only():
    keyring = make_sealer().keyring
    stored = keyring.add_client(ClientId(new_id()))
    keyring.load_client(stored)
    with pytest.raises(TamperedRecord):
        keyring.load_client(dataclasses.replace(stored, client_id=ClientId(new_id())))
    for length in range(len(stored.wrapped)):
        with pytest.raises(TamperedRecord):
            keyring.load_client(dataclasses.replace(stored, wrapped=stored.wrapped[:length]))


def test_a_key_version_that_does_not_exist_opens_nothing():
    assert SEALER.keyring.version(None, "note", 2) is None
    assert SEALER.keyring.version(CLIENT, "note", 2) is None
