"""The process of one trial: loads one model as the engine would, runs it and reports the result.

`python -m core.engine.processor.trial_child PARENT_PID`, with one JSON document on standard input. It writes
one JSON line with the level before it computes, so that the level is known if computing kills it, and one
with the result. It is confined as the engine is.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from core.child_processes.isolation import isolate
from core.engine.catalogue import ModelSpec
from core.engine.confinement import confine
from core.engine.processor.backend import BackendMissing, load_backend, permitted_level
from core.engine.processor.levels import BUILT_IN
from core.engine.protocol import spec_from_header
from core.engine.verification import verify_model
from core.errors import AnamnesisError
from core.first_imports import pause_collector

if TYPE_CHECKING:
    # Foreign libraries are imported after the process is confined.
    import numpy as np
    from numpy.typing import NDArray

_PROMPT = (
    "Seen for review of blood pressure and sleep. Home readings between 128/78 and 142/88. Takes ramipril "
    "5 mg every morning and has not missed a dose. Sleeps six hours, wakes once, no snoring. No chest pain, "
    "no swelling of the ankles. Plan: the same dose, a blood test for kidney function, back in six weeks."
)
_WRITTEN_TOKENS = 12
_SHORT_PROMPT_TOKENS, _SHORT_WRITTEN_TOKENS = 6, 2
_CONTEXT_TOKENS = 512
_SAME = 0.98
"""Cosine between the scores of a text read at once and read token by token. Correct code differs in the last
digits of quantised products; wrong code is far below.
"""


def main() -> None:
    """Runs the trial described on standard input; the exit status is 0 if a result was written."""
    asked = json.loads(sys.stdin.buffer.read())
    said = os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    isolate(parent_pid=int(sys.argv[1]))
    confine({"embedders": [asked["model"]], "generator": None})
    # Until the end, which is the end of the trial.
    pause_collector()
    with os.fdopen(said, "w", encoding="utf-8") as out:

        def tell(document: dict[str, Any]) -> None:
            out.write(json.dumps(document) + "\n")
            out.flush()

        try:
            _try(asked, tell)
        except BackendMissing:
            tell({"reason": "no_backend"})
        except AnamnesisError as error:
            tell({"refused": error.code})
        except Exception:  # noqa: BLE001 - a library that cannot even be imported
            tell({"refused": "model_library_failed"})
    # Native threads may still be running; nothing here needs saving.
    os._exit(0)


def _try(asked: dict[str, Any], tell: Callable[[dict[str, Any]], None]) -> None:
    spec = spec_from_header(asked["model"])
    verify_model(spec)
    tell({"level": _level()})
    if spec.kind == "generator":
        tell(_generate(spec, threads=int(asked["threads"]), short=bool(asked["short"])))
    else:
        tell(_embed(spec, plain=bool(asked["plain"])))


def _level() -> str:
    """The level reported by llama.cpp's own libraries, or the permitted one where they do not report any."""
    try:
        found = load_backend()
    except (BackendMissing, ImportError, OSError, RuntimeError):
        found = BUILT_IN
    return permitted_level().name if found == BUILT_IN else found


def _generate(spec: ModelSpec, *, threads: int, short: bool) -> dict[str, Any]:
    """Reads a prompt, writes some tokens, and reads both again in one batch to compare.

    With `short` no speed is measured.
    """
    import numpy as np

    from core.engine.llama import LlamaFailure, LlamaModel
    from core.errors import ModelRejected

    try:
        adapter = None if spec.adapter is None else spec.adapter.path
        model = LlamaModel(spec.path, threads=threads, context_tokens=_CONTEXT_TOKENS, adapter=adapter)
        tokens = model.tokenize(_PROMPT)[: _SHORT_PROMPT_TOKENS if short else None]
        to_write = _SHORT_WRITTEN_TOKENS if short else _WRITTEN_TOKENS
        model.evaluate(tokens)
        began = time.perf_counter()
        for _ in range(to_write):
            tokens.append(int(np.argmax(model.scores())))
            model.evaluate(tokens[-1:])
        written_s = time.perf_counter() - began
        one_by_one = np.array(model.scores())
        model.keep(0)
        began = time.perf_counter()
        model.evaluate(tokens)
        read_s = time.perf_counter() - began
    except (LlamaFailure, OSError, ValueError) as error:
        raise ModelRejected(name=spec.name, reason="unreadable", kind=type(error).__name__) from error
    return {
        "reason": _reason(_alike(one_by_one, np.array(model.scores()))),
        "prompt_tokens_per_s": round(len(tokens) / read_s, 1),
        "tokens_per_s": round(to_write / written_s, 1),
    }


def _embed(spec: ModelSpec, *, plain: bool) -> dict[str, Any]:
    """One vector as the engine computes it, and with `plain` another one by the library."""
    import numpy as np

    from core.engine.encoding.embedder import Embedder
    from core.engine.encoding.library_encoder import LibraryEncoder

    embedder = Embedder(spec)
    vector = embedder.embed([_PROMPT])[0]
    right = bool(np.all(np.isfinite(vector)))
    if plain:
        right = right and _alike(vector, LibraryEncoder(spec.path).encode([_PROMPT], [], lambda: None)[0])
    return {"reason": _reason(right), "method": embedder.info.method}


def _reason(right: bool) -> str:
    return "" if right else "wrong_result"


def _alike(one: NDArray[np.float32], other: NDArray[np.float32]) -> bool:
    """Finite, not constant, and in the same direction."""
    import numpy as np

    both = np.stack([one, other]).astype(np.float64)
    if not np.all(np.isfinite(both)) or np.any(np.ptp(both, axis=1) == 0):
        return False
    lengths = np.linalg.norm(both, axis=1)
    return bool(both[0] @ both[1] / (lengths[0] * lengths[1]) >= _SAME)


if __name__ == "__main__":
    main()
