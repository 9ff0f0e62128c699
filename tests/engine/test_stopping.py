"""Stopping: from the person's stop to the end of the call, wherever the call happens to be."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from statistics import quantiles
from typing import Any

import pytest

from core.assistant.writing.generation import Generation
from core.cancel import CancelToken
from core.engine.client import EngineClient
from core.engine.dto import ChatMessage, GenerationRequest
from core.errors import Cancelled
from tests.fixtures.figures import figure
from tests.fixtures.proofs import Proof

pytestmark = pytest.mark.engine

LONG_PROMPT = "The sea was calm and the wind came from the north west. " * 260
STORY = "Write a long story about the sea."
BOUND_S = 5.0
"""Far more than it takes: what is measured is printed, and this only tells a stop from no stop."""


def _stops(phase: str) -> pytest.MarkDecorator:
    return pytest.mark.proof(f"stop {phase}", short=3, long=60)


@pytest.fixture
def own_engine(starters):
    """An engine that may be killed and started over."""
    client = EngineClient(embedders=(starters.embedder,), generator=starters.generator)
    yield client
    client.stop()


def stopped_after(call: Callable[[CancelToken], Any], cancel_when: threading.Event, wait_s: float) -> float:
    """Seconds from the stop to the end of `call`; the stop comes `wait_s` after the event."""
    cancel = CancelToken()
    at: list[float] = []

    def stop() -> None:
        cancel_when.wait(60)
        threading.Event().wait(wait_s)
        at.append(time.perf_counter())
        cancel.cancel()

    stopper = threading.Thread(target=stop)
    stopper.start()
    try:
        call(cancel)
    except Cancelled:
        """As a stop ends what has nothing to give yet."""
    ended = time.perf_counter()
    stopper.join()
    return ended - at[0]


def at_once() -> threading.Event:
    event = threading.Event()
    event.set()
    return event


def told(phase: str, taken_s: list[float]) -> None:
    p95 = quantiles(taken_s, n=20, method="inclusive")[-1]
    figure(
        f"stop {phase}: p95 {p95 * 1000:.0f} ms, longest {max(taken_s) * 1000:.0f} ms, {len(taken_s)} stops"
    )
    assert max(taken_s) < BOUND_S


@_stops("while a prompt is read")
def test_while_a_long_prompt_is_read(engine, proof: Proof):
    def once(number: int) -> float:
        # Another beginning each time, or the prompt would be there already.
        prompt = GenerationRequest((ChatMessage("user", f"{number}. {LONG_PROMPT}"),), max_tokens=50)
        written: list[str] = []

        def call(cancel: CancelToken) -> None:
            assert engine.generate(prompt, on_text=written.append, cancel=cancel).finish == "cancelled"

        taken = stopped_after(call, at_once(), 0.3 + 0.2 * (number % 4))
        assert not written, "it had begun to write: the prompt was too short for this"
        return taken

    told("while a prompt of 3,000 tokens is read", [once(number) for number in range(proof.repetitions)])


@_stops("while it writes")
def test_while_it_writes(engine, proof: Proof):
    def once(number: int) -> float:
        begun = threading.Event()
        prompt = GenerationRequest((ChatMessage("user", f"{STORY} {number}"),), max_tokens=900, seed=number)

        def call(cancel: CancelToken) -> None:
            engine.generate(prompt, on_text=lambda _: begun.set(), cancel=cancel)

        return stopped_after(call, begun, 0.05 * (number % 4))

    told("while it writes", [once(number) for number in range(proof.repetitions)])


@_stops("while the model is loaded")
def test_while_the_model_is_loaded(own_engine, proof: Proof):
    """As an answer waits for it: before its prompt is made, while it is counted, before it is sent."""
    calls: list[Callable[[CancelToken], Any]] = [
        lambda cancel: own_engine.generator_info(cancel=cancel),
        lambda cancel: own_engine.count_tokens(["a note"], cancel=cancel),
        lambda cancel: own_engine.generate(
            GenerationRequest((ChatMessage("user", STORY),)), on_text=lambda _: None, cancel=cancel
        ),
        lambda cancel: own_engine.embed(["a question"], urgent=True, cancel=cancel),
        lambda cancel: Generation(own_engine)._await_model(cancel),
    ]
    taken = []
    for number in range(max(proof.repetitions, len(calls))):
        own_engine.start()
        taken.append(stopped_after(calls[number % len(calls)], at_once(), 0.1))
        own_engine.stop()
    told("while the model is loaded", taken)


def _kill_what_runs(engine) -> None:
    deadline = time.monotonic() + 30.0
    while time.monotonic() < deadline:
        engine.generator_info()
        with suppress(ProcessLookupError):
            os.kill(engine.pid, signal.SIGKILL)
            return
        time.sleep(0.05)
    pytest.fail("no process was there to be killed")


@_stops("while a killed engine is started again")
def test_while_the_process_is_started_again(own_engine, proof: Proof):
    own_engine.start()
    taken = []
    for _ in range(max(2, proof.repetitions // 2)):
        # A stop leaves the next process on its way: only one that is there can be killed, and an answer may
        # still be from before the client has noticed the death.
        _kill_what_runs(own_engine)
        taken.append(
            stopped_after(lambda cancel: own_engine.count_tokens(["a"], cancel=cancel), at_once(), 0.1)
        )
    told("while a killed engine is started again", taken)
