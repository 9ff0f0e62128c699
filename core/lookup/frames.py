"""The questions that a record's structure can answer, as rows of `tables/frames.txt`.

A question fits a frame only if every word of it is known: from the table of question words, a name, a date, a
drug, a measure. A question with any other word asks for more than the structure contains, and is searched
for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain

_NONE = "-"
_ANY_FRAME = ("ask.which", "also")
"""`Which` and `what` occur in most questions, and `also` distinguishes phrases of one slot: a frame lists
where they are required or excluded.
"""
CONCEPT_KINDS = ("drugs", "classes", "measures", "problems", "tests")
CLIENT, PRACTICE, BY_NAMES = "client", "practice", "practice, by names"
"""The parts of the table."""
NO_CONCEPTS: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True)
class Frame:
    """Slots (`order`) or slots with a value (`order.last`): of each of `needs` one alternative is needed,
    those of `may` are allowed.

    `days`: `+` it names days, `?` optional, else none. `concepts` is the same for drugs, measures and
    problems; a missing kind must not be named. `never` are excluded slots, `adds` slots implied by the frame.
    """

    name: str
    needs: tuple[tuple[str, ...], ...]
    may: tuple[str, ...]
    days: str
    concepts: Mapping[str, str]
    never: tuple[str, ...] = ()
    adds: tuple[str, ...] = ()

    def fits(
        self,
        slots: Iterable[str],
        *,
        days: bool,
        named: Mapping[str, int] = NO_CONCEPTS,
        weak: Iterable[str] = (),
    ) -> bool:
        """Whether a question with `slots`, days and these numbers of concepts fits; `weak` slots are ignored
        unless they are needed.
        """
        if (days and not self.days) or (self.days == "+" and not days):
            return False
        for kind in CONCEPT_KINDS:
            wanted, count = self.concepts.get(kind), named.get(kind, 0)
            if (count and wanted is None) or (wanted == "+" and not count):
                return False
        filled = frozenset(slots)
        named_at_all = filled.union(weak)
        if any(_is(one, other) for one in named_at_all for other in self.never):
            return False
        if not all(any(_is(one, slot) for one in named_at_all for slot in need) for need in self.needs):
            return False
        allowed = (*chain(*self.needs), *self.may, *_ANY_FRAME)
        return all(any(_is(one, row) for row in allowed) for one in filled)

    def takes(self, weak: str) -> bool:
        """Whether a weak slot counts: where it is needed, or may be and limits nothing, as a visit would."""
        needs = tuple(chain(*self.needs))
        rows = needs if weak == "thing.visit" else (*needs, *self.may)
        return any(_is(weak, row) for row in rows)


@cache
def frames(part: str) -> tuple[Frame, ...]:
    """The frames of a part of the table: questions about one client (`CLIENT`), over the practice
    (`PRACTICE`), and those over the practice that may have unknown words (`BY_NAMES`).
    """
    text = files("core.lookup.tables").joinpath("frames.txt").read_text("utf-8")
    found: dict[str, list[Frame]] = {}
    heading = ""
    for line in text.splitlines():
        if line.startswith("["):
            heading = line.strip("[]")
        elif line and not line.startswith("#"):
            found.setdefault(heading, []).append(_frame(line))
    return tuple(found[part])


def _frame(line: str) -> Frame:
    name, needs, may, flags = (part.strip() for part in line.split(":"))
    told = flags.split()
    days = "+" if "days+" in told else "?" if "days" in told else ""
    concepts = {flag[:-1]: flag[-1] for flag in told if flag[:-1] in CONCEPT_KINDS}
    never = tuple(flag[1:] for flag in told if flag.startswith("!"))
    adds = tuple(flag[1:] for flag in told if flag.startswith("+"))
    alternatives = tuple(tuple(need.split("|")) for need in _slots(needs))
    return Frame(name, alternatives, _slots(may), days, concepts, never, adds)


def _slots(text: str) -> tuple[str, ...]:
    return tuple(one for one in text.split() if one != _NONE)


def _is(slot: str, row: str) -> bool:
    return slot == row or slot.startswith(row + ".")
