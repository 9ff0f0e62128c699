"""The journal in memory; `problem` makes it refuse."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from core.errors import AnamnesisError
from core.ids import SessionId, UserId
from core.journal.dto import JournalDraft, JournalForm, JournalReading, next_number


class FakeJournal:
    def __init__(self) -> None:
        self.stored: dict[tuple[SessionId, UserId], JournalDraft] = {}
        self.problem: AnamnesisError | None = None
        self.damaged: tuple[str, ...] = ()
        """Names of files that the next reading moves aside."""
        self.keyless = 0
        self.forms: dict[UUID, JournalForm] = {}
        self.let_go: dict[UUID, int] = {}

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
        if form.number >= self.let_go.get(form.entry_id, 0):
            self.forms[form.entry_id] = form

    def forget_form(self, form: JournalForm, *, up_to: int | None = None) -> None:
        number = next_number() if up_to is None else up_to
        self.let_go[form.entry_id] = number
        kept = self.forms.get(form.entry_id)
        if kept is not None and kept.number <= number:
            del self.forms[form.entry_id]

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
