"""Reads the metadata of a GGUF file that the model manager needs; the weights are not read.

The chat template in the file is untrusted code: it is compared, as text, with known templates and never
executed.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from core.engine.catalogue import ChatFormat
from core.engine.chat import all_marks
from core.engine.model_library.chat_templates import ChosenFormat, choose_format
from core.engine.model_library.gguf_reader import GgufContents, GgufFault, GgufRefused, Value, read_gguf

GeneratorFault = Literal["not_a_generator", "in_pieces"] | GgufFault
_NOT_WRITERS = re.compile(r"bert|t5encoder|clip|mmproj|whisper|wavtokenizer")
_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")
_CONTROL_KINDS = (3, 4)
"""Token types "control" and "user defined": single tokens wherever marks are recognised."""
_KEY_VALUE_BYTES = 2
_BATCH_TOKENS = 512
_SCORE_BYTES = 4
_WORKING_BYTES = 160 << 20
"""The process itself with its libraries, apart from what grows with the model."""
_LIMIT_OF_COUNTS = 1 << 24
_LAYERS_LIMIT = 4_096
"""The largest models have about 130; one number is stored for each."""
_TEXT_LIMIT_CHARS = 60


class GeneratorRefused(Exception):
    """`reason` says what is wrong, or why the model cannot write answers."""

    def __init__(self, reason: GeneratorFault) -> None:
        super().__init__(reason)
        self.reason: GeneratorFault = reason


@dataclass(frozen=True, slots=True)
class GgufHeader:
    """The metadata of a language model. `context_tokens` is the context it was trained for.

    `template_sha256` is that of the chat template in the file, None where there is none. `working_bytes` is
    the memory of a context of the requested length, without the weights.
    """

    version: int
    name: str
    licence: str
    architecture: str
    quantisation: str
    parameters: int
    weights_bytes: int
    context_tokens: int
    vocabulary: int
    tokenizer: str
    template_sha256: str | None
    chat_format: ChatFormat
    chat_format_known: bool
    working_bytes: int
    marks: frozenset[str] = frozenset()
    """The marks, of any chat format, that are tokens of this model."""

    @property
    def memory_bytes(self) -> int:
        """Approximate memory need: weights, keys and values of the context, intermediate results."""
        return self.weights_bytes + self.working_bytes


def read_header(path: Path, *, context_tokens: int) -> GgufHeader:
    """The header of the language model in `path`, its memory computed for so many tokens.

    Raises `GeneratorRefused`, `OSError`.
    """
    try:
        contents = read_gguf(path, tokens=all_marks())
    except GgufRefused as error:
        raise GeneratorRefused(error.reason) from error
    return _Described(contents).header(context_tokens)


class _Described:
    def __init__(self, contents: GgufContents) -> None:
        self._contents = contents
        self._values: Mapping[str, Value] = contents.values
        self._architecture = self._text("general.architecture")

    def header(self, context_tokens: int) -> GgufHeader:
        self._require_writer()
        trained = self._count("context_length")
        template = self._values.get("tokenizer.chat_template")
        written = template if isinstance(template, str) else ""
        chosen = self._format(written)
        stored = Counter[str]()
        for tensor in self._contents.tensors:
            stored[tensor.kind] += tensor.size_bytes
        vocabulary = self._contents.lengths["tokenizer.ggml.tokens"]
        found = GgufHeader(
            version=self._contents.version,
            name=_clean(self._text("general.name")),
            licence=_clean(self._text("general.license.name") or self._text("general.license")),
            architecture=self._architecture,
            quantisation=stored.most_common(1)[0][0],
            parameters=sum(tensor.count for tensor in self._contents.tensors),
            weights_bytes=stored.total(),
            context_tokens=trained,
            vocabulary=vocabulary,
            tokenizer=_clean(self._text("tokenizer.ggml.model")),
            template_sha256=hashlib.sha256(written.encode()).hexdigest() if written else None,
            chat_format=chosen.chat_format,
            chat_format_known=chosen.known,
            working_bytes=0,
            marks=self._marks(),
        )
        tokens = min(context_tokens, trained)
        return replace(found, working_bytes=self._working_bytes(tokens, vocabulary))

    def _require_writer(self) -> None:
        kind = self._text("general.type") or "model"
        if kind != "model" or _NOT_WRITERS.search(self._architecture):
            raise GeneratorRefused("not_a_generator")
        if not _NAME.fullmatch(self._architecture):
            raise GeneratorRefused("mislabelled")
        pieces = self._values.get("split.count", 1)
        if not isinstance(pieces, int) or pieces > 1:
            raise GeneratorRefused("in_pieces")
        tokens = self._contents.lengths.get("tokenizer.ggml.tokens", 0)
        if not tokens or not self._contents.tensors or not self._text("tokenizer.ggml.model"):
            raise GeneratorRefused("mislabelled")

    def _format(self, template: str) -> ChosenFormat:
        return choose_format(template, architecture=self._architecture, marks=self._marks())

    def _marks(self) -> frozenset[str]:
        return frozenset(mark for mark, kind in self._contents.kinds.items() if kind in _CONTROL_KINDS)

    def _working_bytes(self, tokens: int, vocabulary: int) -> int:
        """Keys and values of every layer for `tokens`, and one batch; a high estimate."""
        layers, width = self._count("block_count"), self._count("embedding_length")
        if layers > _LAYERS_LIMIT:
            raise GeneratorRefused("mislabelled")
        heads = self._per_layer("attention.head_count", layers)
        if not heads or not all(heads):
            raise GeneratorRefused("mislabelled")
        shared = self._per_layer("attention.head_count_kv", layers) or heads
        own = width // max(heads)
        key = self._optional("attention.key_length") or own
        value = self._optional("attention.value_length") or own
        cache = tokens * sum(shared) * (key + value) * _KEY_VALUE_BYTES
        batch = min(_BATCH_TOKENS, tokens)
        under_way = (batch * (max(heads) * tokens + 8 * width) + vocabulary) * _SCORE_BYTES
        return cache + under_way + _WORKING_BYTES

    def _per_layer(self, key: str, layers: int) -> list[int]:
        """A number for each layer: given once for all of them, or as a list."""
        found = self._values.get(f"{self._architecture}.{key}")
        if found is None:
            return []
        if isinstance(found, int):
            return [_bounded(found)] * layers
        if not isinstance(found, tuple) or len(found) != layers:
            raise GeneratorRefused("mislabelled")
        return [_bounded(each) for each in found]

    def _count(self, key: str) -> int:
        found = _bounded(self._values.get(f"{self._architecture}.{key}"))
        if not found:
            raise GeneratorRefused("mislabelled")
        return found

    def _optional(self, key: str) -> int:
        return _bounded(self._values.get(f"{self._architecture}.{key}", 0))

    def _text(self, key: str) -> str:
        found = self._values.get(key, "")
        if not isinstance(found, str):
            raise GeneratorRefused("mislabelled")
        return found


def _bounded(found: object) -> int:
    if type(found) is not int or not 0 <= found <= _LIMIT_OF_COUNTS:
        raise GeneratorRefused("mislabelled")
    return found


def _clean(text: str) -> str:
    return re.sub(r"[^\w.+ -]", "", text)[:_TEXT_LIMIT_CHARS].strip()
