"""Chooses the next token: the best one, or one drawn by temperature, always one the grammar allows."""

from __future__ import annotations

from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from core.engine.llama import LlamaModel
from core.errors import GenerationError

_MIN_TEMPERATURE = 1e-3
_NEAR = 256
"""How many of the best tokens are checked when the grammar refuses the first: one is nearly always allowed,
and checking all 49,000 of a vocabulary takes half as long as a small model takes for a token.
"""


class TokenChooser:
    """Chooses the tokens of one generation. A context manager, because the grammar is native memory.

    Raises:
        GenerationError: `grammar_invalid` if the grammar is not GBNF with a `root`.
    """

    def __init__(
        self,
        model: LlamaModel,
        *,
        grammar: str | None,
        temperature: float,
        seed: int,
        never: NDArray[np.intp],
    ) -> None:
        self._model = model
        self._temperature = temperature
        self._random = np.random.default_rng(seed)
        self._never = never
        self._all_tokens = np.arange(model.vocab_size, dtype=np.intp)
        self._grammar = None
        if grammar is not None:
            # The library treats an empty grammar as none at all.
            self._grammar = model.grammar(grammar) if grammar.strip() else None
            if self._grammar is None:
                raise GenerationError("grammar_invalid")

    def choose(self) -> int:
        """The next token after what was evaluated last.

        The choice is made first and only then checked against the grammar: checking one token instead of the
        whole vocabulary costs nothing, and the first choice is usually allowed. If it is not, the best
        allowed one is nearly always among the next few; only if none is are all tokens checked.

        Raises:
            GenerationError: `grammar_dead_end` if no token is allowed.
        """
        scores = self._model.scores()
        scores[self._never] = -np.inf
        token = self._pick(scores)
        if self._grammar is None:
            return token
        if not (np.isfinite(scores[token]) and self._model.permits(self._grammar, token)):
            token = self._pick_allowed(scores)
        if not self._model.ends(token):
            self._model.advance_grammar(self._grammar, token)
        return token

    def _pick_allowed(self, scores: NDArray[np.float32]) -> int:
        if self._temperature < _MIN_TEMPERATURE and len(scores) > _NEAR:
            # Sorted by token number, so that the first of equal scores is taken. Where equal scores straddle
            # the last place, the partition decides which of them are included.
            near = np.sort(scores.argpartition(-_NEAR)[-_NEAR:])
            allowed = self._model.allowed(self._grammar, near, scores[near])
            best = int(allowed.argmax())
            if np.isfinite(allowed[best]):
                return int(near[best])
        allowed = self._model.allowed(self._grammar, self._all_tokens, scores)
        token = self._pick(allowed)
        if not np.isfinite(allowed[token]):
            raise GenerationError("grammar_dead_end")
        return token

    def _pick(self, scores: NDArray[np.float32]) -> int:
        best = int(scores.argmax())
        if self._temperature < _MIN_TEMPERATURE or not np.isfinite(scores[best]):
            return best
        weights = np.exp((scores.astype(np.float64) - float(scores[best])) / self._temperature)
        return int(self._random.choice(len(weights), p=weights / weights.sum()))

    def __enter__(self) -> TokenChooser:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._grammar is not None:
            self._model.free_grammar(self._grammar)
            self._grammar = None
