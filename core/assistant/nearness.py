"""Decides when what was found is no answer at all, so that "not in the record" is said rather than implied.

The measure is simple and one-sided. It speaks up only where it can say why: nothing was found, nothing that
was found shares a word or a meaning with the question, or the question asks for a kind of value (a dose, a
percentage, a size) and what was found about its subject holds none. A question whose subject is noted but
whose answer is not otherwise ends in evidence: the nearest words, quoted and dated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from core.assistant.claims import Claims
from core.assistant.quantities import Kind
from core.assistant.words import Word, words
from core.retrieval.dto import Hit

FLOOR_COSINE = 0.15
"""Below this, the starter embedder puts questions beside passages that have nothing to do with them."""

_TOPIC_LIMIT = 3
_ASKED = {
    Kind.DOSE: r"how (?:many|much) (?:milligrams?|micrograms?|mg|mcg|tablets?|pills?|puffs?|units)\b"
    r"|\b(?:what|which)\b.{0,40}\b(?:dose|doses|dosage|strength)\b|how (?:strong|high)\b.{0,20}\bdose\b"
    r"|כמה (?:מ\"ג|מק\"ג|מיליגרם|מיקרוגרם|כדורים)|(?:איזה|באיזה|מה) ה?מינון",
    Kind.SHARE: r"\bpercent(?:age)?\b|\bwhat % |אחוז",
    Kind.LENGTH: r"\bhow (?:big|wide|large)\b|מה (?:גודל|קוטר)",
    Kind.MASS: r"\bhow many (?:kilos?|kilograms?|kgs?|pounds|lbs)\b|כמה (?:ק\"ג|קילו)",
    Kind.PRESSURE: r"\b(?:blood pressure|bp)\b.{0,20}\b(?:reading|value|measurement)\b",
}
_PATTERNS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _ASKED.items()}
_NUMBER_ASKED = re.compile(
    r"\bhow (?:many|much|old|big|wide|large|high|tall|far|fast)\b"
    r"|\bwhat (?:year|percentage|number)\b|כמה|באיזו שנה",
    re.IGNORECASE,
)
_KIND_WORDS = frozenset(
    form
    for word in words(
        "dose dosage strength percentage percent reading value measurement milligram microgram tablet pill "
        "puff unit kilo kilogram pound big wide large last latest most recent new "
        "מינון אחוז גודל קוטר אחרון"
    )
    for form in word.forms
)


def why_not_in_record(question: str, hits: Sequence[Hit], *, by_meaning: bool) -> str | None:
    """A code when nothing near enough was found, else None.

    `nothing_found`, `nothing_near`, `value_not_found`, or `nothing_found_by_words` when only words could be
    compared (`by_meaning` false: the hits carry no cosines), which proves less.
    """
    if not hits:
        return "nothing_found" if by_meaning else "nothing_found_by_words"
    noted = [Claims(hit.passage.text) for hit in hits]
    asked = Claims(question).terms
    if not any(not term.forms.isdisjoint(claims.forms) for term in asked for claims in noted):
        nearest = max((hit.dense for hit in hits if hit.dense is not None), default=-1.0)
        if not by_meaning:
            return "nothing_found_by_words"
        if nearest < FLOOR_COSINE:
            return "nothing_near"
    kind = asked_kind(question)
    if kind is not None and not _value_found(kind, _topic(asked), noted):
        return "value_not_found"
    return None


def asks_for_number(question: str) -> bool:
    """Whether an answer without any number cannot be one."""
    return asked_kind(question) is not None or _NUMBER_ASKED.search(question) is not None


def asked_kind(question: str) -> Kind | None:
    """The kind of value a question asks for, where its wording leaves no doubt."""
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.search(question)), None)


def _topic(asked: list[Word]) -> list[Word]:
    return [term for term in asked if term.forms.isdisjoint(_KIND_WORDS)]


def _value_found(kind: Kind, topic: list[Word], noted: list[Claims]) -> bool:
    """Whether a passage holds such a value: one about the topic, if all of a short topic is noted."""
    about = [claims for claims in noted if topic and all(not t.forms.isdisjoint(claims.forms) for t in topic)]
    return _any_of(kind, about if about and len(topic) <= _TOPIC_LIMIT else noted)


def _any_of(kind: Kind, noted: Iterable[Claims]) -> bool:
    return any(quantity.kind == kind for claims in noted for quantity in claims.quantities)
