"""How the clients that something holds for become one list of passages."""

from __future__ import annotations

from uuid import UUID

from core.ids import ClientId, PassageId, new_id
from core.language.vocabulary import Vocabulary
from core.retrieval.dto import ClientGroup, Hit, Passage
from core.retrieval.exhaustive import grouped, one_list, united
from core.retrieval.memory.indexes import LexicalScore
from core.retrieval.memory.scored import Scored
from core.retrieval.question import as_asked
from core.retrieval.ranking import Ranked

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


def test_of_each_client_one_passage_of_each_field_comes_first():
    said = ["Her depression is a little better.", "Depression since May.", "Depression after birth."]
    found = [(field, text) for field, text in zip(["subjective"] * 3, said, strict=True)]
    found.append(("assessment", "Depression."))
    ordered = [
        Ranked(1 - at / 10, Scored(of_field(field, text), 0.5, LexicalScore(3.0, 1.0)))
        for at, (field, text) in enumerate(found)
    ]
    (ada,) = grouped(ordered, as_asked("depression", vocabulary=Vocabulary.built_in()))
    assert [one.passage.text for one in ada.hits] == [said[0], said[1], "Depression."]


def of_field(field: str, text: str) -> Passage:
    return Passage(PassageId(new_id()), ADA, "session", new_id(), 1, field, 0, len(text), text, None)
