"""How the clients that something holds for become one list of passages."""

from __future__ import annotations

from uuid import UUID

from core.ids import ClientId, PassageId, new_id
from core.retrieval.dto import ClientGroup, Hit, Passage
from core.retrieval.exhaustive import one_list, united

ADA, BEN, CLEO = (ClientId(new_id()) for _ in range(3))


def hit(client: ClientId, text: str, *, source: UUID | None = None, denies: bool = False) -> Hit:
    passage = Passage(
        PassageId(new_id()), client, "session", source or new_id(), 1, "plan", 0, len(text), text, None
    )
    return Hit(1, 0.5, 0.5, 1.0, passage, coverage=1.0, denies=denies)


def group(*hits: Hit) -> ClientGroup:
    return ClientGroup(hits[0].passage.client_id, hits)


def test_the_best_of_each_client_then_what_else_is_held_then_the_nearest():
    ada, ben = [hit(ADA, "first"), hit(ADA, "second")], [hit(BEN, "only"), hit(BEN, "not so", denies=True)]
    near = [hit(CLEO, "near"), ada[0]]
    listed = one_list([group(*ada), group(*ben)], near, 10)
    assert [one.passage.text for one in listed] == ["first", "only", "second", "near"]
    assert [one.rank for one in listed] == [1, 2, 3, 4]
    assert len(one_list([group(*ada), group(*ben)], near, 2)) == 2


def test_a_place_that_has_grown_is_not_listed_twice():
    source = new_id()
    short, grown = hit(ADA, "x" * 100, source=source), hit(ADA, "x" * 180, source=source)
    assert one_list([group(short)], [grown], 10) == (short,)
    (both,) = united([(group(short),), (group(grown),)])
    assert both.hits == (short,)
