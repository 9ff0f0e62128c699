"""Encodes with sentence-transformers, exactly as in the library's own example."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


class LibraryEncoder:
    """Any model that the library can load without executing code of the model folder."""

    def __init__(self, folder: Path) -> None:
        from sentence_transformers import SentenceTransformer

        self._model: Any = SentenceTransformer(
            str(folder),
            device="cpu",
            local_files_only=True,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True},
        )
        self.window_tokens = int(self._model.max_seq_length)
        self.method = "library float32"

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """Token ids of each text, special tokens included, truncated to the window."""
        encoded = self._model.tokenizer(list(texts), truncation=True, max_length=self.window_tokens)
        ids: list[list[int]] = encoded["input_ids"]
        return ids

    def encode(
        self, texts: list[str], tokens: list[list[int]], between: Callable[[], None]
    ) -> NDArray[np.float32]:
        """Vectors of one pass: (n, d) float32."""
        vectors: NDArray[np.float32] = self._model.encode(
            texts, batch_size=len(texts), show_progress_bar=False, convert_to_numpy=True
        )
        between()
        return vectors
