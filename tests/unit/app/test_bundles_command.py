"""`anamnesis models make-key, bundle, inspect, install`, and a bundle as the only argument."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest

from app.cli import bundles, main
from core.errors import EngineProblem
from tests.fakes.bundle import PASSED, PUBLIC, small_bundle, writer_file
from tests.fakes.embedder_folder import embedder_folder
from tests.unit.app.conftest import Practice


@pytest.fixture(autouse=True)
def own_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "installed"
    monkeypatch.setenv("ANAMNESIS_MODELS_DIR", str(folder))
    return folder


@pytest.fixture
def policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The policy of an administrator."""
    monkeypatch.setattr("core.configuration.sources._ETC_DIR", tmp_path / "etc")
    monkeypatch.setattr("core.configuration.sources.is_administered", lambda _path: True)
    folder = tmp_path / "etc" / "anamnesis"
    folder.mkdir(parents=True)
    return folder / "policy.toml"


def test_from_a_key_to_a_model_that_writes(
    practice: Practice, policy: Path, tmp_path: Path, monkeypatch
) -> None:
    key, out = tmp_path / "key.pem", tmp_path / "clinic.anamnesis-models"
    public = practice.json("models", "make-key", str(key))["public_key"]
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert practice.run("models", "make-key", str(key)).code == 5, "a key is not overwritten"
    asked: list[Any] = []

    def check(spec: Any, _verdicts: object, **_options: object) -> Any:
        asked.append(spec)
        return PASSED

    monkeypatch.setattr(bundles, "check_model", check)
    made = practice.json(
        *("models", "bundle", str(embedder_folder(tmp_path / "tiny")), str(writer_file(tmp_path / "w"))),
        *("--name", "clinic", "--publisher", "Quay Clinics IT", "--key", str(key), "--out", str(out)),
        *("--version", "3", "--context", "1024", "--notes", "500", "--answer", "200", "--temperature", "0.2"),
    )
    assert (made["bundle"], made["version"], made["key"]) == ("clinic", 3, public)
    (spec,) = asked
    assert (spec.budgets.notes_tokens, spec.budgets.answer_tokens) == (500, 200), (
        "it is checked as it is asked"
    )
    assert practice.run("models", "inspect", str(out)).code == 5
    policy.write_text(f'model_bundle_keys = ["{public}"]\n')
    seen = practice.run("models", "inspect", str(out))
    assert seen.code == 0
    for words in ("clinic, version 3", "signed by Quay Clinics IT", public, "licence Apache-2.0", "9 of 9"):
        assert words in seen.out
    done = practice.run("models", "install", str(out), "--use")
    assert done.code == 0, done.err
    assert "signed by Quay Clinics IT" in done.out
    models = {each["name"]: each for each in practice.json("models", "list")["models"]}
    writer = models["tiny-writer"]
    assert writer["wanted"]
    assert writer["bundle"] == "clinic"
    assert writer["budgets"]["context_tokens"] == 1024
    listed = practice.run("models", "list").out
    assert "reads 500 and writes 200 tokens" in listed
    assert "from the bundle clinic" in listed
    assert "0 tokens/s" not in listed
    again = practice.run("models", "install", str(out))
    assert again.code == 5
    assert "All models of clinic, version 3, are here" in again.err


def test_what_cannot_be_made_is_refused_in_words(practice: Practice, tmp_path: Path, monkeypatch) -> None:
    key, writer = tmp_path / "key.pem", writer_file(tmp_path / "w", general__license=None)
    practice.run("models", "make-key", str(key))
    about = ("--name", "clinic", "--publisher", "IT", "--out", str(tmp_path / "o.anamnesis-models"))
    signed = (*about, "--key", str(key))
    licensed = (*signed, "--licence", "MIT", "--no-check")
    for arguments, words in (
        ((*about, "--key", str(tmp_path / "none.pem")), "none.pem: No such file"),
        ((*about, "--key", str(writer)), "holds no secret Ed25519 key"),
        (signed, "name no licence"),
        ((*licensed, "--context", "9000"), "context_tokens must be from 512 to 2048"),
        ((*licensed, "--chat-format", "gemma"), "does not know the marks of the prompt format gemma"),
        ((*licensed, "--out", str(tmp_path / "no" / "o.anamnesis-models")), "in a folder that is there"),
    ):
        done = practice.run("models", "bundle", str(writer), *arguments)
        assert done.code == 5, arguments
        assert words in done.err, arguments

    def fails(*_arguments: object, **_options: object) -> None:
        raise EngineProblem("engine_stopped")

    monkeypatch.setattr(bundles, "check_model", fails)
    assert practice.run("models", "bundle", str(writer), *signed, "--licence", "MIT").code == 4
    assert not (tmp_path / "o.anamnesis-models").exists()
    other = practice.run("models", "bundle", str(writer), *licensed, "--out", str(tmp_path / "o.bundle"))
    assert other.code == 2
    assert "has to end in .anamnesis-models" in other.err
    assert practice.run("models", "bundle", str(writer), *licensed).code == 0


def test_nothing_changed_is_installed(practice: Practice, policy: Path, tmp_path: Path) -> None:
    policy.write_text(f'model_bundle_keys = ["{PUBLIC}"]\n')
    bundle = small_bundle(tmp_path)
    raw = bundle.read_bytes()
    bundle.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
    done = practice.run("models", "install", str(bundle))
    assert done.code == 5
    assert "tiny-writer/model.gguf is not the one that was signed" in done.err
    assert len(practice.json("models", "list")["models"]) == 2


@pytest.mark.parametrize(
    ("arguments", "left", "opened"),
    [
        ([], [], None),
        (["a.anamnesis-models"], [], Path("a.anamnesis-models")),
        (["--data-dir", "d", "/x/A.ANAMNESIS-MODELS"], ["--data-dir", "d"], Path("/x/A.ANAMNESIS-MODELS")),
        (["models", "install", "a.anamnesis-models"], ["models", "install", "a.anamnesis-models"], None),
        (["a.anamnesis-models", "b.anamnesis-models"], ["a.anamnesis-models", "b.anamnesis-models"], None),
        (["--data-dir", "d.anamnesis-models"], ["--data-dir", "d.anamnesis-models"], None),
        (["scan.pdf"], ["scan.pdf"], None),
    ],
)
def test_a_bundle_alone_is_opened(arguments: list[str], left: list[str], opened: Path | None) -> None:
    assert main.take_opened_file(arguments) == (left, opened)


def test_the_window_is_opened_with_it(tmp_path: Path, monkeypatch) -> None:
    seen: list[Path | None] = []

    def opened(_context: object, *, bundle: Path | None = None) -> int:
        seen.append(bundle)
        return 0

    monkeypatch.setattr("app.window.open_window", opened)
    path = tmp_path / "a.anamnesis-models"
    assert main.run(["--data-dir", str(tmp_path), str(path)]) == 0
    assert main.run(["--data-dir", str(tmp_path)]) == 0
    assert seen == [path, None]
