"""The smallest file that is a language model by its looks: any header, weights of zeros."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

CHATML = (
    "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n' + message['content'] + "
    "'<|im_end|>' + '\n'}}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
TOKENS = ("a", "b", "<|im_start|>", "<|im_end|>")
TYPES = (1, 1, 3, 3)
F32, Q4_1 = 0, 3


def settings(**changed: Any) -> dict[str, Any]:
    """What a header says; a value of None takes a key out."""
    whole: dict[str, Any] = {
        "general.architecture": "llama",
        "general.name": "Tiny writer",
        "general.license": "apache-2.0",
        "llama.block_count": 2,
        "llama.context_length": 2048,
        "llama.embedding_length": 32,
        "llama.attention.head_count": 4,
        "llama.attention.head_count_kv": 2,
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.tokens": list(TOKENS),
        "tokenizer.ggml.token_type": list(TYPES),
        "tokenizer.chat_template": CHATML,
    }
    whole |= {key.replace("__", "."): value for key, value in changed.items()}
    return {key: value for key, value in whole.items() if value is not None}


def gguf(
    values: Mapping[str, Any] | None = None,
    tensors: Sequence[tuple[str, tuple[int, ...], int, int]] = (("w", (32, 2), Q4_1, 0),),
    *,
    version: int = 3,
    data: bytes = bytes(40),
    seed: int = 0,
) -> bytes:
    """A file; a tensor is its name, shape, type and offset. Another `seed` is another model."""
    values = settings() if values is None else values
    raw = b"GGUF" + struct.pack("<IQQ", version, len(tensors), len(values))
    for key, value in values.items():
        raw += text(key) + _value(value)
    for name, shape, kind, offset in tensors:
        raw += text(name) + struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape, kind, offset)
    return raw + bytes(-len(raw) % 32) + data[:-1] + bytes([seed])


def gguf_file(path: Path, *, seed: int = 0, **changed: Any) -> Path:
    """Writes one; `changed` settings have two underscores for a dot."""
    path.write_bytes(gguf(settings(**changed), seed=seed))
    return path


def text(value: str) -> bytes:
    """A string as the format writes it."""
    raw = value.encode()
    return struct.pack("<Q", len(raw)) + raw


def _value(value: Any) -> bytes:
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return struct.pack("<I", 8) + text(value)
    if isinstance(value, list):
        if value and isinstance(value[0], str):
            return struct.pack("<IIQ", 9, 8, len(value)) + b"".join(text(each) for each in value)
        return struct.pack("<IIQ", 9, 5, len(value)) + struct.pack(f"<{len(value)}i", *value)
    return struct.pack("<II", 4, value)
