"""Holds a fake service's calls where they are, so that a test decides what happens in between."""

from __future__ import annotations

import threading
from collections import Counter


class Gate:
    """Mixed into a fake service: each of its methods starts with `self._pass(name)`.

    `hold(name)` makes calls wait until `release(name)`; `fail(name, error)` makes the next call raise;
    `calls[name]` counts them. Waiting ends by itself after 20 s, so that no test hangs.
    """

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self._failures: dict[str, list[BaseException]] = {}
        self._gates: dict[str, threading.Event] = {}

    def hold(self, name: str) -> None:
        self._gates[name] = threading.Event()

    def release(self, name: str) -> None:
        self._gates.pop(name).set()

    def release_all(self) -> None:
        for name in list(self._gates):
            self.release(name)

    def fail(self, name: str, error: BaseException, *, times: int = 1) -> None:
        self._failures.setdefault(name, []).extend([error] * times)

    def clear_failures(self) -> None:
        """From now on calls succeed again."""
        self._failures.clear()

    def _pass(self, name: str) -> None:
        self.calls[name] += 1
        gate = self._gates.get(name)
        if gate is not None:
            assert gate.wait(20), f"{name} was never released"
        if self._failures.get(name):
            raise self._failures[name].pop(0)
