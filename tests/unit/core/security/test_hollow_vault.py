"""A vault file in which there is nobody: damaged, whoever reads it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from core.errors import VaultFormatError
from core.security.kdf import Argon2Cost
from core.security.unlocking import found_vault
from core.security.vault import Vault

FIRST = Path(__file__).parents[3] / "data" / "vault_format_1.json"


@pytest.mark.parametrize("part", ["slots", "membership"])
@pytest.mark.parametrize("nobody", [[], {}, "", None])
def test_a_file_without_anybody_is_damaged(tmp_path: Path, part: str, nobody: object) -> None:
    path = tmp_path / "vault.json"
    found_vault(path, passphrase="seven quiet herons", cost=Argon2Cost.floor(), today=date(2026, 3, 2))[
        0
    ].save()
    path.write_text(json.dumps(json.loads(path.read_bytes()) | {part: nobody}))
    with pytest.raises(VaultFormatError, match="vault_file_damaged"):
        Vault.load(path)


def test_so_is_one_of_the_first_format(tmp_path: Path) -> None:
    path = tmp_path / "vault.json"
    path.write_text(json.dumps(json.loads(FIRST.read_bytes())["vault"] | {"slots": []}))
    with pytest.raises(VaultFormatError, match="vault_file_damaged"):
        Vault.load(path)
