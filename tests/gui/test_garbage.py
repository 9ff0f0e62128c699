"""Cyclic garbage that holds widgets is deleted by the window's thread, between two events."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from core.security import freed_memory
from ui.garbage import GarbageCollection, collect_what_is_due

ROOT = Path(__file__).resolve().parents[2]
# Python may collect whenever something is allocated: here at every call while Qt goes through its widgets.
_THEMES_CHANGE_OVER_GARBAGE = """
import gc
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from ui.garbage import GarbageCollection
from ui.theme import apply_theme
from ui.theme.plain_labels import PlainLabels

class Cycle(QWidget):
    def __init__(self):
        super().__init__()
        self.itself = self
        self.labels = [QLabel("x", self) for _ in range(30)]

def polish(style, polished, original=PlainLabels.polish):
    if isinstance(polished, QLabel) and python_collects:
        gc.collect()
    return original(style, polished)

app = QApplication([])
apply_theme(app, "light")
collection = GarbageCollection(app)
python_collects = gc.isenabled()
gc.disable()
PlainLabels.polish = polish
for theme in ("dark", "light", "dark"):
    for _ in range(20):
        cycle = Cycle()
        for each in (cycle, *cycle.labels):
            each.ensurePolished()
    del cycle, each
    apply_theme(app, theme)
    collection.collect_all()
assert len(app.topLevelWidgets()) == 0
"""


@pytest.fixture
def collection() -> Iterator[GarbageCollection]:
    gc.enable()
    made = GarbageCollection(look_every_ms=10, wait_s=20)
    yield made
    made.close()
    assert gc.isenabled()
    gc.disable()


class _Cycle(QObject):
    def __init__(self, gone: Callable[[], object]) -> None:
        super().__init__()
        self.itself = self
        self.destroyed.connect(gone, Qt.ConnectionType.DirectConnection)


def _deleted_by() -> list[threading.Thread]:
    """Creates an object in a cycle; the thread that deletes it is added to the list."""
    threads: list[threading.Thread] = []
    _Cycle(lambda: threads.append(threading.current_thread()))
    return threads


def _in_a_lane(do: Callable[[], object]) -> threading.Thread:
    lane = threading.Thread(target=do)
    lane.start()
    return lane


def test_a_lane_that_allocates_deletes_nothing(qtbot: QtBot, collection: GarbageCollection) -> None:
    deleted_by = _deleted_by()
    kept: list[list[int]] = []
    _in_a_lane(lambda: kept.extend([number] for number in range(100_000))).join()
    assert deleted_by == []
    qtbot.waitUntil(lambda: deleted_by != [])
    assert deleted_by == [threading.main_thread()]


def test_a_lane_that_needs_a_collection_waits_for_it(
    qtbot: QtBot, collection: GarbageCollection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And for the caches of the thread that collects, which the lane cannot overwrite."""
    overwritten: list[threading.Thread] = []
    monkeypatch.setattr(
        freed_memory, "overwrite_thread_caches", lambda: overwritten.append(threading.current_thread())
    )
    deleted_by = _deleted_by()
    seen: list[int] = []

    def lock() -> None:
        freed_memory.collect_garbage()
        seen.append(len(deleted_by))
        seen.append(len(overwritten))

    lane = _in_a_lane(lock)
    qtbot.waitUntil(lambda: len(seen) == 2)
    lane.join()
    assert seen == [1, 1]
    assert deleted_by == overwritten == [threading.main_thread()]


def test_it_does_not_wait_for_a_window_that_is_busy(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    overwritten: list[threading.Thread] = []

    def overwrite(fill: Callable[[], None] = freed_memory.overwrite_thread_caches) -> None:
        overwritten.append(threading.current_thread())
        fill()

    monkeypatch.setattr(freed_memory, "overwrite_thread_caches", overwrite)
    collection = GarbageCollection(look_every_ms=60_000, wait_s=0.05)
    try:
        deleted_by = _deleted_by()
        # No event is processed meanwhile.
        _in_a_lane(freed_memory.collect_garbage).join()
        assert deleted_by == []
        assert overwritten == []
        qtbot.waitUntil(lambda: overwritten != [])
        assert deleted_by == overwritten == [threading.main_thread()]
    finally:
        collection.close()
        gc.disable()


def test_what_a_slow_collection_frees_after_the_wait_is_overwritten(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone_on = threading.Event()
    overwritten: list[threading.Thread] = []

    def lock() -> None:
        freed_memory.collect_garbage()
        gone_on.set()

    def collect(collect_here: Callable[[], None] = freed_memory.collect_here) -> None:
        assert gone_on.wait(20)
        collect_here()

    monkeypatch.setattr(freed_memory, "collect_here", collect)
    monkeypatch.setattr(
        freed_memory, "overwrite_freed", lambda: overwritten.append(threading.current_thread())
    )
    collection = GarbageCollection(look_every_ms=60_000, wait_s=0.5)
    try:
        lane = _in_a_lane(lock)
        qtbot.waitUntil(lambda: overwritten != [], timeout=20_000)
        lane.join()
        assert overwritten == [threading.main_thread()]
    finally:
        collection.close()
        gc.disable()


def test_what_survived_a_collection_is_collected_though_as_much_is_freed_as_made() -> None:
    deleted_by: list[threading.Thread] = []
    kept = _Cycle(lambda: deleted_by.append(threading.current_thread()))
    gc.collect()
    for _ in range(3):
        collect_what_is_due()
    del kept
    # Two minutes in a window.
    for _ in range(150):
        made = [[number] for number in range(2000)]
        del made
        collect_what_is_due()
    assert deleted_by == [threading.main_thread()]


def test_after_its_end_whoever_needs_a_collection_makes_it(qtbot: QtBot) -> None:
    GarbageCollection().close()
    gc.disable()
    deleted_by = _deleted_by()
    lane = _in_a_lane(freed_memory.collect_garbage)
    lane.join()
    assert deleted_by == [lane]


def test_themes_change_over_garbage() -> None:
    """Without a collection of our own this process dies of a segmentation fault."""
    done = subprocess.run(
        [sys.executable, "-c", _THEMES_CHANGE_OVER_GARBAGE],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_program_collects_so_before_it_builds_its_window() -> None:
    source = (ROOT / "ui/application.py").read_text(encoding="utf-8")
    begun, built = source.index("GarbageCollection(application)"), source.index("MainWindow(\n")
    assert begun < built
