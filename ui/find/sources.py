"""What was found, as the source that a chart opens at."""

from __future__ import annotations

from core.assistant.dto import Source
from core.clients.dto import Client
from core.retrieval.dto import Hit


def source_of(hit: Hit, client: Client) -> Source:
    """The passage from its first marked word to its last; all of it where it was found by meaning."""
    passage = hit.passage
    spans = [span for span in hit.marks if 0 <= span[0] < span[1] <= len(passage.text)]
    start = min((span[0] for span in spans), default=0)
    end = max((span[1] for span in spans), default=len(passage.text))
    return Source(
        number=hit.rank,
        used=False,
        usage_reason="",
        quote=passage.text[start:end],
        quote_start=passage.start + start,
        quote_end=passage.start + end,
        verified=True,
        passage=passage,
        client_name=client.details.display_name,
        score=hit.score,
        dense=hit.dense,
        lexical=hit.lexical,
    )
