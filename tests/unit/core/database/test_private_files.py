"""Modes, owners and links: what counts as private, and what is left alone."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from core.database.credentials import APP_ROLE, Credentials
from core.database.private_files import Account, ensure_private_directory, write_private
from core.errors import DatabaseProblem, DiskFull

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
STRANGER = Account(54321, 54321)


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def test_a_directory_is_made_private(tmp_path: Path) -> None:
    ensure_private_directory(tmp_path / "ours")
    assert _mode(tmp_path / "ours") == 0o700


def test_a_widened_mode_is_narrowed(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir(mode=0o755)
    ensure_private_directory(tmp_path / "ours")
    assert _mode(tmp_path / "ours") == 0o700


@pytest.mark.parametrize("kind", ["link", "file"])
def test_a_link_or_a_file_is_refused(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "target"
    target.mkdir(mode=0o755)
    if kind == "link":
        (tmp_path / "ours").symlink_to(target)
    else:
        (tmp_path / "ours").touch()
    with pytest.raises(DatabaseProblem) as raised:
        ensure_private_directory(tmp_path / "ours")
    assert raised.value.code == "directory_not_private"
    assert _mode(target) == 0o755


@only_root
def test_a_strangers_directory_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir(mode=0o755)
    os.chown(tmp_path / "theirs", *STRANGER)
    with pytest.raises(DatabaseProblem) as raised:
        ensure_private_directory(tmp_path / "theirs")
    assert raised.value.code == "directory_not_private"
    assert _mode(tmp_path / "theirs") == 0o755


@only_root
def test_a_directory_can_be_made_over_to_the_servers_account(tmp_path: Path) -> None:
    ensure_private_directory(tmp_path / "run")
    ensure_private_directory(tmp_path / "run", owner=STRANGER)
    ensure_private_directory(tmp_path / "run", owner=STRANGER)
    assert (tmp_path / "run").stat().st_uid == STRANGER.uid


def test_a_write_that_fails_leaves_the_old_content_and_no_scrap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "secret"
    write_private(file, b"old")
    assert _mode(file) == 0o600

    def refuse(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(DiskFull):
        write_private(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_passwords_are_random_private_and_kept(tmp_path: Path) -> None:
    credentials = Credentials(tmp_path / "secrets")
    credentials.create_missing()
    password = credentials.password(APP_ROLE)
    assert len(password) >= 43
    other = Credentials(tmp_path / "other")
    other.create_missing()
    assert other.password(APP_ROLE) != password
    assert {_mode(file) for file in (tmp_path / "secrets").iterdir()} == {0o600}
    credentials.create_missing()
    assert credentials.password(APP_ROLE) == password
    assert [file.name for file in (tmp_path / "secrets").iterdir()] == ["database-app"]


def test_a_missing_password_is_named_as_that(tmp_path: Path) -> None:
    with pytest.raises(DatabaseProblem) as raised:
        Credentials(tmp_path).password(APP_ROLE)
    assert raised.value.code == "database_secret_missing"
    assert raised.value.params == {"file": "database-app"}
