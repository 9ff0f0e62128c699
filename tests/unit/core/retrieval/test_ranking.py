"""One order from two scores, without showing the same words twice."""

from __future__ import annotations

from datetime import date

from core.ids import ClientId, PassageId, new_id
from core.retrieval.dto import Passage
from core.retrieval.memory_index import Scored
from core.retrieval.ranking import LEXICAL_WEIGHT, lexical_weight, ranked, without_overlaps

SOURCE, CLIENT = new_id(), ClientId(new_id())


def passage(start: int, end: int, *, field: str = "plan", source=SOURCE, day=date(2024, 1, 1)) -> Passage:
    return Passage(
        PassageId(new_id()), CLIENT, "session", source, 1, field, start, end, "x" * (end - start), day
    )


def test_meaning_orders_and_shared_words_lift():
    near = Scored(passage(0, 9), 0.5, None)
    worded = Scored(passage(10, 19), 0.45, 4.0)
    far = Scored(passage(20, 29), 0.1, 4.0)
    order = ranked([far, near, worded], question="knee pain", by_meaning=True)
    assert [one.scored for one in order] == [worded, near, far]
    assert order[0].score == 0.45 + LEXICAL_WEIGHT * 4.0


def test_words_alone_order_when_there_is_no_meaning():
    few, many = Scored(passage(0, 9), None, 1.5), Scored(passage(10, 19), None, 6.0)
    assert [one.scored for one in ranked([few, many], question="knee", by_meaning=False)] == [many, few]


def test_equal_scores_have_one_order_and_the_newer_day_first():
    old, new = (
        Scored(passage(0, 9, source=new_id(), day=date(2023, 1, 1)), 0.5, None),
        Scored(passage(0, 9, source=new_id(), day=date(2024, 1, 1)), 0.5, None),
    )
    for given in ([old, new], [new, old]):
        assert [one.scored for one in ranked(given, question="knee", by_meaning=True)] == [new, old]


def test_a_passage_overlapping_a_better_one_is_not_shown():
    spans = [(0, 10), (5, 15), (9, 12), (10, 20)]
    candidates = [Scored(passage(*span), 0.9 - at / 10, None) for at, span in enumerate(spans)]
    hits = without_overlaps(ranked(candidates, question="knee", by_meaning=True), 10)
    assert [(hit.rank, hit.passage.start) for hit in hits] == [(1, 0), (2, 10)]


def test_other_fields_and_sources_do_not_overlap():
    candidates = [
        Scored(passage(0, 10), 0.9, None),
        Scored(passage(0, 10, field="objective"), 0.8, None),
        Scored(passage(0, 10, source=new_id()), 0.7, None),
    ]
    assert len(without_overlaps(ranked(candidates, question="knee", by_meaning=True), 10)) == 3


def test_no_more_than_the_limit_is_shown():
    candidates = [Scored(passage(at * 10, at * 10 + 9), 0.5, None) for at in range(20)]
    assert len(without_overlaps(ranked(candidates, question="knee", by_meaning=True), 3)) == 3


def test_words_count_more_in_a_script_the_embedder_spells_out():
    assert lexical_weight("מה המינון של Ramipril היום?") > lexical_weight("What is the dose of רמיפריל?")
    assert lexical_weight("120/80?") == LEXICAL_WEIGHT
