"""The engine process at work: reads requests, hands them to the two lanes, ends when its input ends."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from typing import Any, BinaryIO

from core.engine.dto import Isolation
from core.engine.embedder import Embedder
from core.engine.generator import Generator
from core.engine.isolation import forbid_new_file_contents
from core.engine.lanes import Lane, Outbox
from core.engine.protocol import (
    PROTOCOL_VERSION,
    isolation_to_header,
    messages_from_header,
    request_from_header,
    spec_from_header,
)
from core.engine.stop_flag import StopFlag
from core.engine.wire import Frame, FrameError, pack_vectors, read_frame


class Service:
    """Serves one application over one pair of pipes."""

    def __init__(self, requests: BinaryIO, answers: BinaryIO, isolation: Isolation) -> None:
        self._requests = requests
        self._outbox = Outbox(answers)
        self._isolation = isolation
        self._stops: dict[int, StopFlag] = {}
        self._unsettled = threading.Semaphore(0)

    def run(self) -> None:
        """Returns when the application closed the pipe.

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
        first = read_frame(self._requests)
        if first is None:
            return
        if first.header.get("op") != "configure":
            raise FrameError("op")
        self._start_lanes(first.header)
        while (frame := read_frame(self._requests)) is not None:
            self._dispatch(frame.header)

    def _start_lanes(self, config: Mapping[str, Any]) -> None:
        threads, context_tokens = config["threads"], config["context_tokens"]
        self._embedding = Lane(
            "embedder",
            spec=spec_from_header(config["embedder"]),
            load=lambda spec: Embedder(spec, threads=threads),
            describe=lambda model: model.info,
            outbox=self._outbox,
            on_settled=self._unsettled.release,
        )
        self._generation = Lane(
            "generator",
            spec=spec_from_header(config["generator"]),
            load=lambda spec: Generator(spec, threads=threads, context_tokens=context_tokens),
            describe=lambda model: model.info,
            outbox=self._outbox,
            on_settled=self._unsettled.release,
        )
        threading.Thread(target=self._close_files, name="engine-seal", daemon=True).start()

    def _close_files(self) -> None:
        self._unsettled.acquire()
        self._unsettled.acquire()
        forbid_new_file_contents()

    def _dispatch(self, header: Mapping[str, Any]) -> None:
        op, request_id = header.get("op"), header.get("id")
        if not isinstance(request_id, int):
            raise FrameError("id")
        if op == "embed":
            texts = header["texts"]
            self._embedding.put(request_id, lambda model: _vectors(model, texts))
        elif op == "generate":
            self._stops[request_id] = StopFlag()
            self._generation.put(request_id, lambda model: self._write(model, request_id, header))
        elif op == "cancel":
            if stop := self._stops.get(request_id):
                stop.stop()
        elif op == "count":
            # Counting is quick and thread-safe: it does not wait behind a generation.
            self._generation.answer(request_id, lambda model: _counts(model.count_tokens(header["texts"])))
        elif op == "count_prompt":
            messages = messages_from_header(header["messages"])
            self._generation.answer(request_id, lambda model: _counts([len(model.prompt_tokens(messages))]))
        else:
            raise FrameError("op")

    def _write(self, model: Generator, request_id: int, header: Mapping[str, Any]) -> Frame:
        try:
            written = model.write(
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


def _vectors(model: Embedder, texts: list[str]) -> Frame:
    vectors = model.embed(texts)
    return Frame({"event": "vectors", "rows": len(vectors)}, pack_vectors(vectors))


def _counts(counts: list[int]) -> Frame:
    return Frame({"event": "counts", "counts": counts})
