"""Whether what a note tells as ended, planned, doubted or asked about is told plainly, or the reverse.

A sentence that drops the frame keeps every word of the note: `takes prednisone` of `completed prednisone in
May`, `had an MRI` of `MRI ordered`. So what stands in such a frame in the note must stand in one of the same
kind in the sentence, and the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.assistant.verification.differences.frames import END, FRAMES, SENTENCE, Reach
from core.assistant.verification.reading.claims import Claims
from core.assistant.verification.reading.words import Word

_OF_AN_ORDER = frozenset({"planned", "advised", "ended"})
_ORDERED = re.compile(
    r"(?:^|[.;:\n]\s*|[-•*]\s)(?:repeat|start|stop|hold|increase"
    r"|decrease|add|check|recheck|book|arrange|refer|review"
    r"|take|avoid|return|call|order|schedule|give|apply|switch"
    r"|reduce|change|consider|monitor|keep|use|try|restart"
    r"|resume|begin|send|raise|lower|discontinue|follow)\b",
    re.IGNORECASE,
)
_TO_BE = re.compile(
    r"\b(?:should|must|(?:is|are) to|(?:is|are|was|were) (?:recommended|advised|planned|told|asked))\b", re.I
)
"""An order of the note and how an answer tells of it: `repeat potassium` is to be repeated."""
_UNDER_A_CONDITION = frozenset({"planned", "advised", "doubted", "possible"})
_MAY_BE_ADDED = frozenset({"advised"})
"""Frames that a sentence may put around a plan: `colonoscopy in 3 years` is a recommendation."""


def framed_otherwise(stated: Claims, noted: Claims) -> bool:
    """Whether what one text tells as ended, planned, doubted or asked is told plainly in the other."""
    for name, frames in FRAMES.items():
        there, here = list(_regions(frames, noted.text)), list(_regions(frames, stated.text))
        if not there and (not here or name in _MAY_BE_ADDED):
            continue
        if name in _OF_AN_ORDER and _ORDERED.search(noted.text) and _TO_BE.search(stated.text):
            continue
        told = [
            term
            for term in stated.terms
            if not (name in _UNDER_A_CONDITION and _conditional(term, stated, noted))
        ]
        if any(_differs(stated, noted, term, here, there) for term in told):
            return True
    return False


def _conditional(term: Word, *texts: Claims) -> bool:
    """Whether a word stands under a condition in every text: what is to be done then needs no other word."""
    frames = FRAMES["conditional"]
    return all(
        any(
            word.start in one
            for one in _regions(frames, claims.text)
            for word in claims.words
            if word.same_as(term)
        )
        for claims in texts
    )


def _differs(stated: Claims, noted: Claims, term: Word, here: list[range], there: list[range]) -> bool:
    """Whether no mention of a word is framed alike in both texts."""
    mentions = {any(word.start in one for one in there) for word in noted.words if word.same_as(term)}
    said = {any(word.start in one for one in here) for word in stated.words if word.same_as(term)}
    return bool(mentions) and mentions.isdisjoint(said)


def _regions(frames: tuple[tuple[Reach, re.Pattern[str]], ...], text: str) -> Iterator[range]:
    for reach, pattern in frames:
        for cue in pattern.finditer(text):
            yield _reached(reach, cue, text)


def _reached(reach: Reach, cue: re.Match[str], text: str) -> range:
    if reach is Reach.WITHIN:
        return range(*cue.span())
    ends = SENTENCE if reach in (Reach.LIST, Reach.SO_FAR) else END
    start = max((one.end() for one in ends.finditer(text, 0, cue.start())), default=0)
    stop = ends.search(text, cue.end())
    end = stop.start() if stop else len(text)
    if reach in (Reach.AFTER, Reach.LIST):
        return range(cue.start(), end)
    return range(start, cue.end()) if reach in (Reach.BEFORE, Reach.SO_FAR) else range(start, end)
