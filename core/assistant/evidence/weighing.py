"""Adds up what speaks for a chart being silent on a question, and says what weighed most.

The weights are a logistic regression over questions that charts answer and questions that they do not, in
English and Hebrew (decision 0029 has the figures). They are a table so that they can be read: a sign that is
not there adds nothing, and without any sign nothing is ever refused.
"""

from __future__ import annotations

from collections.abc import Mapping

BASE = -1.35
ENOUGH = -0.3
"""From this sum on a question is refused: some 2 in 100 of those that development charts answer reach it."""
HINT = 0.8
"""Too little to refuse alone: what is asked may be written in ways that no list knows."""
WEIGHTS: dict[str, float] = {
    "drug_absent": 0.81,
    "term_absent": 0.70,
    "named_absent_of_few": 0.79,
    "nothing_mentioned": 1.39,
    "nothing_mentioned_value": 0.63,
    "nothing_mentioned_yes_no": 0.61,
    "test_absent": 1.15,
    "absent_share": 0.71,
    "words_absent": -1.24,
    "only_words_asked": -0.88,
    "open": -0.67,
    "value_missing": 2.99,
    "value_missing_words": 1.39,
    "unreported": 2.61,
    "valueless": 1.80,
    "class_only": 1.80,
    "nobody": 1.80,
    "of_another": 2.40,
    "parts_apart": HINT,
    "other_side": 1.80,
    "undated": 1.80,
    "unnamed": HINT,
    "unshown": HINT,
    "unpictured": HINT,
    "untold": 1.80,
    "untold_hint": HINT,
    "value_missing_hint": HINT,
}
"""Of the last three there were too few examples to tell; each is set so that it suffices alone. Everyday
words may be said otherwise in a note: they speak against a refusal."""
_REASONS = {
    "value_missing": "value_not_found",
    "value_missing_words": "value_not_found",
    "valueless": "value_not_found",
    "class_only": "value_not_found",
    "nobody": "value_not_found",
    "of_another": "value_not_found",
    "parts_apart": "value_not_found",
    "other_side": "value_not_found",
    "undated": "value_not_found",
    "unnamed": "value_not_found",
    "unreported": "awaited",
    "unshown": "awaited",
    "unpictured": "value_not_found",
    "untold": "value_not_found",
    "untold_hint": "value_not_found",
    "value_missing_hint": "value_not_found",
}
"""What the sign is called towards the person; every other is a word that is not mentioned."""


def reason(signs: Mapping[str, float]) -> str | None:
    """`not_mentioned`, `value_not_found` or `awaited` when the signs suffice, else None."""
    parts = {name: weight * signs.get(name, 0.0) for name, weight in WEIGHTS.items()}
    if BASE + sum(parts.values()) < ENOUGH:
        return None
    absence = sum(part for name, part in parts.items() if name not in _REASONS)
    name, most = max(((name, parts[name]) for name in _REASONS), key=lambda one: one[1])
    return _REASONS[name] if most >= absence else "not_mentioned"
