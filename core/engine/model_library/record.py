"""The library's record on disk: the added models with every hash, and which of them are selected.

A record of any other shape counts as damaged, and no path is built from it except the one this program itself
assigns.
"""

from __future__ import annotations

import json
import re
import stat
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

from core.atomic_file import write_atomically
from core.engine.catalogue import ChatFormat, ModelSpec, PinnedFile
from core.engine.dto import GeneratorBudgets, ModelKind
from core.engine.model_library.budgets import budgets_from
from core.engine.model_library.checks import Examined, is_companion
from core.errors import ModelError

RECORD = "library.json"
GENERATOR_NAME = "model.gguf"
"""The file name of a language model in its folder here."""
_FORMAT = 1
_HASH = re.compile(r"[0-9a-f]{64}")
_ODD_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")
_NAME_LIMIT_CHARS = 80
_RECORD_LIMIT_BYTES = 4 << 20
_TEXT_LIMIT_CHARS = 200
_COUNT_LIMIT = 1 << 50


@dataclass(frozen=True, slots=True)
class ModelRecord:
    """One added embedder. `licence` is "" when it names none; `made_with` are versions of what wrote it.

    `bundle` names the bundle it came from; "" for a manually added model.
    """

    kind: ModelKind
    name: str
    folder: str
    sha256: str
    size_bytes: int
    licence: str
    dimension: int
    parameters: int
    made_with: str
    added_at: str
    companions: tuple[PinnedFile, ...]
    bundle: str = ""

    def spec(self, added: Path) -> ModelSpec:
        """The model's specification for the engine; `added` is the directory of added models."""
        return ModelSpec(
            kind=self.kind,
            name=self.name,
            path=added / self.folder,
            sha256=self.sha256,
            licence=self.licence,
            size_bytes=self.size_bytes,
            companions=self.companions,
        )


@dataclass(frozen=True, slots=True)
class GeneratorRecord:
    """One added language model, as its header described it. `memory_bytes` is its approximate need.

    `template_sha256` is that of the chat template in its file; `chat_format` is the one of ours chosen for
    it. `budgets` and `bundle` are of the bundle it came from: None and "" for a manually added model.
    """

    name: str
    folder: str
    sha256: str
    size_bytes: int
    licence: str
    architecture: str
    quantisation: str
    parameters: int
    context_tokens: int
    tokenizer: str
    memory_bytes: int
    template_sha256: str | None
    chat_format: ChatFormat
    chat_known: bool
    added_at: str
    budgets: GeneratorBudgets | None = None
    bundle: str = ""

    def spec(self, added: Path) -> ModelSpec:
        """The model as the engine takes it; `added` is the directory of what was added."""
        return ModelSpec(
            kind="generator",
            name=self.name,
            path=added / self.folder / GENERATOR_NAME,
            sha256=self.sha256,
            licence=self.licence,
            size_bytes=self.size_bytes,
            chat_format=self.chat_format,
            budgets=self.budgets,
        )


AnyRecord = ModelRecord | GeneratorRecord


@dataclass(frozen=True, slots=True)
class InstalledBundle:
    """The newest bundle of a name that was installed here; it stays when its models are removed.

    `digest` is the SHA-256 of its manifest, `publisher` its stated maker, `key` the public key of its
    signature.
    """

    name: str
    version: int
    digest: str
    publisher: str
    key: str
    installed_at: str


@dataclass(frozen=True, slots=True)
class LibraryState:
    """The selected models are named by the hash of their weights; None until one is selected."""

    wanted_embedder: str | None = None
    models: tuple[ModelRecord, ...] = ()
    wanted_generator: str | None = None
    generators: tuple[GeneratorRecord, ...] = ()
    bundles: tuple[InstalledBundle, ...] = ()

    def bundle(self, name: str) -> InstalledBundle | None:
        """The newest bundle of this name that was installed."""
        return next((each for each in self.bundles if each.name == name), None)

    @property
    def all(self) -> tuple[AnyRecord, ...]:
        return (*self.models, *self.generators)


def read_state(directory: Path) -> LibraryState:
    """The record of a library, empty where there is none. Raises `ModelError("model_library_damaged")`."""
    path = directory / RECORD
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode) or about.st_size > _RECORD_LIMIT_BYTES:
            raise _damaged()
        return _state_from(path.read_bytes())
    except FileNotFoundError:
        return LibraryState()
    except OSError as error:
        raise _damaged() from error


def write_state(directory: Path, state: LibraryState) -> None:
    """Replaces the record completely. Raises `DiskFull`, `OSError`."""
    document = {"format": _FORMAT, **asdict(state)}
    write_atomically(directory / RECORD, json.dumps(document, indent=1).encode(), mode=0o644)


def record_of(spec: ModelSpec, examined: Examined, added_at: datetime) -> ModelRecord:
    """The record of a model that was examined."""
    return ModelRecord(
        kind="embedder",
        name=spec.name,
        folder=folder_name(spec.name, spec.sha256),
        sha256=spec.sha256,
        size_bytes=spec.size_bytes or 0,
        licence=spec.licence,
        dimension=examined.dimension,
        parameters=examined.parameters,
        made_with=examined.made_with,
        added_at=added_at.astimezone(UTC).isoformat(timespec="seconds"),
        companions=spec.companions,
    )


def clean_name(name: str) -> str:
    """A name safe for a folder and a log."""
    return _ODD_IN_NAMES.sub("-", name).strip("-.")[:_NAME_LIMIT_CHARS].strip("-.") or "model"


def is_hash(text: str) -> bool:
    """Whether a text has the form of a SHA-256."""
    return _HASH.fullmatch(text) is not None


def _state_from(raw: bytes) -> LibraryState:
    try:
        document = json.loads(raw)
        if document["format"] != _FORMAT:
            raise _damaged()
        models = tuple(_record_from(entry) for entry in document["models"])
        generators = tuple(_generator_from(entry) for entry in document.get("generators", ()))
        bundles = tuple(_bundle_from(entry) for entry in document.get("bundles", ()))
        wanted = document["wanted_embedder"]
        writes = document.get("wanted_generator")
        if not all(each is None or _HASH.fullmatch(each) for each in (wanted, writes)):
            raise _damaged()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _damaged() from error
    return LibraryState(wanted, models, writes, generators, bundles)


def _record_from(entry: dict[str, Any]) -> ModelRecord:
    companions = tuple(PinnedFile(**pin) for pin in entry["companions"])
    record = ModelRecord(**{**entry, "companions": companions})
    _require_own_place(record)
    _require_texts(record.licence, record.made_with, record.bundle)
    _require_counts(record.size_bytes, record.parameters, record.dimension)
    # The names are joined to the model's folder: only names that this program itself copies.
    sound = all(is_companion(pin.name) and _HASH.fullmatch(pin.sha256) for pin in companions)
    if record.kind != "embedder" or not companions or not sound:
        raise ValueError("record")
    return record


def _generator_from(entry: dict[str, Any]) -> GeneratorRecord:
    budgets = entry.get("budgets")
    record = GeneratorRecord(**{**entry, "budgets": None if budgets is None else budgets_from(budgets)})
    _require_own_place(record)
    _require_texts(record.licence, record.architecture, record.quantisation, record.tokenizer, record.bundle)
    _require_counts(record.size_bytes, record.parameters, record.context_tokens, record.memory_bytes)
    template = record.template_sha256
    if template is not None and not _HASH.fullmatch(template):
        raise ValueError("record")
    if record.chat_format not in get_args(ChatFormat) or type(record.chat_known) is not bool:
        raise ValueError("record")
    return record


def _bundle_from(entry: dict[str, Any]) -> InstalledBundle:
    bundle = InstalledBundle(**entry)
    _require_texts(bundle.name, bundle.publisher, bundle.key)
    _require_counts(bundle.version)
    datetime.fromisoformat(bundle.installed_at)
    if not _HASH.fullmatch(bundle.digest) or clean_name(bundle.name) != bundle.name:
        raise ValueError("bundle")
    return bundle


def _require_texts(*texts: object) -> None:
    for each in texts:
        if not isinstance(each, str) or len(each) > _TEXT_LIMIT_CHARS or not each.isprintable():
            raise ValueError("text")


def _require_counts(*counts: object) -> None:
    for each in counts:
        if type(each) is not int or not 0 <= each <= _COUNT_LIMIT:
            raise ValueError("count")


def _require_own_place(record: AnyRecord) -> None:
    """The folder is joined to a path and later deleted: only the name this program itself assigns."""
    datetime.fromisoformat(record.added_at)
    if not _HASH.fullmatch(record.sha256) or record.folder != folder_name(record.name, record.sha256):
        raise ValueError("folder")
    if clean_name(record.name) != record.name:
        raise ValueError("record")


def folder_name(name: str, sha256: str) -> str:
    """The folder of an added model."""
    return f"{name}-{sha256[:12]}"


def _damaged() -> ModelError:
    return ModelError("model_library_damaged", file=RECORD)
