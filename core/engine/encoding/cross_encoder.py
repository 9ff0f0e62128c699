"""A cross-encoder: how likely a sentence answers a question, both encoded together (Nogueira and Cho,
*Passage Re-ranking with BERT*, 2019).

It is the embedder's own layers with an adapter: low-rank changes of the linear layers (Hu and others, *LoRA*,
ICLR 2022), both token types, and a head of two layers over the first token. The adapter is one safetensors
file, trained in `packaging/training`:

    {weight}.lora_a      (rank, in)     for every linear layer, by the name of its weight
    {weight}.lora_b      (out, rank)    W' = W + alpha / rank · B A
    token_types          (2, width)     added to those of the embedder
    head.0.weight, .bias (width, width) then the hyperbolic tangent
    head.1.weight, .bias (1, width)     the log-odds

Its metadata contains `format`, `base_sha256` of the weights that it belongs to, and `alpha`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.engine.encoding.encoder_plan import EncoderPlan
from core.engine.encoding.linear import Precision
from core.engine.encoding.packed import SEGMENT_WEIGHT, PackedEncoder

FORMAT = "anamnesis-cross-encoder-1"
QUESTION_TOKENS, SENTENCE_TOKENS = 40, 90
"""Longer questions and sentences are truncated to these lengths, as in training."""
AT_ONCE = 16
"""Pairs of one pass."""


class AdapterMismatch(ValueError):
    """The file is not an adapter for these weights. `reason` is `adapter_mislabelled` or
    `adapter_of_another_model`.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class PairTokens:
    """A question and a sentence as one text: begin, question, end, sentence, end."""

    ids: tuple[int, ...]
    second: int
    """Index of the first token of the sentence; from it on the token type is 1."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The ids of the special tokens around texts."""

    begin: int
    end: int


def marks_of(tokenizer: Any) -> Marks:
    """Those that a tokenizer of the library `tokenizers` puts around every text."""
    begin, end = tokenizer.encode("").ids
    return Marks(begin, end)


def pair_tokens(question: Sequence[int], sentence: Sequence[int], marks: Marks) -> PairTokens:
    """The tokens of a pair, each text given without special tokens and truncated to its limit."""
    first = (marks.begin, *question[:QUESTION_TOKENS], marks.end)
    return PairTokens((*first, *sentence[:SENTENCE_TOKENS], marks.end), len(first))


def linear_weights(plan: EncoderPlan) -> tuple[str, ...]:
    """The names of the weights of all linear layers."""
    names = plan.names
    parts = (names.query, names.key, names.value, names.attended, names.wide, names.narrow)
    return tuple(f"{names.layer.format(n)}{part}.weight" for n in range(plan.layers) for part in parts)


def changes_of(adapter: Mapping[str, Any], *, alpha: float) -> dict[str, Any]:
    """The matrices that an adapter adds to each weight. Raises `KeyError` for an incomplete pair."""
    changes = {SEGMENT_WEIGHT: adapter["token_types"]}
    for name, a in adapter.items():
        if name.endswith(".lora_a"):
            weight = name.removesuffix(".lora_a")
            changes[weight] = alpha / a.shape[0] * (adapter[f"{weight}.lora_b"] @ a)
    return changes


class CrossEncoder:
    """An embedder's layers with an adapter. Not thread-safe.

    Raises:
        AdapterMismatch: the adapter belongs to other weights.
        OSError, ValueError, KeyError: a file cannot be read or is incomplete.
    """

    def __init__(
        self,
        weights: Path,
        sha256: str,
        adapter: Path,
        plan: EncoderPlan,
        precision: Precision,
        *,
        beside: PackedEncoder,
    ) -> None:
        known, alpha = read_adapter(adapter, sha256)
        self._head = [(known[f"head.{n}.weight"].numpy(), known[f"head.{n}.bias"].numpy()) for n in range(2)]
        changes = changes_of(known, alpha=alpha)
        if plan.relative_bias or changes.keys() != {SEGMENT_WEIGHT, *linear_weights(plan)}:
            raise AdapterMismatch("adapter_of_another_model")
        self._encoder = PackedEncoder(
            weights, replace(plan, pooling="cls"), precision, changes=changes, beside=beside
        )

    def log_odds(self, pairs: Sequence[PairTokens]) -> NDArray[np.float32]:
        """Log-odds that the sentence of each pair answers its question: (n,) float32, not calibrated."""
        order = sorted(range(len(pairs)), key=lambda place: len(pairs[place].ids))
        odds = np.empty(len(pairs), dtype=np.float32)
        for start in range(0, len(order), AT_ONCE):
            places = order[start : start + AT_ONCE]
            chosen = [pairs[place] for place in places]
            first = self._encoder.encode(
                [one.ids for one in chosen], lambda: None, seconds=[one.second for one in chosen]
            )
            odds[places] = self._of(first)
        return odds

    def _of(self, first: NDArray[np.float32]) -> NDArray[np.float32]:
        (wide, wide_bias), (narrow, narrow_bias) = self._head
        found: NDArray[np.float32] = (np.tanh(first @ wide.T + wide_bias) @ narrow.T + narrow_bias)[:, 0]
        return found


def read_adapter(path: Path, base_sha256: str) -> tuple[dict[str, Any], float]:
    """The tensors of an adapter as float32, and its alpha.

    Raises:
        AdapterMismatch: it is not an adapter of this format, or belongs to other weights.
        OSError, ValueError: the file cannot be read.
    """
    import torch
    from safetensors import SafetensorError, safe_open

    try:
        opened: Any = safe_open(str(path), framework="pt", device="cpu")
    except SafetensorError as error:
        raise ValueError("safetensors") from error
    with opened as file:
        about = file.metadata() or {}
        if about.get("format") != FORMAT:
            raise AdapterMismatch("adapter_mislabelled")
        if about.get("base_sha256") != base_sha256:
            raise AdapterMismatch("adapter_of_another_model")
        tensors = {name: file.get_tensor(name).to(torch.float32, copy=True) for name in file.keys()}  # noqa: SIM118
    return tensors, float(about["alpha"])
