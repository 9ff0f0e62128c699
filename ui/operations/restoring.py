"""Restoring a backup on a computer without a practice; there are no services before it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ui.operations.backups import StepProgress

if TYPE_CHECKING:
    from core.backup.restoring import Restored
    from core.cancel import CancelToken, OnProgress
    from core.workspace import Workspace


@dataclass(frozen=True, slots=True)
class RestoreRequest:
    """`salvage`: damaged parts of the backup are left out instead of ending the restore."""

    path: Path
    secret: str = field(repr=False)
    by_recovery_key: bool
    salvage: bool = False


def restore_backup(
    workspace: Workspace,
    request: RestoreRequest,
    *,
    cancel: CancelToken,
    on_step: Callable[[str], None],
    on_progress: OnProgress,
) -> Restored:
    """Opens the backup, restores and checks it, and leaves the practice unlocked.

    Raises like `open_backup_with_passphrase`, `open_backup_with_recovery_key` and `Workspace.restore`.
    """
    from core.backup.opened import open_backup_with_passphrase, open_backup_with_recovery_key

    steps = StepProgress(on_step, on_progress)
    steps.begin("opening")
    way = open_backup_with_recovery_key if request.by_recovery_key else open_backup_with_passphrase
    opened = way(request.path, request.secret, vault_file=workspace.settings.vault_file)
    return workspace.restore(
        opened, salvage=request.salvage, cancel=cancel, on_step=steps.begin, on_progress=steps.report
    )
