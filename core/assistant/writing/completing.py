"""Completes a fragment that a model copied from a note to the note's whole sentence.

Larger models answer "How long does the splint stay on?" with "Ten days." Such words alone cannot be checked:
nothing says what takes ten days. If they occur word for word in one sentence of the cited notes, that
sentence may be the answer. The writer checks it like one of the model's own, because its heading, a doubt
before it or the person may lie outside of it.
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
_LINE_ENDS = (*".!?:;…", "")
_CITED = re.compile(r"\[\s*\d")


@dataclass(frozen=True, slots=True)
class Completed:
    """The sentence of source `number` that holds a fragment.

    `text` is its span with single spaces, `at` is where in `text` the fragment is.
    """

    number: int
    span: Span
    text: str
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
        Completed(number, span, text, match.span())
        for number in dict.fromkeys(cited)
        for span in sentence_spans(offered[number])
        if (match := pattern.search(text := " ".join(span.text.split()))) is not None
    ]
    if len(found) != 1 or not _is_whole(found[0], offered[found[0].number]):
        return None
    return found[0]


def _is_whole(found: Completed, passage: Passage) -> bool:
    """Whether a sentence can stand alone: not too long, no line of a wrapped sentence, no citation in it."""
    before = passage.text[: found.span.start - passage.start].rstrip(" \t")
    wrapped = before.endswith("\n") and before.rstrip()[-1:] not in _LINE_ENDS
    return not wrapped and len(found.text.split()) <= WORDS_LIMIT and _CITED.search(found.text) is None
