"""llama.cpp with an adapter, as in the program, for comparison with the trained model."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.engine.llama import LlamaFailure, LlamaModel
from training.tokens import load_native


def load_adapted(base: Path, adapter: Path | None) -> LlamaModel:
    """The model, with the adapter if one is given. Raises `LlamaFailure` if it does not fit the model."""
    model = load_native(base)
    if adapter is None:
        return model
    api: Any = model._api
    loaded = api.llama_adapter_lora_init(model._model, str(adapter).encode())
    if not loaded:
        raise LlamaFailure("adapter")
    kind = api.llama_adapter_lora_p_ctypes
    adapters, scales = (kind * 1)(ctypes.cast(loaded, kind)), (ctypes.c_float * 1)(1.0)
    if api.llama_set_adapters_lora(model._context, adapters, 1, scales) != 0:
        raise LlamaFailure("adapter")
    return model


def next_logs(model: LlamaModel, prompt: Sequence[int]) -> NDArray[np.float64]:
    """Log-probabilities of every token after `prompt`."""
    _read(model, prompt)
    return _log_softmax(model.scores())


def write_answer(model: LlamaModel, prompt: Sequence[int], *, limit: int) -> list[int]:
    """The most likely tokens after `prompt`, until the model stops or `limit` is reached."""
    _read(model, prompt)
    written: list[int] = []
    while len(written) < limit:
        token = int(model.scores().argmax())
        if model.ends(token):
            break
        written.append(token)
        model.evaluate([token])
    return written


def _read(model: LlamaModel, prompt: Sequence[int]) -> None:
    model.keep(0)
    for start in range(0, len(prompt), model.batch_tokens):
        model.evaluate(list(prompt[start : start + model.batch_tokens]))


def _log_softmax(scores: NDArray[np.float32]) -> NDArray[np.float64]:
    exact = scores.astype(np.float64)
    shifted = exact - exact.max()
    logs: NDArray[np.float64] = shifted - np.log(np.exp(shifted).sum())
    return logs
