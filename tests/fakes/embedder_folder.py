"""The smallest folder that is an embedder by its looks: a few numbers, nothing that could embed."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

WIDTH = 8
WORDS = 16
MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
    {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
    {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
]
CARD = "---\nlanguage: en\nlicense: apache-2.0\ntags:\n- tiny\n---\n# Tiny\n"


def tensors(header: Mapping[str, Any], data: bytes) -> bytes:
    """A safetensors file with any header."""
    raw = json.dumps(header).encode()
    return struct.pack("<Q", len(raw)) + raw + data


def weights(*, words: int = WORDS, width: int = WIDTH, seed: int = 0) -> bytes:
    """A word table and one vector, float32; another `seed` is another model."""
    table, bias = words * width * 4, width * 4
    header = {
        "__metadata__": {"format": "pt"},
        "embeddings.word_embeddings.weight": {
            "dtype": "F32",
            "shape": [words, width],
            "data_offsets": [0, table],
        },
        "pooler.bias": {"dtype": "F32", "shape": [width], "data_offsets": [table, table + bias]},
    }
    return tensors(header, struct.pack("<f", float(seed)) * ((table + bias) // 4))


def embedder_folder(folder: Path, *, seed: int = 0, card: str | None = CARD) -> Path:
    """Makes `folder` an embedder as sentence-transformers lays one out."""
    (folder / "1_Pooling").mkdir(parents=True)
    documents = {
        "config.json": {"architectures": ["BertModel"], "hidden_size": WIDTH, "vocab_size": WORDS},
        "modules.json": MODULES,
        "1_Pooling/config.json": {"word_embedding_dimension": WIDTH, "pooling_mode_mean_tokens": True},
        "config_sentence_transformers.json": {"__version__": {"sentence_transformers": "2.0.0"}},
        "tokenizer.json": {},
    }
    for name, document in documents.items():
        (folder / name).write_text(json.dumps(document), "utf-8")
    (folder / "model.safetensors").write_bytes(weights(seed=seed))
    if card is not None:
        (folder / "README.md").write_text(card, "utf-8")
    return folder
