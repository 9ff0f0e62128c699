"""Tokenizes a chosen prompt and its answer with llama.cpp and the engine's own template.

Training and answering therefore use the same tokens; there is no second tokenizer that could differ.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from core.assistant.reader.prompt import NONE, QUOTES_LIMIT, reader_messages
from core.engine.catalogue import ChatFormat
from core.engine.chat import prompt_marks, prompt_pieces
from core.engine.llama import LlamaModel
from training.rows import Chosen, RowQuote

_CHAT_FORMAT: ChatFormat = "chatml"
_END = "<|im_end|>"
_CONTEXT = 1024


@dataclass(frozen=True, slots=True)
class Encoded:
    """`answer` ends with the token that ends a turn.

    `numbers` are the indices in `prompt` of the number after each quote, `proves` whether that quote answers;
    `none` is the first token of the answer `none`.
    """

    prompt: tuple[int, ...]
    answer: tuple[int, ...]
    numbers: tuple[int, ...] = ()
    proves: tuple[bool, ...] = ()
    none: int = 0

    def __len__(self) -> int:
        return len(self.prompt) + len(self.answer)


def load_native(path: Path) -> LlamaModel:
    """A model in llama.cpp, whose output to standard error is switched off: the engine closes that.

    With one thread: a second one waits for the first in a busy loop, which costs more than it gains beside
    other work.
    """
    import llama_cpp.llama_cpp as api

    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        model = LlamaModel(path, threads=1, context_tokens=_CONTEXT)
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
    api.llama_log_set(_silent(), ctypes.c_void_p(None))
    return model


@cache
def _silent() -> Any:
    """Kept for the lifetime of the process, because llama.cpp calls it."""
    import llama_cpp.llama_cpp as api

    return api.llama_log_callback(lambda level, text, data: None)


class Tokens:
    """The tokens of one model."""

    def __init__(self, path: Path, *, model: LlamaModel | None = None) -> None:
        self.model = model or load_native(path)
        self._marks = {mark: self.model.tokenize(mark, marks=True)[0] for mark in prompt_marks(_CHAT_FORMAT)}
        self.candidates = self._candidates()
        self.cost: Callable[[RowQuote], int] = lru_cache(maxsize=None)(self._cost)

    def encode(self, chosen: Chosen) -> Encoded:
        """Raises `ValueError` for no quotes or too many."""
        messages = reader_messages(chosen.question, [quote.for_prompt() for quote in chosen.quotes])
        prompt = self.model.start_tokens()
        numbers: list[int] = []
        for piece in prompt_pieces(messages, _CHAT_FORMAT):
            if piece.mark:
                prompt.append(self._marks[piece.text])
                continue
            if messages[-1].content in piece.text:
                numbers = self._numbers(piece.text, len(chosen.quotes), len(prompt))
            prompt += self.model.tokenize(piece.text)
        if [prompt[place] for place in numbers] != list(self.candidates[1 : len(numbers) + 1]):
            raise ValueError("a number is not where it was looked for")
        answer = [*self.model.tokenize(chosen.target), self._marks[_END]]
        proves = tuple(quote.gold for quote in chosen.quotes)
        return Encoded(tuple(prompt), tuple(answer), tuple(numbers), proves, self.candidates[0])

    def _numbers(self, text: str, count: int, start: int) -> list[int]:
        """The index of each number's token; a digit is a separate token, so a text that ends with one is
        tokenized as within a longer text.
        """
        ends = []
        at = 0
        for number in range(1, count + 1):
            # At the end of its line.
            at = text.index(f" [{number}]\n", at) + len(f" [{number}")
            ends.append(start + len(self.model.tokenize(text[:at])) - 1)
        return ends

    def text(self, tokens: Sequence[int]) -> str:
        return b"".join(self.model.piece(token) for token in tokens).decode("utf-8", "replace")

    def _candidates(self) -> tuple[int, ...]:
        """The first tokens of `none` and of each number: their probabilities are the reading."""
        firsts = [self.model.tokenize(word) for word in (NONE, *map(str, range(1, QUOTES_LIMIT + 1)))]
        found = tuple(tokens[0] for tokens in firsts)
        if len(set(found)) != len(found):
            raise ValueError("two answers begin with the same token")
        return found

    def _cost(self, quote: RowQuote) -> int:
        # Plus a number and a line break; the date has this format.
        return len(self.model.tokenize(f"[1] {quote.day} {quote.field}: {quote.text}\n"))
