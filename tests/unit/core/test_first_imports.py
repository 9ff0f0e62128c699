"""A process imports its first modules without collecting garbage, and collects it afterwards."""

from __future__ import annotations

import gc
import sys
import weakref
from pathlib import Path

import pytest

from core.first_imports import collector_paused


def test_nothing_is_collected_meanwhile_and_everything_afterwards() -> None:
    with collector_paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_was_imported_is_exempted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "imported_for_the_first_time.py").write_text("value = [[]]")
    monkeypatch.syspath_prepend(tmp_path)
    before = gc.get_freeze_count()
    with collector_paused():
        import json  # noqa: F401 - known already
    assert gc.get_freeze_count() <= before
    with collector_paused():
        __import__("imported_for_the_first_time")
    del sys.modules["imported_for_the_first_time"]
    assert gc.get_freeze_count() > before


def test_collecting_goes_on_after_a_failed_import() -> None:
    with pytest.raises(ImportError), collector_paused():
        __import__("there_is_no_such_module")
    assert gc.isenabled()


class _Cycle:
    def __init__(self) -> None:
        self.itself = self


def test_garbage_from_before_is_not_exempted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "imported_once.py").write_text("value = [[]]")
    monkeypatch.syspath_prepend(tmp_path)
    freed = weakref.ref(_Cycle())
    with collector_paused():
        __import__("imported_once")
    del sys.modules["imported_once"]
    assert freed() is None
