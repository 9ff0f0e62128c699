"""The journal in memory; `problem` makes it refuse."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from core.errors import AnamnesisError
from core.ids import SessionId, UserId
from core.journal.dto import JournalDraft, JournalForm, JournalReading


class FakeJournal:
    def __init__(self) -> None:
        self.stored: dict[tuple[SessionId, UserId], JournalDraft] = {}
        self.problem: AnamnesisError | None = None
        self.damaged: tuple[str, ...] = ()
        """Names of files that the next reading moves aside."""
        self.keyless = 0
        self.forms: dict[UUID, JournalForm] = {}

    def keep(self, draft: JournalDraft) -> None:
        if self.problem is not None:
            raise self.problem
        self.stored[draft.session_id, draft.author] = _kept(draft)

    def drafts(self) -> tuple[JournalDraft, ...]:
        return self.read().drafts

    def read(self) -> JournalReading:
        damaged, self.damaged = self.damaged, ()
        return JournalReading(tuple(self.stored.values()), damaged, self.keyless, tuple(self.forms.values()))

    def keep_form(self, form: JournalForm) -> None:
        if self.problem is not None:
            raise self.problem
        self.forms[form.entry_id] = form

    def forget_form(self, form: JournalForm) -> None:
        self.forms.pop(form.entry_id, None)

    def forget(self, session_id: SessionId, author: UserId, *, up_to: int | None = None) -> None:
        self.stored.pop((session_id, author), None)


def _kept(draft: JournalDraft) -> JournalDraft:
    return JournalDraft(
        session_id=draft.session_id,
        client_id=draft.client_id,
        author=draft.author,
        base_version=draft.base_version,
        day=draft.day,
        text=draft.text,
        at=datetime(2024, 4, 7, 12, 0, tzinfo=UTC),
    )
