"""`anamnesis policy`: needs no practice and no passphrase; a check works under a policy that is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.configuration.templates import TEMPLATES
from tests.unit.app.conftest import Practice


def test_without_a_policy_it_says_so(practice: Practice) -> None:
    done = practice.run("policy", "show")
    assert done.code == 0
    assert "There is no policy on this computer." in done.out
    assert "export_allowed = true" in done.out


def test_what_the_own_file_sets_is_told_with_its_line(practice: Practice) -> None:
    (practice.data / "settings.toml").write_text("\nlock_after_min = 5\n")
    rows = {each["name"]: each for each in practice.json("policy", "show")["settings"]}
    assert rows["lock_after_min"]["set_by"] == "file"
    assert rows["lock_after_min"]["place"].endswith("settings.toml:2")
    assert rows["export_allowed"]["set_by"] is None


def test_a_file_is_checked_before_it_is_in_force(practice: Practice, tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text('lock_after_min = 5\nbackup_folders = ["/srv/a"]\n')
    assert practice.json("policy", "check", str(path))["settings"] == {
        "lock_after_min": 5,
        "backup_folders": ["/srv/a"],
    }
    path.write_text("# nothing\nlock_after_min = 61\n")
    (practice.data / "settings.toml").write_text("no such = \n")
    done = practice.run("policy", "check", str(path))
    assert done.code == 4
    assert f"{path}, line 2: lock_after_min is set to 61. It must be a whole number from 1 to 60." in done.err
    assert practice.run("policy", "show").code == 4
    assert practice.run("policy", "check", str(tmp_path / "none.toml")).code == 4


@pytest.mark.parametrize("kind", TEMPLATES)
def test_templates_come_out(practice: Practice, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "out"
    assert practice.run("policy", "template", kind, "--out", str(out)).code == 0
    printed = practice.run("policy", "template", kind).out
    assert printed.strip() == out.read_text("utf-8").strip()
    assert "lock_after_min" in printed


def test_the_words_of_group_policies_are_there_in_hebrew(practice: Practice) -> None:
    made = json.loads(practice.run("--json", "policy", "template", "adml", "--language", "he").out)[
        "template"
    ]
    assert "נעילה" in made
    assert "Lock without input after" not in made
