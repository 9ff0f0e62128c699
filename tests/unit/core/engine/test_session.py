"""One start of the engine: what it had loaded, and when it has ended."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from core.cancel import CancelToken
from core.engine.catalogue import starter_models
from core.engine.dto import EngineState
from core.engine.model_set import ModelSet
from core.engine.processor.levels import levels
from core.engine.processor.processor import Untried
from core.engine.processor.record import Trial
from core.engine.processor.trial import never
from core.engine.session import EngineSession
from core.errors import Cancelled
from tests.fakes.engine_child import command


@pytest.fixture
def models(tmp_path):
    starters = starter_models(tmp_path)
    return ModelSet((starters.embedder,), starters.generator)


@pytest.fixture
def session_of(models, lives):
    begun: list[EngineSession] = []

    def start(fault: str = "none") -> EngineSession:
        session = EngineSession(
            models=models,
            command=command(fault, lives.folder),
            threads=1,
            load_timeout_s=20.0,
            log_dir=None,
            processor=Untried(),
            on_change=lambda _: None,
        )
        begun.append(session)
        session.start()
        return session

    yield start
    for session in begun:
        session.kill("engine_stopped")
        assert session.join(20)


class Refusing(Untried):
    """Nothing runs here, or nobody can tell."""

    def __init__(self, error: Exception | None = None) -> None:
        super().__init__()
        self._error = error

    def permit(self, models, *, stopping=never):
        if self._error is not None:
            raise self._error
        failed = Trial(False, levels()[-1].name, "2026-01-02", "SIGILL")
        return replace(super().permit(models), failed={spec.sha256: failed for spec in models})


@pytest.mark.parametrize(
    "processor", [Refusing(), Refusing(ValueError("odd")), Refusing(OSError(12, "none"))]
)
def test_a_start_that_comes_to_nothing_is_told(models, lives, processor):
    told = threading.Event()
    session = EngineSession(
        models=models,
        command=command("none", lives.folder),
        threads=1,
        load_timeout_s=20.0,
        log_dir=None,
        processor=processor,
        on_change=lambda _: told.set(),
    )
    session.start()
    try:
        assert told.wait(20)
        assert session.state is EngineState.FAILED
        assert session.problem is not None
        assert session.problem.code in ("model_does_not_run", "engine_not_started")
    finally:
        session.kill("engine_stopped")
        assert session.join(20)


def test_what_was_loaded_stays_known_after_the_end(session_of, models):
    session = session_of("refuse_generator")
    embedder, generator = models.embedders[0].sha256, models.generator.sha256
    session.wait_loaded(embedder, timeout_s=20, cancel=None)
    assert session.has_loaded(embedder)
    assert not session.has_loaded(generator)
    assert not session.has_loaded("another")
    session.kill("engine_timeout")
    assert session.wait_ended(timeout_s=20, cancel=None)
    assert session.ended
    assert session.has_loaded(embedder)


def test_nothing_is_loaded_while_it_loads(session_of, models):
    session = session_of("hang_load")
    assert session.state is EngineState.STARTING
    assert not session.has_loaded(models.embedders[0].sha256)


def test_the_end_is_waited_for_until_the_time_is_over_or_somebody_leaves(session_of):
    session = session_of("hang_load")
    assert not session.wait_ended(timeout_s=0.0, cancel=None)
    left = CancelToken()
    left.cancel()
    with pytest.raises(Cancelled):
        session.wait_ended(timeout_s=20, cancel=left)
    waiter = threading.Thread(target=session.kill, args=("engine_timeout",))
    waiter.start()
    assert session.wait_ended(timeout_s=20, cancel=None)
    waiter.join()
    assert (session.killed, session.ended, session.state) == (True, True, EngineState.FAILED)


def test_the_state_follows_the_models(session_of, models):
    session = session_of("refuse_embedder")
    session.wait_loaded(models.generator.sha256, timeout_s=20, cancel=None)
    assert session.state is EngineState.READY
