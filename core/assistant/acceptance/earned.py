"""The mode granted to this machine's language model, and the check that decides it.

A verdict is stored with the hash of the model's weights and of its adapter. Until there is one for the model
in use, from this version of the program, answers consist of quotes, and the check runs in the background.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import asdict

from core.assistant.acceptance.check import AcceptanceCheck, Report, check_version
from core.assistant.dto import AnswerMode
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.clock import Clock, utc_now
from core.engine.catalogue import ModelSpec
from core.engine.client import EngineClient
from core.engine.limits import EngineLimits
from core.engine.model_library.verdicts import StoredVerdict, Verdicts
from core.engine.processor.processor import Processor
from core.errors import AnamnesisError, EnvironmentProblem

_log = logging.getLogger(__name__)


def check_model(
    spec: ModelSpec,
    verdicts: Verdicts,
    *,
    program: str,
    processor: Processor | None = None,
    clock: Clock = utc_now,
    cancel: CancelToken | None = None,
    on_progress: OnProgress = ignore_progress,
    limits: EngineLimits = EngineLimits(),  # noqa: B008 - frozen
) -> StoredVerdict:
    """Tests a generator in an engine process of its own and stores the verdict; progress counts questions.

    First `processor` checks that the model computes on this computer. Raises what `AcceptanceCheck.run`
    raises, and `EnvironmentProblem("models_folder_unusable")`.
    """
    engine = EngineClient(embedders=(), generator=spec, limits=limits, processor=processor)
    engine.start()
    try:
        report = AcceptanceCheck(engine).run(cancel=cancel, on_progress=on_progress)
    finally:
        engine.stop()
    found = stored(report, program=program, clock=clock)
    verdicts.keep(spec.identity, found)
    return found


def stored(report: Report, *, program: str, clock: Clock = utc_now) -> StoredVerdict:
    """A report in its stored form. `program` is the version of the program."""
    at = clock().isoformat(timespec="seconds")
    return StoredVerdict(**asdict(report), program=check_version(program), checked_at=at)


class EarnedMode:
    """What the engine's generator may do. Thread-safe; a running test is abandoned when the engine ends."""

    def __init__(
        self, *, engine: EngineClient, verdicts: Verdicts, program: str, clock: Clock = utc_now
    ) -> None:
        self._engine = engine
        self._verdicts = verdicts
        self._program = program
        self._clock = clock
        self._lock = threading.Lock()
        self._known: dict[str, StoredVerdict] = {}
        self._asked: set[str] = set()
        self._thread: threading.Thread | None = None

    def mode(self) -> AnswerMode:
        """The mode of the engine's model: `evidence` until it was tested.

        The first caller that asks for a model without a verdict starts the test in the background: the
        window, when there is nothing to index, or the first question.
        """
        found = self._current()
        return "evidence" if found is None else found.mode

    def reads(self) -> bool:
        """Whether that model was trained to read quotes and may choose which of them answers; as `mode`."""
        found = self._current()
        return found is not None and found.reads

    def _current(self) -> StoredVerdict | None:
        """The verdict on the engine's model; if there is none, the test is started."""
        spec = self._engine.generator
        if spec is None:
            return None
        identity = spec.identity
        found = self._verdict(identity)
        if found is not None:
            return found
        with self._lock:
            if identity not in self._asked and self._thread is None:
                self._asked.add(identity)
                self._thread = threading.Thread(
                    target=self._examine, args=(identity,), name="acceptance", daemon=True
                )
                self._thread.start()
        return None

    def _verdict(self, identity: str) -> StoredVerdict | None:
        with self._lock:
            known = self._known.get(identity)
        if known is None:
            known = self._verdicts.of(identity)
            if known is None or known.program != check_version(self._program):
                return None
            with self._lock:
                self._known[identity] = known
        return known

    def _examine(self, identity: str) -> None:
        try:
            self._examined(identity)
        except AnamnesisError as error:
            # The model stays without a verdict and answers stay quotes; the next unlock tries again.
            _log.warning("the language model could not be examined: %s", error.code)
        finally:
            with self._lock:
                self._thread = None

    def _examined(self, identity: str) -> None:
        report = AcceptanceCheck(self._engine).run()
        if self._engine.generator is None or self._engine.generator.identity != identity:
            # The model was replaced meanwhile.
            return
        found = stored(report, program=self._program, clock=self._clock)
        with self._lock:
            self._known[identity] = found
        _log.info("the language model earned %s: %d of %d right", found.mode, found.right, found.answerable)
        if found.reads:
            _log.info("the language model earned to be asked which quote answers: %d read right", found.read)
        try:
            self._verdicts.keep(identity, found, own=True)
        except EnvironmentProblem as error:
            _log.warning("the verdict on the language model was not kept: %s", error.code)
