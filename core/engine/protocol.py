"""The vocabulary of the frames: how specifications, requests and answers look as JSON headers.

Application to engine: `configure` (once; the engine says nothing before it), then `embed`, `answer_odds`,
`generate`, `read`, `count`, `count_prompt`, `forget`, each with an `id`, and `cancel` with the id of a
generation or a reading. Engine to application: `hello`, `loaded` or `refused` for each model, then for an id
`vectors`, `odds`, `text` (many), `written`, `reading`, `counts`, `forgotten` or `failed`. A model is named by
the SHA-256 of its weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from core.child_processes.isolation import Isolation
from core.engine.catalogue import AdapterSpec, ModelSpec, PinnedFile
from core.engine.dto import ChatMessage, GenerationRequest, GeneratorBudgets, ModelInfo, ReadingRequest

PROTOCOL_VERSION = 6


def spec_to_header(spec: ModelSpec) -> dict[str, Any]:
    header = {**asdict(spec), "path": str(spec.path)}
    if spec.adapter is not None:
        header["adapter"] = {**asdict(spec.adapter), "path": str(spec.adapter.path)}
    return header


def spec_from_header(header: Mapping[str, Any]) -> ModelSpec:
    companions = tuple(PinnedFile(**pin) for pin in header["companions"])
    known = header["adapter"]
    adapter = None if known is None else AdapterSpec(**{**known, "path": Path(known["path"])})
    read = {"path": Path(header["path"]), "companions": companions, "adapter": adapter}
    return ModelSpec(**{**header, **read, "budgets": _budgets_from(header)})


def messages_to_header(messages: Sequence[ChatMessage]) -> list[list[str]]:
    return [[message.role, message.content] for message in messages]


def messages_from_header(header: Sequence[Sequence[Any]]) -> tuple[ChatMessage, ...]:
    return tuple(ChatMessage(role, content) for role, content in header)


def request_to_header(request: GenerationRequest) -> dict[str, Any]:
    return {
        "messages": messages_to_header(request.messages),
        "grammar": request.grammar,
        "max_tokens": request.max_tokens,
        "temperature": request.temperature,
        "seed": request.seed,
        "memory": request.memory,
        "forget": list(request.forget),
    }


def request_from_header(header: Mapping[str, Any]) -> GenerationRequest:
    return GenerationRequest(
        messages=messages_from_header(header["messages"]),
        grammar=header["grammar"],
        max_tokens=header["max_tokens"],
        temperature=header["temperature"],
        seed=header["seed"],
        memory=header["memory"],
        forget=tuple(header["forget"]),
    )


def reading_to_header(request: ReadingRequest) -> dict[str, Any]:
    return {
        "messages": messages_to_header(request.messages),
        "candidates": list(request.candidates),
        "memory": request.memory,
        "forget": list(request.forget),
    }


def reading_from_header(header: Mapping[str, Any]) -> ReadingRequest:
    return ReadingRequest(
        messages=messages_from_header(header["messages"]),
        candidates=tuple(header["candidates"]),
        memory=header["memory"],
        forget=tuple(header["forget"]),
    )


def info_to_header(info: ModelInfo) -> dict[str, Any]:
    return asdict(info)


def info_from_header(header: Mapping[str, Any]) -> ModelInfo:
    return ModelInfo(**{**header, "budgets": _budgets_from(header)})


def isolation_to_header(isolation: Isolation) -> dict[str, Any]:
    return asdict(isolation)


def isolation_from_header(header: Mapping[str, Any]) -> Isolation:
    return Isolation(**header)


def _budgets_from(header: Mapping[str, Any]) -> GeneratorBudgets | None:
    known = header.get("budgets")
    return None if known is None else GeneratorBudgets(**known)
