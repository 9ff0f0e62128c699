"""An engine without models: the same calls and the same refusals, deterministic and at once.

Vectors are hashed bags of words, so texts that share words are near each other. What it writes is what the
test says. It passes the contract tests that the real engine passes (`tests/engine/contract.py`).
"""

from __future__ import annotations

import re
import threading
import zlib
from collections import deque
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from core.cancel import CancelToken
from core.child_processes.isolation import Isolation
from core.engine.batches import embedding_batches
from core.engine.dto import (
    ChatMessage,
    EngineState,
    GenerationRequest,
    GenerationResult,
    GeneratorBudgets,
    ModelInfo,
    ReadingRequest,
    ReadingResult,
)
from core.errors import AnamnesisError, EngineProblem, GenerationError, InputRefused, ModelMissing

DIMENSION = 384
LIMIT_TOKENS = 4096
_WORD = re.compile(r"\w+", re.UNICODE)
_TOKEN = re.compile(r"\s*\S+|\s+$")
_MARKS_PER_MESSAGE = 4

Writer = Callable[[GenerationRequest], str]
Reads = Callable[[ReadingRequest], Sequence[float]]
Odds = Callable[[str, Sequence[str]], Sequence[float]]


def _undecided(request: ReadingRequest) -> Sequence[float]:
    """What is read unless the test says otherwise: each candidate is as likely as the others."""
    return [1 / len(request.candidates)] * len(request.candidates)


def _unlikely(question: str, sentences: Sequence[str]) -> Sequence[float]:
    """The odds unless the test says otherwise: no sentence answers any question."""
    return [-5.0] * len(sentences)


def _echo(request: GenerationRequest) -> str:
    """What is written unless the test says otherwise: the first words of the last message."""
    return " ".join(request.messages[-1].content.split()[:40]) or "nothing"


class FakeEngine:
    """Started by default. `write` says what it generates: a text, or a function of the request. `adapter` is
    the SHA-256 of that of its generator, `budgets` those a bundle brought; `reads` says how likely each
    candidate is. `cross_encoder` is the SHA-256 of the embedder's adapter; `odds` are its log-odds that each
    sentence answers.

    `embedded`, `requests`, `readings`, `scored` and `forgotten` (times) record what was asked of it, for
    assertions.
    """

    def __init__(
        self,
        *,
        write: str | Writer = _echo,
        reads: Reads = _undecided,
        embedder: bool = True,
        generator: bool = True,
        adapter: str = "",
        cross_encoder: str = "",
        odds: Odds | None = None,
        budgets: GeneratorBudgets | None = None,
        started: bool = True,
    ) -> None:
        self._write: Writer = write if callable(write) else lambda _: write
        self.reads: Reads = reads
        self._adapter = adapter
        self._cross_encoder = cross_encoder
        self.odds: Odds = odds or _unlikely
        self.budgets = budgets
        self._has = {"embedder": embedder, "generator": generator}
        self._lock = threading.Lock()
        self._listeners: list[Callable[[EngineState], None]] = []
        self._embed_failures: deque[AnamnesisError] = deque()
        self._generate_failures: deque[tuple[AnamnesisError, int]] = deque()
        self.embedded: list[str] = []
        self.requests: list[GenerationRequest] = []
        self.readings: list[ReadingRequest] = []
        self.scored: list[tuple[str, tuple[str, ...]]] = []
        self.forgotten = 0
        self.state = EngineState.STOPPED
        self.problem: AnamnesisError | None = None
        self.isolation: Isolation | None = None
        self.pid: int | None = None
        if started:
            self.start()

    def script(self, write: str | Writer) -> None:
        """Says what is generated from now on."""
        self._write = write if callable(write) else lambda _: write

    def fail_embeds(self, *errors: AnamnesisError) -> None:
        """The next calls of `embed` raise these, one each."""
        self._embed_failures.extend(errors)

    def fail_generations(self, *errors: AnamnesisError, after_tokens: int = 0) -> None:
        """The next calls of `generate` raise these, one each, after so many tokens were delivered."""
        self._generate_failures.extend((error, after_tokens) for error in errors)

    def tell(self, state: EngineState, problem: AnamnesisError | None = None) -> None:
        """Puts the engine into a state and tells the listeners, in the calling thread."""
        self.problem = problem
        self.state = state
        for listener in tuple(self._listeners):
            listener(state)

    def start(self) -> None:
        if self.state is EngineState.STOPPED:
            missing = next((kind for kind, there in self._has.items() if not there), None)
            ready = any(self._has.values())
            problem = None if missing is None else ModelMissing("model_not_configured", kind=missing)
            self.tell(EngineState.READY if ready else EngineState.FAILED, problem)

    def stop(self) -> None:
        if self.state is not EngineState.STOPPED:
            self.tell(EngineState.STOPPED)

    def subscribe(self, listener: Callable[[EngineState], None]) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def embedder_info(
        self,
        timeout_s: float | None = None,
        *,
        model: str | None = None,
        cancel: CancelToken | None = None,
    ) -> ModelInfo:
        self._require("embedder")
        return ModelInfo(
            name="fake-embedder",
            sha256="0" * 64,
            limit_tokens=256,
            dimension=DIMENSION,
            adapter=self._cross_encoder,
        )

    def generator_info(
        self, timeout_s: float | None = None, *, cancel: CancelToken | None = None
    ) -> ModelInfo:
        self._require("generator")
        return ModelInfo(
            name="fake-generator",
            sha256="1" * 64,
            limit_tokens=LIMIT_TOKENS,
            adapter=self._adapter,
            budgets=self.budgets,
        )

    def embed(
        self,
        texts: Sequence[str],
        *,
        model: str | None = None,
        urgent: bool = False,
        cancel: CancelToken | None = None,
    ) -> NDArray[np.float32]:
        self._require("embedder")
        embedding_batches(texts)
        if cancel is not None:
            cancel.raise_if_cancelled()
        with self._lock:
            self.embedded += texts
            if texts and self._embed_failures:
                raise self._embed_failures.popleft()
        vectors = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in _WORD.findall(text.lower()) or [""]:
                digest = zlib.crc32(word.encode("utf-8", "replace"))
                vectors[row, digest % DIMENSION] += 1.0 if digest & (1 << 20) else -1.0
            if not vectors[row].any():
                vectors[row, 0] = 1.0
        lengths: NDArray[np.float32] = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / lengths

    def answer_odds(
        self, question: str, sentences: Sequence[str], *, cancel: CancelToken | None = None
    ) -> NDArray[np.float32]:
        self._require("embedder")
        if not self._cross_encoder:
            raise ModelMissing("model_not_configured", kind="cross-encoder")
        embedding_batches([question, *sentences])
        if cancel is not None:
            cancel.raise_if_cancelled()
        self.scored.append((question, tuple(sentences)))
        with self._lock:
            if self._embed_failures:
                raise self._embed_failures.popleft()
        return np.array(self.odds(question, sentences), dtype=np.float32)

    def generate(
        self,
        request: GenerationRequest,
        *,
        on_text: Callable[[str], None],
        cancel: CancelToken | None = None,
    ) -> GenerationResult:
        self._require("generator")
        if request.max_tokens < 1:
            raise InputRefused("generation_limits_refused", max_tokens=request.max_tokens)
        prompt_tokens = self.count_prompt_tokens(request.messages)
        if prompt_tokens >= LIMIT_TOKENS:
            raise GenerationError("prompt_too_long", prompt_tokens=prompt_tokens, limit_tokens=LIMIT_TOKENS)
        with self._lock:
            self.requests.append(request)
            failure = self._generate_failures.popleft() if self._generate_failures else None
        tokens = _TOKEN.findall(self._write(request))
        written: list[str] = []
        for token in tokens[: request.max_tokens]:
            if cancel is not None and cancel.cancelled:
                return _result(written, "cancelled", prompt_tokens)
            if failure is not None and len(written) >= failure[1]:
                raise failure[0]
            written.append(token)
            on_text(token)
        if failure is not None:
            raise failure[0]
        if cancel is not None and cancel.cancelled:
            return _result(written, "cancelled", prompt_tokens)
        return _result(written, "length" if len(tokens) > request.max_tokens else "stop", prompt_tokens)

    def read(self, request: ReadingRequest, *, cancel: CancelToken | None = None) -> ReadingResult:
        self._require("generator")
        if len({text[:1] for text in request.candidates} - {""}) < max(1, len(request.candidates)):
            raise GenerationError("reading_refused", candidates=len(request.candidates))
        prompt_tokens = self.count_prompt_tokens(request.messages)
        if prompt_tokens >= LIMIT_TOKENS:
            raise GenerationError("prompt_too_long", prompt_tokens=prompt_tokens, limit_tokens=LIMIT_TOKENS)
        if cancel is not None:
            cancel.raise_if_cancelled()
        with self._lock:
            self.readings.append(request)
            failure = self._generate_failures.popleft() if self._generate_failures else None
        if failure is not None:
            raise failure[0]
        return ReadingResult(tuple(self.reads(request)), prompt_tokens, prompt_tokens, 1.0)

    def count_tokens(self, texts: Sequence[str], *, cancel: CancelToken | None = None) -> list[int]:
        self._require("generator")
        return [len(_TOKEN.findall(text)) for text in texts]

    def count_prompt_tokens(
        self, messages: Sequence[ChatMessage], *, cancel: CancelToken | None = None
    ) -> int:
        self._require("generator")
        return sum(len(_TOKEN.findall(message.content)) + _MARKS_PER_MESSAGE for message in messages) + 2

    def forget_prompts(self) -> None:
        self.forgotten += 1

    def _require(self, kind: str) -> None:
        if self.state is EngineState.STOPPED:
            raise EngineProblem("engine_stopped")
        if not self._has[kind]:
            raise ModelMissing("model_not_configured", kind=kind)
        if self.state is EngineState.RESTING:
            raise EngineProblem("engine_resting", retry_in_s=60.0)


def _result(written: list[str], finish: str, prompt_tokens: int) -> GenerationResult:
    return GenerationResult(
        text="".join(written),
        finish=finish,  # type: ignore[arg-type]
        prompt_tokens=prompt_tokens,
        output_tokens=len(written),
        first_token_ms=1.0 if written else 0.0,
        total_ms=1.0,
        prompt_tokens_evaluated=prompt_tokens,
    )
