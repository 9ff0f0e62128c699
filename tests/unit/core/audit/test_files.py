"""The two files beside the database: anchors, and refused unlocks that no chain knows yet."""

from __future__ import annotations

import json
import logging
import os
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.audit.anchor import Anchors
from core.audit.chain import ChainHead
from core.audit.checkpoint import Checkpoint, sign_checkpoint
from core.audit.failures import MOST_LINES, FailedUnlock, FailedUnlocks
from core.ids import UserId, WorkspaceId, new_id

WORKSPACE = WorkspaceId(new_id())
NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)


def checkpoint(position: int) -> Checkpoint:
    return sign_checkpoint(
        ChainHead(position=position, head=os.urandom(32), charts=os.urandom(32)),
        workspace_id=WORKSPACE,
        vault_sequence=1,
        day=date(2025, 3, 1),
        user_id=UserId(new_id()),
        device_id=new_id(),
        signing_key=Ed25519PrivateKey.generate(),
    )


@pytest.fixture
def paths(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "data" / "anchor.json", tmp_path / "state" / "workspace.json"


@pytest.fixture
def anchors(paths) -> Anchors:
    return Anchors(paths, workspace_id=WORKSPACE)


def test_the_newest_of_the_two_counts(anchors, paths) -> None:
    assert anchors.read().missing == (0, 1)
    older, newer = checkpoint(100), checkpoint(200)
    assert anchors.store(older)
    kept = paths[1].read_bytes()
    assert anchors.store(newer)
    paths[1].write_bytes(kept)
    assert anchors.read().newest == newer
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in paths)


def test_an_older_one_replaces_a_newer_only_on_purpose(anchors) -> None:
    older, newer = checkpoint(100), checkpoint(200)
    anchors.store(newer)
    assert not anchors.store(older)
    assert anchors.read().newest == newer
    assert anchors.store(older, replace=True)
    assert anchors.read().newest == older


def test_a_damaged_copy_is_told_and_the_other_one_used(anchors, paths) -> None:
    stored = checkpoint(100)
    anchors.store(stored)
    whole = paths[1].read_bytes()
    for damaged in (
        b"",
        whole[:-1],
        b"[]",
        b"null",
        b'{"format": 2}',
        whole.replace(b'"position": 100', b""),
        whole.replace(b'"position": 100', b'"position": 1e999'),
        whole.replace(b'"position": 100', b'"position": 9223372036854775808'),
        b"[" * 10_000,
    ):
        paths[1].write_bytes(damaged)
        state = anchors.read()
        assert (state.newest, state.damaged, state.missing) == (stored, (1,), ())


def test_an_anchor_of_another_practice_is_none_of_ours(paths) -> None:
    Anchors(paths, workspace_id=WORKSPACE).store(checkpoint(100))
    assert Anchors(paths, workspace_id=WorkspaceId(new_id())).read().damaged == (0, 1)


@given(raw=st.binary(max_size=400))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_make_reading_anchors_fail(raw: bytes, anchors, paths) -> None:
    paths[0].parent.mkdir(parents=True, exist_ok=True)
    paths[0].write_bytes(raw)
    assert anchors.read().newest is None


@given(raw=st.binary(max_size=400))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_make_reading_failed_unlocks_fail(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "failures"
    path.write_bytes(raw)
    file = FailedUnlocks(path)
    before = len(file.pending())
    file.note(None, NOW)
    assert len(file.pending()) == before + 1


def test_a_line_with_a_number_out_of_bounds_is_left_out(tmp_path) -> None:
    line = FailedUnlock(new_id(), NOW, None).to_line()
    (tmp_path / "failures").write_bytes(line.replace(b'"count":1', b'"count":1e999') + line)
    assert len(FailedUnlocks(tmp_path / "failures").pending()) == 1


def test_what_is_noted_is_there_for_the_next_program(tmp_path) -> None:
    who = UserId(new_id())
    FailedUnlocks(tmp_path / "failures").note(who, NOW)
    FailedUnlocks(tmp_path / "failures").note(None, NOW + timedelta(seconds=5))
    first, second = FailedUnlocks(tmp_path / "failures").pending()
    assert (first.user_id, first.at, first.count) == (who, NOW, 1)
    assert (second.user_id, second.at) == (None, NOW + timedelta(seconds=5))
    assert first.attempt_id != second.attempt_id
    assert (tmp_path / "failures").stat().st_mode & 0o777 == 0o600


def test_a_line_cut_short_by_a_crash_spoils_no_other(tmp_path) -> None:
    path = tmp_path / "failures"
    file = FailedUnlocks(path)
    for _ in range(2):
        file.note(None, NOW)
    path.write_bytes(path.read_bytes()[:-10])
    file.note(None, NOW + timedelta(minutes=1))
    assert [each.at for each in file.pending()] == [NOW, NOW + timedelta(minutes=1)]


def test_the_file_is_bounded_and_no_attempt_is_lost_from_the_count(tmp_path) -> None:
    path = tmp_path / "failures"
    lines = [FailedUnlock(new_id(), NOW, None) for _ in range(MOST_LINES - 1)]
    path.write_bytes(b"".join(each.to_line() for each in lines))
    file = FailedUnlocks(path)
    for minute in range(5):
        file.note(UserId(new_id()), NOW + timedelta(minutes=minute))
    pending = file.pending()
    assert len(pending) == MOST_LINES
    assert sum(each.count for each in pending) == MOST_LINES + 4
    assert pending[-1].until == NOW + timedelta(minutes=4)
    assert pending[:-1] == tuple(lines)


def test_several_threads_lose_nothing(tmp_path) -> None:
    file = FailedUnlocks(tmp_path / "failures")
    threads = [threading.Thread(target=file.note, args=(None, NOW)) for _ in range(16)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(file.pending()) == 16


def test_an_attempt_that_cannot_be_written_is_refused_all_the_same(tmp_path, caplog) -> None:
    with caplog.at_level(logging.CRITICAL):
        FailedUnlocks(tmp_path / "nowhere" / "failures").note(None, NOW)
    assert FailedUnlocks(tmp_path / "nowhere" / "failures").pending() == ()


def test_a_line_holds_no_secret(tmp_path) -> None:
    FailedUnlocks(tmp_path / "failures").note(UserId(new_id()), NOW)
    written = json.loads((tmp_path / "failures").read_text())
    assert set(written) == {"id", "at", "user_id", "count", "until"}
    attempt = FailedUnlock.from_line((tmp_path / "failures").read_bytes())
    assert FailedUnlock.from_line(replace(attempt, until=NOW).to_line()).until == NOW
