"""What a denial is of: `does not drive at night` denies no driving by day, nor `no severe pain` all pain."""

from __future__ import annotations

import re

from core.assistant.verification.reading.claims import Claims
from core.assistant.verification.reading.clauses import around
from core.assistant.verification.reading.words import Word
from core.modality import Modality

_ITEM = re.compile(
    r"[.;:!?](?=\s|$)|\n|,\s|\b(?:and|or|nor|but|since|because|due|at this|after|although|while|as of)\b"
    r"|(?<![א-ת])(?:או|אבל|אך|מאז|בגלל|בשל|עקב)(?![א-ת])|\sו(?=[א-ת]{2})",
    re.IGNORECASE,
)
_ADDS_NOTHING = frozenset(
    """
    evidence sign signs history new further significant obvious clear known recent recently today time times
    symptom symptoms complaint complaints issue issues problem problems episode episodes concern concerns
    now other yet visit longer past medical documented apparent overt gross tonight week month really
    think feel
    עדות סימן סימנים תלונה תלונות חדש חדשה חדשים היום כעת
    """.split()
)
"""Words whose loss makes a denial no wider."""


def denied_more_widely(stated: Claims, noted: Claims) -> bool:
    """Whether the sentence denies something that the cited words deny only in some way, place or degree."""
    for kind, start, end in noted.modalities.spans:
        if kind != Modality.NEGATED or not noted.text[start:end].strip():
            continue
        items = [word for word in noted.terms_in_order if start <= word.start < end]
        for word in items:
            piece = range(*around(_ITEM, noted.text, word.start))
            if _denied_alone(word, stated, noted) and _lost(stated, noted, items, piece, start):
                return True
    return False


def _denied_alone(word: Word, stated: Claims, noted: Claims) -> bool:
    """Whether a word has one mention in the cited words and is denied in the sentence."""
    once = sum(other.same_as(word) for other in noted.words) == 1
    denied = (
        Modality.NEGATED in stated.modalities.of(other) for other in stated.words if other.same_as(word)
    )
    return once and any(denied)


def _lost(stated: Claims, noted: Claims, items: list[Word], piece: range, start: int) -> bool:
    lost = any(
        word.start in piece
        and word.text.casefold() not in _ADDS_NOTHING
        and word.forms.isdisjoint(stated.forms)
        for word in items
    )
    sided = any(side.start in piece and side.start >= start for side in noted.sides)
    return lost or (sided and not stated.sides)
