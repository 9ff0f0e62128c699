"""What the window does with words that could not be stored: seal them, find them again, let them go."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.clients.dto import Client
from core.errors import AnamnesisError, NotFound
from core.ids import SessionId, UserId
from core.journal.dto import JournalDraft
from core.sessions.dto import Session
from ui.operations.operation import Operation

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.services import Services
    from core.workspace import Workspace

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WaitingDraft:
    """Words from the journal beside the session as it is stored now."""

    draft: JournalDraft
    session: Session
    client: Client


@dataclass(frozen=True, slots=True)
class JournalFindings:
    """`damaged` counts files that were moved aside just now, `unplaced` drafts that stay in the journal."""

    waiting: tuple[WaitingDraft, ...] = ()
    damaged: int = 0
    unplaced: int = 0


def keep_drafts(services: Services, drafts: Iterable[JournalDraft]) -> frozenset[SessionId]:
    """Seals what it can into the journal and says which sessions those are. Never raises for a draft.

    To be called in the `db` lane, in the same piece of work as the lock that follows.
    """
    kept: set[SessionId] = set()
    for draft in drafts:
        try:
            services.journal.keep(draft)
        except AnamnesisError as error:
            _log.error("words could not be kept in the journal: %s", error.code)
        else:
            kept.add(draft.session_id)
    return frozenset(kept)


def read_journal(workspace: Workspace, cancel: CancelToken, _progress: OnProgress) -> JournalFindings:
    """Finds what waits for the person who unlocked; what a colleague wrote waits for the colleague.

    What turns out to be stored already is let go here. For `Jobs.run_workspace`, in the `db` lane.
    """
    services = workspace.services
    others = {each.user_id for each in workspace.sign_ins()} - {services.user_id}
    reading = services.journal.read()
    waiting: list[WaitingDraft] = []
    unplaced = 0
    for draft in reading.drafts:
        cancel.raise_if_cancelled()
        if draft.author in others:
            continue
        try:
            stored = services.sessions.get(draft.session_id)
            if _is_stored(services, draft, stored):
                services.journal.forget(draft.session_id, draft.author)
                continue
            waiting.append(WaitingDraft(draft, stored, services.clients.get(draft.client_id)))
        except NotFound:
            unplaced += 1
    return JournalFindings(tuple(waiting), len(reading.damaged), unplaced)


def forget_draft(*, session_id: SessionId, author: UserId) -> Operation[None]:
    """Lets go of what the journal keeps; only once it is committed or given up."""
    return Operation("db", lambda services, _cancel, _progress: services.journal.forget(session_id, author))


def _is_stored(services: Services, draft: JournalDraft, newest: Session) -> bool:
    """Whether the words were committed after all, their answer lost."""
    written = (draft.text, draft.day)
    if (newest.text, newest.date) == written:
        return True
    if newest.version <= draft.base_version:
        return False
    following = services.sessions.get(draft.session_id, draft.base_version + 1)
    return (following.text, following.date) == written
