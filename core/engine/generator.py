"""Writes text with a GGUF model, in the engine process only.

The evaluated prompt stays in the context between requests: a prompt with the same beginning (same chart,
another question) evaluates only the rest. Prompts of other charts are cached beside it.
"""

from __future__ import annotations

import codecs
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.engine.catalogue import ModelSpec
from core.engine.chat import prompt_marks, prompt_pieces
from core.engine.dto import ChatMessage, GenerationRequest, GeneratorBudgets, ModelInfo, ReadingRequest
from core.engine.kept_prompts import KeptPrompt, KeptPrompts
from core.engine.llama import Aborted, LlamaFailure, LlamaModel
from core.engine.processor.backend import BackendMissing
from core.engine.prompt_tokens import piece_tokens
from core.engine.sampling import TokenChooser
from core.engine.stop_flag import StopFlag
from core.errors import EngineProblem, GenerationError, ModelRejected


@dataclass(frozen=True, slots=True)
class Written:
    """The cost and the ending of one request; its text was already sent in pieces."""

    finish: Literal["stop", "length", "cancelled"]
    prompt_tokens: int
    prompt_tokens_evaluated: int
    output_tokens: int


@dataclass(frozen=True, slots=True)
class Read:
    """`probabilities` are empty if it was stopped."""

    probabilities: tuple[float, ...]
    prompt_tokens: int
    prompt_tokens_evaluated: int


class Generator:
    """One loaded model. `write` and `read` from one thread only; the counts from any."""

    def __init__(self, spec: ModelSpec, *, threads: int) -> None:
        started = time.perf_counter()
        budgets = spec.budgets or GeneratorBudgets()
        self._format = spec.chat_format
        try:
            self._model = LlamaModel(
                spec.path,
                threads=threads,
                context_tokens=budgets.context_tokens,
                adapter=None if spec.adapter is None else spec.adapter.path,
            )
            self._marks = {mark: self._single_token(mark) for mark in prompt_marks(spec.chat_format)}
            self._never = self._model.silent_control_tokens()
            self._model.evaluate([*self._marks.values(), *self._model.tokenize("\n")][:1])
        except BackendMissing as error:
            raise EngineProblem("model_does_not_run", name=spec.name, reason="no_backend") from error
        except (LlamaFailure, OSError, ValueError) as error:
            of_adapter = isinstance(error, LlamaFailure) and error.step == "adapter"
            reason = "adapter_unreadable" if of_adapter else "unreadable"
            raise ModelRejected(name=spec.name, reason=reason, kind=type(error).__name__) from error
        self._model.keep(0)
        self._held: list[int] = []
        self._memory = ""
        self._kept = KeptPrompts()
        self.info = ModelInfo(
            name=spec.name,
            sha256=spec.sha256,
            limit_tokens=self._model.context_tokens,
            load_ms=(time.perf_counter() - started) * 1000,
            adapter="" if spec.adapter is None else spec.adapter.sha256,
            budgets=budgets,
        )

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The number of tokens of each text by itself."""
        return [len(self._model.tokenize(text)) for text in texts]

    def prompt_tokens(self, messages: Sequence[ChatMessage]) -> list[int]:
        """The whole prompt for `messages`, template included; control tokens come from the template only."""
        pieces = prompt_pieces(messages, self._format)
        return [*self._model.start_tokens(), *piece_tokens(pieces, self._marks, self._model)]

    def write(self, request: GenerationRequest, *, stop: StopFlag, on_text: Callable[[str], None]) -> Written:
        """Writes until the model ends, the limit is reached or `stop` is set; `on_text` gets characters.

        Raises:
            GenerationError: `prompt_too_long` (before anything is evaluated), `grammar_invalid`,
                `grammar_dead_end`.
            LlamaFailure: the native library failed; its context is cleared.
        """
        prompt = self._fitting_prompt(request.messages)
        room = min(request.max_tokens, self._model.context_tokens - len(prompt))
        try:
            self._turn_to(request.memory, forget=request.forget)
            with TokenChooser(
                self._model,
                grammar=request.grammar,
                temperature=request.temperature,
                seed=request.seed,
                never=self._never,
            ) as chooser:
                return self._write(prompt, room, chooser, stop, on_text)
        except LlamaFailure:
            self._forget()
            raise

    def read(self, request: ReadingRequest, *, stop: StopFlag) -> Read:
        """How likely each candidate begins the answer; evaluates the prompt and writes nothing.

        Raises:
            GenerationError: `prompt_too_long`, or `reading_refused` for candidates that begin alike or with
                nothing.
            LlamaFailure: the native library failed; its context is cleared.
        """
        prompt = self._fitting_prompt(request.messages)
        firsts = [self._model.tokenize(text)[:1] for text in request.candidates]
        tokens = [token for first in firsts for token in first]
        if len(set(tokens)) < len(firsts) or not firsts:
            raise GenerationError("reading_refused", candidates=len(firsts))
        self._model.watch(stop)
        evaluated = 0
        try:
            self._turn_to(request.memory, forget=request.forget)
            new = self._reuse(prompt)
            evaluated = len(new)
            self._read(new, stop)
            likely = _shares(self._model.scores()[tokens])
        except Aborted:
            likely = ()
        except LlamaFailure:
            self._forget()
            raise
        return Read(likely, len(prompt), evaluated)

    def forget(self) -> None:
        """Clears the context and all cached prompts."""
        self._kept.clear()
        self._forget()

    def _fitting_prompt(self, messages: Sequence[ChatMessage]) -> list[int]:
        prompt = self.prompt_tokens(messages)
        if len(prompt) >= self._model.context_tokens:
            raise GenerationError(
                "prompt_too_long", prompt_tokens=len(prompt), limit_tokens=self._model.context_tokens
            )
        return prompt

    def _turn_to(self, memory: str, *, forget: Sequence[str]) -> None:
        """Caches the context under its name and restores what is cached under `memory`."""
        self._kept.drop(forget)
        if self._memory in forget:
            self._forget()
        if memory == self._memory:
            return
        if self._memory and self._held and self._kept.fits(self._model.state_bytes):
            self._kept.put(self._memory, KeptPrompt(tuple(self._held), self._model.save()))
        self._memory = memory
        kept = self._kept.take(memory)
        if kept is not None:
            self._held = list(kept.tokens) if self._model.restore(kept.state) else []

    def _write(
        self,
        prompt: list[int],
        room: int,
        chooser: TokenChooser,
        stop: StopFlag,
        on_text: Callable[[str], None],
    ) -> Written:
        self._model.watch(stop)
        evaluated = written = 0
        finish: Literal["stop", "length", "cancelled"] = "length"
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        try:
            new = self._reuse(prompt)
            evaluated = len(new)
            self._read(new, stop)
            while written < room:
                token = chooser.choose()
                if self._model.ends(token):
                    finish = "stop"
                    break
                written += 1
                if text := decoder.decode(self._model.piece(token)):
                    on_text(text)
                if written < room:
                    self._read([token], stop)
        except Aborted:
            finish = "cancelled"
        return Written(finish, len(prompt), evaluated, written)

    def _reuse(self, prompt: list[int]) -> list[int]:
        """Keeps the common beginning of context and `prompt`; returns the rest to evaluate (never empty)."""
        same = 0
        for held, wanted in zip(self._held, prompt[:-1], strict=False):
            if held != wanted:
                break
            same += 1
        if not self._model.keep(same):
            same = 0
        self._held = prompt[:same]
        return prompt[same:]

    def _read(self, tokens: Sequence[int], stop: StopFlag) -> None:
        for start in range(0, len(tokens), self._model.batch_tokens):
            part = list(tokens[start : start + self._model.batch_tokens])
            try:
                if stop.stopped:
                    raise Aborted
                self._model.evaluate(part)
            except Aborted:
                if not self._model.keep(len(self._held)):
                    self._held = []
                raise
            self._held += part

    def _forget(self) -> None:
        self._model.keep(0)
        self._held = []
        self._memory = ""

    def _single_token(self, mark: str) -> int:
        tokens = self._model.tokenize(mark, marks=True)
        if len(tokens) != 1:
            raise ValueError(mark)
        return tokens[0]


def _shares(scores: NDArray[np.float32]) -> tuple[float, ...]:
    """Softmax over the candidates' scores. Raises `LlamaFailure` for scores that are not numbers."""
    if not np.all(np.isfinite(scores)):
        raise LlamaFailure("scores")
    powers = np.exp(scores.astype(np.float64) - float(scores.max()))
    return tuple(float(each) for each in powers / powers.sum())
