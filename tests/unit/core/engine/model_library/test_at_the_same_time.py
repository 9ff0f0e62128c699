"""Several windows and commands at one library: nothing kept is lost, and nobody waits for another's copy."""

from __future__ import annotations

import multiprocessing
import os
import stat
import threading
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest
from filelock import FileLock

from core.cancel import CancelToken
from core.engine import verification
from core.engine.model_library import folder as folder_module
from core.engine.model_library import verdicts as verdicts_module
from core.engine.model_library.library import ModelLibrary
from core.engine.model_library.verdicts import StoredVerdict, Verdicts
from core.errors import Cancelled, EnvironmentProblem
from tests.fakes.embedder_folder import embedder_folder
from tests.fakes.gguf_file import gguf_file

VERDICT = StoredVerdict("written", 8, 8, 4, 4, 40.0, 900.0, "0.1.0 check 1", "2026-01-02T03:04:05+00:00")
WRITERS, ROUNDS = 8, 10


class Together(Protocol):
    """A barrier, of threads or of processes."""

    def wait(self) -> int: ...


def _hash(writer: int, round_: int) -> str:
    return f"{writer:032x}{round_:032x}"


def _keep(directory: str, writer: int, together: Together) -> None:
    together.wait()
    for round_ in range(ROUNDS):
        Verdicts((Path(directory),)).keep(_hash(writer, round_), VERDICT)


def _all_kept(directory: Path, writers: int) -> bool:
    kept = Verdicts((directory,))
    return all(kept.of(_hash(writer, round_)) for writer in range(writers) for round_ in range(ROUNDS))


def test_verdicts_of_several_threads_are_all_kept(tmp_path):
    together = threading.Barrier(WRITERS)
    threads = [
        threading.Thread(target=_keep, args=(str(tmp_path), writer, together)) for writer in range(WRITERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert _all_kept(tmp_path, WRITERS)


def test_verdicts_of_several_processes_are_all_kept(tmp_path):
    context = multiprocessing.get_context("spawn")
    together = context.Barrier(3)
    processes = [context.Process(target=_keep, args=(str(tmp_path), writer, together)) for writer in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert _all_kept(tmp_path, 3)


def test_a_verdict_goes_elsewhere_while_a_directory_is_held(tmp_path, monkeypatch):
    monkeypatch.setattr(verdicts_module, "_LOCK_WAIT_S", 0.0)
    shared, own = tmp_path / "shared", tmp_path / "own"
    shared.mkdir()
    own.mkdir()
    with FileLock(shared / "acceptance.lock"):
        Verdicts((shared, own)).keep("a" * 64, VERDICT)
        with pytest.raises(EnvironmentProblem, match="models_folder_busy"):
            Verdicts((shared,)).keep("a" * 64, VERDICT)
    assert Verdicts((own,)).of("a" * 64) == VERDICT
    assert Verdicts((shared,)).of("a" * 64) is None


def test_no_directory_is_made_for_a_verdict(tmp_path):
    with pytest.raises(EnvironmentProblem, match="models_folder_unusable"):
        Verdicts((tmp_path / "nowhere",)).keep("a" * 64, VERDICT)
    assert list(tmp_path.iterdir()) == []


def test_choosing_and_removing_do_not_wait_for_a_copy(tmp_path, monkeypatch):
    monkeypatch.setattr(folder_module, "_LOCK_WAIT_S", 0.0)
    first, second = ModelLibrary(tmp_path / "models"), ModelLibrary(tmp_path / "models")
    first.add(gguf_file(tmp_path / "one.gguf"))
    first.add(gguf_file(tmp_path / "two.gguf", seed=2))
    seen: list[str] = []

    def meanwhile(done: int, total: int) -> None:
        if seen:
            return
        seen.append(second.use("one").name)
        second.remove("two")
        with pytest.raises(EnvironmentProblem, match="models_folder_busy"):
            second.add(gguf_file(tmp_path / "three.gguf", seed=3))

    added = first.add(embedder_folder(tmp_path / "finds"), on_progress=meanwhile)
    assert seen == ["one"]
    listed = {model.name: model for model in first.list() if not model.starter}
    assert set(listed) == {"one", "finds"}
    assert listed["one"].wanted
    assert added.installed


def test_the_same_name_taken_meanwhile_is_told(tmp_path, monkeypatch):
    """What another process recorded while this one copied is read again before recording."""
    library, source = ModelLibrary(tmp_path / "models"), gguf_file(tmp_path / "one.gguf")
    other = ModelLibrary(tmp_path / "elsewhere")
    other.add(gguf_file(tmp_path / "two.gguf", seed=2), name="kept")

    def record_another(done: int, total: int) -> None:
        (tmp_path / "models" / "library.json").write_bytes((tmp_path / "elsewhere/library.json").read_bytes())

    library.add(source, on_progress=record_another)
    assert {model.name for model in library.list() if not model.starter} == {"one", "kept"}


class _After(CancelToken):
    """Cancels itself when it was asked so many times."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.left = times

    def raise_if_cancelled(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


def test_hashing_for_a_policy_heeds_cancelling_and_tells_progress(tmp_path, monkeypatch):
    source = gguf_file(tmp_path / "large.gguf")
    with source.open("ab") as file:
        file.truncate(source.stat().st_size + (8 << 20))
    strict = ModelLibrary(tmp_path / "models", allowed_sha256=frozenset())
    seen: list[tuple[int, int]] = []
    with pytest.raises(Cancelled):
        strict.add(source, cancel=_After(2), on_progress=lambda done, total: seen.append((done, total)))
    size = source.stat().st_size
    assert seen == [(1 << 20, 2 * size), (2 << 20, 2 * size)]
    assert not (tmp_path / "models").exists(), "nothing is locked while hashing"


def test_an_allowed_file_is_counted_twice(tmp_path):
    source = gguf_file(tmp_path / "writer.gguf")
    size = source.stat().st_size
    allowed = ModelLibrary(tmp_path / "models", allowed_sha256={verification.sha256_of(source)})
    seen: list[tuple[int, int]] = []
    allowed.add(source, on_progress=lambda done, total: seen.append((done, total)))
    assert seen == [(size, 2 * size), (2 * size, 2 * size)]


def test_checking_the_copy_heeds_cancelling(tmp_path):
    folder = embedder_folder(tmp_path / "finds")
    pieces = sum(1 for each in folder.rglob("*") if each.is_file())
    library = ModelLibrary(tmp_path / "models")
    with pytest.raises(Cancelled):
        library.add(folder, cancel=_After(pieces))
    assert [model.name for model in library.list() if not model.starter] == []
    assert list((tmp_path / "models" / "added").iterdir()) == []


def test_a_later_verdict_replaces_the_earlier(tmp_path):
    Verdicts((tmp_path,)).keep("a" * 64, VERDICT)
    later = replace(VERDICT, mode="evidence", checked_at="2026-02-03T00:00:00+00:00")
    Verdicts((tmp_path,)).keep("a" * 64, later)
    assert Verdicts((tmp_path,)).of("a" * 64) == later


def test_a_group_that_may_write_into_the_folder_can_add_one_after_another(tmp_path):
    folder = tmp_path / "models"
    folder.mkdir()
    folder.chmod(0o775)
    before = os.umask(0o022)
    try:
        ModelLibrary(folder).add(gguf_file(tmp_path / "one.gguf"))
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert modes["added"] == 0o775
    assert (modes["library.lock"], modes["adding.lock"]) == (0o664, 0o664)
    assert modes["library.json"] == 0o644, "it is replaced whole, not written"
