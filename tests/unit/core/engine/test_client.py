"""The client over a scripted child: a call ends, and ends as it should, and errors carry no text."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from core.engine.catalogue import starter_models
from core.engine.client import EngineClient
from core.engine.dto import ChatMessage, EngineState, GenerationRequest
from core.engine.scoring import MAX_SENTENCES
from core.errors import AnamnesisError, EmbeddingError, EngineProblem, GenerationError, InputRefused
from tests.fakes.engine_child import command
from tests.unit.core.engine.scripted_client import ASK, LIMITS, generate, states_of, wait_state


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


@pytest.mark.parametrize(
    ("fault", "code", "lives_needed"),
    [
        ("odds_nan", "vector_invalid", 1),
        ("odds_short", "engine_protocol", 3),
        ("odds_text", "engine_protocol", 3),
    ],
)
def test_odds_that_are_none_are_refused(begin, lives, fault, code, lives_needed):
    client = begin(fault, limits=LIMITS)
    with pytest.raises(EmbeddingError) as failed:
        client.answer_odds("question", ["a", "b"])
    assert failed.value.code == code
    # Numbers that are none say nothing against the process, which searches too.
    assert lives.count <= lives_needed + 1
    assert (lives.count == 1) == (lives_needed == 1)


def test_no_request_for_odds_holds_up_a_question_for_long(begin):
    client = begin()
    with pytest.raises(InputRefused) as refused:
        client.answer_odds("question", ["a"] * (MAX_SENTENCES + 1))
    assert refused.value.code == "request_too_large"
    assert len(client.answer_odds("question", ["a"] * MAX_SENTENCES)) == MAX_SENTENCES


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
