"""Calls from other threads arrive in the window's thread, in order, and never at an owner that is gone."""

from __future__ import annotations

import threading

import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.bridge import ThreadBridge


def _send_from_a_thread(bridge: ThreadBridge[int], values: range) -> None:
    def send() -> None:
        for value in values:
            bridge.send(value)

    thread = threading.Thread(target=send)
    thread.start()
    thread.join()


def test_values_arrive_in_order_in_the_owner_thread(qtbot: QtBot) -> None:
    seen: list[int] = []
    threads: set[threading.Thread] = set()
    owner = QObject()

    def receive(value: int) -> None:
        seen.append(value)
        threads.add(threading.current_thread())

    bridge: ThreadBridge[int] = ThreadBridge(receive, owner)
    _send_from_a_thread(bridge, range(50))
    assert seen == [], "nothing may be delivered in the sender's thread"
    qtbot.waitUntil(lambda: len(seen) == 50)
    assert seen == list(range(50))
    assert threads == {threading.current_thread()}


def test_nothing_reaches_a_deleted_owner(qtbot: QtBot) -> None:
    seen: list[int] = []
    owner = QObject()
    bridge: ThreadBridge[int] = ThreadBridge(seen.append, owner)
    _send_from_a_thread(bridge, range(1))
    shiboken6.delete(owner)
    _send_from_a_thread(bridge, range(2))
    qtbot.wait(0)
    assert seen == []


def test_close_drops_what_is_under_way(qtbot: QtBot) -> None:
    seen: list[int] = []
    owner = QObject()
    bridge: ThreadBridge[int] = ThreadBridge(seen.append, owner)
    _send_from_a_thread(bridge, range(3))
    bridge.close()
    qtbot.wait(0)
    assert seen == []
