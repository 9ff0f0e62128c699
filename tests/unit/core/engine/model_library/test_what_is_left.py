"""What the library deletes: what it made itself and did not finish, never a model whose record is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.engine.model_library import copying
from core.engine.model_library.checks import survey
from core.engine.model_library.library import ModelLibrary
from core.errors import InputRefused
from tests.fakes.embedder_folder import embedder_folder, weights


@pytest.fixture
def models_dir(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.fixture
def library(models_dir: Path) -> ModelLibrary:
    return ModelLibrary(models_dir)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return embedder_folder(tmp_path / "from" / "tiny-embedder")


def names(models_dir: Path) -> set[str]:
    return {path.name for path in (models_dir / "added").iterdir()}


def another(tmp_path: Path) -> Path:
    folder = embedder_folder(tmp_path / "from" / "other-embedder")
    changed = bytearray(weights())
    changed[-1] ^= 1
    (folder / "model.safetensors").write_bytes(changed)
    return folder


def test_a_model_whose_record_is_lost_is_not_deleted(library, source, models_dir, tmp_path):
    added = library.add(source)
    (models_dir / "library.json").unlink()
    other = library.add(another(tmp_path))
    assert names(models_dir) == {added.spec.path.name, other.spec.path.name}
    assert (added.spec.path / "model.safetensors").read_bytes() == weights()


def test_it_can_be_added_again(library, source, models_dir):
    added = library.add(source)
    (models_dir / "library.json").unlink()
    (added.spec.path / "model.safetensors").write_bytes(b"half of it")
    assert library.add(source).spec == added.spec
    assert names(models_dir) == {added.spec.path.name}
    assert (added.spec.path / "model.safetensors").read_bytes() == weights()


def test_what_was_half_deleted_is_cleared_away_by_the_next(
    library, source, models_dir, tmp_path, monkeypatch
):
    added = library.add(source)
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "rmtree", lambda *arguments, **options: None)
        library.remove(added.name)
    assert names(models_dir) == {f".removed-{added.spec.path.name}"}
    other = library.add(another(tmp_path))
    assert names(models_dir) == {other.spec.path.name}


def test_an_embedder_the_policy_does_not_allow_is_not_used(library, source, models_dir):
    added = library.add(source)
    library.use(added.name)
    strict = ModelLibrary(models_dir, allowed_sha256={"0" * 64})
    assert strict.embedder(added.spec.sha256) is None
    assert strict.wanted_embedder() == strict.starter_embedder()
    allowing = ModelLibrary(models_dir, allowed_sha256={added.spec.sha256})
    assert allowing.wanted_embedder() == added.spec


@pytest.mark.parametrize("as_link", [False, True])
def test_a_file_put_in_the_place_of_a_surveyed_one_is_not_copied(source, tmp_path, as_link):
    found = survey(source)
    private = tmp_path / "private"
    private.write_text("somebody else's")
    (source / "config.json").unlink()
    if as_link:
        (source / "config.json").symlink_to(private)
    else:
        private.replace(source / "config.json")
    target = tmp_path / "copy"
    target.mkdir()
    with pytest.raises(InputRefused) as refused:
        copying.copy_files(found, target, None, lambda done, total: None)
    assert refused.value.params["reason"] == "unreadable"
    assert not (target / "config.json").exists()
