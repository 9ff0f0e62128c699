"""Copies of what was read stay within a bound, the one used last longest."""

from __future__ import annotations

import numpy as np

from core.engine.kept_prompts import KeptPrompt, KeptPrompts


def kept(size: int) -> KeptPrompt:
    return KeptPrompt((1, 2, 3), np.zeros(size, dtype=np.uint8))


def test_the_oldest_go_when_they_take_too_much():
    prompts = KeptPrompts(limit_bytes=100)
    for name in ("ada", "ben", "cora"):
        prompts.put(name, kept(40))
    assert prompts.size_bytes == 80
    assert prompts.take("ada") is None
    assert prompts.take("ben") is not None
    assert prompts.take("ben") is None


def test_what_is_too_large_by_itself_is_not_kept():
    prompts = KeptPrompts(limit_bytes=100)
    assert prompts.fits(100)
    assert not prompts.fits(101)
    prompts.put("ada", kept(101))
    assert prompts.size_bytes == 0


def test_names_are_dropped_and_all_is_cleared():
    prompts = KeptPrompts(limit_bytes=100)
    prompts.put("ada", kept(10))
    prompts.put("ben", kept(10))
    prompts.put("ben", kept(20))
    prompts.drop(["ada", "nobody"])
    assert prompts.size_bytes == 20
    prompts.clear()
    assert prompts.size_bytes == 0
