"""What the doctor reads of the vault without a key, of the count of attempts, and of the clock."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.audit.findings import IntegrityFinding
from core.health.finding import Finding
from core.health.vault import clock_sanity, locked_vault, open_practice
from core.security.attempts import AttemptLimiter
from core.security.kdf import Argon2Cost
from core.security.unlocking import found_vault
from core.security.vault import PendingWork, Vault
from core.settings import Settings

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def practice(settings: Settings) -> Settings:
    """A vault file with the cheapest passphrase, and a count of attempts."""
    settings.data_dir.mkdir()
    opened, _ = found_vault(
        settings.vault_file, passphrase="seven quiet herons", cost=Argon2Cost.floor(), today=date(2026, 6, 1)
    )
    opened.save()
    AttemptLimiter(settings.attempts_file).create()
    return settings


def loaded(settings: Settings) -> Vault:
    vault = Vault.load(settings.vault_file)
    assert isinstance(vault, Vault)
    return vault


def findings(settings: Settings, *, failed_attempts: int | None = None) -> dict[str, Finding]:
    return {each.check: each for each in locked_vault(settings, failed_attempts=failed_attempts)}


def test_without_a_practice_there_is_nothing_to_say(settings: Settings):
    assert findings(settings) == {}


def test_a_cheap_passphrase_is_told(practice: Settings):
    found = findings(practice)
    assert (found["vault"].status, found["vault"].params) == ("warning", {"passphrases": 1, "weak": 1})
    vault = loaded(practice)
    dear = tuple(replace(slot, cost=slot.cost and Argon2Cost.recommended_floor()) for slot in vault.slots)
    replace(vault, slots=dear).save(practice.vault_file)
    assert findings(practice)["vault"].status == "ok"


def test_work_that_was_begun_is_told(practice: Settings):
    assert findings(practice)["keys"].status == "ok"
    vault = loaded(practice)
    work = PendingWork("rotate", None, vault.membership[-1].document.signed_by)
    replace(vault, work=work).save(practice.vault_file)
    found = findings(practice)["keys"]
    assert (found.status, found.params["pending"]) == ("warning", "rotate")


def test_a_damaged_vault_is_a_problem_and_no_crash(practice: Settings):
    practice.vault_file.write_text("{")
    assert findings(practice)["vault"] == Finding("vault", "problem", {"code": "vault_file_damaged"})


def test_attempts_are_told_from_the_fifth_on(practice: Settings):
    limiter = AttemptLimiter(practice.attempts_file)
    for _ in range(4):
        limiter.begin()
    assert findings(practice)["attempts"] == Finding("attempts", "ok", {"failed": 4, "counted": True})
    limiter.begin()
    assert findings(practice)["attempts"].status == "warning"
    limiter.succeeded()
    assert findings(practice)["attempts"].status == "ok"
    assert findings(practice, failed_attempts=7)["attempts"].params["failed"] == 7


def test_a_count_that_is_gone_is_told(practice: Settings):
    practice.attempts_file.unlink()
    assert findings(practice)["attempts"].status == "warning"


def test_words_in_the_journal_are_counted_by_their_names(practice: Settings):
    assert findings(practice)["journal"] == Finding("journal", "ok", {"waiting": 0, "damaged": 0})
    practice.journal_dir.mkdir()
    (practice.journal_dir / "a.b.sealed").write_bytes(b"")
    (practice.journal_dir / "a.c.sealed.20240407T120000000000.damaged").write_bytes(b"")
    (practice.journal_dir / ".a.d.sealed.unfinished").write_bytes(b"")
    assert findings(practice)["journal"] == Finding("journal", "warning", {"waiting": 1, "damaged": 1})


def test_the_keyring_is_named_or_none(practice: Settings):
    found = findings(practice)["keyring"]
    assert found.status == "ok"
    assert found.params["available"]


def test_a_clock_that_stands_wrong(practice: Settings):
    for file in practice.data_dir.iterdir():
        os.utime(file, (NOW.timestamp(), NOW.timestamp()))
    assert clock_sanity(practice, lambda: NOW).status == "ok"
    assert clock_sanity(practice, lambda: NOW - timedelta(minutes=4)).status == "ok"
    assert clock_sanity(practice, lambda: NOW - timedelta(minutes=6)).status == "warning"
    assert clock_sanity(practice, lambda: datetime(2020, 1, 1, tzinfo=UTC)).status == "warning"


class Integrity:
    def __init__(self, *found: IntegrityFinding) -> None:
        self.at_unlock = found


class OpenPractice:
    def __init__(self, integrity: Integrity) -> None:
        self.integrity = integrity


@pytest.mark.parametrize(
    ("integrity", "status", "params"),
    [
        (Integrity(), "ok", {"findings": 0, "codes": []}),
        (
            Integrity(IntegrityFinding("stale_database"), IntegrityFinding("stale_database")),
            "problem",
            {"findings": 2, "codes": ["stale_database"]},
        ),
    ],
)
def test_records_that_are_not_as_they_were_written(integrity: Integrity, status: str, params: dict):
    found, log = open_practice(OpenPractice(integrity))  # type: ignore[arg-type]
    assert (found.status, found.params) == (status, params)
    # An older database brings an older log with it.
    assert (log.check, log.status) == ("audit_chain", status)


def test_a_log_that_is_whole_beside_a_damaged_row():
    damaged = Integrity(IntegrityFinding("damaged_row"))
    found, log = open_practice(OpenPractice(damaged))  # type: ignore[arg-type]
    assert (found.status, log.status) == ("problem", "ok")
