"""Runs an evaluation: a practice for each chart file, its questions in every configuration."""

from __future__ import annotations

import dataclasses
import statistics
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from core.cancel import CancelToken, OnProgress
from core.engine.dto import ModelInfo
from core.errors import EnvironmentProblem, InputRefused
from core.evaluation.answers import Answering, answer_scores
from core.evaluation.dto import (
    WAYS,
    AnswersReport,
    EvaluationQuestion,
    Missed,
    QuestionFile,
    RetrievalResult,
    SetReport,
)
from core.evaluation.finding import Finding, finding_scores, practice_outcome
from core.evaluation.practice import temporary_practice
from core.evaluation.tallies import table_of
from core.retrieval.dto import IndexStatus
from core.services import Services
from core.settings import Settings

OnStep = Callable[[str], OnProgress]
"""Takes the step that begins (`importing`, `indexing`, `asking`, `answering`); returns its callback."""


@dataclass(frozen=True, slots=True)
class _Indexed:
    """The practice of one chart file, ready for questions."""

    services: Services
    sessions: int
    status: IndexStatus
    model: ModelInfo
    index_s: float


def evaluate(
    settings: Settings,
    files: Sequence[QuestionFile],
    *,
    cancel: CancelToken,
    on_step: OnStep,
    with_model: bool = False,
) -> Generator[SetReport]:
    """The results of each file in turn; files about the same charts, one after another, share a practice.

    Every question is also asked without a model, and `with_model` once more with the generator. Everything is
    removed when the iterator ends or is closed. Raises `Cancelled`, `ModelError` and `EngineProblem` without
    an embedder (or the generator that is wanted), and as `temporary_practice`.
    """
    for charts, group in groupby(files, key=lambda file: file.charts):
        with temporary_practice(settings) as services:
            indexed = _prepared(services, charts, cancel, on_step)
            for file in group:
                report = _report(indexed, file, cancel, on_step("asking"))
                modes = (False, True) if with_model else (False,)
                answers = (_answers(indexed, file, cancel, on_step("answering"), mode) for mode in modes)
                yield dataclasses.replace(report, answers=tuple(answers))


def _prepared(services: Services, charts: Path, cancel: CancelToken, on_step: OnStep) -> _Indexed:
    services.engine.start()
    preview = services.importer.preview([charts], cancel)
    if preview.problems:
        raise InputRefused("evaluation_charts_refused", file=charts.name, line=preview.problems[0].line)
    imported = services.importer.run(preview, cancel=cancel, on_progress=on_step("importing"))
    # Without a model only words could be compared, which would be no evaluation.
    model = services.engine.embedder_info()
    started = time.perf_counter()
    status = services.index.run_pending(cancel=cancel, on_progress=on_step("indexing"))
    if status.problem is not None or status.pending:
        raise EnvironmentProblem(status.problem or "evaluation_not_indexed")
    index_s = time.perf_counter() - started
    services.retrieval.load(cancel=cancel)
    return _Indexed(services, imported.sessions, status, model, index_s)


def _report(indexed: _Indexed, file: QuestionFile, cancel: CancelToken, on_progress: OnProgress) -> SetReport:
    finding = Finding(indexed.services)
    asked: dict[str, list[tuple[EvaluationQuestion, RetrievalResult]]] = {way.name: [] for way in WAYS}
    missed: list[Missed] = []
    for done, question in enumerate(file.questions):
        cancel.raise_if_cancelled()
        on_progress(done, len(file.questions))
        for way in WAYS:
            asked[way.name].append((question, finding.found(question, way, cancel)))
        missed += finding.missed(question, asked[WAYS[0].name][-1][1], cancel)
    on_progress(len(file.questions), len(file.questions))
    shown = asked[WAYS[0].name]
    times = sorted(found.elapsed_ms for _question, found in shown)
    return SetReport(
        charts=file.charts.name,
        file=file.file.name,
        questions=len(file.questions),
        answerable=sum(bool(question.gold) for question in file.questions),
        quotes=sum(len(question.gold) for question in file.questions),
        sessions=indexed.sessions,
        passages=indexed.status.passages,
        model=indexed.model.name,
        model_sha256=indexed.model.sha256,
        index_s=indexed.index_s,
        find_p50_ms=statistics.median(times),
        find_p95_ms=times[int(0.95 * (len(times) - 1))],
        tables={
            name: table_of((question, finding_scores(question, found)) for question, found in each)
            for name, each in asked.items()
        },
        missed=tuple(missed),
        practice=tuple(
            practice_outcome(question, found)
            for question, found in shown
            if question.client_id is None and question.gold
        ),
    )


def _answers(
    indexed: _Indexed, file: QuestionFile, cancel: CancelToken, on_progress: OnProgress, use_model: bool
) -> AnswersReport:
    services = indexed.services
    model = services.engine.generator_info().name if use_model else None
    finding = Finding(services)
    answering = Answering(services.assistant.ask, finding.clients, use_model=use_model)
    judged = []
    for done, question in enumerate(file.questions):
        cancel.raise_if_cancelled()
        on_progress(done, len(file.questions))
        judged.append((question, answering.outcome(question, finding.places(question), cancel)))
    on_progress(len(file.questions), len(file.questions))
    times = sorted(outcome.elapsed_ms for _, outcome in judged)
    return AnswersReport(
        mode="written" if use_model else "evidence",
        model=model,
        table=table_of((question, answer_scores(question, outcome)) for question, outcome in judged),
        p50_ms=statistics.median(times),
        p95_ms=times[int(0.95 * (len(times) - 1))],
        outcomes=tuple(outcome for _, outcome in judged),
    )
