"""Attempts are counted before they are made, and no restart, damage, full disk or clock makes them free."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.errors import DiskFull, EnvironmentProblem, TooManyAttempts
from core.security.attempts import FREE_ATTEMPTS, RECORD_BYTES, WAITS_S, AttemptLimiter

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


class SetClock:
    """A clock that goes only when it is told to."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "attempts"


@pytest.fixture
def limiter(path: Path, clock: SetClock) -> AttemptLimiter:
    made = AttemptLimiter(path, clock)
    made.create()
    return made


def use_up_free_attempts(limiter: AttemptLimiter) -> None:
    for _ in range(FREE_ATTEMPTS):
        limiter.begin()


def refused_wait_s(limiter: AttemptLimiter) -> int:
    with pytest.raises(TooManyAttempts) as refused:
        limiter.begin()
    return int(str(refused.value.params["wait_s"]))


def test_the_waits_are_those_that_are_promised(limiter: AttemptLimiter, clock: SetClock):
    use_up_free_attempts(limiter)
    for wait_s in [30, 60, 120, 240, 480, 900, 900, 900]:
        assert limiter.wait_s() == wait_s
        clock.forward(wait_s - 0.001)
        assert refused_wait_s(limiter) == 1
        clock.forward(0.001)
        assert limiter.wait_s() == 0.0
        limiter.begin()
    assert limiter.failures == FREE_ATTEMPTS + 8


def test_a_success_forgets_what_was_before(limiter: AttemptLimiter):
    use_up_free_attempts(limiter)
    limiter.succeeded()
    assert (limiter.failures, limiter.wait_s()) == (0, 0.0)
    use_up_free_attempts(limiter)
    assert refused_wait_s(limiter) == WAITS_S[0]


def test_a_refused_attempt_does_not_prolong_the_wait(limiter: AttemptLimiter, clock: SetClock, path: Path):
    use_up_free_attempts(limiter)
    before = path.read_bytes()
    clock.forward(10)
    assert refused_wait_s(limiter) == 20
    assert path.read_bytes() == before


def test_the_count_outlives_the_process(limiter: AttemptLimiter, path: Path, clock: SetClock):
    use_up_free_attempts(limiter)
    again = AttemptLimiter(path, clock)
    again.create()
    assert (again.failures, refused_wait_s(again)) == (FREE_ATTEMPTS, WAITS_S[0])


def test_an_attempt_counts_though_the_process_is_killed_in_it(limiter: AttemptLimiter, path: Path):
    code = (
        "import os, signal, sys; from pathlib import Path;"
        "from core.security.attempts import AttemptLimiter;"
        "AttemptLimiter(Path(sys.argv[1])).begin(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    limiter = AttemptLimiter(path)
    for number in range(1, 4):
        done = subprocess.run([sys.executable, "-c", code, str(path)], check=False)
        assert done.returncode == -9
        assert limiter.failures == number


@pytest.mark.parametrize("missing", [True, False])
def test_without_a_readable_count_the_longest_wait_comes_first(path: Path, clock: SetClock, missing: bool):
    if not missing:
        path.write_bytes(os.urandom(RECORD_BYTES))
    limiter = AttemptLimiter(path, clock)
    assert limiter.failures == FREE_ATTEMPTS + len(WAITS_S) - 1
    assert refused_wait_s(limiter) == WAITS_S[-1]
    clock.forward(WAITS_S[-1])
    limiter.begin()
    limiter.succeeded()
    assert limiter.wait_s() == 0.0


def test_every_damaged_byte_is_noticed(limiter: AttemptLimiter, path: Path, clock: SetClock):
    good = path.read_bytes()
    for place in range(RECORD_BYTES):
        path.write_bytes(good[:place] + bytes([good[place] ^ 0x40]) + good[place + 1 :])
        assert AttemptLimiter(path, clock).wait_s() == WAITS_S[-1]
    for data in (b"", good[:-1], good + b"\x00"):
        path.write_bytes(data)
        assert refused_wait_s(AttemptLimiter(path, clock)) == WAITS_S[-1]
        assert len(path.read_bytes()) == RECORD_BYTES


def test_a_clock_turned_back_starts_the_wait_again_and_it_ends(limiter: AttemptLimiter, clock: SetClock):
    use_up_free_attempts(limiter)
    clock.forward(29)
    clock.now -= timedelta(days=3)
    assert limiter.wait_s() == 30
    clock.forward(30)
    limiter.begin()
    assert limiter.failures == FREE_ATTEMPTS + 1


def test_a_clock_before_time_itself_is_no_way_round(path: Path):
    clock = SetClock(datetime(1969, 12, 31, tzinfo=UTC))
    limiter = AttemptLimiter(path, clock)
    limiter.create()
    use_up_free_attempts(limiter)
    assert refused_wait_s(limiter) == WAITS_S[0]


def test_writing_takes_no_new_room(limiter: AttemptLimiter, path: Path):
    inode = path.stat().st_ino
    use_up_free_attempts(limiter)
    limiter.succeeded()
    assert (path.stat().st_ino, path.stat().st_size) == (inode, RECORD_BYTES)


def test_the_count_is_on_the_disk_before_the_attempt(limiter: AttemptLimiter, monkeypatch):
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    limiter.begin()
    assert len(synced) == 1


@pytest.mark.parametrize("call", ["open", "write", "fsync"])
def test_what_cannot_be_counted_is_not_tried(limiter: AttemptLimiter, monkeypatch, call: str):
    def fail(*_arguments: object) -> int:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(EnvironmentProblem) as refused:
        limiter.begin()
    assert refused.value.code == "attempts_unwritable"
    with pytest.raises(EnvironmentProblem):
        limiter.succeeded()


def test_half_a_record_written_is_none(limiter: AttemptLimiter, monkeypatch):
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:7]))
    with pytest.raises(EnvironmentProblem):
        limiter.begin()


def test_a_count_that_can_be_neither_read_nor_written_waits_and_refuses(path: Path, clock: SetClock):
    path.mkdir()
    limiter = AttemptLimiter(path, clock)
    assert limiter.wait_s() == WAITS_S[-1]
    with pytest.raises(EnvironmentProblem):
        limiter.begin()


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="mounts a small file system of its own as root"
)
def test_on_a_full_disk_attempts_are_counted_and_forgotten_as_ever(tmp_path: Path, clock: SetClock):
    small = tmp_path / "small"
    small.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "anamnesis-test", str(small)]
    mounted = subprocess.run(command, capture_output=True, text=True, check=False)
    if mounted.returncode != 0:
        pytest.skip(f"mounting is not allowed here: {mounted.stderr.strip()}")
    try:
        limiter = AttemptLimiter(small / "attempts", clock)
        limiter.create()
        with (small / "filler").open("wb", buffering=0) as filler, contextlib.suppress(OSError):
            while filler.write(bytes(4096)):
                pass
        assert shutil.disk_usage(small).free == 0
        use_up_free_attempts(limiter)
        assert refused_wait_s(limiter) == WAITS_S[0]
        limiter.succeeded()
        assert limiter.failures == 0
        with pytest.raises(DiskFull):
            AttemptLimiter(small / "other", clock).create()
    finally:
        subprocess.run(["umount", "--lazy", str(small)], check=True)


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="no O_NOFOLLOW here")
def test_a_link_in_its_place_is_not_followed(path: Path, tmp_path: Path, clock: SetClock):
    other = tmp_path / "somebody's"
    other.write_text("keep me")
    path.symlink_to(other)
    with pytest.raises(EnvironmentProblem):
        AttemptLimiter(path, clock).begin()
    assert other.read_text() == "keep me"


@pytest.mark.skipif(os.name == "nt", reason="pipes of Unix")
def test_a_pipe_in_its_place_makes_nothing_wait_and_lets_nobody_in(path: Path, clock: SetClock):
    os.mkfifo(path)
    limiter = AttemptLimiter(path, clock)
    assert limiter.wait_s() == WAITS_S[-1]
    with pytest.raises(EnvironmentProblem, match="attempts_unwritable"):
        limiter.begin()


def test_the_file_is_ours_alone(path: Path, clock: SetClock):
    AttemptLimiter(path, clock).create()
    assert path.stat().st_mode & 0o077 == 0
    path.unlink()
    AttemptLimiter(path, clock).wait_s()
    assert path.stat().st_mode & 0o077 == 0
