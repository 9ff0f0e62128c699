"""Counts an answer in the metrics: numbers only, once it is stored."""

from __future__ import annotations

from core.assistant.dto import Answer
from core.metrics.metrics import Metrics


def count_answer(metrics: Metrics, answer: Answer) -> None:
    """Sources, sentences, tokens and the parts of its time."""
    if answer.mode == "lookup":
        metrics.observe("lookup", answer.timings.total_ms / 1000)
    else:
        metrics.count("cache_hits" if answer.cached else "cache_misses")
    if answer.cached:
        # Its sources and sentences were counted when it was first made.
        return
    if answer.mode != "lookup":
        metrics.observe("retrieve", answer.timings.find_ms / 1000)
    if answer.timings.first_token_ms is not None:
        metrics.observe("first_token", answer.timings.first_token_ms / 1000)
    metrics.count("sources_found", len(answer.sources))
    metrics.count("sources_used", sum(source.used for source in answer.sources))
    metrics.count("sentences_shown", len(answer.sentences))
    metrics.count("sentences_withheld", len(answer.withheld))
    metrics.count("prompt_tokens", answer.usage.prompt_tokens)
    metrics.count("output_tokens", answer.usage.output_tokens)
    metrics.count("truncated_passages", answer.usage.truncated_passages)
    metrics.count("unscored_answers", answer.unscored)
