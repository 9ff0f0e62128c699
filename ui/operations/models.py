"""Operations on this computer's models and on the index they build.

The models belong to the computer, not to a practice: each operation takes its library.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from core.assistant.acceptance.earned import check_model as examine
from core.child_processes.isolation import Isolation
from core.engine.model_library.bundles.installing import BundlePreview
from core.engine.model_library.library import ModelLibrary
from core.engine.model_library.listed import LibraryModel
from core.retrieval.dto import IndexStatus
from ui.operations.operation import Operation

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.services import Services

_MB = 1_000_000
Models = tuple[LibraryModel, ...]


@dataclass(frozen=True, slots=True)
class IndexLine:
    """The current state of the index, how to unsubscribe from later ones, and what confines the engine."""

    status: IndexStatus
    unsubscribe: Callable[[], None]
    isolation: Isolation | None = None


def list_models(library: ModelLibrary) -> Operation[Models]:
    """Every model of this computer."""
    return Operation("io", lambda _services, _cancel, _progress: library.list())


def add_model(library: ModelLibrary, path: Path) -> Operation[LibraryModel]:
    """Copies an embedder or a language model into the library; progress counts megabytes."""

    def run(_services: Services, cancel: CancelToken, progress: OnProgress) -> LibraryModel:
        return library.add(
            path, cancel=cancel, on_progress=lambda done, total: progress(done // _MB, total // _MB)
        )

    return Operation("io", run)


def look_at_bundle(library: ModelLibrary, path: Path) -> Operation[BundlePreview]:
    """The signer and the contents of a bundle; the models themselves are not read."""
    return Operation("io", lambda _services, _cancel, _progress: library.look_at_bundle(path))


def install_bundle(library: ModelLibrary, path: Path, *, digest: str, use: bool) -> Operation[Models]:
    """Adds every model of the bundle shown as `digest`, or none; progress counts megabytes.

    With `use` the computer searches and writes with them from then on.
    """

    def run(services: Services, cancel: CancelToken, progress: OnProgress) -> Models:
        added = library.install_bundle(
            path,
            digest=digest,
            cancel=cancel,
            on_progress=lambda done, total: progress(done // _MB, total // _MB),
        )
        return tuple(_used(services, library, each.name) for each in added) if use else added

    return Operation("io", run)


def check_model(library: ModelLibrary, name: str) -> Operation[LibraryModel]:
    """Computes with a model on this computer, and asks a language model about the built-in chart.

    Both happen in processes of their own; progress counts questions.
    """

    def run(_services: Services, cancel: CancelToken, progress: OnProgress) -> LibraryModel:
        model = library.named(name)
        library.require_allowed(model)
        trial = library.processor.try_model(
            model.spec, plain=True, anew=True, stopping=lambda: cancel.cancelled
        )
        cancel.raise_if_cancelled()
        model = replace(model, trial=trial)
        if not model.writes or trial is None or not trial.works:
            return model
        verdict = examine(
            model.spec,
            library.verdicts,
            program=version("anamnesis"),
            processor=library.processor,
            cancel=cancel,
            on_progress=progress,
        )
        return replace(model, verdict=verdict)

    return Operation("io", run)


def use_model(library: ModelLibrary, name: str) -> Operation[LibraryModel]:
    """Selects a model for searching (the index is built with it beside the old one) or for writing."""

    return Operation("io", lambda services, _cancel, _progress: _used(services, library, name))


def _used(services: Services, library: ModelLibrary, name: str) -> LibraryModel:
    chosen = library.use(name)
    if chosen.writes:
        services.engine.use_generator(chosen.spec)
    else:
        services.index.wake()
    return chosen


def remove_model(library: ModelLibrary, name: str) -> Operation[None]:
    """Deletes an added model from this computer."""
    return Operation("io", lambda _services, _cancel, _progress: library.remove(name))


def follow_index(listener: Callable[[IndexStatus], None]) -> Operation[IndexLine]:
    """Reads the state of the index; `listener` then receives each new one, in another thread."""

    def run(services: Services, _cancel: CancelToken, _progress: OnProgress) -> IndexLine:
        unsubscribe = services.index.subscribe(listener)
        return IndexLine(services.index.status(), unsubscribe, services.engine.isolation)

    return Operation("db", run)


def rebuild_index() -> Operation[IndexStatus]:
    """Rebuilds the whole index; progress counts sources. When stopped, it continues in the background."""

    def run(services: Services, cancel: CancelToken, progress: OnProgress) -> IndexStatus:
        return services.index.rebuild(cancel=cancel, on_progress=progress)

    return Operation("io", run)
