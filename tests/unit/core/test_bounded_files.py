"""Untrusted files are read whole or refused, and take no more memory than they have bytes."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import pytest

from core.bounded_files import read_bounded

LIMIT_BYTES = 32 << 20


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "piece.age"
    made.write_bytes(b"rows" * 1000)
    return made


@pytest.mark.parametrize("limit_bytes", [4000, 4001, LIMIT_BYTES])
def test_a_file_within_the_limit_is_read_whole(path: Path, limit_bytes: int) -> None:
    assert read_bounded(path, limit_bytes) == b"rows" * 1000


def test_a_small_file_takes_little_memory_whatever_the_limit(path: Path) -> None:
    tracemalloc.start()
    try:
        read_bounded(path, LIMIT_BYTES)
        peak_bytes = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak_bytes < 1 << 20


def test_what_is_no_regular_file_or_above_the_limit_is_refused(path: Path) -> None:
    for refused, limit_bytes in ((path, 3999), (path.parent, LIMIT_BYTES)):
        with pytest.raises((ValueError, OSError)):
            read_bounded(refused, limit_bytes)


@pytest.mark.skipif(os.name == "nt", reason="files of Unix")
def test_a_link_or_a_pipe_is_refused_and_nothing_stays_open(path: Path) -> None:
    link, pipe, there = path.with_name("link"), path.with_name("pipe"), path.with_name("there")
    link.symlink_to(path)
    there.symlink_to(pipe)
    os.mkfifo(pipe)
    before = set(Path("/dev/fd").iterdir())
    for refused in (link, pipe, path.parent, Path("/dev/null")):
        with pytest.raises(ValueError, match="not regular"):
            read_bounded(refused, LIMIT_BYTES)
    with pytest.raises(ValueError, match="not regular"):
        read_bounded(there, LIMIT_BYTES, follow_links=True)
    assert set(Path("/dev/fd").iterdir()) == before
    assert read_bounded(link, LIMIT_BYTES, follow_links=True) == b"rows" * 1000


class _Smaller:
    """What the system says of a file before it grew."""

    st_mode, st_size = 0o100600, 1000


def test_a_file_that_grows_meanwhile_is_read_whole_up_to_the_limit(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fstat", lambda _descriptor: _Smaller)
    assert read_bounded(path, 4000) == b"rows" * 1000
    with pytest.raises(ValueError, match="size"):
        read_bounded(path, 3999)
