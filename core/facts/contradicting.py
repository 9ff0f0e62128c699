"""Facts of one client that cannot both hold now; certain ones only, since each is shown to the clinician."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal, NamedTuple
from uuid import UUID

from core.clinical_language.lexicon import Lexicon, allergen_family, class_members
from core.facts.dto import ANYTHING, TAKEN, Contradiction, Fact, FactsOfVersion

Kind = Literal["dose", "allergy", "allergen", "side", "habit", "stopped"]
_SET = frozenset({"started", "changed"})
"""Statuses that set a dose deliberately: from then on it is the dose."""
_ENDED = frozenset({"stopped", "refused"})
_ALLERGIC = frozenset({"active"})
_AS_NEEDED = ("prn", "as needed", "needed", "required", "צורך", "taper")
_ORDERS = "plan"
"""A dose in a plan applies from then on."""
_LIFTED = frozenset({"removed", "denied"})
_TO_COME = frozenset({"planned", "ordered", "considered"})
_RECORD = "client"
_RECENT = timedelta(days=183)


class _Placed(NamedTuple):
    """A fact with its position and time: `at` counts versions, then positions in them."""

    fact: Fact
    version: FactsOfVersion
    place: int
    at: tuple[int, int]

    @property
    def key(self) -> tuple[FactsOfVersion, int]:
        return self.version, self.place


def contradictions(versions: Sequence[FactsOfVersion]) -> list[Contradiction]:
    """The contradictions of one client; `versions` is the current one of each source, the client's record
    first and the newest last.

    A client's record has no day: its statements count as current.
    """
    placed = [
        _Placed(fact, version, place, (order, place))
        for order, version in enumerate(versions)
        for place, fact in enumerate(version.facts)
    ]
    found: list[Contradiction] = []
    found += _allergies(placed)
    found += _allergens_taken(placed)
    found += _medicines(placed)
    found += _sides(placed)
    found += _habits(placed)
    return found


def _made(kind: Kind, first: _Placed, second: _Placed) -> Contradiction:
    return Contradiction(kind, first.key, second.key)


def _groups(placed: Sequence[_Placed], kind: str) -> Iterator[list[_Placed]]:
    """The facts of a kind, grouped by concept, in order of time."""
    found: dict[str, list[_Placed]] = {}
    for one in placed:
        if one.fact.kind == kind:
            found.setdefault(one.fact.concept, []).append(one)
    yield from found.values()


def _allergies(placed: Sequence[_Placed]) -> Iterator[Contradiction]:
    """An allergy against "no known allergies", or against its own denial, unless it was removed since."""
    denials = [one for one in placed if one.fact.kind == "allergy" and one.fact.status == "denied"]
    for concept, held, removed in _held(placed):
        against = [one for one in denials if _is_denied(concept, one.fact.concept)]
        if removed is not None:
            against = [one for one in against if one.at < removed]
        if against and not _was_found_later(held, against):
            yield _made("allergy", held[-1], against[-1])


def _held(placed: Sequence[_Placed]) -> Iterator[tuple[str, list[_Placed], tuple[int, int] | None]]:
    """Each allergy with the facts of it since its label was last removed, and when that was."""
    for facts in _groups(placed, "allergy"):
        removed = max((one.at for one in facts if one.fact.status == "removed"), default=None)
        held = [one for one in facts if one.fact.status in _ALLERGIC and not (removed and one.at < removed)]
        if held:
            yield facts[0].fact.concept, held, removed


def _allergens_taken(placed: Sequence[_Placed]) -> Iterator[Contradiction]:
    """Each medicine that is taken although the client is allergic to it, or to its class.

    Not one that was taken before the allergy was told, and may have brought it.
    """
    held = [one for _, facts, _ in _held(placed) for one in facts]
    lifted = [one for one in placed if one.fact.kind == "allergy" and one.fact.status in _LIFTED]
    newest = _newest_day(placed)
    for facts in _groups(placed, "medication"):
        taken = facts[-1]
        if taken.fact.status not in TAKEN or not _is_current(taken.fact, newest):
            continue
        against = [one for one in held if _covers(one.fact.concept, taken.fact.concept)]
        against = [one for one in against if not any(_lifts(each, one) for each in lifted)]
        if against and _was_told_before(against, taken):
            # Nearest first: the medicine itself before its class, the latest before an earlier one.
            yield _made("allergen", taken, max(against, key=lambda one: _nearness(one, taken)))


def _nearness(allergy: _Placed, taken: _Placed) -> tuple[bool, tuple[int, int]]:
    return allergy.fact.concept == taken.fact.concept, allergy.at


def _covers(allergen: str, medicine: str) -> bool:
    return (
        medicine == allergen or medicine in allergen_family(allergen) or medicine in class_members(allergen)
    )


def _lifts(lifted: _Placed, held: _Placed) -> bool:
    """Whether a label that was removed, or denied, ends an allergy: it is later, or in the record."""
    one, other = lifted.fact.concept, held.fact.concept
    same = _covers(one, other) or _covers(other, one)
    return same and (lifted.version.source_kind == _RECORD or lifted.at > held.at)


def _was_told_before(against: Sequence[_Placed], taken: _Placed) -> bool:
    """Whether a note told of the allergy before the medicine was taken; the record alone has no day."""
    told = [one for one in against if one.fact.day is not None]
    return not told or taken.fact.day is None or taken.at > min(one.at for one in told)


def _is_current(taken: Fact, newest: date) -> bool:
    """Whether a medicine is taken at the end of the chart: its course is not over, nor its note old."""
    if taken.day is None:
        return True
    if taken.course_days:
        return taken.day + timedelta(days=taken.course_days) >= newest
    return taken.day >= newest - _RECENT


def _newest_day(placed: Sequence[_Placed]) -> date:
    """The latest day of a note, which most of its facts have: others name an earlier or a later one."""
    days: dict[UUID, Counter[date]] = {}
    for one in placed:
        if one.fact.day is not None:
            days.setdefault(one.version.source_id, Counter())[one.fact.day] += one.fact.status not in _TO_COME
    return max((max(sorted(each), key=each.__getitem__) for each in days.values()), default=date.max)


def _is_denied(concept: str, denied: str) -> bool:
    """Whether a denial covers that allergy: "NKDA" is about drugs, not nuts."""
    if denied != ANYTHING:
        return denied == concept
    lexicon = Lexicon.built_in()
    return any(lexicon.name_of(kind, concept) for kind in ("drug", "drug_class"))


def _was_found_later(held: Sequence[_Placed], against: Sequence[_Placed]) -> bool:
    """Whether the allergy appeared after the last denial: then it is new, not a contradiction."""
    of_record = any(one.version.source_kind == _RECORD for one in held)
    return not of_record and min(one.at for one in held) > max(one.at for one in against)


def _medicines(placed: Sequence[_Placed]) -> Iterator[Contradiction]:
    for facts in _groups(placed, "medication"):
        if facts[0].fact.concept == ANYTHING:
            continue
        yield from _taken_after_stop(facts)
        yield from _doses(facts)


def _taken_after_stop(facts: Sequence[_Placed]) -> Iterator[Contradiction]:
    """Listed as taken in a later note than the one that stopped it, without a new start."""
    stop: _Placed | None = None
    for one in facts:
        status = one.fact.status
        if status == "stopped":
            stop = one
        elif status in _SET:
            stop = None
        elif stop is not None and status in ("active", "continued"):
            if _is_later(stop, one):
                yield _made("stopped", stop, one)
                return
            # The note that stops it also continues it: in another form, or until a day.
            stop = None


def _doses(facts: Sequence[_Placed]) -> Iterator[Contradiction]:
    """Two doses of the same drug in the same unit, the second neither a change nor a start."""
    current: _Placed | None = None
    for one in facts:
        fact = one.fact
        if fact.status in _ENDED:
            current = None
        if fact.status not in TAKEN or not _is_single(fact):
            # A change without its dose leaves the dose unknown.
            current = None if fact.status in _SET else current
            continue
        ordered = fact.status in _SET or fact.field == _ORDERS
        differs = current is not None and not ordered and _differ(current.fact, fact)
        if differs and current is not None and _is_later(current, one):
            yield _made("dose", current, one)
            return
        current = one


def _is_single(fact: Fact) -> bool:
    """Whether the dose is comparable: a strength, and not as needed."""
    occasional = any(word in fact.frequency.casefold() for word in _AS_NEEDED)
    return bool(fact.value) and fact.unit in ("mg", "mcg", "g", "units") and not occasional


def _differ(one: Fact, other: Fact) -> bool:
    return one.unit == other.unit and one.value != other.value and one.frequency == other.frequency


def _is_later(one: _Placed, other: _Placed) -> bool:
    """Whether the second is in another source, of a later day if both have one."""
    if one.version.source_id == other.version.source_id:
        return False
    first, second = one.fact.day, other.fact.day
    return first is None or second is None or first < second


def _sides(placed: Sequence[_Placed]) -> Iterator[Contradiction]:
    """An illness on the left side and on the right within one source."""
    for facts in _groups(placed, "problem"):
        sided = [one for one in facts if one.fact.side in ("left", "right") and one.fact.status == "active"]
        for one, other in pairwise(sided):
            same = one.version.source_id == other.version.source_id
            if same and one.fact.side != other.fact.side and one.fact.field != other.fact.field:
                yield _made("side", one, other)
                break


def _habits(placed: Sequence[_Placed]) -> Iterator[Contradiction]:
    """Never smoked, contradicting a note of current or former smoking.

    Not a mere present denial, and not alcohol, where people say never for seldom.
    """
    for facts in _groups(placed, "habit"):
        if facts[0].fact.concept != "smoking":
            continue
        smoked = [one for one in facts if one.fact.status in ("active", "former")]
        never = [one for one in facts if one.fact.status == "never"]
        pairs = [(one, other) for one in smoked for other in never if _denies(one, other)]
        if pairs:
            yield _made("habit", *pairs[-1])


def _denies(smoked: _Placed, never: _Placed) -> bool:
    """Whether both cannot be true: a former smoker does not smoke now; a later one may have begun."""
    if smoked.fact.status == "former":
        return True
    return _day(never) >= _day(smoked)


def _day(one: _Placed) -> date:
    return one.fact.day or date.max
