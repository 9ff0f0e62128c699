"""What the status bar and the page say of backups that are fresh, old, away, failing, or not there at all."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest

from core.backup.drill import Drill
from core.backup.proving import Proof
from core.backup.restoring import Restored
from core.backup.status import BackupStatus
from core.backup.targets import Target
from core.backup.verifying import Verified
from core.ids import new_id
from tests.fakes.backups import NOW, WHOLE, manifest_of
from ui.backups.result_words import ResultWords
from ui.backups.words import BackupWords
from ui.operations.backups import Folder


def days(count: float) -> datetime:
    return NOW - timedelta(days=count)


def plain(text: str) -> str:
    return "".join(each for each in text if each not in "\u2066\u2067\u2068\u2069\u200e\u200f")


@pytest.mark.parametrize(
    ("status", "text", "tone", "tip"),
    [
        (BackupStatus(None, None, 0), "No backup", "caution", "choose a folder"),
        (BackupStatus(None, None, 1), "Not backed up yet", "caution", "three minutes"),
        (BackupStatus(NOW, days(2), 1), "Backed up today · restore proved 2 days ago", "muted", ""),
        (
            BackupStatus(days(1), None, 1),
            "Backed up yesterday · restore not tested yet",
            "muted",
            "Test a restore",
        ),
        (
            BackupStatus(days(5), NOW, 1),
            "Last backup 5 days ago · restore proved today",
            "caution",
            "Back up now",
        ),
        (
            BackupStatus(NOW, days(20), 1),
            "Backed up today · restore proved 20 days ago",
            "caution",
            "two weeks",
        ),
        (
            BackupStatus(NOW, NOW, 1, "backup_target_away"),
            "Backed up today · restore proved today · folder not reachable",
            "muted",
            "Connect the drive",
        ),
        (
            BackupStatus(NOW, NOW, 1, "backup_damaged"),
            "Backed up today · The backup is damaged",
            "caution",
            "earlier backup",
        ),
        (
            BackupStatus(None, None, 0, "backup_state_damaged"),
            "Not backed up yet",
            "caution",
            "Add the folders",
        ),
    ],
)
def test_the_status_bar(status: BackupStatus, text: str, tone: str, tip: str) -> None:
    said = BackupWords().status_words(status, NOW)
    assert (plain(said.text), said.tone) == (text, tone)
    assert tip in said.tip


def test_a_clock_that_was_set_back_makes_no_negative_age() -> None:
    assert BackupWords().age(NOW + timedelta(days=3), NOW) == "today"


def test_a_folder_says_when_the_next_backup_is_due() -> None:
    words, target = BackupWords(), Target(new_id(), Path("/stick"), last_at=days(1))
    here = Folder(target, True, NOW)
    assert words.folder_state(here, NOW) == ("available", "good")
    assert "next one after" in words.folder_line(here, NOW)
    due = Folder(target, True, None)
    assert "as soon as nobody types" in words.folder_line(due, NOW)
    assert words.folder_state(Folder(target, False, None), NOW) == ("not reachable now", "caution")
    failing = Folder(Target(new_id(), Path("/stick"), problem="backup_no_room"), True, None)
    assert words.folder_state(failing, NOW)[0] == "There is too little room for a backup"
    assert words.folder_line(failing, NOW).startswith("\u200eNo backup yet")


def test_results_say_what_was_looked_at_and_what_was_wrong() -> None:
    words = ResultWords()
    assert "each is as it was written" in words.verified(Verified(12, 340_000_000))
    damaged = words.verified(Verified(12, 340, missing=1, damaged=2, lost_rows=70))
    assert "1 parts are missing and 2 are damaged" in damaged
    assert "70 record(s)" in damaged or "70 records" in damaged
    assert "5 of 5 notes were found" in words.drilled(Drill(WHOLE, 42, {}))
    wrong = Proof(values=9, unreadable={"message": 2}, findings={"missing_row": 3}, log_intact=False)
    told = words.drilled(Drill(wrong, 42, {"missing_row": 3}))
    for part in (
        "2 encrypted values do not open",
        "A record is missing. (3×)",
        "log is damaged",
        "same faults",
    ):
        assert part in plain(told)


@pytest.mark.parametrize(
    ("age", "known", "text", "warns"),
    [
        ("unknown", 0, "had not seen the practice", False),
        ("current", 30, "newer than what this computer knew", False),
        ("current", 42, "as new as what this computer knew", False),
        ("stale", 90, "older than what this computer knew", True),
        ("forked", 90, "two places", True),
    ],
)
def test_a_restore_says_how_it_stands_to_what_was_known(
    age: Literal["current", "stale", "forked", "unknown"], known: int, text: str, warns: bool
) -> None:
    lines = ResultWords().restored(Restored(manifest_of(NOW), WHOLE, age, 42, known, {"message": 3}))
    assert next(each for each in lines if text in each[0])[1] is warns
    assert any("3 records were damaged" in line for line, warning in lines if warning)
    assert "language models" in lines[-1][0]
