"""What changed between the last session and those before it: doses, values, and what is thought of it."""

from __future__ import annotations

from collections.abc import Sequence

from core.briefs import cues
from core.briefs.candidates import Candidate, single
from core.briefs.measures import measured, moves
from core.briefs.medication import DoseChange, dose_changes, doses
from core.briefs.said import Said

_MOST_EARLIER = 6
"""So many sessions back a value is looked for that was not taken each time."""

_SHORT_CHARS = 110
_BEHIND = 50


def doses_moved(last: Sequence[Said], before: Sequence[Said]) -> list[Candidate]:
    """Drugs that have another strength than they had: both, as noted."""
    return [
        Candidate(
            "medication",
            4.3,
            (change.before.at, _now(change)),
            order=-1,
            joined="became",
            about=(change.now.around,),
        )
        for change in dose_changes(doses(last), doses(before))
    ]


def _now(change: DoseChange) -> Said:
    """The whole sentence where it is short: it says who takes it how."""
    around = change.now.around
    return around if len(around.words) <= _SHORT_CHARS else change.now.at


def values_moved(last: Sequence[Said], earlier: Sequence[Sequence[Said]]) -> list[Candidate]:
    """What was measured again and is another number now; `earlier` sessions, the latest first."""
    found = moves(measured(last), [measured(each) for each in earlier[:_MOST_EARLIER]])
    return [
        Candidate(
            "finding",
            3.3 - place * 0.05,
            (move.before.at, move.now.at),
            # Behind what is thought of it.
            order=_BEHIND + place,
            joined="became",
        )
        for place, move in enumerate(found)
    ]


def thought(last: Sequence[Said], before: Sequence[Said]) -> list[Candidate]:
    """What the last session thinks: what was not thought before counts more, phrases of a form nothing."""
    known = frozenset(form for one in before for form in one.claims.forms)
    found: list[Candidate] = []
    for order, one in enumerate(one for one in last if one.of.field == "assessment"):
        weight = _weight(one, known) - order * 0.05
        if weight > 0.5:
            found.append(single("finding", weight, one, order))
    return found


def complained_of(last: Sequence[Said]) -> list[Candidate]:
    """Why somebody came: for a brief that would be all but empty without."""
    first = next((one for one in last if one.of.field == "subjective"), None)
    return [single("finding", 0.9, first, 99)] if first is not None else []


def _weight(one: Said, known: frozenset[str]) -> float:
    words, terms = one.words, one.claims.terms
    if not terms:
        return 0.0
    weight = 1.6
    new = sum(word.forms.isdisjoint(known) for word in terms) / len(terms)
    # What was never mentioned before goes before what only changed.
    weight += 1.3 if new >= 1.0 else 0.9 if new >= 0.5 else 0.0
    weight += 0.3 if cues.MOVED.search(words) else 0.0
    weight -= 0.9 if cues.PRESENTS.search(words) else 0.0
    weight -= 0.7 if cues.POINTS_BACK.match(words) else 0.0
    weight -= 2.6 if cues.PHRASE.search(words) else 0.0
    # A diagnosis is short; what follows it is why.
    return weight + (0.5 if len(words) <= 90 else 0.0)
