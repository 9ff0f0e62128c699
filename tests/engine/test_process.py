"""The engine process itself: killed at any moment, fed wrong models, left by its parent."""

from __future__ import annotations

import hashlib
import os
import select
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import core
from core.engine.catalogue import ModelSpec
from core.engine.client import EngineClient
from core.engine.dto import ChatMessage, EngineState, GenerationRequest
from core.engine.limits import EngineLimits, RetryPolicy
from core.errors import EngineProblem, GenerationError, ModelMissing, ModelRejected
from tests.fixtures.engine import permitted

pytestmark = pytest.mark.engine

LONG = GenerationRequest((ChatMessage("user", "Write a long story about the sea."),), max_tokens=400)
SHORT = GenerationRequest((ChatMessage("user", "Name a fruit."),), max_tokens=6)
QUICK = RetryPolicy(retries=3, longest_delay_s=0.1, first_delay_s=0.05)
LIMITS = EngineLimits(embed_retry=QUICK, generate_retry=QUICK, stop_timeout_s=10.0)


@pytest.fixture
def writer(starters):
    """An engine with the generator only: it loads in under a second, and may be killed."""
    client = EngineClient(embedders=(), generator=starters.generator, limits=LIMITS)
    client.start()
    client.generator_info()
    yield client
    client.stop()


def kill(client: EngineClient) -> int:
    pid = client.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    return pid


def test_it_outlives_the_thread_that_started_it(starters, processes_started_plainly):
    """The operating system kills the child when the thread that made it ends: not the caller's, then."""
    client = EngineClient(embedders=(), generator=starters.generator, limits=LIMITS)
    caller = threading.Thread(target=client.start)
    caller.start()
    caller.join()
    try:
        client.generator_info()
        first = client.pid
        assert client.generate(SHORT, on_text=lambda _: None).text
        assert client.pid == first
    finally:
        client.stop()


class Once:
    """Does something the first time it is called."""

    def __init__(self, action: Callable[[], object]) -> None:
        self.action = action
        self.pieces: list[str] = []

    def __call__(self, text: str) -> None:
        self.pieces.append(text)
        if len(self.pieces) == 1:
            self.action()


def test_killed_while_writing_it_fails_clearly_and_works_again(writer):
    take = Once(lambda: kill(writer))
    with pytest.raises(GenerationError) as failed:
        writer.generate(LONG, on_text=take)
    assert failed.value.code == "engine_crashed"
    assert failed.value.params == {"status": -9}
    assert take.pieces
    assert writer.generate(SHORT, on_text=lambda _: None).text


def test_killed_while_reading_the_prompt_the_request_recovers(writer):
    first = writer.pid
    prompt = GenerationRequest((ChatMessage("user", "The sea was calm. " * 150),), max_tokens=4)
    timer = threading.Timer(0.5, kill, [writer])
    timer.start()
    result = writer.generate(prompt, on_text=lambda _: None)
    timer.join()
    assert result.text
    assert result.prompt_tokens_evaluated == result.prompt_tokens
    assert writer.pid != first


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_crash_leaves_a_stack_and_no_text(starters, tmp_path):
    client = EngineClient(embedders=(), generator=starters.generator, limits=LIMITS, log_dir=tmp_path)
    client.start()
    try:
        pid = client.generator_info() and client.pid
        question = GenerationRequest((ChatMessage("user", "Zebedee has a headache. " * 40),), max_tokens=400)
        with pytest.raises(GenerationError) as failed:
            client.generate(question, on_text=Once(lambda: os.kill(pid or 0, signal.SIGSEGV)))
        assert failed.value.params == {"status": -signal.SIGSEGV}
        # The stack is written before the end is reported, and a new process is on its way.
        assert client.generate(SHORT, on_text=lambda _: None).text
    finally:
        client.stop()
    log = tmp_path / "engine-crash.log"
    text = log.read_text()
    assert "Fatal Python error: Segmentation fault" in text
    assert "core/engine/generator.py" in text
    assert "Zebedee" not in text
    assert log.stat().st_mode & 0o777 == 0o600


def test_stopped_while_writing_it_leaves_nothing_behind(writer):
    pid = writer.pid
    take = Once(writer.stop)
    with pytest.raises(EngineProblem) as stopped:
        writer.generate(LONG, on_text=take)
    assert stopped.value.code == "engine_stopped"
    assert writer.state is EngineState.STOPPED
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_killed_while_embedding_nothing_is_lost(starters):
    """It is killed half-way through, and the vectors are those of a calm run."""
    client = EngineClient(embedders=(starters.embedder,), generator=None, limits=LIMITS)
    client.start()
    try:
        texts = [
            f"note {number}: slept {number % 9} hours" + " and rested" * (number % 40) for number in range(96)
        ]
        client.embedder_info()
        with ThreadPoolExecutor(1) as pool:
            future = pool.submit(client.embed, texts)
            client.embed(["a question"], urgent=True)
            assert not future.done()
            kill(client)
            vectors = future.result(120)
        assert np.sum(vectors[::12] * client.embed(texts[::12]), axis=1).min() > 0.9999
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)
    finally:
        client.stop()


def test_a_question_overtakes_the_indexer(engine):
    texts = [f"note {number}" + " about poor sleep and low mood" * 12 for number in range(96)]
    with ThreadPoolExecutor(1) as pool:
        background = pool.submit(engine.embed, texts)
        answered = engine.embed(["who slept poorly?"], urgent=True)
        assert answered.shape == (1, 384)
        assert not background.done()
        assert background.result(120).shape == (96, 384)


_PARENT = """
import sys, threading
from pathlib import Path
from core.engine.catalogue import starter_models
from core.engine.client import EngineClient
from core.engine.dto import ChatMessage, GenerationRequest
client = EngineClient(embedders=(), generator=starter_models(Path(sys.argv[1])).generator)
client.start()
client.generator_info()
request = GenerationRequest((ChatMessage("user", "Write a long story about the sea."),), max_tokens=4000)
told = []
def take(text):
    if not told:
        told.append(text)
        print(client.pid, flush=True)
client.generate(request, on_text=take)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="waits for a foreign process through a pidfd")
def test_a_parent_killed_with_signal_9_leaves_no_orphan(starters):
    root = str(Path(core.__file__).resolve().parents[1])
    parent = subprocess.Popen(
        [sys.executable, "-c", _PARENT, str(starters.generator.path.parent)],
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": root, **permitted(starters).environment},
    )
    try:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        handle = os.pidfd_open(child)
        parent.kill()
        poll = select.poll()
        poll.register(handle, select.POLLIN)
        assert poll.poll(10_000), "the engine outlived its parent"
        os.close(handle)
    finally:
        parent.kill()
        parent.wait()
        if parent.stdout is not None:
            parent.stdout.close()


def test_the_process_says_what_confines_it(engine):
    isolation = engine.isolation
    assert isolation is not None
    assert isolation.sockets_refused
    if sys.platform == "linux":
        assert isolation.core_dumps_refused
        assert isolation.dies_with_parent


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_process_has_no_secret_no_core_and_no_file_to_write(engine):
    proc = Path("/proc") / str(engine.pid)
    limits = (proc / "limits").read_text()
    values = {line[:26].strip(): line[26:].split()[0] for line in limits.splitlines()[1:]}
    assert values["Max core file size"] == "0"
    assert values["Max file size"] == "0"
    names = {entry.partition(b"=")[0] for entry in (proc / "environ").read_bytes().split(b"\0") if entry}
    assert b"OMP_WAIT_POLICY" in names
    assert not {b"HOME", b"PATH", b"PGPASSWORD", b"DISPLAY"} & names
    if engine.isolation.network_namespace:
        # Every thread: one that a library started before would have been left outside.
        spaces = {os.readlink(thread / "ns" / "net") for thread in (proc / "task").iterdir()}
        assert len(spaces) == 1
        assert os.readlink("/proc/self/ns/net") not in spaces


@pytest.fixture
def copied(starters, tmp_path) -> ModelSpec:
    path = tmp_path / "model.gguf"
    shutil.copyfile(starters.generator.path, path)
    return replace(starters.generator, path=path)


def refusal(spec: ModelSpec | None) -> Exception:
    client = EngineClient(embedders=(), generator=spec, limits=LIMITS)
    client.start()
    try:
        with pytest.raises((ModelMissing, ModelRejected)) as refused:
            client.generate(SHORT, on_text=lambda _: None)
        assert client.state is EngineState.FAILED
        return refused.value
    finally:
        client.stop()


def test_a_truncated_model_is_refused(copied):
    os.truncate(copied.path, 50_000_000)
    error = refusal(copied)
    assert isinstance(error, ModelRejected)
    assert error.params == {
        "name": "SmolLM2-135M-Instruct",
        "reason": "truncated",
        "size_bytes": 50_000_000,
        "expected_size_bytes": 98_362_432,
    }


def test_a_model_with_one_changed_byte_is_refused(copied):
    with copied.path.open("r+b") as file:
        file.seek(60_000_000)
        byte = file.read(1)
        file.seek(60_000_000)
        file.write(bytes([byte[0] ^ 1]))
    error = refusal(copied)
    assert isinstance(error, ModelRejected)
    assert error.params["reason"] == "hash_mismatch"


def test_a_missing_model_is_refused(copied):
    copied.path.unlink()
    assert isinstance(refusal(copied), ModelMissing)


def test_a_recorded_file_that_no_library_can_read_is_refused(tmp_path, starters):
    data = b"GGUF\x03\0\0\0" + bytes(range(256)) * 40
    path = tmp_path / "broken.gguf"
    path.write_bytes(data)
    spec = ModelSpec("generator", "broken", path, hashlib.sha256(data).hexdigest(), "MIT", len(data))
    error = refusal(spec)
    assert isinstance(error, ModelRejected)
    assert error.params["reason"] == "unreadable"


def test_a_missing_embedder_leaves_the_generator(starters, tmp_path):
    gone = replace(starters.embedder, path=tmp_path / "gone")
    client = EngineClient(embedders=(gone,), generator=starters.generator, limits=LIMITS)
    client.start()
    try:
        with pytest.raises(ModelMissing):
            client.embed(["sleep"])
        assert client.generate(SHORT, on_text=lambda _: None).text
        assert client.state is EngineState.READY
        assert isinstance(client.problem, ModelMissing)
    finally:
        client.stop()
