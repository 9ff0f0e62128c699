"""Turns texts into unit vectors with sentence-transformers, in the engine process only."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.engine.catalogue import ModelSpec
from core.engine.dto import ModelInfo
from core.errors import ModelRejected

_TOKENS_PER_PASS = 1024
"""Padded tokens of one forward pass: beyond it the activations fall out of the processor's cache."""

_SHORTEST = 1e-12


class Embedder:
    """One loaded model. Not thread-safe: its lane calls it from one thread."""

    def __init__(self, spec: ModelSpec, *, threads: int) -> None:
        started = time.perf_counter()
        import torch
        from sentence_transformers import SentenceTransformer

        torch.set_num_threads(threads)
        self._torch: Any = torch
        self._half = _multiplies_bfloat16(torch.cpu)
        try:
            self._model: Any = SentenceTransformer(
                str(spec.path),
                device="cpu",
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )
        except (OSError, ValueError, KeyError, TypeError, RuntimeError, ImportError) as error:
            raise ModelRejected(name=spec.name, reason="unreadable", kind=type(error).__name__) from error
        probe = self.embed(["warm up"])
        self.info = ModelInfo(
            name=spec.name,
            sha256=spec.sha256,
            limit_tokens=int(self._model.max_seq_length),
            dimension=int(probe.shape[1]),
            load_ms=(time.perf_counter() - started) * 1000,
        )

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of `texts` in their order: (n, d) float32, unit length, as the model's own pooling says.

        A text longer than the model's window is cut at the window, as the model itself does.
        """
        vectors: NDArray[np.float32] | None = None
        for places in self._passes(texts):
            with self._torch.autocast("cpu", dtype=self._torch.bfloat16, enabled=self._half):
                part = self._model.encode(
                    [texts[place] for place in places],
                    batch_size=len(places),
                    show_progress_bar=False,
                    convert_to_numpy=True,
                )
            if vectors is None:
                vectors = np.empty((len(texts), part.shape[1]), dtype=np.float32)
            vectors[places] = part
        if vectors is None:
            raise ValueError("no texts")
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), _SHORTEST)
        return vectors

    def _passes(self, texts: Sequence[str]) -> Iterator[list[int]]:
        """Places of texts of like length that go through the model together, longest first."""
        encoded = self._model.tokenizer(list(texts), truncation=True, max_length=self._model.max_seq_length)
        lengths = [len(ids) for ids in encoded["input_ids"]]
        order = sorted(range(len(texts)), key=lambda place: -lengths[place])
        start = 0
        while start < len(order):
            count = max(1, _TOKENS_PER_PASS // max(1, lengths[order[start]]))
            yield order[start : start + count]
            start += count


def _multiplies_bfloat16(cpu: Any) -> bool:
    """Whether this processor multiplies bfloat16 in hardware; emulated it would be slower than float32.

    Only the matrix products use it. The vectors stay within a cosine of 0.9999 of those of float32 and take
    about half the time.
    """
    capabilities: Mapping[str, object] = getattr(cpu, "get_capabilities", dict)()
    return bool(capabilities.get("avx512_bf16") or capabilities.get("amx_bf16"))
