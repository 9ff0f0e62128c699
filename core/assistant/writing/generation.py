"""The model's turn: wait for it, fit the notes into its window, let it write, or say why it did not."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from core.assistant.dto import Usage
from core.assistant.finding import Found
from core.assistant.writing.budget import ContextBudget, Fitted, Limits
from core.assistant.writing.prompt import note
from core.assistant.writing.writer import ANSWER_TOKENS, Draft, Writer, notice_of
from core.cancel import CancelToken
from core.engine.client import EngineClient
from core.engine.dto import GenerationRequest, GenerationResult, ModelInfo
from core.errors import Cancelled, EngineProblem, InputRefused, ModelError

NOTES_TOKENS = 420
"""What the notes may take of the prompt. The starter model reads 150 to 250 tokens a second on two cores, and
a first word should come within seconds; its window is far larger."""

_MODEL_WAIT_S = 60.0
_MODEL_WAIT_SLICE_S = 0.2


@dataclass(frozen=True, slots=True)
class ModelTurn:
    """`model` names the model that wrote, None when none did; `offered` passages were given to it."""

    draft: Draft = field(default_factory=Draft)
    model: str | None = None
    offered: int = 0
    usage: Usage = field(default_factory=Usage)


class Generation:
    """Asks the engine's generator; never raises for what the engine does."""

    def __init__(self, engine: EngineClient) -> None:
        self._engine = engine

    def run(
        self,
        found: Found,
        *,
        on_text: Callable[[str], None],
        cancel: CancelToken | None,
    ) -> ModelTurn:
        """Lets the model answer from the best passages; `draft.notice` says why it did not finish."""
        try:
            info = self._await_model(cancel)
            fitted = self._fit(found, info)
        except Cancelled:
            return ModelTurn(Draft(notice="stopped"))
        except (EngineProblem, ModelError, InputRefused) as error:
            return ModelTurn(Draft(notice=notice_of(error)))
        if fitted.offered == 0:
            return ModelTurn(Draft(notice="question_fills_window"), usage=Usage(0, 0, fitted.truncated))
        offered = {number: found.passage(number) for number in range(1, fitted.offered + 1)}
        writer = Writer(self._generate, offered)
        draft = writer.write(fitted.messages, on_text=on_text, cancel=cancel)
        wrote = draft.first_token_at is not None
        usage = replace(draft.usage, truncated_passages=fitted.truncated)
        return ModelTurn(draft, info.name if wrote else None, fitted.offered, usage)

    def _await_model(self, cancel: CancelToken | None) -> ModelInfo:
        """The generator, once it has loaded; a stop ends the wait."""
        deadline = time.monotonic() + _MODEL_WAIT_S
        while True:
            if cancel is not None:
                cancel.raise_if_cancelled()
            try:
                return self._engine.generator_info(timeout_s=_MODEL_WAIT_SLICE_S)
            except EngineProblem as error:
                if error.code != "engine_starting" or time.monotonic() > deadline:
                    raise

    def _fit(self, found: Found, info: ModelInfo) -> Fitted:
        passages = [hit.passage for hit in found.hits]
        limits = Limits(window=info.limit_tokens, notes=NOTES_TOKENS, answer=ANSWER_TOKENS)

        def render(index: int, text: str | None) -> str:
            passage = passages[index]
            return note(index + 1, passage, client_name=found.name_to_show(passage), text=text)

        return ContextBudget(self._engine, limits).fit(found.question, passages, render)

    def _generate(
        self, request: GenerationRequest, on_text: Callable[[str], None], cancel: CancelToken
    ) -> GenerationResult:
        return self._engine.generate(request, on_text=on_text, cancel=cancel)
