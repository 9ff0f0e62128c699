"""`anamnesis models`: no practice, no passphrase; and `anamnesis index` tells what there is."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.cli import models
from core.assistant.acceptance.check import check_version
from core.engine.catalogue import ModelSpec
from core.engine.model_library.verdicts import StoredVerdict, Verdicts
from core.engine.processor.processor import Processor
from core.engine.processor.record import Trial
from core.errors import ModelMissing
from core.retrieval.dto import Building, Drift, IndexStatus
from tests.fakes.embedder_folder import embedder_folder
from tests.fakes.gguf_file import gguf_file
from tests.unit.app.conftest import Practice

STARTER = "multilingual-e5-small"


@pytest.fixture(autouse=True)
def own_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "models"
    monkeypatch.setenv("ANAMNESIS_MODELS_DIR", str(folder))
    return folder


def names(practice: Practice) -> dict[str, Any]:
    return {model["name"]: model for model in practice.json("models", "list")["models"]}


def test_a_model_is_added_used_and_removed(practice: Practice, tmp_path: Path) -> None:
    source = embedder_folder(tmp_path / "tiny", card=None)
    assert practice.json("models", "add", str(source))["licence"] is None
    listed = practice.run("models", "list")
    assert "licence unknown" in listed.out
    assert f"* {STARTER}" in listed.out
    assert "anamnesis index run" in practice.run("models", "use", "tiny").out
    assert names(practice)["tiny"]["wanted"]
    assert not names(practice)[STARTER]["wanted"]
    assert practice.run("models", "remove", "tiny").code == 5
    # The starter is not installed here, so it cannot be gone back to.
    assert practice.run("models", "use", STARTER).code == 4
    other = embedder_folder(tmp_path / "other", seed=1)
    assert practice.run("models", "add", str(other), "--name", "second").code == 0
    assert practice.json("models", "use", "second")["name"] == "second"
    assert practice.json("models", "remove", "tiny") == {"removed": "tiny"}
    assert "tiny" not in names(practice)


def test_what_is_refused_is_said_in_words(practice: Practice, tmp_path: Path) -> None:
    source = embedder_folder(tmp_path / "tiny")
    (source / "modeling.py").write_text("print('hello')")
    done = practice.run("models", "add", str(source))
    assert done.code == 5
    assert "modeling.py could run a program" in done.err
    writer = tmp_path / "writer.gguf"
    writer.write_bytes(b"GGUF")
    done = practice.run("models", "add", str(writer))
    assert done.code == 5
    assert "ends too early" in done.err
    assert set(names(practice)) == {STARTER, "SmolLM2-135M-Instruct"}


def test_a_name_cannot_steer_the_terminal(practice: Practice, tmp_path: Path) -> None:
    source = embedder_folder(tmp_path / "tiny")
    assert practice.run("models", "add", str(source), "--name", "\x1b[31mred").code == 0
    assert "31mred" in names(practice)


class FakeWorker:
    """Says `status` whatever is asked of it, and remembers what was."""

    def __init__(self, status: IndexStatus) -> None:
        self.current = status
        self.asked: list[str] = []
        self.has_model = True
        self.sources_per_s: float | None = 2.0

    def look(self, **_: object) -> IndexStatus:
        self.asked.append("look")
        return self.current

    def require_model(self, _cancel: object) -> None:
        if not self.has_model:
            raise ModelMissing(name=STARTER)

    def run_pending(self, *, on_progress: Any, thorough: bool, **_: object) -> IndexStatus:
        self.asked.append("thorough" if thorough else "run")
        on_progress(1, 3)
        return self.current

    def rebuild(self, *, on_progress: Any, **_: object) -> IndexStatus:
        self.asked.append("rebuild")
        on_progress(1, 3)
        return self.current


STATUS = IndexStatus(
    total=10,
    indexed=8,
    passages=40,
    model="old",
    building=Building("new", 5, 10),
    drift=Drift(lacking=1, gone=2),
)


@pytest.fixture
def worker(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> FakeWorker:
    made = FakeWorker(STATUS)
    services = practice.services
    engine = SimpleNamespace(start=lambda: None)
    keys = SimpleNamespace(finish_pending=lambda **_: None)
    conversations = SimpleNamespace(remember=lambda **_: made.asked.append("remember"))
    own = {"index": made, "engine": engine, "keys": keys, "conversations": conversations}
    monkeypatch.setattr(practice, "services", lambda: SimpleNamespace(**{**vars(services()), **own}))
    return made


def test_the_status_tells_profiles_and_drift(practice: Practice, worker: FakeWorker) -> None:
    done = practice.run("index", "status")
    assert "8 of 10 sources indexed (80 %), 2 without, 40 passages; embedder: old." in done.out
    assert "new, 5 of 10 sources (50 %)" in done.out
    assert "1 not as their notes are (queued), 2 of notes that may not be found (forgotten)" in done.out
    document = practice.json("index", "status")
    assert document["building"] == {"model": "new", "done": 5, "total": 10}
    assert document["drift"] == {"lacking": 1, "gone": 2, "stale_vectors": 0, "damaged": 0}
    assert worker.asked == ["look", "look"]


def test_running_opens_everything_and_rebuilding_begins_anew(practice: Practice, worker: FakeWorker) -> None:
    assert practice.json("index", "run")["pending"] == 2
    assert practice.json("index", "rebuild")["pending"] == 2
    assert worker.asked == ["thorough", "remember", "rebuild", "remember"]


def test_without_a_model_nothing_is_begun(practice: Practice, worker: FakeWorker) -> None:
    worker.has_model = False
    done = practice.run("index", "run")
    assert done.code == 4
    assert STARTER in done.err
    assert worker.asked == []


def test_a_problem_is_told_in_words(practice: Practice, worker: FakeWorker) -> None:
    worker.current = IndexStatus(total=1, problem="engine_stopped")
    assert "The models are switched off" in practice.run("index", "status").out


def test_a_language_model_is_added_and_listed(practice: Practice, tmp_path: Path) -> None:
    added = practice.run("models", "add", str(gguf_file(tmp_path / "tiny-writer.gguf")))
    assert "anamnesis models check tiny-writer" in added.out
    listed = practice.run("models", "list").out
    for words in ("generator", "Q4_1", "context of 2048 tokens", "chat format chatml", "not tried on"):
        assert words in listed
    assert "not examined yet" in practice.run("models", "use", "tiny-writer").out.lower()
    row = names(practice)["tiny-writer"]
    assert (row["wanted"], row["kind"], row["verdict"]) == (True, "generator", None)


@pytest.mark.parametrize(
    ("trial", "code", "words"),
    [
        (Trial(True, "avx2", "2026-01-02"), 0, "works on this computer (level avx2, 2026-01-02)"),
        (
            Trial(False, "avx", "2026-01-02", "SIGILL"),
            4,
            "does not run on this computer (SIGILL at level avx",
        ),
        (None, 4, "not tried on this computer"),
    ],
)
def test_a_check_of_an_embedder_computes_with_it(
    practice: Practice,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    trial: Trial | None,
    code: int,
    words: str,
) -> None:
    practice.run("models", "add", str(embedder_folder(tmp_path / "tiny")))
    monkeypatch.setattr(Processor, "try_model", lambda *_, **__: trial)
    done = practice.run("models", "check", "tiny")
    assert done.code == code
    assert words in done.out


def test_a_language_model_that_does_not_run_is_not_asked_anything(
    practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice.run("models", "add", str(gguf_file(tmp_path / "tiny-writer.gguf")))
    failed = Trial(False, "baseline", "2026-01-02", "SIGILL")
    monkeypatch.setattr(Processor, "try_model", lambda *_, **__: failed)
    done = practice.run("models", "check", "tiny-writer")
    assert done.code == 4
    assert "does not run on this computer (SIGILL" in done.out
    assert names(practice)["tiny-writer"]["verdict"] is None


def test_what_a_check_found_is_told_and_kept(
    practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice.run("models", "add", str(gguf_file(tmp_path / "tiny-writer.gguf")))
    program = check_version(version("anamnesis"))
    verdict = StoredVerdict("written", 7, 8, 4, 4, 12.5, 900.0, program, "2026-01-02T03:04:05+00:00")

    def examine(spec: ModelSpec, verdicts: Verdicts, **_: object) -> StoredVerdict:
        verdicts.keep(spec.sha256, verdict)
        return verdict

    monkeypatch.setattr(models, "examine", examine)
    worked = Trial(True, "avx2", "2026-01-02", tokens_per_s=12.5)
    monkeypatch.setattr(Processor, "try_model", lambda *_, **__: worked)
    done = practice.run("models", "check", "tiny-writer")
    assert "tiny-writer passed the check: 7 of 8" in done.out
    assert "first word after 0.9 s" in done.out
    assert "passed the check (7 of 8" in practice.run("models", "list").out
    assert names(practice)["tiny-writer"]["verdict"]["mode"] == "written"


def test_a_reader_is_told_apart_from_a_writer(
    practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice.run("models", "add", str(gguf_file(tmp_path / "tiny-reader.gguf")))
    program = check_version(version("anamnesis"))
    verdict = StoredVerdict(
        "evidence", 2, 8, 4, 4, 12.5, 900.0, program, "2026-01-02T03:04:05+00:00", read=11, reads=True
    )
    listed = practice.run("models", "list")
    assert "which quote answers" not in listed.out

    def examine(spec: ModelSpec, verdicts: Verdicts, **_: object) -> StoredVerdict:
        verdicts.keep(spec.identity, verdict)
        return verdict

    monkeypatch.setattr(models, "examine", examine)
    worked = Trial(True, "avx2", "2026-01-02", tokens_per_s=12.5)
    monkeypatch.setattr(Processor, "try_model", lambda *_, **__: worked)
    practice.run("models", "check", "tiny-reader")
    assert "did not pass the check (2 of 8, 12 tokens/s), may say which quote answers" in (
        practice.run("models", "list").out
    )
    assert names(practice)["tiny-reader"]["verdict"]["reads"] is True
    assert names(practice)["tiny-reader"]["adapter"] is None


def test_a_model_that_only_looks_like_one_does_not_load(practice: Practice, tmp_path: Path) -> None:
    """Its header is well, there is nothing behind it: the engine's process says so, and this one goes on."""
    practice.run("models", "add", str(gguf_file(tmp_path / "tiny-writer.gguf")))
    done = practice.run("models", "check", "tiny-writer")
    assert done.code == 4
    assert done.err
    assert names(practice)["tiny-writer"]["verdict"] is None


def test_a_model_that_is_not_allowed_is_refused_with_its_reason(practice: Practice, tmp_path: Path) -> None:
    assert practice.run("models", "add", str(gguf_file(tmp_path / "writer.gguf"))).code == 0
    sha256 = names(practice)["writer"]["sha256"]
    settings = practice.data / "settings.toml"
    settings.write_text('allowed_models = ["' + "0" * 64 + '"]\n')
    source = embedder_folder(tmp_path / "tiny")
    for command in (("use", "writer"), ("check", "writer"), ("add", str(source))):
        done = practice.run("models", *command)
        assert done.code == 5, command
        assert "Your organisation has listed which models may be used" in done.err
    assert not names(practice)["writer"]["wanted"]
    settings.write_text(f'allowed_models = ["{sha256.upper()}"]\n')
    assert practice.json("models", "use", "writer")["wanted"]


def test_no_command_runs_with_settings_that_were_refused(practice: Practice) -> None:
    (practice.data / "settings.toml").write_text("embed_timeout = 30\n")
    done = practice.run("models", "list")
    assert done.code == 4
    assert "embed_timeout is set, and there is no such setting" in done.err
    assert "embed_timeout_s" in done.err
