"""The cross-encoder is the body of the embedder with its adapter, computed as PyTorch's own layers do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.engine.catalogue import ModelSpec, StarterModels
from core.engine.client import EngineClient
from core.engine.encoding import embedder as embedder_module
from core.engine.encoding.cross_encoder import changes_of, read_adapter
from core.engine.encoding.embedder import Embedder
from core.engine.encoding.packed import SEGMENT_WEIGHT
from core.engine.encoding.packed_model import PackedModel, packed_model
from core.engine.verification import verify_model
from core.errors import ModelMissing, ModelRejected
from tests.fakes.cross_encoder_file import cross_encoder_adapter

pytestmark = pytest.mark.engine

MOST_APART = 0.05
"""Of log-odds: the engine may compute in bfloat16."""
QUESTION = "what dose of sertraline"
SENTENCES = [
    "plan: Increase sertraline to 100 mg daily.",
    "subjective: Sleeps well.",
    "objective: " + "BP 142/88, HR 72; no fever. " * 40,
    "assessment: שינה לא טובה",
    *(f"plan: Review in {number} weeks, " + "bloods before then, " * (number % 7) for number in range(20)),
]


@pytest.fixture
def spec(starters: StarterModels, tmp_path: Path) -> ModelSpec:
    """The starter embedder with an adapter of random numbers."""
    adapter = cross_encoder_adapter(tmp_path / "cross.safetensors", starters.embedder.sha256)
    return replace(starters.embedder, adapter=adapter)


def plain_odds(spec: ModelSpec) -> list[float]:
    """The same by the library's layers: one pair at a time, weights merged."""
    import torch
    from tokenizers import Tokenizer
    from transformers import BertModel

    assert spec.adapter is not None
    adapter, alpha = read_adapter(spec.adapter.path, spec.sha256)
    body: Any = BertModel.from_pretrained(spec.path, add_pooling_layer=False)
    weights = dict(body.named_parameters())
    with torch.no_grad():
        for name, change in changes_of(adapter, alpha=alpha).items():
            weights[name] += change
        assert SEGMENT_WEIGHT in weights
        tokenizer = Tokenizer.from_file(str(spec.path / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        begin, end = tokenizer.encode("").ids
        found = []
        for sentence in SENTENCES:
            first, second = (
                tokenizer.encode(text, add_special_tokens=False).ids[:limit]
                for text, limit in ((QUESTION, 40), (sentence, 90))
            )
            ids = [begin, *first, end, *second, end]
            types = [0] * (len(first) + 2) + [1] * (len(second) + 1)
            state = body(torch.tensor([ids]), token_type_ids=torch.tensor([types])).last_hidden_state[0, 0]
            inner = torch.tanh(adapter["head.0.weight"] @ state + adapter["head.0.bias"])
            found.append(float(adapter["head.1.weight"] @ inner + adapter["head.1.bias"]))
    return found


def test_the_odds_are_those_of_the_library_s_layers(spec: ModelSpec) -> None:
    verify_model(spec)
    embedder = Embedder(spec)
    assert spec.adapter is not None
    assert embedder.info.adapter == spec.adapter.sha256
    ours = embedder.answer_odds(QUESTION, SENTENCES)
    theirs = plain_odds(spec)
    assert np.ptp(theirs) > 4 * MOST_APART, "different sentences have different odds"
    assert np.max(np.abs(ours - np.array(theirs))) < MOST_APART, (
        np.ptp(theirs),
        np.max(np.abs(ours - np.array(theirs))),
    )


def test_the_vectors_stay_those_of_the_embedder_alone(spec: ModelSpec) -> None:
    alone = Embedder(replace(spec, adapter=None)).embed(SENTENCES)
    both = Embedder(spec)
    both.answer_odds(QUESTION, SENTENCES)
    assert np.array_equal(both.embed(SENTENCES), alone)


def test_without_an_adapter_there_are_no_odds(starters: StarterModels) -> None:
    embedder = Embedder(replace(starters.embedder, adapter=None))
    assert embedder.info.adapter == ""
    with pytest.raises(ModelMissing, match="model_not_configured"):
        embedder.answer_odds(QUESTION, SENTENCES)


@pytest.fixture(scope="module")
def model(starters: StarterModels) -> PackedModel:
    """The starter embedder's layers, without an adapter."""
    model = packed_model(starters.embedder)
    assert model is not None
    return model


@pytest.fixture
def loaded(model: PackedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every `Embedder` of the test has the same layers, which are loaded once."""
    monkeypatch.setattr(embedder_module, "packed_model", lambda spec: model)


def put(name: str, value: float) -> Callable[[dict[str, Any]], None]:
    """One number of a tensor is another."""

    def spoil(tensors: dict[str, Any]) -> None:
        (found,) = (each for each in tensors if each.endswith(name))
        tensors[found].view(-1)[0] = value

    return spoil


def cut(name: str, rows: int) -> Callable[[dict[str, Any]], None]:
    """A tensor has only so many rows."""

    def spoil(tensors: dict[str, Any]) -> None:
        (found,) = (each for each in tensors if each.endswith(name))
        tensors[found] = tensors[found][:rows].clone()

    return spoil


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"form": "anamnesis-cross-encoder-9"}, "adapter_mislabelled"),
        ({"base_sha256": "0" * 64}, "adapter_of_another_model"),
        ({"without": "5.output.dense.weight.lora_a"}, "adapter_of_another_model"),
        ({"without": "lora_b"}, "adapter_unreadable"),
        ({"without": "head.1.bias"}, "adapter_unreadable"),
        ({"alpha": "nan"}, "adapter_unreadable"),
        ({"alpha": "many"}, "adapter_unreadable"),
        ({"spoil": put("head.1.bias", np.inf)}, "adapter_unreadable"),
        ({"spoil": put("token_types", np.nan)}, "adapter_unreadable"),
        ({"spoil": put("5.output.dense.weight.lora_a", np.nan)}, "adapter_unreadable"),
        ({"spoil": cut("token_types", 1)}, "adapter_unreadable"),
        ({"spoil": cut("head.0.weight", 9)}, "adapter_unreadable"),
        ({"spoil": cut("5.output.dense.weight.lora_b", 9)}, "adapter_unreadable"),
        ({"spoil": cut("5.output.dense.weight.lora_a", 0)}, "adapter_unreadable"),
    ],
)
def test_what_is_no_adapter_of_this_embedder_is_refused(
    starters: StarterModels,
    loaded: None,
    tmp_path: Path,
    changed: dict[str, Any],
    reason: str,
) -> None:
    base = changed.get("base_sha256", starters.embedder.sha256)
    changed = {name: value for name, value in changed.items() if name != "base_sha256"}
    adapter = cross_encoder_adapter(tmp_path / "cross.safetensors", base, **changed)
    with pytest.raises(ModelRejected) as refused:
        Embedder(replace(starters.embedder, adapter=adapter))
    assert refused.value.params["reason"] == reason


def test_a_changed_file_is_refused_before_it_is_parsed(spec: ModelSpec) -> None:
    assert spec.adapter is not None
    data = bytearray(spec.adapter.path.read_bytes())
    data[len(data) // 2] ^= 1
    spec.adapter.path.write_bytes(data)
    with pytest.raises(ModelRejected) as refused:
        verify_model(spec)
    assert refused.value.params["reason"] == "adapter_changed"


def test_a_file_that_is_no_safetensors_is_an_adapter_that_cannot_be_read(spec: ModelSpec) -> None:
    """Whole by its hash, as one would be that was replaced between its check and its loading."""
    assert spec.adapter is not None
    spec.adapter.path.write_bytes(b"\xff" * 64)
    with pytest.raises(ModelRejected) as refused:
        Embedder(spec)
    assert refused.value.params["reason"] == "adapter_unreadable"


def test_a_damaged_adapter_costs_the_scores_and_not_the_search(spec: ModelSpec) -> None:
    assert spec.adapter is not None
    spec.adapter.path.write_bytes(b"\xff" * 64)
    client = EngineClient(embedders=(spec,), generator=None)
    client.start()
    try:
        assert client.embedder_info().adapter == ""
        assert client.embed([QUESTION]).shape[0] == 1
        with pytest.raises(ModelMissing):
            client.answer_odds(QUESTION, SENTENCES)
    finally:
        client.stop()


def test_the_engine_s_process_gives_the_same_odds(spec: ModelSpec) -> None:
    client = EngineClient(embedders=(spec,), generator=None)
    client.start()
    try:
        assert spec.adapter is not None
        assert client.embedder_info().adapter == spec.adapter.sha256
        there = client.answer_odds(QUESTION, SENTENCES)
        assert there.shape == (len(SENTENCES),)
        assert np.allclose(there, Embedder(spec).answer_odds(QUESTION, SENTENCES), atol=MOST_APART)
        assert len(client.answer_odds(QUESTION, [])) == 0
    finally:
        client.stop()
