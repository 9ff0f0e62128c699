"""The command line's own rules: exit codes, where a passphrase may come from, what goes to which stream."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli.console import Console, UsageError, duration_text, exit_code
from app.cli.main import run
from app.cli.parser import Later, build_parser
from app.cli.passphrase import ENVIRONMENT_VARIABLE, read_passphrase
from core import errors


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.Cancelled(), 130),
        (errors.WrongPassphrase(), 3),
        (errors.VaultLocked(), 3),
        (errors.TamperedRecord(), 3),
        (errors.VaultFormatError(), 3),
        (errors.DiskFull(), 4),
        (errors.ModelRejected(), 4),
        (errors.DataDirectoryInUse(), 4),
        (errors.NewerDataDirectory(), 4),
        (errors.EngineProblem(), 4),
        (errors.InputRefused("empty_question"), 5),
        (errors.NotFound(), 5),
        (errors.RoleRefused(), 5),
        (errors.TooManyAttempts(wait_s=30), 3),
        (errors.ImportError_(), 5),
    ],
)
def test_each_family_has_its_exit_code(error, code):
    assert exit_code(error) == code


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "1 second"), (29.1, "30 seconds"), (59.5, "1 minute"), (61, "2 minutes"), (900, "15 minutes")],
)
def test_a_wait_is_never_told_too_short(seconds: float, words: str):
    assert duration_text(seconds) == words


def test_the_first_line_of_the_file_is_the_passphrase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / "p"
    file.write_bytes("\ufeffקשה מאוד לנחש\r\nnot this".encode())
    assert read_passphrase(file) == "קשה מאוד לנחש"
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(file))
    assert read_passphrase(None) == "קשה מאוד לנחש"


def test_without_file_and_terminal_it_is_a_usage_error(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(ENVIRONMENT_VARIABLE, raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    with pytest.raises(UsageError):
        read_passphrase(None)


def test_a_passphrase_file_that_cannot_be_read_is_refused(tmp_path: Path):
    with pytest.raises(errors.InputRefused):
        read_passphrase(tmp_path / "missing")


def test_global_options_may_stand_before_or_after_the_command():
    parser = build_parser()
    before = parser.parse_args(["--json", "--data-dir", "/d", "doctor"])
    after = parser.parse_args(["doctor", "--json", "--data-dir", "/d"])
    assert (before.json, before.data_dir) == (after.json, after.data_dir) == (True, Path("/d"))


def test_options_of_a_command_in_two_words_may_stand_anywhere_too():
    parser = build_parser()
    before = parser.parse_args(["--user", "Dana", "--json", "keys", "status"])
    after = parser.parse_args(["keys", "status", "--user", "Dana", "--json"])
    assert (before.user, before.json) == (after.user, after.json) == ("Dana", True)
    assert parser.parse_args(["users", "list"]).user is None


def test_every_command_is_there_when_it_is_run():
    """The grammar only names them."""
    named = [each for each in _commands(build_parser()) if each is not None]
    assert len(named) > 40
    assert all(callable(each.load()) for each in named)


def _commands(parser: argparse.ArgumentParser) -> Iterator[Later | None]:
    yield parser.get_default("command")
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                yield from _commands(each)


def test_usage_errors_exit_with_2(capsys: pytest.CaptureFixture[str]):
    for argv in (
        ["nonsense"],
        ["find", "-k", "0", "x"],
        ["init"],
        ["users"],
        ["keys", "erase"],
        ["audit", "show", "-n", "0"],
        ["import", "--format", "fhir", "x"],
    ):
        with pytest.raises(SystemExit) as stopped:
            run(argv)
        assert stopped.value.code == 2
    capsys.readouterr()


def test_a_missing_practice_is_an_environment_problem_with_a_remedy(tmp_path: Path, capsys):
    (tmp_path / "p").write_text("whatever it is")
    code = run(["--data-dir", str(tmp_path / "none"), "--passphrase-file", str(tmp_path / "p"), "find", "x"])
    told = capsys.readouterr().err
    assert code == 4
    assert "anamnesis init" in told


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can give a directory away")
@pytest.mark.parametrize(
    "command", [["find", "x"], ["doctor"], ["init", "--practice", "Quay"], ["upgrade", "status"]]
)
def test_the_practice_of_another_account_is_refused_with_its_name(tmp_path: Path, capsys, command: list[str]):
    (tmp_path / "p").write_text("whatever it is")
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    os.chown(theirs, 65534, 65534)
    code = run(["--data-dir", str(theirs), "--passphrase-file", str(tmp_path / "p"), *command])
    told = capsys.readouterr().err
    assert (code, list(theirs.iterdir())) == (4, [])
    assert f"{theirs} belongs to the account nobody" in told
    assert "Log in to the computer as nobody" in told


def test_a_bug_is_reported_without_its_message(tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object, **__: object) -> None:
        raise ValueError("Dana Cohen, diabetes")

    monkeypatch.setattr("app.cli.practice.read_passphrase", fail)
    code = run(["--data-dir", str(tmp_path / "none"), "init", "--practice", "P"])
    told = "".join(capsys.readouterr())
    assert code == 1
    assert "ValueError" in told
    assert "Dana" not in told


def test_a_recovery_file_that_cannot_be_written_stops_before_there_is_a_practice(tmp_path: Path, capsys):
    (tmp_path / "p").write_text("seven quiet herons")
    data = tmp_path / "data"
    options = ["--data-dir", str(data), "--passphrase-file", str(tmp_path / "p")]
    code = run([*options, "init", "--practice", "P", "--recovery-out", str(tmp_path / "no" / "where")])
    assert code == 5
    assert not (data / "vault.json").exists()
    capsys.readouterr()


def test_json_goes_to_standard_output_alone(capsys: pytest.CaptureFixture[str]):
    console = Console(as_json=True, quiet=False)
    console.text("for people")
    console.note("a remark")
    console.result({"answer": "כן"}, "text")
    streams = capsys.readouterr()
    assert json.loads(streams.out) == {"answer": "כן"}
    assert streams.err == "a remark\n"


def test_quiet_is_quiet(capsys: pytest.CaptureFixture[str]):
    console = Console(as_json=False, quiet=True)
    console.text("for people")
    console.note("a remark")
    console.progress("indexing", 1, 2)
    streams = capsys.readouterr()
    assert streams.out == streams.err == ""
