"""`anamnesis users` and the choice of who signs in."""

from __future__ import annotations

from core.errors import RoleRefused
from tests.unit.app.conftest import MINE, THEIRS, Practice

NEW = "nine grey geese at noon"


def test_the_members_are_listed(practice: Practice):
    listed = practice.json("users", "list")["members"]
    assert [(each["name"], each["role"], each["you"]) for each in listed] == [
        ("Dana Owner", "owner", True),
        ("Noa Levi", "clinician", False),
    ]
    assert "(you)" in practice.run("users", "list").out


def test_a_member_is_added_with_a_passphrase_of_their_own(practice: Practice):
    new = practice.file("new", NEW)
    made = practice.json(
        "users", "add", "--name", "Avi Cohen", "--role", "auditor", "--new-passphrase-file", new
    )
    assert made["member"]["role"] == "auditor"
    assert [member.name for member in practice.people.members][-1] == "Avi Cohen"
    again = practice.run(
        "users", "add", "--name", "avi cohen", "--role", "owner", "--new-passphrase-file", new
    )
    assert again.code == 5


def test_without_a_file_and_a_terminal_a_new_passphrase_is_a_usage_error(practice: Practice, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    done = practice.run("users", "add", "--name", "Avi", "--role", "owner")
    assert done.code == 2
    assert "--new-passphrase-file" in done.err
    assert practice.people.calls["add"] == 0


def test_a_new_passphrase_is_typed_twice(practice: Practice, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    answers = iter([NEW, NEW + "!", NEW, NEW])
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(answers))
    assert practice.run("users", "add", "--name", "Avi", "--role", "owner").code == 5
    assert practice.run("users", "add", "--name", "Avi", "--role", "owner").code == 0


def test_a_member_is_renamed_and_gets_another_role(practice: Practice):
    done = practice.run("users", "change", "noa levi", "--name", "Noa Barak", "--role", "owner")
    assert done.code == 0
    assert "Noa Levi is now Noa Barak, owner." in done.out
    assert "next unlock" in done.out
    assert [each.name for each in practice.people.members] == ["Dana Owner", "Noa Barak"]
    only_name = practice.json("users", "change", "Dana Owner", "--name", "Dr Dana Cohen")
    assert (only_name["member"]["name"], only_name["member"]["role"]) == ("Dr Dana Cohen", "owner")
    assert practice.run("users", "change", "Noa Barak").code == 2
    assert practice.run("users", "change", MINE.name, "--role", "clinician").code == 5


def test_a_removal_says_what_remains(practice: Practice):
    done = practice.run("users", "remove", "noa levi")
    assert done.code == 0
    assert THEIRS not in practice.people.members
    assert "stays read" in done.out
    assert "backups" in done.out


def test_an_unknown_member_is_refused(practice: Practice):
    assert practice.run("users", "remove", "Nobody").code == 5
    assert len(practice.people.members) == 2


def test_one_cannot_remove_oneself(practice: Practice):
    assert practice.run("users", "remove", MINE.name).code == 5


def test_a_role_that_may_not_is_refused_as_input(practice: Practice):
    practice.people.fail("add", RoleRefused(role="auditor", right="people"))
    new = practice.file("new", NEW)
    done = practice.run("users", "add", "--name", "A", "--role", "owner", "--new-passphrase-file", new)
    assert done.code == 5


def test_who_signs_in_can_be_named(practice: Practice):
    practice.json("users", "list")
    practice.json("--user", "noa LEVI", "users", "list")
    practice.json("users", "list", "--user", str(MINE.user_id))
    assert practice.unlocked_as == [None, THEIRS.user_id, MINE.user_id]
    assert practice.run("--user", "Nobody", "users", "list").code == 5


def test_too_many_attempts_exit_like_the_vault_and_say_how_long(practice: Practice):
    practice.wait_s = 119
    done = practice.run("users", "list")
    assert done.code == 3
    assert "2 minutes" in done.err
    practice.wait_s = 30
    assert "30 seconds" in practice.run("users", "list").err


def test_a_wrong_passphrase_is_one_too(practice: Practice):
    assert practice.run("users", "list", passphrase="another one").code == 3
