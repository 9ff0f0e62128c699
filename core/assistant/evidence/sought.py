"""Which kind of value a question asks for, and of what: to say of it that none is recorded."""

from __future__ import annotations

from core.assistant.dto import Sought, SoughtKind
from core.assistant.evidence.asked import rule_of
from core.assistant.evidence.subjects import Subjects

_KINDS: dict[str, SoughtKind] = {
    "measure": "value",
    "figure": "value",
    "dose": "dose",
    "size": "size",
    "length": "size",
    "count": "count",
    "age": "age",
    "relative_age": "age",
    "duration": "duration",
    "frequency": "frequency",
    "person": "person",
    "relative_name": "person",
    "place": "place",
    "workplace": "place",
    "due_date": "date",
    "year": "date",
    "birthday": "date",
}
"""By the name of the rule that knows what is asked for."""


def sought_in(question: str, subjects: Subjects) -> Sought | None:
    """None where the question asks for no kind of value that has a name."""
    rule = rule_of(question)
    if rule is None or rule.name not in _KINDS:
        return None
    kind = _KINDS[rule.name]
    if rule.name == "measure":
        asked = rule.asks.search(question)
        return Sought(kind, (asked["what"] or asked["what_he"] or "") if asked is not None else "")
    if kind == "dose":
        drugs = (name for place, name in enumerate(subjects.names) if subjects.drugs(place))
        return Sought(kind, next(drugs, ""))
    return Sought(kind)
