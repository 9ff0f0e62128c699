"""One order from two scores, calibrated and monotone."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ids import ClientId, PassageId, new_id
from core.retrieval.dto import Passage
from core.retrieval.memory.indexes import LexicalScore
from core.retrieval.memory.scored import Scored
from core.retrieval.ranking import (
    DRUG_NAMED,
    KIND_HELD,
    MOST_BY_WORDS,
    MOST_BY_WORDS_OTHER_SCRIPT,
    ORDER,
    RECENCY,
    led_by_parts,
    most_by_words,
    ranked,
)
from core.retrieval.understanding.drug_uses import NO_DRUGS, Named

CLIENT = ClientId(new_id())
DAY = date(2024, 1, 1)


@dataclasses.dataclass(frozen=True)
class FakeQuestion:
    text: str = "knee pain"
    order: str | None = None
    expects: frozenset[str] = frozenset()
    drugs: Named = NO_DRUGS


def passage(text="knee", *, day: date | None = DAY, field="subjective", client=CLIENT) -> Passage:
    return Passage(PassageId(new_id()), client, "session", new_id(), 1, field, 0, len(text), text, day)


def candidate(dense: float | None, bm25: float | None = None, held: Passage | None = None) -> Scored:
    lexical = LexicalScore(bm25, 1.0) if bm25 is not None else None
    return Scored(held or passage(), dense, lexical)


def order(candidates, **options) -> list[Scored]:
    options = {"question": FakeQuestion(), "recency": False, **options}
    return [one.scored for one in ranked(candidates, **options)]


def score(one: Scored, **options) -> float:
    options = {"question": FakeQuestion(), "recency": False, **options}
    return ranked([one], **options)[0].score


def test_meaning_orders_and_shared_words_lift():
    near, worded, far = candidate(0.5), candidate(0.45, 4.0), candidate(0.1, 4.0)
    assert order([far, near, worded]) == [worded, near, far]


@given(st.floats(-1, 1), st.floats(0, 60), st.floats(0, 1), st.floats(0, 60))
def test_the_score_rises_with_either_side(dense, bm25, nearer, more):
    held = passage()
    here = score(candidate(dense, bm25, held))
    assert score(candidate(dense + nearer, bm25, held)) >= here
    assert score(candidate(dense, bm25 + more, held)) >= here


@given(st.floats(0, 10_000))
def test_no_heap_of_words_adds_more_than_its_most(bm25):
    assert score(candidate(0.2, bm25)) - score(candidate(0.2)) <= MOST_BY_WORDS + 1e-9


def test_words_lead_in_a_script_the_embedder_spells_out():
    assert most_by_words("מה המינון של Ramipril היום?") == MOST_BY_WORDS_OTHER_SCRIPT
    assert most_by_words("What is the dose of רמיפריל?") == most_by_words("120/80?") == MOST_BY_WORDS
    near, worded = candidate(0.6), candidate(0.2, 20.0)
    assert order([near, worded], question=FakeQuestion("מה המינון של רמיפריל?")) == [worded, near]
    assert order([near, worded], question=FakeQuestion("what is the dose?")) == [near, worded]


def test_one_side_alone_orders_when_only_it_is_asked():
    near, worded = candidate(0.9, 1.0), candidate(0.1, 9.0)
    assert order([near, worded], sides="words") == [worded, near]
    assert order([worded, near], sides="meaning") == [near, worded]


def test_what_is_not_compared_yet_is_taken_for_the_farthest():
    near, far, waiting = candidate(0.6), candidate(0.3), candidate(None, 5.0)
    assert order([far, waiting, near]) == [near, waiting, far]


@pytest.mark.parametrize(
    ("kind", "holds", "lacks"),
    [
        ("dose", "Mobic 15 mg once a day", "Mobic was given"),
        ("reading", "BP: 120/80", "Blood pressure is stable"),
        ("yes_no", "She denies chest pain", "Chest pain since May"),
    ],
)
def test_the_kind_of_answer_decides_between_likes_only(kind, holds, lacks):
    question = FakeQuestion(expects=frozenset({kind}))
    without = candidate(0.5, held=passage(lacks))
    assert (
        order([without, candidate(0.5 - KIND_HELD / 2, held=passage(holds))], question=question)[1] is without
    )
    assert (
        order([without, candidate(0.5 - KIND_HELD * 2, held=passage(holds))], question=question)[0] is without
    )


def test_the_newest_or_the_oldest_visit_comes_first_when_asked_for():
    days = [date(2022, 5, 1), date(2023, 5, 1), date(2024, 5, 1)]
    visits = [candidate(0.5, held=passage(day=day)) for day in days]
    assert order(visits, question=FakeQuestion(order="latest")) == visits[::-1]
    assert order(visits, question=FakeQuestion(order="first")) == visits


def test_an_order_does_not_lift_another_subject():
    about = candidate(0.7, held=passage(day=date(2022, 1, 1)))
    other = candidate(0.7 - 1.5 * ORDER, held=passage(day=date(2024, 1, 1)))
    assert order([about, other], question=FakeQuestion(order="latest"))[0] is about


def test_recency_is_a_preference_that_can_be_switched_off():
    old = candidate(0.5 + RECENCY / 2, held=passage(day=date(2022, 1, 1)))
    new = candidate(0.5, held=passage(day=date(2024, 1, 1)))
    assert order([old, new], recency=True) == [new, old]
    assert order([old, new], recency=False) == [old, new]


def test_visits_are_old_or_new_among_those_of_their_own_client():
    other = ClientId(new_id())
    only = candidate(0.5, held=passage(day=date(2020, 1, 1), client=other))
    old = candidate(0.5, held=passage(day=date(2022, 1, 1)))
    new = candidate(0.5, held=passage(day=date(2024, 1, 1)))
    assert order([old, only, new], question=FakeQuestion(order="latest")) == [new, only, old]


def test_a_record_without_a_day_is_neither_old_nor_new():
    record = candidate(0.5, held=passage(day=None))
    old = candidate(0.5, held=passage(day=date(2022, 1, 1)))
    new = candidate(0.5, held=passage(day=date(2024, 1, 1)))
    assert order([old, record, new], question=FakeQuestion(order="latest")) == [new, record, old]


def test_equal_scores_have_one_order_and_the_newer_day_first():
    old = candidate(0.5, held=passage(day=date(2023, 1, 1)))
    new = candidate(0.5, held=passage(day=date(2024, 1, 1)))
    assert order([old, new]) == order([new, old]) == [new, old]


def test_each_part_of_a_question_has_its_best_among_the_first():
    whole = ranked([candidate(0.9 - at / 10) for at in range(5)], question=FakeQuestion(), recency=False)
    parts = [
        ranked([candidate(0.2), candidate(0.1)], question=FakeQuestion(), recency=False) for _ in range(2)
    ]
    assert led_by_parts(whole, [*parts, []]) == [whole[0], parts[0][0], parts[1][0], *whole[1:]]
    assert led_by_parts(whole, []) == whole
    assert led_by_parts([], [[], parts[0]]) == parts[0][:1]


@given(st.lists(st.floats(-1, 1), min_size=150, max_size=400, unique=True))
def test_looking_at_the_first_only_gives_the_order_of_looking_at_all(cosines):
    days = [date(2020 + at % 5, 1, 1) for at in range(len(cosines))]
    texts = ["BP: 120/80", "stable"]
    candidates = [
        candidate(dense, held=passage(texts[at % 2], day=day))
        for at, (dense, day) in enumerate(zip(cosines, days, strict=True))
    ]
    question = FakeQuestion(order="latest", expects=frozenset({"reading"}))

    def whole(one: Scored) -> float:
        newness = (one.passage.day.year - 2020) / 4 if one.passage.day else 0.5
        return (one.dense or 0.0) + ORDER * newness + (KIND_HELD if "BP" in one.passage.text else 0.0)

    first = order(candidates, question=question)[:50]
    assert [whole(one) for one in first] == pytest.approx(sorted(map(whole, candidates), reverse=True)[:50])


def test_a_usual_drug_for_what_is_asked_about_goes_before_the_complaint_itself() -> None:
    baclofen = Named(frozenset({"baclofen"}))
    spasms, started = passage(text="Spasms of the calf."), passage(text="Start baclofen 5 mg at night.")
    found = [candidate(0.5, held=spasms), candidate(0.4, held=started)]
    unasked = ranked(found, question=FakeQuestion(), recency=False)
    asked = ranked(found, question=FakeQuestion(drugs=baclofen), recency=False)
    assert [one.scored.dense for one in unasked] == [0.5, 0.4]
    assert [one.scored.dense for one in asked] == [0.4, 0.5]
    assert asked[0].score == pytest.approx(unasked[1].score + DRUG_NAMED)
