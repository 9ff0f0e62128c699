"""A question overtakes what waits; nobody waits for ever."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from core.cancel import CancelToken
from core.engine import turns as turns_module
from core.engine.turns import Turns
from core.errors import Cancelled, EngineProblem


class Queue:
    """Callers in a known order: each is known to wait before the next comes."""

    def __init__(self, turns: Turns) -> None:
        self.turns = turns
        self.order: list[str] = []
        self.pool = ThreadPoolExecutor(8)

    def join(self, name: str, *, urgent: bool, cancel: CancelToken | None = None):
        waiting = threading.Event()
        condition = self.turns._changed
        original = condition.wait

        def wait(timeout: float | None = None) -> bool:
            waiting.set()
            return original(timeout)

        condition.wait = wait  # type: ignore[method-assign]

        def take() -> None:
            with self.turns.take(urgent=urgent, cancel=cancel):
                self.order.append(name)

        future = self.pool.submit(take)
        assert waiting.wait(5)
        return future


@pytest.fixture
def line():
    queue = Queue(Turns())
    yield queue
    queue.turns.close()
    queue.pool.shutdown()


def test_urgent_overtakes_background(line):
    with line.turns.take(urgent=False, cancel=None):
        background = [line.join(f"background {number}", urgent=False) for number in range(3)]
        question = line.join("question", urgent=True)
    question.result(5)
    for future in background:
        future.result(5)
    assert line.order[0] == "question"
    assert len(line.order) == 4


def test_a_waiting_caller_can_leave(line):
    token = CancelToken()
    with line.turns.take(urgent=False, cancel=None):
        future = line.join("impatient", urgent=True, cancel=token)
        token.cancel()
        with pytest.raises(Cancelled):
            future.result(5)
    with line.turns.take(urgent=False, cancel=None):
        assert line.order == []


def test_closing_sends_everyone_away(line):
    with line.turns.take(urgent=False, cancel=None):
        waiting = [line.join("background", urgent=False), line.join("question", urgent=True)]
        line.turns.close()
        for future in waiting:
            with pytest.raises(EngineProblem) as stopped:
                future.result(5)
            assert stopped.value.code == "engine_stopped"
    with pytest.raises(EngineProblem), line.turns.take(urgent=True, cancel=None):
        pass
    line.turns.reopen()
    with line.turns.take(urgent=True, cancel=None):
        pass


def test_background_steps_back_for_a_generation_and_a_question_does_not(line):
    with line.turns.background_held():
        background = line.join("background", urgent=False)
        with line.turns.take(urgent=True, cancel=None):
            line.order.append("question")
    background.result(5)
    assert line.order == ["question", "background"]


def test_background_does_not_starve_behind_a_generation_without_end(line, monkeypatch):
    monkeypatch.setattr(turns_module, "_POLITE_S", 0.05)
    with line.turns.background_held():
        line.join("background", urgent=False).result(5)
    assert line.order == ["background"]


def test_a_failed_turn_is_given_back():
    turns = Turns()
    with pytest.raises(ValueError, match="inside"), turns.take(urgent=True, cancel=None):
        raise ValueError("inside")
    with turns.take(urgent=False, cancel=None):
        pass
