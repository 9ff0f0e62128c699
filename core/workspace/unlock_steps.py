"""The steps of an unlock on what it opened. A chart must open nevertheless where one of them may fail."""

from __future__ import annotations

import logging

from core.audit.failures import FailedUnlocks
from core.backup.sealed_rows import open_every_row
from core.clients.repository import ClientRepository
from core.database.snapshot import hold_snapshot
from core.errors import AnamnesisError, DiskFull, VaultLocked
from core.integrity.service import IntegrityService
from core.security.open_vault import OpenVault
from core.services import Services
from core.settings import Settings
from core.upgrade.record import UpgradeRecord
from core.wiring import Parts

_log = logging.getLogger(__name__)
_PASSING = {"database_unreachable", "database_busy", "database_timeout", "database_out_of_resources"}
"""Errors of an unlock that are reported unchanged: the log may be intact and available a moment later."""


def load_client_keys(parts: Parts) -> None:
    """A damaged key only affects its own client, which `IntegrityService` reports."""
    if not parts.open_vault.access.allows("chart"):
        return
    database, sealer = parts.context.database, parts.context.sealer
    with database.begin() as session:
        stored = ClientRepository(session, sealer).wrapped_keys()
    for key in sealer.keyring.load_clients(stored):
        _log.error("a client's key is damaged: %s, version %d", key.client_id, key.version)


def check_upgrade(parts: Parts) -> None:
    """Opens every row once, at the first unlock after an upgrade by a user who may read charts."""
    record = UpgradeRecord.read(parts.settings.upgrade_file)
    if record is None or record.checked or not parts.open_vault.access.allows("chart"):
        return
    with parts.context.database.begin() as session:
        hold_snapshot(session)
        opened = open_every_row(session, parts.context.sealer)
    for table, count in opened.damaged.items():
        _log.error("after the upgrade %d values of %s do not open", count, table)
    try:
        record.found(opened.damaged).write(parts.settings.upgrade_file)
    except (DiskFull, OSError):
        # A chart must open when the disk is full; the next unlock checks again.
        _log.warning("the check of the upgrade was not noted: no room")


def record_unlock(parts: Parts, integrity: IntegrityService, failed_unlocks: FailedUnlocks) -> None:
    """Writes the event of the unlock, and those of failed ones before it, into the audit log."""
    audit = parts.context.audit
    try:
        with parts.context.database.begin() as session:
            failed_unlocks.take_into(audit, session)
            audit.record(session, action="unlock", details={"with": parts.open_vault.opened_with})
            if parts.anchors.read().newest is None and not integrity.at_unlock:
                # No lock could have made one yet.
                audit.checkpoint(session)
    except DiskFull:
        # A chart must open when the disk is full: only writing is refused.
        _log.warning("unlock not audited: disk full")
    except AnamnesisError as error:
        if isinstance(error, VaultLocked) or error.code in _PASSING:
            raise
        # A damaged log must not block access to the charts: audited actions are refused, and the findings
        # say why.
        integrity.unlock_not_recorded(error)


def keep_in_todays_format(opened: OpenVault, integrity: IntegrityService) -> None:
    """Writes a vault file of the first format in the current one."""
    try:
        opened.save(integrity.inventory_now())
    except DiskFull:
        # A chart must open when the disk is full; the next change of keys writes the file.
        _log.warning("the vault file is still of the first format: disk full")


def follow_escrow_policy(services: Services, settings: Settings) -> None:
    """Makes the escrow recipient of backups the one that the policy sets."""
    try:
        services.keys.follow_escrow_policy(settings.backup_escrow)
    except AnamnesisError as error:
        # A chart must open nevertheless: the next unlock tries again.
        _log.warning("the escrow of the policy was not followed: %s", error.code)
