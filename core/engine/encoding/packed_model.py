"""A model folder for the packed encoder: its tokenizer, its plan, and the check of its vectors.

Folders that were compared with the library during development are listed by hash; any other is compared at
every load with the library's own vectors of a few texts, which takes some seconds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.engine.catalogue import ModelSpec
from core.engine.encoding.cross_encoder import CrossEncoder, PairTokens, marks_of, pair_tokens
from core.engine.encoding.encoder_plan import EncoderPlan, encoder_plan
from core.engine.encoding.library_encoder import LibraryEncoder
from core.engine.encoding.linear import Precision, best_precision
from core.engine.encoding.packed import PackedEncoder
from core.engine.verification import sha256_of

MOST_APART = 1e-3
"""The largest allowed 1 - cosine to the library's vector of the same text."""

_COMPARED = frozenset(
    {
        "deb03c72bdc9bc216852870b41740efce78c36bf6fce76a6a5cb01ae4804cc80",  # all-MiniLM-L6-v2
        "3ba8053049927d929b11d98592eaf35773bb7fe6795f3fd24def5ee4c3499d41",  # multilingual-e5-small
        "facb96b857fed36a323249ae6093ba81503454609aebde9559e6d08360199dc2",  # all-mpnet-base-v2
    }
)
_PROBES = (
    "",
    "sleep",
    "Denies fever. BP 142/88, HR 72; takes sertraline 50 mg daily (since 2019-03-04).",
    "שינה לא טובה, כאבי ראש; ד״ר כהן המליצה על מנוחה",
    "Ménière's disease — naïve café, ½ tablet, 37.5 °C, µg/l " * 3,
    "Headache after bright light. " * 200,
)


class PackedModel:
    """Tokenizer and packed encoder of one folder."""

    def __init__(self, spec: ModelSpec, plan: EncoderPlan, precision: Precision) -> None:
        from tokenizers import Tokenizer

        self._tokenizer: Any = Tokenizer.from_file(str(spec.path / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(max_length=plan.window_tokens)
        self._spec, self._plan, self._precision = spec, plan, precision
        self._encoder = PackedEncoder(spec.weights, plan, precision)
        self.window_tokens = plan.window_tokens
        self.method = f"packed {precision}"

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """Token ids of each text, special tokens included, truncated to the window."""
        return [encoded.ids for encoded in self._tokenizer.encode_batch_fast(list(texts))]

    def encode(
        self, texts: list[str], tokens: list[list[int]], between: Callable[[], None]
    ) -> NDArray[np.float32]:
        """Pooled vectors of one pass: (n, d) float32."""
        return self._encoder.encode(tokens, between)

    def cross_encoder(self, adapter: Path) -> CrossEncoder:
        """This model's layers with an adapter. Raises the errors of `CrossEncoder`."""
        spec = self._spec
        return CrossEncoder(
            spec.weights, spec.sha256, adapter, self._plan, self._precision, beside=self._encoder
        )

    def pairs(self, question: str, sentences: Sequence[str]) -> list[PairTokens]:
        """The tokens of the pairs of a question and each sentence."""
        first, *others = self._tokenizer.encode_batch_fast([question, *sentences], add_special_tokens=False)
        marks = marks_of(self._tokenizer)
        return [pair_tokens(first.ids, one.ids, marks) for one in others]


def packed_model(spec: ModelSpec) -> PackedModel | None:
    """The model of `spec` in the packed encoder; None if its vectors would differ from the library's.

    Raises:
        OSError, ValueError, RuntimeError: the folder cannot be read.
    """
    import torch

    plan = encoder_plan(spec.path)
    if plan is None:
        return None
    try:
        model = PackedModel(spec, plan, best_precision(torch))
    except KeyError:
        return None
    return model if _fingerprint(spec) in _COMPARED or _agrees(model, spec.path) else None


def _fingerprint(spec: ModelSpec) -> str:
    """One hash of the weights and of every file that defines their use."""
    digest = hashlib.sha256(spec.sha256.encode("ascii"))
    for path in sorted(spec.path.rglob("*.json")):
        digest.update(f"\n{path.relative_to(spec.path).as_posix()} {sha256_of(path)}".encode())
    return digest.hexdigest()


def _agrees(model: PackedModel, folder: Path) -> bool:
    library = LibraryEncoder(folder)
    theirs = library.encode(list(_PROBES), [], lambda: None)
    ours = np.concatenate([model.encode([text], model.tokens([text]), lambda: None) for text in _PROBES])
    cosines = np.sum(_unit(ours) * _unit(theirs), axis=1)
    return bool(np.all(1.0 - cosines <= MOST_APART))


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths: NDArray[np.float32] = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / lengths
