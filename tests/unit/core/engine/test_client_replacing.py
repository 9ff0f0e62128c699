"""A process of the engine that hangs, dies or never loads is replaced, or left alone when that is no use."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

import pytest

from core.cancel import CancelToken, Deadline
from core.engine.catalogue import starter_models
from core.engine.client import EngineClient
from core.engine.dto import EngineState
from core.engine.limits import EngineLimits, RetryPolicy
from core.engine.processor.processor import Untried
from core.engine.processor.trial import never
from core.engine.session import EngineSession
from core.errors import Cancelled, EmbeddingError, EngineProblem, GenerationError
from tests.unit.core.engine.scripted_client import LIMITS, PATIENT, QUICK, generate, states_of, wait_state

# Hanging.


def test_a_process_that_hangs_is_killed_and_replaced(begin, lives):
    client = begin("hang_embed", for_lives=1, limits=LIMITS)
    first = client.embedder_info() and client.pid
    assert client.embed(["a"]).shape == (1, 8)
    assert client.pid != first
    assert lives.count == 2


def test_a_process_that_hangs_is_replaced_though_nobody_waits_that_long(begin, lives):
    """A question waits a moment for its vector, far less than the time after which a process is given up."""
    client = begin("hang_embed", for_lives=1, limits=LIMITS)
    given_up = 0
    while True:
        try:
            vectors = client.embed(["a question"], urgent=True, cancel=Deadline(0.1, None))
            break
        except (Cancelled, EmbeddingError):
            given_up += 1
            assert given_up < 200, "the process that hangs is asked again and again"
    assert len(vectors) == 1
    assert given_up >= 3
    assert lives.count >= 2


def found_hanging(client: EngineClient, look: Callable[[], object]) -> None:
    """Leaves an answer unwaited for and looks until the process that owes it is replaced."""
    client.generator_info()
    first = client.pid
    for _ in range(20):
        with suppress(Cancelled):
            client.embed(["a question"], urgent=True, cancel=Deadline(0.1, None))
        looking_until = time.monotonic() + 1.0
        while client.pid == first and time.monotonic() < looking_until:
            look()
        if client.pid != first:
            return
    raise AssertionError("it was never found hanging")


def test_whoever_needs_a_model_of_a_process_that_hangs_gets_it_of_the_next_one(begin, lives):
    """The hang shows when the model is asked for: an answer that nobody waited for is overdue by then."""
    client = begin("hang_embed", for_lives=1, limits=LIMITS)
    found_hanging(client, client.generator_info)
    assert lives.count == 2
    assert generate(client).text == "one two"


def test_a_short_wait_for_the_next_process_says_that_it_starts(begin, lives):
    client = begin("hang_embed", for_lives=1, limits=LIMITS)
    codes: set[str] = set()

    def look() -> None:
        try:
            client.generator_info(timeout_s=0.001)
        except EngineProblem as problem:
            codes.add(problem.code)

    found_hanging(client, look)
    assert codes <= {"engine_starting"}
    assert client.generator_info().name
    assert lives.count == 2


def test_a_slow_answer_that_nobody_waits_for_is_no_hang(begin, lives):
    client = begin(limits=replace(LIMITS, embed_timeout_s=20.0))
    cancelled = CancelToken()
    cancelled.cancel()
    for _ in range(3):
        with pytest.raises(Cancelled):
            client.embed(["a question"], urgent=True, cancel=cancelled)
    assert len(client.embed(["a question"])) == 1
    assert lives.count == 1


def test_cancelling_a_process_that_hangs_kills_it(begin, lives):
    client = begin("stall", limits=EngineLimits(stop_timeout_s=0.2, generate_retry=QUICK))
    token = CancelToken()
    result = generate(client, lambda _: token.cancel(), cancel=token)
    assert (result.finish, result.text) == ("cancelled", "one ")


def test_a_process_that_never_loads_is_given_up(begin):
    client = begin("hang_load", limits=EngineLimits(load_timeout_s=0.3, embed_retry=QUICK))
    with pytest.raises(EngineProblem) as starting:
        client.embedder_info(timeout_s=0.01)
    assert starting.value.code == "engine_starting"
    assert client.state is EngineState.STARTING
    with pytest.raises(EmbeddingError) as failed:
        client.embed(["a"])
    assert failed.value.code == "engine_timeout"


class StillTrying(Untried):
    """Tries its models until somebody has waited for them."""

    def __init__(self) -> None:
        super().__init__()
        self.waited = threading.Event()

    def permit(self, models, *, stopping=never):
        assert self.waited.wait(20)
        return super().permit(models)


def test_who_waits_during_the_trial_gives_a_process_up_as_soon_as_others(begin, monkeypatch):
    """The trial has minutes of its own, which a process that never loads afterwards must not get."""
    waits = EngineSession.wait_tried_and_loaded

    def noted(session, *arguments, **options):
        processor.waited.set()
        return waits(session, *arguments, **options)

    processor = StillTrying()
    limits = EngineLimits(load_timeout_s=0.3, embed_retry=RetryPolicy(0, 0.01, 0.001))
    client = begin("hang_load", limits=limits, processor=processor)
    monkeypatch.setattr(EngineSession, "wait_tried_and_loaded", noted)
    with pytest.raises(EmbeddingError) as failed:
        client.embed(["a"], cancel=Deadline(20.0, None))
    assert failed.value.code == "engine_timeout"


# Dying.


def test_a_batch_that_ends_the_process_is_tried_in_smaller_ones(begin, lives):
    client = begin("exit_on_many", limits=EngineLimits(embed_retry=RetryPolicy(5, 0.01, 0.001)))
    assert client.embed(["a"] * 14).shape == (14, 8)
    assert lives.count == 3


def test_a_process_that_dies_idle_is_replaced_before_anyone_asks(begin, lives):
    client = begin()
    heard = states_of(client)
    wait_state(heard, EngineState.READY)
    assert client.pid is not None
    os.kill(client.pid, signal.SIGKILL)
    wait_state(heard, EngineState.STARTING)
    wait_state(heard, EngineState.READY)
    assert lives.count == 2


def test_a_process_that_cannot_start_fails_and_is_not_started_over_and_over(begin, lives):
    client = begin("exit_at_start")
    heard = states_of(client)
    wait_state(heard, EngineState.FAILED)
    assert client.problem is not None
    assert (client.problem.code, client.problem.params) == ("engine_crashed", {"status": 7})
    assert lives.count == 1
    with pytest.raises(EngineProblem):
        client.embedder_info()


def test_a_process_that_died_before_it_was_of_use_is_started_by_whoever_needs_it(begin, lives):
    client = begin("exit_at_start", for_lives=1)
    heard = states_of(client)
    wait_state(heard, EngineState.FAILED)
    assert client.generator_info().name
    assert client.embed(["a question"]).shape == (1, 8)
    assert lives.count == 2


def test_one_that_dies_at_each_start_is_left_alone_after_five(begin, lives):
    client = begin("exit_at_start")
    codes: list[str] = []
    while "engine_resting" not in codes and len(codes) < 20:
        with pytest.raises(EngineProblem) as failed:
            client.generator_info()
        codes.append(failed.value.code)
    assert codes[-1] == "engine_resting"
    assert client.state is EngineState.RESTING
    assert lives.count == 5


def test_a_program_that_is_not_there_fails_clearly(tmp_path):
    client = EngineClient(
        embedders=(),
        generator=starter_models(tmp_path).generator,
        limits=PATIENT,
        command=(str(tmp_path / "no-such-program"),),
    )
    client.start()
    try:
        with pytest.raises(GenerationError) as failed:
            generate(client)
        assert failed.value.code == "engine_not_started"
    finally:
        client.stop()


def test_the_breaker_opens_rests_and_lets_one_try_through(begin, lives):
    clock = [0.0]
    never = RetryPolicy(retries=0, longest_delay_s=0.01)
    client = begin(
        "exit_on_embed", for_lives=6, limits=EngineLimits(embed_retry=never), monotonic=lambda: clock[0]
    )
    heard = states_of(client)

    def fail(code: str) -> None:
        with pytest.raises(EngineProblem) as failed:
            client.embed(["a"])
        assert failed.value.code == code

    for _ in range(5):
        fail("engine_crashed")
    wait_state(heard, EngineState.RESTING)
    assert client.state is EngineState.RESTING
    assert client.problem is not None
    assert client.problem.code == "engine_resting"
    fail("engine_resting")
    clock[0] = 60.0
    fail("engine_crashed")
    fail("engine_resting")
    clock[0] = 120.0
    assert client.embed(["a"]).shape == (1, 8)
    wait_state(heard, EngineState.READY)
    assert client.problem is None


def test_a_hang_that_a_cancel_brings_to_light_is_a_failure_like_any(begin, lives):
    once = replace(PATIENT, breaker_failures=1, stop_timeout_s=0.2)
    client = begin("stall", for_lives=1, limits=once)
    heard = states_of(client)
    client.generator_info()
    token = CancelToken()
    result = generate(client, lambda _: token.cancel(), cancel=token)
    assert (result.finish, result.text) == ("cancelled", "one ")
    wait_state(heard, EngineState.RESTING)
    with pytest.raises(EngineProblem) as resting:
        generate(client)
    assert resting.value.code == "engine_resting"
    assert lives.count == 1


def test_a_cancel_that_the_process_heeds_is_no_failure(begin):
    client = begin(limits=replace(PATIENT, breaker_failures=1))
    client.generator_info()
    token = CancelToken()
    assert generate(client, lambda _: token.cancel(), cancel=token).finish == "cancelled"
    assert generate(client).text == "one two"
    assert client.state is EngineState.READY


def test_one_crash_under_many_callers_is_one_failure(begin):
    client = begin("exit_on_generate", for_lives=1)
    client.generator_info()
    with ThreadPoolExecutor(12) as pool:
        written = [pool.submit(generate, client) for _ in range(6)]
        embedded = [pool.submit(client.embed, ["a"]) for _ in range(6)]
        assert {future.result(30).text for future in written} == {"one two"}
        assert all(future.result(30).shape == (1, 8) for future in embedded)
