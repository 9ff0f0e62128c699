"""A lock that meets a close, a language, a hanging database, a bug: the keys go, nothing is shown again."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from core.errors import DiskFull
from core.ids import UserId, new_id
from core.people.dto import SignIn
from tests.fakes.workspace import PASSPHRASE
from tests.gui.shell.conftest import Driven
from ui.shell.crash_dialog import CrashDialog
from ui.shell.window_state import Phase
from ui.widgets.question import Question


def _questions() -> list[Question]:
    shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, Question)]
    return [each for each in shown if each.isVisible()]


def _with_words(driven: Driven, *, sealable: bool = False) -> None:
    driven.to_practice()
    driven.chart.edit("canary words")
    driven.chart.refuses_to_save = True
    if not sealable:
        driven.workspace.prepared.journal.problem = DiskFull()


def _locked(driven: Driven) -> bool:
    window = driven.window
    return window.current_page is window.lock_screen and window._state.phase is Phase.LOCKED


def _hang(driven: Driven, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """A save that does not end; what is returned ends it."""
    monkeypatch.setattr(driven.chart, "flush", lambda: False)
    return driven.chart._end_flush


# A database that hangs.


def test_words_are_sealed_before_the_keys_go_when_the_database_hangs(
    driven: Driven, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_words(driven, sealable=True)
    gate = threading.Event()
    driven.jobs.run_workspace(driven.window, "db", lambda *_: gate.wait(20), on_done=lambda _: None)
    sealed_when_dropped: list[int] = []
    journal = driven.workspace.prepared.journal
    monkeypatch.setattr(
        driven.workspace, "drop_keys", lambda: sealed_when_dropped.append(len(journal.stored))
    )
    end_flush = _hang(driven, monkeypatch)
    driven.window._locking._overdue.setInterval(0)
    driven.window.lock()
    driven.wait(lambda: bool(sealed_when_dropped))
    assert sealed_when_dropped == [1]
    assert not _locked(driven)
    end_flush()
    gate.set()
    driven.wait(lambda: _locked(driven))
    assert not driven.chart.has_unsaved


def test_a_journal_that_hangs_too_does_not_keep_the_keys(
    driven: Driven, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_words(driven, sealable=True)
    gate = threading.Event()
    monkeypatch.setattr(driven.workspace.prepared.journal, "keep", lambda _draft: gate.wait(20))
    driven.window._locking._overdue.setInterval(0)
    driven.window._locking._last_moment.setInterval(0)
    driven.window.lock()
    driven.wait(lambda: "drop_keys" in driven.workspace.calls)
    gate.set()
    driven.wait(lambda: _locked(driven))


def test_what_was_sealed_in_haste_and_stored_after_all_is_forgotten(driven: Driven) -> None:
    driven.to_practice()
    driven.chart.edit("stored in the end")
    kept: list[object] = []
    journal = driven.workspace.prepared.journal
    keep = journal.keep

    def noting(draft: object) -> None:
        kept.append(draft)
        keep(draft)

    journal.keep = noting
    driven.window.lock()
    driven.wait(lambda: _locked(driven))
    assert len(kept) == 1, "sealed once, before anybody knew"
    assert journal.stored == {}


# The X.


def test_close_during_a_lock_waits_for_it(driven: Driven, monkeypatch: pytest.MonkeyPatch) -> None:
    _with_words(driven)
    end_flush = _hang(driven, monkeypatch)
    driven.window.lock()
    driven.window.close()
    end_flush()
    driven.wait(lambda: bool(_questions()))
    assert _locked(driven)
    assert not driven.chart.text.isVisible()
    assert driven.workspace.calls.count("lock") == 1
    assert driven.session_watch.finished == 1


def test_close_during_a_lock_that_seals_everything_asks_nothing(driven: Driven) -> None:
    _with_words(driven, sealable=True)
    driven.workspace.hold("lock")
    driven.window.lock()
    driven.wait(lambda: "lock" in driven.workspace.calls)
    with driven.qtbot.waitSignal(driven.window.closed, timeout=10_000):
        driven.window.close()
        driven.workspace.release("lock")
    assert len(driven.workspace.prepared.journal.stored) == 1


def test_close_at_the_lock_screen_asks_over_it(driven: Driven) -> None:
    _with_words(driven)
    driven.window.lock()
    driven.wait(lambda: _locked(driven))
    driven.window.close()
    driven.window.close()
    (question,) = _questions()
    assert _locked(driven)
    assert not driven.window.unlocked
    assert not driven.window.book.available("clients.new")
    question.reject()
    assert _locked(driven)
    assert driven.chart.has_unsaved


def test_close_during_an_unlock_waits_for_it(driven: Driven) -> None:
    driven.to_lock_screen()
    driven.workspace.hold("unlock")
    driven.window.lock_screen.passphrase.line.setText(PASSPHRASE)
    driven.window.lock_screen.button.click()
    driven.window.close()
    with driven.qtbot.waitSignal(driven.window.closed, timeout=10_000):
        driven.workspace.release("unlock")


def test_a_suspend_while_it_closes_locks_when_it_stays(driven: Driven) -> None:
    _with_words(driven)
    driven.window.close()
    driven.session_watch.lock_requested.emit("suspend")
    assert driven.window._locking._overdue.isActive()
    driven.wait(lambda: driven.session_watch.finished == 1)
    assert _locked(driven)
    assert driven.workspace.state == "locked"
    assert not driven.chart.text.isVisible()
    driven.wait(lambda: bool(_questions()))


# The language.


def test_a_language_chosen_before_a_lock_gives_way_to_it(driven: Driven) -> None:
    driven.to_practice()
    gate = threading.Event()
    driven.jobs.run_workspace(driven.window, "db", lambda *_: gate.wait(20), on_done=lambda _: None)
    driven.window._on_language_chosen("he")
    driven.window.lock()
    gate.set()
    driven.wait(lambda: _locked(driven))
    assert driven.session_watch.finished == 1
    assert driven.workspace.state == "locked"
    assert driven.preferences.language == "en"


def test_a_lock_that_meets_a_language_change_still_ends(driven: Driven) -> None:
    driven.to_practice()
    driven.workspace.hold("lock")
    driven.window.lock()
    driven.jobs.forget_all()
    driven.workspace.release("lock")
    driven.wait(lambda: _locked(driven))


# Bugs.


@pytest.mark.parametrize("place", ["place", "clear", "flush", "drafts", "clipboard", "let_go"])
def test_a_bug_on_the_way_does_not_keep_the_keys(
    driven: Driven, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    _with_words(driven, sealable=True)

    def broken(*_arguments: object) -> None:
        raise ValueError("a bug")

    target: object = driven.chart
    if place in ("drafts", "let_go"):
        target = driven.chart.unsaved_drafts
    elif place == "clipboard":
        target, place = driven.window._locking._clipboard, "clear_ours"
    monkeypatch.setattr(target, place, broken)
    reports: list[object] = []
    driven.jobs.crashed.connect(reports.append)
    driven.window.lock()
    driven.wait(lambda: _locked(driven))
    assert driven.workspace.state == "locked"
    assert reports
    assert not driven.window._locking._overdue.isActive()


def test_a_bug_is_said(driven: Driven, monkeypatch: pytest.MonkeyPatch) -> None:
    driven.to_practice()
    monkeypatch.setattr(driven.chart.unsaved_drafts, "drafts", lambda: 1 / 0)
    shown: list[object] = []
    monkeypatch.setattr(driven.window._dialogs, "show_crash", shown.append)
    driven.window.lock()
    driven.wait(lambda: _locked(driven))
    assert shown
    assert not any(isinstance(each, CrashDialog) for each in QApplication.topLevelWidgets())


# The frame, the first run, another person.


def test_title_and_status_are_clear_as_soon_as_the_screen_is_covered(driven: Driven) -> None:
    driven.to_practice()
    driven.workspace.hold("lock")
    driven.window.lock()
    assert driven.window.windowTitle() == "Anamnesis"
    assert driven.window.status.engine_label.text() == ""
    driven.workspace.release("lock")
    driven.wait(lambda: _locked(driven))


def test_they_come_back_when_it_stays_open(driven: Driven) -> None:
    _with_words(driven)
    driven.window.close()
    driven.wait(lambda: bool(_questions()))
    assert driven.window.unlocked
    assert driven.window.windowTitle().startswith("Practice at the Harbour")
    assert driven.window.status.lock_button.isEnabled()


def _to_the_recovery_key(driven: Driven, *, until: Callable[[], bool]) -> None:
    driven.workspace.state = "absent"
    driven.window.start()
    driven.wait(lambda: driven.window.current_page is driven.window.wizard)
    wizard = driven.window.wizard
    wizard.practice.name.setText("Quay")
    wizard.passphrase.first.line.setText(PASSPHRASE)
    wizard.passphrase.again.line.setText(PASSPHRASE)
    wizard.show_step(wizard.passphrase)
    wizard.next.click()
    driven.wait(until)


@pytest.mark.parametrize("during", ["recovery", "creating"])
def test_a_lock_covers_the_recovery_key_and_says_so_after_the_unlock(driven: Driven, during: str) -> None:
    if during == "creating":
        driven.workspace.hold("initialise")
        _to_the_recovery_key(driven, until=lambda: "initialise" in driven.workspace.calls)
        driven.session_watch.lock_requested.emit("suspend")
        assert driven.session_watch.finished == 0
        driven.workspace.release("initialise")
    else:
        wizard = driven.window.wizard
        _to_the_recovery_key(driven, until=lambda: wizard.step is wizard.recovery)
        assert driven.window.idle_watch.running
        driven.window.idle_watch.idle.emit()
        assert not wizard.isVisible()
        assert wizard.recovery.key_label.text() == ""
    driven.wait(lambda: _locked(driven))
    assert driven.workspace.state == "locked"
    assert driven.session_watch.finished == 1
    driven.unlock()
    driven.wait(lambda: not driven.jobs.busy)
    assert "recovery key was not confirmed" in driven.window.page.reminder.accessibleName()


def test_another_persons_words_are_set_aside_until_they_can_be_sealed(driven: Driven) -> None:
    first, second = (SignIn(UserId(new_id()), name, False) for name in ("Ada", "Bo"))
    driven.workspace.people = (first, second)
    driven.preferences.last_user = first.user_id
    _with_words(driven)
    driven.window.lock()
    driven.wait(lambda: _locked(driven))
    driven.wait(lambda: driven.window.lock_screen.person.several)
    driven.window.lock_screen.person.setCurrentIndex(1)
    driven.unlock()
    driven.wait(lambda: not driven.jobs.busy)
    assert driven.chart.unsaved_drafts.author == second.user_id
    assert driven.chart.has_unsaved, "the journal still refuses"
    journal = driven.workspace.prepared.journal
    journal.problem = None
    driven.window.lock()
    driven.wait(lambda: _locked(driven))
    assert [author for _session, author in journal.stored] == [first.user_id]
    assert not driven.chart.has_unsaved
