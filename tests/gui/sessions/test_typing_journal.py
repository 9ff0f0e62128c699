"""While somebody types, the crash journal follows; once the words are stored it lets go of them."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from core.errors import DatabaseProblem, DiskFull
from core.sessions.dto import SoapText
from tests.fakes.practice import FakePractice
from tests.fakes.workspace import FakeWorkspace
from tests.gui.sessions.test_unsaved_drafts import Desk
from ui.jobs import Jobs
from ui.sessions import draft_saver, typing_journal
from ui.sessions.draft_saver import DraftSaver, SaveState


@pytest.fixture
def at(qtbot: QtBot, jobs: Jobs, workspace: FakeWorkspace, practice: FakePractice) -> Desk:
    return Desk(qtbot, jobs, workspace, practice)


def type_in(at: Desk, saver: DraftSaver, words: str) -> None:
    saver.edit(SoapText(plan=words), at.session.date)


def kept(at: Desk) -> list[str]:
    return [each.text.plan for each in at.journal.stored.values()]


def test_what_is_typed_is_kept_long_before_it_is_saved(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_saver, "AUTOSAVE_MS", 60_000)
    saver = at.unsaved_drafts.lend(at.session)
    type_in(at, saver, "wor")
    type_in(at, saver, "words")
    at.wait(lambda: kept(at) == ["words"])
    assert at.practice.sessions.calls["save_draft"] == 0
    type_in(at, saver, "words and more")
    at.wait(lambda: kept(at) == ["words and more"])
    assert saver.state is SaveState.EDITED


def test_keys_do_not_put_the_journal_off(at: Desk) -> None:
    saver = at.unsaved_drafts.lend(at.session)
    type_in(at, saver, "a")
    assert saver._journal._timer.interval() == typing_journal.JOURNAL_MS == 250
    left = saver._journal._timer.remainingTime()
    type_in(at, saver, "ab")
    assert saver._journal._timer.remainingTime() <= left


def test_somebody_who_never_pauses_is_saved_now_and_then(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_saver, "AUTOSAVE_MS", 60_000)
    saver = at.unsaved_drafts.lend(at.session)
    assert saver._longest.interval() == draft_saver.LONGEST_MS == 10_000
    saver._longest.setInterval(50)
    type_in(at, saver, "on and on")
    at.wait(lambda: at.practice.sessions.calls["save_draft"] == 1 and saver.clean)
    assert not saver._longest.isActive()


def test_the_journal_lets_go_once_the_commit_is_answered(at: Desk) -> None:
    saver = at.unsaved_drafts.lend(at.session)
    at.practice.sessions.hold("save_draft")
    type_in(at, saver, "words")
    saver.save_now()
    at.wait(lambda: kept(at) == ["words"])
    type_in(at, saver, "words, typed on")
    at.wait(lambda: kept(at) == ["words, typed on"])
    (draft,) = at.journal.stored.values()
    assert draft.base_version == 1
    at.practice.sessions.release("save_draft")
    saver.save_now()
    at.wait(lambda: saver.clean and not at.journal.stored)
    assert at.stored.text.plan == "words, typed on"


def test_going_back_to_what_is_stored_lets_go_too(at: Desk) -> None:
    saver = at.unsaved_drafts.lend(at.session)
    before = saver.text
    type_in(at, saver, "words")
    at.wait(lambda: kept(at) == ["words"])
    saver.edit(before, at.session.date)
    at.wait(lambda: not at.journal.stored)
    assert saver.clean


def test_words_are_kept_before_they_are_stored(at: Desk) -> None:
    saver = at.unsaved_drafts.lend(at.session)
    at.practice.sessions.fail("save_draft", DatabaseProblem("database_unreachable"))
    type_in(at, saver, "words")
    saver.save_now()
    at.wait(lambda: saver.state is SaveState.FAILED)
    assert kept(at) == ["words"]


def test_a_journal_that_fails_is_no_reason_not_to_save(at: Desk) -> None:
    at.journal.problem = DiskFull()
    saver = at.unsaved_drafts.lend(at.session)
    type_in(at, saver, "words")
    saver.save_now()
    at.wait(lambda: saver.clean)
    assert at.stored.text.plan == "words"


def test_typing_goes_on_when_the_save_fails_and_is_saved_later(at: Desk) -> None:
    saver = at.unsaved_drafts.lend(at.session)
    at.practice.sessions.fail("save_draft", DiskFull())
    type_in(at, saver, "before")
    saver.save_now()
    at.wait(lambda: saver.state is SaveState.FAILED)
    type_in(at, saver, "before and after")
    assert saver.text.plan == "before and after"
    at.wait(lambda: saver.clean)
    assert at.stored.text.plan == "before and after"


def test_a_conflict_with_the_save_whose_answer_was_lost_is_none(at: Desk) -> None:
    saver = at.unsaved_drafts.lend(at.session)
    at.practice.sessions.fail("save_draft", DatabaseProblem("database_unreachable"))
    type_in(at, saver, "sent")
    saver.save_now()
    at.wait(lambda: saver.state is SaveState.FAILED)
    at.practice.sessions.write_elsewhere(at.session.session_id, SoapText(plan="sent"))
    type_in(at, saver, "sent, and typed on")
    saver.save_now()
    at.wait(lambda: saver.clean)
    assert at.stored.text.plan == "sent, and typed on"
    assert at.stored.version == 3


def test_words_in_a_conflict_are_kept_as_well(at: Desk) -> None:
    saver = at.unsaved_drafts.lend(at.session)
    at.practice.sessions.write_elsewhere(at.session.session_id, SoapText(plan="theirs"))
    type_in(at, saver, "mine")
    saver.save_now()
    at.wait(lambda: saver.state is SaveState.CONFLICT and saver.theirs is not None)
    type_in(at, saver, "mine, and more")
    at.wait(lambda: kept(at) == ["mine, and more"])


def test_earlier_words_in_the_journal_are_not_written_over(at: Desk) -> None:
    saver = at.unsaved_drafts.lend(at.session)
    type_in(at, saver, "typed just now")
    at.journal.stored.clear()
    waiting = at.waiting("from before")
    assert not at.unsaved_drafts.restore(waiting)
    type_in(at, saver, "typed just now, and more")
    saver.save_now()
    at.wait(lambda: saver.clean)
    assert kept(at) == ["from before"]


def test_what_else_is_set_is_saved_with_the_words(at: Desk) -> None:
    saver = at.unsaved_drafts.lend(at.session)
    saver.describe(kind="phone", duration_min=20)
    assert not saver.clean
    saver.save_now()
    at.wait(lambda: saver.clean)
    assert (at.stored.kind, at.stored.duration_min) == ("phone", 20)
    saver.describe(kind="phone", duration_min=20)
    assert saver.clean, "it says so already"
    saver.describe(kind="visit")
    assert not saver.clean
    saver.describe(kind="phone")
    assert saver.clean, "and once more"
    at.practice.sessions.fail("save_draft", DiskFull())
    saver.describe(duration_min=45)
    type_in(at, saver, "words")
    saver.save_now()
    at.wait(lambda: saver.state is SaveState.FAILED)
    saver.save_now()
    at.wait(lambda: saver.clean)
    assert (at.stored.text.plan, at.stored.duration_min) == ("words", 45)


def test_nobody_in_particular_keeps_nothing(at: Desk, jobs: Jobs) -> None:
    saver = DraftSaver(jobs, at.session)
    type_in(at, saver, "words")
    saver.save_now()
    at.wait(lambda: saver.clean)
    assert not at.journal.stored
