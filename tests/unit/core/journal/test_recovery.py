"""Whose words an unlock takes up, and that one bad record does not hide the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, cast

import pytest

from core.cancel import CancelToken
from core.errors import AnamnesisError, NotFound, StaleRecord, TamperedRecord, VaultLocked
from core.ids import SessionId, UserId, new_id
from core.journal.dto import JournalDraft, JournalFindings
from core.journal.recovery import find_waiting, keep_all
from core.sessions.dto import Session, SoapText
from tests.fakes.clients import MIRIAM, FakeClients, client_of
from tests.fakes.journal import FakeJournal
from tests.fakes.sessions import FakeSessions

ME, COLLEAGUE, GONE = (UserId(new_id()) for _ in range(3))
DAY = date(2024, 4, 7)


class Practice:
    def __init__(self) -> None:
        self.client = client_of(MIRIAM)
        self.sessions = FakeSessions()
        self.journal = FakeJournal()
        self.bad: dict[SessionId, AnamnesisError] = {}
        real = self.sessions.get

        def get(session_id: SessionId, version: int | None = None) -> Session:
            if session_id in self.bad:
                raise self.bad[session_id]
            return real(session_id, version)

        self.sessions.get = get  # type: ignore[method-assign]

    def draft(self, words: str, author: UserId = ME) -> JournalDraft:
        stored = self.sessions.add(self.client.client_id, SoapText(plan="stored"))
        draft = JournalDraft(
            stored.session_id,
            self.client.client_id,
            author,
            stored.version,
            stored.date,
            SoapText(plan=words),
        )
        self.journal.keep(draft)
        return draft

    def find(self) -> JournalFindings:
        return find_waiting(
            journal=cast(Any, self.journal),
            sessions=cast(Any, self.sessions),
            clients=cast(Any, FakeClients([self.client])),
            user_id=ME,
            members=[ME, COLLEAGUE],
            cancel=CancelToken(),
        )


@pytest.fixture
def practice() -> Practice:
    return Practice()


def _words(found: JournalFindings) -> list[str]:
    return [each.draft.text.plan for each in found.waiting]


def test_my_own_come_first_and_a_colleagues_wait(practice: Practice) -> None:
    practice.draft("of somebody who has left", GONE)
    practice.draft("of a colleague", COLLEAGUE)
    practice.draft("mine")
    assert _words(practice.find()) == ["mine", "of somebody who has left"]
    assert len(practice.journal.stored) == 3


@pytest.mark.parametrize(
    "error",
    [NotFound(), TamperedRecord("tampered_record"), StaleRecord("stale_record")],
    ids=lambda e: e.code,
)
def test_a_session_that_cannot_be_read_does_not_hide_the_rest(
    practice: Practice, error: AnamnesisError
) -> None:
    practice.bad[practice.draft("beside a bad record").session_id] = error
    practice.draft("mine")
    found = practice.find()
    assert _words(found) == ["mine"]
    assert found.unplaced == 1
    assert len(practice.journal.stored) == 2


def test_a_lock_meanwhile_is_no_finding(practice: Practice) -> None:
    practice.bad[practice.draft("mine").session_id] = VaultLocked()
    with pytest.raises(VaultLocked):
        practice.find()


def test_what_is_stored_after_all_is_forgotten(practice: Practice) -> None:
    draft = practice.draft("committed")
    practice.sessions.write_elsewhere(draft.session_id, SoapText(plan="committed"))
    assert practice.find() == JournalFindings()
    assert practice.journal.stored == {}


def test_one_that_cannot_be_kept_does_not_keep_back_the_rest(practice: Practice) -> None:
    first, second = practice.draft("one"), practice.draft("two")

    class Picky(FakeJournal):
        def keep(self, draft: JournalDraft) -> None:
            if draft == first:
                raise NotFound
            super().keep(draft)

    assert keep_all(cast(Any, Picky()), [first, second]) == {second.key}
    assert replace(first, author=GONE).key != first.key
