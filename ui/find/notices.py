"""Notices beside results: words only, incomplete index, mismatches."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.engine.dto import EngineState
from core.retrieval.dto import IndexStatus, SearchResult
from ui.error_sentences.durations import Durations
from ui.operations.find import FoundPassages


class FindNotices(QObject):
    """A QObject for its `tr`."""

    def title_and_text(self, found: FoundPassages) -> tuple[str, str] | None:
        """The most important one; None if there is none."""
        searched = found.result.searched
        if searched.mismatched:
            return self._mismatched()
        building = self.building(found.index, found.result) if found.index is not None else None
        if building is not None and searched.unindexed > searched.sessions:
            return building
        return building if found.result.dense_available else self._words_only(found.engine)

    def index_ready(self) -> tuple[str, str]:
        """After a search before the index was complete."""
        title = self.tr("The index is ready now")
        return title, self.tr("Search again: more may be found, in a better order.")

    def models_ready(self) -> tuple[str, str]:
        """After a search by words only."""
        title = self.tr("The models are ready now")
        return title, self.tr("Search again, to find by meaning and not by words only.")

    def building(self, index: IndexStatus, result: SearchResult | None = None) -> tuple[str, str] | None:
        """The progress of the index; None if complete. With `result`, the effect on it."""
        if index.pending <= 0:
            return None
        not_found = self.tr("What is not indexed yet can be read, but not found.")
        if result is not None and not result.searched.unindexed:
            not_found = self.tr("For now, some notes are found by their words only; the order may change.")
        if index.remaining_s is None:
            told = self.tr("The index is still being built: {percent} %")
            return told.format(percent=index.percent), not_found
        told = self.tr("The index is still being built: {percent} %, about {time} left")
        return told.format(percent=index.percent, time=Durations().text(index.remaining_s)), not_found

    def _mismatched(self) -> tuple[str, str]:
        return (
            self.tr("Part of these charts was changed outside Anamnesis"),
            self.tr(
                "It was left out. Open the chart to see what it is, and tell whoever looks after your"
                " computers."
            ),
        )

    def _words_only(self, engine: EngineState) -> tuple[str, str]:
        same_words = self.tr("Only notes that share words with the question were found.")
        loading = self.tr("Found by words only while the models load"), same_words
        return {
            EngineState.STARTING: loading,
            EngineState.READY: (self.tr("Found by words only: search by meaning is not ready"), same_words),
            EngineState.RESTING: (
                self.tr("Found by words only: the models failed and are tried again soon"),
                same_words,
            ),
        }.get(engine, (self.tr("Found by words only: the models are not available"), same_words))
