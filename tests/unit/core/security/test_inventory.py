"""The inventory in the vault file: what it says at least, kept whole through every change of the file."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from core.errors import VaultLocked
from core.ids import ClientId, new_id
from core.security.inventory import Inventory
from core.security.vault import Vault
from tests.unit.core.security.vault_of_three import CLIENT, OWNER

HEAD, LATER = b"h" * 32, b"l" * 32
OTHER = ClientId(new_id())
HELD = Inventory(7, HEAD, True, frozenset({CLIENT, OTHER}))


def test_it_comes_back_as_it_was():
    for inventory in (Inventory(), HELD):
        assert Inventory.from_json(inventory.to_json()) == inventory


def test_it_only_grows():
    further = HELD.advanced(position=9, head=LATER, anchored=False, clients=[ClientId(new_id())])
    assert (further.log_position, further.log_head, further.anchored) == (9, LATER, True)
    assert len(further.clients) == 3
    back = HELD.advanced(position=3, head=LATER, anchored=False, clients=[])
    assert back == HELD
    assert HELD.without(CLIENT).clients == {OTHER}


@pytest.mark.parametrize(
    "changed",
    [
        {"clients": base64.b64encode(b"x" * 15).decode()},
        {"clients": "?"},
        {"log_head": base64.b64encode(b"x").decode()},
        {"log_position": -1},
        {"log_position": 2**63},
        {"anchored": 1},
    ],
)
def test_what_is_none_is_refused(changed: dict[str, Any]):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever the reader of the file takes for damage
        Inventory.from_json(HELD.to_json() | changed)


def test_the_file_keeps_it_under_its_code_and_its_number(vault, enter):
    before = vault.vault.sequence
    vault.keep_inventory(HELD)
    vault.keep_inventory(HELD)
    again = enter(OWNER)
    assert again.vault.inventory == HELD
    assert again.vault.sequence == before


def test_an_erase_takes_its_client_out_and_its_end_does_too(vault, enter):
    vault.keep_inventory(HELD)
    vault.begin_erase(CLIENT)
    assert vault.vault.inventory.clients == {OTHER}
    vault.keep_inventory(HELD)
    vault.finish_work()
    assert enter(OWNER).vault.inventory.clients == {OTHER}


def test_without_one_an_erase_goes_on_as_ever(vault, enter):
    vault.begin_erase(CLIENT)
    vault.finish_work()
    assert enter(OWNER).vault.inventory is None


def test_a_rotation_keeps_it(vault, enter):
    vault.keep_inventory(HELD)
    vault.begin_rotation()
    vault.finish_work()
    assert enter(OWNER).vault.inventory == HELD


def test_a_locked_vault_writes_none(vault):
    vault.drop()
    with pytest.raises(VaultLocked):
        vault.keep_inventory(HELD)
    assert isinstance(vault.vault, Vault)
