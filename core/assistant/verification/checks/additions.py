"""Small words that a sentence must not add, and exceptions and limits that it must not omit.

`All vaccines given except for shingles` contains every content word of `all vaccines were given` and of
`shingles vaccine was given`. The words that make such a sentence false are function words, compared here: an
added one needs a counterpart in the cited words, a limiting one must keep its scope.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core.assistant.verification.reading.claims import Claims
from core.assistant.verification.reading.clauses import SENTENCE_END, around
from core.assistant.verification.reading.comparing import Match, match
from core.clinical_language.tables import phrases, rows

_SMALL = rows("small_words")
_ADDED = tuple(
    (phrases(words), phrases(other) if other else None, phrases(borne))
    for name, words, other, borne in (row for row in _SMALL if row[0] == "added")
)
"""Words a sentence adds, where they change the meaning, and the cited words that support them."""
_OF = {name: phrases(words) for name, words, *_ in _SMALL}
_EXCEPT, _PLAIN_BUT, _NOT_ALL = _OF["except"], _OF["nothing else"], _OF["not all"]
_ONLY, _NO_LIMIT = next((phrases(row[1]), phrases(row[2])) for row in _SMALL if row[0] == "limited to")
_LINK = re.compile(r"\b(?:on|in|at|with|after|before|during|for|when|while|if|by)\b", re.IGNORECASE)
"""Prepositions and conjunctions that begin the limit before `only`: `on weekends only`."""
_SELDOM, _ALWAYS = _OF["seldom"], _OF["always"]
_PART_OF = re.compile(
    r"\b(?P<part>one|two|three|four|five|six|seven|eight|nine|\d+|some|most|half|part|few) (?:out )?of "
    r"(?:the |her |his |these |those |all )?(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    r"(?<!\w)(?:half|quarter|½|¼|(?<![א-ת])(?:חצי|רבע))(?: of)?(?: an?| the)?\s*(?P<of>[^\W\d_]+)", re.I
)
_SEGMENT = re.compile(r"[.;!?](?=\s|$)|\n|,\s|\b(?:but|while|whereas)\b|(?<![א-ת])(?:אבל|אך|ואילו)(?![א-ת])")


def added_otherwise(stated: Claims, noted: Sequence[Claims]) -> bool:
    """Whether a sentence adds a word of extent, cause, time or comparison that no cited words support."""
    text = " \n".join(claims.text for claims in noted)
    return any(
        added.search(other.sub("", stated.text) if other else stated.text) and not borne.search(text)
        for added, other, borne in _ADDED
    )


def unbounded(stated: Claims, noted: Claims) -> bool:
    """Whether a sentence omits, or moves, an exception or limit of the cited words."""
    return (
        _exception_lost(stated, noted)
        or _share_lost(stated, noted)
        or _limit_lost(stated, noted)
        or bool(_NOT_ALL.search(noted.text)) != bool(_NOT_ALL.search(stated.text))
        or bool(_ALWAYS.search(stated.text) and _SELDOM.search(noted.text) and not _ALWAYS.search(noted.text))
    )


def _share_lost(stated: Claims, noted: Claims) -> bool:
    """Whether `two of four` became all of them, or half of a thing the whole."""
    for found in _PART_OF.finditer(noted.text):
        _, end = around(_SEGMENT, noted.text, found.end())
        kept = re.search(rf"\b{re.escape(found['part'])}\b", stated.text, re.IGNORECASE)
        if not kept and any(_touched(stated, noted, range(found.start(), end))):
            return True
    whole = {word.casefold() for word in re.findall(r"[^\W\d_]+", stated.text)}
    if _FRACTION.search(stated.text) or any("0.5" in one.values for one in stated.quantities):
        return False
    return any(found["of"].casefold() in whole for found in _FRACTION.finditer(noted.text))


def _limit_lost(stated: Claims, noted: Claims) -> bool:
    """Whether `walks only with a frame` became `walks`: the limit and its condition were omitted."""
    if _ONLY.search(stated.text):
        return False
    no_limits = [one.span() for one in _NO_LIMIT.finditer(noted.text)]
    for found in _ONLY.finditer(noted.text):
        start, end = around(_SEGMENT, noted.text, found.start())
        if any(begin <= found.start() < stop for begin, stop in no_limits):
            continue
        rest, limit = range(start, found.start()), range(found.end(), end)
        if not noted.text[found.end() : end].strip():
            links = [one.start() for one in _LINK.finditer(noted.text, start, found.start())]
            rest = range(start, links[-1] if links else start)
            limit = range(rest.stop, found.start())
        numbers = [one for one in noted.quantities if one.start in limit]
        kept = any(word.start in limit and stated.holds(word) for word in noted.terms_in_order) or any(
            match(one, stated.quantities) is not Match.ABSENT for one in numbers
        )
        if not kept and any(_touched(stated, noted, rest)):
            return True
    return False


def _exception_lost(stated: Claims, noted: Claims) -> bool:
    here = list(_parted(stated))
    for rest, excepted in _parted(noted):
        of_rest = any(_touched(stated, noted, rest))
        of_excepted = list(_touched(stated, noted, excepted))
        if not here:
            plain = _PLAIN_BUT.search(noted.text[rest.start : rest.stop])
            if of_rest if not of_excepted else not plain or _PLAIN_BUT.search(stated.text):
                return True
        elif of_excepted and not any(place in one for place in of_excepted for _, one in here):
            return True
    return False


def _parted(claims: Claims) -> Iterator[tuple[range, range]]:
    """For every exception the ranges of the whole and of what is excepted."""
    for found in _EXCEPT.finditer(claims.text):
        start, _ = around(SENTENCE_END, claims.text, found.start())
        _, end = around(_SEGMENT, claims.text, found.end())
        rest = range(start, found.start())
        if not claims.text[start : found.start()].strip(" \t-•*"):
            rest = range(end, around(SENTENCE_END, claims.text, found.start())[1])
        yield rest, range(found.end(), end)


def _touched(stated: Claims, noted: Claims, region: range) -> Iterator[int]:
    """Where the sentence has words that the cited words have in `region` alone."""
    for term in stated.terms_in_order:
        mentions = [word for word in noted.words if word.same_as(term)]
        if mentions and all(word.start in region for word in mentions):
            yield term.start
