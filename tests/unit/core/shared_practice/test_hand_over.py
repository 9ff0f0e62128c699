"""The files by which accounts tell each other who has a shared practice open, and who asks for it."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from core.directory_account import account_name
from core.settings import Settings
from core.shared_practice.hand_over import REQUEST_LASTS_S, HandOver

OURS = account_name(os.geteuid()) if os.name != "nt" else ""
pytestmark = pytest.mark.skipif(os.name == "nt", reason="accounts of Unix")


@pytest.fixture
def files(tmp_path: Path) -> HandOver:
    return HandOver(Settings(data_dir=tmp_path))


def test_nobody_holds_it_and_nobody_asks(files: HandOver) -> None:
    assert (files.holder, files.asked_by, files.asking) == (None, None, False)
    files.decline()
    files.withdraw()
    files.end_holding()


def test_a_request_is_seen_renewed_and_withdrawn(files: HandOver) -> None:
    files.hold()
    assert files.holder == OURS
    files.ask()
    assert (files.asked_by, files.asking) == (OURS, True)
    files.withdraw()
    assert (files.asked_by, files.asking) == (None, False)


def test_a_declined_request_is_gone_for_the_one_who_asked(files: HandOver) -> None:
    files.ask()
    files.decline()
    assert not files.asking


def test_a_request_of_a_program_that_ended_is_over(files: HandOver, tmp_path: Path) -> None:
    files.ask()
    (request,) = tmp_path.iterdir()
    past = time.time() - REQUEST_LASTS_S - 1
    os.utime(request, (past, past))
    assert files.asked_by is None


def test_a_file_of_another_name_in_its_place_asks_for_nobody(files: HandOver, tmp_path: Path) -> None:
    files.ask()
    (request,) = tmp_path.iterdir()
    assert request.stat().st_mode & 0o777 == 0o600, "another account could renew its time"
    # What an account writes otherwise, moved there or linked: its owner did not ask.
    for change in (
        lambda: request.chmod(0o660),
        lambda: request.write_bytes(b"sealed"),
        lambda: os.link(request, tmp_path / "kept"),
    ):
        files.ask()
        assert files.asked_by == OURS
        change()
        assert files.asked_by is None


def test_whoever_takes_it_begins_without_a_request(files: HandOver) -> None:
    files.ask()
    files.hold()
    assert files.asked_by is None
    files.end_holding()
    assert files.holder is None
