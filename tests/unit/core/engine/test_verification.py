"""A model that is not the recorded one never reaches a parser."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from core.engine.catalogue import ModelSpec, PinnedFile, starter_models
from core.engine.verification import verify_model
from core.errors import ModelMissing, ModelRejected

GGUF = b"GGUF\x03\0\0\0" + b"weights" * 100
TENSORS = b"tensors" * 100
MODULES = [{"idx": 0, "type": "sentence_transformers.models.Transformer"}]


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def generator(tmp_path) -> ModelSpec:
    path = tmp_path / "model.gguf"
    path.write_bytes(GGUF)
    return ModelSpec("generator", "tiny", path, sha(GGUF), "MIT", size_bytes=len(GGUF))


@pytest.fixture
def embedder(tmp_path) -> ModelSpec:
    folder = tmp_path / "embedder"
    (folder / "1_Pooling").mkdir(parents=True)
    (folder / "model.safetensors").write_bytes(TENSORS)
    (folder / "modules.json").write_text(json.dumps(MODULES))
    (folder / "1_Pooling" / "config.json").write_text("{}")
    pins = (
        PinnedFile("1_Pooling/config.json", sha(b"{}")),
        PinnedFile("modules.json", sha(json.dumps(MODULES).encode())),
    )
    return ModelSpec("embedder", "tiny", folder, sha(TENSORS), "MIT", len(TENSORS), companions=pins)


def unpinned(spec: ModelSpec) -> ModelSpec:
    return ModelSpec(spec.kind, spec.name, spec.path, spec.sha256, spec.licence)


def rejection(spec: ModelSpec) -> ModelRejected:
    with pytest.raises(ModelRejected) as refused:
        verify_model(spec)
    return refused.value


def test_the_recorded_models_pass(generator, embedder):
    verify_model(generator)
    verify_model(embedder)
    verify_model(unpinned(embedder))


@pytest.mark.parametrize("kind", ["generator", "embedder"])
def test_a_missing_model_is_missing(kind, tmp_path):
    with pytest.raises(ModelMissing) as missing:
        verify_model(ModelSpec(kind, "gone", tmp_path / "nowhere", "0" * 64, "MIT"))
    assert missing.value.params == {"name": "gone"}


def test_a_truncated_model_says_how_much_is_there(generator):
    generator.path.write_bytes(GGUF[:-50])
    error = rejection(generator)
    assert error.params["reason"] == "truncated"
    assert error.params["size_bytes"] == len(GGUF) - 50
    assert error.params["expected_size_bytes"] == len(GGUF)


@pytest.mark.parametrize("place", [4, len(GGUF) // 2, len(GGUF) - 1])
def test_one_flipped_bit_is_found(generator, place):
    data = bytearray(GGUF)
    data[place] ^= 1
    generator.path.write_bytes(bytes(data))
    assert rejection(generator).params["reason"] == "hash_mismatch"


def test_a_larger_file_is_not_called_truncated(generator):
    generator.path.write_bytes(GGUF + b"x")
    assert rejection(generator).params["reason"] == "hash_mismatch"


def test_a_file_that_is_not_gguf_is_named_so(generator):
    generator.path.write_bytes(b"PK\x03\x04" + GGUF[4:])
    assert rejection(generator).params["reason"] == "not_gguf"


@pytest.mark.parametrize(
    "name", ["modeling_evil.py", "pytorch_model.bin", "weights.pkl", "other.safetensors", "sub/run.so"]
)
def test_a_folder_with_something_that_could_run_is_refused(embedder, name):
    path = embedder.path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"x")
    for spec in (embedder, unpinned(embedder)):
        error = rejection(spec)
        assert (error.params["reason"], error.params["file"]) == ("unexpected_file", name)


def test_an_unexpected_harmless_file_is_refused_only_where_files_are_pinned(embedder):
    (embedder.path / "added_tokens.json").write_text("{}")
    assert rejection(embedder).params["reason"] == "unexpected_file"
    verify_model(unpinned(embedder))


def test_a_changed_companion_is_found(embedder):
    (embedder.path / "1_Pooling" / "config.json").write_text('{"pooling_mode_max_tokens": true}')
    error = rejection(embedder)
    assert (error.params["reason"], error.params["file"]) == ("hash_mismatch", "1_Pooling/config.json")


def test_a_missing_companion_is_found(embedder):
    (embedder.path / "1_Pooling" / "config.json").unlink()
    assert rejection(embedder).params["reason"] == "missing_file"


@pytest.mark.parametrize(
    "modules",
    [
        [{"type": "os.system"}],
        [{"type": "sentence_transformers.models.Transformer"}, {"type": "evil.Module"}],
        [],
        [{"kind": "none"}],
        "text",
        3,
    ],
)
def test_a_module_list_that_names_anything_else_is_refused(embedder, modules):
    (embedder.path / "modules.json").write_text(json.dumps(modules))
    assert rejection(unpinned(embedder)).params["reason"] == "unexpected_module"


def test_a_module_list_that_is_no_json_is_refused(embedder):
    (embedder.path / "modules.json").write_text("[" * 100_000)
    assert rejection(unpinned(embedder)).params["reason"] == "unexpected_module"


def test_a_link_out_of_the_folder_is_refused(embedder, tmp_path):
    (tmp_path / "outside").mkdir()
    (embedder.path / "link.json").symlink_to(tmp_path / "outside", target_is_directory=True)
    assert rejection(unpinned(embedder)).params["reason"] == "unexpected_file"


def test_the_starter_models_are_pinned_as_the_product_says():
    models = starter_models(Path("anywhere"))
    assert models.generator.sha256 == "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
    assert models.embedder.sha256 == "4805368108b6eb2973a23261e63db335b3a97d02882f6f4cd6ee39bb6446361c"
    assert (models.embedder.name, models.generator.name) == ("multilingual-e5-small", "SmolLM2-135M-Instruct")
    assert (models.embedder.licence, models.generator.licence) == ("MIT", "Apache-2.0")
    assert models.embedder.weights == Path("anywhere/multilingual-e5-small/model.safetensors")
