"""What services commit reaches the views: once, after an unlock and until a lock, on the window's thread."""

from __future__ import annotations

import threading

import pytest

from core.changes import ChangeFeed, Changes
from core.ids import ClientId, new_id
from tests.fakes.changes import clients_changed, content_of
from tests.fakes.views import FakeAskPane, FakeToday
from tests.gui.shell.conftest import Driven
from ui.shell.change_watch import GATHER_MS

ADA, NOA = ClientId(new_id()), ClientId(new_id())


def _told(driven: Driven) -> list[Changes]:
    return [call[1] for call in driven.ask.calls if isinstance(call, tuple) and call[0] == "note_changed"]


def _publish(feed: ChangeFeed, *changes: Changes) -> None:
    """As a lane does: in another thread."""

    def publish() -> None:
        for each in changes:
            feed.publish(each)

    thread = threading.Thread(target=publish)
    thread.start()
    thread.join()


def _feed(driven: Driven) -> ChangeFeed:
    return driven.workspace.prepared.changes


def _reloads(driven: Driven) -> tuple[int, int]:
    today = driven.window.page.views.today
    assert isinstance(today, FakeToday)
    return driven.clients.calls.count("reload"), today.calls.count("reload")


def test_a_commit_reaches_chart_questions_and_search_on_the_windows_thread(
    driven: Driven, monkeypatch: pytest.MonkeyPatch
) -> None:
    driven.to_practice()
    before, threads = _reloads(driven), list[threading.Thread]()

    def note(_pane: FakeAskPane, _changes: Changes) -> None:
        threads.append(threading.current_thread())

    monkeypatch.setattr(FakeAskPane, "note_changed", note)
    _publish(_feed(driven), content_of(ADA))
    driven.wait(lambda: bool(threads))
    assert threads == [threading.main_thread()]
    assert driven.chart.calls[-1] == ("note_changed", content_of(ADA))
    assert driven.window.page.views.find.calls[-1] == "note_changed"  # type: ignore[attr-defined]
    assert _reloads(driven) == before, "the lists show the same clients"


def test_a_client_who_comes_or_goes_reaches_list_and_day(driven: Driven) -> None:
    driven.to_practice()
    clients, today = _reloads(driven)
    _publish(_feed(driven), clients_changed(ADA))
    driven.wait(lambda: _reloads(driven) == (clients + 1, today + 1))


def test_many_commits_in_a_row_are_read_again_together(driven: Driven) -> None:
    driven.to_practice()
    clients, _ = _reloads(driven)
    each = [ClientId(new_id()) for _ in range(40)]
    _publish(_feed(driven), *(clients_changed(one) for one in each))
    driven.wait(lambda: sum(len(changes.content) for changes in _told(driven)) == 40)
    assert len(_told(driven)) == 2, "the first at once, the others together"
    assert _reloads(driven)[0] == clients + 2


def test_before_the_unlock_and_after_a_lock_nothing_is_told(driven: Driven) -> None:
    driven.to_lock_screen()
    _publish(_feed(driven), content_of(ADA))
    driven.unlock()
    feed = _feed(driven)
    # On its way while the window locks, and committed by what was still running.
    _publish(feed, content_of(ADA))
    driven.window.lock()
    _publish(feed, content_of(NOA))
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)
    driven.qtbot.wait(2 * GATHER_MS)
    assert _told(driven) == []


def test_changes_that_are_being_gathered_do_not_outlive_a_lock(driven: Driven) -> None:
    driven.to_practice()
    _publish(_feed(driven), content_of(ADA), content_of(NOA))
    driven.wait(lambda: len(_told(driven)) == 1)
    driven.window.lock()
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)
    driven.qtbot.wait(2 * GATHER_MS)
    assert len(_told(driven)) == 1


def test_after_the_next_unlock_it_is_told_once_again(driven: Driven) -> None:
    driven.to_practice()
    driven.window.lock()
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)
    driven.unlock()
    _publish(_feed(driven), content_of(ADA))
    driven.wait(lambda: _told(driven) == [content_of(ADA)])


def test_the_page_of_another_language_is_told_and_the_old_one_is_not(driven: Driven) -> None:
    driven.to_practice()
    old = driven.ask
    driven.window.menu_actions.language_chosen.emit("he")
    driven.wait(lambda: driven.ask is not old)
    _publish(_feed(driven), content_of(ADA))
    driven.wait(lambda: _told(driven) == [content_of(ADA)])
    assert not any(call[0] == "note_changed" for call in old.calls if isinstance(call, tuple))
