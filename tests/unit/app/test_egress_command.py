"""`egress-report`: made, filed, checked; the journey itself is run in tests/journeys."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from app.cli import egress
from app.cli.main import run
from core.egress import making

JOURNEY = """
import json, socket, sys
names = "create lock unlock index find ask export print backup close".split()
for name in names:
    print(json.dumps({"name": name, "outcome": "done", "duration_s": 0.1, "details": {}, "code": ""}))
if sys.argv[1] == "out":
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect_ex(("192.0.2.1", 9))
"""


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs the command line with a stand-in for the program: `way` is what that one does."""
    monkeypatch.setattr("core.settings._default_state_dir", lambda: tmp_path / "state")
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, way: str = "stay") -> tuple[int, str, str]:
        monkeypatch.setattr(egress, "program_command", lambda *_words: (sys.executable, "-c", JOURNEY, way))
        code = run(["--data-dir", str(tmp_path / "data"), *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture(autouse=True)
def state_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from core.settings import Settings

    load = Settings.load
    from dataclasses import replace

    monkeypatch.setattr(
        Settings, "load", lambda data_dir=None: replace(load(data_dir), state_dir=tmp_path / "state")
    )


def observed() -> bool:
    """Whether this computer allows a way that tells whose a socket is."""
    from core.egress.observing import Ways

    ways = Ways.of_this_computer(Path("/tmp"))
    return ways.namespace is not None or ways.strace is not None


def test_a_program_that_reaches_out_is_reported_and_the_report_is_filed(cli: Any, tmp_path: Path) -> None:
    if not observed():
        pytest.skip("neither namespaces nor traces are allowed here")
    code, out, err = cli("egress-report", "--out", str(tmp_path / "r.txt"), way="out")
    assert code == 4
    assert "A CONNECTION WAS ATTEMPTED" in out
    assert "signed with the key" in err
    code, out, _ = cli("egress-report", "--verify", str(tmp_path / "r.txt"))
    assert code == 0
    assert "verdict: attempted" in out
    assert "this computer's" in out


def test_one_that_does_not_is_clean_and_its_file_is_not_replaced(cli: Any, tmp_path: Path) -> None:
    if not observed():
        pytest.skip("neither namespaces nor traces are allowed here")
    code, out, _ = cli("--json", "egress-report")
    document = json.loads(out)
    assert (code, document["verdict"], document["control"]["seen"]) == (0, "nothing_left", True)
    assert [each["name"] for each in document["steps"]][-1] == "close"
    (filed,) = tmp_path.glob("anamnesis-egress-*.txt")
    code, _, err = cli("egress-report")
    assert code == 5
    assert "is not replaced" in err
    filed.write_bytes(filed.read_bytes().replace(b"NO CONNECTION", b"A CONNECTION!"))
    code, _, err = cli("egress-report", "--verify", filed.name)
    assert (code, "is not what was signed" in err) == (5, True)


def test_a_key_that_was_not_expected_is_told(cli: Any, tmp_path: Path) -> None:
    from core.egress.computer_key import computer_key
    from core.egress.signed_file import signed_file
    from tests.unit.core.egress.material import report

    (tmp_path / "r.txt").write_bytes(signed_file(report(), computer_key(tmp_path / "elsewhere")))
    code, out, _ = cli("egress-report", "--verify", "r.txt")
    assert (code, "another computer's" in out) == (0, True)
    code, _, err = cli("egress-report", "--verify", "r.txt", "--key", "ABCD")
    assert (code, "not with the one that was expected" in err) == (5, True)


def test_a_journey_that_says_nothing_is_no_report(cli: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "_step_of", lambda _line: None)
    code, _, err = cli("egress-report")
    assert (code, "nothing to report" in err) == (4, True)


def test_options_that_do_not_go_together_are_refused(cli: Any, tmp_path: Path) -> None:
    assert cli("egress-report", "--key", "AB")[0] == 2
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    assert cli("egress-report", "--journey", str(tmp_path / "full"))[0] == 2
