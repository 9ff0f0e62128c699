"""The engine process at work: reads requests, hands them to its lanes, ends when its input ends."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, BinaryIO

from core.child_processes.frames import Frame, FrameError, read_frame
from core.child_processes.isolation import Isolation, forbid_new_file_contents
from core.engine.encoding.embedder import Embedder, use_threads
from core.engine.generator import Generator
from core.engine.lanes import Lane, Outbox
from core.engine.protocol import (
    PROTOCOL_VERSION,
    isolation_to_header,
    messages_from_header,
    reading_from_header,
    request_from_header,
    spec_from_header,
)
from core.engine.slots import Slot, load_in_order, not_configured
from core.engine.stop_flag import StopFlag
from core.engine.vector_payload import pack_vectors
from core.first_imports import resume_collector


class Service:
    """Serves one application over one pair of pipes."""

    def __init__(self, requests: BinaryIO, answers: BinaryIO, isolation: Isolation) -> None:
        self._requests = requests
        self._outbox = Outbox(answers)
        self._isolation = isolation
        self._stops: dict[int, StopFlag] = {}

    def run(self, configuration: Mapping[str, Any]) -> None:
        """Returns when the application closed the pipe. `configuration` is what its first message said.

        Raises:
            FrameError: what arrived is not this protocol.
        """
        self._outbox.send(
            {
                "event": "hello",
                "protocol": PROTOCOL_VERSION,
                "pid": os.getpid(),
                "isolation": isolation_to_header(self._isolation),
            }
        )
        self._start_lanes(configuration)
        while (frame := read_frame(self._requests)) is not None:
            self._dispatch(frame.header)

    def _start_lanes(self, config: Mapping[str, Any]) -> None:
        threads = config["threads"]
        embedders = [spec_from_header(header) for header in config["embedders"]]
        generator = config["generator"]
        self._embedding = Lane("embedder", outbox=self._outbox, prepare=lambda: use_threads(threads))
        self._generation = Lane("generator", outbox=self._outbox)
        self._embedders = {spec.sha256: Slot(spec, Embedder, self._outbox) for spec in embedders}
        self._generator = (
            None
            if generator is None
            else Slot(
                spec_from_header(generator),
                lambda spec: Generator(spec, threads=threads),
                self._outbox,
            )
        )
        # What a question needs first: its embedder, then what writes, then the embedder of a coming profile.
        first, *others = [*self._embedders.values(), None]
        order = [slot for slot in (first, self._generator, *others) if slot is not None]
        load_in_order(order, when_loaded=_all_loaded)

    def _dispatch(self, header: Mapping[str, Any]) -> None:
        op, request_id = header.get("op"), header.get("id")
        if not isinstance(request_id, int):
            raise FrameError("id")
        if op == "embed":
            urgent = bool(header["urgent"])
            self._embedding.put(request_id, lambda: self._embed(header, urgent), urgent=urgent)
        elif op == "answer_odds":
            self._embedding.put(request_id, lambda: self._answer_odds(header), urgent=True)
        elif op == "generate":
            self._stops[request_id] = StopFlag()
            self._generation.put(request_id, lambda: self._write(request_id, header))
        elif op == "read":
            self._stops[request_id] = StopFlag()
            self._generation.put(request_id, lambda: self._read(request_id, header))
        elif op == "forget":
            # In its turn: what is being written is not what is to be forgotten from under it.
            self._generation.put(request_id, self._forget)
        elif op == "cancel":
            if stop := self._stops.get(request_id):
                stop.stop()
        elif op == "count":
            # Counting is quick and thread-safe: it does not wait behind a generation.
            self._generation.answer(request_id, lambda: _counts(self._writer.count_tokens(header["texts"])))
        elif op == "count_prompt":
            messages = messages_from_header(header["messages"])
            self._generation.answer(request_id, lambda: _counts([len(self._writer.prompt_tokens(messages))]))
        else:
            raise FrameError("op")

    @property
    def _writer(self) -> Generator:
        if self._generator is None:
            raise not_configured("generator")
        return self._generator.model

    def _embedder(self, header: Mapping[str, Any]) -> Embedder:
        slot = self._embedders.get(header["model"])
        if slot is None:
            raise not_configured("embedder")
        return slot.model

    def _answer_odds(self, header: Mapping[str, Any]) -> Frame:
        odds = self._embedder(header).answer_odds(header["question"], header["sentences"])
        return Frame({"event": "odds", "odds": odds.tolist()})

    def _embed(self, header: Mapping[str, Any], urgent: bool) -> Frame:
        embedder = self._embedder(header)
        if urgent:
            vectors = embedder.embed(header["texts"])
        else:
            vectors = embedder.embed(header["texts"], between=self._embedding.overtake)
        return Frame({"event": "vectors", "rows": len(vectors)}, pack_vectors(vectors))

    def _write(self, request_id: int, header: Mapping[str, Any]) -> Frame:
        try:
            written = self._writer.write(
                request_from_header(header),
                stop=self._stops[request_id],
                on_text=lambda text: self._outbox.send({"event": "text", "id": request_id, "text": text}),
            )
        finally:
            del self._stops[request_id]
        return Frame(
            {
                "event": "written",
                "finish": written.finish,
                "prompt_tokens": written.prompt_tokens,
                "prompt_tokens_evaluated": written.prompt_tokens_evaluated,
                "output_tokens": written.output_tokens,
            }
        )

    def _read(self, request_id: int, header: Mapping[str, Any]) -> Frame:
        try:
            read = self._writer.read(reading_from_header(header), stop=self._stops[request_id])
        finally:
            del self._stops[request_id]
        return Frame(
            {
                "event": "reading",
                "probabilities": list(read.probabilities),
                "prompt_tokens": read.prompt_tokens,
                "prompt_tokens_evaluated": read.prompt_tokens_evaluated,
            }
        )

    def _forget(self) -> Frame:
        self._writer.forget()
        return Frame({"event": "forgotten"})


def _all_loaded() -> None:
    resume_collector()
    forbid_new_file_contents()


def _counts(counts: list[int]) -> Frame:
    return Frame({"event": "counts", "counts": counts})
