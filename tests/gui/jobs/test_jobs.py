"""Lanes: results, errors, cancelling, receivers that are gone, bugs, and the end of it all."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from core.cancel import CancelToken, OnProgress
from core.errors import AnamnesisError, InputRefused, VaultLocked
from tests.fakes.workspace import FakeWorkspace
from ui.crash_report import CrashReport
from ui.jobs import Jobs
from ui.operations.operation import LANES, Operation, in_db

if TYPE_CHECKING:
    from core.services import Services


@pytest.fixture
def unlocked(workspace: FakeWorkspace) -> FakeWorkspace:
    workspace.state = "unlocked"
    return workspace


def _in_window_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


def test_result_arrives_in_the_window_thread(qtbot: QtBot, jobs: Jobs, unlocked: FakeWorkspace) -> None:
    seen: list[tuple[object, bool]] = []
    worker_names: list[str] = []

    def work(services: Services, cancel: CancelToken, progress: OnProgress) -> str:
        worker_names.append(threading.current_thread().name)
        return services.practice_name

    job = jobs.run(
        QObject(),
        Operation("db", work),
        on_done=lambda result: seen.append((result, _in_window_thread())),
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [("Practice at the Harbour", True)]
    assert worker_names == ["lane-db"]
    assert job.finished


def test_a_lane_holds_nothing_of_what_was_delivered(
    qtbot: QtBot, jobs: Jobs, unlocked: FakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may let go of the task last, and would free a result or a widget in its thread."""
    held: list[Any] = []
    delivered: list[object] = []
    lane = jobs._lanes["db"]
    announce = lane._announce

    def hold(task: object) -> None:
        held.append(task)
        announce(task)

    monkeypatch.setattr(lane, "_announce", hold)
    jobs.run(QObject(), Operation("db", lambda s, c, p: "found"), on_done=delivered.append)
    qtbot.waitUntil(lambda: delivered == ["found"])
    (task,) = held
    assert (task.work, task.result, task.error, task.crash) == (None, None, None, None)


def test_one_lane_keeps_the_order_and_another_does_not_wait(
    qtbot: QtBot, jobs: Jobs, unlocked: FakeWorkspace
) -> None:
    gate = threading.Event()
    order: list[str] = []
    receiver = QObject()
    jobs.run(
        receiver, Operation("db", lambda s, c, p: gate.wait(20)), on_done=lambda _: order.append("first")
    )
    jobs.run(receiver, Operation("db", lambda s, c, p: None), on_done=lambda _: order.append("second"))
    jobs.run(receiver, Operation("io", lambda s, c, p: gate.set()), on_done=lambda _: order.append("other"))
    qtbot.waitUntil(lambda: len(order) == 3)
    assert order.index("first") < order.index("second")


def test_one_call_of_a_service_runs_in_the_records_lane_with_the_arguments_of_now(
    qtbot: QtBot, jobs: Jobs, workspace: FakeWorkspace
) -> None:
    class Noting:
        def add(self, name: str, *, times: int) -> str:
            return f"{name} {times} {threading.current_thread().name}"

    workspace.prepared = replace(workspace.prepared, clients=Noting())
    workspace.state = "unlocked"
    named: list[int] = []
    seen: list[str] = []

    def method(services: Services) -> Any:
        named.append(threading.get_ident())
        return services.clients.add  # type: ignore[attr-defined]

    wanted = "first"
    operation = in_db(method, wanted, times=2)
    wanted = "second"
    assert named == [], "nothing of the services is touched in the window's thread"
    jobs.run(QObject(), operation, on_done=seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["first 2 lane-db"]
    assert named != [threading.get_ident()]


def test_while_locked_an_operation_ends_in_vault_locked(qtbot: QtBot, jobs: Jobs) -> None:
    errors: list[AnamnesisError] = []
    jobs.run(
        QObject(),
        Operation("db", lambda services, c, p: services),
        on_done=lambda _: pytest.fail("locked"),
        on_error=errors.append,
    )
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], VaultLocked)


def test_the_error_brings_no_traceback_along(qtbot: QtBot, jobs: Jobs, unlocked: FakeWorkspace) -> None:
    errors: list[AnamnesisError] = []

    def refuse(services: object, cancel: CancelToken, progress: OnProgress) -> None:
        note = "clinical text in a local variable"
        try:
            raise KeyError(note)
        except KeyError as error:
            raise InputRefused("field_too_long", limit=5) from error

    jobs.run(QObject(), Operation("db", refuse), on_done=lambda _: None, on_error=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert errors[0].code == "field_too_long"
    assert errors[0].__traceback__ is None or not errors[0].__traceback__.tb_frame.f_locals.get("note")
    assert errors[0].__cause__ is None
    assert errors[0].__context__ is None


def test_an_error_nobody_handles_is_announced(qtbot: QtBot, jobs: Jobs, unlocked: FakeWorkspace) -> None:
    def refuse(services: object, cancel: CancelToken, progress: OnProgress) -> None:
        raise InputRefused("field_too_long")

    with qtbot.waitSignal(jobs.failed) as failed:
        jobs.run(QObject(), Operation("io", refuse), on_done=lambda _: None)
    assert failed.args is not None
    assert failed.args[0].code == "field_too_long"


def test_cancelling_ends_quietly(qtbot: QtBot, jobs: Jobs, unlocked: FakeWorkspace) -> None:
    started = threading.Event()
    ends: list[str] = []

    def long(services: object, cancel: CancelToken, progress: OnProgress) -> None:
        started.set()
        cancel.wait(20)
        cancel.raise_if_cancelled()

    job = jobs.run(
        QObject(),
        Operation("engine", long),
        on_done=lambda _: ends.append("done"),
        on_error=lambda _: ends.append("error"),
        on_cancelled=lambda: ends.append("cancelled"),
    )
    assert started.wait(20)
    job.cancel()
    qtbot.waitUntil(lambda: job.finished)
    assert ends == ["cancelled"]


def test_cancelled_before_its_turn_it_never_runs(qtbot: QtBot, jobs: Jobs, unlocked: FakeWorkspace) -> None:
    gate = threading.Event()
    ran: list[str] = []
    receiver = QObject()
    jobs.run(receiver, Operation("db", lambda s, c, p: gate.wait(20)), on_done=lambda _: None)
    second = jobs.run(receiver, Operation("db", lambda s, c, p: ran.append("ran")), on_done=lambda _: None)
    second.cancel()
    gate.set()
    qtbot.waitUntil(lambda: second.finished)
    assert ran == []


def test_work_that_finished_although_cancelled_is_delivered(
    qtbot: QtBot, jobs: Jobs, unlocked: FakeWorkspace
) -> None:
    """An answer that was stopped half-way is still an answer."""
    started = threading.Event()
    done: list[str] = []

    def stopped_answer(services: object, cancel: CancelToken, progress: OnProgress) -> str:
        started.set()
        cancel.wait(20)
        return "half an answer"

    job = jobs.run(QObject(), Operation("engine", stopped_answer), on_done=done.append)
    assert started.wait(20)
    job.cancel()
    qtbot.waitUntil(lambda: bool(done))
    assert done == ["half an answer"]


def test_a_receiver_that_is_gone_gets_nothing(qtbot: QtBot, jobs: Jobs, unlocked: FakeWorkspace) -> None:
    gate = threading.Event()
    seen: list[object] = []
    receiver, other = QObject(), QObject()
    jobs.run(
        receiver,
        Operation("db", lambda s, c, p: gate.wait(20)),
        on_done=seen.append,
        on_error=seen.append,
        on_progress=lambda *pair: seen.append(pair),
    )
    after: list[object] = []
    jobs.run(other, Operation("db", lambda s, c, p: "after"), on_done=after.append)
    shiboken6.delete(receiver)
    gate.set()
    qtbot.waitUntil(lambda: bool(after))
    assert seen == []


def test_forgotten_jobs_deliver_nothing(qtbot: QtBot, jobs: Jobs, unlocked: FakeWorkspace) -> None:
    """What was asked before a lock must not show after it."""
    gate, seen, after = threading.Event(), list[object](), list[object]()
    receiver = QObject()
    job = jobs.run(receiver, Operation("db", lambda s, c, p: gate.wait(20)), on_done=seen.append)
    jobs.forget_all()
    assert job.token.cancelled
    jobs.run(receiver, Operation("db", lambda s, c, p: "after"), on_done=after.append)
    gate.set()
    qtbot.waitUntil(lambda: bool(after))
    assert seen == []
    qtbot.waitUntil(lambda: not jobs.busy)


def test_progress_arrives_and_ends_with_the_last_pair(
    qtbot: QtBot, jobs: Jobs, unlocked: FakeWorkspace
) -> None:
    pairs: list[tuple[int, int]] = []
    done: list[object] = []

    def counting(services: object, cancel: CancelToken, progress: OnProgress) -> None:
        for number in range(1, 5001):
            progress(number, 5000)

    jobs.run(
        QObject(),
        Operation("io", counting),
        on_done=done.append,
        on_progress=lambda *pair: pairs.append(pair),
    )
    qtbot.waitUntil(lambda: bool(done))
    assert pairs[-1] == (5000, 5000)
    assert pairs == sorted(pairs)
    assert len(pairs) < 5000, "a report for every step would drown the window"


def test_a_bug_is_reported_without_its_words(
    qtbot: QtBot, jobs: Jobs, unlocked: FakeWorkspace, caplog: pytest.LogCaptureFixture
) -> None:
    errors: list[AnamnesisError] = []

    def buggy(services: object, cancel: CancelToken, progress: OnProgress) -> None:
        raise ValueError("Miriam Adler takes ibuprofen")

    with qtbot.waitSignal(jobs.crashed) as crashed, caplog.at_level("ERROR"):
        jobs.run(QObject(), Operation("db", buggy), on_done=lambda _: None, on_error=errors.append)
    assert crashed.args is not None
    report = crashed.args[0]
    assert isinstance(report, CrashReport)
    assert report.error_type == "ValueError"
    assert "test_jobs.py" in report.location
    assert "buggy" in report.location
    assert "Miriam" not in report.text + caplog.text
    assert [error.code for error in errors] == ["unexpected_failure"]
    assert len(caplog.records) == 1
    assert "ValueError" in caplog.text


def test_the_lane_goes_on_after_a_bug(qtbot: QtBot, jobs: Jobs, unlocked: FakeWorkspace) -> None:
    def buggy(services: object, cancel: CancelToken, progress: OnProgress) -> None:
        raise SystemExit(3)

    done: list[object] = []
    jobs.run(QObject(), Operation("db", buggy), on_done=lambda _: None)
    receiver = QObject()
    jobs.run(receiver, Operation("db", lambda s, c, p: "well"), on_done=done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert done == ["well"]


def test_workspace_work_needs_no_unlocking(qtbot: QtBot, jobs: Jobs, workspace: FakeWorkspace) -> None:
    done: list[object] = []
    jobs.run_workspace(
        QObject(),
        "db",
        lambda opened, cancel, progress: opened.unlock(workspace.passphrase),
        on_done=done.append,
    )
    qtbot.waitUntil(lambda: bool(done))
    assert workspace.state == "unlocked"


def test_busy_is_told_once_each_way(qtbot: QtBot, jobs: Jobs, unlocked: FakeWorkspace) -> None:
    told: list[bool] = []
    jobs.busy_changed.connect(told.append)
    receiver = QObject()
    for lane in LANES:
        jobs.run(receiver, Operation(lane, lambda s, c, p: None), on_done=lambda _: None)
    qtbot.waitUntil(lambda: told == [True, False])


def test_shutdown_cancels_drains_and_joins(qtbot: QtBot, jobs: Jobs, unlocked: FakeWorkspace) -> None:
    started = threading.Event()
    seen: list[object] = []

    def long(services: object, cancel: CancelToken, progress: OnProgress) -> None:
        started.set()
        cancel.wait(20)
        cancel.raise_if_cancelled()

    receiver = QObject()
    jobs.run(receiver, Operation("io", long), on_done=seen.append, on_cancelled=lambda: seen.append("x"))
    assert started.wait(20)
    assert jobs.shutdown(timeout_s=20)
    late = jobs.run(receiver, Operation("io", lambda s, c, p: None), on_done=seen.append)
    assert late.finished
    qtbot.wait(0)
    assert seen == []


def test_closures_over_widgets_are_let_go_in_the_window_thread(
    qtbot: QtBot, jobs: Jobs, unlocked: FakeWorkspace
) -> None:
    where: list[str] = []

    class Fragile:
        def __del__(self) -> None:
            where.append(threading.current_thread().name)

    def make(thing: Fragile) -> Operation[bool]:
        return Operation("engine", lambda s, c, p: thing is not None)

    done: list[object] = []
    jobs.run(QObject(), make(Fragile()), on_done=done.append)
    qtbot.waitUntil(lambda: bool(done) and bool(where))
    assert where == [threading.main_thread().name]


def test_a_locks_own_work_is_neither_cancelled_nor_forgotten(qtbot, jobs):
    gate = threading.Event()
    seen: list[object] = []
    owner = QObject()

    def wait(_workspace, cancel, _progress):
        gate.wait(20)
        return cancel.cancelled

    jobs.run_workspace(owner, "db", wait, on_done=seen.append, lasting=True)
    jobs.run_workspace(owner, "db", wait, on_done=seen.append)
    jobs.forget_all()
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert seen == [False]


def test_work_beside_the_lanes_does_not_wait_for_them(qtbot, jobs, workspace):
    gate = threading.Event()
    seen: list[object] = []
    owner = QObject()
    jobs.run_workspace(owner, "db", lambda *_: gate.wait(20), on_done=lambda _: None)
    jobs.run_beside(owner, lambda given: given is workspace, on_done=seen.append, on_error=seen.append)
    jobs.forget_all()
    qtbot.waitUntil(lambda: seen == [True])
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)


def test_a_bug_beside_the_lanes_is_told(qtbot, jobs):
    reports: list[Any] = []
    errors: list[object] = []
    owner = QObject()
    jobs.crashed.connect(reports.append)
    jobs.run_beside(owner, lambda _: 1 / 0, on_done=errors.append, on_error=lambda e: errors.append(e.code))
    qtbot.waitUntil(lambda: errors == ["unexpected_failure"])
    assert reports[0].error_type == "ZeroDivisionError"
