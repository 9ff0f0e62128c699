"""Rules for recovering unsaved text: who may, and what is stored already."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Collection, Iterable
from uuid import UUID

from core.cancel import CancelToken
from core.clients.service import ClientService
from core.errors import AnamnesisError, NotFound, VaultLocked
from core.ids import UserId
from core.journal.dto import DraftKey, JournalDraft, JournalFindings, JournalForm, WaitingDraft, words_digest
from core.journal.service import DraftJournal
from core.sessions.dto import Session
from core.sessions.service import SessionService

_log = logging.getLogger(__name__)


def keep_all(journal: DraftJournal, drafts: Iterable[JournalDraft]) -> frozenset[DraftKey]:
    """Seals what it can and returns which. Never raises for a draft."""
    kept: set[DraftKey] = set()
    for draft in drafts:
        try:
            journal.keep(draft)
        except AnamnesisError as error:
            _log.error("words could not be kept in the journal: %s", error.code)
        else:
            kept.add(draft.key)
    return frozenset(kept)


def keep_forms(journal: DraftJournal, forms: Iterable[JournalForm]) -> frozenset[UUID]:
    """Seals what it can and returns which entries. Never raises for a form."""
    kept: set[UUID] = set()
    for form in forms:
        try:
            journal.keep_form(form)
        except AnamnesisError as error:
            _log.error("a form could not be kept in the journal: %s", error.code)
        else:
            kept.add(form.entry_id)
    return frozenset(kept)


def find_waiting(
    *,
    journal: DraftJournal,
    sessions: SessionService,
    clients: ClientService,
    user_id: UserId,
    members: Collection[UserId],
    cancel: CancelToken,
) -> JournalFindings:
    """Finds the text for `user_id`: first their own, then that of former members.

    A colleague's text waits for the colleague. Text that was stored after all is removed here. An unreadable
    session only affects its own draft, which stays. Raises as `DraftJournal.read`.
    """
    others = set(members) - {user_id}
    reading = journal.read()
    mine_first = sorted(reading.drafts, key=lambda draft: draft.author != user_id)
    waiting: list[WaitingDraft] = []
    unplaced = 0
    for draft in mine_first:
        cancel.raise_if_cancelled()
        if draft.author in others:
            continue
        try:
            stored = sessions.get(draft.session_id)
            if is_stored(sessions, draft, stored):
                journal.forget(draft.session_id, draft.author)
            else:
                rebased = on_own_save(draft, stored)
                waiting.append(WaitingDraft(rebased, stored, clients.get(draft.client_id)))
        except VaultLocked:
            raise
        except AnamnesisError as error:
            if not isinstance(error, NotFound):
                _log.error("the session of a journal file cannot be read: %s", error.code)
            unplaced += 1
    forms = tuple(form for form in reading.forms if form.author not in others)
    return JournalFindings(tuple(waiting), len(reading.damaged), unplaced, reading.keyless, forms)


def is_stored(sessions: SessionService, draft: JournalDraft, newest: Session) -> bool:
    """Whether the text was committed although the response was lost. Raises as `SessionService.get`."""
    if _says(newest, draft):
        return True
    if newest.version <= draft.base_version:
        return False
    return _says(sessions.get(draft.session_id, draft.base_version + 1), draft)


def _says(stored: Session, draft: JournalDraft) -> bool:
    """Marks of copied text are ignored: they follow the text."""
    return (
        (stored.text, stored.date) == (draft.text, draft.day)
        and draft.kind in (None, stored.kind)
        and (draft.duration_min is None or draft.duration_min == (stored.duration_min or 0))
    )


def on_own_save(draft: JournalDraft, newest: Session) -> JournalDraft:
    """`draft` based on the version that the pending save created, if that is the newest: not a conflict.

    The text was typed while that save had no answer, which was lost with the program.
    """
    follows = newest.version == draft.base_version + 1
    if follows and draft.under_way == words_digest(newest.text, newest.date):
        return dataclasses.replace(draft, base_version=newest.version)
    return draft
