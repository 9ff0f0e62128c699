"""What this computer's processor runs: consulted before an engine starts, updated when one has crashed.

A level is not chosen by what the processor announces. Each model computes once in a process of its own; if
the process dies, the next safer level is tried, and the result is stored for this processor, these libraries
and this kernel. A virtual machine may announce instructions that it then refuses, so an engine process can
still die of one: that level is then given up permanently.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from core.clock import Clock, utc_now
from core.engine.catalogue import ModelSpec
from core.engine.processor.identity import processor_identity
from core.engine.processor.levels import LEVEL_VARIABLE, below, level_named, safest
from core.engine.processor.record import Crash, Findings, FindingsFile, Trial
from core.engine.processor.trial import Measured, Outcome, level_environment, never, run_trial

_log = logging.getLogger(__name__)
_ILLEGAL = "SIGILL"
_SUSPECT = frozenset({_ILLEGAL, "SIGSEGV", "SIGBUS"})
_OF_THE_LEVEL = _SUSPECT | {"SIGFPE", "SIGABRT", "wrong_result"}
"""Failures that a safer level may avoid."""
_LASTING = frozenset({"", _ILLEGAL, "SIGSEGV", "wrong_result"})
"""Failures that describe processor and libraries permanently. The others (a disk error under a mapped file,
lack of memory, a trial that took too long) may be temporary: they count until the program restarts.
"""

RunTrial = Callable[[ModelSpec, str], Outcome]


@dataclass(frozen=True, slots=True)
class Permitted:
    """What an engine may be started with: environment variables, and the models that do not run here."""

    level: str
    environment: Mapping[str, str] = field(default_factory=dict)
    failed: Mapping[str, Trial] = field(default_factory=dict)


class Processor:
    """The findings of one computer. Thread-safe.

    `directories` hold the findings: the shared one, then the user's own; without any, findings last as long
    as this object. `backends` replaces the directory of llama.cpp's CPU libraries, `run` the trial itself.

    Raises:
        InputRefused: `cpu_level_unknown`: the environment names an unknown level.
    """

    def __init__(
        self,
        directories: Sequence[Path] = (),
        *,
        backends: Path | None = None,
        run: RunTrial | None = None,
        clock: Clock = utc_now,
        identity: Callable[[], str] = processor_identity,
    ) -> None:
        self._file = FindingsFile(directories)
        self._backends = backends
        self._run = run
        self._clock = clock
        self._identity = identity
        level_named(self.forced)
        self._lock = threading.RLock()
        self._findings: Findings | None = None
        self._passing: dict[str, Trial] = {}
        self._lowered = ""
        """A ceiling until the program ends: after a crash that may have had another cause."""

    @property
    def findings(self) -> Findings:
        """What is known about this computer now."""
        with self._lock:
            if self._findings is None:
                self._findings = self._file.read(self._identity())
            return self._findings

    @property
    def forced(self) -> str:
        """The highest level that a user permits by the environment; "" for no bound."""
        return os.environ.get(LEVEL_VARIABLE, "")

    @property
    def ceiling(self) -> str:
        """The highest level that may be used now."""
        bounds = [level_named(name).name for name in (self.forced, self.findings.ceiling, self._lowered)]
        return safest(bounds)

    def trial_of(self, identity: str) -> Trial | None:
        """The trial of the model of this identity on this computer; None if it was not tried."""
        with self._lock:
            return self._passing.get(identity) or self.findings.trials.get(identity)

    def forget(self) -> None:
        """Clears all findings about this computer."""
        with self._lock:
            self._passing.clear()
            self._lowered = ""
            self._keep(Findings(self._identity()))

    def permit(self, models: Sequence[ModelSpec], *, stopping: Callable[[], bool] = never) -> Permitted:
        """Tries the models not yet tried on this computer, then returns what an engine may use.

        Takes some seconds the first time, nothing later. Raises `OSError`: no process can be started.
        """
        failed, running = {}, []
        for spec in models:
            if stopping():
                break
            trial = self.trial_of(spec.identity) or self.try_model(spec, stopping=stopping)
            if trial is None:
                continue
            if trial.works:
                running.append(trial.level)
            else:
                failed[spec.sha256] = trial
        level = self._within(safest(running)) if running else self.ceiling
        return Permitted(level, level_environment(level, self._backends), failed)

    def try_model(
        self,
        spec: ModelSpec,
        *,
        plain: bool = False,
        anew: bool = False,
        stopping: Callable[[], bool] = never,
    ) -> Trial | None:
        """Runs a model at one level after another until it works; stores the result.

        `anew` begins at the best level again, ignoring earlier results: a user asked for it. None, and
        nothing stored, if the model itself is refused (its file is missing or damaged, which the engine
        reports) or `stopping` returned true.
        """
        run = self._run or partial(run_trial, plain=plain, backends=self._backends, stopping=stopping)
        if anew:
            with self._lock:
                self._lowered = ""
                self._keep(replace(self.findings, ceiling=""))
        level, lasting = self.ceiling, True
        while True:
            outcome = run(spec, level)
            if stopping():
                return None
            if outcome.refused:
                _log.warning("trial of %s refused: %s", spec.name, outcome.refused)
                return None
            trial = self._trial(outcome)
            lasting = lasting and trial.reason in _LASTING
            if trial.works:
                return self._remember(spec, trial, lasting=lasting)
            reason = trial.reason
            _log.warning("trial of %s at level %s failed: %s", spec.name, outcome.level, reason)
            if reason in _SUSPECT:
                self._note(Crash(outcome.level, reason, "trial", self._today()))
            safer = below(outcome.level)
            if safer is None or reason not in _OF_THE_LEVEL:
                return self._remember(spec, trial, lasting=lasting)
            level = safer.name

    def crashed(self, status: int | None, *, level: str, proven: bool) -> bool:
        """An engine died with `status` (negative: a signal) at `level`; whether to restart it at a safer one.

        `proven` says that it had computed already. An illegal instruction ends the use of its level on this
        computer. Another crash has many causes: in a process that had not computed yet it ends the use of the
        level until a restart of the program.
        """
        name = _signal_name(status)
        if name not in _SUSPECT or (proven and name != _ILLEGAL):
            return False
        with self._lock:
            self._note(Crash(level, name, "work", self._today()))
            safer = below(level)
            if safer is None:
                return False
            # Another process may have lowered the level further meanwhile.
            self._lowered = safest([self.ceiling, safer.name])
            if name == _ILLEGAL:
                self._keep(self._without(self.findings, above=self._lowered))
        _log.warning("engine died of %s at level %s, next %s", name, level, self._lowered)
        return True

    def _without(self, findings: Findings, *, above: str) -> Findings:
        """`findings` with a lower ceiling, and with the trials that are still valid below it."""
        kept = {
            key: trial
            for key, trial in findings.trials.items()
            if trial.works and safest([trial.level, above]) == trial.level
        }
        return replace(findings, ceiling=above, trials=kept)

    def _within(self, level: str) -> str:
        return safest([level, self.ceiling])

    def _trial(self, outcome: Outcome) -> Trial:
        """The result to store for an outcome; an implausible report counts as wrong."""
        found = outcome.measured or Measured(outcome.died or "exit")
        try:
            return Trial(
                works=not found.reason,
                level=outcome.level,
                day=self._today(),
                reason=found.reason,
                prompt_tokens_per_s=found.prompt_tokens_per_s,
                tokens_per_s=found.tokens_per_s,
                method=found.method,
            )
        except (TypeError, ValueError):
            return Trial(False, outcome.level, self._today(), "wrong_result")

    def _remember(self, spec: ModelSpec, trial: Trial, *, lasting: bool) -> Trial:
        with self._lock:
            self._passing.pop(spec.identity, None)
            if lasting:
                self._keep(self.findings.with_trial(spec.identity, trial))
            else:
                self._passing[spec.identity] = trial
        return trial

    def _note(self, crash: Crash) -> None:
        with self._lock:
            self._keep(self.findings.with_crash(crash))

    def _keep(self, findings: Findings) -> None:
        self._findings = findings
        # A level that a user asked for says nothing about what the computer can do.
        if not self.forced:
            self._file.write(findings)

    def _today(self) -> str:
        return self._clock().date().isoformat()


class Untried(Processor):
    """Starts engines at the highest permitted level without a prior trial; they step down as they crash."""

    def permit(self, models: Sequence[ModelSpec], *, stopping: Callable[[], bool] = never) -> Permitted:
        """What may be used, whatever the models."""
        return Permitted(self.ceiling, level_environment(self.ceiling, self._backends))


def _signal_name(status: int | None) -> str:
    if status is None or status >= 0:
        return ""
    try:
        return signal.Signals(-status).name
    except ValueError:
        return ""
