"""Installs a bundle: verified, copied, examined like a manually added model, recorded in one step.

The signature is trusted only as far as needed: the hash of each file is computed from the copy, each model is
examined as data, and the policy's model list and the computer's memory apply as for any other.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path

from core.atomic_file import flush_directory
from core.cancel import CancelToken, OnProgress
from core.clock import Clock
from core.engine.catalogue import ModelSpec, PinnedFile
from core.engine.model_library.admission import Admission
from core.engine.model_library.budgets import BudgetRefused, checked_budgets
from core.engine.model_library.bundles.bundle_file import Bundle, contents_of, read_bundle, refused_bundle
from core.engine.model_library.bundles.manifest import BundledModel, BundleManifest
from core.engine.model_library.chat_templates import has_marks
from core.engine.model_library.checks import examine, refused
from core.engine.model_library.copying import after, copy_stream
from core.engine.model_library.folder import ADDING_LOCK, LibraryFolder
from core.engine.model_library.generators import described, generator_record, header_of
from core.engine.model_library.leftovers import take_away
from core.engine.model_library.listed import Fit, embedder_memory_bytes, fit_of
from core.engine.model_library.record import (
    GENERATOR_NAME,
    AnyRecord,
    GeneratorRecord,
    InstalledBundle,
    LibraryState,
    ModelRecord,
    clean_name,
    folder_name,
    record_of,
)
from core.engine.model_library.verdicts import StoredVerdict, Verdicts
from core.engine.verification import verify_model
from core.errors import EnvironmentProblem, InputRefused, ModelError


@dataclass(frozen=True, slots=True)
class BundlePreview:
    """What is known of a bundle before it is installed. `digest` names the bundle that was read; `fits`
    compares each model's memory need with this computer; `installed_version`: the bundle of this name
    installed here, if any.
    """

    file: str
    manifest: BundleManifest
    digest: str
    key: str
    fits: tuple[Fit, ...]
    installed_version: int | None = None


class BundleInstaller:
    """`trusted` are the public keys whose bundles are accepted; None or empty accepts none."""

    def __init__(
        self,
        folder: LibraryFolder,
        admission: Admission,
        verdicts: Verdicts,
        *,
        trusted: Collection[str] | None,
        clock: Clock,
    ) -> None:
        self._folder = folder
        self._admission = admission
        self._verdicts = verdicts
        self._trusted = trusted
        self._clock = clock

    def look(self, path: Path) -> BundlePreview:
        """Verifies the manifest and whether it may be installed; the models themselves are not read.

        Raises:
            InputRefused: `bundle_refused` (see `read_bundle`, and `older`); `bundle_known`; `model_known` for
                a starter model; `model_refused` with `not_allowed`.
            ModelError: `model_library_damaged`.
        """
        bundle = read_bundle(path, self._trusted)
        state = self._folder.read()
        self._require_may(bundle, state)
        manifest, earlier = bundle.manifest, state.bundle(bundle.manifest.name)
        return BundlePreview(
            file=path.name,
            manifest=manifest,
            digest=bundle.digest,
            key=bundle.key,
            fits=tuple(fit_of(each.memory_bytes, self._admission.machine_bytes) for each in manifest.models),
            installed_version=None if earlier is None else earlier.version,
        )

    def install(
        self, path: Path, *, digest: str | None, cancel: CancelToken | None, on_progress: OnProgress
    ) -> tuple[AnyRecord, ...]:
        """Copies, examines and records every model of the bundle, or none of them; progress counts bytes.

        `digest` is that of the bundle the user confirmed. Raises as `look` and `ModelLibrary.add`, and
        `bundle_refused` with `replaced` (the file is another bundle now), `changed` (bytes of a model differ
        from what was signed), `budget` or `chat_format`.
        """
        bundle = read_bundle(path, self._trusted)
        if digest is not None and bundle.digest != digest:
            raise refused_bundle("replaced", path)
        for each in bundle.manifest.models:
            self._admission.require_memory(each.memory_bytes)
        with self._folder.changing(ADDING_LOCK):
            self._require_may(bundle, self._folder.read())
            with self._folder.staging(bundle.manifest.contents_bytes) as staged:
                places = self._copied(bundle, staged, cancel, on_progress)
                records = [
                    self._examined(bundle, model, place, cancel)
                    for model, place in zip(bundle.manifest.models, places, strict=True)
                ]
                return self._recorded(bundle, records, places)

    def _require_may(self, bundle: Bundle, state: LibraryState) -> None:
        manifest, path = bundle.manifest, bundle.file.path
        earlier = state.bundle(manifest.name)
        if earlier is not None and earlier.digest != bundle.digest and manifest.version <= earlier.version:
            raise refused_bundle(
                "older", path, name=manifest.name, version=manifest.version, installed=earlier.version
            )
        here = {each.sha256 for each in state.all if self._folder.has(each)}
        again = earlier is not None and earlier.digest == bundle.digest
        if again and all(each.sha256 in here for each in manifest.models):
            raise InputRefused("bundle_known", name=manifest.name, version=manifest.version)
        for each in manifest.models:
            if self._admission.is_starter(each.sha256):
                raise InputRefused("model_known", name=each.name)
            self._admission.require_allowed(each.sha256)

    def _copied(
        self, bundle: Bundle, staged: Path, cancel: CancelToken | None, on_progress: OnProgress
    ) -> list[Path]:
        """Copies each model into a folder and checks the bytes against the signed hashes."""
        path, total, done, places = bundle.file.path, bundle.manifest.contents_bytes, 0, []
        with contents_of(bundle) as contents:
            for number, model in enumerate(bundle.manifest.models):
                place = staged / str(number)
                place.mkdir()
                for file in model.files:
                    found = copy_stream(
                        contents,
                        place / file.name,
                        file.size_bytes,
                        cancel,
                        after(done, total, on_progress),
                    )
                    if found != file.sha256:
                        raise refused_bundle("changed", path, part=f"{model.name}/{file.name}")
                    done += file.size_bytes
                places.append(place)
        return places

    def _examined(
        self, bundle: Bundle, model: BundledModel, place: Path, cancel: CancelToken | None
    ) -> AnyRecord:
        try:
            if model.kind == "generator":
                return self._examined_generator(bundle, model, place / GENERATOR_NAME)
            return self._examined_embedder(bundle, model, place, cancel)
        except OSError as error:
            raise refused("unreadable") from error

    def _examined_embedder(
        self, bundle: Bundle, model: BundledModel, place: Path, cancel: CancelToken | None
    ) -> ModelRecord:
        examined = examine(place)
        beside = sorted((each.name, each.sha256) for each in model.files if each != model.weights)
        spec = ModelSpec(
            kind="embedder",
            name=model.name,
            path=place,
            sha256=model.sha256,
            licence=model.licence,
            size_bytes=model.weights.size_bytes,
            companions=tuple(PinnedFile(name, sha256) for name, sha256 in beside),
        )
        try:
            verify_model(spec, cancel=cancel)
        except ModelError as error:
            raise refused(str(error.params.get("reason", "unreadable")), file=model.name) from error
        self._admission.require_memory(embedder_memory_bytes(examined.parameters))
        return replace(record_of(spec, examined, self._clock()), bundle=bundle.manifest.name)

    def _examined_generator(self, bundle: Bundle, model: BundledModel, copy: Path) -> GeneratorRecord:
        path = bundle.file.path
        header = header_of(copy, called=model.name, budgets=model.budgets)
        chat_format = model.chat_format
        if chat_format is None or not has_marks(chat_format, header.marks):
            raise refused_bundle("chat_format", path, model=model.name)
        if model.budgets is None:
            raise refused_bundle("budget", path, model=model.name, budget="context_tokens")
        try:
            budgets = checked_budgets(model.budgets, trained_tokens=header.context_tokens)
        except BudgetRefused as error:
            raise refused_bundle("budget", path, model=model.name, budget=error.budget) from error
        self._admission.require_memory(header.memory_bytes)
        spec = described(copy, name=model.name, sha256=model.sha256, header=header)
        record = generator_record(spec, header, self._clock())
        return replace(
            record,
            licence=model.licence,
            # The signed manifest names the format: nothing is guessed from the template.
            chat_format=chat_format,
            chat_known=True,
            budgets=budgets,
            bundle=bundle.manifest.name,
        )

    def _recorded(
        self, bundle: Bundle, records: list[AnyRecord], places: list[Path]
    ) -> tuple[AnyRecord, ...]:
        """Moves every copy to its place, then writes one record that makes them all available."""
        with self._folder.changing():
            state = self._folder.read()
            self._require_may(bundle, state)
            recorded = tuple(self._beside(record, bundle, state) for record in records)
            if len({each.name.lower() for each in recorded}) < len(recorded):
                raise InputRefused("model_name_taken", name=recorded[0].name)
            for record, place in zip(recorded, places, strict=True):
                self._put(record, place, state)
            flush_directory(self._folder.added)
            self._folder.write(_with(state, recorded, self._noted(bundle)))
        for record, model in zip(recorded, bundle.manifest.models, strict=True):
            if isinstance(record, GeneratorRecord) and model.verdict is not None:
                self._keep(record.spec(self._folder.added).identity, model.verdict)
        return recorded

    def _beside(self, record: AnyRecord, bundle: Bundle, state: LibraryState) -> AnyRecord:
        """The record adjusted to the existing ones.

        A model with the same weights keeps its name and its folder, which the engine may have open; if
        another model has the name, the bundle's version is appended to it.
        """
        same = next((each for each in state.all if each.sha256 == record.sha256), None)
        if same is not None:
            if isinstance(record, ModelRecord) and isinstance(same, ModelRecord):
                if record.companions != same.companions:
                    raise InputRefused("model_known", name=same.name)
                return replace(record, name=same.name, folder=same.folder, added_at=same.added_at)
            if isinstance(record, GeneratorRecord) and isinstance(same, GeneratorRecord):
                return replace(record, name=same.name, folder=same.folder, added_at=same.added_at)
            raise InputRefused("model_known", name=same.name)
        if self._admission.is_taken(record.name, record.sha256, state):
            record = _renamed(record, f"{record.name}-{bundle.manifest.version}")
        if self._admission.is_taken(record.name, record.sha256, state):
            raise InputRefused("model_name_taken", name=record.name)
        return record

    def _put(self, record: AnyRecord, copied: Path, state: LibraryState) -> None:
        place = self._folder.added / record.folder
        known = any(each.folder == record.folder for each in state.all)
        if known and self._folder.has(record):
            return
        if place.exists():
            # A folder of the same name and weights that is not recorded or incomplete.
            take_away(place)
        copied.replace(place)

    def _noted(self, bundle: Bundle) -> InstalledBundle:
        manifest = bundle.manifest
        return InstalledBundle(
            name=manifest.name,
            version=manifest.version,
            digest=bundle.digest,
            publisher=manifest.publisher,
            key=bundle.key,
            installed_at=self._now(),
        )

    def _now(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="seconds")

    def _keep(self, identity: str, verdict: StoredVerdict) -> None:
        """Stores the maker's verdict, unless this computer has its own verdict of the same check.

        Speeds apply to the maker's computer and are left out. The latest of two verdicts counts: it gets the
        time of this computer, so that a later local verdict replaces it.
        """
        own = self._verdicts.of(identity)
        if own is not None and own.program == verdict.program:
            return
        # Without a stored verdict the model is examined here, as any other.
        with suppress(EnvironmentProblem):
            self._verdicts.keep(
                identity,
                replace(
                    verdict,
                    tokens_per_s=0.0,
                    first_token_ms=0.0,
                    read=0,
                    reads=False,
                    checked_at=self._now(),
                ),
            )


def _with(state: LibraryState, recorded: tuple[AnyRecord, ...], noted: InstalledBundle) -> LibraryState:
    new = {each.sha256 for each in recorded}
    models = [each for each in state.models if each.sha256 not in new]
    generators = [each for each in state.generators if each.sha256 not in new]
    bundles = [each for each in state.bundles if each.name != noted.name]
    return replace(
        state,
        models=(*models, *(each for each in recorded if isinstance(each, ModelRecord))),
        generators=(*generators, *(each for each in recorded if isinstance(each, GeneratorRecord))),
        bundles=(*bundles, noted),
    )


def _renamed(record: AnyRecord, name: str) -> AnyRecord:
    called = clean_name(name)
    return replace(record, name=called, folder=folder_name(called, record.sha256))
