"""Operations on unsaved text: seal it, find it again, discard it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from core.contradictions.dto import QuotedContradiction
from core.errors import AnamnesisError, NotFound, VaultLocked
from core.ids import SessionId, UserId
from core.journal.dto import DraftKey, JournalDraft, JournalFindings, JournalForm, next_number
from core.journal.recovery import find_waiting, keep_all, keep_forms
from core.schedule.dto import Booking
from ui.operations.operation import Operation

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.clients.dto import Client
    from core.services import Services
    from core.sessions.dto import Session
    from core.workspace import Workspace

_log = logging.getLogger(__name__)


def keep_drafts(workspace: Workspace, drafts: Iterable[JournalDraft]) -> frozenset[DraftKey]:
    """Seals what it can into the journal and returns what it sealed; nothing without keys.

    Needs no database: it may be called outside the lanes, when one of them is stuck.
    """
    try:
        return keep_all(workspace.services.journal, drafts)
    except VaultLocked:
        return frozenset()


def keep_typed_forms(workspace: Workspace, forms: Iterable[JournalForm]) -> frozenset[UUID]:
    """Like `keep_drafts`, for forms: returns the sealed entries."""
    try:
        return keep_forms(workspace.services.journal, forms)
    except VaultLocked:
        return frozenset()


@dataclass(frozen=True, slots=True)
class FormMaterial:
    """What a form from the journal refers to, as stored now."""

    client: Client | None = None
    session: Session | None = None
    booking: Booking | None = None
    contradiction: QuotedContradiction | None = None


def form_material(form: JournalForm) -> Operation[FormMaterial]:
    """Fails like the services when the subject no longer exists."""

    def read(services: Services, _cancel: CancelToken, _progress: OnProgress) -> FormMaterial:
        session, appointment = form.ids.get("session", ""), form.ids.get("appointment", "")
        client = services.clients.get(form.client_id) if form.client_id is not None else None
        return FormMaterial(
            client,
            services.sessions.get(SessionId(UUID(session))) if session else None,
            Booking(services.schedule.get(UUID(appointment)), client)
            if appointment and client is not None
            else None,
            _contradiction(services, form),
        )

    return Operation("db", read)


def _contradiction(services: Services, form: JournalForm) -> QuotedContradiction | None:
    key = form.ids.get("contradiction", "")
    if not key or form.client_id is None:
        return None
    for one in services.contradictions.of_client(form.client_id):
        if one.key == key:
            return one
    raise NotFound("contradiction_gone")


def keep_typed_form(form: JournalForm) -> Operation[None]:
    """Seals the text of a form during typing."""
    return Operation("journal", lambda services, _cancel, _progress: services.journal.keep_form(form))


def forget_form(form: JournalForm) -> Operation[None]:
    """Discards the journal's current entry for a form that is stored or abandoned."""
    number = next_number()
    return Operation(
        "db", lambda services, _cancel, _progress: services.journal.forget_form(form, up_to=number)
    )


def forget_committed(workspace: Workspace, keys: Iterable[DraftKey]) -> None:
    """Discards entries whose text was stored after all.

    Entries left by a failure are recognised as stored at the next reading of the journal.
    """
    try:
        for session_id, author in keys:
            workspace.services.journal.forget(session_id, author)
    except AnamnesisError as error:
        _log.warning("an entry of the journal stays: %s", error.code)


def read_journal(workspace: Workspace, cancel: CancelToken, _progress: OnProgress) -> JournalFindings:
    """Reads the entries waiting for the person who unlocked. For `Jobs.run_workspace`, in the `db` lane."""
    services = workspace.services
    return find_waiting(
        journal=services.journal,
        sessions=services.sessions,
        clients=services.clients,
        user_id=services.user_id,
        members=[each.user_id for each in workspace.sign_ins()],
        cancel=cancel,
    )


def keep_typed(draft: JournalDraft) -> Operation[None]:
    """Seals text during typing, independently of the other lanes."""
    return Operation("journal", lambda services, _cancel, _progress: services.journal.keep(draft))


def after_keeping(draft: JournalDraft, save: Operation[Session]) -> Operation[Session]:
    """`save`, after its text was sealed in the journal.

    So the journal is never older than the last save: after a kill in between, the text is recognised as
    stored. A failing journal does not prevent the save.
    """

    def keep_and_save(services: Services, cancel: CancelToken, progress: OnProgress) -> Session:
        try:
            services.journal.keep(draft)
        except VaultLocked:
            raise
        except AnamnesisError as error:
            _log.warning("words are saved without having been kept: %s", error.code)
        return save.run(services, cancel, progress)

    return Operation(save.lane, keep_and_save)


def forget_draft(*, session_id: SessionId, author: UserId) -> Operation[None]:
    """Discards the journal's current entry; only once it is committed or abandoned."""
    number = next_number()
    return Operation(
        "db",
        lambda services, _cancel, _progress: services.journal.forget(session_id, author, up_to=number),
    )
