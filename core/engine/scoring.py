"""One call of `answer_odds`: sends a question and sentences, receives one frame with a number for each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.cancel import CancelToken
from core.engine.failures import AttemptFailed
from core.engine.session import EngineSession

MAX_SENTENCES = 64
"""In one call: the process scores them without interruption, and every other question waits."""


def answer_odds(
    session: EngineSession,
    question: str,
    sentences: Sequence[str],
    *,
    model: str,
    timeout_s: float,
    cancel: CancelToken | None,
) -> NDArray[np.float32]:
    """Log-odds that each sentence answers the question: (n,) float32. `model` is the SHA-256 of its weights.

    Raises:
        AttemptFailed: crash, time-out or an invalid answer (the process is killed); `vector_invalid` for
            numbers that are not finite.
        Cancelled: the caller no longer waits for the answer; the process discards the result of the batch.
        AnamnesisError: the process refused.
    """
    header = {"op": "answer_odds", "model": model, "question": question, "sentences": list(sentences)}
    with session.request(header, owed_s=timeout_s) as (_, mailbox):
        frame = session.answer(mailbox, timeout_s=timeout_s, cancel=cancel)
    try:
        odds = np.array([float(each) for each in frame.header["odds"]], dtype=np.float32)
    except (KeyError, TypeError, ValueError, OverflowError):
        odds = np.empty(0, dtype=np.float32)
    if len(odds) != len(sentences):
        session.kill("engine_protocol")
        raise AttemptFailed("engine_protocol")
    if not np.all(np.isfinite(odds)):
        raise AttemptFailed("vector_invalid")
    return odds
