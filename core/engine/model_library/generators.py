"""Adds a language model: a GGUF file, examined as data before and after it is copied, never loaded."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from core.engine.catalogue import ModelSpec
from core.engine.dto import GeneratorBudgets
from core.engine.model_library.checks import FoundFile, licence_name, refused
from core.engine.model_library.gguf_header import GeneratorRefused, GgufHeader, read_header
from core.engine.model_library.record import GENERATOR_NAME, GeneratorRecord, clean_name, folder_name
from core.errors import InputRefused

_MAGIC = b"GGUF"
_SUFFIX = ".gguf"
SIZE_LIMIT_BYTES = 256 << 30


def is_generator(path: Path) -> bool:
    """Whether the path is to be added as a language model.

    Raises `InputRefused("model_refused")` with `not_a_file`: opening a pipe or a device could block forever.
    """
    if path.suffix.lower() == _SUFFIX:
        return True
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            return any(path.glob(f"*{_SUFFIX}"))
        if not stat.S_ISREG(kind):
            raise refused("not_a_file")
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except (OSError, ValueError):
        return False


def survey_generator(path: Path) -> FoundFile:
    """The file to copy; its content is not read.

    Raises `InputRefused("model_refused")`, its `reason` one of `no_such_file`, `not_a_file`, `name_the_file`
    and `too_large`; `OSError`.
    """
    if path.is_dir():
        raise refused("name_the_file")
    try:
        # A link is resolved, so that the same target is checked, hashed and copied.
        found = path.resolve(strict=True)
    except (FileNotFoundError, RuntimeError, ValueError) as error:
        raise refused("no_such_file") from error
    about = found.stat()
    if not stat.S_ISREG(about.st_mode):
        raise refused("not_a_file")
    if about.st_size > SIZE_LIMIT_BYTES:
        raise refused("too_large", file=path.name, size_bytes=about.st_size, limit_bytes=SIZE_LIMIT_BYTES)
    return FoundFile(GENERATOR_NAME, found, about.st_size, (about.st_dev, about.st_ino))


def header_of(path: Path, *, called: str, budgets: GeneratorBudgets | None = None) -> GgufHeader:
    """The header of a file, named `called` in messages; its memory is computed for the context in `budgets`.

    Raises `InputRefused("model_refused")`, its `reason` that of `GeneratorRefused` prefixed with `gguf_`.
    """
    try:
        return read_header(path, context_tokens=(budgets or GeneratorBudgets()).context_tokens)
    except GeneratorRefused as error:
        raise refused(f"gguf_{error.reason}", file=called) from error


def generator_record(spec: ModelSpec, header: GgufHeader, added_at: datetime) -> GeneratorRecord:
    """The record of a model whose copy was examined."""
    return GeneratorRecord(
        name=spec.name,
        folder=folder_name(spec.name, spec.sha256),
        sha256=spec.sha256,
        size_bytes=spec.size_bytes or 0,
        licence=spec.licence,
        architecture=header.architecture,
        quantisation=header.quantisation,
        parameters=header.parameters,
        context_tokens=header.context_tokens,
        tokenizer=header.tokenizer,
        memory_bytes=header.memory_bytes,
        template_sha256=header.template_sha256,
        chat_format=header.chat_format,
        chat_known=header.chat_format_known,
        added_at=added_at.astimezone(UTC).isoformat(timespec="seconds"),
    )


def described(copy: Path, *, name: str, sha256: str, header: GgufHeader) -> ModelSpec:
    """The specification of the copied model at its present place."""
    return ModelSpec(
        kind="generator",
        name=clean_name(name),
        path=copy,
        sha256=sha256,
        licence=licence_name(header.licence),
        size_bytes=copy.stat().st_size,
        chat_format=header.chat_format,
    )


def name_of(path: Path, header: GgufHeader) -> str:
    """The default name of a language model: its file name, or the name in its header if the file name says
    less.
    """
    return path.stem if path.stem.lower() not in ("model", "ggml-model") or not header.name else header.name


def header_of_starter(path: Path) -> GgufHeader | None:
    """None if the file is not the one that set-up installed: the engine will refuse it."""
    about = path.stat()
    return _read_starter(path, about.st_size, about.st_mtime_ns)


@lru_cache(maxsize=4)
def _read_starter(path: Path, _size: int, _changed: int) -> GgufHeader | None:
    try:
        return header_of(path, called=path.name)
    except (InputRefused, OSError):
        return None
