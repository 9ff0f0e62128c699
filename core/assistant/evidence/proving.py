"""Cuts a quote to the words that support the answer, which are highlighted; the rest is context.

A sentence is cut between clauses, never inside one, and never away from a word that negates it or says that
it has ended: the highlighted words alone must have the meaning of the whole sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from core.assistant.evidence.ranking import Evidence
from core.assistant.evidence.subjects import Subjects
from core.assistant.spans import Span, sentence_spans
from core.clinical_language.modality import modalities
from core.language.marking import matched_spans
from core.retrieval.answers import holds_answer
from core.retrieval.dto import Passage
from core.retrieval.understanding.question_words import expected_of

PROVES = 0.97
"""Another sentence of a quote is highlighted too from this share of the best one's score."""

_CLAUSE = re.compile(
    r";\s+|\s[–—]\s+|,?\s+(?:but|while|whereas|although)\s+|,?\s+(?:אבל|אך|אולם|ואילו)\s+", re.IGNORECASE
)
"""The text between two clauses belongs to neither."""
_ITEM = re.compile(r",\s+")
"""Between the values of a list; elsewhere a comma may be inside a statement."""
_VALUES = frozenset({"dose", "reading", "count"})
_DIGIT = re.compile(r"\d")


def proof_of(
    quote: Evidence, evidence: Sequence[Evidence], passage: Passage, subjects: Subjects
) -> list[Span]:
    """The clauses of `quote` that answer: of its best sentence, and of any that is nearly as good.

    `evidence` are all sentences found.
    """
    scores = {one.span.start: one.score for one in evidence if one.number == quote.number}
    inside = [
        span
        for span in sentence_spans(passage)
        if quote.span.start <= span.start and span.end <= quote.span.end
    ]
    best = max((scores.get(span.start, 0.0) for span in inside), default=0.0)
    proving = [span for span in inside if scores.get(span.start, 0.0) >= min(best, PROVES * best)]
    return [clause_of(span, subjects, field=passage.field) for span in proving] or [quote.span]


def clause_of(sentence: Span, subjects: Subjects, *, field: str) -> Span:
    """The part of a sentence with the words of the question and the kind of value it asks for."""
    expects = expected_of(subjects.question)
    start, end = 0, len(sentence.text)
    for boundary in (_CLAUSE, *((_ITEM,) if expects & _VALUES else ())):
        text = sentence.text[start:end]
        first, last = _run(text, subjects, boundary, expects, field)
        if boundary is _ITEM and not _is_list_of_values(text):
            break
        start, end = start + first, start + last
    return Span(sentence.start + start, sentence.start + end, sentence.text[start:end])


def _run(
    text: str, subjects: Subjects, boundary: re.Pattern[str], expects: frozenset[str], field: str
) -> tuple[int, int]:
    """Start and end of the fewest adjacent pieces of `text` that contain all matches of the whole."""
    marks = matched_spans(text, subjects.query)
    pieces = _pieces(text, boundary)
    if not marks or len(pieces) == 1:
        return 0, len(text)
    first = next(place for place, (_, end) in enumerate(pieces) if marks[0][0] < end)
    last = max(place for place, (start, _) in enumerate(pieces) if start < marks[-1][1])
    if holds_answer(text, field="", expects=expects):
        first, last = _with_answer(text, pieces, first, last, expects)
    start, end = pieces[first][0], pieces[last][1]
    return (0, len(text)) if _is_qualified(text, start, end) else (start, end)


def _with_answer(
    text: str, pieces: Sequence[tuple[int, int]], first: int, last: int, expects: frozenset[str]
) -> tuple[int, int]:
    """The run from `first` to `last`, extended by a neighbour if it does not contain the answer alone."""
    beside = ((first, last), (first, min(last + 1, len(pieces) - 1)), (max(first - 1, 0), last))
    for begin, stop in beside:
        part = text[pieces[begin][0] : pieces[stop][1]]
        if holds_answer(part, field="", expects=expects):
            return begin, stop
    return 0, len(pieces) - 1


def _pieces(text: str, boundary: re.Pattern[str]) -> list[tuple[int, int]]:
    cuts = [0, *(place for found in boundary.finditer(text) for place in found.span()), len(text)]
    return [(start, end) for start, end in list(pairwise(cuts))[::2] if start < end]


def _is_qualified(text: str, start: int, end: int) -> bool:
    """Whether a word outside of `text[start:end]` negates, ends or doubts something, possibly this."""
    return any(first < start or last > end for _, first, last in modalities(text).cues)


def _is_list_of_values(text: str) -> bool:
    pieces = _pieces(text, _ITEM)
    return len(pieces) > 1 and all(_DIGIT.search(text[start:end]) for start, end in pieces)
