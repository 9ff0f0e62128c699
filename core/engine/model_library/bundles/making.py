"""Makes a bundle of models on this computer: examined as when they are added, hashed, signed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path

from core.atomic_file import NO_ROOM, flush_directory
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.clock import Clock, utc_now
from core.engine.catalogue import WEIGHTS_FILE, ChatFormat, ModelSpec
from core.engine.dto import GeneratorBudgets
from core.engine.model_library.budgets import BudgetRefused, checked_budgets
from core.engine.model_library.bundles.bundle_file import Bundle, head_bytes, read_bundle, refused_bundle
from core.engine.model_library.bundles.manifest import (
    BundledFile,
    BundledModel,
    BundleManifest,
    manifest_bytes,
    manifest_from,
)
from core.engine.model_library.chat_templates import has_marks
from core.engine.model_library.checks import FoundFile, examine, refused, survey
from core.engine.model_library.copying import after, opened, pour
from core.engine.model_library.generators import (
    described,
    header_of,
    is_generator,
    name_of,
    survey_generator,
)
from core.engine.model_library.gguf_header import GgufHeader
from core.engine.model_library.listed import embedder_memory_bytes
from core.engine.model_library.record import clean_name
from core.engine.model_library.verdicts import StoredVerdict
from core.engine.verification import sha256_of
from core.errors import DiskFull, InputRefused
from core.security.publisher_keys import PublisherKey, public_key_text


@dataclass(frozen=True, slots=True)
class ModelWishes:
    """Values the bundle's maker chooses for its models; None or "" uses those in the model's files."""

    licence: str = ""
    budgets: GeneratorBudgets | None = None
    chat_format: ChatFormat | None = None


@dataclass(frozen=True, slots=True)
class PreparedModel:
    """A model that was examined and hashed; `spec` refers to it at its present place."""

    model: BundledModel
    files: tuple[FoundFile, ...]
    spec: ModelSpec

    def with_verdict(self, verdict: StoredVerdict) -> PreparedModel:
        return replace(self, model=replace(self.model, verdict=verdict))


def prepare_models(
    paths: Sequence[Path],
    wishes: ModelWishes,
    *,
    cancel: CancelToken | None = None,
    on_progress: OnProgress = ignore_progress,
) -> tuple[PreparedModel, ...]:
    """At most one embedder and one language model; progress counts the bytes that are hashed.

    Raises:
        InputRefused: as `ModelLibrary.add`; `bundle_two_of_a_kind`, `bundle_no_licence`,
            `bundle_budget_refused`, `bundle_chat_format_refused`.
        Cancelled: `cancel` was set.
    """
    writing = [is_generator(path) for path in paths]
    if len(set(writing)) < len(writing):
        raise InputRefused("bundle_two_of_a_kind")
    try:
        found = [
            (survey_generator(path),) if writes else survey(path)
            for path, writes in zip(paths, writing, strict=True)
        ]
        total, done = sum(each.size_bytes for files in found for each in files), 0
        prepared = []
        for path, writes, files in zip(paths, writing, found, strict=True):
            hashes = {}
            for file in files:
                hashes[file.name] = sha256_of(
                    file.path, cancel=cancel, on_bytes=after(done, total, on_progress)
                )
                done += file.size_bytes
            prepare = _generator if writes else _embedder
            prepared.append(prepare(path, files, hashes, wishes))
    except OSError as error:
        raise refused("unreadable") from error
    return tuple(prepared)


def make_bundle(
    out: Path,
    models: Sequence[PreparedModel],
    *,
    name: str,
    version: int,
    publisher: str,
    program: str,
    key: PublisherKey,
    clock: Clock = utc_now,
    cancel: CancelToken | None = None,
    on_progress: OnProgress = ignore_progress,
) -> Bundle:
    """Writes the bundle completely or not at all, and reads its head back; progress counts bytes.

    Raises:
        InputRefused: `bundle_file_exists`; `bundle_refused` with `manifest` (the name of the bundle, its
            version or publisher); `model_refused` with `hash_mismatch` (a file changed meanwhile).
        DiskFull: there is no room beside `out`.
        OSError: it cannot be written there.
        Cancelled: `cancel` was set.
    """
    if out.exists():
        raise InputRefused("bundle_file_exists", file=str(out))
    manifest = BundleManifest(
        name=name,
        version=version,
        publisher=publisher,
        made_at=clock().astimezone(UTC).isoformat(timespec="seconds"),
        program=program,
        models=tuple(each.model for each in models),
    )
    try:
        manifest_from(manifest_bytes(manifest))
    except ValueError as error:
        raise refused_bundle("manifest", out, part=str(error)) from error
    free = shutil.disk_usage(out.parent).free
    if free < manifest.contents_bytes:
        raise DiskFull("disk_full", free_bytes=free, needed_bytes=manifest.contents_bytes)
    _write(out, manifest, models, key, cancel, on_progress)
    return read_bundle(out, {public_key_text(key.public_bytes)})


def _write(
    out: Path,
    manifest: BundleManifest,
    models: Sequence[PreparedModel],
    key: PublisherKey,
    cancel: CancelToken | None,
    on_progress: OnProgress,
) -> None:
    descriptor, partial = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    total, done = manifest.contents_bytes, 0
    try:
        with os.fdopen(descriptor, "wb") as target:
            target.write(head_bytes(manifest, key))
            for prepared in models:
                hashes = {each.name: each.sha256 for each in prepared.model.files}
                for file in prepared.files:
                    with opened(file) as source:
                        found = pour(source, target, file.size_bytes, cancel, after(done, total, on_progress))
                    if found != hashes[file.name]:
                        raise refused("hash_mismatch", file=file.name)
                    done += file.size_bytes
            target.flush()
            os.fsync(target.fileno())
        # The file contains no secret, and every installing user must be able to read it.
        Path(partial).chmod(0o644)
        Path(partial).replace(out)
    except BaseException as error:
        with suppress(OSError):
            Path(partial).unlink()
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            raise DiskFull from error
        raise
    flush_directory(out.parent)


def _generator(
    path: Path, files: tuple[FoundFile, ...], hashes: Mapping[str, str], wishes: ModelWishes
) -> PreparedModel:
    (file,) = files
    budgets = wishes.budgets or GeneratorBudgets()
    header = header_of(file.path, called=path.name, budgets=budgets)
    if wishes.budgets is None:
        budgets = replace(budgets, context_tokens=min(budgets.context_tokens, header.context_tokens))
    chat_format = _chat_format(header, wishes.chat_format, path)
    name = name_of(path, header)
    spec = described(file.path, name=name, sha256=hashes[file.name], header=header)
    spec = replace(
        spec,
        licence=_licence(spec.licence or wishes.licence, name),
        chat_format=chat_format,
        budgets=_budgets(budgets, header),
    )
    model = BundledModel(
        kind="generator",
        name=spec.name,
        licence=spec.licence,
        memory_bytes=header.memory_bytes,
        files=_files(files, hashes),
        chat_format=chat_format,
        budgets=spec.budgets,
    )
    return PreparedModel(model, files, spec)


def _embedder(
    path: Path, files: tuple[FoundFile, ...], hashes: Mapping[str, str], wishes: ModelWishes
) -> PreparedModel:
    examined, name = examine(path), clean_name(path.resolve().name)
    licence = _licence(examined.licence or wishes.licence, name)
    model = BundledModel(
        kind="embedder",
        name=name,
        licence=licence,
        memory_bytes=embedder_memory_bytes(examined.parameters),
        files=_files(files, hashes),
    )
    spec = ModelSpec(kind="embedder", name=name, path=path, sha256=hashes[WEIGHTS_FILE], licence=licence)
    return PreparedModel(model, files, spec)


def _files(files: Sequence[FoundFile], hashes: Mapping[str, str]) -> tuple[BundledFile, ...]:
    return tuple(BundledFile(each.name, hashes[each.name], each.size_bytes) for each in files)


def _licence(licence: str, name: str) -> str:
    if not licence:
        raise InputRefused("bundle_no_licence", name=name)
    return licence


def _budgets(budgets: GeneratorBudgets, header: GgufHeader) -> GeneratorBudgets:
    try:
        return checked_budgets(budgets, trained_tokens=header.context_tokens)
    except BudgetRefused as error:
        raise InputRefused(
            "bundle_budget_refused", budget=error.budget, low=f"{error.low:g}", high=f"{error.high:g}"
        ) from error


def _chat_format(header: GgufHeader, wished: ChatFormat | None, path: Path) -> ChatFormat:
    if wished is None:
        return header.chat_format
    if not has_marks(wished, header.marks):
        raise InputRefused("bundle_chat_format_refused", file=path.name, chat_format=wished)
    return wished
