"""How attempts to redirect the assistant are worded in a question, in English and Hebrew.

Clinicians use the same words about people: somebody *ignores instructions*, *acts out*, *pretends*,
*forgets*. The difference is whom the verb is said to. So a verb counts where a command begins (at the start
of a clause, after *please*, after *you must*), and a noun where it names what only a program has.
"""

from __future__ import annotations

import re
from enum import StrEnum

from core.assistant.admission import attempts_english as english
from core.assistant.admission import attempts_hebrew as hebrew


class Attempt(StrEnum):
    """What an attempt is after; each value is the code of an error."""

    OVERRIDE = "question_overrides"
    ROLE_PLAY = "question_role_play"
    LEAK = "question_prompt_leak"
    FORGED = "question_forged_marks"
    EXFILTRATION = "question_exfiltration"
    DICTATED = "question_dictates"
    ENCODED = "question_encoded"
    HIDDEN = "question_hidden_text"


_TABLE = {
    Attempt.FORGED: (*english.FORGED, *hebrew.FORGED),
    Attempt.LEAK: (*english.LEAK, *hebrew.LEAK),
    Attempt.OVERRIDE: (*english.OVERRIDE, *hebrew.OVERRIDE),
    Attempt.ROLE_PLAY: (*english.ROLE, *hebrew.ROLE),
    Attempt.EXFILTRATION: (*english.EXFILTRATION, *hebrew.EXFILTRATION),
    Attempt.DICTATED: (*english.DICTATED, *hebrew.DICTATED),
}
_PATTERNS = {
    kind: re.compile("|".join(f"(?:{pattern})" for pattern in table)) for kind, table in _TABLE.items()
}


def attempt_in(reading: str) -> Attempt | None:
    """What a folded text (see `core.assistant.admission.disguises`) tries, None for an ordinary question."""
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.search(reading)), None)
