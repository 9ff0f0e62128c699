"""A trained reader is given single sentences, the best ones, in the order that it was trained with."""

from __future__ import annotations

from dataclasses import replace

from core.assistant.reader import quotes as module
from core.assistant.reader.quotes import quotes_to_read
from core.sources.dto import SearchScope
from tests.fakes.engine import FakeEngine
from tests.fakes.search import DAY, passage_of
from tests.unit.core.assistant.reader.made import ADA, found, ranked
from training.rows import Row, RowQuote, chosen, drawn

WINDOW = 4096


def told(what, **options) -> str:
    chosen = quotes_to_read(what, ranked(what), FakeEngine(), window=options.pop("window", WINDOW))
    assert chosen is not None
    return str(chosen.messages[-1].content)


def test_sentences_stand_in_the_order_of_their_days_under_numbers_of_their_own():
    what = found()
    chosen = quotes_to_read(what, ranked(what), FakeEngine(), window=WINDOW)
    assert chosen is not None
    assert chosen.messages[-1].content == (
        "Question: What dose of ibuprofen?\n"
        "2023-05-01 plan: Sleeps five hours a night. [1]\n"
        "2023-05-01 plan: Denies pain. [2]\n"
        "2024-01-02 subjective: She works as a teacher. [3]\n"
        "2024-04-07 plan: Ibuprofen 600 mg every 6 hours was advised. [4]\n"
        "Question: What dose of ibuprofen?"
    )
    assert chosen.sources == {1: 3, 2: 3, 3: 2, 4: 1}


def test_whose_words_they_are_is_said_over_the_practice():
    what = replace(found(), scope=SearchScope())
    assert "Ada Byron 2024-01-02 subjective: She works as a teacher. [3]" in told(what)


def test_only_the_best_eight_are_read():
    many = [passage_of(f"Aspirin {n} mg with food.", client_id=ADA) for n in range(1, 13)]
    text = told(found("What dose of aspirin?", *many))
    assert "[8]" in text
    assert "[9]" not in text


def test_a_sentence_of_two_overlapping_passages_is_read_once():
    first = passage_of("Takes aspirin. Sleeps well.", client_id=ADA)
    again = replace(first, text="Takes aspirin.", end=len("Takes aspirin."))
    assert told(found("Aspirin?", first, again)).count("Takes aspirin.") == 1


def test_the_weakest_leave_where_there_is_no_room(monkeypatch):
    monkeypatch.setattr(module, "PROMPT_TOKENS", 50)
    text = told(found())
    assert "600 mg" in text
    assert text.count("[") < 4


def test_the_best_is_read_as_long_as_the_window_holds_it(monkeypatch):
    monkeypatch.setattr(module, "PROMPT_TOKENS", 5)
    assert "\n2024-04-07 plan: Ibuprofen 600 mg every 6 hours was advised. [1]\n" in told(found())
    what = found()
    assert quotes_to_read(what, ranked(what), FakeEngine(), window=60) is None
    assert quotes_to_read(what, (), FakeEngine(), window=WINDOW) is None


def test_of_one_day_they_stand_by_field_as_in_training():
    """Where a quote stands is to tell as little of its rank as it did when the reader was trained."""
    texts = {"subjective": "Aspirin 2 mg.", "objective": "Aspirin 3 mg.", "plan": "Aspirin 1 mg daily dose."}
    what = found(
        "What dose of aspirin?",
        *(passage_of(text, client_id=ADA, field=field) for field, text in texts.items()),
    )
    answering = [line[:-4].split(": ", 1)[1] for line in told(what).splitlines()[1:-1]]
    assert answering == [texts[field] for field in ("objective", "plan", "subjective")]
    best_first = tuple(
        RowQuote(DAY.isoformat(), what.passage(one.number).field, one.span.text) for one in ranked(what)
    )
    row = Row("a", "hand", "c1", "en", what.question, "", best_first)
    learned = drawn(row, limit_tokens=400, cost=lambda quote: 1)
    measured = chosen(row, limit_tokens=400, cost=lambda quote: 1)
    assert [one.text for one in learned.quotes] == [one.text for one in measured.quotes] == answering
