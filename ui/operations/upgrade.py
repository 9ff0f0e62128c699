"""Operations on the last upgrade; each is given to `Jobs.run_workspace`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from core.clock import utc_now

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.upgrade.state import UpgradeState
    from core.workspace import Workspace


def known_upgrade(workspace: Workspace, _cancel: CancelToken, _progress: OnProgress) -> UpgradeState:
    """The state of the last upgrade."""
    from core.upgrade.state import upgrade_state

    return upgrade_state(workspace.settings)


def confirm_upgrade(workspace: Workspace, _cancel: CancelToken, _progress: OnProgress) -> None:
    """Removes the previous database; this process holds the directory. After a kill the next start does
    it.
    """
    from core.upgrade.upgrading import confirm

    confirm(workspace.settings)


def undo_upgrade(workspace: Workspace) -> Path | None:
    """Restores the previous database once the workspace is closed; raises like the `undo` of the core."""
    from core.upgrade.state import undo

    return undo(workspace.settings, today=utc_now().astimezone().date())
