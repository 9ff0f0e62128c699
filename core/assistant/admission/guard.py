"""The first step of asking: a typed question becomes plain, bounded text, or is refused.

It is the outermost of several defences and the only heuristic one. What a question or a note could achieve is
bounded by the later ones: the scope is applied before ranking, the model has no tools, its grammar has no
links, and every sentence is checked against the words it cites.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from core.assistant.admission.injection_patterns import InjectionKind, suspicion_in
from core.assistant.admission.obfuscation import is_encoded, readings
from core.errors import InputRefused, PromptInjectionBlocked
from core.retrieval.dto import QUESTION_LIMIT_CHARS

_REMOVED_CATEGORIES = frozenset({"Cf", "Cs", "Co", "Cn"})
_UNSEEN = (
    frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u3164\uffa0")
    | {chr(point) for point in range(0xFE00, 0xFE10)}
    | {chr(point) for point in range(0xE0100, 0xE01F0)}
)
"""Invisible letters and marks that could hide words from a reader of the question."""

_MEANT_AS_TYPED = ("<super>", "<sub>", "<fraction>", "<circle>")
"""Compatibility forms with a meaning of their own: `10⁹` is not `109`."""

_RAW_TIMES = 4
"""Raw text may be this many times the limit before cleaning: one character may expand to eighteen."""

_HIDDEN_LIMIT = 8
"""No question has this many characters carrying hidden bytes: a flag emoji has six."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A question that may be searched for. A `doubtful` one may be an order, so no model reads it."""

    text: str
    doubtful: bool = False


def check_question(raw: str) -> Checked:
    """`raw` as `clean_question` gives it.

    Raises what `clean_question` raises, and `PromptInjectionBlocked` (its code is a value of `InjectionKind`)
    for text that addresses the assistant instead of asking about the record. Text that may be about a person
    is admitted as doubtful.
    """
    _refuse_a_paste(raw)
    if sum(_carries_bytes(char) for char in raw) > _HIDDEN_LIMIT:
        raise PromptInjectionBlocked(InjectionKind.HIDDEN.value)
    question = clean_question(raw)
    suspicions = [found for reading in readings(question) if (found := suspicion_in(reading)) is not None]
    for found in suspicions:
        if found.certain:
            raise PromptInjectionBlocked(found.kind.value)
    if is_encoded(question):
        raise PromptInjectionBlocked(InjectionKind.ENCODED.value)
    return Checked(question, doubtful=bool(suspicions))


def may_be_an_order(text: str) -> bool:
    """Whether a cleaned text may address the assistant; for questions completed from earlier turns."""
    return any(suspicion_in(reading) is not None for reading in readings(text))


def clean_question(raw: str) -> str:
    """`raw` without control, zero-width, tag and direction-override characters, white space made single
    spaces, letters in their plain form (wide and mathematical ones among them).

    Raises `InputRefused` with `empty_question` when no letter or digit is left, `question_too_long` (with
    `limit` and `length` in characters) when too much is.
    """
    _refuse_a_paste(raw)
    question = " ".join(_visible(raw).split())
    while (again := " ".join(_visible(question).split())) != question:
        question = again
    if not any(char.isalnum() for char in question):
        raise InputRefused("empty_question")
    if len(question) > QUESTION_LIMIT_CHARS:
        raise InputRefused("question_too_long", limit=QUESTION_LIMIT_CHARS, length=len(question))
    return question


def _refuse_a_paste(raw: str) -> None:
    """Runs before any per-character work: cleaning a pasted book takes minutes."""
    if len(raw) > _RAW_TIMES * QUESTION_LIMIT_CHARS:
        raise InputRefused("question_too_long", limit=QUESTION_LIMIT_CHARS, length=len(raw))


def seen(text: str) -> str:
    """`text` without invisible characters: zero-width, tag, direction and control characters."""
    return "".join(_kept(char) for char in text)


def _visible(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    return unicodedata.normalize("NFC", seen("".join(_plain(char) for char in composed)))


def _plain(char: str) -> str:
    """The ordinary form of a letter that only looks different."""
    form = unicodedata.decomposition(char)
    if not form.startswith("<") or form.startswith(_MEANT_AS_TYPED) or char in _UNSEEN:
        return char
    plain = unicodedata.normalize("NFKC", char)
    # `´` would become a space and a mark, `№` the word "No".
    return char if plain.startswith(" ") or char == "№" else plain


def _kept(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cc":
        # Newlines and tabs separate words; the other controls never occur in a word on purpose.
        return " " if char.isspace() else ""
    return "" if category in _REMOVED_CATEGORIES or char in _UNSEEN else char


def _carries_bytes(char: str) -> bool:
    return 0xE0000 <= ord(char) <= 0xE01EF
