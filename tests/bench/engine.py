"""Figures of the engine beside the bare libraries: same files, same threads, alternating rounds of one run.

Nothing is asserted here; the benchmark command prints what these functions return.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import psutil
from numpy.typing import NDArray

from core.cancel import CancelToken
from core.child_processes.environment import child_environment
from core.engine.catalogue import ModelSpec, StarterModels, starter_models
from core.engine.client import EngineClient
from core.engine.dto import ChatMessage, GenerationRequest, GeneratorBudgets
from core.engine.environment import engine_threads
from core.engine.limits import EngineLimits
from core.engine.processor.processor import Processor
from core.retrieval.embedding import embedding_texts
from core.retrieval.passages import cut_passages
from core.sessions.dto import SOAP_FIELDS
from tests.fixtures.engine import models_dir, permitted

_WORDS = (
    "client reports poor sleep low mood headaches after bright light denies fever takes sertraline 50 mg "
    "daily blood pressure 142/88 follow up in two weeks walking uphill mild chest pain anxiety reduced since "
    "spring left knee swelling better with rest appetite normal weight stable no new allergies labs pending"
).split()


@dataclass(frozen=True, slots=True)
class EmbeddingFigures:
    """Medians over the rounds; a speed-up is the median of the rounds' ratios (above 1: faster than bare).

    `texts` are the passages of notes, cut and led as the index embeds them. The ratio of processor times is
    the one that other work on the machine does not disturb. `apart` is the greatest 1 - cosine to the bare
    library's vector. `query_beside_indexing_ms` is a question asked while passages are embedded.
    """

    method: str
    texts: int
    load_ms: float
    texts_per_s: float
    bare_texts_per_s: float
    speedup: float
    speedup_least: float
    speedup_cpu: float
    speedup_cpu_least: float
    apart: float
    query_ms: float
    bare_query_ms: float
    query_beside_indexing_ms: float
    query_beside_indexing_worst_ms: float


@dataclass(frozen=True, slots=True)
class GenerationFigures:
    """Medians over the rounds; ratios are those of single rounds, application over bare."""

    load_ms: float
    prompt_tokens: int
    first_token_ms: float
    bare_first_token_ms: float
    first_token_ratio: float
    prompt_tokens_per_s: float
    tokens_per_s: float
    bare_tokens_per_s: float
    tokens_per_s_ratio: float
    same_chart_first_token_ms: float
    stop_ms: float


@dataclass(frozen=True, slots=True)
class EngineFigures:
    threads: int
    start_to_embedder_ms: float
    start_to_ready_ms: float
    embedding: EmbeddingFigures
    generation: GenerationFigures


def measure_engine(
    models: StarterModels,
    *,
    rounds: int = 5,
    texts: int = 192,
    seed: int = 7,
    charts: Sequence[Path] = (),
) -> EngineFigures:
    """Starts an engine and the bare counterparts and measures both; about a minute on two idle cores.

    `charts` are folders with charts whose notes are embedded; without any, notes are made up.
    """
    passages = _passages(charts, rounds * texts, random.Random(seed))
    threads, limits = engine_threads(), EngineLimits()
    engine = EngineClient(
        embedders=(models.embedder,),
        generator=models.generator,
        limits=limits,
        processor=Processor((models_dir(),)),
    )
    started = time.perf_counter()
    engine.start()
    try:
        engine.embedder_info()
        embedder_ms = _ms_since(started)
        engine.generator_info()
        ready_ms = _ms_since(started)
        with _bare(models.embedder, threads, GeneratorBudgets().context_tokens) as bare:
            embedding = _measure_embedding(engine, bare, rounds, passages)
        with _bare(models.generator, threads, GeneratorBudgets().context_tokens) as bare:
            generation = _measure_generation(engine, bare, rounds, random.Random(seed))
    finally:
        engine.stop()
    return EngineFigures(threads, embedder_ms, ready_ms, embedding, generation)


class _Bare:
    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the bare counterpart ended")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def call(self, op: str, **arguments: object) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"op": op, "arguments": arguments}) + "\n")
        self._process.stdin.flush()
        return self.read()


@contextmanager
def _bare(spec: ModelSpec, threads: int, context_tokens: int) -> Iterator[_Bare]:
    script = Path(__file__).with_name("engine_bare.py")
    process = subprocess.Popen(
        [sys.executable, str(script), spec.kind, str(spec.path), str(threads), str(context_tokens)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=child_environment(threads=threads, inherited={})
        | dict(permitted(starter_models(models_dir())).environment),
    )
    try:
        bare = _Bare(process)
        bare.read()
        yield bare
    finally:
        process.kill()
        process.communicate()


def _passages(charts: Sequence[Path], count: int, draw: random.Random) -> list[str]:
    """Texts as the index embeds them, `count` of them and all different, in an order of no meaning."""
    texts: dict[str, None] = {}
    for field, note in _notes(charts, draw):
        for cut in cut_passages(note):
            texts |= dict.fromkeys(embedding_texts(field=field, field_text=note, cut=cut))
        if not charts and len(texts) >= count:
            break
    found = list(texts)
    draw.shuffle(found)
    return found[:count]


def _notes(charts: Sequence[Path], draw: random.Random) -> Iterator[tuple[str, str]]:
    """Fields of the notes of `charts`, or of made-up ones without end."""
    for folder in charts:
        for path in sorted(folder.glob("*.jsonl")):
            for line in path.read_text("utf-8").splitlines():
                for session in json.loads(line).get("sessions", ()):
                    yield from ((field, str(session.get(field) or "")) for field in SOAP_FIELDS)
    while not charts:
        sentences = (" ".join(draw.choices(_WORDS, k=draw.randint(4, 24))) for _ in range(12))
        yield draw.choice(SOAP_FIELDS), ". ".join(sentences) + "."


def _measure_embedding(
    engine: EngineClient, bare: _Bare, rounds: int, passages: list[str]
) -> EmbeddingFigures:
    ours, theirs, apart, our_query, their_query = [], [], [], [], []
    count = len(passages) // rounds
    for number in range(rounds):
        texts = passages[number * count : (number + 1) * count]
        spent, vectors = _spent(engine, partial(engine.embed, texts))
        ours.append(spent)
        answer = bare.call("embed", texts=texts, give=True)
        theirs.append(_Spent(answer["seconds"], answer["cpu_s"]))
        bare_vectors = np.array(answer["vectors"], dtype=np.float32)
        apart.append(float((1.0 - np.sum(vectors * bare_vectors, axis=1)).max()))
        for place in range(5):
            question = [f"which dose was started in visit {number}, and what of {texts[place].split()[-1]}?"]
            our_query.append(_query_ms(engine, question[0]))
            their_query.append(bare.call("embed", texts=question)["seconds"] * 1000)
    beside = _beside_indexing(engine, passages)
    pairs = list(zip(ours, theirs, strict=True))
    speedups = [their.seconds / our.seconds for our, their in pairs]
    cpu = [their.cpu_s / our.cpu_s for our, their in pairs]
    info = engine.embedder_info()
    return EmbeddingFigures(
        method=info.method,
        texts=count,
        load_ms=info.load_ms,
        texts_per_s=median(count / spent.seconds for spent in ours),
        bare_texts_per_s=median(count / spent.seconds for spent in theirs),
        speedup=median(speedups),
        speedup_least=min(speedups),
        speedup_cpu=median(cpu),
        speedup_cpu_least=min(cpu),
        apart=max(apart),
        query_ms=median(our_query),
        bare_query_ms=median(their_query),
        query_beside_indexing_ms=median(beside),
        query_beside_indexing_worst_ms=max(beside),
    )


@dataclass(frozen=True, slots=True)
class _Spent:
    seconds: float
    cpu_s: float


def _spent(
    engine: EngineClient, work: Callable[[], NDArray[np.float32]]
) -> tuple[_Spent, NDArray[np.float32]]:
    """Time on the clock, and on the processors by the application and its engine together."""
    process = psutil.Process(engine.pid)
    before, mine, started = process.cpu_times(), time.process_time(), time.perf_counter()
    result = work()
    seconds, after = time.perf_counter() - started, process.cpu_times()
    engine_s = after.user + after.system - before.user - before.system
    return _Spent(seconds, engine_s + time.process_time() - mine), result


def _query_ms(engine: EngineClient, question: str) -> float:
    started = time.perf_counter()
    engine.embed([question], urgent=True)
    return _ms_since(started)


def _beside_indexing(engine: EngineClient, passages: list[str]) -> list[float]:
    """Questions one after the other for as long as passages are embedded."""
    times: list[float] = []
    with ThreadPoolExecutor(1) as pool:
        indexing = pool.submit(engine.embed, passages)
        while not indexing.done():
            times.append(_query_ms(engine, f"which dose was started in visit {len(times)}?"))
            time.sleep(0.05)
    return times


def _measure_generation(
    engine: EngineClient, bare: _Bare, rounds: int, draw: random.Random
) -> GenerationFigures:
    ours: list[_Timed] = []
    theirs: list[dict[str, Any]] = []
    again: list[float] = []
    for _ in range(rounds):
        chart = f"Chart {draw.random()}. " + " ".join(draw.choices(_WORDS, k=450))
        messages = [("system", chart), ("user", "What was reported about sleep?")]
        ours.append(_generate(engine, messages))
        theirs.append(bare.call("generate", messages=messages, max_tokens=64))
        again.append(_generate(engine, [messages[0], ("user", "Which drug is taken?")]).first_token_s)
    return GenerationFigures(
        load_ms=engine.generator_info().load_ms,
        prompt_tokens=ours[0].prompt_tokens,
        first_token_ms=median(run.first_token_s for run in ours) * 1000,
        bare_first_token_ms=median(run["first_token_s"] for run in theirs) * 1000,
        first_token_ratio=median(
            our.first_token_s / their["first_token_s"] for our, their in zip(ours, theirs, strict=True)
        ),
        prompt_tokens_per_s=median(run.prompt_tokens / run.first_token_s for run in ours),
        tokens_per_s=median(run.tokens_per_s for run in ours),
        bare_tokens_per_s=median(run["tokens_per_s"] for run in theirs),
        tokens_per_s_ratio=median(
            our.tokens_per_s / their["tokens_per_s"] for our, their in zip(ours, theirs, strict=True)
        ),
        same_chart_first_token_ms=median(again) * 1000,
        stop_ms=median(_stop_ms(engine) for _ in range(rounds)),
    )


@dataclass(frozen=True, slots=True)
class _Timed:
    prompt_tokens: int
    first_token_s: float
    tokens_per_s: float


def _generate(engine: EngineClient, messages: list[tuple[Any, str]]) -> _Timed:
    """The grammar keeps the text going to the token limit, as the bare counterpart does."""
    times: list[float] = []
    request = GenerationRequest(
        tuple(ChatMessage(role, text) for role, text in messages),
        grammar="root ::= [ -~]{1500}",
        max_tokens=64,
    )
    started = time.perf_counter()
    result = engine.generate(request, on_text=lambda _: times.append(time.perf_counter()))
    return _Timed(
        prompt_tokens=result.prompt_tokens,
        first_token_s=times[0] - started,
        tokens_per_s=(result.output_tokens - 1) / (times[-1] - times[0]),
    )


def _stop_ms(engine: EngineClient) -> float:
    """From the cancel to the returned result, in the middle of writing."""
    token = CancelToken()
    stopped_at: list[float] = []

    def stop(_: str) -> None:
        stopped_at.append(time.perf_counter())
        token.cancel()

    request = GenerationRequest((ChatMessage("user", "Write a long story about the sea."),), max_tokens=400)
    engine.generate(request, on_text=stop, cancel=token)
    return _ms_since(stopped_at[0])


def _ms_since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
