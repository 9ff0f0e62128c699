"""What an account puts in the place of a file of the records: no reader waits for it or takes it whole."""

from __future__ import annotations

import errno
import os
import socket
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

import core.data_directory
from core.audit.anchor import Anchors
from core.audit.failures import FailedUnlocks
from core.backup.targets import BackupTargets
from core.configuration.documents import read_toml
from core.data_directory import DataDirectory
from core.errors import AnamnesisError, EnvironmentProblem
from core.ids import WorkspaceId, new_id
from core.security.attempts import WAITS_S, AttemptLimiter
from core.security.vault import Vault
from core.settings import Settings
from core.upgrade.record import UpgradeRecord

pytestmark = pytest.mark.skipif(os.name == "nt", reason="files of Unix")
NOW = datetime(2026, 11, 21, tzinfo=UTC)
_LIMIT_S = 10.0


def _sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 1 << 36)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


IMPOSTORS: dict[str, Callable[[Path], None]] = {
    "pipe": os.mkfifo,
    "link": lambda path: path.symlink_to("/dev/zero"),
    "directory": Path.mkdir,
    "socket": _socket,
    "sparse": _sparse,
}


def _code(call: Callable[[], object]) -> str:
    with pytest.raises(AnamnesisError) as refused:
        call()
    return refused.value.code


def _check_format(path: Path) -> None:
    settings = Settings(data_dir=path.parent)
    path.rename(settings.format_file)
    DataDirectory(settings).check_format()


READERS: dict[str, tuple[Callable[[Path], object], object]] = {
    "vault": (lambda path: _code(lambda: Vault.load(path)), "vault_file_damaged"),
    "attempts": (lambda path: AttemptLimiter(path, lambda: NOW).wait_s(), float(WAITS_S[-1])),
    "anchor": (lambda path: Anchors([path], workspace_id=WorkspaceId(new_id())).read().damaged, (0,)),
    "backups": (lambda path: BackupTargets(path).read().damaged, True),
    "failures": (lambda path: FailedUnlocks(path).pending(), ()),
    "upgrade": (UpgradeRecord.read, None),
    "format": (lambda path: _code(lambda: _check_format(path)), "format_file_damaged"),
    "settings": (lambda path: _code(lambda: read_toml(path)), "settings_unreadable"),
}


def _promptly(call: Callable[[], object]) -> object:
    found: list[object] = []
    reading = threading.Thread(target=lambda: found.append(call()), daemon=True)
    reading.start()
    reading.join(_LIMIT_S)
    assert found, "it waits, or failed"
    return found[0]


@pytest.mark.parametrize("impostor", IMPOSTORS)
@pytest.mark.parametrize("reader", READERS)
def test_it_is_refused_at_once(tmp_path: Path, reader: str, impostor: str) -> None:
    path = tmp_path / "f"
    IMPOSTORS[impostor](path)
    read, expected = READERS[reader]
    assert _promptly(lambda: read(path)) == expected


@pytest.mark.parametrize("impostor", sorted(set(IMPOSTORS) - {"directory"}))
def test_a_refused_unlock_is_noted_in_its_place(tmp_path: Path, impostor: str) -> None:
    path = tmp_path / "f"
    IMPOSTORS[impostor](path)
    failures = FailedUnlocks(path)
    _promptly(lambda: failures.note(None, NOW))
    _promptly(lambda: failures.note(None, NOW))
    assert [each.at for each in failures.pending()] == [NOW, NOW]


def test_a_settings_file_of_one_account_may_lie_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("assistant = false\n")
    (tmp_path / "settings.toml").symlink_to("mine.toml")
    document = read_toml(tmp_path / "settings.toml")
    assert document is not None
    assert document.values == {"assistant": False}


def test_a_directory_whose_log_cannot_be_written_is_not_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(data_dir=tmp_path / "data", state_dir=tmp_path / "state")

    def fail(_directory: Path) -> None:
        raise OSError(errno.EDQUOT, "Disk quota exceeded")

    directory = DataDirectory(settings)
    with monkeypatch.context() as patched:
        patched.setattr(core.data_directory, "log_to", fail)
        with pytest.raises(EnvironmentProblem, match="data_directory_unusable"):
            directory.take()
    assert not directory.taken
    other = DataDirectory(settings)
    other.take()
    other.stop_logging()
    other.release()
