"""What a part of a note says of its own: `hearing aid in the right ear, wax in the left` has no right wax.

A sentence may carry a side, a date or what something comes from over from one part of a note to the next only
where the next part has none of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core.assistant.verification.reading.claims import Claims
from core.assistant.verification.reading.clauses import cue
from core.assistant.verification.reading.comparing import Match, match
from core.assistant.verification.reading.quantities import Kind, Quantity
from core.assistant.verification.reading.words import Word
from core.modality import Modality

_PART = re.compile(
    r"[.;!?](?=\s|$)|\n|,\s|\b(?:but|while|whereas|and|then)\b"
    r"|(?<![א-ת])(?:אבל|אך|ואילו)(?![א-ת])|\sו(?=[א-ת]{3})"
)
_WHEN = cue(
    r"yesterday|today|tomorrow|tonight|mornings?|noon|afternoons?|evenings?|nights?|bedtime|weekends?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|initially|spring|summer|autumn|winter",
    r"[בלה]{0,2}(?:אתמול|היום|מחר|בוקר|צהריים|ערב|לילה|שבת|קיץ|חורף|אביב|סתיו)|היום",
)
_SENTENCE = re.compile(r"[.;!?](?=\s|$)|\n")
_LINKS = tuple(cue(each) for each in "from with for after on by to during since".split())
_STATUSES = (Modality.STARTED, Modality.STOPPED, Modality.CONTINUED)
_NOT_ITS_OBJECT = re.compile(
    r"\b(?:after|before|because|when|since|in|at|by|during"
    r"|until|for|due|following|as|once|again|and|but|today|yesterday|tomorrow|last|this|now)\b|[,;.]",
    re.I,
)


_BE = re.compile(r"\b(?:was|were|is|are|been|be|being)\s(?=$|\w)", re.IGNORECASE)
_BE_BEFORE = re.compile(r"\b(?:was|were|is|are|been|be|being)\s$", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]-$")
"""Before a number that is of a name: `PHQ-9`."""
_ITS_OBJECTS_END = re.compile(
    r"\b(?:after|before|because|when|since|during|until|due|following)\b"
    r"|(?<![,;]) (?<!and )(?<!or )(?=(?:the|her|his|she|he|has|is|was)\b)",
    re.IGNORECASE,
)


def said_of_another_part(stated: Claims, noted: Claims) -> bool:
    """Whether a side, date, cause or status of the sentence is that of another part of the cited words."""
    parts = [_Part(noted, piece) for piece in _cut(noted.text, _PART)]
    return (
        _status_of_another_sentence(stated, noted)
        or _begun_of_another(stated, noted)
        or (len(parts) > 1 and any(rule(stated, parts) for rule in _RULES))
    )


class _Part:
    """One part of a text with its words, sides and dates."""

    def __init__(self, claims: Claims, piece: range) -> None:
        self.text = claims.text[piece.start : piece.stop]
        self.words = [word for word in claims.terms_in_order if word.start in piece]
        self.sides = {side.name for side in claims.sides if side.start in piece}
        self.dates = [one for one in claims.quantities if one.start in piece and _of_time(one)]
        self.numbers = [one for one in claims.quantities if one.start in piece and not _of_time(one)]
        self.numbers = [one for one in self.numbers if not _NAME.search(claims.text[: one.start])]
        self.times = {_plain(found[0]) for found in _WHEN.finditer(self.text)}
        self.start = piece.start

    @property
    def tells_when_alone(self) -> bool:
        """Whether the words are only of when: `and 1000 mg at night`."""
        return all(_plain(word.text) in self.times for word in self.words)

    def has(self, word: Word) -> bool:
        return any(one.same_as(word) for one in self.words)


def _cut(text: str, boundary: re.Pattern[str]) -> Iterator[range]:
    at = 0
    for found in boundary.finditer(text):
        yield range(at, found.start())
        at = found.end()
    yield range(at, len(text))


def _plain(when: str) -> str:
    """A word of when without its plural or its Hebrew prefixes."""
    return when.casefold().rstrip("s").lstrip("ושבלה")


def _of_time(quantity: Quantity) -> bool:
    year = quantity.unit is None and any(re.fullmatch(r"(?:19|20)\d\d", value) for value in quantity.values)
    return quantity.dated or year


def _other_side(stated: Claims, parts: Sequence[_Part]) -> bool:
    """Whether the first thing that a side is said of has another side of its own."""
    for own in (_Part(stated, piece) for piece in _cut(stated.text, _PART)):
        if len(own.sides) != 1 or not own.words:
            continue
        of_it = [part for part in parts if part.has(own.words[0])]
        left_out = any(not part.words and part.sides == own.sides for part in parts)
        if (
            of_it
            and not left_out
            and all(part.sides and part.sides.isdisjoint(own.sides | {"both"}) for part in of_it)
        ):
            return True
    return False


def _other_date(stated: Claims, parts: Sequence[_Part]) -> bool:
    for own in (_Part(stated, piece) for piece in _cut(stated.text, _PART)):
        if len(own.dates) != 1:
            continue
        for word in own.words:
            of_it = [part for part in parts if part.has(word)]
            left_out = any(not part.words and _any_same(own.dates[0], part.dates) for part in parts)
            if (
                of_it
                and not left_out
                and all(part.dates and not _any_same(own.dates[0], part.dates) for part in of_it)
            ):
                return True
    return False


def _any_same(one: Quantity, others: Sequence[Quantity]) -> bool:
    return any(
        value.lstrip("-") in other or other.lstrip("-") in value
        for each in others
        for value in one.values
        for other in each.values
    )


def _other_tie(stated: Claims, parts: Sequence[_Part]) -> bool:
    """Whether something comes from (goes with, is for) what a part tells of something else."""
    for link in _LINKS:
        for own in (_Part(stated, piece) for piece in _cut(stated.text, _PART)):
            for left, right in _ties(own, link):
                of_it = [part for part in parts if part.has(left)]
                elsewhere = any(part.has(right) for part in parts if part not in of_it)
                tied = [list(_ties(part, link, whole=True)) for part in of_it]
                if elsewhere and of_it and all(tied) and not any(part.has(right) for part in of_it):
                    return True
    return False


def _ties(part: _Part, link: re.Pattern[str], *, whole: bool = False) -> Iterator[tuple[Word, Word]]:
    for found in link.finditer(part.text):
        at, end = part.start + found.start(), part.start + found.end()
        before = [word for word in part.words if word.start < at]
        after = [word for word in part.words if word.start >= end]
        if after and (before or whole):
            yield (before or after)[-1], after[0]


def _other_time(stated: Claims, parts: Sequence[_Part]) -> bool:
    """Whether a word of when is that of another part: `ibuprofen yesterday and paracetamol today`."""
    for own in (_Part(stated, piece) for piece in _cut(stated.text, _PART)):
        if len(own.times) != 1:
            continue
        for word in own.words:
            of_it = [part for part in parts if part.has(word)]
            left_out = any(own.times <= part.times and part.tells_when_alone for part in parts)
            if _plain(word.text) in own.times or left_out:
                continue
            if of_it and all(part.times and part.times.isdisjoint(own.times) for part in of_it):
                return True
    return False


def _other_number(stated: Claims, parts: Sequence[_Part]) -> bool:
    """Whether a number stands with a word, or another number, that has one of its own: `seven in the lip`."""
    for own in (_Part(stated, piece) for piece in _cut(stated.text, _PART)):
        for one in own.numbers:
            rest = [word for word in own.words if word.start >= one.end]
            for word in rest:
                of_it = [part for part in parts if part.has(word)]
                alike = [[other for other in part.numbers if other.kind == one.kind] for part in of_it]
                if of_it and all(alike) and not any(_same(one, other) for each in alike for other in each):
                    return True
            for other in own.numbers:
                beside = [part for part in parts if any(_same(one, each) for each in part.numbers)]
                alike = [[each for each in part.numbers if each.kind == other.kind] for part in beside]
                if other.kind == one.kind or one.kind is Kind.TIMES or not beside or not all(alike):
                    continue
                if not any(_same(other, each) for found in alike for each in found):
                    return True
    return False


def _same(one: Quantity, other: Quantity) -> bool:
    return match(one, [other]) is Match.SAME


_RULES = (_other_side, _other_date, _other_tie, _other_time, _other_number)


def _status_of_another_sentence(stated: Claims, noted: Claims) -> bool:
    """Whether what has begun, ended or goes on does so only in sentences about nothing of the checked one."""
    for kind in _STATUSES:
        if not stated.modalities.has(kind):
            continue
        told = [
            piece
            for piece in _cut(noted.text, _SENTENCE)
            if any(what == kind and at in piece for what, at, _ in noted.modalities.cues)
        ]
        mentions = [word for word in noted.words for term in stated.terms if word.same_as(term)]
        if told and mentions and not any(word.start in piece for word in mentions for piece in told):
            return True
    return False


def _begun_of_another(stated: Claims, noted: Claims) -> bool:
    """Whether what begins (ends) here is nothing that begins (ends) in the cited words."""
    for kind in (Modality.STARTED, Modality.STOPPED):
        here, there = list(_objects(stated, kind)), list(_objects(noted, kind))
        for each in here:
            if there and not any(one.same_as(word) for one in each for found in there for word in found):
                return True
    return False


def _objects(claims: Claims, kind: Modality) -> Iterator[list[Word]]:
    """Of every cue the words it is said of: those after it with all that is listed, else those before."""
    cues = [(what, start, end) for what, start, end in claims.modalities.cues if what in _STATUSES]
    for what, start, end in cues:
        piece = next((one for one in _cut(claims.text, _SENTENCE) if start in one), None)
        if what != kind or piece is None:
            continue
        until = min((at for _, at, _ in cues if at > start and at in piece), default=piece.stop)
        since = max((to for _, _, to in cues if to <= start and to in piece), default=piece.start)
        after = [word for word in claims.terms_in_order if end <= word.start < until]
        before = [word for word in claims.terms_in_order if since <= word.start and word.end <= start]
        passive = (
            _BE_BEFORE.search(claims.text[:start]) is not None or _BE.match(claims.text, start) is not None
        )
        if after and not passive and not _NOT_ITS_OBJECT.search(claims.text, end, after[0].end):
            stop = _ITS_OBJECTS_END.search(claims.text, after[0].end, until)
            yield [word for word in after if word.start < (stop.start() if stop else until)]
        elif before:
            yield before
