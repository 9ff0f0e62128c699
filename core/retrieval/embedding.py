"""The texts embedded for a passage and a question, and how their vectors are combined.

The embedded text includes the field and the headings; the displayed text does not. Each part of a note is
embedded once: a passage's vector is that of its focus plus a share of its neighbours', which adds context at
a third of the cost of embedding whole windows.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.language.hebrew import SKELETON_MARK
from core.language.query import Group, Query
from core.language.stop_words import QUESTION_FRAMES
from core.language.tokens import tokens
from core.retrieval.passages import Cut

NEIGHBOURS_WEIGHT = 0.3
"""The weight of the neighbours beside the focus; 0.15 to 0.45 gave equal results on development charts."""

_SAID_OTHERWISE = 3
_MEANS_THE_SAME = 0.6
"""The least certainty of a synonym that is embedded with the question."""

_LEAST_LENGTH = 1e-6
"""The least length of a sum of vectors, which may cancel each other."""

VectorRows = NDArray[np.float16]
"""(passages, dimension) float16, as they are sealed and searched."""


def embedding_texts(
    *, field: str, field_text: str, cut: Cut, before: Cut | None = None, after: Cut | None = None
) -> tuple[str, ...]:
    """The focus, then the focuses of the previous and next passage in the same field, if any.

    A text recurs verbatim in its neighbours' tuples, so it has to be embedded only once.
    """
    read = (cut, *(near for near in (before, after) if near is not None))
    return tuple(_led(field_text[one.focus_start : one.focus_end], field, one.heading) for one in read)


def searched_vector(embedded: NDArray[np.float32]) -> NDArray[np.float16]:
    """The vector to search, (dimension,), from the (texts, dimension) unit rows of `embedding_texts`.

    An inner product is linear, so its product with a question is `1 - NEIGHBOURS_WEIGHT` times the focus's
    cosine plus `NEIGHBOURS_WEIGHT` times the neighbours' mean cosine.
    """
    focus = embedded[0]
    if len(embedded) > 1:
        focus = (1.0 - NEIGHBOURS_WEIGHT) * focus + NEIGHBOURS_WEIGHT * embedded[1:].mean(axis=0)
    vector: NDArray[np.float16] = focus.astype(np.float16)
    return vector


def question_texts(text: str, asked: str, query: Query) -> tuple[str, ...]:
    """The phrasings of a question to embed: as typed, only its content words, and these with synonyms, so
    that an everyday or Hebrew word is also read as the clinical one.

    `asked` is the question without the parts understood otherwise (an order, days), `query` its words.
    """
    words = (word for word in tokens(asked or text) if word.lexemes)
    telling = " ".join(word.written for word in words if word.lexemes[0] not in QUESTION_FRAMES)
    said_otherwise = [_said_otherwise(group) for group in query.groups]
    meant = " ".join(phrase for phrases in said_otherwise for phrase in phrases)
    phrasings = [text, telling, meant if any(len(phrases) > 1 for phrases in said_otherwise) else ""]
    return tuple(dict.fromkeys(phrasing for phrasing in phrasings if phrasing.strip()))


def question_vector(embedded: NDArray[np.float32]) -> NDArray[np.float32]:
    """The vector to compare, (dimension,) unit length, from the (texts, dimension) rows of `question_texts`.

    The direction of their mean: it orders passages as the mean of their cosines does.
    """
    mean = embedded.mean(axis=0, dtype=np.float32)
    unit: NDArray[np.float32] = mean / max(float(np.linalg.norm(mean)), _LEAST_LENGTH)
    return unit


def _said_otherwise(group: Group) -> list[str]:
    sure = [
        one.lexeme
        for one in group.alternatives
        if one.weight >= _MEANS_THE_SAME and not one.lexeme.startswith(SKELETON_MARK)
    ]
    return sure[:_SAID_OTHERWISE] if len(sure) > 1 else [group.source]


def _led(text: str, field: str, heading: str) -> str:
    lead = field.replace("_", " ")
    if heading and not text.startswith(heading.split(", ")[0]):
        lead = f"{lead}, {heading}"
    return f"{lead}: {text}"
