"""A lane does one job at a time; a question overtakes, even in the middle of another job."""

from __future__ import annotations

import io
import queue
import threading
from collections.abc import Callable

import pytest

from core.child_processes.frames import Frame, read_frame
from core.engine.lanes import Lane, Outbox
from core.errors import InputRefused


class _Answers(io.RawIOBase):
    """Gives every frame that is written to a queue."""

    def __init__(self) -> None:
        self.frames: queue.SimpleQueue[Frame] = queue.SimpleQueue()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        frame = read_frame(io.BytesIO(bytes(data)))  # type: ignore[call-overload]
        assert frame is not None
        self.frames.put(frame)
        return len(bytes(data))  # type: ignore[call-overload]

    def ids(self, count: int) -> list[int]:
        return [self.frames.get(timeout=10).header["id"] for _ in range(count)]


@pytest.fixture
def answers() -> _Answers:
    return _Answers()


@pytest.fixture
def lane(answers) -> Lane:
    return Lane("test", outbox=Outbox(answers))


def done() -> Frame:
    return Frame({"event": "done"})


def held(lane: Lane, step: Callable[[], None] = lambda: None) -> tuple[threading.Event, threading.Event]:
    """A job under way under id 0: it has begun, and goes on when told; then it lets others overtake."""
    begun, go = threading.Event(), threading.Event()

    def job() -> Frame:
        begun.set()
        assert go.wait(10)
        step()
        return done()

    lane.put(0, job)
    assert begun.wait(10)
    return begun, go


def test_urgent_jobs_go_before_those_that_wait(lane, answers):
    _, go = held(lane)
    lane.put(1, done)
    lane.put(2, done)
    lane.put(3, done, urgent=True)
    lane.put(4, done, urgent=True)
    go.set()
    assert answers.ids(5) == [0, 3, 4, 1, 2]


def test_urgent_jobs_overtake_one_that_lets_them(lane, answers):
    _, go = held(lane, lane.overtake)
    lane.put(1, done)
    lane.put(2, done, urgent=True)
    lane.put(3, done, urgent=True)
    go.set()
    assert answers.ids(4) == [2, 3, 0, 1]


def test_nothing_overtakes_when_nothing_is_urgent(lane, answers):
    _, go = held(lane, lane.overtake)
    lane.put(1, done)
    go.set()
    assert answers.ids(2) == [0, 1]
    lane.put(2, done, urgent=True)
    assert answers.ids(1) == [2]


def test_an_urgent_job_that_fails_leaves_the_other_whole(lane, answers):
    def refuse() -> Frame:
        raise InputRefused("text_too_long")

    def crash() -> Frame:
        raise RuntimeError("a text that must not leave the process")

    _, go = held(lane, lane.overtake)
    lane.put(1, refuse, urgent=True)
    lane.put(2, crash, urgent=True)
    go.set()
    first, second, third = (answers.frames.get(timeout=10) for _ in range(3))
    assert first.header["error"]["code"] == "text_too_long"
    assert second.header == {"event": "failed", "id": 2, "kind": "RuntimeError"}
    assert third.header == {"event": "done", "id": 0}


def test_a_thread_is_prepared_once_before_its_first_job(answers):
    prepared: list[int] = []
    lane = Lane("test", outbox=Outbox(answers), prepare=lambda: prepared.append(threading.get_ident()))
    seen: list[tuple[int, int]] = []

    def job() -> Frame:
        seen.append((len(prepared), threading.get_ident()))
        return done()

    lane.put(1, job)
    lane.put(2, job)
    answers.ids(2)
    assert seen == [(1, prepared[0])] * 2
