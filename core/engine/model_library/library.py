"""The models of this machine: the starter models, those that were added, and which one is wanted.

What is added is copied, examined and recorded with its hashes; from then on the engine loads it only if every
byte is the recorded one. A model is on this machine, not in a practice: each practice that is opened here is
indexed in the wanted embedder. Language models cannot be added yet; their records have a place (`kind`).
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from core.atomic_file import flush_directory
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.clock import Clock, utc_now
from core.engine.catalogue import ModelSpec, PinnedFile, StarterModels, starter_models
from core.engine.model_library.checks import Examined, FoundFile, examine, refused, survey
from core.engine.model_library.record import (
    LibraryState,
    ModelRecord,
    clean_name,
    read_state,
    record_of,
    write_state,
)
from core.engine.verification import sha256_of, verify_model
from core.errors import DiskFull, EnvironmentProblem, InputRefused, ModelError, ModelRejected, NotFound

_FOLDER = "added"
_STAGING = ".adding-"
_CHUNK_BYTES = 1 << 20
_RESERVE_BYTES = 256 << 20
_LOCK_WAIT_S = 10.0
_BYTES_A_PARAMETER = 4
_WORKING_BYTES = 192 << 20
"""What embedding takes beside the weights: the numbers under way and the tokenizer."""
_GGUF_MAGIC = b"GGUF"

Fit = Literal["fits", "tight", "too_large", "unknown"]


@dataclass(frozen=True, slots=True)
class LibraryModel:
    """A model of this machine.

    `memory_bytes` is an estimate of what the engine needs for it, `fit` compares that with this machine.
    `licence` of the specification is "" when the model names none.
    """

    spec: ModelSpec
    starter: bool
    wanted: bool
    installed: bool
    dimension: int | None = None
    memory_bytes: int | None = None
    fit: Fit = "unknown"
    made_with: str = ""
    added_at: datetime | None = None

    @property
    def name(self) -> str:
        return self.spec.name


class ModelLibrary:
    """Reads and changes the library in one directory; several processes may.

    `allowed_sha256` is where a policy of the organisation comes in: hashes of weights that may be added and
    used; None allows any. The starter models are always allowed.
    """

    def __init__(
        self,
        models_dir: Path,
        *,
        allowed_sha256: Collection[str] | None = None,
        machine_bytes: int | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self._dir = models_dir
        self._allowed = allowed_sha256
        self._machine_bytes = _machine_bytes() if machine_bytes is None else machine_bytes
        self._clock = clock

    def list(self) -> tuple[LibraryModel, ...]:
        """The starter models, then those added, by name. Raises `ModelError("model_library_damaged")`."""
        state = self._read()
        starters = self._starters()
        wanted = state.wanted_embedder or starters.embedder.sha256
        listed = [self._starter(spec, wanted) for spec in (starters.embedder, starters.generator)]
        added = sorted(state.models, key=lambda record: record.name.lower())
        return (*listed, *(self._model(record, wanted) for record in added))

    def wanted_embedder(self) -> ModelSpec:
        """What each practice on this machine is to be indexed with: the starter embedder until one is chosen.

        A record that cannot be read counts as none: a practice must open without it.
        """
        try:
            state = self._read()
        except ModelError:
            return self._starters().embedder
        return self._embedder(state, state.wanted_embedder) or self._starters().embedder

    def embedder(self, sha256: str) -> ModelSpec | None:
        """The embedder whose weights have this hash, None when this machine has none such."""
        try:
            state = self._read()
        except ModelError:
            state = LibraryState()
        return self._embedder(state, sha256)

    def add(
        self,
        folder: Path,
        *,
        name: str | None = None,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> LibraryModel:
        """Copies an embedder (a folder as sentence-transformers lays it out) into the library.

        Nothing is recorded unless all of it is well; progress is counted in bytes.

        Raises:
            InputRefused: `model_is_generator`; `model_refused` with a `reason` (see `library_checks`, and
                `unexpected_module`, `memory_short`, `not_allowed`); `model_known`; `model_name_taken`;
                `dimension_too_large`.
            DiskFull: there is no room for the copy.
            ModelError: `model_library_damaged`.
            EnvironmentProblem: `models_folder_unusable`.
            Cancelled: `cancel` was set.
        """
        if _is_generator(folder):
            raise InputRefused("model_is_generator", file=folder.name)
        with self._changing():
            try:
                found = survey(folder)
            except OSError as error:
                raise refused("unreadable") from error
            self._sweep(self._read())
            self._require_room(sum(each.size_bytes for each in found))
            staged = Path(tempfile.mkdtemp(prefix=_STAGING, dir=self._made(self._dir / _FOLDER)))
            try:
                _copy(found, staged, cancel, on_progress)
                return self._take_in(staged, name or folder.resolve().name)
            finally:
                shutil.rmtree(staged, ignore_errors=True)

    def use(self, name: str) -> LibraryModel:
        """Makes an embedder the wanted one. Each practice is indexed in it beside its old one, then switches.

        Raises `NotFound("model_unknown")`, `InputRefused` (`model_is_generator`, `model_refused` with
        `not_allowed`), `ModelError`, `EnvironmentProblem`.
        """
        with self._changing():
            chosen = self._named(name)
            if chosen.spec.kind != "embedder":
                raise InputRefused("model_is_generator", file=chosen.name)
            if not chosen.installed:
                raise ModelError("model_missing", name=chosen.name)
            self._require_allowed(chosen.spec.sha256)
            self._write(replace(self._read(), wanted_embedder=chosen.spec.sha256))
        return replace(chosen, wanted=True)

    def remove(self, name: str) -> None:
        """Deletes an added model. A practice that still searches with it finds by words until it has another.

        Raises `NotFound("model_unknown")`, `InputRefused` (`model_is_starter`, `model_in_use`), `ModelError`,
        `EnvironmentProblem`.
        """
        with self._changing():
            chosen = self._named(name)
            if chosen.starter:
                raise InputRefused("model_is_starter", name=chosen.name)
            if chosen.wanted:
                raise InputRefused("model_in_use", name=chosen.name)
            state = self._read()
            kept = tuple(each for each in state.models if each.sha256 != chosen.spec.sha256)
            self._write(replace(state, models=kept))
            shutil.rmtree(chosen.spec.path, ignore_errors=True)

    def _take_in(self, staged: Path, name: str) -> LibraryModel:
        """Examines the copy and, if all is well, gives it its place and records it."""
        try:
            examined = examine(staged)
        except OSError as error:
            raise refused("unreadable") from error
        spec = _described(staged, name, examined)
        try:
            verify_model(spec)
        except ModelRejected as error:
            raise refused(str(error.params["reason"]), file=error.params.get("file", "")) from error
        state = self._read()
        self._require_new(spec, state)
        self._require_allowed(spec.sha256)
        needed = _memory_bytes(examined.parameters)
        if self._fit(needed) == "too_large":
            raise refused("memory_short", needed_bytes=needed, machine_bytes=self._machine_bytes)
        record = record_of(spec, examined, self._clock())
        staged.replace(self._dir / _FOLDER / record.folder)
        flush_directory(self._dir / _FOLDER)
        self._write(replace(state, models=(*state.models, record)))
        return self._model(record, state.wanted_embedder or "")

    def _require_new(self, spec: ModelSpec, state: LibraryState) -> None:
        starters = self._starters()
        known = [(each.name, each.sha256) for each in (starters.embedder, starters.generator)]
        known += [(each.name, each.sha256) for each in state.models]
        for name, sha256 in known:
            if sha256 == spec.sha256:
                raise InputRefused("model_known", name=name)
        if spec.name.lower() in {name.lower() for name, _ in known}:
            raise InputRefused("model_name_taken", name=spec.name)

    def _require_allowed(self, sha256: str) -> None:
        starters = self._starters()
        if self._allowed is None or sha256 in (starters.embedder.sha256, starters.generator.sha256):
            return
        if sha256 not in self._allowed:
            raise refused("not_allowed")

    def _require_room(self, size_bytes: int) -> None:
        free = shutil.disk_usage(self._made(self._dir)).free
        if free < size_bytes + _RESERVE_BYTES:
            raise DiskFull("disk_full", free_bytes=free, needed_bytes=size_bytes + _RESERVE_BYTES)

    def _named(self, name: str) -> LibraryModel:
        wanted = name.strip().lower()
        for model in self.list():
            if wanted in (model.name.lower(), model.spec.sha256):
                return model
        raise NotFound("model_unknown", name=name)

    def _starters(self) -> StarterModels:
        return starter_models(self._dir)

    def _starter(self, spec: ModelSpec, wanted: str) -> LibraryModel:
        return LibraryModel(
            spec=spec,
            starter=True,
            wanted=spec.sha256 == wanted,
            installed=spec.weights.is_file(),
            fit="fits",
        )

    def _model(self, record: ModelRecord, wanted: str) -> LibraryModel:
        spec = record.spec(self._dir / _FOLDER)
        needed = _memory_bytes(record.parameters)
        return LibraryModel(
            spec=spec,
            starter=False,
            wanted=record.sha256 == wanted,
            installed=spec.weights.is_file(),
            dimension=record.dimension,
            memory_bytes=needed,
            fit=self._fit(needed),
            made_with=record.made_with,
            added_at=datetime.fromisoformat(record.added_at),
        )

    def _embedder(self, state: LibraryState, sha256: str | None) -> ModelSpec | None:
        starter = self._starters().embedder
        if sha256 == starter.sha256:
            return starter
        return next((each.spec(self._dir / _FOLDER) for each in state.models if each.sha256 == sha256), None)

    def _fit(self, needed_bytes: int) -> Fit:
        if needed_bytes > self._machine_bytes * 3 // 4:
            return "too_large"
        return "tight" if needed_bytes > self._machine_bytes // 3 else "fits"

    def _sweep(self, state: LibraryState) -> None:
        """Clears away what an interruption left: copies that were never recorded, models half deleted."""
        recorded = {record.folder for record in state.models}
        for path in self._made(self._dir / _FOLDER).iterdir():
            if path.name not in recorded and path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        try:
            with FileLock(self._made(self._dir) / "library.lock", timeout=_LOCK_WAIT_S):
                yield
        except Timeout as error:
            raise EnvironmentProblem("models_folder_busy", directory=str(self._dir)) from error
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise DiskFull from error
            raise _unusable(self._dir, error) from error

    @staticmethod
    def _made(directory: Path) -> Path:
        if not directory.is_dir():
            directory.mkdir(parents=True)
            # Whoever runs the program on this machine reads the models, whatever the umask of who added them.
            directory.chmod(0o755)
        return directory

    def _read(self) -> LibraryState:
        return read_state(self._dir)

    def _write(self, state: LibraryState) -> None:
        write_state(self._dir, state)


def _described(folder: Path, name: str, examined: Examined) -> ModelSpec:
    weights = ModelSpec("embedder", "", folder, "", "").weights
    companions = tuple(
        PinnedFile(path.relative_to(folder).as_posix(), sha256_of(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path != weights
    )
    return ModelSpec(
        kind="embedder",
        name=clean_name(name),
        path=folder,
        sha256=sha256_of(weights),
        licence=examined.licence or "",
        size_bytes=weights.stat().st_size,
        companions=companions,
    )


def _copy(
    found: Collection[FoundFile], target: Path, cancel: CancelToken | None, on_progress: OnProgress
) -> None:
    total, done = sum(each.size_bytes for each in found), 0
    for each in found:
        path = target / each.name
        path.parent.mkdir(exist_ok=True)
        path.parent.chmod(0o755)
        with each.path.open("rb") as source, path.open("xb") as copy:
            left = each.size_bytes
            while left and (chunk := source.read(min(left, _CHUNK_BYTES))):
                if cancel is not None:
                    cancel.raise_if_cancelled()
                copy.write(chunk)
                left -= len(chunk)
                done += len(chunk)
                on_progress(done, total)
            copy.flush()
            os.fsync(copy.fileno())
        path.chmod(0o644)


def _is_generator(path: Path) -> bool:
    if path.suffix.lower() == ".gguf":
        return True
    try:
        with path.open("rb") as file:
            return file.read(len(_GGUF_MAGIC)) == _GGUF_MAGIC
    except OSError:
        return path.is_dir() and any(path.glob("*.gguf"))


def _memory_bytes(parameters: int) -> int:
    return parameters * _BYTES_A_PARAMETER + _WORKING_BYTES


def _machine_bytes() -> int:
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return 8 << 30


def _unusable(directory: Path, error: OSError) -> EnvironmentProblem:
    return EnvironmentProblem("models_folder_unusable", directory=str(directory), reason=error.strerror)
