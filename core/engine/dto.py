"""What is asked of the engine process and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Role = Literal["system", "user", "assistant"]


class EngineState(StrEnum):
    """The line in the status bar."""

    STOPPED = "stopped"
    STARTING = "starting"
    READY = "ready"
    RESTING = "resting"
    """The breaker is open after repeated failures."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ChatMessage:
    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class GenerationRequest:
    """`grammar` is GBNF; the text generated is inside its language or the request fails."""

    messages: tuple[ChatMessage, ...]
    grammar: str | None = None
    max_tokens: int = 160
    temperature: float = 0.0
    seed: int = 0


@dataclass(frozen=True, slots=True)
class GenerationResult:
    """`finish` is `stop`, `length` (token limit reached) or `cancelled`; times in milliseconds."""

    text: str
    finish: Literal["stop", "length", "cancelled"]
    prompt_tokens: int
    output_tokens: int
    first_token_ms: float
    total_ms: float


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A loaded model. `sha256` is that of its weights file; `limit_tokens` its context window."""

    name: str
    sha256: str
    limit_tokens: int
    dimension: int | None = None
