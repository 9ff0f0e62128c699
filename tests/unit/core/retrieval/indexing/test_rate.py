"""The rate is that of the last half minute, and batches shrink when memory is short."""

from __future__ import annotations

import pytest

from core.retrieval.indexing import indexer
from core.retrieval.indexing.rate import WINDOW_S, Rate

MIB = 1 << 20


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_nothing_is_known_before_something_was_done():
    clock = Clock()
    rate = Rate(clock)
    assert rate.per_s is None
    rate.begin()
    clock.now += 10
    assert rate.per_s is None
    rate.add(20)
    assert rate.per_s == pytest.approx(2.0)


def test_what_was_before_the_window_no_longer_counts():
    clock = Clock()
    rate = Rate(clock)
    rate.begin()
    for _ in range(60):
        clock.now += 1
        rate.add(10)
    assert rate.per_s == pytest.approx(10.0)
    for _ in range(60):
        clock.now += 1
        rate.add(1)
    assert rate.per_s == pytest.approx(1.0)
    clock.now += 2 * WINDOW_S
    assert (rate.per_s or 0.0) < 1.0


def test_a_new_run_begins_anew():
    clock = Clock()
    rate = Rate(clock)
    rate.begin()
    clock.now += 5
    rate.add(100)
    rate.begin()
    clock.now += 5
    assert rate.per_s is None


def test_no_rate_from_a_moment():
    clock = Clock()
    rate = Rate(clock)
    rate.begin()
    clock.now += 0.01
    rate.add(100)
    assert rate.per_s is None


@pytest.mark.parametrize(
    ("available", "texts"), [(8192 * MIB, 100), (1024 * MIB, 100), (512 * MIB, 50), (10 * MIB, 8), (0, 8)]
)
def test_a_batch_is_a_hundred_texts_and_fewer_when_memory_is_short(monkeypatch, available, texts):
    monkeypatch.setattr(indexer, "available_memory_bytes", lambda: available)
    assert indexer.texts_at_once() == texts
