"""What the asking thread tells, on its way to the window."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from core.assistant.dto import Sentence
from core.sources.dto import SearchScope
from tests.fakes.assistant import answer_of
from ui.ask.asking import Asking, _Listener
from ui.bridge import ThreadBridge


@pytest.fixture
def asking(jobs, practice, qtbot):
    practice.assistant.prepare(answer_of("why", [], [Sentence("one two three", (), True)]))
    return Asking(jobs, "why", SearchScope(), None)


def test_everything_arrives_in_the_windows_thread(qtbot, asking):
    threads = []
    for signal in (asking.found, asking.text_changed, asking.answered):
        signal.connect(lambda *_: threads.append(threading.current_thread()))
    with qtbot.waitSignal(asking.answered):
        asking.start()
    assert set(threads) == {threading.main_thread()}


def test_many_pieces_make_few_repaints_and_no_piece_is_lost(qtbot, practice, asking):
    words = " ".join(f"w{n}" for n in range(5_000))
    practice.assistant.prepare(replace(practice.assistant.prepared["why"], answer=words))
    practice.assistant.hold("answer")
    texts: list = []
    asking.text_changed.connect(texts.append)
    asking.start()
    qtbot.waitUntil(lambda: bool(texts) and texts[-1] == words + " ")
    assert len(texts) < 500
    practice.assistant.release("answer")
    with qtbot.waitSignal(asking.answered):
        pass


def test_after_abandon_nothing_comes(qtbot, jobs, practice, asking):
    told: list = []
    for signal in (asking.found, asking.text_changed, asking.answered, asking.failed, asking.stopped):
        signal.connect(lambda *_: told.append(True))
    practice.assistant.hold("evidence")
    asking.start()
    asking.abandon()
    practice.assistant.release("evidence")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert not told


def test_the_listener_may_be_called_after_the_window_is_gone(qtbot, practice, asking):
    bridge: ThreadBridge = ThreadBridge(lambda _: None, asking)
    listener = _Listener(bridge)
    bridge.close()
    listener.on_text("late")
    assert listener.take() == "late"
