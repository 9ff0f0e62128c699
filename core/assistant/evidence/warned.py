"""Whether the lists of allergies and alerts answer alone: ignoring them would do most harm."""

from __future__ import annotations

from collections.abc import Sequence

from core.assistant.evidence.subjects import SURE, Subjects
from core.assistant.spans import as_read, sentence_spans
from core.clients.record_fields import RECORD_LISTS
from core.clinical_language.statements import statement_of
from core.retrieval.dto import Hit


def asks_whether_safe(question: str, subjects: Subjects) -> bool:
    """Whether the question asks if a named drug may be given."""
    return "asks whether safe" in statement_of(question).says and any(
        subjects.drugs(place) for place in range(len(subjects.names))
    )


def is_warned(subjects: Subjects, hits: Sequence[Hit]) -> bool:
    """Whether an entry found contains all that is asked for, or names the class of a drug in it; or any
    sentence found warns against that class: "no bisphosphonate for now" concerns alendronate.
    """
    entries = [
        (span.text, as_read(span.text, hit.passage.field))
        for hit in hits
        if hit.passage.field in RECORD_LISTS
        for span in sentence_spans(hit.passage)
    ]
    if any(_holds_all(subjects, read) or _of_its_class(subjects, text) for text, read in entries):
        return True
    return any(
        speaks_against(subjects, span.text, field=hit.passage.field)
        for hit in hits
        for span in sentence_spans(hit.passage)
    )


def speaks_against(subjects: Subjects, text: str, *, field: str) -> bool:
    """Whether a sentence of this field warns against the class of a drug that is asked about."""
    return (field in RECORD_LISTS or _forbids(text)) and _of_its_class(subjects, text)


def _forbids(text: str) -> bool:
    return "forbidden" in statement_of(text).says


def _holds_all(subjects: Subjects, read: str) -> bool:
    held = subjects.held(read)
    return bool(subjects.names) and all(held.get(place, 0.0) >= SURE for place in range(len(subjects.names)))


def _of_its_class(subjects: Subjects, text: str) -> bool:
    """Whether `text` names a class with a drug of the question in it: naproxen under “no NSAIDs”."""
    asked = frozenset[str]().union(
        *(subjects.drugs(place) for place in range(len(subjects.names)) if not subjects.is_class(place))
    )
    if not asked:
        return False
    entry = Subjects(text)
    return any(entry.is_class(place) and entry.drugs(place) & asked for place in range(len(entry.names)))
