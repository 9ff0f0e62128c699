"""Which part of a passage was near: told by the passages whose focus it is."""

from __future__ import annotations

from dataclasses import replace

from core.ids import new_id
from core.retrieval.dto import Nearness
from core.retrieval.memory.remembered import Focus
from core.retrieval.memory.scored import Scored
from core.retrieval.nearness import with_nearness
from tests.fakes.search import hits_of, passage_of

SOURCE = new_id()
SHOWN = passage_of("Sleeps well. Works as a teacher. Walks.", source_id=SOURCE, start=10)


class CandidateByPart(Scored):
    """A candidate that was found by a part of its passage."""

    __slots__ = ("_part",)

    def __init__(self, part: Focus, dense: float | None, **of: object) -> None:
        passage = replace(SHOWN, passage_id=new_id(), **of)  # type: ignore[arg-type]
        super().__init__(passage, dense, None)
        self._part = part

    @property
    def focus(self) -> Focus:
        return self._part


def test_each_part_that_is_shown_has_its_own_cosine() -> None:
    (hit,) = with_nearness(
        hits_of([SHOWN]),
        [
            CandidateByPart(("plan", 23, 42), 0.7),
            CandidateByPart(("plan", 10, 22), 0.2),
            CandidateByPart(("plan", 43, 80), 0.4),
        ],
    )
    assert hit.nearness == (Nearness(10, 22, 0.2), Nearness(23, 42, 0.7), Nearness(43, 80, 0.4))


def test_what_lies_elsewhere_or_was_not_compared_tells_nothing() -> None:
    (hit,) = with_nearness(
        hits_of([SHOWN]),
        [
            CandidateByPart(("plan", 90, 99), 0.7),
            CandidateByPart(("objective", 10, 22), 0.7),
            CandidateByPart(("plan", 10, 22), 0.7, source_id=new_id()),
            CandidateByPart(("plan", 10, 22), None),
        ],
    )
    assert hit.nearness == ()


def test_of_a_passage_by_itself_all_is_the_focus() -> None:
    assert Scored(SHOWN, 0.5, None).focus == ("plan", SHOWN.start, SHOWN.end)
