"""The application's side of the engine: models on demand, whatever happens to the process behind.

Thread-safe. A call waits for its model, its turn and its answer; it ends with a result, with a coded error
or, when its token is cancelled, at once: a generation once the process says that it stopped, `stop_timeout_s`
at most. One life of the process is in `session`, trying again in `retrying`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.cancel import CancelToken
from core.child_processes.isolation import Isolation
from core.engine.awaiting import await_model
from core.engine.batches import embedding_batches, in_order
from core.engine.breaker import Breaker
from core.engine.catalogue import ModelSpec
from core.engine.dto import (
    ChatMessage,
    EngineState,
    GenerationRequest,
    GenerationResult,
    ModelInfo,
    ReadingRequest,
    ReadingResult,
)
from core.engine.embedding import ShrinkingBatch, embed_batch
from core.engine.environment import engine_command, engine_threads
from core.engine.failures import AttemptFailed
from core.engine.generation import GenerationRun
from core.engine.limits import EngineLimits
from core.engine.model_set import ModelSet
from core.engine.notices import StateNotices
from core.engine.processor.processor import Processor, Untried
from core.engine.protocol import messages_to_header
from core.engine.reading import ReadingRun
from core.engine.retrying import Attempts
from core.engine.scoring import MAX_SENTENCES, answer_odds
from core.engine.session import EngineSession
from core.engine.turns import Turns
from core.errors import (
    AnamnesisError,
    Cancelled,
    EmbeddingError,
    EngineProblem,
    GenerationError,
    InputRefused,
)
from core.metrics.metrics import Metrics


class EngineClient:
    """Embeds, writes and counts through a child process it starts, watches and restarts.

    `embedders`: two at most; the first is meant where a call names no model. `log_dir` receives the stack
    (names, lines) of a process that crashed. `processor` knows what this computer runs; None: nothing is
    tried before. `command` and `monotonic` replace process and breaker's clock.
    """

    def __init__(
        self,
        *,
        embedders: Sequence[ModelSpec],
        generator: ModelSpec | None,
        limits: EngineLimits = EngineLimits(),  # noqa: B008 - frozen
        log_dir: Path | None = None,
        processor: Processor | None = None,
        command: Sequence[str] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        metrics: Metrics | None = None,
    ) -> None:
        self._limits = limits
        self._metrics = metrics or Metrics()
        self._models = ModelSet(tuple(embedders), generator)
        self._new_session = partial(
            EngineSession,
            command=tuple(command) if command is not None else engine_command(),
            threads=limits.threads or engine_threads(),
            load_timeout_s=limits.load_timeout_s,
            log_dir=log_dir,
            processor=processor or Untried(),
            on_change=self._on_session_change,
        )
        self._lock = threading.RLock()
        self._running = False
        self._session: EngineSession | None = None
        self._stopping = threading.Event()
        self._embedding_turns = Turns()
        self._generation_turns = Turns()
        self._notices = StateNotices()
        self._breaker = Breaker(
            failures=limits.breaker_failures,
            rest_s=limits.breaker_rest_s,
            monotonic=monotonic,
            on_open=partial(self._metrics.count, "breaker_openings"),
        )
        self._attempts = Attempts(
            breaker=self._breaker,
            stopping=self._stopping,
            on_outcome=self._publish_state,
            on_retry=partial(self._metrics.count, "retries"),
        )

    def start(self) -> None:
        """Starts the process and returns at once; its models load behind. Does nothing if it runs."""
        with self._lock:
            if self._running:
                return
            self._running = True
            self._stopping.clear()
            self._breaker.reset()
            self._embedding_turns.reopen()
            self._generation_turns.reopen()
            self._notices.open()
            self._begin_session()
        self._publish_state()

    def stop(self) -> None:
        """Ends the process; every call under way fails with `engine_stopped`. May be started again."""
        with self._lock:
            if not self._running:
                return
            self._running = False
            session, self._session = self._session, None
        self._stopping.set()
        self._embedding_turns.close()
        self._generation_turns.close()
        if session is not None:
            session.kill("engine_stopped")
            session.join(self._limits.stop_timeout_s)
        self._notices.publish(EngineState.STOPPED)
        self._notices.close(self._limits.stop_timeout_s)

    def use_models(
        self,
        *,
        embedders: Sequence[ModelSpec],
        generator: ModelSpec | None,
        cancel: CancelToken | None = None,
    ) -> None:
        """Works with these models from now on; does nothing if they are those it has.

        A generation under way is waited for, until `cancel` is set. Then the process is replaced: texts being
        embedded by a model that stays are embedded by the new one, any others fail with `ModelMissing`. Not
        for a GUI thread.

        Raises:
            ValueError: more than two embedders, or one of them twice.
            Cancelled: `cancel` was set while it waited; the models are those of before.
            EngineProblem: `engine_stopped` while it waited.
        """
        models = ModelSet(tuple(embedders), generator)
        with self._lock:
            if models == self._models:
                return
            if not self._running:
                self._models = models
                return
        with self._generation_turns.take(urgent=True, cancel=cancel):
            self._replace(models)

    def use_generator(self, generator: ModelSpec) -> None:
        """Writes with this model from now on; as `use_models`, the embedders stay."""
        self.use_models(embedders=self._models.embedders, generator=generator)

    @property
    def generator(self) -> ModelSpec | None:
        """The model to write with, loaded or not."""
        with self._lock:
            return self._models.generator

    @property
    def state(self) -> EngineState:
        with self._lock:
            session = self._session
            if not self._running:
                return EngineState.STOPPED
            if self._breaker.open:
                return EngineState.RESTING
            return EngineState.FAILED if session is None else session.state

    @property
    def problem(self) -> AnamnesisError | None:
        """Why the engine rests or failed, or which of its models is not there though the other works."""
        with self._lock:
            if self._session is None:
                return None
            return EngineProblem("engine_resting") if self._breaker.open else self._session.problem

    @property
    def isolation(self) -> Isolation | None:
        """What the operating system granted the process; None before it has said so."""
        session = self._session
        return None if session is None else session.isolation

    @property
    def pid(self) -> int | None:
        """The process id of the engine, for tests."""
        with self._lock:
            return None if self._session is None else self._session.pid

    def subscribe(self, listener: Callable[[EngineState], None]) -> Callable[[], None]:
        """Calls `listener` with every new state, from a background thread; returns what unsubscribes it."""
        return self._notices.subscribe(listener)

    def embedder_info(
        self,
        timeout_s: float | None = None,
        *,
        model: str | None = None,
        cancel: CancelToken | None = None,
    ) -> ModelInfo:
        """The loaded embedder, waited for. `model` is the SHA-256 of its weights; None: the first one.

        Raises:
            ModelMissing, ModelRejected: it cannot be had.
            EngineProblem: `engine_starting` after `timeout_s`, or why the process ended.
            Cancelled: `cancel` was set.
        """
        return self._info(lambda models: models.embedder_key(model), timeout_s, cancel)

    def generator_info(
        self, timeout_s: float | None = None, *, cancel: CancelToken | None = None
    ) -> ModelInfo:
        """The loaded generator; as `embedder_info`."""
        return self._info(ModelSet.generator_key, timeout_s, cancel)

    def embed(
        self,
        texts: Sequence[str],
        *,
        model: str | None = None,
        urgent: bool = False,
        cancel: CancelToken | None = None,
    ) -> NDArray[np.float32]:
        """Vectors of `texts`, in their order: (n, d) float32, unit length.

        `model` is the SHA-256 of the embedder's weights; None: the first one. An `urgent` call (a question)
        overtakes the others in the middle of their batches.

        Raises:
            ModelMissing, ModelRejected: there is no such embedder.
            EmbeddingError, EngineProblem: the engine failed, rests or was stopped.
            InputRefused: `text_too_long`.
            Cancelled: `cancel` was set.
        """
        if not texts:
            return np.empty((0, self.embedder_info(model=model).dimension or 0), dtype=np.float32)
        batches = embedding_batches(texts)
        with self._lock:
            # Named once: if the first embedder changes meanwhile, no call mixes the vectors of two.
            key = self._models.embedder_key(model)
        with self._metrics.timed("embed" if urgent else "embed_batch"):
            parts = [
                self._attempts.run(
                    partial(
                        self._embed_once,
                        ShrinkingBatch([texts[place] for place in places]),
                        key,
                        urgent,
                        cancel,
                    ),
                    policy=self._limits.embed_retry,
                    family=EmbeddingError,
                    cancel=cancel,
                )
                for places in batches
            ]
        return in_order(parts, batches)

    def answer_odds(
        self, question: str, sentences: Sequence[str], *, cancel: CancelToken | None = None
    ) -> NDArray[np.float32]:
        """Log-odds that each of the sentences answers the question: (n,) float32, not calibrated. They are
        those of the first embedder's cross-encoder, and overtake what else is embedded.

        Raises:
            ModelMissing: there is no embedder, or it has no cross-encoder (`model_not_configured`).
            ModelRejected: the embedder cannot be had.
            EmbeddingError, EngineProblem: the engine failed, rests or was stopped.
            InputRefused: `text_too_long`, `request_too_large`: more than `MAX_SENTENCES`.
            Cancelled: `cancel` was set.
        """
        if len(sentences) > MAX_SENTENCES:
            raise InputRefused("request_too_large")
        embedding_batches([question, *sentences])
        with self._lock:
            key = self._models.embedder_key(None)

        def attempt() -> NDArray[np.float32]:
            session = self._session_with(lambda models: models.embedder_key(key), cancel)
            limit_s = self._limits.embed_timeout_s
            return answer_odds(session, question, sentences, model=key, timeout_s=limit_s, cancel=cancel)

        with self._metrics.timed("answer_odds"):
            return self._attempts.run(
                attempt, policy=self._limits.embed_retry, family=EmbeddingError, cancel=cancel
            )

    def generate(
        self,
        request: GenerationRequest,
        *,
        on_text: Callable[[str], None],
        cancel: CancelToken | None = None,
    ) -> GenerationResult:
        """Writes an answer; `on_text` gets it piece by piece, in the calling thread.

        Cancelled, it returns what was written so far with `finish="cancelled"`. It is tried again only as
        long as `on_text` was not called.

        Raises:
            ModelMissing, ModelRejected: there is no generator.
            GenerationError: `prompt_too_long`, `grammar_invalid`, `grammar_dead_end`, or the engine failed.
            EngineProblem: the engine rests or was stopped.
            InputRefused: `generation_limits_refused`, `request_too_large`.
        """
        run = GenerationRun(request, on_text, limits=self._limits, on_failure=self._attempts.count)
        try:
            with (
                self._metrics.timed("generate"),
                self._generation_turns.take(urgent=True, cancel=cancel),
                self._embedding_turns.background_held(),
            ):
                self._attempts.run(
                    lambda: run.attempt(self._session_with(ModelSet.generator_key, cancel), cancel),
                    policy=self._limits.generate_retry,
                    family=GenerationError,
                    cancel=cancel,
                    may_retry=lambda: not run.delivered,
                )
        except Cancelled:
            return run.cancelled()
        return run.result()

    def read(self, request: ReadingRequest, *, cancel: CancelToken | None = None) -> ReadingResult:
        """How likely each candidate begins the answer to a prompt; nothing is written.

        Raises:
            ModelMissing, ModelRejected: there is no generator.
            GenerationError: `prompt_too_long`, `reading_refused`, or the engine failed.
            EngineProblem: the engine rests or was stopped.
            InputRefused: `request_too_large`.
            Cancelled: `cancel` was set, and the process reads no more of it.
        """
        run = ReadingRun(request, limits=self._limits, on_failure=self._attempts.count)
        with (
            self._metrics.timed("read"),
            self._generation_turns.take(urgent=True, cancel=cancel),
            self._embedding_turns.background_held(),
        ):
            return self._attempts.run(
                lambda: run.attempt(self._session_with(ModelSet.generator_key, cancel), cancel),
                policy=self._limits.generate_retry,
                family=GenerationError,
                cancel=cancel,
            )

    def count_tokens(self, texts: Sequence[str], *, cancel: CancelToken | None = None) -> list[int]:
        """Tokens of each text, by the generator's tokenizer. Raises as `generate`, and `Cancelled`."""
        return self._count({"op": "count", "texts": list(texts)}, cancel) if texts else []

    def count_prompt_tokens(
        self, messages: Sequence[ChatMessage], *, cancel: CancelToken | None = None
    ) -> int:
        """Tokens of the whole prompt that `generate` would evaluate. Raises as `count_tokens` does."""
        return self._count({"op": "count_prompt", "messages": messages_to_header(messages)}, cancel)[0]

    def forget_prompts(self) -> None:
        """Drops what the generator has read, as soon as it has written what it is writing.

        Returns at once; a process that is not there holds nothing.
        """
        with self._lock:
            session = self._session
        if session is not None:
            session.forget_prompts()

    def _embed_once(
        self, batch: ShrinkingBatch, key: str, urgent: bool, cancel: CancelToken | None
    ) -> NDArray[np.float32]:
        session = self._session_with(lambda models: models.embedder_key(key), cancel)

        def embed(texts: list[str]) -> NDArray[np.float32]:
            # The process itself lets a question overtake; the others take turns, behind a generation.
            turn = nullcontext() if urgent else self._embedding_turns.take(urgent=False, cancel=cancel)
            limit_s = self._limits.embed_timeout_s
            with turn:
                return embed_batch(session, texts, model=key, urgent=urgent, timeout_s=limit_s, cancel=cancel)

        return batch.embed(embed)

    def _count(self, header: dict[str, Any], cancel: CancelToken | None) -> list[int]:
        def attempt() -> list[int]:
            session = self._session_with(ModelSet.generator_key, cancel)
            with session.request(header) as (_, mailbox):
                frame = session.answer(mailbox, timeout_s=self._limits.count_timeout_s, cancel=cancel)
            return [int(count) for count in frame.header["counts"]]

        policy = self._limits.generate_retry
        return self._attempts.run(attempt, policy=policy, family=GenerationError, cancel=cancel)

    def _info(
        self, key: Callable[[ModelSet], str], timeout_s: float | None, cancel: CancelToken | None
    ) -> ModelInfo:
        def session_with() -> tuple[EngineSession, str]:
            with self._lock:
                if not self._running or self._session is None:
                    raise EngineProblem("engine_stopped")
                if self._session.ended:
                    # It died before it was of use, or was left alone: whoever needs it starts it anew.
                    self._attempts.before_start(after=self._session.lost())
                    self._begin_session()
                return self._session, key(self._models)

        wait_s = self._limits.load_timeout_s if timeout_s is None else timeout_s
        return await_model(session_with, on_failure=self._attempts.count, timeout_s=wait_s, cancel=cancel)

    def _session_with(self, key: Callable[[ModelSet], str], cancel: CancelToken | None) -> EngineSession:
        """The session, started anew if it ended, once it has loaded the model."""
        if (dying := self._session) is not None and dying.killed:
            dying.wait_ended(timeout_s=self._limits.stop_timeout_s, cancel=cancel)
        with self._lock:
            if not self._running:
                raise AttemptFailed("engine_stopped")
            if self._session is None or self._session.ended:
                self._begin_session()
            session, wanted = self._session, key(self._models)
        if session is None:
            raise AttemptFailed("engine_stopped")
        self._publish_state()
        limit_s = self._limits.load_timeout_s
        try:
            session.wait_tried_and_loaded(wanted, timeout_s=limit_s, cancel=cancel)
        except TimeoutError:
            raise session.time_out(limit_s) from None
        return session

    def _begin_session(self) -> None:
        self._session = self._new_session(models=self._models)
        self._session.start()

    def _replace(self, models: ModelSet) -> None:
        with self._lock:
            self._models = models
            if not self._running:
                return
            old = self._session
            self._begin_session()
        self._publish_state()
        if old is not None:
            old.replace()
            old.join(self._limits.stop_timeout_s)

    def _on_session_change(self, session: EngineSession) -> None:
        """From the session's reader. A process that had worked and died, or that died of instructions this
        processor does not run, is replaced before anyone asks.
        """
        with self._lock:
            if session is not self._session:
                return
            useful = session.loaded_any or session.stepped_down
            if session.ended and self._running and useful and not self._breaker.open:
                self._begin_session()
        self._publish_state()

    def _publish_state(self) -> None:
        # Under the lock, so that two threads cannot tell an older state after a newer one.
        with self._lock:
            self._notices.publish(self.state)
