"""Freed memory is overwritten where the C library allows it, and left alone where it does not."""

from __future__ import annotations

import ctypes
import gc
import platform
import sys
import threading
import weakref
from pathlib import Path

import pytest

from core.security import freed_memory

GLIBC = sys.platform == "linux" and platform.libc_ver()[0] == "glibc"


@pytest.mark.usefixtures("heap_is_left_afterwards")
def test_the_c_library_is_told_to_fill_what_is_freed() -> None:
    assert freed_memory.fill_what_is_freed() is GLIBC


@pytest.mark.skipif(not GLIBC, reason="the C library is not glibc")
def test_what_this_thread_has_freed_is_overwritten() -> None:
    library = ctypes.CDLL(None)
    library.malloc.restype, library.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
    # The one behind it keeps its page from being given back.
    place, behind = library.malloc(200), library.malloc(200)
    ctypes.memset(place, 0x6B, 200)
    library.free(place)
    freed_memory.overwrite_freed()
    assert b"\x6b" * 16 not in ctypes.string_at(place, 200)
    library.free(behind)


def test_nothing_is_asked_of_another_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not freed_memory.fill_what_is_freed()
    freed_memory.overwrite_freed()


def test_nothing_is_asked_of_another_c_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: object())
    assert not freed_memory.fill_what_is_freed()


def test_without_the_size_of_the_process_each_size_is_filled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def unread(_path: Path) -> bytes:
        raise OSError

    monkeypatch.setattr(Path, "read_bytes", unread)
    freed_memory.overwrite_freed()


class _Node:
    """Refers to itself, so that only a collection frees it."""

    def __init__(self) -> None:
        self.itself = self


class _Slow(_Node):
    """Holds up the collection that frees it until `go_on` is set."""

    def __init__(self, begun: threading.Event, go_on: threading.Event) -> None:
        super().__init__()
        self.begun, self.go_on = begun, go_on

    def __del__(self) -> None:
        self.begun.set()
        self.go_on.wait(10)


def _collecting_elsewhere(begun: threading.Event, go_on: threading.Event) -> threading.Thread:
    def collect() -> None:
        _Slow(begun, go_on)
        gc.collect()

    thread = threading.Thread(target=collect)
    thread.start()
    assert begun.wait(10)
    return thread


def test_a_collection_waits_for_that_of_another_thread() -> None:
    begun, go_on = threading.Event(), threading.Event()
    thread = _collecting_elsewhere(begun, go_on)
    garbage = weakref.ref(_Node())
    assert gc.collect() == 0
    assert garbage() is not None, "the library's call alone does nothing meanwhile"
    threading.Timer(0.05, go_on.set).start()
    freed_memory.collect_garbage()
    assert garbage() is None
    thread.join()


def test_it_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freed_memory, "_MOST_PAUSES", 3)
    begun, go_on = threading.Event(), threading.Event()
    thread = _collecting_elsewhere(begun, go_on)
    callbacks = list(gc.callbacks)
    freed_memory.collect_garbage()
    assert gc.callbacks == callbacks
    go_on.set()
    thread.join()


def test_another_may_make_every_collection() -> None:
    made: list[str] = []
    freed_memory.collect_by(lambda: made.append("elsewhere"))
    try:
        garbage = weakref.ref(_Node())
        freed_memory.collect_garbage()
        assert made == ["elsewhere"]
        assert garbage() is not None
    finally:
        freed_memory.collect_by(None)
    freed_memory.collect_garbage()
    assert garbage() is None
