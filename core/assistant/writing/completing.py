"""Completes a fragment that a model copied from a note to the note's whole sentence.

Larger models answer "How long does the splint stay on?" with "Ten days." Such words alone cannot be checked:
nothing says what takes ten days. If they occur word for word in one sentence of the cited notes, that
sentence is the answer: it is the record's own text, with its negation, its drug and its person.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.assistant.spans import Span, sentence_spans
from core.assistant.verification.reading.claims import Claims
from core.assistant.verification.reading.meanings import Meanings
from core.assistant.writing.grammar import WORDS_LIMIT
from core.retrieval.dto import Passage

_ENDS = " .,;:!?\"'"


@dataclass(frozen=True, slots=True)
class Completed:
    """The sentence of source `number` that holds a fragment; `at` is the fragment's place in its text."""

    number: int
    span: Span
    at: tuple[int, int]


def completed(
    fragment: str, cited: Sequence[int], offered: Mapping[int, Passage], meanings: Meanings
) -> Completed | None:
    """The sentence of the `cited` notes to show for `fragment`, None if there is none or more than one.

    A fragment without a content word or a number says nothing by itself ("No").
    """
    words = fragment.strip(_ENDS).split()
    claims = Claims(fragment, meanings)
    if not words or not (claims.terms or claims.quantities):
        return None
    pattern = re.compile(
        r"(?<![\w%])(?<!\d[.,/:])" + r"\s+".join(map(re.escape, words)) + r"(?![\w%])(?![.,/:]\d)",
        re.IGNORECASE,
    )
    found = [
        Completed(number, span, match.span())
        for number in dict.fromkeys(cited)
        for span in sentence_spans(offered[number])
        if (match := pattern.search(span.text)) is not None
    ]
    whole = len(found) == 1 and len(found[0].span.text.split()) <= WORDS_LIMIT
    return found[0] if whole else None
