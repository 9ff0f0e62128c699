"""Freed memory is overwritten where the C library allows it, and left alone where it does not."""

from __future__ import annotations

import ctypes
import platform
import sys
from pathlib import Path

import pytest

from core.security import freed_memory

GLIBC = sys.platform == "linux" and platform.libc_ver()[0] == "glibc"


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
