"""The lexical index: groups, phrases, scope before ranking, removal like a fresh build, closing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import VaultLocked
from core.language.lexemes import note_lexemes, question_query
from core.language.query import Alternative, Group, Query
from core.language.vocabulary import Vocabulary
from core.retrieval.memory import lexical_index as index_module
from core.retrieval.memory.indexes import LexicalScore, PassagePlace, PlaceFilter
from core.retrieval.memory.lexical_index import ImpactIndex

NO_WORDS = Vocabulary(())
NOTES = {
    1: (PassagePlace(1, 10, 1, 100, 0, 7), "Takes metformin 500 mg twice daily."),
    2: (PassagePlace(2, 10, 1, 100, 3, 7), "Continue metformin. Stop aspirin."),
    3: (PassagePlace(3, 20, 2, 200, 0, 8), "Takes aspirin 81 mg. Denies bleeding."),
    4: (PassagePlace(4, 30, 2, 0, 4), "Allergies: penicillin, since childhood."),
}


def filled(numbers: Sequence[int] = tuple(NOTES)) -> ImpactIndex:
    made = ImpactIndex()
    made.add([(NOTES[number][0], note_lexemes(NOTES[number][1])) for number in numbers])
    return made


@pytest.fixture
def index() -> Iterator[ImpactIndex]:
    made = filled()
    yield made
    made.close()


def asked(question: str) -> Query:
    return question_query(question, NO_WORDS)


def found(index: ImpactIndex, question: str, within: PlaceFilter | None = None, limit: int = 10) -> list[int]:
    return list(index.scores(asked(question), within or PlaceFilter(), limit))


def one_of(*alternatives: tuple[str, float]) -> Query:
    return Query((Group("", tuple(Alternative(lexeme, weight) for lexeme, weight in alternatives)),))


def test_english_endings_do_not_matter(index: ImpactIndex) -> None:
    assert found(index, "Any allergy?") == [4]
    assert found(index, "Did she bleed?") == [3]


def test_a_dose_is_found_as_a_whole(index: ImpactIndex) -> None:
    assert found(index, "81 mg")[0] == 3
    assert found(index, "500 mg")[0] == 1


@pytest.mark.parametrize(
    ("within", "expected"),
    [
        (PlaceFilter(client=1), {2}),
        (PlaceFilter(client=2), {3}),
        (PlaceFilter(client=9), set()),
        (PlaceFilter(since=150), {3}),
        (PlaceFilter(until=150), {2}),
        (PlaceFilter(since=100, until=200), {2, 3}),
        (PlaceFilter(fields=(0,)), {3}),
        (PlaceFilter(fields=(0, 3)), {2, 3}),
        (PlaceFilter(authors=(8,)), {3}),
        (PlaceFilter(without=(20,)), {2}),
        (PlaceFilter(client=2, without=(20,)), set()),
    ],
)
def test_scope_is_applied_before_ranking(index: ImpactIndex, within: PlaceFilter, expected: set[int]) -> None:
    assert set(found(index, "aspirin", within)) == expected
    assert len(found(index, "aspirin", within, 1)) == min(1, len(expected))


def test_what_is_held_anywhere_in_a_scope_is_told_for_each_word(index: ImpactIndex) -> None:
    query = question_query("metformin penicillin warfarin", NO_WORDS)
    assert index.held(query, PlaceFilter()) == (1.0, 1.0, 0.0)
    assert index.held(query, PlaceFilter(client=2)) == (0.0, 1.0, 0.0)
    index.remove(30)
    assert index.held(query, PlaceFilter()) == (1.0, 0.0, 0.0)


def test_a_record_without_a_day_is_outside_of_every_range(index: ImpactIndex) -> None:
    assert found(index, "penicillin") == [4]
    assert found(index, "penicillin", PlaceFilter(since=1)) == []
    assert found(index, "penicillin", PlaceFilter(until=9999)) == []


def test_the_scope_does_not_change_the_score(index: ImpactIndex) -> None:
    everywhere = index.scores(asked("aspirin"), PlaceFilter(), 10)
    inside = index.scores(asked("aspirin"), PlaceFilter(client=2), 10)
    assert inside[3] == everywhere[3]


def test_passages_asked_for_are_scored_though_they_are_not_among_the_best(index: ImpactIndex) -> None:
    query = asked("aspirin metformin")
    everything = index.scores(query, PlaceFilter(), 10)
    best = next(iter(everything))
    assert index.scores(query, PlaceFilter(), 1) == {best: everything[best]}
    assert index.scores(query, PlaceFilter(), 1, [1, 3, 4, best, 77]) == everything
    assert index.scores(asked("aspirin"), PlaceFilter(client=1), 1, [3]).keys() == {2}


def test_a_group_scores_as_its_best_alternative_not_as_their_sum(index: ImpactIndex) -> None:
    together = index.scores(one_of(("metformin", 1.0), ("500mg", 0.6), ("daili", 0.6)), PlaceFilter(), 10)
    alone = index.scores(one_of(("metformin", 1.0)), PlaceFilter(), 10)
    assert together == alone


def test_a_weaker_alternative_scores_less_and_covers_less(index: ImpactIndex) -> None:
    weak = index.scores(one_of(("nowhere", 1.0), ("metformin", 0.5)), PlaceFilter(), 10)[1]
    full = index.scores(one_of(("metformin", 1.0)), PlaceFilter(), 10)[1]
    assert weak.bm25 == pytest.approx(full.bm25 / 2)
    assert (weak.coverage, full.coverage) == (0.5, 1.0)


def test_a_rare_synonym_counts_no_more_than_the_common_word(index: ImpactIndex) -> None:
    by_synonym = index.scores(one_of(("aspirin", 1.0), ("penicillin", 1.0)), PlaceFilter(), 10)
    itself = index.scores(one_of(("penicillin", 1.0)), PlaceFilter(), 10)
    assert by_synonym[4].bm25 < itself[4].bm25


def test_a_phrase_needs_all_its_words(index: ImpactIndex) -> None:
    assert list(index.scores(one_of(("metformin aspirin", 1.0)), PlaceFilter(), 10)) == [2]
    assert index.scores(one_of(("metformin penicillin", 1.0)), PlaceFilter(), 10) == {}


def test_coverage_is_the_share_of_what_was_asked(index: ImpactIndex) -> None:
    scores = index.scores(asked("aspirin bleeding"), PlaceFilter(), 10)
    assert scores[3].coverage == pytest.approx(1.0)
    assert 0 < scores[2].coverage < 0.5, "bleeding is the rarer word"


def test_nothing_asked_finds_nothing(index: ImpactIndex) -> None:
    assert index.scores(Query(()), PlaceFilter(), 10) == {}
    assert ImpactIndex().scores(asked("aspirin"), PlaceFilter(), 10) == {}


def test_after_closing_it_is_locked(index: ImpactIndex) -> None:
    index.close()
    index.close()
    with pytest.raises(VaultLocked):
        index.scores(asked("aspirin"), PlaceFilter(), 10)
    with pytest.raises(VaultLocked):
        index.add([])


def test_the_best_of_many_are_the_best(index: ImpactIndex) -> None:
    draw = np.random.default_rng(5)
    rows = [
        (
            PassagePlace(number, number, number % 7 + 1, 1, 0),
            ["common", *(["rare"] * int(draw.integers(0, 4)))] + ["x"] * 5,
        )
        for number in range(10, 3_000)
    ]
    many = ImpactIndex()
    many.add(rows)
    everything = many.scores(asked("rare"), PlaceFilter(), 10_000)
    ordered = [score.bm25 for score in everything.values()]
    assert ordered == sorted(ordered, reverse=True)
    assert [score.bm25 for score in many.scores(asked("rare"), PlaceFilter(), 25).values()] == ordered[:25]
    theirs = [score for number, score in everything.items() if number % 7 + 1 == 3]
    inside = many.scores(asked("rare"), PlaceFilter(client=3), 10_000)
    assert list(inside.values()) == theirs


Words = st.lists(st.sampled_from(["a", "b", "c", "dd", "ee"]), max_size=6)
Step: st.SearchStrategy[tuple[str, int, list[list[str]]]] = st.one_of(
    st.tuples(st.just("add"), st.integers(1, 8), st.lists(Words, min_size=1, max_size=4)),
    st.tuples(st.just("remove"), st.integers(1, 8), st.just([])),
    st.tuples(st.just("ask"), st.just(0), st.just([])),
)
EVERYTHING = Query(
    (
        Group("", (Alternative("a"), Alternative("dd", 0.7))),
        Group("", (Alternative("b c", 0.9), Alternative("ee", 0.5))),
    )
)


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(Step, max_size=30))
def test_adding_and_removing_is_like_a_fresh_build(
    monkeypatch_module: pytest.MonkeyPatch, steps: list[tuple[str, int, list[list[str]]]]
) -> None:
    monkeypatch_module.setattr(index_module, "_FEW_DEAD", 2)
    changing, held, number = ImpactIndex(), dict[int, list[tuple[PassagePlace, list[str]]]](), 0
    for step, source, passages in steps:
        if step == "ask":
            changing.scores(EVERYTHING, PlaceFilter(), 5)
            continue
        changing.remove(source)
        held.pop(source, None)
        if step == "add":
            first = number + 1
            number += len(passages)
            places = [PassagePlace(first + at, source, source % 3, source, 0) for at in range(len(passages))]
            held[source] = list(zip(places, passages, strict=True))
            changing.add(held[source])
    fresh = ImpactIndex()
    for rows in held.values():
        fresh.add(rows)
    for within in (PlaceFilter(), PlaceFilter(client=1), PlaceFilter(since=3, without=(4,))):
        assert as_set(changing.scores(EVERYTHING, within, 100)) == as_set(
            fresh.scores(EVERYTHING, within, 100)
        )


def as_set(scores: dict[int, LexicalScore]) -> set[tuple[int, LexicalScore]]:
    return set(scores.items())


@pytest.fixture(scope="module")
def monkeypatch_module() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def test_it_may_be_asked_while_it_changes() -> None:
    index = filled()
    others = [(PassagePlace(number, number, 3, 1, 0), ["aspirin", "x"]) for number in range(100, 400)]

    def change(at: int) -> None:
        index.add(others[at : at + 10])
        index.remove(100 + at)

    with ThreadPoolExecutor(4) as pool:
        changes = [pool.submit(change, at) for at in range(0, 300, 10)]
        answers = [pool.submit(index.scores, asked("aspirin"), PlaceFilter(client=2), 5) for _ in range(50)]
        assert all(list(answer.result()) == [3] for answer in answers)
        for each in changes:
            each.result()
    assert len(index.scores(asked("aspirin"), PlaceFilter(client=3), 1_000)) == 270
