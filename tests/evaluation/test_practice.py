"""The practice of an evaluation: sealed, apart from the person's, and gone however it ends."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from core.clients.dto import ClientDetails
from core.errors import Cancelled, EnvironmentProblem
from core.evaluation.practice import DIRECTORY_PREFIX, temporary_practice
from core.settings import Settings


@pytest.fixture
def temporary(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary directories are made meanwhile."""
    root = tmp_path_factory.mktemp("evaluations")
    monkeypatch.setattr(tempfile, "tempdir", str(root))
    return root


def test_nothing_is_left_and_the_persons_directory_is_never_touched(
    settings: Settings, temporary: Path
) -> None:
    with temporary_practice(settings) as services:
        (root,) = temporary.iterdir()
        assert root.name.startswith(DIRECTORY_PREFIX)
        assert root.stat().st_mode & 0o077 == 0
        services.clients.create(ClientDetails(first_name="Quillfeather", last_name="Adler"))
        everything = b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file())
        assert everything
        assert b"Quillfeather" not in everything
    assert list(temporary.iterdir()) == []
    assert not settings.data_dir.exists()
    assert not settings.state_dir.exists()


@pytest.mark.parametrize("error", [Cancelled(), KeyboardInterrupt(), ValueError("a bug")])
def test_it_goes_when_it_is_cancelled_and_when_it_fails(
    settings: Settings, temporary: Path, error: BaseException
) -> None:
    there: list[Path] = []

    def run() -> None:
        with temporary_practice(settings):
            there.extend(temporary.iterdir())
            raise error

    with pytest.raises(type(error)):
        run()
    assert there
    assert list(temporary.iterdir()) == []


def test_a_failed_start_leaves_nothing_either(
    settings: Settings, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise EnvironmentProblem("disk_full")

    monkeypatch.setattr("core.disk.DiskGuard.require_room", full)
    with pytest.raises(EnvironmentProblem), temporary_practice(settings):
        pytest.fail("it must not start")
    assert list(temporary.iterdir()) == []


def test_without_a_temporary_directory_it_says_so(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(EnvironmentProblem) as refused, temporary_practice(settings):
        pytest.fail("it must not start")
    assert refused.value.code == "evaluation_no_directory"
