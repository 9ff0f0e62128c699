"""Requests to the engine process and its results."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Role = Literal["system", "user", "assistant"]
ModelKind = Literal["embedder", "generator"]


class EngineState(StrEnum):
    """The engine's state as the status bar shows it."""

    STOPPED = "stopped"
    STARTING = "starting"
    READY = "ready"
    RESTING = "resting"
    """The breaker is open after repeated failures."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class GeneratorBudgets:
    """What a generator may read and write, in tokens; `temperature` 0 takes the likeliest token each time.

    `context_tokens` bounds the window and its memory, as far as the model was trained for that many.
    `notes_tokens` bounds the notes in the prompt of a first question, `answer_tokens` is reserved for the
    answer. The defaults apply to every model without budgets of its own: the starter model reads 150 to 250
    tokens a second on two cores, and a first word should come within seconds.
    """

    context_tokens: int = 4_096
    answer_tokens: int = 112
    notes_tokens: int = 420
    temperature: float = 0.0

    @property
    def more_notes_tokens(self) -> int:
        """What a further question on the same chart may add to the notes already in the model's context: its
        first word is to come at least three times sooner. With 110 of 420 the prompt contains the evidence of
        82 in 100 development questions, with 200 of 92; the evidence shown is the same in any case.
        """
        return self.notes_tokens * 110 // 420

    @property
    def held_notes_tokens(self) -> int:
        """Above this the notes are read anew: a long prompt slows down writing, and most of it is
        irrelevant.
        """
        return self.notes_tokens * 1_000 // 420


@dataclass(frozen=True, slots=True)
class ChatMessage:
    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class GenerationRequest:
    """`grammar` is GBNF; the generated text is in its language or the request fails.

    A text that ends with `length` or `cancelled` is a prefix of a text in that language. The evaluated prompt
    is cached under `memory`, unless that is empty, beside other names; the caches named in `forget` are
    dropped first.
    """

    messages: tuple[ChatMessage, ...]
    grammar: str | None = None
    max_tokens: int = 160
    temperature: float = 0.0
    seed: int = 0
    memory: str = ""
    forget: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GenerationResult:
    """`finish` is `stop`, `length` (token limit reached) or `cancelled`; times in milliseconds.

    `prompt_tokens_evaluated` is how many of `prompt_tokens` were new: the rest was cached by an earlier
    request. Times count from the call, waiting for the model included.
    """

    text: str
    finish: Literal["stop", "length", "cancelled"]
    prompt_tokens: int
    output_tokens: int
    first_token_ms: float
    total_ms: float
    prompt_tokens_evaluated: int = 0


@dataclass(frozen=True, slots=True)
class ReadingRequest:
    """A prompt, and candidate texts whose probability of beginning the answer the model computes.

    Each candidate is represented by its first token, which must differ from the others'. `memory` and
    `forget` are as in a `GenerationRequest`: a prompt read here need not be read again to write.
    """

    messages: tuple[ChatMessage, ...]
    candidates: tuple[str, ...]
    memory: str = ""
    forget: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingResult:
    """`probabilities` of the candidates in their order, normalised to add up to 1. The other fields are as in
    a `GenerationResult`.
    """

    probabilities: tuple[float, ...]
    prompt_tokens: int
    prompt_tokens_evaluated: int
    total_ms: float


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A loaded model. `sha256` is that of its weights file; `limit_tokens` its context window.

    `load_ms` is the time from the verified file to the first answer of the model. `method` says how an
    embedder is computed: `packed` or by its `library`, and in which precision. `adapter` is the SHA-256 of
    the adapter that was loaded with it; "" for none. `budgets` are a generator's.
    """

    name: str
    sha256: str
    limit_tokens: int
    dimension: int | None = None
    load_ms: float = 0.0
    method: str = ""
    adapter: str = ""
    budgets: GeneratorBudgets | None = None
