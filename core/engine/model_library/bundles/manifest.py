"""The manifest of a bundle: who made it, which models it contains, and the settings of a language model.

It is read only after its signature was verified, and still validated like external data: a file name must be
one that a model may have here, so that no foreign path is ever joined to a folder.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, get_args

from core.engine.catalogue import WEIGHTS_FILE, ChatFormat
from core.engine.dto import GeneratorBudgets, ModelKind
from core.engine.model_library.budgets import budgets_from
from core.engine.model_library.checks import (
    COMPANIONS_LIMIT,
    COMPANIONS_LIMIT_BYTES,
    is_companion,
    size_limit_bytes,
)
from core.engine.model_library.generators import SIZE_LIMIT_BYTES
from core.engine.model_library.record import GENERATOR_NAME, clean_name, is_hash
from core.engine.model_library.verdicts import StoredVerdict, verdict_from

FORMAT = 1
TEXT_LIMIT_CHARS = 120
"""Limit for names and licences, which are shown in one line of a window."""
VERSION_LIMIT = 1 << 53
_COUNT_LIMIT = 1 << 50
_LICENCE = re.compile(r"[\w.+() -]{1,120}")


@dataclass(frozen=True, slots=True)
class BundledFile:
    """One file of a model, by its name in the model's folder here."""

    name: str
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class BundledModel:
    """`memory_bytes` is the engine's approximate memory need.

    `chat_format`, `budgets` and `verdict` (the acceptance check's result at the bundle's maker; None: it was
    not run) are a language model's.
    """

    kind: ModelKind
    name: str
    licence: str
    memory_bytes: int
    files: tuple[BundledFile, ...]
    chat_format: ChatFormat | None = None
    budgets: GeneratorBudgets | None = None
    verdict: StoredVerdict | None = None

    @property
    def weights(self) -> BundledFile:
        """The one large file."""
        name = WEIGHTS_FILE if self.kind == "embedder" else GENERATOR_NAME
        return next(each for each in self.files if each.name == name)

    @property
    def sha256(self) -> str:
        return self.weights.sha256

    @property
    def size_bytes(self) -> int:
        return sum(each.size_bytes for each in self.files)


@dataclass(frozen=True, slots=True)
class BundleManifest:
    """`version` grows from one bundle of this `name` to the next. `publisher` is who made it, in their own
    words, `program` the version of Anamnesis that wrote it.
    """

    name: str
    version: int
    publisher: str
    made_at: str
    program: str
    models: tuple[BundledModel, ...]

    @property
    def contents_bytes(self) -> int:
        return sum(each.size_bytes for each in self.models)


class ManifestRefused(ValueError):
    """`part` names the invalid part."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


def manifest_bytes(manifest: BundleManifest) -> bytes:
    """The bytes that are signed: sorted keys, no spaces."""
    document = {"format": FORMAT, **asdict(manifest)}
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def manifest_from(raw: bytes) -> BundleManifest:
    """Raises `ManifestRefused`."""
    try:
        document = json.loads(raw)
        if not isinstance(document, dict):
            raise ManifestRefused("document")
        known = document.pop("format", None)
        if type(known) is not int or known != FORMAT:
            raise ManifestRefused("format")
        models = document.pop("models", None)
        if not isinstance(models, list) or not models:
            raise ManifestRefused("models")
        manifest = BundleManifest(**document, models=tuple(_model(each) for each in models))
        datetime.fromisoformat(manifest.made_at)
    except ManifestRefused:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ManifestRefused("document") from error
    _check(manifest)
    return manifest


def _check(manifest: BundleManifest) -> None:
    _require(is_name(manifest.name), "name")
    _require(type(manifest.version) is int and 1 <= manifest.version <= VERSION_LIMIT, "version")
    _require(is_line(manifest.publisher), "publisher")
    _require(is_line(manifest.program), "program")
    kinds = [each.kind for each in manifest.models]
    _require(len(set(kinds)) == len(kinds), "models")
    _require(len({each.name.lower() for each in manifest.models}) == len(kinds), "models")


def _model(entry: Any) -> BundledModel:
    files = _each(entry["files"], lambda one: BundledFile(**one), "files")
    budgets, verdict = entry.get("budgets"), entry.get("verdict")
    read = {
        "files": files,
        "budgets": _read(budgets_from, budgets, "budgets"),
        "verdict": _read(verdict_from, verdict, "verdict"),
    }
    model = BundledModel(**{**entry, **read})
    _require(model.kind in get_args(ModelKind), "kind")
    _require(is_name(model.name), "model name")
    _require(is_licence(model.licence), "licence")
    _require(type(model.memory_bytes) is int and 0 < model.memory_bytes <= _COUNT_LIMIT, "memory_bytes")
    for each in files:
        _check_file(each, model.kind)
    _check_together(model)
    return model


def _check_file(file: BundledFile, kind: ModelKind) -> None:
    if kind == "generator":
        ours, limit = file.name == GENERATOR_NAME, SIZE_LIMIT_BYTES
    else:
        ours, limit = file.name == WEIGHTS_FILE or is_companion(file.name), size_limit_bytes(file.name)
    _require(ours, "file name")
    _require(type(file.size_bytes) is int and 0 <= file.size_bytes <= limit, "file size")
    _require(is_hash(file.sha256), "file hash")


def _check_together(model: BundledModel) -> None:
    names = [each.name for each in model.files]
    _require(len(set(names)) == len(names), "files")
    if model.kind == "generator":
        _require(len(names) == 1, "files")
        _require(model.chat_format in get_args(ChatFormat), "chat_format")
        _require(model.budgets is not None, "budgets")
        return
    beside = [each for each in model.files if each.name != WEIGHTS_FILE]
    _require(WEIGHTS_FILE in names, "files")
    _require(len(beside) <= COMPANIONS_LIMIT, "files")
    _require(sum(each.size_bytes for each in beside) <= COMPANIONS_LIMIT_BYTES, "files")
    _require(model.chat_format is None and model.budgets is None and model.verdict is None, "kind")


def is_name(text: object) -> bool:
    """Whether a text is a valid model name: ASCII letters, digits, `.`, `_` and `-`."""
    return isinstance(text, str) and bool(text) and clean_name(text) == text and not is_hash(text.lower())


def is_line(text: object) -> bool:
    """Whether a text is one printable line."""
    return (
        isinstance(text, str) and bool(text.strip()) and len(text) <= TEXT_LIMIT_CHARS and text.isprintable()
    )


def is_licence(text: object) -> bool:
    """Whether a text names a licence."""
    return isinstance(text, str) and _LICENCE.fullmatch(text) is not None and bool(text.strip())


def _each(entries: Any, read: Callable[[Any], BundledFile], part: str) -> tuple[BundledFile, ...]:
    _require(isinstance(entries, list) and bool(entries), part)
    try:
        return tuple(read(each) for each in entries)
    except TypeError as error:
        raise ManifestRefused(part) from error


def _read(read: Callable[[Any], Any], entry: Any, part: str) -> Any:
    try:
        return None if entry is None else read(entry)
    except (ValueError, TypeError, AttributeError) as error:
        raise ManifestRefused(part) from error


def _require(sound: bool, part: str) -> None:
    if not sound:
        raise ManifestRefused(part)
