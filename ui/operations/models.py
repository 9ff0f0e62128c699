"""What a person does with the models of this computer, and with the index they fill.

The models belong to the computer, not to a practice: each of these takes the folder they lie in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.engine.model_library.library import LibraryModel, ModelLibrary
from core.retrieval.dto import IndexStatus
from ui.operations.operation import Operation

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.services import Services

_MB = 1_000_000
Models = tuple[LibraryModel, ...]


@dataclass(frozen=True, slots=True)
class IndexLine:
    """The state of the index now, and how to stop being told of the next ones."""

    status: IndexStatus
    unsubscribe: Callable[[], None]


def list_models(models_dir: Path) -> Operation[Models]:
    """Every model of this computer."""
    return Operation("io", lambda _services, _cancel, _progress: ModelLibrary(models_dir).list())


def add_model(models_dir: Path, folder: Path) -> Operation[LibraryModel]:
    """Copies an embedder into the library; progress counts megabytes."""

    def run(_services: Services, cancel: CancelToken, progress: OnProgress) -> LibraryModel:
        return ModelLibrary(models_dir).add(
            folder, cancel=cancel, on_progress=lambda done, total: progress(done // _MB, total // _MB)
        )

    return Operation("io", run)


def use_model(models_dir: Path, name: str) -> Operation[LibraryModel]:
    """Makes an embedder the one to find with; the index is built in it beside the old one."""

    def run(services: Services, _cancel: CancelToken, _progress: OnProgress) -> LibraryModel:
        chosen = ModelLibrary(models_dir).use(name)
        services.index.wake()
        return chosen

    return Operation("io", run)


def remove_model(models_dir: Path, name: str) -> Operation[None]:
    """Deletes an added model from this computer."""
    return Operation("io", lambda _services, _cancel, _progress: ModelLibrary(models_dir).remove(name))


def follow_index(listener: Callable[[IndexStatus], None]) -> Operation[IndexLine]:
    """Reads the state of the index; from then on `listener` is told of each new one, in another thread."""

    def run(services: Services, _cancel: CancelToken, _progress: OnProgress) -> IndexLine:
        unsubscribe = services.index.subscribe(listener)
        return IndexLine(services.index.status(), unsubscribe)

    return Operation("db", run)


def rebuild_index() -> Operation[IndexStatus]:
    """Makes the whole index anew; progress counts sources. Stopped, it goes on in the background."""

    def run(services: Services, cancel: CancelToken, progress: OnProgress) -> IndexStatus:
        return services.index.rebuild(cancel=cancel, on_progress=progress)

    return Operation("io", run)
