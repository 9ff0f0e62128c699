"""One batch of texts, sent and taken back: nothing that is not a unit vector gets through."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.cancel import CancelToken
from core.engine.failures import AttemptFailed
from core.engine.session import EngineSession
from core.engine.wire import FrameError, unpack_vectors

_UNIT_TOLERANCE = 1e-3


def embed_batch(
    session: EngineSession, texts: list[str], *, timeout_s: float, cancel: CancelToken | None
) -> NDArray[np.float32]:
    """Vectors of `texts`: (n, d) float32, unit length.

    Raises:
        AttemptFailed: crash, time-out (the process is killed) or an answer that is no vectors.
        Cancelled: the answer is not waited for; the process finishes the batch for nobody.
        AnamnesisError: the process refused.
    """
    with session.request({"op": "embed", "texts": texts}) as (_, mailbox):
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
