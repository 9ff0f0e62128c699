"""Which questions may share an answer: none that ask something else, and most of those that ask the same."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from core.assistant.cache.exact_words import SAME, SPELLED, ExactWords, lines
from core.assistant.cache.repeats import same_question
from core.assistant.cache.rewriting import as_embedded, canonical
from core.assistant.cache.saying import what_is_said
from core.retrieval.language.vocabulary.graph import Graph, term_of
from core.retrieval.language.vocabulary.tables import TABLES, read_table
from core.retrieval.language.vocabulary.vocabulary import OwnMeaning
from tests.fixtures.figures import figure
from tests.unit.core.assistant.cache.other_questions import other_questions
from tests.unit.core.assistant.cache.same_questions import same_questions


def test_no_question_is_taken_for_another():
    pairs = other_questions()
    assert len(pairs) >= 400
    shared = [pair for pair in pairs if same_question(*pair) or same_question(*reversed(pair))]
    assert shared == []
    figure(f"answer cache: 0 of {len(pairs)} near questions that ask something else share an answer")


def test_most_that_ask_the_same_are_one_question():
    pairs = same_questions()
    assert len(pairs) >= 150
    shared = sum(same_question(*pair) for pair in pairs)
    words = sum(what_is_said(one) == what_is_said(other) for one, other in pairs)
    figure(
        f"answer cache: {shared} of {len(pairs)} pairs that ask the same have one form "
        f"({shared / len(pairs):.0%}; {words} have the same words)"
    )
    assert shared / len(pairs) > 0.3


@pytest.mark.engine
def test_with_the_starter_embedder_as_the_second_lock(engine):
    pairs = same_questions()
    names = ExactWords()
    texts = sorted({as_embedded(one, names) for pair in (*pairs, *other_questions()) for one in pair})
    vectors = dict(zip(texts, engine.embed(texts), strict=True))

    def cosine(one: str, other: str) -> float:
        return float(np.dot(vectors[one], vectors[other]))

    shared = sum(same_question(*pair, cosine=cosine) for pair in pairs)
    near = sum(cosine(as_embedded(a, names), as_embedded(b, names)) > 0.95 for a, b in other_questions())
    share = f"{shared} of {len(pairs)} pairs that ask the same share an answer"
    figure(
        f"answer cache: {share} with the starter embedder ({shared / len(pairs):.0%}); "
        f"of {len(other_questions())} that do not, it alone would share {near}"
    )
    assert shared / len(pairs) > 0.3
    assert not any(same_question(*pair, cosine=cosine) for pair in other_questions())


def test_an_article_is_left_out_behind_two_locks_only():
    one, other = "What was the latest weight?", "What was latest weight?"
    assert same_question(one, other)
    assert not same_question(one, other, cosine=lambda *_: 0.9)


def test_each_lock_only_narrows():
    one, other = "What is her blood pressure?", "Her BP?"
    assert same_question(one, other)
    assert same_question(one, other, cosine=lambda *_: 0.951)
    assert not same_question(one, other, cosine=lambda *_: 0.95)
    assert same_question(one, one, cosine=lambda *_: 0.0)
    assert not same_question(one, "His BP?", cosine=lambda *_: 1.0)


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\n\n", "\u2028"])
def test_a_new_line_divides_as_a_stop_does(line_break):
    assert not same_question(f"No{line_break}fever?", "No fever?")
    assert not same_question(f"Not IV{line_break}stopped?", "Not IV stopped?")
    assert same_question(f"No fever?{line_break}", "No fever?")
    assert same_question(f"No fever.{line_break}Cough?", "No fever. Cough?")


def test_a_full_stop_behind_a_title_is_none():
    assert same_question("What did Dr. Cohen say?", "What did Dr Cohen say?")
    assert same_question("Did Mrs. Levi call?", "Did Mrs Levi call?")


def test_how_kindly_it_is_asked_changes_nothing():
    names = ExactWords()
    for question in {one for pair in same_questions() for one in pair}:
        said = canonical(question, names)
        assert said == canonical(f"  {question}  ", names) == canonical(f"please {question}", names)


def test_what_the_search_does_not_take_for_the_same_is_not_in_the_tables():
    graph = Graph(row for name in TABLES for row in read_table(name))
    only_grammar = {"הלחץ דם", "הייתה"}
    for names in (*lines(SAME), *lines(SPELLED)):
        for one, other in combinations(names, 2):
            if not only_grammar.isdisjoint((one, other)):
                continue
            here, there = term_of(one), term_of(other)
            assert here == there or (there in graph.expanded(here) and here in graph.expanded(there)), (
                one,
                other,
            )


def test_no_name_stands_for_two_things():
    for table in (SAME, SPELLED):
        named = [name for names in lines(table) for name in {each.casefold() for each in names}]
        assert len(named) == len(set(named))


def test_an_abbreviation_of_the_practice_counts_where_it_can_mean_nothing_else():
    own = [OwnMeaning("RKP", ("right knee pain",))]
    asked = ("Was the RKP treated?", "Was the right knee pain treated?")
    assert same_question(*asked, own=own)
    assert not same_question(*asked)
    two = [OwnMeaning("RKP", ("right knee pain", "right kidney pain"))]
    assert not same_question(*asked, own=two)
    shared = [*own, OwnMeaning("KPR", ("right knee pain",))]
    assert not same_question(*asked, own=shared)
    small = [OwnMeaning("it", ("intrathecal",))]
    assert not same_question("Did she get it?", "Did she get intrathecal?", own=small)


def test_where_the_practice_means_something_else_by_it_the_built_in_name_is_none():
    asked = ("Her BP?", "Her blood pressure?")
    assert same_question(*asked, own=[OwnMeaning("BP", ("blood pressure",))])
    assert not same_question(*asked, own=[OwnMeaning("BP", ("borderline personality",))])
    assert not same_question(*asked, own=[OwnMeaning("BP", ("blood pressure", "borderline personality"))])
