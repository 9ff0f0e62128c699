"""What may pass is tried again, a bounded number of times and for a bounded time; nothing else is."""

from __future__ import annotations

import threading

import pytest

from core.cancel import CancelToken
from core.engine.breaker import Breaker
from core.engine.failures import AttemptFailed
from core.engine.limits import EngineLimits, RetryPolicy
from core.engine.retrying import Attempts
from core.errors import Cancelled, EmbeddingError, EngineProblem, ModelRejected

QUICK = RetryPolicy(retries=3, longest_delay_s=0.01, first_delay_s=0.001)


class Script:
    """Raises the given errors one after the other, then returns "done"."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.calls = 0

    def __call__(self) -> str:
        self.calls += 1
        if self.errors:
            raise self.errors.pop(0)
        return "done"


def crash() -> AttemptFailed:
    return AttemptFailed("engine_crashed", status=-9)


class Rig:
    def __init__(self, failures: int = 5) -> None:
        self.now_s = 0.0
        self.stopping = threading.Event()
        self.retries: list[None] = []
        self.breaker = Breaker(failures=failures, rest_s=60.0, monotonic=lambda: self.now_s)
        self.outcomes = 0
        self.attempts = Attempts(
            breaker=self.breaker,
            stopping=self.stopping,
            on_retry=lambda: self.retries.append(None),
            on_outcome=self._count,
            monotonic=lambda: self.now_s,
        )

    def _count(self) -> None:
        self.outcomes += 1

    def run(self, attempt, policy=QUICK, cancel=None, **options):
        return self.attempts.run(attempt, policy=policy, family=EmbeddingError, cancel=cancel, **options)


def test_a_crash_costs_one_try():
    rig, script = Rig(), Script(crash())
    assert rig.run(script) == "done"
    assert script.calls == 2
    assert rig.outcomes == 2


def test_after_the_last_retry_the_code_of_the_failure_is_raised():
    script = Script(*(crash() for _ in range(9)))
    with pytest.raises(EmbeddingError) as failed:
        Rig().run(script)
    assert script.calls == 4
    assert (failed.value.code, failed.value.params) == ("engine_crashed", {"status": -9})


def test_a_permanent_error_is_never_tried_again_and_does_not_count():
    rig, script = Rig(failures=1), Script(ModelRejected(name="tiny", reason="truncated"))
    with pytest.raises(ModelRejected):
        rig.run(script)
    assert script.calls == 1
    assert not rig.breaker.open


def test_what_may_not_be_repeated_is_not():
    script = Script(crash())
    with pytest.raises(EmbeddingError):
        Rig().run(script, may_retry=lambda: False)
    assert script.calls == 1


def test_no_retry_begins_after_the_budget():
    rig, calls = Rig(), []

    def slow() -> str:
        calls.append(rig.now_s)
        rig.now_s += 40.0
        raise crash()

    with pytest.raises(EmbeddingError):
        rig.run(slow)
    assert calls == [0.0, 40.0]


def test_an_open_breaker_refuses_at_once_and_says_for_how_long():
    rig, script = Rig(failures=2), Script(*(crash() for _ in range(9)))
    with pytest.raises(EngineProblem) as resting:
        rig.run(script)
    assert (resting.value.code, resting.value.params) == ("engine_resting", {"retry_in_s": 60.0})
    assert script.calls == 2


def test_a_pause_ends_when_the_person_cancels():
    token = CancelToken()
    script = Script(crash())
    waiting = RetryPolicy(retries=1, longest_delay_s=3600, first_delay_s=3600, budget_s=7200)

    def attempt() -> str:
        token.cancel()
        return script()

    with pytest.raises(Cancelled):
        Rig().run(attempt, policy=waiting, cancel=token)
    assert script.calls == 1


def test_a_pause_ends_when_the_engine_is_stopped():
    rig, script = Rig(), Script(crash())
    rig.stopping.set()
    waiting = RetryPolicy(retries=1, longest_delay_s=3600, first_delay_s=3600, budget_s=7200)
    with pytest.raises(EngineProblem) as stopped:
        rig.run(script, policy=waiting)
    assert stopped.value.code == "engine_stopped"
    assert script.calls == 1


def test_a_stopped_engine_is_neither_tried_again_nor_blamed():
    rig, script = Rig(failures=1), Script(AttemptFailed("engine_stopped"))
    with pytest.raises(EngineProblem) as stopped:
        rig.run(script)
    assert stopped.value.code == "engine_stopped"
    assert script.calls == 1
    assert not rig.breaker.open


def test_a_failure_that_another_reported_is_tried_again_but_not_counted():
    rig = Rig(failures=2)
    known = [crash() for _ in range(3)]
    for failure in known:
        failure.known = True
    assert rig.run(Script(*known)) == "done"
    assert not rig.breaker.open


def test_each_further_try_is_told():
    rig = Rig()
    rig.run(Script(crash(), crash()))
    assert len(rig.retries) == 2


def test_delays_grow_to_their_bound_and_fit_the_budget():
    limits = EngineLimits()
    embed = [limits.embed_retry.delay_s(retry) for retry in range(limits.embed_retry.retries)]
    generate = [limits.generate_retry.delay_s(retry) for retry in range(limits.generate_retry.retries)]
    assert embed == [0.5, 4.0, 32.0]
    assert generate == [0.5, 4.0]
    assert limits.generate_retry.delay_s(9) == 16.0
    assert sum(embed) < limits.embed_retry.budget_s == 60.0
