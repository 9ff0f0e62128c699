"""The measured names. The sets are closed, so that user input can never become a name in a file."""

from __future__ import annotations

import re
from typing import Literal, get_args

Operation = Literal[
    "ask",
    "find",
    "save",
    "unlock",
    "lookup",
    "retrieve",
    "first_token",
    "embed",
    "embed_batch",
    "generate",
    "read",
    "answer_odds",
]
"""`ask` to the stored answer; `lookup` an answer from structure or facts; `retrieve` the search inside an
answer; `embed` of a question, `embed_batch` for the index; `generate` of the model alone, `read` of the
quotes by a model that was trained for it, `answer_odds` of sentences by the cross-encoder."""
OPERATIONS: tuple[Operation, ...] = get_args(Operation)
COUNTED_FOR_ERRORS: tuple[Operation, ...] = (
    "ask",
    "find",
    "save",
    "unlock",
    "embed",
    "embed_batch",
    "generate",
)
"""Operations that count for the error rate; the others are parts of them."""

Counter = Literal[
    "starts",
    "unclean_ends",
    "bugs",
    "cache_hits",
    "cache_misses",
    "sentences_shown",
    "sentences_withheld",
    "sources_found",
    "sources_used",
    "prompt_tokens",
    "output_tokens",
    "truncated_passages",
    "unscored_answers",
    "retries",
    "breaker_openings",
    "blocked_prompts",
    "rate_limited",
]
COUNTERS: tuple[Counter, ...] = get_args(Counter)

BUDGETS_S: dict[Operation, float] = {"ask": 8.0, "find": 1.0, "save": 0.15, "unlock": 3.0}
"""The limit for 95 of 100, in seconds; each is a bucket's bound, so that it is exact."""

CODE = re.compile(r"[a-z][a-z0-9_]{0,47}")
"""The form of an error code; anything else is counted as `other`."""
OTHER_CODE = "other"
