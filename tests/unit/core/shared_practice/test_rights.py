"""Which deviations from what `create_place` makes are found, and by whom."""

from __future__ import annotations

import os
import pwd
import stat
import struct
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.database.private_files import Account
from core.errors import EnvironmentProblem, InputRefused
from core.settings import Settings
from core.shared_practice import creating
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


def _list_of(stranger: int) -> bytes:
    """An access control list (acl(5)) that gives one more account all rights."""
    nobody = 0xFFFFFFFF
    entries = [
        (0x01, 7, nobody),
        (0x02, 7, stranger),
        (0x04, 5, nobody),
        (0x10, 7, nobody),
        (0x20, 5, nobody),
    ]
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *each) for each in entries)


def _let_in(directory: Path, kind: str) -> None:
    mode = directory.stat().st_mode
    try:
        os.setxattr(directory, f"system.posix_acl_{kind}", _list_of(STRANGER))
    except OSError:
        pytest.skip("no access control lists here")
    # The bits of the group show the mask of the list.
    directory.chmod(mode & 0o7777)


@only_root
def test_an_access_control_list_is_not_inherited(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    _let_in(tmp_path, "default")
    place = tmp_path / "below" / "place"
    make_directories(place, server=Account(SERVER, GROUP))
    for each in (place.parent, place, place / "server", place / "records"):
        assert not [name for name in os.listxattr(each) if "acl" in name]
    assert (place.parent.stat().st_mode & 0o777, place.stat().st_mode & 0o777) == (0o755, 0o755)


@only_root
@pytest.mark.parametrize("path", [".", "server", "records", "server/run", "server/secrets"])
@pytest.mark.parametrize("kind", ["access", "default"])
def test_an_access_control_list_is_found(shared: Settings, path: str, kind: str) -> None:
    assert shared.shared_practice is not None
    directory = shared.shared_practice / path
    if not directory.exists():
        directory.mkdir(mode=0o750)
        os.chown(directory, SERVER, GROUP)
    _let_in(directory, kind)
    assert found(shared) == [(path, "acl")]


@only_root
@pytest.mark.parametrize("part", ["server", "records"])
def test_a_part_that_an_account_makes_meanwhile_is_not_adopted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    place = tmp_path / "place"
    place.mkdir(mode=0o755)

    def make_group(_name: str) -> int:
        (place / part).mkdir()
        os.chown(place / part, STRANGER, STRANGER)
        return GROUP

    monkeypatch.setattr(creating, "_group", make_group)
    monkeypatch.setattr(creating, "_server_account", lambda *_arguments, **_named: SERVER)
    with pytest.raises(InputRefused) as there:
        create_place(place)
    assert (there.value.code, there.value.params) == ("shared_practice_exists", {"path": str(place / part)})
    assert (place / part).stat().st_uid == STRANGER


@only_root
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda place: os.chown(place, STRANGER, STRANGER), "owner"),
        (lambda place: os.chown(place.parent, STRANGER, STRANGER), "owner"),
        (lambda place: place.chmod(0o775), "writable"),
        (lambda place: place.parent.chmod(0o777), "writable"),
    ],
)
def test_nothing_is_made_where_an_account_could_replace_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None], reason: str
) -> None:
    place = tmp_path / "srv" / "place"
    place.mkdir(parents=True)
    for each in (place, place.parent):
        each.chmod(0o755)
    change(place)
    monkeypatch.setattr(creating, "_group", lambda _name: pytest.fail("a group was made"))
    with pytest.raises(EnvironmentProblem) as refused:
        create_place(place)
    assert (refused.value.code, refused.value.params["reason"]) == ("shared_practice_rights", reason)
    assert list(place.iterdir()) == []


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


@only_root
def test_a_directory_of_something_else_is_not_opened_to_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = tmp_path / "private"
    private.mkdir()
    (private / "letters").write_text("private")
    private.chmod(0o700)
    monkeypatch.setattr(creating, "_group", lambda _name: pytest.fail("a group was made"))
    with pytest.raises(InputRefused) as refused:
        create_place(private)
    assert (refused.value.code, refused.value.params) == ("shared_practice_exists", {"path": str(private)})
    assert stat.S_IMODE(private.stat().st_mode) == 0o700


@only_root
def test_the_server_s_account_of_a_practice_that_is_gone_gets_the_new_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = ("_served", "x", SERVER, GROUP, "", str(tmp_path / "gone"), "/usr/sbin/nologin")
    account = pwd.struct_passwd(fields)
    ran: list[tuple[str, ...]] = []
    monkeypatch.setattr(pwd, "getpwnam", lambda _name: account)
    monkeypatch.setattr(creating, "_run", lambda *arguments: ran.append(arguments))
    home = tmp_path / "new" / "server"
    assert creating._server_account("_served", GROUP, home=home) == SERVER
    assert ran == [("usermod", "--home", str(home), "--", "_served")]
    (tmp_path / "gone").mkdir()
    creating._server_account("_served", GROUP, home=home)
    assert len(ran) == 1, "a home that exists may be that of another practice"
