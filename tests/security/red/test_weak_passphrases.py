"""An attack: a passphrase that is guessed first, set where only the window looked; and switches in the
environment.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import InputRefused, VaultFormatError
from core.security.kdf import Argon2Cost
from core.security.unlocking import found_vault, open_with_passphrase
from core.security.vault import Vault
from core.settings import Settings
from core.workspace import Workspace
from tests.fixtures.database import TestDatabase
from tests.security.key_practice import (
    CHEAP,
    DAY,
    OWNER,
    KeyPractice,
    Opened,
    by_passphrase,
    by_recovery_key,
    lower_the_floor,
)

WEAK = ("12345678", "password1", "qwertyuiop", "aaaaaaaaaaaa", "Passw0rd!")


@pytest.mark.parametrize("weak", WEAK)
def test_no_service_takes_one(
    tmp_path: Path, cloned_database: TestDatabase, monkeypatch: pytest.MonkeyPatch, weak: str
) -> None:
    lower_the_floor(monkeypatch.setattr)
    practice = KeyPractice(tmp_path, cloned_database.conninfo, cost=CHEAP)
    recovery = practice.found().text
    before = practice.vault_file.read_bytes()
    ways: list[Callable[[Opened], object]] = [
        lambda opened: opened.services.keys.change_passphrase(current=OWNER, new=weak),
        lambda opened: opened.services.people.add(name="Noa", role="clinician", passphrase=weak),
    ]
    with practice.enter(by_passphrase()) as opened:
        for way in ways:
            with pytest.raises(InputRefused, match="passphrase_weak"):
                way(opened)
    with (
        practice.enter(by_recovery_key(recovery)) as opened,
        pytest.raises(InputRefused, match="passphrase_weak"),
    ):
        opened.services.keys.set_passphrase(weak)
    assert practice.vault_file.read_bytes() == before


@pytest.mark.parametrize("weak", WEAK)
def test_no_first_start_takes_one(settings: Settings, weak: str) -> None:
    with pytest.raises(InputRefused, match="passphrase_weak"):
        Workspace(settings).initialise(practice_name="Quay", passphrase=weak)
    assert not settings.vault_file.exists()


def test_a_policy_may_ask_for_more(settings: Settings) -> None:
    strict = replace(settings, passphrase_guesses_log10=20)
    with pytest.raises(InputRefused, match="passphrase_weak"):
        Workspace(strict).initialise(practice_name="Quay", passphrase=OWNER)


def test_no_variable_of_the_environment_makes_guessing_cheap(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ANAMNESIS_TEST_KDF", "1")
    assert Settings.load(tmp_path).argon2 is None


def test_a_file_that_asks_for_hours_is_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lower_the_floor(monkeypatch.setattr)
    path = tmp_path / "vault.json"
    vault, _ = found_vault(path, passphrase=OWNER, cost=CHEAP, today=DAY)
    vault.save()
    monkeypatch.undo()
    known = Vault.load(path)
    assert isinstance(known, Vault)
    (slot,) = [each for each in known.slots if each.kind == "passphrase"]
    dear = replace(slot, cost=Argon2Cost(20, 1024 * 1024, 4))
    planted = replace(known, slots=(dear,) * 300)
    began = time.monotonic()
    with pytest.raises(VaultFormatError, match="vault_cost_refused"):
        open_with_passphrase(path, planted, OWNER)
    assert time.monotonic() - began < 5
