"""From the first key to the commit: nothing typed is lost, whatever happens to the saves."""

from __future__ import annotations

from datetime import date

import pytest

from core.errors import DatabaseProblem, DiskFull, EditConflict, VaultLocked
from core.journal.dto import words_digest
from core.sessions.dto import FIELD_LIMIT_CHARS, SoapText
from tests.fakes.clients import MIRIAM
from ui.sessions import draft_saver
from ui.sessions.draft_saver import DraftSaver, SaveState
from ui.sessions.unsaved_drafts import UnsavedDrafts

DAY = date(2024, 4, 7)
ONE, TWO, THREE = SoapText("one"), SoapText("two"), SoapText("three")


@pytest.fixture
def client(practice):
    return practice.add_client(MIRIAM)


@pytest.fixture
def session(practice, client):
    return practice.sessions.add(client.client_id, SoapText(), day=DAY)


@pytest.fixture
def saver(jobs, session, qtbot) -> DraftSaver:
    return DraftSaver(jobs, session)


@pytest.fixture
def unsaved_drafts(jobs) -> UnsavedDrafts:
    return UnsavedDrafts(jobs)


def until(qtbot, saver: DraftSaver, state: SaveState) -> None:
    qtbot.waitUntil(lambda: saver.state is state)


def stored(practice, session) -> SoapText:
    return practice.sessions.current(session.session_id).text


def test_typing_is_saved_after_a_pause_and_only_the_commit_says_saved(qtbot, saver, practice, session):
    practice.sessions.hold("save_draft")
    states = []
    saver.changed.connect(lambda: states.append(saver.state))
    saver.edit(ONE, DAY)
    assert saver.state is SaveState.EDITED
    until(qtbot, saver, SaveState.SAVING)
    assert saver.session.version == 1
    practice.sessions.release("save_draft")
    until(qtbot, saver, SaveState.SAVED)
    assert states == [SaveState.EDITED, SaveState.SAVING, SaveState.SAVED]
    assert stored(practice, session) == ONE
    assert saver.session.version == 2


def test_each_key_puts_the_save_off(qtbot, saver, practice):
    saver.edit(ONE, DAY)
    assert saver._timer.interval() == draft_saver.AUTOSAVE_MS == 750
    saver.edit(TWO, DAY)
    assert saver._timer.isActive()
    assert practice.sessions.calls["save_draft"] == 0


def test_what_is_typed_during_a_save_is_saved_next(qtbot, saver, practice, session):
    practice.sessions.hold("save_draft")
    saver.edit(ONE, DAY)
    saver.save_now()
    saver.edit(TWO, DAY)
    saver.save_now()
    saver.edit(THREE, DAY)
    assert saver.state is SaveState.SAVING
    practice.sessions.release("save_draft")
    until(qtbot, saver, SaveState.SAVED)
    assert stored(practice, session) == THREE
    texts = [version.text for version in practice.sessions.versions_of[session.session_id]]
    assert texts == [SoapText(), ONE, THREE]


def test_going_back_to_the_stored_text_saves_nothing(qtbot, saver, practice):
    saver.edit(ONE, DAY)
    saver.edit(SoapText(), DAY)
    assert saver.clean
    saver.save_now()
    assert practice.sessions.calls["save_draft"] == 0


def test_a_failure_is_told_the_text_is_kept_and_the_next_save_succeeds(qtbot, saver, practice, session):
    practice.sessions.fail("save_draft", DiskFull())
    saver.edit(ONE, DAY)
    saver.save_now()
    until(qtbot, saver, SaveState.FAILED)
    assert isinstance(saver.error, DiskFull)
    assert saver.text == ONE
    assert not saver.clean
    assert saver._timer.isActive(), "it tries again by itself"
    saver.edit(TWO, DAY)
    assert saver.state is SaveState.FAILED, "a failure stays in sight until a save succeeds"
    saver.save_now()
    until(qtbot, saver, SaveState.SAVED)
    assert saver.error is None
    assert stored(practice, session) == TWO


def test_it_tries_again_by_itself(qtbot, saver, practice, session, monkeypatch):
    monkeypatch.setattr(draft_saver, "_RETRY_MS", (1,))
    practice.sessions.fail("save_draft", DiskFull(), times=3)
    saver.edit(ONE, DAY)
    saver.save_now()
    until(qtbot, saver, SaveState.SAVED)
    assert practice.sessions.calls["save_draft"] == 4
    assert stored(practice, session) == ONE


def test_too_long_is_told_before_it_is_sent_and_saved_once_shorter(qtbot, saver, practice, session):
    saver.edit(SoapText(plan="x" * (FIELD_LIMIT_CHARS + 1)), DAY)
    saver.save_now()
    assert saver.state is SaveState.FAILED
    assert saver.error is not None
    assert saver.error.code == "field_too_long"
    assert not saver._timer.isActive()
    assert practice.sessions.calls["save_draft"] == 0
    longest = SoapText(plan="x" * FIELD_LIMIT_CHARS)
    saver.edit(longest, DAY)
    saver.save_now()
    until(qtbot, saver, SaveState.SAVED)
    assert stored(practice, session) == longest


def test_a_changed_day_is_saved(qtbot, saver, practice, session):
    saver.edit(SoapText(), date(2024, 4, 6))
    saver.save_now()
    until(qtbot, saver, SaveState.SAVED)
    assert practice.sessions.current(session.session_id).date == date(2024, 4, 6)


def conflict(qtbot, saver, practice, session, *, signed: bool = False) -> None:
    practice.sessions.write_elsewhere(session.session_id, TWO, signed=signed)
    saver.edit(ONE, DAY)
    saver.save_now()
    qtbot.waitUntil(lambda: saver.theirs is not None)


@pytest.mark.parametrize("signed", [False, True])
def test_a_conflict_keeps_both_texts(qtbot, saver, practice, session, signed):
    conflict(qtbot, saver, practice, session, signed=signed)
    assert saver.state is SaveState.CONFLICT
    assert saver.text == ONE
    assert saver.theirs is not None
    assert saver.theirs.text == TWO
    assert stored(practice, session) == TWO
    saver.edit(THREE, DAY)
    saver.save_now()
    assert saver.state is SaveState.CONFLICT
    assert saver.text == THREE


def test_mine_becomes_the_version_after_theirs(qtbot, saver, practice, session):
    conflict(qtbot, saver, practice, session)
    saver.keep_mine()
    until(qtbot, saver, SaveState.SAVED)
    texts = [version.text for version in practice.sessions.versions_of[session.session_id]]
    assert texts == [SoapText(), TWO, ONE]
    assert saver.session.version == 3


def test_a_conflict_with_the_same_text_is_none(qtbot, saver, practice, session):
    practice.sessions.write_elsewhere(session.session_id, ONE)
    saver.edit(ONE, DAY)
    saver.save_now()
    until(qtbot, saver, SaveState.SAVED)
    assert saver.session.version == 2


def test_a_conflict_whose_other_text_cannot_be_read_is_met_again(qtbot, saver, practice, session):
    practice.sessions.fail("save_draft", EditConflict("session_edit_conflict"))
    practice.sessions.fail("get", DiskFull())
    saver.edit(ONE, DAY)
    saver.save_now()
    until(qtbot, saver, SaveState.FAILED)
    assert saver.text == ONE
    saver.save_now()
    until(qtbot, saver, SaveState.SAVED)
    assert stored(practice, session) == ONE


def lose_response(practice, monkeypatch, *, fails_after: int = 0) -> None:
    """The next save is stored and not answered; as many after it fail before they reach the database."""
    save = practice.sessions.save_draft
    left = iter([True, *[False] * fails_after])

    def save_without_response(*given, **values):
        stores = next(left, None)
        if stores is None:
            return save(*given, **values)
        if stores:
            save(*given, **values)
        raise DatabaseProblem("database_unreachable")

    monkeypatch.setattr(practice.sessions, "save_draft", save_without_response)


def test_words_typed_after_several_failed_saves_follow_the_one_that_was_stored(
    qtbot, saver, practice, session, monkeypatch
):
    lose_response(practice, monkeypatch, fails_after=1)
    for words in (ONE, TWO):
        saver.edit(words, DAY)
        saver.save_now()
        until(qtbot, saver, SaveState.FAILED)
        qtbot.waitUntil(lambda: saver._sent is None)
    saver.edit(THREE, DAY)
    saver.save_now()
    qtbot.waitUntil(lambda: saver.clean or saver.theirs is not None)
    assert saver.theirs is None
    texts = [version.text for version in practice.sessions.versions_of[session.session_id]]
    assert texts == [SoapText(), ONE, THREE]


def test_the_journal_names_a_save_without_response(qtbot, saver, practice, session, monkeypatch):
    lose_response(practice, monkeypatch)
    saver.author = practice.sessions.author
    saver.edit(ONE, DAY)
    saver.save_now()
    until(qtbot, saver, SaveState.FAILED)
    assert saver.draft().under_way is None
    saver.edit(TWO, DAY)
    assert saver.draft().under_way == words_digest(ONE, DAY)
    until(qtbot, saver, SaveState.SAVED)
    assert stored(practice, session) == TWO


def test_a_kind_chosen_after_a_save_without_response_is_stored_too(
    qtbot, saver, practice, session, monkeypatch
):
    lose_response(practice, monkeypatch)
    saver.edit(ONE, DAY)
    saver.save_now()
    until(qtbot, saver, SaveState.FAILED)
    saver.describe(kind="phone", duration_min=20)
    saver.save_now()
    until(qtbot, saver, SaveState.SAVED)
    current = practice.sessions.current(session.session_id)
    assert (current.text, current.kind, current.duration_min) == (ONE, "phone", 20)


def test_a_flush_waits_for_every_draft(qtbot, unsaved_drafts, practice, client):
    first = practice.sessions.add(client.client_id, SoapText())
    second = practice.sessions.add(client.client_id, SoapText())
    assert unsaved_drafts.flush()
    unsaved_drafts.lend(first).edit(ONE, DAY)
    practice.sessions.hold("save_draft")
    unsaved_drafts.lend(second).edit(TWO, DAY)
    assert len(unsaved_drafts.unsaved) == 2
    assert not unsaved_drafts.flush()
    with qtbot.waitSignal(unsaved_drafts.flushed) as flushed:
        practice.sessions.release("save_draft")
    assert flushed.args == [True]
    assert stored(practice, first) == ONE
    assert stored(practice, second) == TWO
    assert unsaved_drafts.flush()


def test_a_flush_that_cannot_save_says_so_and_keeps_the_words(qtbot, unsaved_drafts, practice, client):
    session = practice.sessions.add(client.client_id, SoapText())
    saver = unsaved_drafts.lend(session)
    practice.sessions.fail("save_draft", DiskFull())
    saver.edit(ONE, DAY)
    with qtbot.waitSignal(unsaved_drafts.flushed) as flushed:
        assert not unsaved_drafts.flush()
    assert flushed.args == [False]
    assert unsaved_drafts.unsaved == [saver]
    assert saver.text == ONE


def test_a_flush_of_what_can_never_be_saved_ends_too(qtbot, unsaved_drafts, practice, client):
    session = practice.sessions.add(client.client_id, SoapText())
    unsaved_drafts.lend(session).edit(SoapText("x" * (FIELD_LIMIT_CHARS + 1)), DAY)
    with qtbot.waitSignal(unsaved_drafts.flushed) as flushed:
        assert not unsaved_drafts.flush()
    assert flushed.args == [False]


def test_words_left_behind_are_found_again(qtbot, unsaved_drafts, practice, client):
    session = practice.sessions.add(client.client_id, SoapText())
    practice.sessions.fail("save_draft", DiskFull())
    unsaved_drafts.lend(session).edit(ONE, DAY)
    unsaved_drafts.take_back()
    qtbot.waitUntil(
        lambda: bool(unsaved_drafts.unsaved) and unsaved_drafts.unsaved[0].state is SaveState.FAILED
    )
    again = unsaved_drafts.lend(session)
    assert again.text == ONE


def test_after_a_lock_what_was_not_stored_is_stored(qtbot, unsaved_drafts, jobs, workspace, practice, client):
    session = practice.sessions.add(client.client_id, SoapText())
    workspace.state = "locked"
    saver = unsaved_drafts.lend(session)
    saver.edit(ONE, DAY)
    unsaved_drafts.take_back()
    until(qtbot, saver, SaveState.FAILED)
    assert isinstance(saver.error, VaultLocked)
    workspace.state = "unlocked"
    unsaved_drafts.resume()
    qtbot.waitUntil(lambda: not unsaved_drafts.unsaved)
    assert stored(practice, session) == ONE


def test_a_save_whose_answer_a_lock_swallowed_is_no_conflict(qtbot, unsaved_drafts, jobs, practice, client):
    session = practice.sessions.add(client.client_id, SoapText())
    practice.sessions.hold("save_draft")
    unsaved_drafts.lend(session).edit(ONE, DAY)
    unsaved_drafts.take_back()
    qtbot.waitUntil(lambda: practice.sessions.calls["save_draft"] == 1)
    jobs.forget_all()
    practice.sessions.release("save_draft")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert len(unsaved_drafts.unsaved) == 1
    unsaved_drafts.resume()
    qtbot.waitUntil(lambda: not unsaved_drafts.unsaved)
    stored = practice.sessions.versions_of[session.session_id]
    assert [version.text for version in stored] == [SoapText(), ONE]


def test_words_typed_during_a_save_whose_answer_a_lock_swallowed_are_no_conflict(
    qtbot, unsaved_drafts, jobs, practice, client
):
    session = practice.sessions.add(client.client_id, SoapText())
    practice.sessions.hold("save_draft")
    saver = unsaved_drafts.lend(session)
    saver.edit(ONE, DAY)
    saver.save_now()
    qtbot.waitUntil(lambda: practice.sessions.calls["save_draft"] == 1)
    saver.edit(TWO, DAY)
    unsaved_drafts.take_back()
    jobs.forget_all()
    practice.sessions.release("save_draft")
    qtbot.waitUntil(lambda: not jobs.busy)
    unsaved_drafts.resume()
    qtbot.waitUntil(lambda: not unsaved_drafts.unsaved or saver.theirs is not None)
    stored = practice.sessions.versions_of[session.session_id]
    assert [version.text for version in stored] == [SoapText(), ONE, TWO]
