"""`anamnesis keys`: what is read from where, what is said, and that no recovery key is lost on the way."""

from __future__ import annotations

import stat
from dataclasses import replace

import pytest

from core.clients.dto import Client, ClientDetails, LifecycleStatus
from core.errors import Cancelled, DiskFull, EnvironmentProblem
from core.ids import ClientId, new_id
from core.keys.dto import PendingWork
from tests.unit.app.conftest import CLIENT, RECOVERY, Practice

NEW = "nine grey geese at noon"
CLIENT_ID = str(CLIENT.client_id)
NAME = CLIENT.details.display_name


def confirming(practice: Practice, name: str) -> tuple[str, str]:
    return "--confirm-file", practice.file("confirmation", name)


def test_the_status_names_the_ways_in(practice: Practice):
    found = practice.json("keys", "status")
    assert found["workspace_key_version"] == 1
    assert [slot["kind"] for slot in found["slots"]] == ["passphrase", "recovery"]
    assert found["slots"][0]["user"] == "Dana Owner"
    assert found["slots"][0]["argon2id"] == {"iterations": 3, "memory_kib": 262144, "lanes": 4}
    assert (found["pending"], found["keyring"]) == (None, "Secret Service")
    text = practice.run("keys", "status").out
    assert "m=256 MiB" in text
    assert "Secret Service" in text


def test_the_status_tells_of_weakness_and_unfinished_work(practice: Practice):
    practice.keys.current = replace(practice.keys.current, weak_cost=True, pending=PendingWork("erase", 3, 9))
    practice.keys.backend = None
    text = practice.run("keys", "status").out
    assert "change-passphrase" in text
    assert "erase: 3 of 9" in text
    assert "none that is trusted" in text


def test_the_passphrase_is_changed(practice: Practice):
    new = practice.file("new", NEW)
    assert practice.json("keys", "change-passphrase", "--new-passphrase-file", new)["changed"]
    assert practice.run("keys", "status").code == 3
    assert practice.run("keys", "status", passphrase=NEW).code == 0
    same = practice.run("keys", "change-passphrase", "--new-passphrase-file", new, passphrase=NEW)
    assert same.code == 5
    short = practice.file("short", "abc")
    again = practice.run("keys", "change-passphrase", "--new-passphrase-file", short, passphrase=NEW)
    assert (again.code, practice.keys.passphrase) == (5, NEW)


def test_keys_are_rotated(practice: Practice):
    found = practice.json("keys", "rotate")
    assert (found["workspace_key_version"], found["epoch"], found["finished"]) == (2, 2, "rotate")
    assert "make a new one now" in practice.run("keys", "rotate").out


def test_what_was_begun_is_finished_and_not_begun_again(practice: Practice):
    practice.keys.current = replace(practice.keys.current, pending=PendingWork("erase", 1, 3))
    found = practice.json("keys", "rotate")
    assert (found["finished"], found["pending"], found["workspace_key_version"]) == ("erase", None, 1)
    assert practice.keys.calls["rotate"] == 0


@pytest.mark.parametrize("command", [["rotate"], ["erase", "--client", CLIENT_ID]])
def test_work_that_is_stopped_says_how_it_goes_on(practice: Practice, command: list[str]):
    practice.keys.fail("step", Cancelled())
    name = confirming(practice, NAME) if command[0] == "erase" else ()
    done = practice.run("keys", *command, *name)
    assert done.code == 130
    assert "keys rotate" in done.err


@pytest.mark.parametrize("text", [RECOVERY, f"Anamnesis recovery key\n{RECOVERY}\n\n"])
def test_the_recovery_key_sets_a_new_passphrase(practice: Practice, text: str):
    files = ["--recovery-file", practice.file("r", text), "--new-passphrase-file", practice.file("new", NEW)]
    assert practice.json("keys", "recover", *files)["user"] == "Dana Owner"
    assert practice.keys.passphrase == NEW


def test_a_wrong_recovery_key_changes_nothing(practice: Practice):
    files = ["--recovery-file", practice.file("r", ""), "--new-passphrase-file", practice.file("new", NEW)]
    assert practice.run("keys", "recover", *files).code == 3
    assert practice.keys.passphrase != NEW


def test_the_recovery_key_may_be_typed(practice: Practice, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: RECOVERY)
    assert practice.run("keys", "recover", "--new-passphrase-file", practice.file("new", NEW)).code == 0


def test_a_new_recovery_key_is_on_the_disk_before_it_is_valid(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
):
    out = practice.root / "recovery"
    seen: list[str] = []
    real = practice.keys.replace_recovery_key

    def replaced(key, *, typed_back: str, **_: object) -> None:
        seen.append(out.read_text())
        real(key, typed_back=typed_back)

    monkeypatch.setattr(practice.keys, "replace_recovery_key", replaced)
    practice.json("keys", "new-recovery", "--recovery-out", str(out), "--yes")
    text = practice.keys.recovery.text
    assert text in seen[0]
    assert out.read_text().splitlines() == ["Anamnesis recovery key", text]
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_its_last_group_is_asked_back(practice: Practice, monkeypatch: pytest.MonkeyPatch):
    out = practice.root / "recovery"
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdin.readline", lambda: out.read_text()[-5:], raising=False)
    assert practice.run("keys", "new-recovery", "--recovery-out", str(out)).code == 0
    assert practice.keys.recovery.text in out.read_text()


@pytest.mark.parametrize(("typed", "terminal", "code"), [("XXXX\n", True, 5), ("", True, 5), ("", False, 2)])
def test_a_key_that_is_not_confirmed_leaves_the_old_one_and_no_file(
    practice: Practice, monkeypatch: pytest.MonkeyPatch, typed: str, terminal: bool, code: int
):
    out, old = practice.root / "recovery", practice.keys.recovery
    monkeypatch.setattr("sys.stdin.isatty", lambda: terminal, raising=False)
    monkeypatch.setattr("sys.stdin.readline", lambda: typed, raising=False)
    assert practice.run("keys", "new-recovery", "--recovery-out", str(out)).code == code
    assert practice.keys.recovery is old
    assert not out.exists()


def test_a_failure_before_the_change_removes_the_file_and_one_after_it_keeps_it(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
):
    out = practice.root / "recovery"
    practice.keys.fail("replace_recovery_key", DiskFull())
    assert practice.run("keys", "new-recovery", "--recovery-out", str(out), "--yes").code == 4
    assert not out.exists()

    def saved_then_failed(_key, *, typed_back: str, **_: object) -> None:
        practice.keys.current = replace(practice.keys.current, vault_sequence=5)
        raise EnvironmentProblem("database_unreachable")

    monkeypatch.setattr(practice.keys, "replace_recovery_key", saved_then_failed)
    assert practice.run("keys", "new-recovery", "--recovery-out", str(out), "--yes").code == 4
    assert out.exists()


@pytest.mark.parametrize("place", ["there", "no/where"])
def test_a_file_that_cannot_be_new_stops_before_there_is_a_key(practice: Practice, place: str):
    (practice.root / "there").write_text("mine")
    done = practice.run("keys", "new-recovery", "--recovery-out", str(practice.root / place), "--yes")
    assert (done.code, practice.keys.calls["new_recovery_key"]) == (5, 0)
    assert (practice.root / "there").read_text() == "mine"


def test_a_full_disk_leaves_no_half_key(practice: Practice, monkeypatch: pytest.MonkeyPatch):
    out = practice.root / "recovery"
    monkeypatch.setattr("app.cli.recovery_file.os.write", lambda _descriptor, data: len(data) - 1)
    assert practice.run("keys", "new-recovery", "--recovery-out", str(out), "--yes").code == 5
    assert not out.exists()
    assert practice.keys.calls["replace_recovery_key"] == 0


def test_this_computer_remembers_and_forgets(practice: Practice):
    assert practice.json("keys", "remember") == {"remembered": True, "keyring": "Secret Service"}
    assert "keyring" in [slot["kind"] for slot in practice.json("keys", "status")["slots"]]
    assert practice.json("keys", "forget") == {"remembered": False}
    practice.keys.backend = None
    assert practice.run("keys", "remember").code == 4


def test_an_erased_chart_is_gone_and_what_remains_is_said(practice: Practice):
    done = practice.run("keys", "erase", "--client", CLIENT_ID, *confirming(practice, NAME))
    assert done.code == 0
    assert CLIENT.client_id not in practice.clients.stored
    for word in ("backups", "exports", "disk", "audit log", "remembers", "7 sessions"):
        assert word in done.out


def test_the_charts_merged_into_it_are_named_before_and_after(practice: Practice):
    merged = LifecycleStatus("merged", None, "Entered twice", merged_into=CLIENT.client_id)
    other = Client(ClientId(new_id()), 2, ClientDetails("Miri", "Adler"), merged)
    practice.clients.stored[other.client_id] = other
    done = practice.run("keys", "erase", "--client", CLIENT_ID, *confirming(practice, "Somebody, Else"))
    assert "Adler, Miri." in done.err
    assert other.client_id in practice.clients.stored
    found = practice.json("keys", "erase", "--client", CLIENT_ID, *confirming(practice, NAME))
    assert found["merged_charts_erased"] == ["Adler, Miri"]
    assert other.client_id not in practice.clients.stored


def test_the_name_has_to_be_right(practice: Practice):
    done = practice.run("keys", "erase", "--client", CLIENT_ID, *confirming(practice, "Adler"))
    assert done.code == 5
    assert CLIENT.client_id in practice.clients.stored
    assert practice.run("keys", "erase", "--client", "nobody", *confirming(practice, NAME)).code == 5


def test_no_command_takes_a_secret_as_an_argument(practice: Practice):
    for words in (["change-passphrase", "--new-passphrase", NEW], ["recover", "--recovery-key", RECOVERY]):
        with pytest.raises(SystemExit) as stopped:
            practice.run("keys", *words)
        assert stopped.value.code == 2
    with pytest.raises(SystemExit):
        practice.run("--passphrase", NEW, "keys", "status")


@pytest.mark.parametrize("command", [["keys", "status"], ["users", "list"], ["keys", "recover"]])
def test_without_a_practice_nothing_is_asked(practice: Practice, command: list[str]):
    (practice.data / "vault.json").unlink()
    done = practice.run(*command)
    assert done.code == 4
    assert "anamnesis init" in done.err
