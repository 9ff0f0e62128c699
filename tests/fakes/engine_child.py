"""A child process that speaks the engine's protocol and misbehaves as told; run as a script.

Arguments: the misbehaviour, for how many of its lives, and a folder where it counts them. After those lives
it behaves. It loads no model, so a test of the client takes a fraction of a second.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from core.child_processes.frames import Frame, encode_frame, read_frame
from core.engine.failures import error_to_header
from core.engine.protocol import PROTOCOL_VERSION
from core.engine.vector_payload import pack_vectors
from core.errors import GenerationError, ModelRejected

_INFO = {"sha256": "0" * 64, "limit_tokens": 64, "dimension": 8, "load_ms": 1.0}
_ISOLATION = {
    "sockets_refused": True,
    "network_namespace": False,
    "core_dumps_refused": True,
    "dies_with_parent": False,
}


class ScriptedChild:
    def __init__(self, fault: str) -> None:
        self._fault = fault
        self._first = ""

    def run(self) -> None:
        if self._fault == "exit_at_start":
            os._exit(7)
        self._send(
            {"event": "hello", "protocol": PROTOCOL_VERSION, "pid": os.getpid(), "isolation": _ISOLATION}
        )
        if self._fault == "hang_load":
            _hang()
        configuration = read_frame(sys.stdin.buffer)
        wanted = configuration.header if configuration is not None else {}
        generator = wanted.get("generator")
        self._first = next((spec["sha256"] for spec in wanted.get("embedders", [])), "")
        specs = [*wanted.get("embedders", []), *([] if generator is None else [generator])]
        for spec in specs:
            name = spec["kind"]
            told = {"event": "loaded", "model": spec["sha256"]}
            if self._fault == f"refuse_{name}":
                error = error_to_header(ModelRejected(name=name, reason="hash_mismatch"))
                self._send({**told, "event": "refused", "error": error})
            else:
                self._send({**told, "info": {"name": name, **_INFO, "sha256": spec["sha256"]}})
        while (frame := read_frame(sys.stdin.buffer)) is not None:
            getattr(self, f"_{frame.header['op']}")(frame.header["id"], frame.header)

    def _embed(self, number: int, header: Any) -> None:
        rows = len(header["texts"])
        vectors = np.zeros((rows, 8), dtype=np.float32)
        # The second embedder is the first one mirrored, so that a test can tell them apart.
        vectors[:, rows % 8] = 1.0 if header["model"] == self._first else -1.0
        match self._fault:
            case "exit_on_embed":
                os._exit(9)
            case "exit_on_many" if rows > 4:
                os._exit(9)
            case "hang_embed":
                _hang()
            case "garbage":
                self._raw(b"Traceback (most recent call last):\n" * 3)
            case "huge":
                self._raw(b"ANE1" + b"\xff" * 8)
            case "unknown_event":
                self._send({"surprise": 1})
            case "short_vectors":
                self._send({"event": "vectors", "id": number, "rows": rows}, b"\0" * 7)
            case "zero_vectors":
                vectors[:] = 0.0
                self._send({"event": "vectors", "id": number, "rows": rows}, pack_vectors(vectors))
            case "exception":
                self._send({"event": "failed", "id": number, "kind": "RuntimeError"})
            case _:
                self._send({"event": "vectors", "id": number, "rows": rows}, pack_vectors(vectors))

    def _answer_odds(self, number: int, header: Any) -> None:
        odds: Any = [-1.5] * len(header["sentences"])
        match self._fault:
            case "odds_nan":
                odds[0] = float("nan")
            case "odds_short":
                odds.pop()
            case "odds_text":
                odds[0] = "likely"
        self._send({"event": "odds", "id": number, "odds": odds})

    def _generate(self, number: int, header: Any) -> None:
        if self._fault == "exit_on_generate":
            os._exit(9)
        if self._fault == "hang_generate":
            _hang()
        if header["grammar"] == "refuse":
            error = error_to_header(GenerationError("grammar_invalid"))
            self._send({"event": "failed", "id": number, "error": error})
            return
        self._send({"event": "text", "id": number, "text": "one "})
        if self._fault == "exit_after_text":
            os._exit(9)
        if self._fault == "stall":
            _hang()
        self._send({"event": "text", "id": number, "text": "two"})
        self._send(
            {
                "event": "written",
                "id": number,
                "finish": "stop",
                "prompt_tokens": 5,
                "prompt_tokens_evaluated": 5,
                "output_tokens": 2,
            }
        )

    def _read(self, number: int, header: Any) -> None:
        if self._fault == "exit_on_read":
            os._exit(9)
        if self._fault == "hang_read":
            _hang()
        count = len(header["candidates"])
        shares: Any = [0.25] * count if self._fault == "no_shares" else [1 / count] * count
        if self._fault == "words_for_shares":
            shares = ["likely"] * count
        self._send(
            {
                "event": "reading",
                "id": number,
                "probabilities": shares,
                "prompt_tokens": 5,
                "prompt_tokens_evaluated": 3,
            }
        )

    def _cancel(self, number: int, header: Any) -> None:
        """Too late: a scripted answer is out before anyone could cancel it."""

    def _count(self, number: int, header: Any) -> None:
        counts = [len(text.split()) for text in header["texts"]]
        self._send({"event": "counts", "id": number, "counts": counts})

    def _send(self, header: dict[str, Any], payload: bytes = b"") -> None:
        self._raw(encode_frame(Frame(header, payload)))

    @staticmethod
    def _raw(data: bytes) -> None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def _hang() -> None:
    """Alive, but deaf: does not even see the end of its input."""
    while True:
        time.sleep(3600)


def command(fault: str, folder: Path, *, lives: int = 1_000_000) -> tuple[str, ...]:
    """For `EngineClient(command=...)`."""
    return (sys.executable, str(Path(__file__).resolve()), fault, str(lives), str(folder))


def main() -> None:
    fault, lives, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    born = len(list(folder.iterdir()))
    (folder / f"life-{born}-{os.getpid()}").touch()
    ScriptedChild(fault if born < lives else "none").run()


if __name__ == "__main__":
    main()
