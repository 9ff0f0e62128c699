"""What of an answer is counted, by how it came about."""

from __future__ import annotations

from dataclasses import replace

from core.assistant.dto import Answer, Sentence, Timings, Usage
from core.assistant.measuring import count_answer
from core.metrics.metrics import Metrics
from tests.fakes.assistant import answer_of


def counted(**changes: object) -> tuple[dict, dict]:
    sentence = Sentence("It was stopped.", (), True)
    answer: Answer = answer_of("Why?", (), (sentence,))
    answer = replace(
        answer,
        **{  # type: ignore[arg-type]
            "withheld": (sentence, sentence),
            "timings": Timings(200.0, 900.0, 2000.0),
            "usage": Usage(700, 40, 3),
            "cached": False,
            "mode": "written",
        }
        | changes,
    )
    metrics = Metrics()
    count_answer(metrics, answer)
    (day,) = metrics.days()
    return {name: each.sum_s for name, each in day.durations.items()}, dict(day.counters)


def test_a_written_answer():
    durations, counters = counted()
    assert durations == {"retrieve": 0.2, "first_token": 0.9}
    assert counters == {
        "cache_misses": 1,
        "sentences_shown": 1,
        "sentences_withheld": 2,
        "prompt_tokens": 700,
        "output_tokens": 40,
        "truncated_passages": 3,
    }


def test_an_answer_given_again_is_a_hit_and_counted_once():
    assert counted(cached=True, timings=Timings(1.0, None, 2.0)) == ({}, {"cache_hits": 1})


def test_an_answer_without_the_scores_of_its_sentences_is_counted():
    assert counted(unscored=True)[1]["unscored_answers"] == 1
    assert "unscored_answers" not in counted()[1]


def test_a_lookup_is_neither_hit_nor_miss():
    durations, counters = counted(mode="lookup", timings=Timings(10.0, None, 20.0))
    assert durations == {"lookup": 0.02}
    assert not {"cache_hits", "cache_misses"} & set(counters)
