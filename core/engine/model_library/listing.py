"""Builds the listing of each model of this machine, from its record or from a starter's own header."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from core.engine.catalogue import ModelSpec
from core.engine.model_library.generators import header_of_starter
from core.engine.model_library.listed import LibraryModel, embedder_memory_bytes, fit_of
from core.engine.model_library.record import AnyRecord, LibraryState, ModelRecord
from core.engine.model_library.verdicts import Verdicts
from core.engine.processor.processor import Processor


class Listing:
    """`added` is the directory of added models."""

    def __init__(self, *, added: Path, verdicts: Verdicts, processor: Processor, machine_bytes: int) -> None:
        self._added = added
        self._processor = processor
        self._verdicts = verdicts
        self._machine_bytes = machine_bytes

    def starter(self, spec: ModelSpec, wanted: str | None) -> LibraryModel:
        """A starter model; it is `wanted` also if none was selected."""
        listed = LibraryModel(
            spec=spec,
            starter=True,
            wanted=wanted in (None, spec.sha256),
            installed=spec.weights.is_file(),
            fit="fits",
            trial=self._processor.trial_of(spec.identity),
        )
        if not listed.writes or not listed.installed:
            return listed
        header = header_of_starter(spec.path)
        listed = replace(listed, verdict=self._verdicts.of(spec.identity))
        if header is None:
            return listed
        needed = header.memory_bytes + (0 if spec.adapter is None else spec.adapter.size_bytes)
        return replace(
            listed,
            memory_bytes=needed,
            fit=fit_of(needed, self._machine_bytes),
            context_tokens=header.context_tokens,
            architecture=header.architecture,
            quantisation=header.quantisation,
            parameters=header.parameters,
            chat_known=header.chat_format_known,
        )

    def added(self, record: AnyRecord, state: LibraryState) -> LibraryModel:
        """A model that was added."""
        spec = record.spec(self._added)
        listed = LibraryModel(
            spec=spec,
            starter=False,
            wanted=record.sha256 in (state.wanted_embedder, state.wanted_generator),
            installed=spec.weights.is_file(),
            parameters=record.parameters,
            added_at=datetime.fromisoformat(record.added_at),
            bundle=record.bundle,
            trial=self._processor.trial_of(spec.identity),
        )
        if isinstance(record, ModelRecord):
            needed = embedder_memory_bytes(record.parameters)
            listed = replace(listed, dimension=record.dimension, made_with=record.made_with)
        else:
            needed = record.memory_bytes
            listed = replace(
                listed,
                context_tokens=record.context_tokens,
                architecture=record.architecture,
                quantisation=record.quantisation,
                chat_known=record.chat_known,
                verdict=self._verdicts.of(spec.identity),
            )
        return replace(listed, memory_bytes=needed, fit=fit_of(needed, self._machine_bytes))
