"""No words are shown twice, and none is hidden that is not shown elsewhere."""

from __future__ import annotations

import dataclasses
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ids import ClientId, PassageId, new_id
from core.retrieval.collapsing import without_repeats
from core.retrieval.dto import Passage
from core.retrieval.indexed import passage_id
from core.retrieval.memory.indexes import LexicalScore
from core.retrieval.memory.scored import Scored
from core.retrieval.passages import MOST_CHARS
from core.retrieval.ranking import Ranked

CLIENT, SOURCE = ClientId(new_id()), new_id()
COPIED = "Continue the home exercises for the left shoulder twice a day and return in two weeks."


def passage(text: str, *, start=0, day=date(2024, 1, 1), field="plan", source=None, client=CLIENT) -> Passage:
    return Passage(
        PassageId(new_id()),
        client,
        "session",
        source or new_id(),
        1,
        field,
        start,
        start + len(text),
        text,
        day,
    )


def found(*passages: Passage) -> list[Ranked]:
    return [
        Ranked(1.0 - at / 100, Scored(one, 0.5, LexicalScore(2.0, 0.75))) for at, one in enumerate(passages)
    ]


def spans(*given: tuple[int, int]) -> list[Passage]:
    return [passage("x" * (end - start), start=start, source=SOURCE) for start, end in given]


def test_a_passage_that_mostly_repeats_a_better_one_of_its_field_is_not_shown():
    hits = without_repeats(found(*spans((0, 30), (10, 40), (20, 50), (40, 70))), 10)
    assert [(hit.rank, hit.passage.start) for hit in hits] == [(1, 0), (2, 20), (3, 40)]


FIELD = "".join(chr(ord("a") + at % 26) for at in range(2000))


def windows(*given: tuple[int, int]) -> list[Passage]:
    return [passage(FIELD[start:end], start=start, source=SOURCE) for start, end in given]


def test_what_is_left_out_for_an_overlap_lends_the_better_one_the_rest_of_its_words():
    (hit,) = without_repeats(found(*windows((100, 300), (180, 380), (40, 200))), 10)
    assert (hit.passage.start, hit.passage.end, hit.passage.text) == (40, 380, FIELD[40:380])
    assert hit.passage.passage_id == passage_id(SOURCE, 1, "plan", 40, 380)
    assert (hit.score, hit.dense) == (1.0, 0.5)


def test_a_passage_grows_no_longer_than_one_may_be_nor_for_what_is_much_worse():
    (hit,) = without_repeats(found(*windows((0, 500), (240, 240 + MOST_CHARS))), 10)
    assert hit.passage.text == FIELD[:500]
    best, worse = found(*windows((100, 300), (180, 380)))
    (hit,) = without_repeats([best, dataclasses.replace(worse, score=best.score - 0.5)], 10)
    assert hit.passage.text == FIELD[100:300]


def test_a_passage_grows_up_to_what_another_shows():
    hits = without_repeats(found(*windows((100, 300), (350, 600), (180, 400))), 10)
    assert [(hit.passage.start, hit.passage.end) for hit in hits] == [(100, 350), (350, 600)]


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(1, 700)), max_size=30))
def test_what_is_shown_is_always_what_stands_there(starts):
    for hit in without_repeats(found(*windows(*((start, start + length) for start, length in starts))), 10):
        assert hit.passage.text == FIELD[hit.passage.start : hit.passage.end]
        assert len(hit.passage.text) <= MOST_CHARS


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 60)), max_size=40))
def test_of_two_that_are_shown_of_a_field_neither_is_mostly_in_the_other(starts):
    hits = without_repeats(found(*spans(*((start, start + length) for start, length in starts))), 40)
    for one, other in combinations([hit.passage for hit in hits], 2):
        shared = min(one.end, other.end) - max(one.start, other.start)
        assert shared <= min(one.end - one.start, other.end - other.start) / 2


def test_other_fields_and_sources_do_not_overlap():
    texts = ["Right ankle sprain.", "Tender over the ligament.", "She fell on ice."]
    passages = [
        passage(texts[0], source=SOURCE),
        passage(texts[1], source=SOURCE, field="objective"),
        passage(texts[2]),
    ]
    assert len(without_repeats(found(*passages), 10)) == 3


def test_no_more_than_the_limit_is_shown_and_scores_are_kept():
    hits = without_repeats(found(*(passage(f"Visit number {at}.") for at in range(20))), 3)
    assert [hit.rank for hit in hits] == [1, 2, 3]
    assert (hits[1].score, hits[1].dense, hits[1].lexical, hits[1].coverage) == (0.99, 0.5, 2.0, 0.75)


def test_text_copied_forward_is_shown_once_the_newest_with_the_others():
    days = [date(2024, 3, 1), date(2024, 1, 1), date(2024, 5, 1)]
    copies = [passage(f"  {COPIED}\n" if at else COPIED, day=day) for at, day in enumerate(days)]
    (hit,) = without_repeats(found(*copies), 10)
    assert hit.passage is copies[2]
    assert hit.also == (copies[0], copies[1])
    assert hit.score == 1.0


def test_the_oldest_is_shown_when_the_first_is_asked_for():
    copies = [passage(COPIED, day=date(2024, month, 1)) for month in (3, 1, 5)]
    (hit,) = without_repeats(found(*copies), 10, order="first")
    assert hit.passage is copies[1]
    assert [one.day for one in hit.also] == [date(2024, 5, 1), date(2024, 3, 1)]


def test_a_copy_beyond_the_limit_is_still_told_of():
    copies = [passage(COPIED, day=date(2024, month, 1)) for month in (3, 1)]
    (hit,) = without_repeats(found(copies[0], passage("Another thing."), copies[1]), 1)
    assert hit.also == (copies[1],)


def test_what_stands_in_a_longer_passage_is_not_shown_again():
    longer, part = passage(f"Gout. {COPIED} Ice."), passage(COPIED, day=date(2025, 1, 1))
    (hit,) = without_repeats(found(longer, part), 10)
    assert (hit.passage, hit.also) == (longer, (part,))


def test_what_is_longer_than_a_better_one_is_shown_for_the_rest_of_it():
    longer, part = passage(f"Gout. {COPIED} Ice."), passage(COPIED)
    assert [hit.passage for hit in without_repeats(found(part, longer), 10)] == [part, longer]


@pytest.mark.parametrize(
    ("said", "changed"),
    [("left", "right"), ("twice", "once"), ("two weeks", "2 weeks"), ("Continue", "Do not continue")],
)
def test_one_changed_word_is_no_copy(said, changed):
    assert len(without_repeats(found(passage(COPIED), passage(COPIED.replace(said, changed))), 10)) == 2


def test_never_across_clients():
    other = passage(COPIED, client=ClientId(new_id()))
    assert len(without_repeats(found(passage(COPIED), other), 10)) == 2


def test_a_short_finding_is_each_visits_own():
    visits = [passage("Right ankle sprain.", day=date(2024, month, 1)) for month in (1, 2)]
    assert len(without_repeats(found(*visits), 10)) == 2


@given(
    st.lists(
        st.tuples(
            st.lists(
                st.sampled_from(["no", "pain", "in", "left", "right", "knee", "5", "mg"]),
                min_size=1,
                max_size=14,
            ),
            st.integers(1, 28),
        ),
        max_size=12,
    )
)
def test_no_words_are_hidden(notes):
    passages = [passage(" ".join(words), day=date(2024, 1, day)) for words, day in notes]
    hits = without_repeats(found(*passages), 50)
    shown = [hit.passage.text.split() for hit in hits]
    for one in passages:
        words = one.text.split()
        assert any(
            words == text[at : at + len(words)] for text in shown for at in range(len(text) - len(words) + 1)
        )
    told = [place for hit in hits for place in (hit.passage, *hit.also)]
    assert {one.passage_id for one in told} == {one.passage_id for one in passages}
