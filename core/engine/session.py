"""One start of the engine: which models it has, which requests are under way, how it ended."""

from __future__ import annotations

import itertools
import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from core.cancel import CancelToken
from core.child_processes.child import Child, Ending
from core.child_processes.frames import Frame, FrameError
from core.child_processes.isolation import Isolation
from core.engine.dto import EngineState, ModelInfo
from core.engine.failures import AttemptFailed, error_from_header, error_to_header
from core.engine.model_set import ModelSet
from core.engine.processor.processor import Processor
from core.engine.processor.trial import TRIAL_TIMEOUT_S
from core.engine.protocol import (
    PROTOCOL_VERSION,
    info_from_header,
    isolation_from_header,
    spec_to_header,
)
from core.engine.waiting import Mailbox, wait_for
from core.errors import AnamnesisError, EngineProblem, InputRefused

_log = logging.getLogger(__name__)
_LOADING = 0


class _Model:
    """A model on its way: `settled` once it is loaded, refused, or the process is gone."""

    def __init__(self) -> None:
        self.settled = threading.Event()
        self.info: ModelInfo | None = None
        self._refusal: Mapping[str, Any] | None = None

    def refuse(self, error: Mapping[str, Any]) -> None:
        self._refusal = error
        self.settled.set()

    @property
    def refusal(self) -> AnamnesisError | None:
        """A new error each time: one instance must not be raised in two threads."""
        return None if self._refusal is None else error_from_header(self._refusal)


class EngineSession:
    """Requests and answers of one child process. Thread-safe.

    `on_change` is called, without a lock held, when a model settled and when the process ended.
    """

    def __init__(
        self,
        *,
        models: ModelSet,
        command: Sequence[str],
        threads: int,
        load_timeout_s: float,
        log_dir: Path | None,
        processor: Processor,
        on_change: Callable[[EngineSession], None],
    ) -> None:
        self._models = {spec.sha256: _Model() for spec in models.all}
        self._set = models
        self._options = {"threads": threads}
        self._load_timeout_s = load_timeout_s
        self._processor = processor
        self._level = ""
        self._tried = threading.Event()
        self._computed = False
        self._stopping = threading.Event()
        self._on_change = on_change
        self._lock = threading.Lock()
        self._ids = itertools.count(1)
        self._mailboxes: dict[int, Mailbox] = {}
        self._owed: dict[int, float] = {}
        self._fatal: AttemptFailed | None = None
        self._reported = False
        self._gone = threading.Event()
        self.ended = False
        self.isolation: Isolation | None = None
        self._child = Child(
            command=command,
            threads=threads,
            on_frame=self._on_frame,
            on_end=self._on_end,
            prepare=self._prepare,
            log_dir=log_dir,
        )

    def start(self) -> None:
        self._child.start()

    def kill(self, code: str, **params: object) -> None:
        """Ends the process; everything under way fails with `code`."""
        with self._lock:
            if self._fatal is None:
                self._fatal = AttemptFailed(code, **params)
        self._stopping.set()
        self._child.kill()

    def replace(self) -> None:
        """Ends the process because another takes its place: no failure, and nobody is told of one."""
        with self._lock:
            self._reported = True
        self.kill("engine_replaced")

    def time_out(self, timeout_s: float) -> AttemptFailed:
        """Kills the process for its silence; returns what to raise."""
        self.kill("engine_timeout", timeout_s=timeout_s)
        return self.lost()

    def join(self, timeout_s: float) -> bool:
        """Waits until the process is gone."""
        return self._child.join(timeout_s)

    @property
    def killed(self) -> bool:
        """Whether it is given up, though it may take a moment to end."""
        return self._fatal is not None

    def wait_ended(self, *, timeout_s: float, cancel: CancelToken | None) -> bool:
        """Waits until a process that was killed, or died, has ended; false when the time is over.

        Raises:
            Cancelled: `cancel` was set first.
        """
        return wait_for(self._gone, timeout_s=timeout_s, cancel=cancel)

    @property
    def pid(self) -> int | None:
        return self._child.pid

    @property
    def settled(self) -> bool:
        """Whether every model was loaded or refused while the process lived."""
        return not self.ended and all(model.settled.is_set() for model in self._models.values())

    @property
    def state(self) -> EngineState:
        """`STARTING`, `READY` with a model at least, or `FAILED`."""
        if not self.ended and not self.settled:
            return EngineState.STARTING
        return EngineState.READY if self.loaded_any and not self.ended else EngineState.FAILED

    @property
    def stepped_down(self) -> bool:
        """Whether it died of instructions that the next process is not given."""
        return self._fatal is not None and self._fatal.stepped_down

    @property
    def loaded_any(self) -> bool:
        return any(model.info is not None for model in self._models.values())

    def has_loaded(self, key: str) -> bool:
        """Whether it had the model whose weights have the SHA-256 `key`, though it may have ended since."""
        return key in self._models and self._models[key].info is not None

    @property
    def problem(self) -> AnamnesisError | None:
        """Why the process ended, once it did, or why a model that was asked for is not there."""
        if self.ended and self._fatal is not None:
            return EngineProblem(self._fatal.code, **self._fatal.params)
        for model in self._models.values():
            if (refusal := model.refusal) is not None:
                return refusal
        return None

    def wait_loaded(self, key: str, *, timeout_s: float | None, cancel: CancelToken | None) -> ModelInfo:
        """Waits for the model whose weights have the SHA-256 `key`.

        Raises:
            KeyError: the process was not started with it.
            TimeoutError: it was not settled in time.
            AttemptFailed: the process ended first.
            ModelMissing, ModelRejected, EngineProblem: it cannot be loaded.
            Cancelled: `cancel` was set first.
        """
        model = self._models[key]
        self._require_punctual()
        if not wait_for(model.settled, timeout_s=timeout_s, cancel=cancel):
            raise TimeoutError
        if model.info is not None and not self.ended:
            return model.info
        if (refusal := model.refusal) is not None:
            raise refusal
        raise self.lost()

    def wait_tried_and_loaded(self, key: str, *, timeout_s: float, cancel: CancelToken | None) -> ModelInfo:
        """As `wait_loaded`, with `timeout_s` from when its models have been tried on this computer.

        The first start tries them; `TRIAL_TIMEOUT_S` is waited for that.
        """
        self._require_punctual()
        if not self._models[key].settled.is_set():
            wait_for(self._tried, timeout_s=TRIAL_TIMEOUT_S, cancel=cancel)
        return self.wait_loaded(key, timeout_s=timeout_s, cancel=cancel)

    @contextmanager
    def request(
        self, header: Mapping[str, Any], *, owed_s: float | None = None
    ) -> Iterator[tuple[int, Mailbox]]:
        """Sends a request; the mailbox gets its answers until the block ends.

        Whoever asked may leave before: with `owed_s` the process still owes the answer by then. One that does
        not give it is killed at the next request, or nobody who waits shortly would ever see that it hangs.

        Raises:
            InputRefused: `request_too_large`.
            AttemptFailed: the process is gone, or owes an answer for too long.
        """
        self._require_punctual()
        due = None if owed_s is None else time.monotonic() + owed_s
        mailbox = Mailbox()
        with self._lock:
            ended = self.ended
            request_id = next(self._ids)
            if not ended:
                self._mailboxes[request_id] = mailbox
        if ended:
            raise self.lost()
        try:
            try:
                self._child.send(Frame({**header, "id": request_id}))
            except FrameError as error:
                raise InputRefused("request_too_large") from error
            yield request_id, mailbox
        finally:
            with self._lock:
                self._mailboxes.pop(request_id, None)
                if due is not None and not mailbox.answered:
                    self._owed[request_id] = due

    def forget_prompts(self) -> None:
        """Has the generator drop what it has read; nobody waits for the answer."""
        if self._level:
            with suppress(AttemptFailed), self.request({"op": "forget"}):
                return

    def cancel(self, request_id: int) -> None:
        """Asks the process to stop a generation or a reading; its last frame still comes."""
        self._child.send(Frame({"op": "cancel", "id": request_id}))

    def answer(self, mailbox: Mailbox, *, timeout_s: float, cancel: CancelToken | None) -> Frame:
        """The next frame of an answer. A process that lets `timeout_s` pass is killed.

        Raises:
            Cancelled: `cancel` was set first.
            AttemptFailed: too late, or the process ended, or it reported a failure that may pass.
            AnamnesisError: the process refused the request.
        """
        try:
            frame = mailbox.take(timeout_s=timeout_s, cancel=cancel)
        except TimeoutError:
            raise self.time_out(timeout_s) from None
        if frame is None:
            raise self.lost()
        if frame.header.get("event") == "failed":
            if "error" in frame.header:
                raise error_from_header(frame.header["error"])
            raise AttemptFailed("engine_exception", kind=str(frame.header.get("kind")))
        return frame

    def _require_punctual(self) -> None:
        now = time.monotonic()
        with self._lock:
            late_s = max((now - due for due in self._owed.values()), default=-1.0)
        if late_s > 0 and not self.ended:
            raise self.time_out(round(late_s, 1))

    def lost(self) -> AttemptFailed:
        """What to raise for its end: a new error each time, of which the first reports it."""
        with self._lock:
            known, self._reported = self._reported, True
            fatal = self._fatal or AttemptFailed("engine_crashed")
        failure = AttemptFailed(fatal.code, **fatal.params)
        failure.known = known
        failure.stepped_down = fatal.stepped_down
        return failure

    def _prepare(self) -> Mapping[str, str]:
        """Has models tried that this computer has not run yet; configures the process with what works."""
        permitted = self._processor.permit(self._set.all, stopping=self._stopping.is_set)
        for sha256, trial in permitted.failed.items():
            self._refuse(sha256, error_to_header(EngineProblem("model_does_not_run", reason=trial.reason)))
        embedders = [spec for spec in self._set.embedders if spec.sha256 not in permitted.failed]
        generator = self._set.generator
        if generator is not None and generator.sha256 in permitted.failed:
            generator = None
        configuration = {
            "op": "configure",
            "embedders": [spec_to_header(spec) for spec in embedders],
            "generator": None if generator is None else spec_to_header(generator),
        }
        self._child.send(Frame(configuration | self._options))
        with self._lock:
            # Only now: nothing may be sent before the configuration.
            self._level = permitted.level
            if not self.settled:
                # Its models are owed as answers are; no request has the number 0.
                self._owed[_LOADING] = time.monotonic() + self._load_timeout_s
        self._tried.set()
        if permitted.failed:
            self._on_change(self)
        return permitted.environment

    def _refuse(self, sha256: str, error: Mapping[str, Any]) -> None:
        model = self._models[sha256]
        model.refuse(error)
        _log.warning("model refused: %s", model.refusal)

    def _on_frame(self, frame: Frame) -> None:
        event = frame.header["event"]
        if event == "hello":
            if frame.header["protocol"] != PROTOCOL_VERSION:
                raise FrameError("protocol")
            self.isolation = isolation_from_header(frame.header["isolation"])
        elif event in ("loaded", "refused"):
            model = self._models[frame.header["model"]]
            if event == "loaded":
                model.info = info_from_header(frame.header["info"])
                model.settled.set()
                _log.info("model %s loaded in %.0f ms", model.info.name, model.info.load_ms)
            else:
                self._refuse(frame.header["model"], frame.header["error"])
            if self.settled:
                with self._lock:
                    self._owed.pop(_LOADING, None)
            self._on_change(self)
        else:
            request_id = frame.header["id"]
            self._computed = self._computed or event in ("vectors", "odds", "written", "reading")
            with self._lock:
                self._owed.pop(request_id, None)
                mailbox = self._mailboxes.get(request_id)
                if mailbox is not None:
                    mailbox.put(frame)

    def _on_end(self, ending: Ending) -> None:
        stepped_down = (
            self._fatal is None
            and bool(self._level)
            and self._processor.crashed(ending.status, level=self._level, proven=self._computed)
        )
        with self._lock:
            if self._fatal is None:
                code = "engine_protocol" if ending.reason == "broken_frame" else f"engine_{ending.reason}"
                self._fatal = AttemptFailed(code, status=ending.status)
                self._fatal.stepped_down = stepped_down
            self.ended = True
            waiting = list(self._mailboxes.values())
        if self._fatal.code not in ("engine_stopped", "engine_replaced"):
            _log.warning("engine ended: %s, status %s", self._fatal.code, ending.status)
        for mailbox in waiting:
            mailbox.put(None)
        for model in self._models.values():
            model.settled.set()
        self._tried.set()
        self._gone.set()
        self._on_change(self)
