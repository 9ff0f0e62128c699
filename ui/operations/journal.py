"""What the window does with words that could not be stored: seal them, find them again, let them go."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING

from core.errors import AnamnesisError, VaultLocked
from core.ids import SessionId, UserId
from core.journal.dto import DraftKey, JournalDraft, JournalFindings
from core.journal.recovery import find_waiting, keep_all
from ui.operations.operation import Operation

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.workspace import Workspace

_log = logging.getLogger(__name__)


def keep_drafts(workspace: Workspace, drafts: Iterable[JournalDraft]) -> frozenset[DraftKey]:
    """Seals what it can into the journal and says what that is; nothing without keys.

    Needs no database: it may be called beside the lanes, when one of them is stuck.
    """
    try:
        return keep_all(workspace.services.journal, drafts)
    except VaultLocked:
        return frozenset()


def forget_committed(workspace: Workspace, keys: Iterable[DraftKey]) -> None:
    """Lets go of entries whose words were stored after all.

    What a failure leaves behind is known as stored when the journal is read the next time.
    """
    try:
        for session_id, author in keys:
            workspace.services.journal.forget(session_id, author)
    except AnamnesisError as error:
        _log.warning("an entry of the journal stays: %s", error.code)


def read_journal(workspace: Workspace, cancel: CancelToken, _progress: OnProgress) -> JournalFindings:
    """Finds what waits for the person who unlocked. For `Jobs.run_workspace`, in the `db` lane."""
    services = workspace.services
    return find_waiting(
        journal=services.journal,
        sessions=services.sessions,
        clients=services.clients,
        user_id=services.user_id,
        members=[each.user_id for each in workspace.sign_ins()],
        cancel=cancel,
    )


def forget_draft(*, session_id: SessionId, author: UserId) -> Operation[None]:
    """Lets go of what the journal keeps; only once it is committed or given up."""
    return Operation("db", lambda services, _cancel, _progress: services.journal.forget(session_id, author))
