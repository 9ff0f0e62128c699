"""Runs one search at a time: a new one cancels the previous one, and late results are dropped."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import AnamnesisError
from core.retrieval.dto import SearchOptions
from core.sources.dto import SearchScope
from ui.operations.find import FoundPassages, find_passages

if TYPE_CHECKING:
    from ui.jobs import Job, Jobs


@dataclass(frozen=True, slots=True)
class Wanted:
    """The search request. `limit` counts passages."""

    question: str
    scope: SearchScope
    options: SearchOptions
    limit: int


class Searching(QObject):
    """`begun` is followed by exactly one of the others, unless another search or `drop` intervenes."""

    begun = Signal()
    found = Signal(object, object)
    """`Wanted` and `FoundPassages`."""
    failed = Signal(object)
    """An `AnamnesisError`."""
    stopped = Signal()

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._number = 0

    @property
    def under_way(self) -> bool:
        return self._job is not None

    def begin(self, wanted: Wanted) -> None:
        """Starts a search, cancelling a running one."""
        self.drop()
        number = self._number
        self._job = self._jobs.run(
            self,
            find_passages(
                question=wanted.question, scope=wanted.scope, options=wanted.options, limit=wanted.limit
            ),
            on_done=partial(self._on_found, number, wanted),
            on_error=partial(self._on_failed, number),
            on_cancelled=partial(self._on_stopped, number),
        )
        self.begun.emit()

    def stop(self) -> None:
        """Cancels the search and reports it at once; the work itself ends at its next step."""
        if self._job is not None:
            self.drop()
            self.stopped.emit()

    def drop(self) -> None:
        """Cancels the search silently."""
        if self._job is not None:
            self._job.cancel()
        self._job = None
        self._number += 1

    def _on_found(self, number: int, wanted: Wanted, found: FoundPassages) -> None:
        if number == self._number:
            self._job = None
            self.found.emit(wanted, found)

    def _on_failed(self, number: int, error: AnamnesisError) -> None:
        if number == self._number:
            self._job = None
            self.failed.emit(error)

    def _on_stopped(self, number: int) -> None:
        if number == self._number:
            self._job = None
            self.stopped.emit()
