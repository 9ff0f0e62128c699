"""The lexical index: endings, scope before ranking, removal, and nothing after it was closed."""

from __future__ import annotations

import pytest

from core.errors import VaultLocked
from core.retrieval.indexes import Place, PlaceFilter
from core.retrieval.lexemes import note_lexemes, question_lexemes
from core.retrieval.lexical_index import FtsIndex

NOTES = {
    1: (Place(1, 10, 1, 100, 0), "Takes metformin 500 mg twice daily."),
    2: (Place(2, 10, 1, 100, 3), "Continue metformin. Stop aspirin."),
    3: (Place(3, 20, 2, 200, 0), "Takes aspirin 81 mg. Denies bleeding."),
    4: (Place(4, 30, 2, 0, 4), "Allergies: penicillin, since childhood."),
}


@pytest.fixture
def index():
    lexical = FtsIndex(lambda number: note_lexemes(NOTES[number][1]))
    lexical.add([(place, note_lexemes(text)) for place, text in NOTES.values()])
    yield lexical
    lexical.close()


def found(index: FtsIndex, question: str, **within) -> list[int]:
    scores = index.scores(question_lexemes(question), PlaceFilter(**within), 10)
    return sorted(scores, key=lambda number: -scores[number])


def test_english_endings_do_not_matter(index):
    assert found(index, "Any allergy?") == [4]
    assert found(index, "Did she bleed?") == [3]


def test_a_dose_is_found_as_a_whole(index):
    assert found(index, "81 mg")[0] == 3
    assert found(index, "500 mg")[0] == 1


@pytest.mark.parametrize(
    ("within", "expected"),
    [
        ({"client": 1}, {2}),
        ({"client": 2}, {3}),
        ({"client": 9}, set()),
        ({"since": 150}, {3}),
        ({"until": 150}, {2}),
        ({"since": 100, "until": 200}, {2, 3}),
        ({"fields": (0,)}, {3}),
        ({"fields": (0, 3)}, {2, 3}),
        ({"without": (20,)}, {2}),
        ({"client": 2, "without": (20,)}, set()),
    ],
)
def test_scope_is_applied_before_ranking(index, within, expected):
    assert set(found(index, "aspirin", **within)) == expected
    assert len(index.scores(["aspirin"], PlaceFilter(**within), 1)) == min(1, len(expected))


def test_a_record_without_a_day_is_outside_of_every_range(index):
    assert found(index, "penicillin") == [4]
    assert found(index, "penicillin", since=1) == found(index, "penicillin", until=9999) == []


def test_the_scope_does_not_change_the_score(index):
    everywhere = index.scores(["aspirin"], PlaceFilter(), 10)
    inside = index.scores(["aspirin"], PlaceFilter(client=2), 10)
    assert inside[3] == pytest.approx(everywhere[3])


def test_passages_asked_for_are_scored_though_they_are_not_among_the_best(index):
    everything = index.scores(["aspirin", "metformin"], PlaceFilter(), 10)
    best = max(everything, key=lambda number: everything[number])
    assert index.scores(["aspirin", "metformin"], PlaceFilter(), 1) == {best: everything[best]}
    assert index.scores(["aspirin", "metformin"], PlaceFilter(), 1, [1, 3, 4, best]) == everything


def test_what_is_asked_for_must_be_in_scope_too(index):
    assert index.scores(["aspirin"], PlaceFilter(client=1), 1, [3]).keys() == {2}


def test_a_removed_source_is_not_found_and_does_not_count(index):
    index.remove(10)
    assert found(index, "metformin") == []
    alone = FtsIndex(lambda number: note_lexemes(NOTES[number][1]))
    alone.add([(NOTES[number][0], note_lexemes(NOTES[number][1])) for number in (3, 4)])
    assert index.scores(["aspirin"], PlaceFilter(), 5) == alone.scores(["aspirin"], PlaceFilter(), 5)
    alone.close()


def test_no_lexemes_find_nothing(index):
    assert index.scores([], PlaceFilter(), 10) == {}


def test_operators_in_a_question_are_words(index):
    assert found(index, "aspirin AND NOT metformin NEAR * ^ scope:c1") != []


def test_after_closing_it_is_locked(index):
    index.close()
    with pytest.raises(VaultLocked):
        index.scores(["aspirin"], PlaceFilter(), 10)
