"""A practice's keys on the command line: members, roles, a changed passphrase, rotated keys, an erased
chart.
"""

from __future__ import annotations

import json
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.program import Program, write_charts

pytestmark = pytest.mark.journey

CHARTS: list[dict[str, Any]] = [
    {
        "client": {"id": name, "first_name": first, "last_name": last, "sex": "female"},
        "sessions": [{"id": f"{name}-1", "date": "2024-01-14", "subjective": f"{last} counts herons."}],
    }
    for name, first, last in (
        ("heron", "Ines", "Heron"),
        ("plover", "Tea", "Plover"),
        ("wren", "Ada", "Wren"),
    )
]
OWNER, CLINICIAN, AUDITOR = "Dana Owner", "Noa Levi", "Avi Cohen"
PASSPHRASES = {
    OWNER: "seven quiet herons at dusk",
    CLINICIAN: "nine grey geese at noon",
    AUDITOR: "four black crows at dawn",
}


@dataclass
class Practice:
    """The program with a passphrase file for each member."""

    program: Program

    def secret(self, name: str, text: str) -> str:
        file = self.program.secrets / name.replace(" ", "-")
        file.write_text(text + "\n", "utf-8")
        file.chmod(0o600)
        return str(file)

    def as_(self, name: str, *arguments: str, passphrase: str | None = None, named: bool = True):
        file = self.secret(name, passphrase or PASSPHRASES[name])
        who = ("--user", name) if named else ()
        return self.program.run("--json", "--passphrase-file", file, *who, *arguments)

    def must(self, name: str, *arguments: str) -> Any:
        done = self.as_(name, *arguments)
        assert done.returncode == 0, f"{arguments}: exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        return json.loads(done.stdout)


def confirming(practice: Practice, name: str) -> tuple[str, str]:
    return "--confirm-file", practice.secret("confirmation", name)


def test_a_practice_lives_with_its_keys(tmp_path: Path):
    # Key management needs no model, and each search would load one.
    without_models = {"ANAMNESIS_MODELS_DIR": str(tmp_path / "no-models")}
    program = Program(
        tmp_path / "installation", passphrase=PASSPHRASES[OWNER], extra_environment=without_models
    )
    practice = Practice(program)
    recovery, recovery_2 = program.secrets / "recovery", program.secrets / "recovery-2"

    # A practice with charts, a clinician and an auditor.
    program.must(*("init", "--practice", "Quay Practice", "--owner", OWNER, "--recovery-out", str(recovery)))
    assert stat.S_IMODE(recovery.stat().st_mode) == 0o600
    program.must("import", str(write_charts(program.secrets / "charts.jsonl", CHARTS)))
    for name, role in ((CLINICIAN, "clinician"), (AUDITOR, "auditor")):
        new = practice.secret(f"new-{role}", PASSPHRASES[name])
        practice.must(OWNER, "users", "add", "--name", name, "--role", role, "--new-passphrase-file", new)

    # Each signs in, with or without a name, and may do what the role allows.
    for name in PASSPHRASES:
        members = practice.must(name, "users", "list")["members"]
        assert [each["name"] for each in members if each["you"]] == [name]
        assert practice.as_(name, "users", "list", named=False).returncode == 0
    assert practice.as_(CLINICIAN, "users", "list", passphrase=PASSPHRASES[OWNER]).returncode == 3
    # Nothing is indexed yet, and the search reports it.
    searched = practice.must(CLINICIAN, "find", "herons", "--client", "heron")["searched"]
    assert (searched["sessions"], searched["unread"] > 0) == (0, True)
    refused = practice.as_(AUDITOR, "find", "herons", "--client", "heron")
    assert (refused.returncode, refused.stdout) == (5, "")
    assert practice.as_(AUDITOR, "index", "status").returncode == 5
    assert practice.as_(CLINICIAN, "keys", "rotate").returncode == 5
    assert practice.as_(CLINICIAN, "audit", "show").returncode == 5
    assert practice.must(AUDITOR, "audit", "show")["entries"]

    # A new passphrase: the old one opens nothing.
    now = "eleven swifts over the roof"
    changed = practice.secret("changed", now)
    practice.must(CLINICIAN, "keys", "change-passphrase", "--new-passphrase-file", changed)
    assert practice.as_(CLINICIAN, "users", "list").returncode == 3
    assert practice.as_(CLINICIAN, "users", "list", passphrase=now).returncode == 0

    # New keys, and every chart still opens for the other member.
    before = practice.must(OWNER, "keys", "status")
    after = practice.must(OWNER, "keys", "rotate")
    assert after["workspace_key_version"] == before["workspace_key_version"] + 1
    assert (after["pending"], after["client_keys"]) == (None, 3)
    found = practice.as_(CLINICIAN, "find", "herons", "--client", "plover", passphrase=now)
    assert found.returncode == 0, found.stderr

    # One chart is destroyed; the others stay.
    wrong = practice.as_(OWNER, "keys", "erase", "--client", "wren", *confirming(practice, "Heron, Ines"))
    assert wrong.returncode == 5
    erased = practice.must(OWNER, "keys", "erase", "--client", "wren", *confirming(practice, "Wren, Ada"))
    assert erased["sessions"] == 1
    assert "backups" in erased["remains"]
    assert practice.as_(OWNER, "find", "herons", "--client", "wren").returncode == 5
    assert practice.must(OWNER, "keys", "status")["client_keys"] == 2

    # A member is removed; their passphrase no longer works.
    removed = practice.must(OWNER, "users", "remove", CLINICIAN)
    assert removed["rekeyed_clients"] == 2
    gone = practice.as_(CLINICIAN, "users", "list", passphrase=now)
    assert gone.returncode == 5

    # The log of all this is intact, here and in a file without any key.
    for name in (OWNER, AUDITOR):
        report = practice.must(name, "audit", "verify")
        assert report["intact"], report
    export = program.secrets / "log.jsonl"
    practice.must(AUDITOR, "audit", "export", "--out", str(export))
    elsewhere = Program(tmp_path / "elsewhere")
    assert elsewhere.must_json("audit", "verify", str(export))["intact"] is True
    lines = export.read_bytes().splitlines(keepends=True)
    export.write_bytes(b"".join(lines[:3] + lines[4:]))
    assert elsewhere.run("audit", "verify", str(export)).returncode in (3, 5)
    actions = [each["action"] for each in practice.must(OWNER, "audit", "show", "-n", "500")["entries"]]
    for action in ("unlock.failed", "user.add", "user.remove", "keys.passphrase", "keys.rotate", "erase"):
        assert action in actions, action

    # The owner's passphrase is forgotten: the recovery key sets a new one.
    forgotten = practice.secret("forgotten", "two owls on the barn")
    program.must(*("keys", "recover", "--recovery-file", str(recovery), "--new-passphrase-file", forgotten))
    assert practice.as_(OWNER, "users", "list").returncode == 3
    options = ("--passphrase-file", forgotten)
    program.must(*options, "keys", "new-recovery", "--recovery-out", str(recovery_2), "--yes")
    again = program.run("keys", "recover", "--recovery-file", str(recovery), "--new-passphrase-file", changed)
    assert again.returncode == 3
    program.must(*("keys", "recover", "--recovery-file", str(recovery_2), "--new-passphrase-file", changed))

    # And doctor reports only the test's weak passphrases.
    report = json.loads(program.run("--json", "--passphrase-file", changed, "doctor").stdout)
    findings = {each["check"]: each for each in report["findings"]}
    assert findings["integrity"]["status"] == "ok", findings["integrity"]
    assert findings["vault"]["details"]["weak"] == findings["vault"]["details"]["passphrases"]
    assert not [
        each for each in report["findings"] if each["status"] == "problem" and "model" not in each["check"]
    ]


def test_guessing_is_slowed_down_across_restarts(tmp_path: Path):
    program = Program(tmp_path / "installation")
    practice = Practice(program)
    program.must("init", "--practice", "P", "--owner", OWNER)
    tries = [practice.as_(OWNER, "users", "list", passphrase=f"guess number {n}") for n in range(6)]
    assert [done.returncode for done in tries] == [3] * 6
    assert "passphrase" in tries[4].stderr
    assert re.search(r"possible in \d\d seconds", tries[5].stderr)
    right = practice.program.run("users", "list")
    assert right.returncode == 3
    assert "possible in" in right.stderr
    doctor = json.loads(program.run("--json", "doctor").stdout)
    attempts = next(each for each in doctor["findings"] if each["check"] == "attempts")
    assert (doctor["unlocked"], attempts["status"], attempts["details"]["failed"]) == (False, "warning", 5)
