"""Marks what a clinical text says of its words: denied, stopped, an allergy, about a relative.

After NegEx (Chapman et al., *A simple algorithm for identifying negated findings and diseases in discharge
summaries*, J Biomed Inform 2001): a cue governs the words after it up to the end of its clause, a few cues
those before it. English and Hebrew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Placed(Protocol):
    """Whatever begins somewhere in a text."""

    @property
    def start(self) -> int: ...


class Modality(StrEnum):
    NEGATED = "negated"
    STOPPED = "stopped"
    ALLERGY = "allergy"
    FAMILY = "family"


def _cues(english: str, hebrew: str) -> re.Pattern[str]:
    """Alternatives of whole words; Hebrew ones may bear the prefixes for *and* and *that*."""
    return re.compile(
        rf"(?<!\w)(?:{english})(?!\w)|(?<![\u05d0-\u05ea])ו?ש?(?:{hebrew})(?![\u05d0-\u05ea])", re.IGNORECASE
    )


_CLAUSE_END = re.compile(
    r"[.;:!?](?=\s|$)|\n"
    r"|\b(?:but|however|although|though|except|apart from|aside from|yet|which|who)\b"
    r"|(?:,\s+|\s+)(?:and\s+)?(?<=[,d]\s)(?=(?:she|he|they|we|it|the|there|patient|reports?|states?|has|had"
    r"|is|was|does|will|continue|start)\b)"
    r"|(?<![\u05d0-\u05ea])(?:אבל|אך|אולם|למעט|פרט ל)(?![\u05d0-\u05ea])",
    re.IGNORECASE,
)
_FORWARD = {
    Modality.NEGATED: _cues(
        r"no(?! longer)|not|never|none|nor|neither|without|denie[sd]|deny|denying|cannot|unable|negative for"
        r"|absence of|free of|lack(?:s|ed|ing)? of|\w+n['’]t",
        "לא|ללא|אין|בלי|שולל|שוללת|שלל|שללה|שללו|טרם|אינו|אינה|אינם|מעולם|מכחיש|מכחישה",
    ),
    Modality.STOPPED: _cues(
        r"stop(?:s|ped|ping)?|discontinu(?:e|es|ed|ing|ation)|ceas(?:e|es|ed|ing)|no longer|quit|held|hold"
        r"|withdr(?:a|e)wn?|d/c",
        "הפסקת|הפסיק|הפסיקה|הופסק|הופסקה|להפסיק|הפסקנו|הוחלף",
    ),
}
_BACKWARD = {
    Modality.NEGATED: _cues(
        r"(?:is|are|was|were|been|came back|tested)\s+negative"
        r"|(?<=:\s)negative|negative(?=\s*(?:[.,;)]|$)|\s(?:bilaterally|today))"
        r"|ruled out|absent|not (?:present|seen|noted|found)",
        "שלילי|שלילית|שליליים|נשלל|נשללה",
    ),
    Modality.STOPPED: _cues(
        r"(?:was|were|is|been|be)\s+(?:stopped|discontinued|held|withdrawn)", "הופסק|הופסקה|הופסקו"
    ),
}
_WHOLE = {
    Modality.ALLERGY: _cues(r"allerg\w*|anaphyla\w*|intoleran\w*", r"אלרגי\w*|רגישות ל\w*"),
    Modality.FAMILY: _cues(
        r"family (?:medical )?history|(?:grand)?(?:mother|father)s?|brothers?|sisters?|siblings?"
        r"|parents?|aunts?|uncles?|cousins?|(?:ma|pa)ternal",
        "אמו|אמה|אביו|אביה|אחיו|אחיה|אחותו|אחותה|סבתו|סבתה|סבו|סבה|הוריו|הוריה|במשפחה|משפחתי|משפחתית",
    ),
}
"""Cues that colour all of a sentence: an answer must carry them too."""


@dataclass(frozen=True, slots=True)
class Modalities:
    """What was found in one text. `cues` are the places of the cue words themselves."""

    spans: tuple[tuple[Modality, int, int], ...]
    cues: tuple[tuple[Modality, int, int], ...]

    def of(self, word: Placed) -> frozenset[Modality]:
        """The clause-bound modalities of a word; cue words have none of their own kind."""
        return frozenset(kind for kind, start, end in self.spans if start <= word.start < end)

    def has(self, kind: Modality) -> bool:
        return any(cue == kind for cue, _, _ in self.cues)

    def is_cue(self, word: Placed) -> bool:
        """True for the words of a denial, a stop or an allergy: compared as such, not as words."""
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


def _clause_end(ends: list[tuple[int, int]], after: int, default: int) -> int:
    return next((start for start, _ in ends if start >= after), default)


def _clause_start(ends: list[tuple[int, int]], before: int) -> int:
    return max((end for _, end in ends if end <= before), default=0)
