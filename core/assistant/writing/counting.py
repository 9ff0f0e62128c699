"""Counts tokens of texts and prompts with the model that will read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.cancel import CancelToken
from core.engine.client import EngineClient
from core.engine.dto import ChatMessage


@dataclass(frozen=True, slots=True)
class EngineCounter:
    """The engine's counts, cancellable: the engine may have to be restarted for them."""

    engine: EngineClient
    cancel: CancelToken | None

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return self.engine.count_tokens(texts, cancel=self.cancel)

    def count_prompt_tokens(self, messages: Sequence[ChatMessage]) -> int:
        return self.engine.count_prompt_tokens(messages, cancel=self.cancel)
