"""Which of two things comes first, is greater or is the cause: `X led to Y` has each word of `Y led to X`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.assistant.verification.reading.claims import Claims
from core.assistant.verification.reading.clauses import around, cue
from core.assistant.verification.reading.words import Word

_SENTENCE = re.compile(r"[.;!?](?=\s|$)|\n|\b(?:but|whereas)\b|(?<![א-ת])(?:אבל|אך|ואילו)(?![א-ת])")
_SEGMENT = re.compile(
    r"[.;!?](?=\s|$)|\n|,\s|\b(?:but|while|whereas|and)\b|(?<![א-ת])(?:אבל|אך|ואילו)(?![א-ת])|\sו(?=[א-ת]{3})"
)
_PATTERNS: tuple[tuple[str, bool, re.Pattern[str]], ...] = (
    (
        "greater",
        False,
        cue(
            r"(?<!other )(?<!rather )than" r"|compared (?:to|with)",
            "מאשר|לעומת|בהשוואה ל[א-ת]*|יותר מ(?=[א-ת])",
        ),
    ),
    (
        "greater",
        False,
        re.compile(
            r"\bprefer\w*\b[^.;,]{2,40}?\s(?P<cue>to"
            r"|over)\s"
            r"|(?<![א-ת])מעדיפ[הת]?"
            r" [^.;,]{2,30}?\s(?P<cue_he>על)\s",
            re.I,
        ),
    ),
    ("instead", False, cue(r"instead of|rather than|in place of|in favou?r of", "במקום")),
    ("first", False, cue(r"then|followed by|and later|before|prior to", "ואז|ולאחר מכן|לפני")),
    ("first", True, cue(r"after|following|preceded by", "אחרי|לאחר")),
    (
        "cause",
        True,
        cue(
            r"because(?: of)?|due to|caused by|secondary to|(?:as )?(?:a|the) result of|owing to|induced by"
            r"|triggered by|attributed to|provoked by|brought on by|resulting from|d/t|2/2|thanks to"
            r"|worsened by|relieved by|improved by|aggravated by",
            "בגלל|בשל|עקב|בעקבות|כתוצאה מ[א-ת]*",
        ),
    ),
    (
        "cause",
        False,
        cue(
            r"(?:led|leads|leading) to|(?:causes|caused|causing)(?! by)|result(?:s|ed|ing) in|triggers"
            r"|triggered(?! by)|provokes|provoked(?! by)|brought on(?! by)",
            r"גרם ל[א-ת]*|גרמה ל[א-ת]*|הוביל ל[א-ת]*|הובילה ל[א-ת]*|גורם ל[א-ת]*|גורמת ל[א-ת]*",
        ),
    ),
)
"""Names of relations, whether what stands after the cue comes first in it, and the cues."""

_FOR = cue("for")
_WEAK_CAUSE = cue(r"for|from|given|since|after|on|with|following", r"בגלל|על רקע|אחרי|לאחר|תחת|מ(?=[א-ת]{3})")
_BY = cue("by", 'על ידי|ע["״]י')
_PURPOSE = cue(
    r"for|to|against|treat\w*|prophyla\w+|because|due|indication"
    r"|prevent\w*|as|as an?|control\w*|manage\w*|help\w*"
    r"|reliev\w+|reduc\w+|relief|with",
)
_MEANT_FOR = re.compile(
    r"\b(?:given|prescribed|started|used|taken|takes?|uses"
    r"|using|taking|on|received?s?|added|ordered|indicated"
    r"|treated)\b[^.;,]*?\bfor\b",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"(?P<link>from|for|with|by|before|after|against|without|despite|during)\s+"
    r"(?:(?:the|a|an|her|his|their|its|some|any|this)\s+)?$",
    re.IGNORECASE,
)
_LINKS = tuple(cue(each) for each in "from for with on to of in at by during about against as under".split())


_SMALL = frozenset(
    "the a an her his in on at of it its she he was is were are to during that those with for".split()
)
_ALIKE = (
    frozenset({"with", "by"}),
    frozenset({"for", "against"}),
    frozenset({"for", "during"}),
    frozenset({"for", "with"}),
)
"""Links that say the same of what follows: `treated for`, `seen with`."""


@dataclass(frozen=True, slots=True)
class _Order:
    """A relation: the words `first` stand before (above, behind, as cause of) the words `second`."""

    name: str
    first: tuple[Word, ...]
    second: tuple[Word, ...]
    after: range


def directed_otherwise(stated: Claims, noted: Claims) -> bool:
    """Whether two things stand to each other the other way round, or one is tied to what is another's."""
    here, there = list(_orders(stated)), list(_orders(noted))
    if any(_turned(one, there) for one in here) or _turned_about_a_verb(stated, noted):
        return True
    if any(one.name == "cause" and not _caused(one, stated, noted, there) for one in here):
        return True
    if _left_over(stated, here, noted, there):
        return True
    return (
        _made_a_purpose(stated, there)
        or _purpose_added(stated, noted)
        or _crossed(stated, noted)
        or _sides_turned(stated, noted)
    )


def _orders(claims: Claims) -> Iterator[_Order]:
    for name, turned, pattern in _PATTERNS:
        for found in pattern.finditer(claims.text):
            begin, stop = found.span(found.lastgroup) if found.lastgroup else found.span()
            start, end = around(_SENTENCE, claims.text, begin)
            before, after = range(start, begin), range(stop, end)
            comma = claims.text.find(", ", stop, end)
            if not claims.text[start:begin].strip(" \t-•*") and comma > 0:
                before, after = range(comma, end), range(stop, comma)
            elif name == "greater" and comma > 0:
                after = range(stop, comma)
            left, right = _words(claims, before), _words(claims, after)
            yield _Order(name, *((right, left) if turned else (left, right)), after)


def _words(claims: Claims, region: range) -> tuple[Word, ...]:
    return tuple(word for word in claims.terms_in_order if word.start in region)


def _turned(here: _Order, there: list[_Order]) -> bool:
    """Whether a word of one side of a relation is in the cited words on the other side only."""
    same = [one for one in there if one.name == here.name]
    if not same:
        return False
    first = [word for one in same for word in one.first]
    second = [word for one in same for word in one.second]
    return any(_only(word, first, second) for word in here.first) or any(
        _only(word, second, first) for word in here.second
    )


def _only(word: Word, own: list[Word], other: list[Word]) -> bool:
    return any(word.same_as(one) for one in other) and not any(word.same_as(one) for one in own)


def _left_over(stated: Claims, here: list[_Order], noted: Claims, there: list[_Order]) -> bool:
    """Whether a sentence tells of what something was only compared with, and does not compare."""
    for name in ("greater", "instead"):
        if any(one.name == name for one in here):
            continue
        said = {word.text.casefold() for word in stated.words}
        for one in (order for order in there if order.name == name):
            own = [word for word in noted.words if word.start not in one.after]
            if any(
                word.same_as(term) and not any(term.same_as(w) for w in own)
                for term in stated.terms for word in one.second
            ):  # fmt: skip
                return True
            tail = {word.text.casefold() for word in noted.words if word.start in one.after} - _SMALL
            if tail & said - {word.text.casefold() for word in own}:
                return True
            dates = [each for each in noted.quantities if each.dated and each.start in one.after]
            if any(not d.values.isdisjoint(s.values) for d in dates for s in stated.quantities if s.dated):
                return True
    return False


def _caused(here: _Order, stated: Claims, noted: Claims, there: list[_Order]) -> bool:
    """Whether the cited words tie an effect to the cause that the sentence names, if only by `for`."""
    if not here.first or not here.second:
        return True
    ties = [(one.first, one.second) for one in there if one.name == "cause"]
    for found in _WEAK_CAUSE.finditer(noted.text):
        start, end = around(_SENTENCE, noted.text, found.start())
        comma = noted.text.find(", ", found.end(), end)
        tail = range(found.end(), comma if comma > 0 else end)
        ties.append((_words(noted, tail), _words(noted, range(start, found.start()))))
    return any(
        any(_has(first, word) for word in here.first) and any(_has(second, word) for word in here.second)
        for first, second in ties
    )


def _turned_about_a_verb(stated: Claims, noted: Claims) -> bool:
    """Whether two things have changed places about the same word: `anxiety worsens her asthma`."""
    if _BY.search(stated.text) or _BY.search(noted.text):
        return False
    for verb in stated.terms_in_order:
        piece = range(*around(_SEGMENT, stated.text, verb.start))
        before = [word for word in _words(stated, piece) if word.end <= verb.start]
        after = [word for word in _words(stated, piece) if word.start >= verb.end]
        if not before or not after or not _verb(stated, verb):
            continue
        at = [word.start for word in noted.words if word.same_as(verb)]
        left = [word.start for word in noted.words if word.same_as(before[-1])]
        right = [word.start for word in noted.words if word.same_as(after[0])]
        if len(at) == len(left) == len(right) == 1 and right[0] < at[0] < left[0]:
            return True
    return False


def _verb(claims: Claims, word: Word) -> bool:
    """Whether a word may be a verb whose subject is before it and whose object is after it."""
    if not word.text.isascii():
        return claims.text[word.end :].lstrip().startswith("את ")
    passive = re.search(r"\b(?:is|are|was|were|been|be|being)\s$", claims.text[: word.start]) is not None
    return (not passive and word.text.endswith(("s", "ed"))) or word.text.casefold() == "make"


def _made_a_purpose(stated: Claims, there: list[_Order]) -> bool:
    """Whether something is told as given for what it causes."""
    causes = [one for one in there if one.name == "cause"]
    return any(
        any(left.same_as(word) for word in one.first) and any(right.same_as(word) for word in one.second)
        for left, right in _ties(stated, _FOR)
        for one in causes
    )


def _purpose_added(stated: Claims, noted: Claims) -> bool:
    """Whether something is given for what no cited word says it is for, or goes by a word that does not fit.

    `Sedation helps with mirtazapine` is not so because of `sedation from mirtazapine helps`.
    """
    if _MEANT_FOR.search(stated.text) and any(_ties(stated, _FOR)) and not _PURPOSE.search(noted.text):
        return True
    for term in stated.terms_in_order:
        here = _PLACED.search(stated.text, 0, term.start)
        if here is None:
            continue
        links = [_PLACED.search(noted.text, 0, word.start) for word in noted.words if word.same_as(term)]
        found = {link["link"].casefold() for link in links if link is not None}
        if not found or None in links:
            continue
        link = here["link"].casefold()
        if link not in found and frozenset({link, *found}) not in _ALIKE:
            return True
    return False


def _sides_turned(stated: Claims, noted: Claims) -> bool:
    """Whether the side that is worse here is the one that is better there."""
    there = list(_sides_compared(noted))
    return any(pair[::-1] in there and pair not in there for pair in _sides_compared(stated))


def _sides_compared(claims: Claims) -> Iterator[tuple[str, str]]:
    for name, _, pattern in _PATTERNS:
        for found in pattern.finditer(claims.text) if name == "greater" else ():
            before = [side.name for side in claims.sides if side.end <= found.start()]
            after = [side.name for side in claims.sides if side.start >= found.end()]
            if before and after:
                yield before[-1], after[0]


def _ties(claims: Claims, link: re.Pattern[str]) -> Iterator[tuple[Word, Word]]:
    """Of every link the word before and after it in its clause."""
    for found in link.finditer(claims.text):
        start, end = around(_SEGMENT, claims.text, found.start())
        left, right = _words(claims, range(start, found.start())), _words(claims, range(found.end(), end))
        if left and right:
            yield left[-1], right[0]


def _crossed(stated: Claims, noted: Claims) -> bool:
    """Whether `rash from codeine` is told of `rash from sulfa, nausea from codeine`."""
    for link in _LINKS:
        here = list(_ties(stated, link))
        if not here:
            continue
        there = [
            (_words(noted, range(start, found.start())), _words(noted, range(found.end(), end)))
            for found in link.finditer(noted.text)
            for start, end in [around(_SEGMENT, noted.text, found.start())]
        ]
        for left, right in here:
            own = [(_has(before, left), _has(after, right)) for before, after in there if before and after]
            if (True, True) not in own and (True, False) in own and (False, True) in own:
                return True
    return False


def _has(words: tuple[Word, ...], word: Word) -> bool:
    return any(one.same_as(word) for one in words)
