"""How attempts to redirect the assistant are worded in a question, in English and Hebrew.

Clinicians use the same words about people: somebody *ignores instructions*, *acts out*, *pretends*,
*forgets*. The difference is whom the verb is said to. So a verb counts where a command begins (at the start
of a clause, after *please*, after *you must*), and a noun where it names what only a program has. What
is asked about a person by its form (*did she …*, *told to say "…"*) is not said to the program for sure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
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


_SHOWN_BY_FORM = frozenset({Attempt.FORGED})

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


_ALWAYS = re.compile(r"\bsystem[_ ]?prompts?\b|\bprompt injection\b|\bdeveloper message\b")
"""What no question about a chart holds, however it is put."""
_UNSURE = re.compile("|".join(f"(?:{pattern})" for pattern in (*english.UNSURE, *hebrew.UNSURE)))
_NOT_SAID_TO_IT = re.compile(f"{english.REPORTED}|{english.ABOUT_SOMEBODY}|{hebrew.ABOUT_SOMEBODY}")


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What a text seems to try; not `certain` where it may as well be said of a person."""

    attempt: Attempt
    certain: bool


def attempt_in(reading: str) -> Suspicion | None:
    """What a folded text (see `core.assistant.admission.disguises`) tries, None for an ordinary question."""
    attempt = _first_in(reading)
    if attempt is None:
        return Suspicion(Attempt.OVERRIDE, certain=False) if _UNSURE.search(reading) else None
    if attempt in _SHOWN_BY_FORM or _ALWAYS.search(reading):
        return Suspicion(attempt, certain=True)
    sure = _first_in(_NOT_SAID_TO_IT.sub(" . ", reading))
    return Suspicion(sure or attempt, certain=sure is not None)


def _first_in(reading: str) -> Attempt | None:
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.search(reading)), None)
