"""The steps of a restore between the loaded rows and the practice that is unlocked."""

from __future__ import annotations

from datetime import date

from core.backup.opened import OpenedBackup
from core.backup.proving import prove
from core.backup.restoring import Restored, age_of, finish_restore, keep_anchor
from core.cancel import CancelToken, OnProgress
from core.errors import AnamnesisError, VaultLocked
from core.records.workspace import WorkspaceRepository
from core.services import Services
from core.wiring import Parts, build_services
from core.workspace.unlock_steps import load_client_keys

_LOST_NAME = "—"
"""Replaces the lost name of a practice."""


def verify_and_finish(
    parts: Parts,
    backup: OpenedBackup,
    *,
    lost: dict[str, int],
    today: date,
    cancel: CancelToken | None,
    on_progress: OnProgress,
) -> tuple[Services, Restored]:
    """Verifies the loaded rows, then writes the vault file: from then on the practice exists.

    `lost`: rows of each table that the backup did not have any more. Raises as `prove`.
    """
    age, known = age_of(backup, parts.anchors)
    keep_anchor(backup, parts.anchors)
    load_client_keys(parts)
    if "workspace" in lost:
        _name_anew(parts, today)
    services = build_services(parts)
    proof = prove(
        services,
        database=parts.context.database,
        sealer=parts.context.sealer,
        manifest=backup.manifest,
        cancel=cancel,
        on_progress=on_progress,
    )
    parts.limiter.create()
    finish_restore(backup, parts.settings)
    checkpoint = backup.manifest.checkpoint
    restored = Restored(
        manifest=backup.manifest,
        proof=proof,
        age=age,
        position=0 if checkpoint is None else checkpoint.position,
        known_position=known,
        lost=lost,
    )
    return services, restored


def record_restore(parts: Parts, services: Services, restored: Restored) -> None:
    """Checks the log, as at an unlock, and writes the event of the restore."""
    details = {"position": restored.position, "age": restored.age, "rows": restored.manifest.rows}
    try:
        services.integrity.check_at_unlock()
        with parts.context.database.begin() as session:
            services.audit.record(session, action="restore", details=details)
    except VaultLocked:
        raise
    except AnamnesisError as error:
        # A lost or damaged log must not block access: existing data can be read.
        services.integrity.unlock_not_recorded(error)


def _name_anew(parts: Parts, today: date) -> None:
    """For a practice whose own row was lost, on which all other rows depend."""
    with parts.context.database.begin() as session:
        WorkspaceRepository(session, parts.context.sealer).add(_LOST_NAME, created_on=today)
