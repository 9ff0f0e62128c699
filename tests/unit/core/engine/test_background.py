"""A thread of low priority leaves the rest of its process alone."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from core.engine.background import lower_this_thread


@pytest.mark.skipif(sys.platform != "linux", reason="priorities of threads as Linux shows them")
def test_only_the_thread_itself_and_what_it_starts_step_back():
    before = os.getpriority(os.PRIO_PROCESS, 0)
    seen: list[int] = []

    def look() -> None:
        seen.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))

    def load() -> None:
        assert lower_this_thread()
        look()
        child = threading.Thread(target=look)
        child.start()
        child.join()

    for work in (load, look):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    assert seen == [max(before, 5), max(before, 5), before]
    assert os.getpriority(os.PRIO_PROCESS, 0) == before
