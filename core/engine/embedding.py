"""Batches of texts, sent and taken back: nothing that is not a unit vector gets through."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from core.cancel import CancelToken
from core.child_processes.frames import FrameError
from core.engine.failures import AttemptFailed
from core.engine.session import EngineSession
from core.engine.vector_payload import unpack_vectors

_UNIT_TOLERANCE = 1e-3


class ShrinkingBatch:
    """The texts of one batch over all its tries: after a failure it goes on with half as many at a time.

    What failed may have been memory or time; what was done before the failure is not done again.
    """

    def __init__(self, texts: list[str]) -> None:
        self._texts = texts
        self._at_once = len(texts)
        self._done: list[NDArray[np.float32]] = []

    def embed(self, embed: Callable[[list[str]], NDArray[np.float32]]) -> NDArray[np.float32]:
        """Vectors of all its texts; raises what `embed` raises, and may then be called again."""
        while (done := sum(map(len, self._done))) < len(self._texts):
            try:
                self._done.append(embed(self._texts[done : done + self._at_once]))
            except AttemptFailed:
                self._at_once = max(1, self._at_once // 2)
                raise
        return np.concatenate(self._done)


def embed_batch(
    session: EngineSession,
    texts: list[str],
    *,
    model: str,
    urgent: bool,
    timeout_s: float,
    cancel: CancelToken | None,
) -> NDArray[np.float32]:
    """Vectors of `texts`: (n, d) float32, unit length. `model` is the SHA-256 of its weights.

    Raises:
        AttemptFailed: crash, time-out (the process is killed) or an answer that is no vectors.
        Cancelled: the answer is not waited for; the process finishes the batch for nobody.
        AnamnesisError: the process refused.
    """
    header = {"op": "embed", "model": model, "urgent": urgent, "texts": texts}
    with session.request(header, owed_s=timeout_s) as (_, mailbox):
        frame = session.answer(mailbox, timeout_s=timeout_s, cancel=cancel)
    try:
        vectors = unpack_vectors(frame.payload, rows=len(texts))
    except FrameError as error:
        session.kill("engine_protocol")
        raise AttemptFailed("engine_protocol") from error
    lengths = np.linalg.norm(vectors, axis=1)
    if not np.all(np.abs(lengths - 1.0) < _UNIT_TOLERANCE):
        raise AttemptFailed("vector_invalid")
    return vectors
