"""A practice is opened by the account that it belongs to, and by nobody else: root included."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.directory_account import files_of_others, other_account, refuse_other_account
from core.errors import EnvironmentProblem
from core.health.doctor import examine
from core.settings import Settings
from core.workspace import Workspace

if sys.platform == "win32":
    pytest.skip("accounts of Unix", allow_module_level=True)

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away and become another")
STRANGER, THIRD = 54321, 54322


@pytest.fixture
def practice_dir(tmp_path: Path) -> Iterator[Path]:
    made = tmp_path / "practice"
    made.mkdir(mode=0o700)
    yield made
    os.chown(made, os.geteuid(), os.getegid())


def as_account(uid: int, asked: Callable[[], str | None]) -> str:
    """What `asked` returns in a process of another account."""
    told, say = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(uid)
            os.setuid(uid)
            os.write(say, (asked() or "ours").encode())
        finally:
            os._exit(0)
    os.close(say)
    with os.fdopen(told) as answers:
        answer = answers.read()
    os.waitpid(child, 0)
    return answer


def test_what_is_ours_or_not_there_yet_belongs_to_no_other(practice_dir: Path) -> None:
    assert other_account(practice_dir) is None
    assert other_account(practice_dir / "to" / "be" / "made") is None
    (practice_dir / "file").touch()
    assert other_account(practice_dir / "file" / "below") is None


@only_root
def test_root_is_another_account_too(practice_dir: Path) -> None:
    os.chown(practice_dir, STRANGER, STRANGER)
    with pytest.raises(EnvironmentProblem) as refused:
        refuse_other_account(practice_dir)
    assert refused.value.code == "practice_of_another_account"
    assert refused.value.params == {"directory": str(practice_dir), "account": str(STRANGER)}
    os.chown(practice_dir, 65534, 65534)
    assert other_account(practice_dir) == "nobody", "by its name where it has one"


@only_root
def test_a_practice_that_is_seen_but_closed_and_one_in_a_closed_home() -> None:
    # Not below pytest's folder, which is closed to other accounts.
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o711)
        home = Path(name) / "home"
        home.mkdir(mode=0o700)
        (home / "data").mkdir()
        os.chown(home, STRANGER, STRANGER)
        assert as_account(STRANGER, lambda: other_account(home)) == "ours"
        assert as_account(THIRD, lambda: other_account(home)) == str(STRANGER)
        assert as_account(THIRD, lambda: other_account(home / "data")) == str(STRANGER), "of what is closed"
        assert as_account(THIRD, lambda: other_account(home / "absent")) == str(STRANGER)


@only_root
def test_nothing_is_opened_and_nothing_written(settings: Settings) -> None:
    settings.data_dir.mkdir(mode=0o700)
    (settings.data_dir / "settings.toml").write_text("what nobody understands", "utf-8")
    os.chown(settings.data_dir, STRANGER, STRANGER)
    before = _snapshot(settings.data_dir)
    workspace = Workspace(settings, background=True)
    with pytest.raises(EnvironmentProblem, match="practice_of_another_account"):
        workspace.open()
    workspace.close()
    with pytest.raises(EnvironmentProblem, match="practice_of_another_account"):
        Settings.load(settings.data_dir).refuse_problem()
    assert _snapshot(settings.data_dir) == before


@only_root
def test_what_root_left_in_a_practice_is_told(settings: Settings) -> None:
    settings.data_dir.mkdir(mode=0o700)
    for name in ("attempts", "vault.json", "settings.toml", "postgres"):
        (settings.data_dir / name).touch()
    assert files_of_others(settings.data_dir) == ([], None)
    for name in ("attempts", "settings.toml", "postgres"):
        os.chown(settings.data_dir / name, STRANGER, STRANGER)
    # An administrator may well own the file of settings, and the server's directory has its own account.
    assert files_of_others(settings.data_dir) == (["attempts"], str(STRANGER))
    found = {each.check: each for each in examine(Workspace(settings))}["data_directory"]
    assert (found.status, found.params["others"]) == ("warning", ["attempts"])


def _snapshot(directory: Path) -> dict[str, tuple[int, int, int]]:
    paths = (directory, *sorted(directory.rglob("*")))
    found = {str(path): path.lstat() for path in paths}
    return {path: (stat.st_uid, stat.st_mode, stat.st_mtime_ns) for path, stat in found.items()}
