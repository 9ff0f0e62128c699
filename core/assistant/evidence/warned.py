"""Whether the lists of allergies and alerts answer by themselves: silence about them would do most harm."""

from __future__ import annotations

from collections.abc import Sequence

from core.assistant.evidence.subjects import SURE, Subjects
from core.assistant.spans import as_read, sentence_spans
from core.clients.record_fields import RECORD_LISTS
from core.retrieval.dto import Hit


def is_warned(subjects: Subjects, hits: Sequence[Hit]) -> bool:
    """Whether an entry that was found holds all that is asked for, or names the class of a drug in it."""
    entries = [
        (span.text, as_read(span.text, hit.passage.field))
        for hit in hits
        if hit.passage.field in RECORD_LISTS
        for span in sentence_spans(hit.passage)
    ]
    return any(_holds_all(subjects, read) or _of_its_class(subjects, text) for text, read in entries)


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
