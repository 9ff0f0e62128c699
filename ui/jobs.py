"""Keeps work off the window's thread: lanes with one worker each, results through one queued signal."""

from __future__ import annotations

import itertools
import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from core.cancel import CancelToken, OnProgress
from core.environment_faults import environment_fault
from core.errors import AnamnesisError, Cancelled, DatabaseProblem
from ui.crash_report import CrashReport
from ui.operations.operation import LANES, Lane, Operation

if TYPE_CHECKING:
    from core.settings import Settings
    from core.workspace import Workspace

T = TypeVar("T")
_log = logging.getLogger(__name__)
_Work = Callable[[CancelToken, OnProgress], Any]


class Job:
    """A handle on requested work: it can be cancelled, and says whether it has ended."""

    def __init__(self, number: int, lane: Lane | None) -> None:
        self.number = number
        self.lane = lane
        self.finished = False
        self.token = CancelToken()

    def cancel(self) -> None:
        """Asks the work to stop at its next check; queued work is not started."""
        self.token.cancel()


@dataclass(slots=True)
class _Callbacks:
    """The callbacks of a job. Used in the window's thread only: widgets must not be released elsewhere."""

    job: Job
    receiver: QObject
    on_done: Callable[[Any], None]
    on_error: Callable[[AnamnesisError], None] | None
    on_progress: Callable[[int, int], None] | None
    on_cancelled: Callable[[], None] | None
    lasting: bool


class _Task:
    """One piece of work on its way through a lane and back."""

    def __init__(self, number: int, token: CancelToken, work: _Work) -> None:
        self.number = number
        self.token = token
        self.work: _Work | None = work
        self.result: Any = None
        self.error: AnamnesisError | None = None
        self.crash: CrashReport | None = None

    def perform(self, on_progress: OnProgress) -> None:
        """Runs the work; every outcome, a bug included, ends as a value on this object."""
        work = self.work
        assert work is not None  # noqa: S101 - a task is performed once
        try:
            self.token.raise_if_cancelled()
            self.result = work(self.token, on_progress)
        except AnamnesisError as error:
            # Tracebacks keep the frames' variables, and so clinical text, alive.
            error.__cause__ = error.__context__ = None
            self.error = error.with_traceback(None)
        except BaseException as error:  # noqa: BLE001 - thread boundary: reported in the crash dialog
            self.error = environment_fault(error)
            if self.error is None:
                self.crash = CrashReport.of(error)


class _Lane:
    """One worker thread with a queue. `None` in the queue ends it."""

    def __init__(self, name: Lane, announce: Callable[[object], None]) -> None:
        self._announce = announce
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        # A worker stuck in a native call must not prevent the process from ending; `join` waits first.
        self._thread = threading.Thread(target=self._work, name=f"lane-{name}", daemon=True)
        self._thread.start()

    def put(self, task: _Task | None) -> None:
        self._tasks.put(task)

    def join(self, timeout_s: float) -> bool:
        """True when the worker has ended."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None:
            task.perform(_ProgressTap(task.number, self._announce))
            self._announce(task)
            # From here on only the window's thread refers to it, so that closures over widgets are freed
            # there.
            del task


def _perform_beside(task: _Task, announce: Callable[[object], None]) -> None:
    task.perform(_ProgressTap(task.number, announce))
    announce(task)


class _ProgressTap:
    """Progress on its way to the window: only the latest pair is delivered, however often the work
    reports.
    """

    def __init__(self, number: int, announce: Callable[[object], None]) -> None:
        self.number = number
        self._announce = announce
        self._guard = threading.Lock()
        self._latest: tuple[int, int] | None = None

    def __call__(self, done: int, total: int) -> None:
        with self._guard:
            travelling = self._latest is not None
            self._latest = (done, total)
        if not travelling:
            self._announce(self)

    def take(self) -> tuple[int, int]:
        """Takes the latest pair; the next report is queued again."""
        with self._guard:
            latest = self._latest
            self._latest = None
        return latest or (0, 0)


class Jobs(QObject):
    """Runs operations in lanes and delivers their results in the window's thread.

    Results, errors and progress are delivered only while `receiver` lives and `forget_all` was not called
    since, except for `lasting` work. `failed` carries an error without a handler, `crashed` a `CrashReport`
    of a bug.
    """

    failed = Signal(object)
    crashed = Signal(object)
    busy_changed = Signal(bool)
    _arrived = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._numbers = itertools.count(1)
        self._waiting: dict[int, _Callbacks] = {}
        self._tasks: dict[int, _Task] = {}
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._lanes = {name: _Lane(name, self._announce) for name in LANES}

    @property
    def settings(self) -> Settings:
        """The settings of the workspace in use: what is imposed on this computer."""
        return self._workspace.settings

    @property
    def busy(self) -> bool:
        """Whether any work is queued or running."""
        return bool(self._tasks)

    def run(
        self,
        receiver: QObject,
        operation: Operation[T],
        *,
        on_done: Callable[[T], None],
        on_error: Callable[[AnamnesisError], None] | None = None,
        on_progress: Callable[[int, int], None] | None = None,
        on_cancelled: Callable[[], None] | None = None,
    ) -> Job:
        """Queues `operation` in its lane. While locked it ends in `on_error(VaultLocked)`.

        Exactly one of `on_done`, `on_error`, `on_cancelled` follows. Work that finished despite a cancel
        still ends in `on_done`. A bug ends in the crash dialog and `on_error("unexpected_failure")`.
        """

        def work(token: CancelToken, progress: OnProgress) -> T:
            try:
                return operation.run(self._workspace.services, token, progress)
            except DatabaseProblem as problem:
                if problem.code == "database_unreachable":
                    # This step has failed and reports it; a retry finds the database running.
                    self._workspace.revive_database()
                raise

        callbacks = (on_done, on_error, on_progress, on_cancelled)
        return self._queue(receiver, operation.lane, work, callbacks)

    def run_workspace(
        self,
        receiver: QObject,
        lane: Lane,
        work: Callable[[Workspace, CancelToken, OnProgress], T],
        *,
        on_done: Callable[[T], None],
        on_error: Callable[[AnamnesisError], None] | None = None,
        on_progress: Callable[[int, int], None] | None = None,
        on_cancelled: Callable[[], None] | None = None,
        lasting: bool = False,
    ) -> Job:
        """Like `run`, for operations on the workspace itself: open, initialise, unlock, lock, close.

        `lasting` work belongs to a lock: `forget_all` neither cancels nor discards it.
        """

        def bound(token: CancelToken, progress: OnProgress) -> T:
            return work(self._workspace, token, progress)

        callbacks = (on_done, on_error, on_progress, on_cancelled)
        return self._queue(receiver, lane, bound, callbacks, lasting=lasting)

    def run_beside(
        self,
        receiver: QObject,
        work: Callable[[Workspace], T],
        *,
        on_done: Callable[[T], None],
        on_error: Callable[[AnamnesisError], None],
    ) -> None:
        """Like lasting work, outside every lane in its own thread: for what cannot wait for a stuck lane."""

        def bound(_token: CancelToken, _progress: OnProgress) -> T:
            return work(self._workspace)

        self._queue(receiver, None, bound, (on_done, on_error, None, None), lasting=True)

    def drop_keys(self) -> None:
        """Outside every lane, for a lock that cannot wait for a stuck one."""
        self._workspace.drop_keys()

    def forget_all(self) -> None:
        """Cancels everything and delivers none of it: results from before a lock must not show after it."""
        lasting = {number: each for number, each in self._waiting.items() if each.lasting}
        self._forget(lasting)

    def _forget(self, but: dict[int, _Callbacks]) -> None:
        for number, task in self._tasks.items():
            if number not in but:
                task.token.cancel()
        for number, callbacks in self._waiting.items():
            if number not in but:
                callbacks.job.finished = True
        self._waiting = but

    def shutdown(self, timeout_s: float = 30.0) -> bool:
        """Cancels, lets the lanes run empty and joins them. True if every worker ended in time."""
        if not self._closed:
            self._closed = True
            self._forget({})
            for lane in self._lanes.values():
                lane.put(None)
        ended = [lane.join(timeout_s) for lane in self._lanes.values()]
        self._tasks.clear()
        return all(ended)

    def _queue(
        self,
        receiver: QObject,
        lane: Lane | None,
        work: _Work,
        callbacks: tuple[Any, Any, Any, Any],
        *,
        lasting: bool = False,
    ) -> Job:
        job = Job(next(self._numbers), lane)
        if self._closed:
            job.finished = True
            return job
        self._waiting[job.number] = _Callbacks(job, receiver, *callbacks, lasting)
        task = _Task(job.number, job.token, work)
        was_busy = self.busy
        self._tasks[job.number] = task
        if not was_busy:
            self.busy_changed.emit(True)
        if lane is None:
            threading.Thread(
                target=_perform_beside, args=(task, self._announce), name="beside-lanes", daemon=True
            ).start()
        else:
            self._lanes[lane].put(task)
        return job

    def _announce(self, what: object) -> None:
        """Called in a lane's thread."""
        try:
            self._arrived.emit(what)
        except RuntimeError:
            _log.debug("a result came after the window was gone")

    @Slot(object)
    def _deliver(self, what: _Task | _ProgressTap) -> None:
        if isinstance(what, _ProgressTap):
            self._deliver_progress(what)
            return
        task = what
        self._tasks.pop(task.number, None)
        callbacks = self._waiting.pop(task.number, None)
        task.work = None
        if callbacks is not None:
            callbacks.job.finished = True
        try:
            self._deliver_end(task, callbacks)
        finally:
            # The lane may hold the task a moment longer: what it brought must not be freed there.
            task.result = task.error = task.crash = None
            if not self._tasks:
                self.busy_changed.emit(False)

    def _deliver_progress(self, tap: _ProgressTap) -> None:
        latest = tap.take()
        callbacks = self._waiting.get(tap.number)
        if callbacks is None or callbacks.on_progress is None or not shiboken6.isValid(callbacks.receiver):
            return
        callbacks.on_progress(*latest)

    def _deliver_end(self, task: _Task, callbacks: _Callbacks | None) -> None:
        if callbacks is None:
            # Discarded: its services were closed meanwhile, so the error is in the log only.
            return
        error = task.error
        if task.crash is not None:
            self.crashed.emit(task.crash)
            error = AnamnesisError("unexpected_failure")
        if not shiboken6.isValid(callbacks.receiver):
            return
        if error is None:
            callbacks.on_done(task.result)
        elif isinstance(error, Cancelled):
            if callbacks.on_cancelled is not None:
                callbacks.on_cancelled()
        elif callbacks.on_error is not None:
            callbacks.on_error(error)
        elif task.crash is None:
            self.failed.emit(error)
