"""Keys are dropped at the end of the work that needs them, or before it if that does not end."""

from __future__ import annotations

import threading

import pytest

from core.security.deadline import dropped_within


def test_keys_go_at_the_end_and_no_thread_stays():
    dropped = threading.Event()
    before = threading.active_count()
    with dropped_within(60.0, dropped.set):
        assert not dropped.is_set()
    assert dropped.is_set()
    assert threading.active_count() == before


def test_keys_go_while_the_work_waits():
    dropped = threading.Event()
    with dropped_within(0.01, dropped.set):
        assert dropped.wait(10.0)


def test_keys_go_though_the_work_fails():
    dropped = threading.Event()
    with pytest.raises(RuntimeError, match="stuck"), dropped_within(60.0, dropped.set):
        raise RuntimeError("stuck")
    assert dropped.is_set()


def test_keys_go_though_no_thread_can_be_started(monkeypatch: pytest.MonkeyPatch):
    def refuse(_timer: threading.Timer) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Timer, "start", refuse)
    dropped = threading.Event()
    with pytest.raises(RuntimeError, match="new thread"), dropped_within(60.0, dropped.set):
        pass
    assert dropped.is_set()
