"""Rows: which sentences prove an answer, what a prompt holds, and which charts are never learned from."""

from __future__ import annotations

import random
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from training.order import turns
from training.rows import (
    FoundSentence,
    GoldSpan,
    Row,
    RowQuote,
    chosen,
    drawn,
    held_out_charts,
    marked,
    read_rows,
    uncovered,
    without_citations,
    write_rows,
)

DAY = date(2024, 2, 6)


def found(start: int, end: int, *, source: str = "s1", field: str = "plan") -> FoundSentence:
    return FoundSentence(source, DAY, field, start, end, "x" * (end - start))


def quote(text: str, *, gold: bool = False, day: str = "2024-02-06") -> RowQuote:
    return RowQuote(day, "plan", text, gold)


def row(name: str, *quotes: RowQuote, answer: str = "", chart: str = "c1", held_out: bool = False) -> Row:
    return Row(name, "hand", chart, "en", f"question {name}?", answer, quotes, held_out=held_out)


def one_each(_quote: RowQuote) -> int:
    return 1


@pytest.mark.parametrize(
    ("sentence", "is_gold"),
    [
        (found(10, 40), True),  # holds the quote
        (found(20, 25), True),  # lies in it
        (found(5, 25), True),  # shares more than half of the shorter
        (found(0, 17), False),  # shares two characters
        (found(15, 30, source="s2"), False),
        (found(15, 30, field="objective"), False),
    ],
)
def test_a_sentence_proves_where_it_shares_half_of_the_gold_quote(
    sentence: FoundSentence, is_gold: bool
) -> None:
    assert marked([sentence], [GoldSpan("s1", "plan", 15, 30)]) == [is_gold]


def test_gold_quotes_of_which_no_sentence_was_found_are_told() -> None:
    gold = [GoldSpan("s1", "plan", 0, 10), GoldSpan("s1", "plan", 50, 60)]
    assert uncovered([found(0, 12)], gold) == gold[1:]


def test_the_numbers_in_an_ideal_answer_are_not_kept() -> None:
    told = "Twice a day [1], down from ten [2][3] or [4, 5]."
    assert without_citations(told) == "Twice a day, down from ten or."


def test_a_prompt_as_when_answering_holds_the_best_sentences_in_the_order_of_their_days() -> None:
    quotes = [quote(f"q{n}", day=f"2024-02-{20 - n:02}", gold=n == 1) for n in range(1, 11)]
    prompt = chosen(row("a", *quotes, answer="It is so."), limit_tokens=100, cost=one_each)
    assert [one.text for one in prompt.quotes] == [f"q{n}" for n in range(8, 0, -1)]
    assert prompt.target == "8: It is so."
    assert prompt.gold == (8,)


def test_a_prompt_as_when_answering_never_takes_in_what_was_not_found() -> None:
    quotes = [quote("q1"), quote("q2"), quote("q3", gold=True)]
    prompt = chosen(row("a", *quotes, answer="It is so."), limit_tokens=2, cost=one_each)
    assert [one.text for one in prompt.quotes] == ["q1", "q2"]
    assert prompt.gold == ()


def test_what_proves_takes_the_place_of_the_last_when_learning() -> None:
    quotes = [*(quote(f"q{n}") for n in range(9)), quote("proof", gold=True)]
    prompt = drawn(row("a", *quotes, answer="So."), limit_tokens=3, cost=one_each)
    assert [one.text for one in prompt.quotes] == ["q0", "q1", "proof"]
    assert prompt.target == "3: So."


def test_a_prompt_to_learn_from_has_eight_quotes_at_most_and_all_that_prove() -> None:
    quotes = [*(quote(f"q{n}") for n in range(9)), quote("p1", gold=True), quote("p2", gold=True)]
    prompt = drawn(row("a", *quotes, answer="So."), limit_tokens=99, cost=one_each)
    assert [one.text for one in prompt.quotes] == [*(f"q{n}" for n in range(6)), "p1", "p2"]
    assert prompt.target == "7 8: So."


def test_a_silenced_row_has_its_proof_taken_out_and_answers_none() -> None:
    one = row("a", quote("q1"), quote("proof", gold=True), quote("q2"), answer="So.")
    prompt = drawn(one, limit_tokens=9, cost=one_each, silenced=True)
    assert [each.text for each in prompt.quotes] == ["q1", "q2"]
    assert prompt.target == "none"


def test_the_numbers_go_with_the_sentences_when_they_are_shuffled() -> None:
    one = row("a", *(quote(f"q{n}", gold=n == 2) for n in range(6)), answer="So.")
    seen = set()
    for seed in range(20):
        prompt = drawn(one, limit_tokens=9, cost=one_each, order=random.Random(seed))
        number = int(prompt.target.split(":")[0])
        assert prompt.quotes[number - 1].text == "q2"
        seen.add(number)
    assert len(seen) > 2


def test_a_tenth_of_the_charts_of_each_source_is_held_out_always_the_same() -> None:
    charts = {"one": [f"a{n}" for n in range(20)], "two": [f"b{n}" for n in range(6)]}
    held = held_out_charts(charts, seed=17)
    assert held == held_out_charts(charts, seed=17) != held_out_charts(charts, seed=18)
    assert len([name for name in held if name[0] == "a"]) == 2
    assert len([name for name in held if name[0] == "b"]) == 1


def test_rows_of_held_out_charts_are_refused_for_learning() -> None:
    rows = [row("a", quote("q")), row("b", quote("q"), chart="c2", held_out=True)]
    with pytest.raises(ValueError, match="held out"):
        next(turns(rows, seed=1))


def many() -> list[Row]:
    rows = []
    for number in range(30):
        chart = f"c{number % 3}"
        proof = quote(f"{chart} proof {number}", gold=True)
        others = [quote(f"{chart} q{(number + at) % 7}") for at in range(5)]
        rows.append(row(f"r{number}", proof, *others, answer="So." if number % 2 else "", chart=chart))
    return [one if one.answer else row(one.row_id, *one.quotes[1:], chart=one.chart) for one in rows]


def test_an_epoch_has_every_row_once_and_each_epoch_another_order() -> None:
    taken = [turn.row.row_id for turn in islice(turns(many(), seed=1), 60)]
    assert sorted(taken[:30]) == sorted(taken[30:]) == sorted(one.row_id for one in many())
    assert taken[:30] != taken[30:]


def test_the_order_is_that_of_the_seed() -> None:
    def prompts(seed: int) -> list[str]:
        some = (turn.chosen(one_each) for turn in islice(turns(many(), seed=seed), 25))
        return [prompt.question + prompt.target for prompt in some]

    assert prompts(1) == prompts(1) != prompts(2)


def test_some_answerable_rows_are_silenced_and_no_other() -> None:
    silenced = [turn.row for turn in islice(turns(many(), seed=1), 300) if turn.silenced]
    assert all(row.answerable for row in silenced)
    assert 15 < len(silenced) < 50
    only_proof = [row("a", quote("p", gold=True), answer="So.")]
    assert not any(turn.silenced for turn in islice(turns(only_proof, seed=1), 50))


def test_rows_come_back_from_their_file_as_they_were(tmp_path: Path) -> None:
    rows = many()
    assert write_rows(tmp_path / "new" / "rows.jsonl", rows) == 30
    assert read_rows(tmp_path / "new" / "rows.jsonl") == rows
