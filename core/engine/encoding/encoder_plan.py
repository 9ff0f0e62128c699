"""Reads the folder of an embedder and determines whether the packed encoder supports it exactly.

A plan is made only if every detail is known: architecture, activation, pooling, window, prompts. Any other
folder has none, and sentence-transformers computes its vectors.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

_PREFIX = "sentence_transformers."
_POOLINGS: dict[tuple[str | None, frozenset[str]], Literal["mean", "cls"]] = {
    ("mean", frozenset()): "mean",
    ("cls", frozenset()): "cls",
    (None, frozenset({"pooling_mode_mean_tokens"})): "mean",
    (None, frozenset({"pooling_mode_cls_token"})): "cls",
}
"""The keys in folders of newer and of older versions of the library."""

_PADDING = 1
"""RoBERTa and derived models number positions from the id of the padding token plus 1."""


@dataclass(frozen=True, slots=True)
class WeightNames:
    """The names of the weights in one architecture; those of a layer follow the prefix `layer`."""

    layer: str
    query: str
    key: str
    value: str
    attended: str
    attended_norm: str
    wide: str
    narrow: str
    output_norm: str


_BERT = WeightNames(
    layer="encoder.layer.{}.",
    query="attention.self.query",
    key="attention.self.key",
    value="attention.self.value",
    attended="attention.output.dense",
    attended_norm="attention.output.LayerNorm",
    wide="intermediate.dense",
    narrow="output.dense",
    output_norm="output.LayerNorm",
)
_MPNET = WeightNames(
    layer="encoder.layer.{}.",
    query="attention.attn.q",
    key="attention.attn.k",
    value="attention.attn.v",
    attended="attention.attn.o",
    attended_norm="attention.LayerNorm",
    wide="intermediate.dense",
    narrow="output.dense",
    output_norm="output.LayerNorm",
)
_NAMES = {"bert": _BERT, "roberta": _BERT, "xlm-roberta": _BERT, "mpnet": _MPNET}


@dataclass(frozen=True, slots=True)
class EncoderPlan:
    """A post-norm transformer encoder: its sizes, numbering of positions and pooling.

    `padding` is the token id after which positions are numbered, None if they begin at 0.
    `window_tokens` includes the special tokens around a text. `relative_bias`: a learned bias by distance
    is added to the attention.
    """

    names: WeightNames
    layers: int
    heads: int
    width: int
    norm_epsilon: float
    padding: int | None
    relative_bias: bool
    window_tokens: int
    pooling: Literal["mean", "cls"]


def encoder_plan(folder: Path) -> EncoderPlan | None:
    """The plan of the model in `folder`, None if any detail of it is not supported.

    Raises:
        OSError, ValueError: a file of the folder cannot be read or is not JSON.
    """
    config = _json(folder / "config.json")
    names = _NAMES.get(str(config.get("model_type")))
    pooling = _pooling(folder)
    window_tokens = _window(folder)
    if names is None or pooling is None or window_tokens is None or not _is_plain(config, folder):
        return None
    padding = None if config["model_type"] == "bert" else _PADDING
    if window_tokens + (0 if padding is None else padding + 1) > int(config["max_position_embeddings"]):
        return None
    return EncoderPlan(
        names=names,
        layers=int(config["num_hidden_layers"]),
        heads=int(config["num_attention_heads"]),
        width=int(config["hidden_size"]),
        norm_epsilon=float(config["layer_norm_eps"]),
        padding=padding,
        relative_bias=names is _MPNET,
        window_tokens=window_tokens,
        pooling=pooling,
    )


def _is_plain(config: dict[str, Any], folder: Path) -> bool:
    """Whether there is no variant of the architecture, no prompt before the text, and one tokenizer file."""
    prompts = _json(folder / "config_sentence_transformers.json")
    sizes = ("num_hidden_layers", "num_attention_heads", "hidden_size", "max_position_embeddings")
    return (
        all(isinstance(config.get(name), int) for name in sizes)
        and isinstance(config.get("layer_norm_eps"), float)
        and config.get("hidden_act") == "gelu"
        and config.get("position_embedding_type", "absolute") == "absolute"
        and not config.get("is_decoder")
        and not config.get("add_cross_attention")
        and "embedding_size" not in config
        and config.get("relative_attention_num_buckets", 32) == 32
        and (config["model_type"] == "bert" or config.get("pad_token_id") == _PADDING)
        and not prompts.get("default_prompt_name")
        and (folder / "tokenizer.json").is_file()
    )


def _pooling(folder: Path) -> Literal["mean", "cls"] | None:
    """The pooling, if the modules are one pooling and at most a normalisation after it."""
    modules = _json(folder / "modules.json", default=[])
    kinds = [str(module.get("type", "")).rpartition(".")[2] if _is_ours(module) else "" for module in modules]
    if kinds[:2] != ["Transformer", "Pooling"] or kinds[2:] not in ([], ["Normalize"]):
        return None
    if modules[0].get("path"):
        return None
    config = _json(folder / str(modules[1].get("path")) / "config.json")
    on = {name for name, value in config.items() if name.startswith("pooling_mode_") and value is True}
    mode = config.get("pooling_mode")
    return None if isinstance(mode, list) else _POOLINGS.get((mode, frozenset(on)))


def _is_ours(module: object) -> bool:
    return isinstance(module, dict) and str(module.get("type", "")).startswith(_PREFIX)


def _window(folder: Path) -> int | None:
    config = _json(folder / "sentence_bert_config.json")
    window = config.get("max_seq_length")
    plain = config.keys() <= {"max_seq_length", "do_lower_case"} and not config.get("do_lower_case")
    return window if plain and isinstance(window, int) and window > 2 else None


def _json(path: Path, *, default: Any = None) -> Any:
    if not path.is_file():
        return {} if default is None else default
    return json.loads(path.read_text("utf-8"))
