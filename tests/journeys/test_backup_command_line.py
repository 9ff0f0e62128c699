"""A practice is backed up, and restored with the recovery key alone in a new home directory."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.journeys.program import Program, write_charts

pytestmark = pytest.mark.journey

CHART = {
    "client": {"id": "heron", "first_name": "Ines", "last_name": "Heron", "sex": "female"},
    "sessions": [{"id": "heron-1", "date": "2024-01-14", "subjective": "Ibuprofen stopped for heartburn."}],
}


def test_the_recovery_key_and_the_folder_are_enough(tmp_path: Path) -> None:
    before = Program(tmp_path / "before")
    recovery = before.secrets / "recovery"
    before.must("init", "--practice", "Quay", "--owner", "Dana Owner", "--recovery-out", str(recovery))
    before.must("import", str(write_charts(before.secrets / "charts.jsonl", [CHART])))
    stick = tmp_path / "stick"
    stick.mkdir()
    before.must("backup", "targets", "add", str(stick))
    (made,) = before.must_json("backup", "create")["backups"]
    assert before.must_json("backup", "verify", made["file"])["intact"]
    (listed,) = before.must_json("backup", "list")["backups"]
    assert (listed["file"], listed["rows"]) == (made["file"], made["rows"])
    drilled = before.must_json("backup", "drill")
    assert drilled["proved"], drilled
    status = before.must_json("backup", "targets", "list")
    assert status["last_proved_at"] is not None
    shutil.rmtree(before.root)

    after = Program(
        tmp_path / "after",
        passphrase="wrong for this practice 12",
        # Lexical search needs no model, and so none is loaded.
        extra_environment={"ANAMNESIS_MODELS_DIR": str(tmp_path / "no-models")},
    )
    found = after.must_json("backup", "list", "--from", str(stick))
    assert [each["file"] for each in found["backups"]] == [made["file"]]
    into = ("--into", str(after.data_dir))
    assert after.run("backup", "restore", made["file"], *into).returncode == 3
    assert not (after.data_dir / "vault.json").exists()
    key = ("--recovery-key-file", str(recovery))
    restored = after.must_json("backup", "restore", made["file"], *into, *key)
    assert (restored["practice"], restored["proved"], restored["age"]) == ("Quay", True, "unknown")
    assert restored["rows"] == made["rows"]
    assert after.run("backup", "restore", made["file"], *into, *key).returncode == 5

    # The practice is complete, and its passphrase opens it.
    after.passphrase_file.write_text(before.passphrase + "\n", "utf-8")
    hits = json.loads(after.must("--json", "find", "ibuprofen", "--client", "heron"))
    assert hits["searched"]["unread"] > 0 or hits["hits"]
    actions = [each["action"] for each in after.must_json("audit", "show")["entries"]]
    assert {"restore", "backup.drill", "backup.verify", "backup"} & set(actions) >= {"restore"}
    exported = tmp_path / "chart.jsonl"
    after.must("export", "--client", "heron", "--format", "jsonl", "--out", str(exported))
    assert "Ibuprofen stopped for heartburn." in exported.read_text("utf-8")
