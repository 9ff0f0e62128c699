"""The vectors of a question, obtained within the time a user can wait."""

from __future__ import annotations

from itertools import accumulate, chain

import numpy as np
from numpy.typing import NDArray

from core.cancel import CancelToken, Deadline
from core.engine.client import EngineClient
from core.engine.dto import EngineState
from core.errors import Cancelled, EngineProblem, ModelError
from core.retrieval.embedding import question_texts, question_vector
from core.retrieval.memory.memory_index import MemoryIndex
from core.retrieval.question import Question

Vector = NDArray[np.float32]
Vectors = tuple[Vector, ...]
"""Of a question and of each of its parts."""
_LOADING_WAIT_S = 0.5
_EMBED_WAIT_S = 5.0
"""A question that is not embedded by then is searched by its words; the user is waiting."""


class QuestionEmbedder:
    """Asks the engine in the model whose vectors `memory` holds."""

    def __init__(self, engine: EngineClient, memory: MemoryIndex) -> None:
        self._engine = engine
        self._memory = memory

    def embedded(self, asked: Question, cancel: CancelToken | None) -> Vectors | None:
        """The vector of the question and of each of its parts, (dimension,) each; None if they cannot be
        computed or compared in time.
        """
        profile = self._memory.profile
        if profile is None or self._engine.state is EngineState.STOPPED:
            return None
        model = profile.profile.revision
        deadline = Deadline(_EMBED_WAIT_S, cancel)
        try:
            info = self._engine.embedder_info(timeout_s=_LOADING_WAIT_S, model=model, cancel=deadline)
            if not self._memory.compares(model=info.name, revision=info.sha256):
                return None
            phrasings = [question_texts(one.text, one.asked, one.query) for one in (asked, *asked.parts)]
            texts = tuple(chain.from_iterable(phrasings))
            rows = self._engine.embed(texts, model=model, urgent=True, cancel=deadline)
            ends = list(accumulate(len(each) for each in phrasings))
            return tuple(map(question_vector, np.split(rows, ends[:-1])))
        except (EngineProblem, ModelError):
            return None
        except Cancelled:
            if cancel is not None:
                cancel.raise_if_cancelled()
            return None
