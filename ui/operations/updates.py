"""Operations on updates; each is given to `Jobs.run_workspace` and needs no open practice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.updates.installing import Installed
    from core.updates.release import Release
    from core.updates.service import UpdateState, VerifiedUpdate
    from core.workspace import Workspace


def known_updates(workspace: Workspace, _cancel: CancelToken, _progress: OnProgress) -> UpdateState:
    """The updates in the policy's folder and on removable drives."""
    from core.updates.service import UpdateService

    return UpdateService(workspace.settings).state()


def verify_update(
    release: Release,
) -> Callable[[Workspace, CancelToken, OnProgress], VerifiedUpdate]:
    """Compares every file of a release with its signed list; progress counts megabytes."""

    def verify(workspace: Workspace, cancel: CancelToken, progress: OnProgress) -> VerifiedUpdate:
        from core.updates.service import UpdateService

        return UpdateService(workspace.settings).verify(release, cancel=cancel, on_progress=progress)

    return verify


def install_update(release: Release) -> Callable[[Workspace, CancelToken, OnProgress], Installed]:
    """Passes a release to the package manager, which asks for an administrator."""

    def install(workspace: Workspace, cancel: CancelToken, progress: OnProgress) -> Installed:
        from core.updates.service import UpdateService

        service = UpdateService(workspace.settings)
        return service.install(release, at_window=True, cancel=cancel, on_progress=progress)

    return install
