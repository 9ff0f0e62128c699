"""Of which relative something is said: `her brother has diabetes` is not so because her mother has it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from core.assistant.verification.reading.claims import Claims
from core.assistant.verification.reading.clauses import CLAUSE_END, SENTENCE_END, around
from core.assistant.verification.reading.words import Word
from core.modality import Modality

_RELATIVES = {
    name: re.compile(rf"\b(?:{english})\b|(?<![א-ת])[ולבשמה]{{0,2}}(?:{hebrew})(?![א-ת])", re.IGNORECASE)
    for name, english, hebrew in (
        ("mother", "mothers?(?![- ]in[- ]law)|mom|mum", "אמו|אמה|אימו|אימה|אמא|אימא|אם המטופלת?"),
        ("father", "fathers?(?![- ]in[- ]law)|dad", "אביו|אביה|אבא|אבי המטופלת?"),
        ("brother", "(?<!half-)(?<!step-)(?<!foster )brothers?(?![- ]in[- ]law)", "אחיו|אחיה|אחי המטופלת?"),
        ("sister", "(?<!half-)(?<!step-)(?<!foster )sisters?(?![- ]in[- ]law)", "אחותו|אחותה|אחות המטופלת?"),
        ("grandmother", "grandmothers?", "סבתו|סבתה|סבתא"),
        ("grandfather", "grandfathers?", "סבו|סבה|סבא"),
        ("aunt", "aunts?", "דודתו|דודתה"),
        ("uncle", "uncles?", "דודו|דודה"),
        ("son", "sons?", "בנו|בנה"),
        ("daughter", "daughters?", "בתו|בתה"),
        (
            "in-law",
            "(?:mother|father|brother|sister|son|daughter)s?[- ]in[- ]law",
            "חמותו|חמותה|גיסו|גיסה|גיסתו|גיסתה",
        ),
        (
            "step",
            "(?:step|half|foster)[- ]?(?:mother|father|brother|sister|son|daughter)s?",
            "אחיו החורג|אמו החורגת",
        ),
        ("cousin", "cousins?", "בן דודו|בן דודה|בת דודתו|בת דודתה"),
        ("niece", "nieces?", "אחייניתו|אחייניתה"),
        ("nephew", "nephews?", "אחיינו|אחיינה"),
        ("friend", "(?:boy|girl)?friends?", "חברו|חברתו|חברתה"),
        ("neighbour", "neighbou?rs?", "שכנו|שכנתו|שכנתה"),
        ("spouse", "wife|husband|spouse|partner", "אשתו|בעלה"),
    )
}
_AND = re.compile(r"\s?(?:,|and|or|,? and)?\s(?:(?:her|his|both|a|the|maternal|paternal) )*", re.IGNORECASE)
_AT_THE_RELATIVE = re.compile(r"(?<![א-ת])(?:אצל|של) ה?(?P<name>אם|אב|אח|אחות|סבא|סבתא)(?![א-ת])")
_AT = {"אם": "mother", "אב": "father", "אח": "brother", "אחות": "sister", "סבא": "grandfather",
       "סבתא": "grandmother"}  # fmt: skip


def of_another_relative(stated: Claims, noted: Claims) -> bool:
    """Whether a word is said of one relative here and only of others there, or of a relative only there."""
    there = _relatives(noted.text)
    if not there:
        return False
    here = _relatives(stated.text)
    named = {(start, end) for _, start, end in here}
    for term in stated.terms:
        if any(start <= term.start < end for start, end in named):
            continue
        whose = _whose(stated.text, here, term)
        same = [word for word in noted.words if word.same_as(term)]
        mentions = [_whose(noted.text, there, word) for word in same]
        if (
            whose is not None
            and mentions
            and not any(whose in _beside(noted.text, there, one) for one in mentions)
        ):
            return True
        if whose is not None and whose not in mentions:
            continue
        denied = [(one, _denied(noted, word)) for one, word in zip(mentions, same, strict=True)]
        if len({one for one, _ in denied}) > 1 and (whose, _denied(stated, term)) not in denied:
            return True
        hebrew = mentions and not term.text.isascii()
        if whose is None and hebrew and None not in mentions:
            return True
    return False


def _relatives(text: str) -> list[tuple[str, int, int]]:
    found = [(name, *one.span()) for name, pattern in _RELATIVES.items() for one in pattern.finditer(text)]
    found += [(_AT[one["name"]], *one.span()) for one in _AT_THE_RELATIVE.finditer(text)]
    return sorted(found, key=lambda one: one[1])


def _beside(text: str, relatives: Sequence[tuple[str, int, int]], name: str | None) -> set[str | None]:
    """A relative with those named in one breath: `her father and her uncle`."""
    found: set[str | None] = {name}
    for (one, _, end), (other, start, _) in pairwise(relatives):
        if _AND.fullmatch(text, end, start) and {one, other} & found:
            found |= {one, other}
    return found


def _denied(claims: Claims, word: Word) -> bool:
    return Modality.NEGATED in claims.modalities.of(word)


def _whose(text: str, relatives: Sequence[tuple[str, int, int]], word: Word) -> str | None:
    """The relative named last before a word in its sentence; in Hebrew else first after it in its clause."""
    start, end = around(SENTENCE_END, text, word.start)
    before = [name for name, at, _ in relatives if start <= at <= word.start]
    if before:
        return before[-1]
    if word.text.isascii():
        return None
    start, end = around(CLAUSE_END, text, word.start)
    return next((name for name, at, _ in relatives if word.start < at < end), None)
