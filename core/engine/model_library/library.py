"""The models of this machine: the starter models, the added ones, and which one is selected.

A model is copied, examined and recorded with its hashes; from then on the engine loads it only if every byte
matches the record. A model belongs to this machine, not to a practice: each practice opened here is indexed
with the selected embedder, and the selected generator writes as far as its acceptance check allows.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from core.atomic_file import flush_directory
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.clock import Clock, utc_now
from core.engine.catalogue import WEIGHTS_FILE, ModelSpec, PinnedFile
from core.engine.model_library.admission import Admission
from core.engine.model_library.bundles.installing import BundleInstaller, BundlePreview
from core.engine.model_library.checks import Examined, FoundFile, examine, refused, survey
from core.engine.model_library.copying import copy_files
from core.engine.model_library.folder import ADDING_LOCK, LibraryFolder
from core.engine.model_library.generators import (
    described,
    generator_record,
    header_of,
    is_generator,
    name_of,
    survey_generator,
)
from core.engine.model_library.leftovers import take_away
from core.engine.model_library.listed import LibraryModel, embedder_memory_bytes, memory_of_machine
from core.engine.model_library.listing import Listing
from core.engine.model_library.record import (
    AnyRecord,
    GeneratorRecord,
    LibraryState,
    clean_name,
    is_hash,
    record_of,
)
from core.engine.model_library.verdicts import Verdicts
from core.engine.processor.processor import Processor
from core.engine.verification import sha256_of, verify_model
from core.errors import InputRefused, ModelError, ModelRejected, NotFound


class ModelLibrary:
    """Reads and changes the library in one directory; several processes may use it.

    `allowed_sha256` comes from a policy of the organisation: hashes of weights that may be added and
    selected, and of embedders that are used; None allows any. The starter models are always allowed.
    `own_dir` keeps the verdicts of users who may not write into `models_dir`; `processor` knows which models
    run on this computer. `bundle_keys` are a policy's keys of those who may sign bundles; None: nobody.
    """

    def __init__(
        self,
        models_dir: Path,
        *,
        allowed_sha256: Collection[str] | None = None,
        bundle_keys: Collection[str] | None = None,
        machine_bytes: int | None = None,
        own_dir: Path | None = None,
        processor: Processor | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self._dir = models_dir
        self._folder = LibraryFolder(models_dir)
        self._admission = Admission(
            models_dir,
            allowed_sha256=allowed_sha256,
            machine_bytes=memory_of_machine() if machine_bytes is None else machine_bytes,
        )
        self.processor = processor or Processor((models_dir,))
        self.verdicts = Verdicts((models_dir,) if own_dir is None else (models_dir, own_dir))
        self._listing = Listing(
            added=self._folder.added,
            verdicts=self.verdicts,
            processor=self.processor,
            machine_bytes=self._admission.machine_bytes,
        )
        self._clock = clock
        self._bundles = BundleInstaller(
            self._folder, self._admission, self.verdicts, trusted=bundle_keys, clock=clock
        )

    def list(self) -> tuple[LibraryModel, ...]:
        """The starter models, then those added, by name. Raises `ModelError("model_library_damaged")`."""
        state = self._folder.read()
        starters = self._admission.starters
        listed = [
            # A selected model may be unknown: the starter of an earlier version. Then the starter is in use.
            self._listing.starter(
                starters.embedder,
                state.wanted_embedder if self._embedder(state, state.wanted_embedder) else None,
            ),
            self._listing.starter(starters.generator, state.wanted_generator),
        ]
        added = sorted(state.all, key=lambda record: record.name.lower())
        return (*listed, *(self._listing.added(record, state) for record in added))

    def named(self, name: str) -> LibraryModel:
        """The model of this name, or of these weights (their SHA-256).

        Raises `NotFound("model_unknown")`, `ModelError("model_library_damaged")`.
        """
        wanted = name.strip().lower()
        # Text that looks like a hash is never taken for a name: it would select other weights.
        by_hash = is_hash(wanted)
        for model in self.list():
            if wanted == (model.spec.sha256 if by_hash else model.name.lower()):
                return model
        raise NotFound("model_unknown", name=name)

    def wanted_embedder(self) -> ModelSpec:
        """The embedder for every practice on this machine: the starter embedder until another is selected.

        If the record cannot be read there is no answer, not the starter: a practice would be indexed anew
        with it and lose its index. Raises `ModelError("model_library_damaged")`.
        """
        state = self._folder.read()
        return self._embedder(state, state.wanted_embedder) or self.starter_embedder()

    def starter_embedder(self) -> ModelSpec:
        """The starter embedder, which every machine has; needs no record."""
        return self._admission.starters.embedder

    def embedder(self, sha256: str) -> ModelSpec | None:
        """The embedder whose weights have this hash, None if this machine has none.

        Raises `ModelError("model_library_damaged")` when the record cannot be read.
        """
        starter = self.starter_embedder()
        return starter if sha256 == starter.sha256 else self._embedder(self._folder.read(), sha256)

    def wanted_generator(self) -> ModelSpec:
        """The generator of this machine: the starter until another is selected, or where the record cannot be
        read.
        """
        starter = self._admission.starters.generator
        try:
            state = self._folder.read()
        except ModelError:
            return starter
        for each in state.generators:
            if each.sha256 == state.wanted_generator and self._admission.allows(each.sha256):
                return each.spec(self._folder.added)
        return starter

    def add(
        self,
        path: Path,
        *,
        name: str | None = None,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> LibraryModel:
        """Copies an embedder (a folder as sentence-transformers lays it out) or a generator (a GGUF file).

        Nothing is recorded unless every check passes; progress is counted in bytes.

        Raises:
            InputRefused: `model_refused` with a `reason` (see `checks`, `generators`, and
                `unexpected_module`, `memory_short`, `not_allowed`); `model_known`; `model_name_taken`;
                `dimension_too_large`.
            DiskFull: there is no room for the copy.
            ModelError: `model_library_damaged`.
            EnvironmentProblem: `models_folder_unusable`.
            Cancelled: `cancel` was set.
        """
        writes, hashed = is_generator(path), 0
        try:
            if writes:
                file = survey_generator(path)
                hashed = self._require_allowed_file(file, cancel, on_progress)
                header = header_of(file.path, called=path.name)
                self._admission.require_memory(header.memory_bytes)
                found: tuple[FoundFile, ...] = (file,)
            else:
                found = survey(path)
        except OSError as error:
            raise refused("unreadable") from error
        with self._folder.changing(ADDING_LOCK):
            self._folder.read()
            with self._folder.staging(sum(each.size_bytes for each in found)) as staged:
                hashes = copy_files(
                    found, staged, cancel, lambda done, total: on_progress(hashed + done, hashed + total)
                )
                if writes:
                    called = name or name_of(path, header)
                    return self._take_in_generator(staged / file.name, hashes[file.name], called)
                return self._take_in(staged, name or path.resolve().name, hashes, cancel)

    def look_at_bundle(self, path: Path) -> BundlePreview:
        """What a bundle holds and who signed it; raises as `BundleInstaller.look`."""
        return self._bundles.look(path)

    def install_bundle(
        self,
        path: Path,
        *,
        digest: str | None = None,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> tuple[LibraryModel, ...]:
        """Adds every model of a bundle, or none; see `BundleInstaller.install`."""
        records = self._bundles.install(path, digest=digest, cancel=cancel, on_progress=on_progress)
        state = self._folder.read()
        return tuple(self._listing.added(each, state) for each in records)

    def use(self, name: str) -> LibraryModel:
        """Selects a model of its kind. With an embedder each practice is indexed beside its old index, then
        switches; a generator is used from the next start of the engine.

        Raises `NotFound("model_unknown")`, `InputRefused` (`model_refused` with `not_allowed`), `ModelError`,
        `EnvironmentProblem`.
        """
        with self._folder.changing():
            chosen = self.named(name)
            if not chosen.installed:
                raise ModelError("model_missing", name=chosen.name)
            sha256 = chosen.spec.sha256
            self._admission.require_allowed(sha256)
            state = self._folder.read()
            if chosen.writes:
                self._folder.write(replace(state, wanted_generator=sha256))
            else:
                self._folder.write(replace(state, wanted_embedder=sha256))
        return replace(chosen, wanted=True)

    def require_allowed(self, model: LibraryModel) -> None:
        """Raises `InputRefused("model_refused")` with `not_allowed` where a policy does not allow `model`."""
        self._admission.require_allowed(model.spec.sha256)

    def remove(self, name: str) -> None:
        """Deletes an added model. A practice that still uses it searches by words until it has another.

        Raises `NotFound("model_unknown")`, `InputRefused` (`model_is_starter`, `model_in_use`), `ModelError`,
        `EnvironmentProblem`.
        """
        with self._folder.changing():
            chosen = self.named(name)
            if chosen.starter:
                raise InputRefused("model_is_starter", name=chosen.name)
            if chosen.wanted:
                raise InputRefused("model_in_use", name=chosen.name)
            state = self._folder.read()
            gone = chosen.spec.sha256
            models = tuple(each for each in state.models if each.sha256 != gone)
            generators = tuple(each for each in state.generators if each.sha256 != gone)
            self._folder.write(replace(state, models=models, generators=generators))
            take_away(chosen.spec.path.parent if chosen.writes else chosen.spec.path)

    def _take_in(
        self, staged: Path, name: str, hashes: Mapping[str, str], cancel: CancelToken | None
    ) -> LibraryModel:
        """Examines the copy and, if it passes, moves it to its place and records it."""
        try:
            examined = examine(staged)
        except OSError as error:
            raise refused("unreadable") from error
        spec = _described(staged, name, examined, hashes)
        try:
            verify_model(spec, cancel=cancel)
        except ModelRejected as error:
            raise refused(str(error.params["reason"]), file=error.params.get("file", "")) from error
        self._admission.require_new(spec, self._folder.read())
        self._admission.require_allowed(spec.sha256)
        self._admission.require_memory(embedder_memory_bytes(examined.parameters))
        return self._recorded(staged, spec, record_of(spec, examined, self._clock()))

    def _take_in_generator(self, copy: Path, sha256: str, name: str) -> LibraryModel:
        """As `_take_in`, for the copy of a GGUF file: only the copy is trusted."""
        header = header_of(copy, called=name)
        spec = described(copy, name=name, sha256=sha256, header=header)
        self._admission.require_new(spec, self._folder.read())
        self._admission.require_allowed(sha256)
        self._admission.require_memory(header.memory_bytes)
        return self._recorded(copy.parent, spec, generator_record(spec, header, self._clock()))

    def _recorded(self, staged: Path, spec: ModelSpec, record: AnyRecord) -> LibraryModel:
        """Moves the copy to its place: first the files, then the record that makes them a model."""
        place = self._folder.added / record.folder
        with self._folder.changing():
            state = self._folder.read()
            self._admission.require_new(spec, state)
            if place.exists():
                # The same name and weights without a record: left by an interruption or a lost record.
                take_away(place)
            staged.replace(place)
            flush_directory(self._folder.added)
            if isinstance(record, GeneratorRecord):
                state = replace(state, generators=(*state.generators, record))
            else:
                state = replace(state, models=(*state.models, record))
            self._folder.write(state)
        return self._listing.added(record, state)

    def _require_allowed_file(
        self, file: FoundFile, cancel: CancelToken | None, on_progress: OnProgress
    ) -> int:
        """Checks the policy's list before any parser opens the file; returns how many bytes that read."""
        if self._admission.allows_any:
            return 0
        total = 2 * file.size_bytes
        self._admission.require_allowed(
            sha256_of(file.path, cancel=cancel, on_bytes=lambda done: on_progress(done, total))
        )
        return file.size_bytes

    def _embedder(self, state: LibraryState, sha256: str | None) -> ModelSpec | None:
        starter = self._admission.starters.embedder
        if sha256 == starter.sha256:
            return starter
        if sha256 is None or not self._admission.allows(sha256):
            return None
        return next((each.spec(self._folder.added) for each in state.models if each.sha256 == sha256), None)


def _described(folder: Path, name: str, examined: Examined, hashes: Mapping[str, str]) -> ModelSpec:
    companions = tuple(
        PinnedFile(each, sha256) for each, sha256 in sorted(hashes.items()) if each != WEIGHTS_FILE
    )
    return ModelSpec(
        kind="embedder",
        name=clean_name(name),
        path=folder,
        sha256=hashes[WEIGHTS_FILE],
        licence=examined.licence or "",
        size_bytes=(folder / WEIGHTS_FILE).stat().st_size,
        companions=companions,
    )
