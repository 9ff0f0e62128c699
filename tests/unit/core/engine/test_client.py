"""The client over a scripted child: whatever the process does, a call ends, and ends as it should."""

from __future__ import annotations

import os
import queue
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.cancel import CancelToken, Deadline
from core.engine.catalogue import ModelSpec, starter_models
from core.engine.client import EngineClient
from core.engine.dto import ChatMessage, EngineState, GenerationRequest
from core.engine.limits import EngineLimits, RetryPolicy
from core.errors import (
    AnamnesisError,
    Cancelled,
    EmbeddingError,
    EngineProblem,
    GenerationError,
    InputRefused,
    ModelMissing,
    ModelRejected,
)
from tests.fakes.engine_child import command

QUICK = RetryPolicy(retries=2, longest_delay_s=0.01, first_delay_s=0.001)
LIMITS = EngineLimits(
    embed_timeout_s=0.4,
    first_token_timeout_s=0.4,
    stall_timeout_s=0.4,
    count_timeout_s=5.0,
    load_timeout_s=20.0,
    stop_timeout_s=5.0,
    embed_retry=QUICK,
    generate_retry=QUICK,
)
PATIENT = EngineLimits(embed_retry=QUICK, generate_retry=QUICK, stop_timeout_s=5.0)
ASK = GenerationRequest((ChatMessage("user", "question"),))


class Lives:
    """Where the scripted child counts how often it was born."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def count(self) -> int:
        return len(list(self.folder.iterdir()))


@pytest.fixture
def lives(tmp_path) -> Lives:
    folder = tmp_path / "lives"
    folder.mkdir()
    return Lives(folder)


@pytest.fixture
def begin(lives, tmp_path):
    """Starts a client over a child with a fault, for so many lives, and stops it afterwards."""
    begun: list[EngineClient] = []
    before = set(threading.enumerate())
    models = starter_models(tmp_path)

    def start(fault: str = "none", *, for_lives: int = 1_000_000, limits=PATIENT, **options) -> EngineClient:
        client = EngineClient(
            embedders=options.pop("embedders", (models.embedder,)),
            generator=options.pop("generator", models.generator),
            limits=limits,
            command=command(fault, lives.folder, lives=for_lives),
            **options,
        )
        begun.append(client)
        client.start()
        return client

    yield start
    for client in begun:
        client.stop()
    left = set(threading.enumerate()) - before
    assert not [thread.name for thread in left if thread.name.startswith("engine-")]


def states_of(client: EngineClient) -> queue.SimpleQueue[EngineState]:
    heard: queue.SimpleQueue[EngineState] = queue.SimpleQueue()
    client.subscribe(heard.put)
    return heard


def wait_state(heard: queue.SimpleQueue[EngineState], wanted: EngineState) -> None:
    while heard.get(timeout=20) is not wanted:
        pass


def generate(client: EngineClient, on_text: Callable[[str], None] = lambda _: None, **options):
    return client.generate(ASK, on_text=on_text, **options)


def test_a_call_before_start_and_after_stop_is_refused(begin):
    client = begin()
    client.embed(["a"])
    client.stop()
    for call in (
        lambda: client.embed(["a"]),
        lambda: generate(client),
        lambda: client.count_tokens(["a"]),
        client.embedder_info,
    ):
        with pytest.raises(EngineProblem) as stopped:
            call()
        assert stopped.value.code == "engine_stopped"
    assert client.state is EngineState.STOPPED


def test_it_may_be_started_again(begin, lives):
    client = begin()
    client.embed(["a"])
    client.stop()
    client.start()
    client.start()
    assert client.embed(["a"]).shape == (1, 8)
    assert lives.count == 2


def test_listeners_hear_every_state_once_and_in_order(tmp_path, lives):
    client = EngineClient(
        embedders=(starter_models(tmp_path).embedder,), generator=None, command=command("none", lives.folder)
    )
    heard = states_of(client)
    deaf = states_of(client)
    client.subscribe(deaf.put)()
    client.start()
    client.embed(["a"])
    wait_state(states := heard, EngineState.READY)
    client.stop()
    assert states.get(timeout=5) is EngineState.STOPPED
    assert states.empty()


def test_a_listener_that_fails_does_not_silence_the_others(begin, caplog):
    client = begin()

    def fail(state: EngineState) -> None:
        raise RuntimeError("listener")

    client.subscribe(fail)
    heard = states_of(client)
    client.stop()
    wait_state(heard, EngineState.STOPPED)
    assert "RuntimeError" in caplog.text


@pytest.mark.parametrize("texts", [1, 33, 100])
def test_vectors_come_back_in_the_order_of_the_texts(begin, texts):
    client = begin()
    vectors = client.embed([str(number) * (number + 1) for number in range(texts)])
    assert vectors.shape == (texts, 8)
    # The scripted child marks each vector with the size of its batch; the shortest texts go last.
    assert np.argmax(vectors[0]) == ((texts - 1) % 32 + 1) % 8


@pytest.mark.parametrize("fault", ["exit_on_embed", "garbage", "huge", "unknown_event", "short_vectors"])
def test_an_embedding_survives_one_failure_of_the_process(begin, lives, fault):
    client = begin(fault, for_lives=1)
    assert client.embed(["a"]).shape == (1, 8)
    assert lives.count == 2


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("exit_on_embed", "engine_crashed"),
        ("garbage", "engine_protocol"),
        ("huge", "engine_protocol"),
        ("unknown_event", "engine_protocol"),
        ("short_vectors", "engine_protocol"),
        ("zero_vectors", "vector_invalid"),
        ("exception", "engine_exception"),
        ("hang_embed", "engine_timeout"),
    ],
)
def test_an_embedding_that_never_succeeds_says_why(begin, fault, code):
    client = begin(fault, limits=LIMITS)
    client.embedder_info()
    with pytest.raises(EmbeddingError) as failed:
        client.embed(["a"])
    assert failed.value.code == code


def test_a_batch_that_ends_the_process_is_tried_in_smaller_ones(begin, lives):
    client = begin("exit_on_many", limits=EngineLimits(embed_retry=RetryPolicy(5, 0.01, 0.001)))
    assert client.embed(["a"] * 14).shape == (14, 8)
    assert lives.count == 3


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


def test_a_process_that_never_loads_is_given_up(begin):
    client = begin("hang_load", limits=EngineLimits(load_timeout_s=0.3, embed_retry=QUICK))
    with pytest.raises(EngineProblem) as starting:
        client.embedder_info(timeout_s=0.01)
    assert starting.value.code == "engine_starting"
    assert client.state is EngineState.STARTING
    with pytest.raises(EmbeddingError) as failed:
        client.embed(["a"])
    assert failed.value.code == "engine_timeout"


def test_one_refused_model_leaves_the_other(begin):
    client = begin("refuse_embedder")
    with pytest.raises(ModelRejected) as refused:
        client.embed(["a"])
    assert refused.value.params["reason"] == "hash_mismatch"
    with pytest.raises(ModelRejected):
        client.embedder_info()
    assert generate(client).text == "one two"
    assert client.state is EngineState.READY
    assert isinstance(client.problem, ModelRejected)


def test_a_model_that_is_not_configured_is_missing(begin):
    client = begin(generator=None)
    assert client.embed(["a"]).shape == (1, 8)
    with pytest.raises(ModelMissing) as missing:
        generate(client)
    assert missing.value.code == "model_not_configured"
    with pytest.raises(ModelMissing):
        client.count_tokens(["a"])
    assert client.problem is None


def test_a_generation_survives_a_crash_before_its_first_word(begin):
    pieces: list[str] = []
    result = generate(begin("exit_on_generate", for_lives=1), pieces.append)
    assert (result.text, pieces) == ("one two", ["one ", "two"])


def test_a_generation_that_had_begun_is_not_repeated(begin, lives):
    client = begin("exit_after_text", for_lives=1)
    pieces: list[str] = []
    with pytest.raises(GenerationError) as failed:
        generate(client, pieces.append)
    assert failed.value.code == "engine_crashed"
    assert pieces == ["one "]
    assert generate(client).text == "one two"


@pytest.mark.parametrize("fault", ["hang_generate", "stall"])
def test_a_generation_without_a_sign_of_life_is_given_up(begin, fault):
    client = begin(fault, limits=LIMITS)
    client.generator_info()
    with pytest.raises(GenerationError) as failed:
        generate(client)
    assert failed.value.code == "engine_timeout"


def test_a_refused_request_is_not_repeated(begin, lives):
    client = begin()
    with pytest.raises(GenerationError) as refused:
        client.generate(GenerationRequest(ASK.messages, grammar="refuse"), on_text=lambda _: None)
    assert refused.value.code == "grammar_invalid"
    assert lives.count == 1
    assert client.state is EngineState.READY


def test_a_request_beyond_a_frame_is_refused(begin):
    huge = GenerationRequest((ChatMessage("user", "x" * (17 << 20)),))
    with pytest.raises(InputRefused) as refused:
        begin().generate(huge, on_text=lambda _: None)
    assert refused.value.code == "request_too_large"


def test_cancelling_a_process_that_hangs_kills_it(begin, lives):
    client = begin("stall", limits=EngineLimits(stop_timeout_s=0.2, generate_retry=QUICK))
    token = CancelToken()
    result = generate(client, lambda _: token.cancel(), cancel=token)
    assert (result.finish, result.text) == ("cancelled", "one ")


@pytest.mark.parametrize("call", ["embed", "generate"])
@pytest.mark.parametrize("moment", ["working", "loading", "waiting"])
def test_stop_ends_every_call_under_way(begin, call, moment):
    fault = "hang_load" if moment == "loading" else f"hang_{call}"
    client = begin(fault)
    if moment != "loading":
        client.generator_info()
    callers = 3 if moment == "waiting" else 1
    with ThreadPoolExecutor(callers) as pool:
        started = threading.Barrier(callers + 1)

        def work() -> None:
            started.wait(10)
            if call == "embed":
                client.embed(["a"])
            else:
                generate(client)

        futures = [pool.submit(work) for _ in range(callers)]
        started.wait(10)
        client.stop()
        for future in futures:
            error = future.exception(timeout=10)
            assert isinstance(error, EngineProblem)
            assert error.code == "engine_stopped"


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


def test_one_crash_under_many_callers_is_one_failure(begin):
    client = begin("exit_on_generate", for_lives=1)
    client.generator_info()
    with ThreadPoolExecutor(12) as pool:
        written = [pool.submit(generate, client) for _ in range(6)]
        embedded = [pool.submit(client.embed, ["a"]) for _ in range(6)]
        assert {future.result(30).text for future in written} == {"one two"}
        assert all(future.result(30).shape == (1, 8) for future in embedded)


def test_many_threads_may_call_at_once(begin):
    client = begin()
    with ThreadPoolExecutor(8) as pool:
        embedded = [pool.submit(client.embed, ["a", "b"]) for _ in range(20)]
        written = [pool.submit(generate, client) for _ in range(20)]
        counted = [pool.submit(client.count_tokens, ["a b c"]) for _ in range(20)]
        assert all(future.result(30).shape == (2, 8) for future in embedded)
        assert {future.result(30).text for future in written} == {"one two"}
        assert all(future.result(30) == [3] for future in counted)


def test_errors_carry_no_text(begin):
    client = begin("exception", limits=LIMITS)
    with pytest.raises(AnamnesisError) as failed:
        client.embed(["Zebedee has a headache"])
    chain: BaseException | None = failed.value
    while chain is not None:
        assert "Zebedee" not in repr(chain) + str(chain)
        chain = chain.__cause__ or chain.__context__


@pytest.fixture
def second(tmp_path) -> ModelSpec:
    """An embedder beside the starter one."""
    return replace(starter_models(tmp_path).embedder, name="second", sha256="2" * 64)


def test_two_embedders_are_told_apart(begin, second, tmp_path):
    first = starter_models(tmp_path).embedder
    client = begin(embedders=(first, second))
    assert client.embedder_info().sha256 == client.embedder_info(model=first.sha256).sha256 == first.sha256
    assert client.embedder_info(model=second.sha256).sha256 == second.sha256
    assert client.embed(["a"]).sum() == client.embed(["a"], model=first.sha256, urgent=True).sum() == 1
    assert client.embed(["a"], model=second.sha256).sum() == -1
    with pytest.raises(ModelMissing) as missing:
        client.embed(["a"], model="3" * 64)
    assert missing.value.code == "model_not_configured"
    with pytest.raises(ModelMissing):
        client.embed([], model="3" * 64)
    with pytest.raises(ModelMissing):
        client.embedder_info(model="3" * 64)


def test_a_third_embedder_or_the_same_twice_is_a_mistake(begin, second, tmp_path):
    first = starter_models(tmp_path).embedder
    client = begin()
    for wrong in ((first, second, replace(second, sha256="3" * 64)), (first, first)):
        with pytest.raises(ValueError, match="embedders"):
            client.use_models(embedders=wrong, generator=None)
    assert client.embed(["a"]).shape == (1, 8)


def test_other_models_mean_another_process_and_the_same_ones_do_not(begin, lives, second, tmp_path):
    models = starter_models(tmp_path)
    client = begin()
    client.embed(["a"])
    client.use_models(embedders=[models.embedder], generator=models.generator)
    assert client.embed(["a"]).sum() == 1
    assert lives.count == 1
    client.use_models(embedders=[models.embedder, second], generator=models.generator)
    assert client.embed(["a"], model=second.sha256).sum() == -1
    client.use_models(embedders=[second], generator=None)
    assert client.embed(["a"]).sum() == 1
    assert client.embedder_info().sha256 == second.sha256
    for gone in (lambda: client.embed(["a"], model=models.embedder.sha256), lambda: generate(client)):
        with pytest.raises(ModelMissing):
            gone()
    assert lives.count == 3
    assert client.state is EngineState.READY


def test_models_chosen_before_the_start_are_those_it_starts_with(lives, second, tmp_path):
    models = starter_models(tmp_path)
    client = EngineClient(
        embedders=(models.embedder,), generator=None, limits=PATIENT, command=command("none", lives.folder)
    )
    client.use_models(embedders=(second,), generator=None)
    client.start()
    try:
        assert client.embedder_info().sha256 == second.sha256
        assert lives.count == 1
    finally:
        client.stop()


def test_who_waits_to_change_the_models_can_leave(begin, second):
    client = begin()
    heard = client.embedder_info().sha256
    token = CancelToken()
    token.cancel()
    with client._generation_turns.take(urgent=True, cancel=None), pytest.raises(Cancelled):
        client.use_models(embedders=[second], generator=None, cancel=token)
    assert client.embedder_info().sha256 == heard


def test_an_embedding_under_way_goes_on_in_the_new_process(begin, lives, second, tmp_path):
    models = starter_models(tmp_path)
    client = begin("hang_embed", for_lives=1, limits=EngineLimits(embed_retry=QUICK, breaker_failures=1))
    client.embedder_info()
    with ThreadPoolExecutor(2) as pool:
        stays = pool.submit(client.embed, ["a"])
        urgent = pool.submit(client.embed, ["a"], urgent=True)
        client.use_models(embedders=[second, models.embedder], generator=None)
        # Whichever of them had asked without a name meant the model that was first at that moment.
        assert abs(stays.result(30).sum()) == abs(urgent.result(30).sum()) == 1
    assert lives.count == 2
    assert client.state is EngineState.READY


def test_an_embedding_under_way_in_a_model_that_goes_says_so(begin, second):
    client = begin("hang_embed", for_lives=1)
    heard = client.embedder_info().sha256
    with ThreadPoolExecutor(1) as pool:
        goes = pool.submit(client.embed, ["a"], model=heard)
        client.use_models(embedders=[second], generator=None)
        with pytest.raises(ModelMissing):
            goes.result(30)
