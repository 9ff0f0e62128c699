"""The worker's thread: wakes, tells, backs off, stops at once and never dies unheard."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from core.cancel import CancelToken
from core.engine.dto import EngineState
from core.errors import DatabaseProblem, EngineProblem
from core.retrieval.dto import IndexStatus
from core.retrieval.indexing import index_worker
from core.retrieval.indexing.indexer import Indexer
from core.retrieval.session import Retrieval
from core.sources.dto import SearchScope

WAIT_S = 20.0


class Heard:
    """Collects statuses; `until` waits for one that satisfies."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.statuses: list[IndexStatus] = []

    def __call__(self, status: IndexStatus) -> None:
        with self._changed:
            self.statuses.append(status)
            self._changed.notify_all()

    def until(self, satisfied: Callable[[IndexStatus], bool], *, since: int = 0) -> IndexStatus:
        with self._changed:
            assert self._changed.wait_for(lambda: any(map(satisfied, self.statuses[since:])), WAIT_S)
            return next(status for status in self.statuses[since:] if satisfied(status))


@pytest.fixture
def heard(retrieval: Retrieval) -> Iterator[Heard]:
    listener = Heard()
    unsubscribe = retrieval.index.subscribe(listener)
    yield listener
    retrieval.index.stop()
    unsubscribe()


@pytest.fixture(autouse=True)
def no_settling(monkeypatch):
    monkeypatch.setattr(index_worker, "_SETTLE_S", 0.0)


def all_indexed(status: IndexStatus) -> bool:
    return status.total > 0 and status.pending == 0 and not status.running


def workers() -> int:
    return sum(thread.name == "indexer" for thread in threading.enumerate())


def test_it_loads_and_indexes_what_waits(retrieval, practice, heard):
    retrieval.index.start()
    status = heard.until(all_indexed)
    assert status.percent == 100
    assert retrieval.search.search("metformin", SearchScope()).dense_available


def test_a_commit_wakes_it_to_index_what_was_saved(retrieval, practice, heard):
    retrieval.index.start()
    heard.until(all_indexed)
    before = len(heard.statuses)
    practice.write(practice.ada, plan="Written later.")
    heard.until(lambda status: all_indexed(status) and status.total == 7, since=before)
    assert retrieval.search.search("written later", SearchScope()).hits[0].passage.text == "Written later."


def test_it_takes_up_vectors_when_the_engine_is_ready(retrieval, practice, heard, fake):
    fake.stop()
    retrieval.index.start()
    heard.until(lambda status: status.problem == "engine_stopped" and not status.running)
    assert retrieval.search.search("metformin", SearchScope()).hits
    fake.start()
    heard.until(all_indexed)


def test_a_loading_engine_is_no_problem(retrieval, practice, heard, fake, monkeypatch):
    ready = fake.embedder_info

    def starting(model=None, timeout_s=None, cancel=None):
        raise EngineProblem("engine_starting")

    monkeypatch.setattr(fake, "embedder_info", starting)
    fake.state = EngineState.STARTING
    retrieval.index.start()
    status = heard.until(lambda status: status.passages > 0 and not status.running)
    assert status.problem is None
    monkeypatch.setattr(fake, "embedder_info", ready)
    fake.tell(EngineState.READY)
    heard.until(all_indexed)


@pytest.mark.parametrize(
    ("failure", "code"), [(DatabaseProblem(), "database_problem"), (ZeroDivisionError(), "index_failed")]
)
def test_a_failure_is_told_and_tried_again(retrieval, practice, heard, monkeypatch, failure, code, caplog):
    monkeypatch.setattr(index_worker, "_FIRST_BACK_OFF_S", 0.01)
    failures = [failure, failure]
    run = Indexer.run

    def fail_twice(self, *arguments, **options):
        if failures:
            raise failures.pop()
        return run(self, *arguments, **options)

    monkeypatch.setattr(Indexer, "run", fail_twice)
    retrieval.index.start()
    heard.until(lambda status: status.problem == code)
    assert heard.until(all_indexed).problem is None
    caplog.clear()


def test_a_lasting_problem_makes_no_busy_loop(retrieval, practice, heard, monkeypatch):
    waits: list[float] = []
    enough = threading.Event()

    class Watched(threading.Event):
        def wait(self, timeout=None):
            waits.append(timeout)
            if len(waits) >= 7:
                enough.set()
                return super().wait(WAIT_S)
            return False

    monkeypatch.setattr(retrieval.index, "_woken", Watched())
    monkeypatch.setattr(
        Indexer, "run", lambda *arguments, **options: (_ for _ in ()).throw(DatabaseProblem())
    )
    retrieval.index.start()
    assert enough.wait(WAIT_S)
    assert waits[:7] == [2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0]


def test_it_stops_at_once_in_the_middle_of_embedding(retrieval, practice, fake, monkeypatch):
    inside = threading.Event()

    def embed(texts, *, model=None, urgent=False, cancel=None):
        inside.set()
        assert cancel.wait(WAIT_S)
        cancel.raise_if_cancelled()

    monkeypatch.setattr(fake, "embed", embed)
    retrieval.index.start()
    assert inside.wait(WAIT_S)
    retrieval.index.stop()
    assert workers() == 0


def test_starting_twice_is_one_worker_and_stopping_twice_is_fine(retrieval, practice, heard, fake):
    retrieval.index.start()
    retrieval.index.start()
    assert workers() == 1
    heard.until(all_indexed)
    retrieval.index.stop()
    retrieval.index.stop()
    assert workers() == 0
    retrieval.index.start()
    retrieval.index.stop()
    assert workers() == 0


def test_locking_while_it_works_ends_it(retrieval, practice, heard, keyring):
    retrieval.index.start()
    heard.until(all_indexed)
    keyring.drop()
    retrieval.close()
    assert workers() == 0


def test_a_listener_that_left_hears_nothing(retrieval, practice):
    listener = Heard()
    retrieval.index.subscribe(listener)()
    retrieval.index.run_pending()
    assert listener.statuses == []


def test_status_counts_without_an_index(retrieval, practice):
    status = retrieval.index.status()
    assert (status.total, status.indexed, status.passages, status.percent) == (6, 0, 0, 0)


def test_it_does_something_else_while_there_is_nothing_to_index(retrieval, practice, heard):
    idle = threading.Event()
    pending: list[int] = []

    def when_idle(cancel: CancelToken, awaited: Callable[[], bool]) -> None:
        pending.append(retrieval.index.status().pending)
        idle.set()

    retrieval.index._when_idle = when_idle
    retrieval.index.start()
    assert idle.wait(WAIT_S)
    assert pending[0] == 0
