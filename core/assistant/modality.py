"""Marks what a clinical text says of its words: denied, stopped, an allergy, about a relative, on which side.

After NegEx (Chapman et al., *A simple algorithm for identifying negated findings and diseases in discharge
summaries*, J Biomed Inform 2001): a cue governs the words after it up to the end of its clause, a few cues
those before it. English and Hebrew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from core.assistant.words import Word, words


class Modality(StrEnum):
    NEGATED = "negated"
    STOPPED = "stopped"
    ALLERGY = "allergy"
    FAMILY = "family"


_CLAUSE_END = re.compile(
    r"[.;:!?](?=\s|$)|\n|\b(?:but|however|although|though|except|apart from|aside from|yet|which|who)\b"
    r"|(?:,\s+|\s+)(?:and\s+)?(?<=[,d]\s)(?=(?:she|he|they|we|it|the|there|patient|reports?|states?|has|had|is|was"
    r"|does|will|continue|start)\b)"
    r"|(?<![\u05d0-\u05ea])(?:אבל|אך|אולם|למעט|פרט ל)(?![\u05d0-\u05ea])",
    re.IGNORECASE,
)

_HEB = r"(?<![\u05d0-\u05ea])ו?ש?(?:{})(?![\u05d0-\u05ea])"
_FORWARD = {
    Modality.NEGATED: re.compile(
        r"\b(?:no(?! longer)|not|never|none|nor|neither|without|denie[sd]|deny|denying|cannot|unable|negative for"
        r"|absence of|free of|lack(?:s|ed|ing)? of)\b|n['’]t\b|"
        + _HEB.format("לא|ללא|אין|בלי|שולל|שוללת|שלל|שללה|שללו|טרם|אינו|אינה|אינם|מעולם|מכחיש|מכחישה"),
        re.IGNORECASE,
    ),
    Modality.STOPPED: re.compile(
        r"\b(?:stop(?:s|ped|ping)?|discontinu(?:e|es|ed|ing|ation)|ceas(?:e|es|ed|ing)|no longer|quit|held|hold"
        r"|withdr(?:a|e)wn?)\b|\bd/c\b|" + _HEB.format("הפסקת|הפסיק|הפסיקה|הופסק|הופסקה|להפסיק|הפסקנו|הוחלף"),
        re.IGNORECASE,
    ),
}
_BACKWARD = {
    Modality.NEGATED: re.compile(
        r"\b(?:(?:is|are|was|were|been|came back|tested|:)\s+negative|negative(?! for)(?=\s*(?:[.,;)]|$|bilaterally|today))"
        r"|ruled out|absent|not (?:present|seen|noted|found))\b|"
        + _HEB.format("שלילי|שלילית|שליליים|נשלל|נשללה"),
        re.IGNORECASE,
    ),
    Modality.STOPPED: re.compile(
        r"\b(?:was|were|is|been|be|will be)\s+(?:stopped|discontinued|held|withdrawn)\b|"
        + _HEB.format("הופסק|הופסקה|הופסקו"),
        re.IGNORECASE,
    ),
}
_WHOLE = {
    Modality.ALLERGY: re.compile(
        r"\ballerg\w*|\banaphyla\w*|\bintoleran\w*|אלרגי\w*|רגישות ל\w*", re.IGNORECASE
    ),
    Modality.FAMILY: re.compile(
        r"\bfamily (?:medical )?history\b|\b(?:grand)?(?:mother|father)s?\b|\bbrothers?\b|\bsisters?\b|\bsiblings?\b"
        r"|\bparents?\b|\baunts?\b|\buncles?\b|\bcousins?\b|\b(?:ma|pa)ternal\b|"
        + _HEB.format(
            "אמו|אמה|אביו|אביה|אחיו|אחיה|אחותו|אחותה|סבתו|סבתה|סבו|סבה|הוריו|הוריה|במשפחה|משפחתי|משפחתית"
        ),
        re.IGNORECASE,
    ),
}
"""Cues that colour all of a sentence: an answer must carry them too."""

_SIDE = re.compile(
    r"\b(?P<left>left|lt)\b(?![\s-]*over)|\b(?P<right>right|rt)\b(?!\s+(?:away|now|after|before|upper quadrant pain scale))"
    r"|\b(?P<both>bilateral(?:ly)?|both)\b"
    r"|(?<![\u05d0-\u05ea])[ובהלמ]{0,2}(?:(?P<left_he>שמאל(?:י|ית|ה)?)|(?P<right_he>ימין|ימני|ימנית)|"
    r"(?P<both_he>דו[\s-]?צדדי(?:ת)?|שתי|שני))(?![\u05d0-\u05ea])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Side:
    """`left`, `right` or `both`, and the word it stands with (after it in English, before it in Hebrew)."""

    name: str
    of: Word | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Modalities:
    """What was found in one text. `cues` are the places of the cue words themselves."""

    spans: tuple[tuple[Modality, int, int], ...]
    cues: tuple[tuple[Modality, int, int], ...]

    def of(self, word: Word) -> frozenset[Modality]:
        """The clause-bound modalities of a word; cue words have none of their own kind."""
        return frozenset(kind for kind, start, end in self.spans if start <= word.start < end)

    def has(self, kind: Modality) -> bool:
        return any(cue == kind for cue, _, _ in self.cues)

    def is_cue(self, word: Word) -> bool:
        """True for the words of a denial, a stop or an allergy, which are compared as such and not as words."""
        return any(start <= word.start < end for kind, start, end in self.cues if kind != Modality.FAMILY)


def modalities(text: str) -> Modalities:
    """Every cue of `text` with what it governs."""
    ends = [(found.start(), found.end()) for found in _CLAUSE_END.finditer(text)]
    spans: list[tuple[Modality, int, int]] = []
    cues: list[tuple[Modality, int, int]] = []
    for kind, pattern in _FORWARD.items():
        for cue in pattern.finditer(text):
            cues.append((kind, *cue.span()))
            spans.append((kind, cue.end(), _clause_end(ends, cue.end(), len(text))))
    for kind, pattern in _BACKWARD.items():
        for cue in pattern.finditer(text):
            cues.append((kind, *cue.span()))
            spans.append((kind, _clause_start(ends, cue.start()), cue.start()))
    for kind, pattern in _WHOLE.items():
        cues.extend((kind, *cue.span()) for cue in pattern.finditer(text))
    return Modalities(tuple(spans), tuple(cues))


def sides(text: str) -> list[Side]:
    """Every mention of a side in `text`, in order."""
    every = words(text)
    found: list[Side] = []
    for mention in _SIDE.finditer(text):
        group = mention.lastgroup or ""
        near = (
            _word_before(every, mention.start())
            if group.endswith("_he")
            else _word_after(every, mention.end())
        )
        found.append(Side(group.removesuffix("_he"), near, mention.start(), mention.end()))
    return found


def _clause_end(ends: list[tuple[int, int]], after: int, default: int) -> int:
    return next((start for start, _ in ends if start >= after), default)


def _clause_start(ends: list[tuple[int, int]], before: int) -> int:
    return max((end for _, end in ends if end <= before), default=0)


def _word_after(every: list[Word], end: int) -> Word | None:
    return next((word for word in every if word.start >= end and not word.frame), None)


def _word_before(every: list[Word], start: int) -> Word | None:
    return next((word for word in reversed(every) if word.end <= start and not word.frame), None)
