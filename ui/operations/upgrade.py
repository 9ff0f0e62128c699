"""What the window asks of the last upgrade; each is given to `Jobs.run_workspace`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from core.clock import utc_now

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.upgrade.state import UpgradeState
    from core.workspace import Workspace


def known_upgrade(workspace: Workspace, _cancel: CancelToken, _progress: OnProgress) -> UpgradeState:
    """How it stands with the last upgrade."""
    from core.upgrade.state import upgrade_state

    return upgrade_state(workspace.settings)


def confirm_upgrade(workspace: Workspace, _cancel: CancelToken, _progress: OnProgress) -> None:
    """Removes the database of before; this process has the directory. A kill leaves it to the next start."""
    from core.upgrade.upgrading import confirm

    confirm(workspace.settings)


def undo_upgrade(workspace: Workspace) -> Path | None:
    """Puts the database of before back once the workspace is closed; raises as the `undo` of the core."""
    from core.upgrade.state import undo

    return undo(workspace.settings, today=utc_now().astimezone().date())
