"""What is counted, what is written of it and when, and what a damaged or full disk costs."""

from __future__ import annotations

import json
import os
import stat
import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from core.errors import (
    Cancelled,
    ChartNotAsWritten,
    DatabaseProblem,
    DiskFull,
    InputRefused,
    PromptInjectionBlocked,
    RateLimited,
    VaultLocked,
    WrongPassphrase,
)
from core.metrics import store as store_module
from core.metrics.day import DayDamaged, DayMetrics
from core.metrics.metrics import Metrics
from core.metrics.store import KEPT_DAYS

NOON = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
CANARY = "Zebulon Quartermain-Canary"


class Time:
    """A clock and a timer that the test moves."""

    def __init__(self) -> None:
        self.now = NOON
        self.seconds = 0.0

    def pass_(self, seconds: float) -> None:
        self.seconds += seconds
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def metrics(tmp_path: Path, time: Time) -> Metrics:
    return Metrics(tmp_path / "metrics", clock=lambda: time.now, timer=lambda: time.seconds)


def only_day(metrics: Metrics) -> DayMetrics:
    (day,) = metrics.days()
    return day


def test_a_measured_operation(metrics: Metrics, time: Time):
    with metrics.timed("ask"):
        time.pass_(2.5)
    day = only_day(metrics)
    assert (day.day, day.durations["ask"].count, day.durations["ask"].sum_s) == (date(2026, 6, 1), 1, 2.5)
    assert not day.errors


@pytest.mark.parametrize(
    ("error", "errors", "refused"),
    [
        (DatabaseProblem("database_timeout"), {"database_timeout": 1}, {}),
        (ChartNotAsWritten(), {"chart_not_as_written": 1}, {}),
        (InputRefused("empty_question"), {}, {"empty_question": 1}),
        (WrongPassphrase(), {}, {"wrong_passphrase": 1}),
        (Cancelled(), {}, {}),
        (VaultLocked(), {}, {}),
        (ZeroDivisionError(CANARY), {"unexpected_failure": 1}, {}),
    ],
)
def test_a_failure_is_counted_by_its_code(metrics: Metrics, error: Exception, errors: dict, refused: dict):
    with pytest.raises(type(error)), metrics.timed("ask"):
        raise error
    days = metrics.days()
    assert dict(days[0].errors if days else {}) == errors
    assert dict(days[0].refused if days else {}) == refused
    assert all("ask" not in day.durations for day in days)


def test_blocked_prompts_and_limits_are_counted(metrics: Metrics):
    for error in (PromptInjectionBlocked(), RateLimited()):
        with pytest.raises(type(error)), metrics.timed("ask"):
            raise error
    counters = only_day(metrics).counters
    assert (counters["blocked_prompts"], counters["rate_limited"]) == (1, 1)


def test_nothing_but_names_and_numbers_is_written(metrics: Metrics, tmp_path: Path):
    for code in (CANARY, "x" * 100, "Quoted note"):
        with pytest.raises(InputRefused), metrics.timed("ask"):
            raise InputRefused(code, words=CANARY)
    metrics.save()
    written = b"".join(file.read_bytes() for file in (tmp_path / "metrics").iterdir())
    assert b"Canary" not in written
    assert b"Quoted" not in written
    assert json.loads(written)["refused"] == {"other": 3}


def test_codes_are_bounded(metrics: Metrics):
    for number in range(500):
        with pytest.raises(InputRefused), metrics.timed("ask"):
            raise InputRefused(f"code_{number}")
    assert len(only_day(metrics).refused) <= 101
    assert sum(only_day(metrics).refused.values()) == 500


def test_a_later_process_adds_to_the_day(metrics: Metrics, tmp_path: Path, time: Time):
    metrics.observe("find", 0.3)
    metrics.save()
    again = Metrics(tmp_path / "metrics", clock=lambda: time.now)
    again.observe("find", 0.3)
    again.count("cache_hits", 2)
    assert only_day(again).durations["find"].count == 2
    again.save()
    again.save()
    assert only_day(metrics).durations["find"].count == 2
    assert only_day(metrics).counters["cache_hits"] == 2


def test_each_day_has_a_file_of_its_own_that_only_its_owner_reads(
    metrics: Metrics, tmp_path: Path, time: Time
):
    for _ in range(3):
        metrics.observe("save", 0.02)
        time.pass_(24 * 3600)
    metrics.save()
    files = sorted((tmp_path / "metrics").iterdir())
    assert [each.name for each in files] == ["2026-06-01.json", "2026-06-02.json", "2026-06-03.json"]
    assert all(each.stat().st_size < 4096 for each in files)
    if os.name != "nt":
        assert {stat.S_IMODE(each.stat().st_mode) for each in files} == {0o600}
        assert stat.S_IMODE((tmp_path / "metrics").stat().st_mode) == 0o700


def test_days_are_forgotten_after_sixty(metrics: Metrics, tmp_path: Path, time: Time):
    for _ in range(KEPT_DAYS + 5):
        metrics.observe("save", 0.02)
        time.pass_(24 * 3600)
    metrics.observe("save", 0.02)
    metrics.save()
    assert len(list((tmp_path / "metrics").glob("*.json"))) == KEPT_DAYS
    assert len(metrics.days()) == KEPT_DAYS
    assert len(metrics.days(last=7)) == 7


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'{"format":2}', b"\xff\xfe", b'{"format":1}', b"x" * 100_000, b"[" * 60_000],
)
def test_a_damaged_file_costs_its_own_day(metrics: Metrics, tmp_path: Path, time: Time, content: bytes):
    metrics.observe("save", 0.02)
    time.pass_(24 * 3600)
    metrics.observe("save", 0.02)
    metrics.save()
    (tmp_path / "metrics" / "2026-06-01.json").write_bytes(content)
    assert [each.day for each in metrics.days()] == [date(2026, 6, 2)]
    time.now = NOON
    metrics.observe("save", 0.02)
    metrics.save()
    assert [each.day for each in metrics.days()] == [date(2026, 6, 1), date(2026, 6, 2)]


def test_every_flipped_byte_is_refused_or_still_numbers(metrics: Metrics):
    metrics.observe("ask", 1.0)
    metrics.count("retries")
    content = only_day(metrics).to_json()
    for place in range(len(content)):
        changed = bytearray(content)
        changed[place] ^= 0x21
        try:
            read = DayMetrics.from_json(bytes(changed))
        except DayDamaged:
            continue
        assert all(isinstance(each, int) for each in read.counters.values())


def test_what_cannot_be_written_stays_for_the_next_time(
    metrics: Metrics, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def full(*_args: object, **_kwargs: object) -> None:
        raise DiskFull

    metrics.observe("save", 0.02)
    with monkeypatch.context() as patched:
        patched.setattr(store_module, "write_atomically", full)
        metrics.save()
        metrics.begin_run()
    caplog.clear()
    metrics.observe("save", 0.02)
    metrics.save()
    assert only_day(metrics).durations["save"].count == 2


def test_it_is_written_seldom(metrics: Metrics, tmp_path: Path, time: Time):
    metrics.observe("save", 0.02)
    metrics.save_if_due()
    assert not (tmp_path / "metrics").exists()
    time.pass_(15 * 60)
    metrics.save_if_due()
    assert (tmp_path / "metrics" / "2026-06-01.json").exists()


def test_starts_that_did_not_end_are_told(tmp_path: Path, time: Time):
    def start() -> Metrics:
        made = Metrics(tmp_path / "metrics", clock=lambda: time.now)
        made.begin_run()
        return made

    start().end_run()
    start()
    last = start()
    counters = only_day(last).counters
    assert (counters["starts"], counters["unclean_ends"]) == (3, 1)
    last.end_run()
    start().end_run()
    assert only_day(last).counters["unclean_ends"] == 1


def test_a_command_beside_the_window_does_not_end_its_run(tmp_path: Path):
    window, command = Metrics(tmp_path), Metrics(tmp_path)
    window.begin_run()
    command.end_run()
    assert (tmp_path / "running").exists()


def test_threads_lose_nothing(metrics: Metrics):
    def work() -> None:
        for _ in range(200):
            metrics.observe("save", 0.02)
            metrics.count("retries")

    threads = [threading.Thread(target=work) for _ in range(8)]
    for each in threads:
        each.start()
    for _ in range(20):
        metrics.save()
    for each in threads:
        each.join()
    metrics.save()
    assert only_day(metrics).durations["save"].count == 1600
    assert only_day(metrics).counters["retries"] == 1600


def test_without_a_directory_it_only_counts():
    metrics = Metrics()
    metrics.begin_run()
    metrics.observe("ask", 1.0)
    metrics.save()
    metrics.end_run()
    assert metrics.days()[0].durations["ask"].count == 1
