"""Figures of asking the demo practice: evidence, first word and whole answer, beside the bare model.

The bare counterpart reads the very prompts that the application built, cold, and its first token is timed;
the application's counts from the question, search included. Nothing is asserted.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any, cast

from core.assistant.dto import Answer, Source
from core.assistant.service import AskService
from core.audit.log import AuditLog
from core.cancel import CancelToken
from core.database.access import Database
from core.demo import demo_questions, load_demo
from core.disk import DiskGuard
from core.engine.catalogue import StarterModels
from core.engine.client import EngineClient
from core.engine.dto import GenerationRequest, GenerationResult
from core.engine.environment import engine_threads
from core.engine.limits import EngineLimits
from core.ids import ClientId, UserId, new_id
from core.interchange.chart_importer import ChartImporter
from core.repositories.clients import ClientRepository
from core.retrieval.dto import Coverage, SearchScope
from core.retrieval.session import Retrieval, build_retrieval
from core.security.roles import Access
from core.security.sealing import Sealer
from tests.bench.engine import _bare


@dataclass(frozen=True, slots=True)
class AskFigures:
    """Milliseconds. `first_token_ratio` is the median over the questions, application over bare prompt."""

    questions: int
    prompt_tokens: float
    evidence_p50_ms: float
    evidence_p95_ms: float
    first_token_p50_ms: float
    bare_first_token_p50_ms: float
    first_token_ratio: float
    total_p50_ms: float
    total_p95_ms: float
    without_model_p50_ms: float
    without_model_p95_ms: float
    written: int
    evidence: int
    not_in_record: int
    withheld_sentences: int


def measure_ask(
    database: Database, sealer: Sealer, models: StarterModels, *, questions: int = 24
) -> AskFigures:
    """Fills an empty workspace with the demo practice and asks it; two minutes on two idle cores."""
    engine = EngineClient(embedders=(models.embedder,), generator=models.generator)
    engine.start()
    access = Access(UserId(new_id()), "owner")
    audit = AuditLog(sealer, access.user_id)
    retrieval = build_retrieval(database=database, sealer=sealer, engine=engine, access=access, audit=audit)
    try:
        clients = _fill(database, sealer, audit, retrieval, access)
        engine.generator_info()
        recorder = _Recorder(engine)
        assistant = AskService(
            database=database,
            sealer=sealer,
            search=retrieval.search,
            engine=cast("EngineClient", recorder),
            audit=audit,
            access=access,
        )
        asked = [
            (one.question, SearchScope(client_id=clients[one.client_id] if one.client_id else None))
            for one in demo_questions()[:questions]
        ]
        _ask(assistant, *asked[0])
        with _bare(models.generator, engine_threads(), EngineLimits().context_tokens) as bare:
            return _figures([_measured(assistant, recorder, bare.call, *one) for one in asked])
    finally:
        retrieval.close()
        engine.stop()


@dataclass(frozen=True, slots=True)
class _Measured:
    """One question, asked with and without the model; `bare_ms` is None when no model was asked."""

    answer: Answer
    evidence_ms: float
    without_model: Answer
    bare_ms: float | None


class _Recorder:
    """The engine, remembering the last request."""

    def __init__(self, engine: EngineClient) -> None:
        self._engine = engine
        self.request: GenerationRequest | None = None

    def generate(
        self, request: GenerationRequest, *, on_text: Callable[[str], None], cancel: CancelToken | None = None
    ) -> GenerationResult:
        self.request = request
        return self._engine.generate(request, on_text=on_text, cancel=cancel)

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
    recorder.request = None
    answer, evidence_ms = _ask(assistant, question, scope)
    without_model, _ = _ask(assistant, question, scope, use_model=False)
    bare_ms = None
    if recorder.request is not None:
        messages = [(one.role, one.content) for one in recorder.request.messages]
        bare_ms = bare("generate", messages=messages, max_tokens=2)["first_token_s"] * 1000
    return _Measured(answer, evidence_ms, without_model, bare_ms)


def _figures(measured: Sequence[_Measured]) -> AskFigures:
    evidence = [one.evidence_ms for one in measured]
    total = [one.answer.timings.total_ms for one in measured]
    without = [one.without_model.timings.total_ms for one in measured]
    first = [
        (one.answer.timings.first_token_ms, one.bare_ms)
        for one in measured
        if one.answer.timings.first_token_ms is not None and one.bare_ms is not None
    ]
    return AskFigures(
        questions=len(measured),
        prompt_tokens=median(one.answer.usage.prompt_tokens for one in measured if one.bare_ms is not None),
        evidence_p50_ms=median(evidence),
        evidence_p95_ms=_p95(evidence),
        first_token_p50_ms=median(ours for ours, _ in first),
        bare_first_token_p50_ms=median(theirs for _, theirs in first),
        first_token_ratio=median(ours / theirs for ours, theirs in first),
        total_p50_ms=median(total),
        total_p95_ms=_p95(total),
        without_model_p50_ms=median(without),
        without_model_p95_ms=_p95(without),
        written=sum(one.answer.mode == "written" for one in measured),
        evidence=sum(one.answer.mode == "evidence" and not one.answer.not_in_record for one in measured),
        not_in_record=sum(one.answer.not_in_record for one in measured),
        withheld_sentences=sum(len(one.answer.withheld) for one in measured),
    )


def _fill(
    database: Database, sealer: Sealer, audit: AuditLog, retrieval: Retrieval, access: Access
) -> dict[str | None, ClientId]:
    """Imports and indexes the demo practice; returns its clients by external id."""
    with tempfile.TemporaryDirectory(prefix="anamnesis-bench-") as name:
        disk = DiskGuard(
            directory=Path(name), ballast_file=Path(name) / "ballast", minimum_free_bytes=0, ballast_bytes=0
        )
        importer = ChartImporter(database=database, sealer=sealer, audit=audit, disk=disk, access=access)
        load_demo(importer)
    retrieval.index.run_pending()
    retrieval.load()
    with database.begin() as session:
        clients = ClientRepository(session, sealer).list_all()
    return {client.details.external_id: client.client_id for client in clients}


def _p95(values: Sequence[float]) -> float:
    return quantiles(values, n=20)[-1]
