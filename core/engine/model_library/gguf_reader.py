"""Reads the header of a GGUF file as plain values; every length and count is bounded by the file's size.

No native code is involved and nothing is loaded: this runs on untrusted files, before their hash is known.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO, Literal

HEADER_LIMIT_BYTES = 64 << 20
"""The header of a model with a vocabulary of a quarter of a million tokens is about 16 MB."""
_MAGIC = b"GGUF"
_VERSIONS = (2, 3)
_VALUES_LIMIT = 4_096
_TENSORS_LIMIT = 65_536
_ITEMS_LIMIT = 2_000_000
_NAME_LIMIT_BYTES = 256
_TEXT_LIMIT_BYTES = 1 << 20
_KEPT_ITEMS = 1_024
"""Of longer arrays of numbers only the length is kept: no setting of a model is that long."""
_DIMENSIONS_LIMIT = 4
_COUNT_LIMIT = 1 << 40
_DEFAULT_ALIGNMENT = 32
_NUMBERS = {
    **{0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?"},
    **{10: "Q", 11: "q", 12: "d"},
}
_STRING, _ARRAY = 8, 9
_BLOCKS: Mapping[int, tuple[str, int, int]] = {
    **{0: ("F32", 1, 4), 1: ("F16", 1, 2), 30: ("BF16", 1, 2), 28: ("F64", 1, 8)},
    **{24: ("I8", 1, 1), 25: ("I16", 1, 2), 26: ("I32", 1, 4), 27: ("I64", 1, 8)},
    **{2: ("Q4_0", 32, 18), 3: ("Q4_1", 32, 20), 6: ("Q5_0", 32, 22), 7: ("Q5_1", 32, 24)},
    **{8: ("Q8_0", 32, 34), 9: ("Q8_1", 32, 36), 20: ("IQ4_NL", 32, 18), 39: ("MXFP4", 32, 17)},
    **{10: ("Q2_K", 256, 84), 11: ("Q3_K", 256, 110), 12: ("Q4_K", 256, 144), 13: ("Q5_K", 256, 176)},
    **{14: ("Q6_K", 256, 210), 15: ("Q8_K", 256, 292), 23: ("IQ4_XS", 256, 136)},
    **{16: ("IQ2_XXS", 256, 66), 17: ("IQ2_XS", 256, 74), 18: ("IQ3_XXS", 256, 98), 19: ("IQ1_S", 256, 50)},
    **{21: ("IQ3_S", 256, 110), 22: ("IQ2_S", 256, 82), 29: ("IQ1_M", 256, 56)},
    **{34: ("TQ1_0", 256, 54), 35: ("TQ2_0", 256, 66)},
}
"""Name, numbers in a block and bytes of a block, by the type's number in the format."""

GgufFault = Literal[
    "truncated",
    "mislabelled",
    "not_gguf",
    "is_archive",
    "is_safetensors",
    "is_text",
    "other_endianness",
    "other_version",
    "header_too_large",
]
Value = int | float | bool | str | tuple[int | float | bool, ...]


class GgufRefused(Exception):
    """`reason` says what is wrong with the file."""

    def __init__(self, reason: GgufFault) -> None:
        super().__init__(reason)
        self.reason: GgufFault = reason


@dataclass(frozen=True, slots=True)
class Tensor:
    """`kind` names how its numbers are stored, as `Q4_1`; the first dimension of `shape` is contiguous."""

    name: str
    kind: str
    shape: tuple[int, ...]
    count: int
    size_bytes: int


@dataclass(frozen=True, slots=True)
class GgufContents:
    """`values` by key; for arrays of texts and long arrays only the length is kept, in `lengths`.

    `kinds` are the types of the wanted tokens, if the vocabulary has them.
    """

    version: int
    values: Mapping[str, Value]
    lengths: Mapping[str, int]
    tensors: tuple[Tensor, ...]
    kinds: Mapping[str, int] = field(default_factory=dict)


def read_gguf(path: Path, *, tokens: frozenset[str] = frozenset()) -> GgufContents:
    """The metadata before the weights; `tokens` are those whose type is wanted (`kinds`).

    Raises `GgufRefused`, `OSError`.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(0)
        return _Reader(file, size, tokens).read()


class _Reader:
    """A position in the header's bytes; every step checks that enough bytes remain."""

    def __init__(self, file: BinaryIO, size: int, tokens: frozenset[str]) -> None:
        self._raw = file.read(min(size, HEADER_LIMIT_BYTES))
        self._size = size
        self._at = 0
        self._items = 0
        self._wanted = {token.encode(): token for token in tokens}
        self._values: dict[str, Value] = {}
        self._lengths: dict[str, int] = {}
        self._places: dict[str, int] = {}
        self._types_at: tuple[int, int] | None = None

    def read(self) -> GgufContents:
        version = self._version()
        tensors, values = self._unpack("QQ")
        if tensors > _TENSORS_LIMIT or values > _VALUES_LIMIT:
            raise GgufRefused("mislabelled")
        for _ in range(values):
            self._value()
        found = self._tensors(tensors)
        kinds = {token: kind for token, place in self._places.items() if (kind := self._kind(place))}
        return GgufContents(version, self._values, self._lengths, found, kinds)

    def _version(self) -> int:
        start = self._raw[:8]
        if not start.startswith(_MAGIC):
            raise GgufRefused(_what_else(self._raw[:512]))
        if len(start) < 8:
            raise GgufRefused("truncated")
        self._at = 8
        version = int.from_bytes(start[4:], "little")
        if version not in _VERSIONS:
            swapped = int.from_bytes(start[4:], "big")
            raise GgufRefused("other_endianness" if 0 < swapped < 1 << 8 else "other_version")
        return version

    def _take(self, count: int) -> int:
        """The offset of the next `count` bytes."""
        start = self._at
        if count > len(self._raw) - start:
            raise GgufRefused("header_too_large" if self._size - start >= count else "truncated")
        self._at = start + count
        return start

    def _unpack(self, form: str) -> tuple[int, ...]:
        return struct.unpack_from("<" + form, self._raw, self._take(struct.calcsize("<" + form)))

    def _bytes(self, limit: int) -> bytes:
        (length,) = self._unpack("Q")
        if length > limit:
            raise GgufRefused("mislabelled")
        start = self._take(length)
        return self._raw[start : start + length]

    def _text(self, limit: int) -> str:
        try:
            return self._bytes(limit).decode("utf-8")
        except UnicodeDecodeError as error:
            raise GgufRefused("mislabelled") from error

    def _value(self) -> None:
        key = self._text(_NAME_LIMIT_BYTES)
        if not key or key in self._values or key in self._lengths:
            raise GgufRefused("mislabelled")
        (kind,) = self._unpack("I")
        if kind == _STRING:
            self._values[key] = self._text(_TEXT_LIMIT_BYTES)
        elif kind == _ARRAY:
            self._array(key)
        else:
            self._values[key] = self._number(kind)

    def _number(self, kind: int) -> int | float | bool:
        form = _NUMBERS.get(kind)
        if form is None:
            raise GgufRefused("mislabelled")
        return self._unpack(form)[0]

    def _array(self, key: str) -> None:
        kind, count = self._unpack("IQ")
        self._items += count
        if self._items > _ITEMS_LIMIT:
            raise GgufRefused("mislabelled")
        self._lengths[key] = count
        if kind == _STRING:
            self._texts(key, count)
            return
        form = _NUMBERS.get(kind)
        if form is None:
            raise GgufRefused("mislabelled")
        start = self._take(count * struct.calcsize("<" + form))
        if key == "tokenizer.ggml.token_type" and form in "Ii":
            self._types_at = (start, count)
        elif count <= _KEPT_ITEMS:
            self._values[key] = struct.unpack_from(f"<{count}{form}", self._raw, start)

    def _texts(self, key: str, count: int) -> None:
        wanted = self._wanted if key == "tokenizer.ggml.tokens" else {}
        for place in range(count):
            text = self._bytes(_TEXT_LIMIT_BYTES)
            if text in wanted:
                self._places.setdefault(wanted[text], place)

    def _kind(self, place: int) -> int | None:
        if self._types_at is None or place >= self._types_at[1]:
            return None
        return int(struct.unpack_from("<i", self._raw, self._types_at[0] + 4 * place)[0])

    def _tensors(self, count: int) -> tuple[Tensor, ...]:
        found: dict[str, Tensor] = {}
        places: list[tuple[int, int]] = []
        for _ in range(count):
            tensor, offset = self._tensor()
            if tensor.name in found:
                raise GgufRefused("mislabelled")
            found[tensor.name] = tensor
            places.append((offset, tensor.size_bytes))
        self._require_room(places)
        return tuple(found.values())

    def _tensor(self) -> tuple[Tensor, int]:
        name = self._text(_NAME_LIMIT_BYTES)
        (dimensions,) = self._unpack("I")
        if not 1 <= dimensions <= _DIMENSIONS_LIMIT:
            raise GgufRefused("mislabelled")
        shape = self._unpack("Q" * dimensions)
        kind, offset = self._unpack("IQ")
        counts = list(accumulate(shape, int.__mul__))
        block = _BLOCKS.get(kind)
        if block is None or counts[0] == 0 or max(counts) > _COUNT_LIMIT or min(shape) == 0:
            raise GgufRefused("mislabelled")
        called, numbers, block_bytes = block
        if shape[0] % numbers:
            raise GgufRefused("mislabelled")
        return Tensor(name, called, shape, counts[-1], counts[-1] // numbers * block_bytes), offset

    def _require_room(self, places: list[tuple[int, int]]) -> None:
        """Requires the tensors to be within the file, aligned, without overlap."""
        alignment = self._values.get("general.alignment", _DEFAULT_ALIGNMENT)
        if type(alignment) is not int or not 8 <= alignment <= 1 << 16 or alignment & (alignment - 1):
            raise GgufRefused("mislabelled")
        start, at = -(-self._at // alignment) * alignment, 0
        for offset, size in sorted(places):
            if offset % alignment or offset < at:
                raise GgufRefused("mislabelled")
            at = offset + size
        if start + at > self._size:
            raise GgufRefused("truncated")


def _what_else(start: bytes) -> GgufFault:
    """The kind of a file that is not GGUF, according to its first bytes."""
    if start.startswith((b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"\x28\xb5\x2f\xfd")):
        return "is_archive"
    if start[8:9] == b"{" and int.from_bytes(start[:8], "little") <= HEADER_LIMIT_BYTES:
        return "is_safetensors"
    try:
        text = start.decode("utf-8", "strict")
    except UnicodeDecodeError:
        return "not_gguf"
    readable = text.translate({ord(each): None for each in "\n\r\t"})
    return "is_text" if readable.isprintable() and readable.strip() else "not_gguf"
