"""Which deviations from what `create_place` makes are found, and by whom."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.database.private_files import Account
from core.errors import EnvironmentProblem, InputRefused
from core.settings import Settings
from core.shared_practice.creating import create_place, make_directories
from core.shared_practice.rights import faults, refuse_accounts, runs_server
from tests.unit.core.test_directory_account import as_account

if not sys.platform.startswith("linux"):
    pytest.skip("practices are shared on Linux only", allow_module_level=True)
only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away and become another")
GROUP, SERVER, STRANGER = 54330, 54331, 54334


@pytest.fixture
def shared() -> Iterator[Settings]:
    # Not below pytest's folder, which is closed to other accounts.
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        place = Path(name) / "place"
        make_directories(place, server=Account(SERVER, GROUP))
        yield Settings(data_dir=place / "records", shared_practice=place, state_dir=Path(name) / "state")


def found(settings: Settings) -> list[tuple[str, str]]:
    assert settings.shared_practice is not None
    return [(os.path.relpath(each.path, settings.shared_practice), each.reason) for each in faults(settings)]


@only_root
def test_what_was_made_is_in_order_for_its_group_and_closed_to_others(shared: Settings) -> None:
    assert found(shared) == []
    assert as_account(GROUP, lambda: str(found(shared))) == "[]", "an account whose group it is"
    assert as_account(STRANGER, lambda: str(found(shared))) == str(
        [("server", "not_member"), ("records", "not_member")]
    )


def _give(path: str, uid: int, gid: int) -> Callable[[Path], None]:
    return lambda place: os.chown(place / path, uid, gid)


def _mode(path: str, mode: int) -> Callable[[Path], None]:
    return lambda place: (place / path).chmod(mode)


def _replace_by_link(path: str) -> Callable[[Path], None]:
    def change(place: Path) -> None:
        (place / path).rename(place / "moved")
        (place / path).symlink_to(place / "moved")

    return change


def _run_directory(mode: int, owner: int = SERVER) -> Callable[[Path], None]:
    def change(place: Path) -> None:
        (place / "server" / "run").mkdir()
        (place / "server" / "run").chmod(mode)
        os.chown(place / "server" / "run", owner, GROUP)

    return change


@only_root
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_mode("..", 0o777), ("..", "writable")),
        (_give("..", STRANGER, STRANGER), ("..", "owner")),
        (_mode(".", 0o775), (".", "writable")),
        (_give(".", SERVER, GROUP), (".", "owner")),
        (_mode("server", 0o770), ("server", "mode")),
        (_give("server", 0, GROUP), ("server", "owner")),
        (_give("server", SERVER, STRANGER), ("server", "group")),
        (_replace_by_link("server"), ("server", "link")),
        (_give("records", STRANGER, GROUP), ("records", "owner")),
        (_mode("records", 0o2777), ("records", "mode")),
        (_mode("records", 0o770), ("records", "mode")),
        (_replace_by_link("records"), ("records", "link")),
        (_run_directory(0o770), ("server/run", "writable")),
        (_run_directory(0o750, STRANGER), ("server/run", "owner")),
        (lambda place: (place / "records").rmdir(), (".", "missing")),
        (lambda place: os.mkfifo(place / "records" / "vault.json"), ("records/vault.json", "link")),
        (lambda place: (place / "records" / "attempts").symlink_to("/"), ("records/attempts", "link")),
    ],
)
def test_a_deviation_is_found(
    shared: Settings, change: Callable[[Path], None], expected: tuple[str, str]
) -> None:
    assert shared.shared_practice is not None
    change(shared.shared_practice)
    assert found(shared)[:1] == [expected]
    if expected[0] == "..":
        os.chown(shared.shared_practice.parent, 0, 0)


@only_root
def test_only_the_account_of_the_server_runs_it(shared: Settings) -> None:
    assert not runs_server(shared)
    with pytest.raises(EnvironmentProblem) as refused:
        refuse_accounts(shared)
    assert (refused.value.code, refused.value.params) == (
        "shared_practice_administrator",
        {"account": str(SERVER)},
    )
    os.chown(shared.database_dir, os.geteuid(), GROUP)
    assert runs_server(shared)


def test_a_practice_of_one_account_has_no_faults_and_its_own_database(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, shared_practice=tmp_path / "elsewhere")
    assert list(faults(settings)) == []
    refuse_accounts(settings)
    assert settings.cluster_dir == tmp_path / "postgres"


@only_root
def test_a_place_is_made_once_and_not_where_a_package_removes_it(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    with pytest.raises(InputRefused) as there:
        create_place(tmp_path, group="root")
    assert (there.value.code, there.value.params) == (
        "shared_practice_exists",
        {"path": str(tmp_path / "records")},
    )
    with pytest.raises(InputRefused, match="shared_practice_not_here"):
        create_place(Path("/var/lib/anamnesis/practice"))
    with pytest.raises(InputRefused, match="shared_practice_account_unknown"):
        create_place(tmp_path / "new", members=["nobody-of-that-name"])
    # A person's account, or root, could replace the database of all others.
    with pytest.raises(InputRefused, match="shared_practice_not_a_server_account"):
        create_place(tmp_path / "new", group="root", server_account="root")
    assert not (tmp_path / "new").exists()
