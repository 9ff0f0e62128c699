"""A way in for the age recipient that a policy names: what it opens, what another's key opens, and how it
ends.
"""

from __future__ import annotations

import dataclasses

import pyrage
import pytest

from core.errors import InputRefused, WrongPassphrase
from core.security.escrow import EscrowSecret, parsed_recipient
from core.security.unlocking import open_with_escrow
from core.security.vault import Vault
from tests.unit.core.security.vault_of_three import OWNER, TODAY

IDENTITY = pyrage.x25519.Identity.generate()
RECIPIENT = str(IDENTITY.to_public())
KEY_FILE = f"# created: 2026-11-22\n# public key: {RECIPIENT}\n{IDENTITY}\n"


def test_the_recipient_opens_as_the_owner(vault, path):
    vault.add_escrow_slot(RECIPIENT, today=TODAY)
    loaded = Vault.load(path)
    (slot,) = (each for each in loaded.slots if each.kind == "escrow")
    assert slot.escrow is not None
    assert slot.escrow.recipient == RECIPIENT
    assert type(slot).from_json(slot.to_json()) == slot
    opened = open_with_escrow(path, loaded, KEY_FILE)
    assert (opened.access, opened.opened_with) == (vault.access, "escrow")
    assert opened.membership == vault.membership


def test_another_key_opens_nothing(vault, path):
    vault.add_escrow_slot(RECIPIENT, today=TODAY)
    with pytest.raises(WrongPassphrase):
        open_with_escrow(path, Vault.load(path), str(pyrage.x25519.Identity.generate()))
    with pytest.raises(InputRefused, match="escrow_identity_not_one"):
        open_with_escrow(path, Vault.load(path), "# nothing\n")


def test_a_vault_without_one_is_not_opened_by_any(vault, path):
    with pytest.raises(WrongPassphrase):
        open_with_escrow(path, Vault.load(path), KEY_FILE)


def test_a_slot_that_lost_its_secret_opens_nothing(vault, path):
    vault.add_escrow_slot(RECIPIENT, today=TODAY)
    loaded = Vault.load(path)
    slots = tuple(dataclasses.replace(each, escrow=None) for each in loaded.slots)
    with pytest.raises(WrongPassphrase):
        open_with_escrow(path, dataclasses.replace(loaded, slots=slots), KEY_FILE)


@pytest.mark.parametrize("named", [True, False])
def test_what_another_recipient_replaces_opens_the_file_no_more(vault, path, enter, named):
    vault.add_escrow_slot(RECIPIENT, today=TODAY)
    before = Vault.load(path)
    other = pyrage.x25519.Identity.generate()
    vault.replace_escrow_slot(str(other.to_public()) if named else None, today=TODAY)
    open_with_escrow(path, before, KEY_FILE)
    with pytest.raises(WrongPassphrase):
        open_with_escrow(path, Vault.load(path), KEY_FILE)
    if named:
        assert open_with_escrow(path, Vault.load(path), str(other)).access == vault.access
    assert enter(OWNER).access == vault.access


def test_what_is_no_recipient_is_refused(vault):
    for text in ("age1nobody", "", RECIPIENT.upper() + "x"):
        with pytest.raises(ValueError, match="recipient"):
            vault.add_escrow_slot(text, today=TODAY)
    assert str(parsed_recipient(f" {RECIPIENT}\n")) == RECIPIENT


def test_a_slot_of_another_shape_is_no_slot(vault, path):
    vault.add_escrow_slot(RECIPIENT, today=TODAY)
    (slot,) = (each for each in Vault.load(path).slots if each.kind == "escrow")
    for changed in ({"escrow": "text"}, {"argon2id": "text"}, {"root": 3}):
        with pytest.raises(TypeError):
            type(slot).from_json(slot.to_json() | changed)
    with pytest.raises(ValueError, match="base64"):
        EscrowSecret.from_json({"recipient": RECIPIENT, "sealed": "*"})
