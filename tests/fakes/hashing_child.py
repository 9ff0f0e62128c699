"""A process that speaks the engine's protocol and embeds by hashing: the same vectors on any machine, always.

Each model has vectors of its own for the same text, all of one size. Embedding takes a moment for each text,
as a real model does, so that a kill at a random moment comes in the middle of something. Run as a script.
"""

from __future__ import annotations

import hashlib
import os
import sys
import threading
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.child_processes.frames import Frame, encode_frame, read_frame
from core.engine.protocol import PROTOCOL_VERSION
from core.engine.vector_payload import pack_vectors

DIMENSION = 64
_SECONDS_A_TEXT = 0.004
_ISOLATION = {
    "sockets_refused": True,
    "network_namespace": False,
    "core_dumps_refused": True,
    "dies_with_parent": False,
}


def command() -> tuple[str, ...]:
    """For `EngineClient(command=...)`."""
    return (sys.executable, str(Path(__file__).resolve()))


def vectors_of(model: str, texts: list[str]) -> NDArray[np.float32]:
    """(texts, DIMENSION) float32, unit length."""
    rows = []
    for text in texts:
        digest = hashlib.shake_256(f"{model}\0{text}".encode("utf-8", "replace")).digest(2 * DIMENSION)
        rows.append(np.frombuffer(digest, dtype="<i2").astype(np.float32) + 0.5)
    made = np.stack(rows)
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), dtype=np.float32)


def _send(header: dict[str, Any], payload: bytes = b"") -> None:
    sys.stdout.buffer.write(encode_frame(Frame(header, payload)))
    sys.stdout.buffer.flush()


def main() -> None:
    _send({"event": "hello", "protocol": PROTOCOL_VERSION, "pid": os.getpid(), "isolation": _ISOLATION})
    configuration = read_frame(sys.stdin.buffer)
    assert configuration is not None
    generator = configuration.header.get("generator")
    for spec in (*configuration.header["embedders"], *([generator] if generator else [])):
        size = {"dimension": DIMENSION} if spec["kind"] == "embedder" else {}
        info = {"name": spec["name"], "sha256": spec["sha256"], "limit_tokens": 256, "load_ms": 1.0, **size}
        _send({"event": "loaded", "model": spec["sha256"], "info": info})
    while (frame := read_frame(sys.stdin.buffer)) is not None:
        if frame.header["op"] == "embed":
            texts = frame.header["texts"]
            threading.Event().wait(_SECONDS_A_TEXT * len(texts))
            packed = pack_vectors(vectors_of(frame.header["model"], texts))
            _send({"event": "vectors", "id": frame.header["id"], "rows": len(texts)}, packed)


if __name__ == "__main__":
    main()
