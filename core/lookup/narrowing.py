"""The visit to which a question is limited: "what did she say about her knee **at the last visit**?"."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from core.lookup.chart import LookupChart
from core.lookup.dto import Line, Lookup
from core.lookup.parsing import language_of
from core.lookup.question_words import Phrase, phrases, words_of
from core.lookup.visits import chosen
from core.sources.dto import SearchScope

_BEFORE = frozenset("at in during on of from".split())
"""Prepositions before the visit; `since the last visit` is about what came after it."""
_LEADING = frozenset("the her his their this that our my".split())
_VISITS = frozenset({"thing.visit", "thing.appointment"})
_FEWEST_LEFT = 2
"""The least number of words that must remain to search for."""


def limiting(text: str) -> tuple[str, frozenset[str]] | None:
    """The question without the visit that limits it, and the slots of that visit; None if there is none."""
    every = phrases(text)
    for place in range(len(every) - 1):
        phrase = every[place : place + 2]
        if not _names_a_visit(phrase):
            continue
        start = _start(text, every, place)
        if start is None:
            continue
        rest = " ".join((text[:start] + " " + text[phrase[-1].end :]).split()).lstrip(",;: ")
        if len(words_of(rest)) >= _FEWEST_LEFT:
            return rest, frozenset(slot for each in phrase for slot in each.slots)
    return None


def narrowed(text: str, slots: frozenset[str], chart: LookupChart, scope: SearchScope) -> SearchScope | None:
    """`scope` limited to the day of the visit; None if there is no such visit."""
    found = chosen(Lookup("visit_when", slots, language_of(text)), chart)
    if isinstance(found, Line):
        return None
    (visit,) = found[1]
    return dataclasses.replace(scope, since=visit.date, until=visit.date)


def _names_a_visit(phrase: Sequence[Phrase]) -> bool:
    """An order and a visit, in either sequence, depending on the language."""
    kinds = [{slot.split(".")[0] for slot in each.slots} - {"also"} for each in phrase]
    visits = {slot for each in phrase for slot in each.slots if slot.startswith("thing.")}
    if len(visits) != 1 or not visits <= _VISITS:
        return False
    return sorted(map(sorted, kinds)) == [["order"], ["thing"]]


def _start(text: str, every: Sequence[Phrase], place: int) -> int | None:
    """The start of the words that introduce the visit; None if they say more than that."""
    start = every[place].start
    if any("\u05d0" <= char <= "\u05ea" for char in text[start : every[place].end]):
        # In Hebrew the preposition is a letter of the word: only `in` and `from` limit.
        return start if text[start] in "במ" else None
    while place:
        before = text[every[place - 1].start : every[place - 1].end].casefold()
        if before in _BEFORE:
            return every[place - 1].start
        if before not in _LEADING:
            return None
        place -= 1
    return start
