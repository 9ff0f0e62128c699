"""Words between the desk and the journal: sealed away, brought back, stored, and only then forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from core.clients.dto import Client
from core.errors import DatabaseProblem
from core.ids import UserId, new_id
from core.journal.dto import JournalDraft, WaitingDraft
from core.sessions.dto import CopiedFrom, Session, SoapText
from tests.fakes.clients import MIRIAM
from tests.fakes.journal import FakeJournal
from tests.fakes.practice import FakePractice
from tests.fakes.workspace import FakeWorkspace
from ui.jobs import Jobs
from ui.sessions.draft_saver import SaveState
from ui.sessions.unsaved_drafts import UnsavedDrafts

ME = UserId(new_id())


class Desk:
    """A desk over a practice with one client and one draft, and the journal behind it."""

    def __init__(self, qtbot: QtBot, jobs: Jobs, workspace: FakeWorkspace, practice: FakePractice) -> None:
        self.qtbot = qtbot
        self.practice = practice
        self.unsaved_drafts = UnsavedDrafts(jobs)
        self.unsaved_drafts.sign_in(ME)
        self.client: Client = practice.add_client(MIRIAM)
        self.session: Session = practice.sessions.add(self.client.client_id, SoapText(plan="stored"))
        self.journal: FakeJournal = workspace.prepared.journal

    def waiting(self, words: str, base_version: int = 1) -> WaitingDraft:
        draft = JournalDraft(
            self.session.session_id,
            self.client.client_id,
            ME,
            base_version,
            self.session.date,
            SoapText(plan=words),
        )
        self.journal.keep(draft)
        return WaitingDraft(draft, self.practice.sessions.current(self.session.session_id), self.client)

    def wait(self, condition) -> None:
        self.qtbot.waitUntil(condition)

    @property
    def forgotten(self) -> bool:
        return not self.journal.stored

    @property
    def stored(self) -> Session:
        return self.practice.sessions.current(self.session.session_id)


@pytest.fixture
def at(qtbot: QtBot, jobs: Jobs, workspace: FakeWorkspace, practice: FakePractice) -> Desk:
    return Desk(qtbot, jobs, workspace, practice)


def test_what_comes_back_is_stored_and_then_forgotten(at: Desk) -> None:
    at.practice.sessions.hold("save_draft")
    at.unsaved_drafts.restore(at.waiting("unsaved"))
    at.wait(lambda: at.practice.sessions.calls["save_draft"] == 1)
    assert not at.forgotten, "not before it is committed"
    at.practice.sessions.release("save_draft")
    at.wait(lambda: at.forgotten)
    assert at.stored.text.plan == "unsaved"
    assert at.unsaved_drafts.unsaved == []


def test_what_cannot_be_stored_stays_in_the_journal(at: Desk) -> None:
    at.practice.sessions.fail("save_draft", DatabaseProblem("database_problem"))
    at.unsaved_drafts.restore(at.waiting("unsaved"))
    at.wait(lambda: [each.state for each in at.unsaved_drafts.unsaved] == [SaveState.FAILED])
    assert not at.forgotten
    assert at.unsaved_drafts.flush() is False
    at.wait(lambda: at.forgotten)


def test_a_session_that_moved_on_keeps_both_texts(at: Desk) -> None:
    at.practice.sessions.write_elsewhere(at.session.session_id, SoapText(plan="theirs"))
    at.unsaved_drafts.restore(at.waiting("mine"))
    at.wait(lambda: bool(at.unsaved_drafts.unsaved) and at.unsaved_drafts.unsaved[0].theirs is not None)
    (saver,) = at.unsaved_drafts.unsaved
    assert saver.state is SaveState.CONFLICT
    assert saver.theirs is not None
    assert (saver.text.plan, saver.theirs.text.plan) == ("mine", "theirs")
    assert not at.forgotten
    saver.keep_mine()
    at.wait(lambda: at.forgotten)
    assert at.stored.text.plan == "mine"
    assert at.stored.version == 3


@pytest.mark.parametrize("signed", [False, True])
def test_given_up_by_the_person_it_is_forgotten(at: Desk, signed: bool) -> None:
    at.practice.sessions.write_elsewhere(at.session.session_id, SoapText(plan="theirs"), signed=signed)
    at.unsaved_drafts.restore(at.waiting("mine"))
    at.wait(lambda: bool(at.unsaved_drafts.unsaved) and at.unsaved_drafts.unsaved[0].theirs is not None)
    assert at.unsaved_drafts.unsaved[0].state is SaveState.CONFLICT
    at.unsaved_drafts.discard(at.unsaved_drafts.unsaved[0])
    at.wait(lambda: at.forgotten)
    assert at.stored.text.plan == "theirs"


def test_what_is_stored_already_is_only_forgotten(at: Desk) -> None:
    at.unsaved_drafts.restore(at.waiting("stored"))
    at.wait(lambda: at.forgotten)
    assert at.practice.sessions.calls["save_draft"] == 0


def test_words_still_in_memory_are_the_newer_ones(at: Desk) -> None:
    at.practice.sessions.fail("save_draft", DatabaseProblem("database_problem"), times=2)
    saver = at.unsaved_drafts.lend(at.session)
    saver.edit(SoapText(plan="newer"), at.session.date)
    saver.save_now()
    at.wait(lambda: saver.state is SaveState.FAILED)
    at.unsaved_drafts.sign_in(ME)
    assert at.unsaved_drafts.restore(at.waiting("older"))
    assert saver.text.plan == "newer"
    at.unsaved_drafts.resume()
    at.wait(lambda: saver.state is SaveState.FAILED and at.practice.sessions.calls["save_draft"] == 2)
    at.unsaved_drafts.resume()
    at.wait(lambda: at.forgotten)
    assert at.stored.text.plan == "newer"


def test_sealed_away_words_leave_the_desk_but_not_the_journal(at: Desk) -> None:
    saver = at.unsaved_drafts.lend(at.session)
    at.practice.sessions.fail("save_draft", DatabaseProblem("database_problem"))
    saver.edit(SoapText(plan="unsaved"), date(2024, 4, 9))
    saver.save_now()
    at.wait(lambda: saver.state is SaveState.FAILED)
    (draft,) = at.unsaved_drafts.drafts()
    assert (draft.author, draft.base_version, draft.day) == (ME, 1, date(2024, 4, 9))
    assert draft.text.plan == "unsaved"
    at.journal.keep(draft)
    with at.qtbot.waitSignal(at.unsaved_drafts.sealed_away):
        at.unsaved_drafts.let_go(frozenset({draft.key}))
    assert at.unsaved_drafts.unsaved == []
    assert at.unsaved_drafts.lent is None
    assert not at.forgotten


def test_what_the_journal_could_not_take_stays(at: Desk) -> None:
    saver = at.unsaved_drafts.lend(at.session)
    at.practice.sessions.fail("save_draft", DatabaseProblem("database_problem"))
    saver.edit(SoapText(plan="unsaved"), at.session.date)
    saver.save_now()
    at.wait(lambda: saver.state is SaveState.FAILED)
    at.unsaved_drafts.let_go(frozenset())
    assert [each.text.plan for each in at.unsaved_drafts.unsaved] == ["unsaved"]


def test_an_erased_client_takes_their_words_along(at: Desk) -> None:
    other = at.practice.sessions.add(at.practice.add_client(MIRIAM).client_id, SoapText())
    at.practice.sessions.fail("save_draft", DatabaseProblem("database_problem"), times=9)
    for session in (at.session, other):
        saver = at.unsaved_drafts.lend(session)
        saver.edit(SoapText(plan="unsaved"), session.date)
        saver.save_now()
        at.wait(lambda saver=saver: saver.state is SaveState.FAILED)
    at.unsaved_drafts.discard_client(at.client.client_id)
    assert [each.session.session_id for each in at.unsaved_drafts.unsaved] == [other.session_id]


def _mine_and_theirs(at: Desk) -> tuple[WaitingDraft, WaitingDraft]:
    mine = at.waiting("my words")
    theirs = replace(mine.draft, author=UserId(new_id()), text=SoapText(plan="of somebody who has left"))
    at.journal.keep(theirs)
    return mine, replace(mine, draft=theirs)


@pytest.mark.parametrize("mine_first", [True, False])
def test_the_second_words_on_a_session_stay_in_the_journal(at: Desk, mine_first: bool) -> None:
    both = _mine_and_theirs(at)
    first, second = both if mine_first else reversed(both)
    at.practice.sessions.hold("save_draft")
    assert at.unsaved_drafts.restore(first)
    assert not at.unsaved_drafts.restore(second), "and that is said"
    at.practice.sessions.release("save_draft")
    at.wait(lambda: not at.unsaved_drafts.unsaved and set(at.journal.stored) == {second.draft.key})
    assert at.stored.text == first.draft.text
    assert at.stored.version == 2


def test_a_clean_draft_on_screen_meets_the_conflict(at: Desk) -> None:
    at.practice.sessions.write_elsewhere(at.session.session_id, SoapText(plan="theirs"))
    saver = at.unsaved_drafts.lend(at.stored)
    with at.qtbot.waitSignal(at.unsaved_drafts.refilled):
        assert at.unsaved_drafts.restore(at.waiting("mine"))
    assert saver.state is SaveState.CONFLICT
    assert saver.theirs is not None
    assert (saver.text.plan, saver.theirs.text.plan) == ("mine", "theirs")
    assert at.practice.sessions.calls["save_draft"] == 0, "nothing was written over unseen"
    assert not at.forgotten


def test_words_typed_since_the_unlock_do_not_replace_those_in_the_journal(at: Desk) -> None:
    saver = at.unsaved_drafts.lend(at.session)
    saver.edit(SoapText(plan="typed just now"), at.session.date)
    assert not at.unsaved_drafts.restore(at.waiting("from before"))
    saver.save_now()
    at.wait(lambda: saver.clean)
    assert at.stored.text.plan == "typed just now"
    assert not at.forgotten


def test_the_words_of_one_are_not_saved_by_another(at: Desk, jobs: Jobs) -> None:
    at.practice.sessions.fail("save_draft", DatabaseProblem("database_problem"))
    saver = at.unsaved_drafts.lend(at.session)
    saver.edit(SoapText(plan="of the first"), at.session.date)
    at.unsaved_drafts.take_back()
    at.wait(lambda: saver.state is SaveState.FAILED)
    jobs.forget_all()
    other = UserId(new_id())
    at.unsaved_drafts.sign_in(other)
    at.unsaved_drafts.resume()
    assert at.unsaved_drafts.flush()
    assert at.unsaved_drafts.unsaved == []
    assert at.unsaved_drafts.lend(at.session) is not saver
    assert at.unsaved_drafts.holds_words
    assert not saver._timer.isActive()
    assert [draft.author for draft in at.unsaved_drafts.drafts()] == [ME]
    at.unsaved_drafts.sign_in(ME)
    at.unsaved_drafts.resume()
    at.wait(lambda: not at.unsaved_drafts.holds_words)
    assert at.stored.text.plan == "of the first"
    assert at.practice.sessions.calls["save_draft"] == 2


def test_what_was_set_beside_the_words_is_kept_until_it_is_stored(
    qtbot: QtBot, jobs: Jobs, workspace: FakeWorkspace, practice: FakePractice
) -> None:
    at = Desk(qtbot, jobs, workspace, practice)
    practice.sessions.hold("save_draft")
    saver = at.unsaved_drafts.lend(at.session)
    saver.describe(kind="video", duration_min=45)
    (draft,) = at.unsaved_drafts.drafts()
    assert (draft.kind, draft.duration_min) == ("video", 45)
    saver.save_now()
    (draft,) = at.unsaved_drafts.drafts()
    assert (draft.kind, draft.duration_min) == ("video", 45), "what is on its way is not stored"
    practice.sessions.release("save_draft")
    qtbot.waitUntil(lambda: at.stored.kind == "video")
    qtbot.waitUntil(lambda: not at.unsaved_drafts.drafts())


def test_what_was_set_beside_the_words_comes_back_with_them(
    qtbot: QtBot, jobs: Jobs, workspace: FakeWorkspace, practice: FakePractice
) -> None:
    at = Desk(qtbot, jobs, workspace, practice)
    source = practice.sessions.add(at.client.client_id, SoapText(plan="copied"), signed=True)
    copied = {"plan": CopiedFrom(source.session_id, 1)}
    waiting = at.waiting("copied")
    draft = replace(waiting.draft, kind="phone", duration_min=20, copied=copied)
    assert at.unsaved_drafts.restore(replace(waiting, draft=draft))
    qtbot.waitUntil(lambda: at.stored.kind == "phone")
    assert (at.stored.duration_min, at.stored.text.plan) == (20, "copied")
    assert dict(at.stored.copied) == copied


def test_a_kind_alone_is_brought_back_too(
    qtbot: QtBot, jobs: Jobs, workspace: FakeWorkspace, practice: FakePractice
) -> None:
    at = Desk(qtbot, jobs, workspace, practice)
    waiting = at.waiting("stored")
    assert at.unsaved_drafts.restore(replace(waiting, draft=replace(waiting.draft, kind="phone")))
    qtbot.waitUntil(lambda: at.stored.kind == "phone")
