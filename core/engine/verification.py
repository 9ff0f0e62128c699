"""Refuses a model that is not the recorded one, before any parser opens it.

Parsers of model files are native code that has had vulnerabilities; comparing a hash needs none. An
embedder's folder must not contain anything that could run: no Python, no pickle, no unlisted module.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from core.cancel import CancelToken
from core.engine.catalogue import AdapterSpec, ModelSpec
from core.engine.model_library.adapter_header import AdapterRefused, check_adapter
from core.errors import ModelMissing, ModelRejected

_GGUF_MAGIC = b"GGUF"
_CHUNK_BYTES = 1 << 20
_MAX_COMPANION_BYTES = 64 << 20
_HARMLESS_SUFFIXES = frozenset({".json", ".safetensors", ".txt", ".md"})
_MODULES = frozenset(
    f"sentence_transformers.models.{name}" for name in ("Transformer", "Pooling", "Normalize", "Dense")
)


def verify_model(spec: ModelSpec, *, cancel: CancelToken | None = None) -> None:
    """Checks existence, size, hash and form of every file that loading `spec` would read.

    Raises:
        Cancelled: `cancel` was set.
        ModelMissing: the weights or the folder are not there.
        ModelRejected: `reason` is `truncated`, `hash_mismatch`, `not_gguf`, `unexpected_file`,
            `unexpected_module`, `missing_file` or `unreadable`; of an adapter `adapter_missing`,
            `adapter_changed`, `adapter_mislabelled` or `adapter_of_another_model`.
    """
    try:
        if not spec.weights.is_file():
            raise ModelMissing(name=spec.name)
        if spec.kind == "embedder":
            _verify_folder(spec)
        _verify_weights(spec, cancel)
        if spec.adapter is not None:
            _verify_adapter(spec, spec.adapter, cancel)
    except OSError as error:
        raise ModelRejected(name=spec.name, reason="unreadable", errno=error.errno) from error


def sha256_of(
    path: Path, *, cancel: CancelToken | None = None, on_bytes: Callable[[int], None] | None = None
) -> str:
    """The SHA-256 of a file in hexadecimal, read in pieces; `on_bytes` gets the number read so far.

    Raises `Cancelled`, `OSError`.
    """
    digest, done = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            if cancel is not None:
                cancel.raise_if_cancelled()
            digest.update(chunk)
            done += len(chunk)
            if on_bytes is not None:
                on_bytes(done)
    return digest.hexdigest()


def _verify_weights(spec: ModelSpec, cancel: CancelToken | None) -> None:
    size = spec.weights.stat().st_size
    if spec.size_bytes is not None and size != spec.size_bytes:
        reason = "truncated" if size < spec.size_bytes else "hash_mismatch"
        raise ModelRejected(
            name=spec.name, reason=reason, size_bytes=size, expected_size_bytes=spec.size_bytes
        )
    if spec.kind == "generator":
        with spec.weights.open("rb") as file:
            if file.read(len(_GGUF_MAGIC)) != _GGUF_MAGIC:
                raise ModelRejected(name=spec.name, reason="not_gguf", size_bytes=size)
    if sha256_of(spec.weights, cancel=cancel) != spec.sha256:
        raise ModelRejected(name=spec.name, reason="hash_mismatch", size_bytes=size)


def _verify_adapter(spec: ModelSpec, adapter: AdapterSpec, cancel: CancelToken | None) -> None:
    """Size and hash as of weights; of a generator's also magic and header beside those of the weights, sound
    by now. An embedder's is compared with its body when it is loaded: its parser is safe of memory.
    """
    if not adapter.path.is_file():
        raise ModelRejected(name=spec.name, reason="adapter_missing")
    size = adapter.path.stat().st_size
    with adapter.path.open("rb") as file:
        begins = file.read(len(_GGUF_MAGIC))
    native = spec.kind == "generator"
    changed = size != adapter.size_bytes or (native and begins != _GGUF_MAGIC)
    if changed or sha256_of(adapter.path, cancel=cancel) != adapter.sha256:
        raise ModelRejected(name=spec.name, reason="adapter_changed", size_bytes=size)
    if not native:
        return
    try:
        check_adapter(adapter.path, spec.path)
    except AdapterRefused as error:
        raise ModelRejected(name=spec.name, reason=error.reason) from error


def _verify_folder(spec: ModelSpec) -> None:
    pinned = {pin.name: pin.sha256 for pin in spec.companions}
    found: set[str] = set()
    for path in sorted(spec.path.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            continue
        name = path.relative_to(spec.path).as_posix()
        _verify_companion(spec, path, name, pinned)
        found.add(name)
    for name in pinned.keys() - found:
        raise ModelRejected(name=spec.name, reason="missing_file", file=name)
    _verify_modules(spec)


def _verify_companion(spec: ModelSpec, path: Path, name: str, pinned: dict[str, str]) -> None:
    if path == spec.weights:
        return
    expected = bool(pinned) and name in pinned
    harmless = path.suffix in _HARMLESS_SUFFIXES and path.is_file()
    if not harmless or (pinned and not expected) or path.suffix == ".safetensors":
        raise ModelRejected(name=spec.name, reason="unexpected_file", file=name)
    if path.stat().st_size > _MAX_COMPANION_BYTES:
        raise ModelRejected(name=spec.name, reason="unexpected_file", file=name)
    if expected and sha256_of(path) != pinned[name]:
        raise ModelRejected(name=spec.name, reason="hash_mismatch", file=name)


def _verify_modules(spec: ModelSpec) -> None:
    """The list of modules names classes to import: only those of the library itself are allowed."""
    try:
        modules = json.loads((spec.path / "modules.json").read_bytes())
        types = {module["type"] for module in modules}
    except FileNotFoundError as error:
        raise ModelRejected(name=spec.name, reason="missing_file", file="modules.json") from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ModelRejected(name=spec.name, reason="unexpected_module") from error
    if not types or not types <= _MODULES:
        raise ModelRejected(name=spec.name, reason="unexpected_module")
