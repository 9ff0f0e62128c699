"""An adapter is loaded only as it was recorded, and only if it changes linear layers of its own model."""

from __future__ import annotations

import hashlib
import math
from dataclasses import replace
from pathlib import Path

import pytest

from core.engine import catalogue
from core.engine.catalogue import ModelSpec, starter_models
from core.engine.confinement import _model_files
from core.engine.model_library.adapter_header import AdapterRefused, check_adapter
from core.engine.model_set import ModelSet
from core.engine.protocol import spec_from_header, spec_to_header
from core.engine.verification import verify_model
from core.errors import ModelRejected
from tests.fakes.adapter_file import TINY_SHAPES, adapter, adapter_file, base_model, real, settings
from tests.fakes.gguf_file import gguf, gguf_file

WIDE = {"attn_q": (64, 32)}
A, B = "blk.0.attn_q.weight.lora_a", "blk.0.attn_q.weight.lora_b"


@pytest.fixture
def spec(tmp_path: Path) -> ModelSpec:
    """A model by its looks with an adapter that fits it."""
    path = tmp_path / "model.gguf"
    path.write_bytes(base_model())
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return ModelSpec("generator", "tiny", path, sha256, "MIT", adapter=adapter_file(tmp_path / "lora.gguf"))


def rejection(spec: ModelSpec) -> str:
    with pytest.raises(ModelRejected) as refused:
        verify_model(spec)
    assert refused.value.params["name"] == spec.name
    return str(refused.value.params["reason"])


def refusal(raw: bytes, tmp_path: Path, base: bytes | None = None) -> str:
    (tmp_path / "base.gguf").write_bytes(base_model() if base is None else base)
    (tmp_path / "it.gguf").write_bytes(raw)
    with pytest.raises(AdapterRefused) as refused:
        check_adapter(tmp_path / "it.gguf", tmp_path / "base.gguf")
    return str(refused.value.reason)


def test_an_adapter_of_its_model_passes(spec):
    verify_model(spec)


def test_one_that_is_gone_or_changed_is_refused_before_it_is_parsed(spec):
    raw = spec.adapter.path.read_bytes()
    for changed in (raw[:-1], raw + b"x", b"PK\x03\x04" + raw[4:], raw[:-1] + bytes([raw[-1] ^ 1])):
        spec.adapter.path.write_bytes(changed)
        assert rejection(spec) == "adapter_changed"
    spec.adapter.path.unlink()
    assert rejection(spec) == "adapter_missing"


def test_what_is_recorded_of_a_hostile_one_does_not_let_it_in(spec, tmp_path):
    hostile = adapter(rename={A: "token_embd.weight.lora_a", B: "token_embd.weight.lora_b"})
    assert rejection(replace(spec, adapter=adapter_file(tmp_path / "l", hostile))) == "adapter_mislabelled"
    other = adapter(shapes=WIDE)
    assert rejection(replace(spec, adapter=adapter_file(tmp_path / "l", other))) == "adapter_of_another_model"


@pytest.mark.parametrize("weight", ["token_embd.weight", "output.weight", "blk.0.attn_norm.weight", "w"])
def test_only_linear_layers_may_be_adapted(tmp_path, weight):
    raw = adapter(rename={A: f"{weight}.lora_a", B: f"{weight}.lora_b"})
    assert refusal(raw, tmp_path) == "adapter_mislabelled"


@pytest.mark.parametrize(
    "changed",
    [
        {"general__type": None},
        {"general__type": "model"},
        {"adapter__type": "control_vector"},
        {"adapter__lora__alpha": None},
        {"adapter__lora__alpha": 8},
        {"adapter__lora__alpha": real(math.nan)},
        {"adapter__lora__alpha": real(math.inf)},
        {"adapter__lora__alpha": real(-1.0)},
        {"adapter__alora__invocation_tokens": [1, 2]},
        {"general__architecture": None},
    ],
)
def test_a_header_that_does_not_say_lora_is_refused(tmp_path, changed):
    assert refusal(adapter(values=settings(**changed)), tmp_path) == "adapter_mislabelled"


def test_one_half_of_a_pair_is_none(tmp_path):
    raw = adapter(rename={B: "blk.0.attn_k.weight.lora_a"})
    assert refusal(raw, tmp_path) == "adapter_mislabelled"
    assert refusal(gguf(settings(), ()), tmp_path) == "adapter_mislabelled"
    assert refusal(b"GGUF", tmp_path) == "adapter_mislabelled"


def test_one_of_another_model_is_told(tmp_path):
    other = adapter(values=settings(general__architecture="qwen2"))
    assert refusal(other, tmp_path) == "adapter_of_another_model"
    assert refusal(adapter(shapes=WIDE), tmp_path) == "adapter_of_another_model"
    assert refusal(adapter(layers=2), tmp_path) == "adapter_of_another_model"
    assert refusal(adapter(), tmp_path, base_model(WIDE)) == "adapter_of_another_model"


def test_a_rank_without_bounds_is_refused(tmp_path):
    assert refusal(adapter(rank=257), tmp_path) == "adapter_mislabelled"


def test_a_model_with_another_adapter_is_another_model(spec, tmp_path):
    plain = replace(spec, adapter=None)
    other = replace(spec, adapter=adapter_file(tmp_path / "other.gguf", seed=2))
    assert plain.identity == plain.sha256
    assert len({plain.identity, spec.identity, other.identity}) == 3
    # The engine's process, and with it what it has read, is replaced when these differ.
    assert ModelSet((), spec) != ModelSet((), other)


def test_the_engine_is_told_of_it_and_may_read_its_file(spec):
    header = spec_to_header(spec)
    assert spec_from_header(header) == spec
    assert spec_from_header(spec_to_header(replace(spec, adapter=None))).adapter is None
    assert set(_model_files({"embedders": [], "generator": header})) == {spec.path, spec.adapter.path}


def test_the_starter_has_its_adapter_where_it_is_installed(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogue, "READER_SHA256", "")
    assert starter_models(tmp_path).generator.adapter is None
    known = adapter_file(tmp_path / catalogue.READER_FILE, shapes=TINY_SHAPES)
    assert starter_models(tmp_path).generator.adapter is None
    monkeypatch.setattr(catalogue, "READER_SHA256", known.sha256)
    monkeypatch.setattr(catalogue, "READER_SIZE_BYTES", known.size_bytes)
    assert starter_models(tmp_path).generator.adapter == known
    known.path.unlink()
    assert starter_models(tmp_path).generator.adapter is None


def test_an_adapter_alone_writes_nothing(tmp_path):
    """It cannot be added as a language model by mistake."""
    from core.engine.model_library.gguf_header import GeneratorRefused, read_header

    path = gguf_file(tmp_path / "it.gguf", general__type="adapter")
    with pytest.raises(GeneratorRefused) as refused:
        read_header(path, context_tokens=512)
    assert refused.value.reason == "not_a_generator"
