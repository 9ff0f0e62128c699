"""Which sentences are evidence, which of them are quoted, and when nothing is near."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.assistant.evidence import PASSAGES_READ_CLOSELY, rank_evidence
from core.assistant.nearness import asked_kind, asks_for_number, why_not_in_record
from core.assistant.quantities import Kind
from core.assistant.quoting import (
    QUOTE_CHARS,
    QUOTES_OF_A_CLIENT,
    choose_quotes,
    day_text,
    joined,
    quote_line,
)
from core.cancel import CancelToken
from core.errors import Cancelled, EmbeddingError
from core.ids import ClientId, new_id
from tests.fakes.engine import FakeEngine
from tests.fakes.search import hits_of, passage_of

KNEE = passage_of(
    "Right knee pain. Ibuprofen 600 mg every 6 hours was advised.\nFollow up in a week.", start=12
)
SLEEP = passage_of("Sleeps well. Works as a teacher.", day=date(2023, 1, 2), field="subjective")


@pytest.fixture
def embedder() -> FakeEngine:
    return FakeEngine(started=True)


def test_the_sentence_that_shares_words_and_meaning_comes_first(embedder):
    first, *_ = rank_evidence(
        "What dose of ibuprofen was advised?", hits_of([SLEEP, KNEE]), embedder=embedder
    )
    assert first.number == 2
    assert first.span.text == "Ibuprofen 600 mg every 6 hours was advised."
    assert first.span.start == 12 + KNEE.text.index("Ibuprofen")
    assert first.matched == ("ibuprofen", "advised")


def test_only_the_best_passages_are_read_closely(embedder):
    passages = [passage_of(f"Sentence of passage {n}.") for n in range(PASSAGES_READ_CLOSELY + 3)]
    rank_evidence("Which sentence?", hits_of(passages), embedder=embedder)
    assert len(embedder.embedded) == 1 + PASSAGES_READ_CLOSELY


def test_without_an_embedder_or_when_it_fails_words_decide(embedder):
    question, hits = "What dose of ibuprofen was advised?", hits_of([SLEEP, KNEE])
    embedder.fail_embeds(EmbeddingError("engine_crashed"))
    failed = rank_evidence(question, hits, embedder=embedder)
    assert failed == rank_evidence(question, hits, embedder=None)
    assert failed[0].number == 2


def test_a_stop_while_ranking_is_passed_on(embedder):
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        rank_evidence("dose?", hits_of([KNEE]), embedder=embedder, cancel=cancel)


def test_a_quote_has_its_neighbours_and_is_exact():
    hits = hits_of([KNEE])
    (quote,) = choose_quotes(rank_evidence("ibuprofen dose", hits, embedder=None), hits, whole_practice=False)
    assert quote.span.text == KNEE.text
    long = passage_of("Ibuprofen 600 mg. " + "A sentence of no use at all. " * 30)
    hits = hits_of([long])
    (quote,) = choose_quotes(rank_evidence("ibuprofen dose", hits, embedder=None), hits, whole_practice=False)
    assert "Ibuprofen 600 mg." in quote.span.text
    assert len(quote.span.text) <= QUOTE_CHARS
    assert long.text[quote.span.start : quote.span.end] == quote.span.text


def test_a_client_gets_few_quotes_one_a_passage():
    hits = hits_of([passage_of(f"Ibuprofen {n} mg. Ibuprofen again.") for n in range(9)])
    quotes = choose_quotes(rank_evidence("ibuprofen", hits, embedder=None), hits, whole_practice=False)
    assert len(quotes) == len({quote.number for quote in quotes}) == QUOTES_OF_A_CLIENT


def test_the_best_is_quoted_however_far_it_is():
    hits = hits_of([KNEE])
    far = [replace(one, score=-0.2) for one in rank_evidence("pancreatitis", hits, embedder=None)]
    assert len(choose_quotes(far, hits, whole_practice=False)) == 1


def test_a_practice_is_quoted_client_by_client_first():
    crowd, lone = ClientId(new_id()), ClientId(new_id())
    hits = hits_of(
        [passage_of("Ibuprofen.", client_id=crowd) for _ in range(3)]
        + [passage_of("Ibuprofen.", client_id=lone)]
    )
    quotes = choose_quotes(rank_evidence("ibuprofen", hits, embedder=None), hits, whole_practice=True)
    assert [hits[quote.number - 1].passage.client_id for quote in quotes] == [crowd, lone, crowd, crowd]


def test_a_quote_is_written_with_its_date():
    hits = hits_of([KNEE])
    (quote,) = choose_quotes(rank_evidence("knee pain", hits, embedder=None), hits, whole_practice=False)
    line = quote_line(quote, KNEE, client_name=None)
    assert line.text.startswith("7 Apr 2024, plan: “Right knee pain. Ibuprofen")
    assert "\n" not in line.text
    assert joined([line, line], "\n") == f"{line.text} [1]\n{line.text} [1]"
    assert quote_line(quote, KNEE, client_name="Byron, Ada").text.startswith("Byron, Ada, 7 Apr 2024, plan")
    assert day_text(None) == "client record"


@pytest.mark.parametrize(
    ("question", "texts", "dense", "reason"),
    [
        ("What dose?", [], 0.9, "nothing_found"),
        ("Pancreatitis?", ["Sleeps well."], 0.05, "nothing_near"),
        ("Pancreatitis?", ["Sleeps well."], 0.4, None),
        ("Pancreatitis?", ["Sleeps well."], None, "nothing_found_by_words"),
        ("Pancreatitis?", [], None, "nothing_found_by_words"),
        ("Does she sleep?", ["Sleeps well."], 0.05, None),
        ("What strength is her digoxin?", ["Ibuprofen, digoxin.", "Aspirin 81 mg."], 0.5, "value_not_found"),
        ("What strength is her digoxin?", ["Digoxin 125 mcg daily."], 0.5, None),
        ("What percentage was his EF after the attack?", ["Heart attack in May."], 0.5, "value_not_found"),
        ("How big was her kidney stone?", ["Kidney stone. Lost 3 kg."], 0.5, "value_not_found"),
        ("How big was her kidney stone?", ["A kidney stone of 3 mm."], 0.5, None),
        ("Last blood pressure reading?", ["Monitors his blood pressure."], 0.5, "value_not_found"),
        ("Last blood pressure reading?", ["Blood pressure 120/70."], 0.5, None),
        ('כמה מ"ג אקמול היא נוטלת?', ["נוטלת אקמול לפי צורך"], 0.5, "value_not_found"),
        ('כמה מ"ג אקמול היא נוטלת?', ['אקמול 500 מ"ג'], 0.5, None),
    ],
)
def test_when_nothing_near_enough_was_found(question, texts, dense, reason):
    hits = hits_of([passage_of(text) for text in texts], dense=dense)
    assert why_not_in_record(question, hits, by_meaning=dense is not None) == reason


def test_the_kind_of_value_is_read_from_plain_wordings_only():
    assert asked_kind("How many milligrams of gabapentin?") is Kind.DOSE
    assert asked_kind("When was she last seen?") is None
    assert asks_for_number("How old was she?")
    assert not asks_for_number("Which drug did she stop?")
