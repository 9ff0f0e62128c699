"""A transformer encoder without padding: its layers process the tokens of many texts as one matrix.

A library pads the texts of a batch to the longest of them and computes the padding too. Here the layers
process tokens only; attention, the only operation in which texts must stay separate, is computed per run of
texts of equal length. Each layer yields to urgent jobs, so a question never waits for a whole batch.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.engine.encoding.encoder_plan import EncoderPlan
from core.engine.encoding.linear import Linear, Precision

SEGMENT_WEIGHT = "embeddings.token_type_embeddings.weight"
_WORDS = "embeddings.word_embeddings.weight"
_BUCKETS = 32
_FURTHEST = 128


@dataclass(frozen=True, slots=True)
class _Norm:
    weight: Any
    bias: Any


@dataclass(frozen=True, slots=True)
class _Layer:
    projections: Linear
    """Query, key and value in one product."""
    attended: Linear
    attended_norm: _Norm
    wide: Linear
    narrow: Linear
    output_norm: _Norm


@dataclass(frozen=True, slots=True)
class _Run:
    """`count` texts of `length` tokens each, from row `start` of the packed matrix."""

    start: int
    count: int
    length: int

    @property
    def rows(self) -> slice:
        return slice(self.start, self.start + self.count * self.length)


class PackedEncoder:
    """The weights of one model, prepared for multiplication. Stateless, but not thread-safe.

    `changes` are added to weights of the file by name (an adapter); `beside` is another encoder of the same
    file, whose word embeddings are shared: they are half of a small model.

    Raises:
        KeyError: a weight that the plan needs is not in the file.
        OSError, ValueError: the file cannot be read, or a change has another shape than its weight.
    """

    def __init__(
        self,
        weights: Path,
        plan: EncoderPlan,
        precision: Precision,
        *,
        changes: Mapping[str, Any] | None = None,
        beside: PackedEncoder | None = None,
    ) -> None:
        import torch

        self._torch: Any = torch
        self._plan = plan
        self._kind = getattr(torch, precision)
        with _reader(weights, changes or {}) as read, torch.inference_mode():
            embeddings = "embeddings."
            # Left in the precision of the file: the greatest matrix, of which a text takes a few rows.
            self._words: Any = read(_WORDS, None) if beside is None else beside._words
            self._positions = read(embeddings + "position_embeddings.weight")
            self._second: Any = None
            if not plan.relative_bias:
                first, *others = read(SEGMENT_WEIGHT)
                self._positions = self._positions + first
                self._second = others[0] - first if others else None
            self._norm = _norm(read, embeddings + "LayerNorm")
            self._layers = [self._layer(read, number, precision) for number in range(plan.layers)]
            self._by_distance = None
            if plan.relative_bias:
                bias = read("encoder.relative_attention_bias.weight")
                self._by_distance = _bias_by_distance(torch, bias, plan.window_tokens).to(self._kind)

    def encode(
        self,
        ids: Sequence[Sequence[int]],
        between: Callable[[], None],
        *,
        seconds: Sequence[int] | None = None,
    ) -> NDArray[np.float32]:
        """Pooled vectors, (n, width) float32, of texts given as token ids, longest or shortest first.

        `between` is called twice in each layer and may itself encode other texts. `seconds`: for pairs of
        texts, the index of the first token of the second text.
        """
        runs = list(_runs(ids))
        with self._torch.inference_mode():
            x = self._embedded(ids, seconds)
        for layer in self._layers:
            with self._torch.inference_mode():
                x = self._attended(layer, x, runs)
            between()
            with self._torch.inference_mode():
                wide = layer.wide(x.to(self._kind), gelu=True)
                x = self._normed(x + layer.narrow(wide), layer.output_norm)
            between()
        with self._torch.inference_mode():
            return self._pooled(x, runs)

    def _embedded(self, ids: Sequence[Sequence[int]], seconds: Sequence[int] | None) -> Any:
        texts = [np.asarray(one, dtype=np.int64) for one in ids]
        places = [_positions(text, self._plan.padding) for text in texts]
        torch = self._torch
        words = self._words[torch.from_numpy(np.concatenate(texts))].to(torch.float32)
        words += self._positions[torch.from_numpy(np.concatenate(places))]
        if seconds is not None:
            behind = [np.arange(len(text)) >= start for text, start in zip(texts, seconds, strict=True)]
            words[torch.from_numpy(np.concatenate(behind))] += self._second
        return self._normed(words, self._norm)

    def _attended(self, layer: _Layer, x: Any, runs: list[_Run]) -> Any:
        projected = layer.projections(x.to(self._kind))
        attended = self._torch.empty(len(x), self._plan.width, dtype=self._kind)
        for run in runs:
            self._attend(projected, attended, run)
        return self._normed(x + layer.attended(attended), layer.attended_norm)

    def _attend(self, projected: Any, attended: Any, run: _Run) -> None:
        heads, width = self._plan.heads, self._plan.width
        shape = (run.count, run.length, 3, heads, width // heads)
        query, key, value = projected[run.rows].view(shape).permute(2, 0, 3, 1, 4).unbind(0)
        mask = None
        if self._by_distance is not None:
            mask = self._by_distance[None, :, : run.length, : run.length]
        mixed = self._torch.nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        attended[run.rows].view(run.count, run.length, heads, -1).copy_(mixed.transpose(1, 2))

    def _normed(self, x: Any, norm: _Norm) -> Any:
        return self._torch.nn.functional.layer_norm(
            x, (self._plan.width,), norm.weight, norm.bias, self._plan.norm_epsilon
        )

    def _pooled(self, x: Any, runs: list[_Run]) -> NDArray[np.float32]:
        parts = []
        for run in runs:
            texts = x[run.rows].view(run.count, run.length, self._plan.width)
            parts.append(texts.mean(1) if self._plan.pooling == "mean" else texts[:, 0])
        pooled: NDArray[np.float32] = self._torch.cat(parts).numpy()
        return pooled

    def _layer(self, read: Callable[[str], Any], number: int, precision: Precision) -> _Layer:
        names = self._plan.names
        at = names.layer.format(number)

        def linear(*parts: str) -> Linear:
            weight = self._torch.cat([read(f"{at}{part}.weight") for part in parts])
            bias = self._torch.cat([read(f"{at}{part}.bias") for part in parts])
            return Linear(self._torch, weight, bias, precision)

        return _Layer(
            projections=linear(names.query, names.key, names.value),
            attended=linear(names.attended),
            attended_norm=_norm(read, at + names.attended_norm),
            wide=linear(names.wide),
            narrow=linear(names.narrow),
            output_norm=_norm(read, at + names.output_norm),
        )


def _runs(ids: Sequence[Sequence[int]]) -> Iterator[_Run]:
    start = 0
    for length, same in groupby(len(one) for one in ids):
        count = sum(1 for _ in same)
        yield _Run(start, count, length)
        start += count * length


def _positions(text: NDArray[np.int64], padding: int | None) -> NDArray[np.int64]:
    """Indices of the position embeddings; a padding token in the text itself is not counted."""
    if padding is None:
        return np.arange(len(text))
    counts = text != padding
    return np.asarray(np.cumsum(counts) * counts + padding)


@contextmanager
def _reader(path: Path, changes: Mapping[str, Any]) -> Iterator[Callable[..., Any]]:
    """Weights by name plus their changes, copied so that no view of the closed file remains: as float32, or
    as in the file if `kind` is None.
    """
    import torch
    from safetensors import safe_open

    opened: Any = safe_open(str(path), framework="pt", device="cpu")
    with opened as file:
        names = frozenset(file.keys())
        # Some files prefix all names with the architecture: `bert.embeddings…`.
        first = next((name for name in names if name.endswith(_WORDS)), _WORDS)
        prefix = first.removesuffix(_WORDS)

        def read(name: str, kind: Any = torch.float32) -> Any:
            if prefix + name not in names:
                raise KeyError(name)
            found = file.get_tensor(prefix + name)
            weight = found.to(found.dtype if kind is None else kind, copy=True)
            change = changes.get(name)
            if change is None:
                return weight
            if change.shape != weight.shape:
                raise ValueError(name)
            return weight + change

        yield read


def _norm(read: Callable[[str], Any], name: str) -> _Norm:
    return _Norm(read(f"{name}.weight"), read(f"{name}.bias"))


def _bias_by_distance(torch: Any, bias: Any, window: int) -> Any:
    """(heads, window, window): MPNet's bias, exact for near tokens, in logarithmic steps for far ones."""
    places = torch.arange(window)
    distance = places[:, None] - places[None, :]
    half, exact = _BUCKETS // 2, _BUCKETS // 4
    far = distance.abs()
    steps = torch.log(far.clamp(min=1).float() / exact) / math.log(_FURTHEST / exact) * (half - exact)
    bucket = torch.where(far < exact, far, (exact + steps.to(torch.long)).clamp(max=half - 1))
    return bias[bucket + (distance < 0).to(torch.long) * half].permute(2, 0, 1).contiguous()
