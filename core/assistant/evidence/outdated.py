"""Whether a sentence tells of another time than the question: true then, and wrong as an answer now.

`Losartan 50 mg` was right in May and is not once a note of August raised it. A question that names days is
answered by sentences about those days; one about the present not by a sentence whose subject a later note
mentions again. Such a sentence may be quoted with its day, and is not stated as the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from core.assistant.evidence.kinds import kind_of
from core.assistant.evidence.quoting import MENTIONS
from core.assistant.evidence.ranking import Evidence, near_the_best
from core.assistant.evidence.signs import NAMED_KINDS
from core.assistant.evidence.subjects import SURE, Subjects
from core.assistant.evidence.times import is_of_days
from core.assistant.finding import RetrievedPassages
from core.assistant.spans import Span, as_read
from core.clinical_language.statements import statement_of
from core.retrieval.dto import Passage

_PAST = frozenset({"asks of the past", "historical", "stopped", "past"})


def outdated(
    found: RetrievedPassages, evidence: Sequence[Evidence], told: Sequence[tuple[int, Span]]
) -> str | None:
    """Why the words `told`, each of a source number, are of another time; None if they are not.

    `other_time`: not of the days that the question names. `superseded`: a later note mentions the same.
    """
    placed = [(found.passage(number), span) for number, span in told]
    if found.days is not None:
        of_days = any(is_of_days(span.text, passage.day, found.days) for passage, span in placed)
        return None if of_days else "other_time"
    if found.whole_practice or not _is_about_now(found):
        return None
    subjects = found.subjects or Subjects(found.question)
    last = max((passage.day for passage, _ in placed if passage.day is not None), default=None)
    wanted = set().union(*(_subjects_in(subjects, passage, span) for passage, span in placed))
    if last is None or not wanted:
        return None
    later = (
        one
        for one in evidence
        if _day(found, one) > last
        and near_the_best(one, evidence, MENTIONS)
        and wanted <= _held(subjects, found.passage(one.number), one.span)
    )
    return "superseded" if any(True for _ in later) else None


def _is_about_now(found: RetrievedPassages) -> bool:
    """Without a word of the past a question is about the present, `Losartan dose?` too."""
    past = not _PAST.isdisjoint(statement_of(found.question).says)
    return found.order == "latest" or (found.order is None and not past)


def _day(found: RetrievedPassages, one: Evidence) -> date:
    return found.passage(one.number).day or date.min


def _subjects_in(subjects: Subjects, passage: Passage, span: Span) -> set[int]:
    """The drugs, tests and illnesses of the question in the words; if there are none, its other words."""
    held = _held(subjects, passage, span)
    kinds = {place: kind_of(subjects, place) for place in held}
    named = {place for place, kind in kinds.items() if kind in NAMED_KINDS}
    return named or {place for place, kind in kinds.items() if kind != "frame"}


def _held(subjects: Subjects, passage: Passage, span: Span) -> set[int]:
    held = subjects.held(as_read(span.text, passage.field))
    return {place for place, sure in held.items() if sure >= SURE}
