"""An attack: an owner moves the day from which on notes carry signatures, so that unsigned ones of after it
pass for older than signatures.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from core.errors import VaultFormatError
from core.security.open_vault import OpenVault
from core.security.unlocking import found_vault, open_with_passphrase
from core.security.vault import Vault
from tests.security.key_practice import CHEAP, DAY, OWNER, lower_the_floor


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    lower_the_floor(monkeypatch.setattr)
    return tmp_path / "vault.json"


def _founded(path: Path, *, said: bool) -> OpenVault:
    opened, _ = found_vault(path, passphrase=OWNER, cost=CHEAP, today=DAY if said else None)  # type: ignore[arg-type]
    opened.save()
    return opened


def _opened(path: Path) -> OpenVault:
    return open_with_passphrase(path, Vault.load(path), OWNER)


@pytest.mark.parametrize("day", [DAY + timedelta(days=365), DAY - timedelta(days=365), None])
def test_the_day_is_said_once(path: Path, day: date | None) -> None:
    owner = _founded(path, said=True)
    said = owner.membership.signatures_from
    assert said is not None
    assert _opened(path).membership.signatures_from == said
    owner._amend(
        **owner._membership(owner.membership.members, {}, wrap_anew=[], signatures_from=day),
    )
    with pytest.raises(VaultFormatError, match="membership_invalid"):
        _opened(path)


def test_a_practice_that_has_not_said_it_says_it(path: Path) -> None:
    owner = _founded(path, said=False)
    assert owner.membership.signatures_from is None
    owner.begin_signatures(DAY)
    owner.rename_member(owner.access.user_id, "Dr Adler")
    assert _opened(path).membership.signatures_from == DAY
