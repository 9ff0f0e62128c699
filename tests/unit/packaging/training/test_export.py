"""What was trained is what llama.cpp reads: weights out of a GGUF file, an adapter back into one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("gguf", reason="gguf of the group dev is not installed: run packaging/dev.py setup")

import gguf
import numpy as np

from tests.fakes.tiny_llama import HEADS, KEY_HEADS, LAYERS, VOCABULARY, tiny_llama, write_gguf
from training.weights import MODULES, load_model, permuted, unpermuted

IDS = [3, 7, 1, 30, 12, 44, 5, 9]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tiny") / "base.gguf"
    write_gguf(path, tiny_llama(seed=5))
    return path


def with_random_adapter(base: Path) -> Any:
    import torch

    from training.lora import add_lora, lora_layers

    model = load_model(base)
    add_lora(model, rank=4, alpha=8.0, seed=1)
    drawn = torch.Generator().manual_seed(2)
    with torch.no_grad():
        for _, _, layer in lora_layers(model):
            layer.lora_b.normal_(0.0, 0.3, generator=drawn)
    return model


def adapter_of(model: Any, path: Path) -> Path:
    from training.export import write_adapter
    from training.lora import lora_state

    write_adapter(path, lora_state(model), alpha=8.0, heads=HEADS, key_heads=KEY_HEADS)
    return path


def logs_of(model: Any) -> np.ndarray:
    from training.learning import first_token_logs

    return np.array(first_token_logs(model, IDS, range(VOCABULARY)))


def test_the_weights_of_a_file_are_those_it_was_made_of(base: Path) -> None:
    assert np.allclose(logs_of(load_model(base)), logs_of(tiny_llama(seed=5)), atol=1e-5)


def test_another_architecture_is_refused(tmp_path: Path) -> None:
    writer = gguf.GGUFWriter(tmp_path / "other.gguf", "qwen2")
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    with pytest.raises(ValueError, match="qwen2"):
        load_model(tmp_path / "other.gguf")


def test_turning_the_halves_of_heads_into_pairs_is_undone() -> None:
    weight = np.arange(32 * 6).reshape(32, 6)
    assert (unpermuted(permuted(weight, 4), 4) == weight).all()
    # The first head has eight rows: its second pair is row 1 of each half.
    assert permuted(weight, 4)[:4, 0].tolist() == [0, 24, 6, 30]


def test_the_names_and_shapes_are_those_llama_cpp_looks_for(base: Path, tmp_path: Path) -> None:
    path = adapter_of(with_random_adapter(base), tmp_path / "adapter.gguf")
    reader = gguf.GGUFReader(path)
    said = {key: field.contents() for key, field in reader.fields.items()}
    assert said["general.type"] == "adapter"
    assert said["general.architecture"] == "llama"
    assert said["adapter.type"] == "lora"
    assert said["adapter.lora.alpha"] == 8.0
    names = {tensor.name for tensor in reader.tensors}
    assert names == {
        f"blk.{block}.{name}.weight.{part}"
        for block in range(LAYERS)
        for name in MODULES
        for part in ("lora_a", "lora_b")
    }
    shapes = {tensor.name: tuple(tensor.shape.tolist()) for tensor in reader.tensors}
    assert shapes["blk.0.attn_k.weight.lora_a"] == (32, 4)
    assert shapes["blk.0.attn_k.weight.lora_b"] == (4, 16)
    assert {tensor.tensor_type for tensor in reader.tensors} == {gguf.GGMLQuantizationType.F16}


def test_weights_merged_with_the_adapter_score_as_the_model_beside_it(base: Path) -> None:
    import torch

    from training.lora import lora_layers

    model = with_random_adapter(base)
    plain = tiny_llama(seed=5)
    with torch.no_grad():
        for block, name, layer in lora_layers(model):
            plain.model.layers[block].get_submodule(MODULES[name]).weight.copy_(layer.merged())
    assert np.allclose(logs_of(plain), logs_of(model), atol=1e-4)
    assert not np.allclose(logs_of(load_model(base)), logs_of(model), atol=0.1)


@pytest.mark.engine
def test_llama_cpp_scores_with_the_file_as_the_model_with_its_adapter(base: Path, tmp_path: Path) -> None:
    from training.adapted import load_adapted, next_logs

    model = with_random_adapter(base)
    path = adapter_of(model, tmp_path / "adapter.gguf")
    with_it, without = load_adapted(base, path), load_adapted(base, None)
    try:
        assert np.allclose(next_logs(without, IDS), logs_of(load_model(base)), atol=0.02)
        assert np.allclose(next_logs(with_it, IDS), logs_of(model), atol=0.02)
        assert not np.allclose(next_logs(with_it, IDS), next_logs(without, IDS), atol=0.1)
    finally:
        with_it.close()
        without.close()
