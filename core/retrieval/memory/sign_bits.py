"""The first stage of a search over many vectors: compares their signs bit by bit.

The share of components with the same sign grows with the cosine of two vectors. 48 bytes represent 384
components, so 100,000 passages take about a millisecond; the candidates are then scored exactly
(`core.retrieval.memory.vector_index`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_WORD_BITS = 64
_FIRST_ROOM = 1_024
_FAR = np.iinfo(np.uint16).max


class SignBits:
    """Grows by rows. Not thread-safe: searches share a buffer."""

    def __init__(self, dimension: int) -> None:
        self.rows = 0
        self._dimension = dimension
        # One row of the array for each word, so that a search reads memory sequentially.
        self._words = np.zeros((-(-dimension // _WORD_BITS), _FIRST_ROOM), dtype=np.uint64)
        self._make_scratch()

    @property
    def nbytes(self) -> int:
        scratch = self._differing.nbytes + self._counts.nbytes + self._distances.nbytes
        return self._words.nbytes + scratch

    def add(self, vectors: NDArray[np.floating]) -> None:
        """Appends the signs of (n, dimension) vectors."""
        end = self.rows + len(vectors)
        if end > self._words.shape[1]:
            grown = np.zeros((len(self._words), max(end, 3 * self._words.shape[1] // 2)), dtype=np.uint64)
            grown[:, : self.rows] = self._words[:, : self.rows]
            self._words = grown
            self._make_scratch()
        self._words[:, self.rows : end] = self._packed(vectors).T
        self.rows = end

    def keep(self, kept: NDArray[np.bool_]) -> None:
        """Removes the rows that are not `kept`; the others keep their order."""
        remaining = self._words[:, : self.rows][:, kept]
        self.rows = remaining.shape[1]
        self._words[:, : self.rows] = remaining

    def nearest(
        self, questions: NDArray[np.float32], allowed: NDArray[np.bool_] | None, most: int
    ) -> NDArray[np.intp]:
        """About `most` of the `allowed` rows (all if None): those nearest to any of (q, dimension) questions.

        Ties with the last row are included, so that the choice does not depend on their order.
        """
        distances = self._distances[: self.rows]
        self._measure(self._packed(questions), distances)
        if allowed is not None:
            np.copyto(distances, _FAR, where=~allowed)
        reached = np.cumsum(np.bincount(distances, minlength=self._dimension + 1)[: self._dimension + 1])
        return np.flatnonzero(distances <= int(np.searchsorted(reached, min(most, reached[-1]))))

    def _measure(self, questions: NDArray[np.uint64], distances: NDArray[np.uint16]) -> None:
        """How many bits of each row differ from the nearest of the (q, words) questions."""
        differing, counts = self._differing[: self.rows], self._counts[: self.rows]
        for number, question in enumerate(questions):
            into = distances if number == 0 else np.empty_like(distances)
            into[:] = 0
            for word, bits in zip(self._words[:, : self.rows], question, strict=True):
                np.bitwise_xor(word, bits, out=differing)
                np.bitwise_count(differing, out=counts)
                np.add(into, counts, out=into)
            if number:
                np.minimum(distances, into, out=distances)

    def _packed(self, vectors: NDArray[np.floating]) -> NDArray[np.uint64]:
        """(n, words): the sign of each component, the last word padded with zeros."""
        # As integers, float16 values compare ten times as fast, with the same sign.
        compared = vectors.view(np.int16) if vectors.dtype == np.float16 else vectors
        signs = np.packbits(compared > 0, axis=1)
        filled = np.zeros((len(signs), self._words.shape[0] * _WORD_BITS // 8), dtype=np.uint8)
        filled[:, : signs.shape[1]] = signs
        return filled.view(np.uint64)

    def _make_scratch(self) -> None:
        room = self._words.shape[1]
        self._differing = np.empty(room, dtype=np.uint64)
        self._counts = np.empty(room, dtype=np.uint8)
        self._distances = np.empty(room, dtype=np.uint16)
