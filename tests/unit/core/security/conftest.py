"""A vault with an owner, and the clinician and the auditor a test asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.security.kdf import Argon2Cost
from core.security.membership import MemberRecord
from core.security.open_vault import OpenVault
from core.security.unlocking import found_vault, open_with_passphrase
from core.security.vault import Vault
from tests.unit.core.security.cheap_derivations import cheap_derivations
from tests.unit.core.security.vault_of_three import AUDITOR, CLINICIAN, COST, OWNER, TODAY


@pytest.fixture
def path(tmp_path: Path, cheap_keys: Argon2Cost) -> Path:
    return tmp_path / "vault.json"


@pytest.fixture
def vault(path: Path) -> OpenVault:
    """Founded by the owner, who has it open."""
    founded, _ = found_vault(path, passphrase=OWNER, cost=COST, today=TODAY)
    founded.save()
    return founded


@pytest.fixture
def enter(path: Path) -> Callable[[str], OpenVault]:
    """Opens the file as it is now with a passphrase."""
    return lambda passphrase: open_with_passphrase(path, Vault.load(path), passphrase)


@pytest.fixture
def clinician(vault: OpenVault) -> MemberRecord:
    return vault.add_member(name="Noa", role="clinician", passphrase=CLINICIAN, cost=COST, today=TODAY)


@pytest.fixture
def auditor(vault: OpenVault) -> MemberRecord:
    return vault.add_member(name="Avi", role="auditor", passphrase=AUDITOR, cost=COST, today=TODAY)


@pytest.fixture
def derived_cheaply() -> Iterator[None]:
    with cheap_derivations():
        yield
