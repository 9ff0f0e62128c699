"""Checks of the vault file without keys, and of the unlocked practice's keys and records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from core.audit.findings import FindingCode
from core.clock import Clock
from core.errors import AnamnesisError
from core.health.finding import Finding, Status
from core.journal.service import journal_files
from core.security.attempts import FREE_ATTEMPTS, AttemptLimiter
from core.security.kdf import Argon2Cost
from core.security.os_keyring import DeviceKeyStore
from core.security.vault import Vault
from core.settings import Settings

if TYPE_CHECKING:
    from core.services import Services

_EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
_CLOCK_SLACK = timedelta(minutes=5)
_OF_THE_LOG: frozenset[FindingCode] = frozenset(
    ("audit_chain_damaged", "anchor_damaged", "anchor_missing", "stale_database", "forked_database")
)


def locked_vault(settings: Settings, *, failed_attempts: int | None) -> Iterator[Finding]:
    """Passphrase cost, unfinished work, attempts and keyring; empty without a practice."""
    if not settings.vault_file.exists():
        return
    try:
        vault = Vault.load(settings.vault_file)
    except (AnamnesisError, OSError) as error:
        yield Finding("vault", "problem", {"code": getattr(error, "code", "vault_format")})
        return
    costs = [slot.cost for slot in vault.slots if slot.cost is not None]
    weak = sum(cost.weaker_than(Argon2Cost.recommended_floor()) for cost in costs)
    yield Finding("vault", "warning" if weak else "ok", {"passphrases": len(costs), "weak": weak})
    work = vault.work if isinstance(vault, Vault) else None
    yield Finding("keys", "warning" if work else "ok", {"pending": work.kind if work else None})
    yield _attempts(settings, failed_attempts)
    yield _journal(settings)
    yield Finding(
        "keyring", "ok", {"available": DeviceKeyStore(allowed=settings.keyring_allowed).available() or "none"}
    )


def open_practice(services: Services) -> Iterator[Finding]:
    """Checks that need keys: records that do not match their manifests."""
    found = services.integrity.at_unlock
    codes = sorted({each.code for each in found})
    params: dict[str, Any] = {"findings": len(found), "codes": codes}
    yield Finding("integrity", "problem" if found else "ok", params)
    yield audit_chain(services)


def audit_chain(services: Services) -> Finding:
    """Whether the audit log is intact, as found at the unlock."""
    codes = sorted({each.code for each in services.integrity.at_unlock} & _OF_THE_LOG)
    return Finding("audit_chain", "problem" if codes else "ok", {"codes": codes})


def clock_sanity(settings: Settings, clock: Clock) -> Finding:
    """A wrong clock makes dates of notes wrong and restarts waits."""
    now = clock()
    newest = now
    for file in (settings.vault_file, settings.attempts_file, settings.format_file):
        if file.exists():
            newest = max(newest, datetime.fromtimestamp(file.stat().st_mtime, tz=UTC))
    wrong = now < _EARLIEST or newest > now + _CLOCK_SLACK
    return Finding("clock", "warning" if wrong else "ok", {"now": now.isoformat(timespec="seconds")})


def _journal(settings: Settings) -> Finding:
    try:
        found = journal_files(settings.journal_dir)
    except OSError as error:
        return Finding("journal", "problem", {"reason": error.strerror})
    status: Status = "warning" if found.waiting or found.damaged else "ok"
    return Finding("journal", status, {"waiting": found.waiting, "damaged": found.damaged})


def _attempts(settings: Settings, failed: int | None) -> Finding:
    known = settings.attempts_file.exists()
    if failed is None:
        failed = AttemptLimiter(settings.attempts_file).failures if known else 0
    fine = known and failed < FREE_ATTEMPTS
    return Finding("attempts", "ok" if fine else "warning", {"failed": failed, "counted": known})
