"""Figures of asking the demo practice: evidence, first word and whole answer, beside the bare model.

The bare counterpart reads the very prompts that the application built, cold, and its first token is timed;
the application's counts from the question, search included. Nothing is asserted.
"""

from __future__ import annotations

import math
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from statistics import median, quantiles
from typing import Any, cast

from core.assistant.dto import Answer, Source
from core.assistant.service import AskService
from core.cancel import CancelToken
from core.clients.repository import ClientRepository
from core.database.access import Database
from core.demo import load_demo
from core.demo_questions import demo_questions
from core.engine.catalogue import StarterModels
from core.engine.client import EngineClient
from core.engine.dto import GenerationRequest, GenerationResult, GeneratorBudgets
from core.engine.environment import engine_threads
from core.ids import ClientId
from core.interchange.chart_importer import ChartImporter
from core.retrieval.session import Retrieval, build_retrieval
from core.security.sealing import Sealer
from core.service_context import ServiceContext
from core.sources.dto import Coverage, SearchScope
from tests.bench.engine import _bare
from tests.bench.writing import LEAST_TOKENS, Alone, over_bare, written_again
from tests.fixtures.context import make_context

IDLE_QUESTIONS, BUSY_QUESTIONS, SHORT_WAYS = 8, 3, 3
"""Of the demo practice, several on one chart; of each round so many are given again, and stopped."""


@dataclass(frozen=True, slots=True)
class AskFigures:
    """Milliseconds. Ratios are medians over the questions, application over bare prompt; `first_token_ratio`
    over the first question on each chart, of which nothing was read. `second_over_first` is how many times
    later its first token came than that of the second, `second_over_bare` the same of its prompt read bare.
    `cached_ratio` is the time of an answer that is given again over that of the answer before.
    `other_process`: another one keeps a core busy meanwhile.

    `tokens_per_s_ratio` is of what is shown, from its first token to the finished answer, check included. To
    know that an answer is over the model has to evaluate its last token, which the bare one is not asked to,
    and of a dozen tokens that is a twelfth: `with_end` counts it as a token. `engine` is the same text,
    written again by the engine alone, `engine_free` one without a grammar, `engine_cpu` the processor time of
    a bare token over that of one of engine and application, which other work disturbs least.
    """

    other_process: bool
    questions: int
    prompt_tokens: float
    evidence_p50_ms: float
    evidence_p95_ms: float
    first_token_p50_ms: float
    bare_first_token_p50_ms: float
    first_token_ratio: float
    tokens_per_s: float
    bare_tokens_per_s: float
    tokens_per_s_ratio: float
    tokens_per_s_ratio_with_end: float
    tokens_per_s_ratio_engine: float
    tokens_per_s_ratio_engine_free: float
    tokens_ratio_engine_cpu: float
    second_over_first: float
    second_over_bare: float
    second_pairs: int
    cached_ratio: float
    stop_p95_ms: float
    total_p50_ms: float
    total_p95_ms: float
    without_model_p50_ms: float
    without_model_p95_ms: float
    written: int
    evidence: int
    not_in_record: int
    withheld_sentences: int


def measure_ask(
    database: Database, sealer: Sealer, models: StarterModels
) -> Iterator[tuple[str, AskFigures]]:
    """Fills an empty workspace with the demo practice and asks it, alone and beside a busy process.

    Each question is printed when it was asked. Three minutes on two idle cores.
    """
    engine = EngineClient(embedders=(models.embedder,), generator=models.generator)
    engine.start()
    context = make_context(database, sealer)
    retrieval = build_retrieval(context, engine=engine)
    try:
        clients = _fill(context, retrieval)
        engine.generator_info()
        recorder = _Recorder(engine)
        assistant = AskService(context, search=retrieval.search, engine=cast("EngineClient", recorder))
        asked = [
            (one.question, SearchScope(client_id=clients[one.client_id] if one.client_id else None))
            for one in demo_questions()[:IDLE_QUESTIONS]
        ]
        _ask(assistant, *asked[0])
        with _bare(models.generator, engine_threads(), GeneratorBudgets().context_tokens) as bare:
            yield "idle", _round(assistant, recorder, bare.call, asked, other_process=False)
            fewer = asked[:BUSY_QUESTIONS]
            with _busy_process():
                busy = _round(assistant, recorder, bare.call, fewer, other_process=True)
            yield "busy", busy
    finally:
        retrieval.close()
        engine.stop()


def _round(
    assistant: AskService,
    recorder: _Recorder,
    bare: Callable[..., dict[str, Any]],
    asked: Sequence[tuple[str, SearchScope]],
    *,
    other_process: bool,
) -> AskFigures:
    """Every question once, those on one chart after each other; then the short ways and the stops."""
    # Nothing of a round before is to be in memory.
    recorder.forget_prompts()
    by_chart = sorted(asked, key=lambda one: str(one[1].client_id))
    measured = []
    for number, one in enumerate(by_chart, start=1):
        measured.append(_measured(assistant, recorder, bare, *one))
        _print_question(number, len(by_chart), measured[-1])
    cached = [_cached_ratio(assistant, *one) for one in by_chart[:SHORT_WAYS]]
    stops = [_stop_ms(assistant, *one) for one in by_chart[:SHORT_WAYS]]
    return _figures(measured, cached, [one for one in stops if one is not None], other_process=other_process)


def _print_question(number: int, of: int, one: _Measured) -> None:
    times = one.answer.timings
    first = "" if times.first_token_ms is None else f"first word {times.first_token_ms:.0f} ms, "
    print(
        f"  question {number} of {of}: evidence {one.evidence_ms:.0f} ms, {first}"
        f"answer {times.total_ms:.0f} ms ({one.answer.mode})",
        file=sys.stderr,
        flush=True,
    )


@contextmanager
def _busy_process() -> Iterator[None]:
    process = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        yield
    finally:
        process.kill()
        process.wait()


@dataclass(frozen=True, slots=True)
class _Measured:
    """One question, asked with and without the model; `bare` is None when no model was asked."""

    scope: SearchScope
    answer: Answer
    evidence_ms: float
    without_model: Answer
    bare: Mapping[str, float] | None
    ended: bool = False
    again: Alone | None = None
    free: Alone | None = None

    @property
    def first_ms(self) -> float | None:
        return self.answer.timings.first_token_ms

    @property
    def bare_ms(self) -> float | None:
        return None if self.bare is None else self.bare["first_token_s"] * 1000

    @property
    def tokens_per_s(self) -> float | None:
        """While it wrote; the check of its sentences is a part of that time."""
        return self._speed(self.answer.usage.output_tokens - 1)

    @property
    def tokens_per_s_with_end(self) -> float | None:
        """The same, with the end that the model chose as a token."""
        return self._speed(self.answer.usage.output_tokens - 1 + self.ended)

    def of_bare(self, name: str) -> float | None:
        return None if self.bare is None else self.bare[name]

    def _speed(self, tokens: int) -> float | None:
        times = self.answer.timings
        if times.first_token_ms is None or self.answer.usage.output_tokens < LEAST_TOKENS:
            return None
        return 1000 * tokens / (times.total_ms - times.first_token_ms)


class _Recorder:
    """The engine, remembering the last request and how its text ended."""

    def __init__(self, engine: EngineClient) -> None:
        self._engine = engine
        self.request: GenerationRequest | None = None
        self.ended = False

    def generate(
        self, request: GenerationRequest, *, on_text: Callable[[str], None], cancel: CancelToken | None = None
    ) -> GenerationResult:
        self.request = request
        result = self._engine.generate(request, on_text=on_text, cancel=cancel)
        self.ended = result.finish == "stop"
        return result

    def again(self, *, grammar: bool) -> Alone | None:
        """The last text written once more, by the engine alone."""
        if self.request is None:
            return None
        request = self.request if grammar else replace(self.request, grammar=None)
        return written_again(self._engine, request, tokens=request.max_tokens)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)


class _EvidenceTime:
    def __init__(self) -> None:
        self._started = time.perf_counter()
        self.ms = 0.0

    def on_evidence(self, sources: tuple[Source, ...], searched: Coverage) -> None:
        self.ms = (time.perf_counter() - self._started) * 1000

    def on_text(self, delta: str) -> None:
        """The answer times its first word itself."""


def _ask(
    assistant: AskService, question: str, scope: SearchScope, *, use_model: bool = True
) -> tuple[Answer, float]:
    evidence = _EvidenceTime()
    answer = assistant.ask(question, scope, listener=evidence, use_model=use_model, regenerate=True)
    return answer, evidence.ms


def _measured(
    assistant: AskService,
    recorder: _Recorder,
    bare: Callable[..., dict[str, Any]],
    question: str,
    scope: SearchScope,
) -> _Measured:
    recorder.request, recorder.ended = None, False
    answer, evidence_ms = _ask(assistant, question, scope)
    without_model, _ = _ask(assistant, question, scope, use_model=False)
    timed = None
    ended, again, free = recorder.ended, recorder.again(grammar=True), recorder.again(grammar=False)
    if recorder.request is not None:
        messages = [(one.role, one.content) for one in recorder.request.messages]
        tokens = max(LEAST_TOKENS, answer.usage.output_tokens)
        timed = bare("generate", messages=messages, max_tokens=tokens)
    return _Measured(scope, answer, evidence_ms, without_model, timed, ended, again, free)


def _cached_ratio(assistant: AskService, question: str, scope: SearchScope) -> float:
    """The time of an answer that is given again over that of the first time."""
    first = assistant.ask(question, scope, use_model=True, regenerate=True)
    again = assistant.ask(question, scope, use_model=True)
    return again.timings.total_ms / first.timings.total_ms


def _stop_ms(assistant: AskService, question: str, scope: SearchScope) -> float | None:
    """From the stop at the first written text to the stored answer; None where nothing was written."""
    stop = _StopAtText()
    assistant.ask(question, scope, listener=stop, cancel=stop.cancel, use_model=True, regenerate=True)
    return None if stop.at is None else (time.perf_counter() - stop.at) * 1000


class _StopAtText:
    def __init__(self) -> None:
        self.cancel = CancelToken()
        self.at: float | None = None

    def on_evidence(self, sources: tuple[Source, ...], searched: Coverage) -> None:
        """What is stopped is the writing."""

    def on_text(self, delta: str) -> None:
        if self.at is None:
            self.at = time.perf_counter()
            self.cancel.cancel()


def _seconds(measured: Sequence[_Measured]) -> list[tuple[float, float]]:
    """The first question on a chart over its second: first token, and bare prompt of the first."""
    by_chart: dict[object, list[_Measured]] = {}
    for one in measured:
        if one.scope.client_id is not None and one.first_ms is not None and one.bare_ms is not None:
            by_chart.setdefault(one.scope.client_id, []).append(one)
    return [
        ((first.first_ms or 0.0) / second.first_ms, (first.bare_ms or 0.0) / second.first_ms)
        for first, second, *_ in (each for each in by_chart.values() if len(each) > 1)
        if second.first_ms
    ]


def _figures(
    measured: Sequence[_Measured],
    cached: Sequence[float],
    stops: Sequence[float],
    *,
    other_process: bool,
) -> AskFigures:
    seconds = _seconds(measured)
    evidence = [one.evidence_ms for one in measured]
    total = [one.answer.timings.total_ms for one in measured]
    without = [one.without_model.timings.total_ms for one in measured]
    seen: set[object] = set()
    first: list[tuple[float, float]] = []
    for one in measured:
        if one.first_ms is not None and one.bare_ms is not None and one.scope.client_id not in seen:
            first.append((one.first_ms, one.bare_ms))
            seen.add(one.scope.client_id)
    return AskFigures(
        other_process=other_process,
        questions=len(measured),
        prompt_tokens=median(one.answer.usage.prompt_tokens for one in measured if one.bare_ms is not None),
        evidence_p50_ms=median(evidence),
        evidence_p95_ms=_p95(evidence),
        first_token_p50_ms=median(ours for ours, _ in first),
        bare_first_token_p50_ms=median(theirs for _, theirs in first),
        first_token_ratio=median(ours / theirs for ours, theirs in first),
        **_speeds(measured),
        second_over_first=median(one for one, _ in seconds) if seconds else math.nan,
        second_over_bare=median(one for _, one in seconds) if seconds else math.nan,
        second_pairs=len(seconds),
        cached_ratio=median(cached),
        stop_p95_ms=_p95(stops) if len(stops) > 1 else math.nan,
        total_p50_ms=median(total),
        total_p95_ms=_p95(total),
        without_model_p50_ms=median(without),
        without_model_p95_ms=_p95(without),
        written=sum(one.answer.mode == "written" for one in measured),
        evidence=sum(one.answer.mode == "evidence" and not one.answer.not_in_record for one in measured),
        not_in_record=sum(one.answer.not_in_record for one in measured),
        withheld_sentences=sum(len(one.answer.withheld) for one in measured),
    )


def _speeds(measured: Sequence[_Measured]) -> dict[str, float]:
    """Tokens a second, ours and over the bare model's."""
    bare = [one.of_bare("tokens_per_s") for one in measured]
    cpu = [(one.of_bare("cpu_ms"), one.again.cpu_ms if one.again is not None else None) for one in measured]
    again = [one.again.tokens_per_s if one.again is not None else None for one in measured]
    free = [one.free.tokens_per_s if one.free is not None else None for one in measured]
    ours = [one.tokens_per_s for one in measured]
    with_end = [one.tokens_per_s_with_end for one in measured]
    return {
        "tokens_per_s": median(each for each in ours if each is not None),
        "bare_tokens_per_s": median(each for each in bare if each is not None),
        "tokens_per_s_ratio": over_bare(list(zip(ours, bare, strict=True))),
        "tokens_per_s_ratio_with_end": over_bare(list(zip(with_end, bare, strict=True))),
        "tokens_per_s_ratio_engine": over_bare(list(zip(again, bare, strict=True))),
        "tokens_per_s_ratio_engine_free": over_bare(list(zip(free, bare, strict=True))),
        "tokens_ratio_engine_cpu": over_bare(cpu),
    }


def _fill(context: ServiceContext, retrieval: Retrieval) -> dict[str | None, ClientId]:
    """Imports and indexes the demo practice; returns its clients by external id."""
    load_demo(ChartImporter(context))
    retrieval.index.run_pending()
    retrieval.load()
    with context.database.begin() as session:
        clients = ClientRepository(session, context.sealer).list_all()
    return {client.details.external_id: client.client_id for client in clients}


def _p95(values: Sequence[float]) -> float:
    # Of so few values the usual estimate would lie above the largest.
    return quantiles(values, n=20, method="inclusive")[-1]
