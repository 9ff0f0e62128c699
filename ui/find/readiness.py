"""Detects searches that were made before the index was complete or the models were ready."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.engine.dto import EngineState
from core.retrieval.dto import IndexStatus
from ui.operations.find import FoundPassages


class Readiness(QObject):
    """Follows index and models; reports once for each search when repeating it would find more."""

    index_ready = Signal()
    models_ready = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._found: FoundPassages | None = None
        self._index: IndexStatus | None = None
        self._engine: EngineState | None = None

    def begin(self) -> None:
        """A search begins: later reports may be newer than its result."""
        self._found = self._index = self._engine = None

    def follow(self, found: FoundPassages) -> None:
        """The results are displayed."""
        self._found = found
        self._tell()

    def tell_index(self, index: IndexStatus) -> None:
        """The index is as far as this."""
        self._index = index
        self._tell()

    def tell_engine(self, engine: EngineState) -> None:
        """The models are in this state."""
        self._engine = engine
        self._tell()

    def _tell(self) -> None:
        found = self._found
        if found is None:
            return
        index = self._index or found.index
        if index is not None and index.pending > 0:
            return
        if found.index is not None:
            self._found = None
            self.index_ready.emit()
        elif (
            not found.result.dense_available
            and found.engine is not EngineState.READY
            and self._engine is EngineState.READY
        ):
            self._found = None
            self.models_ready.emit()
