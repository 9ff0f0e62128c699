"""What a killed write of the vault file left behind goes with the next write of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from core.security.kdf import Argon2Cost
from core.security.unlocking import found_vault


def test_the_next_write_clears_what_a_killed_one_left(tmp_path: Path) -> None:
    path = tmp_path / "vault.json"
    vault, _ = found_vault(
        path, passphrase="seven quiet herons", cost=Argon2Cost.floor(), today=date(2026, 3, 2)
    )
    vault.save()
    # As `tempfile` names it; another file's leftovers are not the vault's to remove.
    unfinished, others = tmp_path / ".vault.json.x4b_0q1z", tmp_path / ".anchor.json.x4b_0q1z"
    unfinished.write_bytes(path.read_bytes())
    others.write_bytes(b"")
    vault.begin_rotation()
    assert sorted(each.name for each in tmp_path.iterdir()) == [others.name, path.name]
