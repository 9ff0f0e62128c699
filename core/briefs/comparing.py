"""Of whom and of what a value or a dose is: two numbers are compared only where they are of one thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.briefs.cues import NOT_CERTAIN, OTHER_PERSON
from core.briefs.said import Said

_CLAUSE_END = re.compile(r"[,;.\n](?!\d)|(?<![\u05d0-\u05ea])ו(?=[\u05d0-\u05ea]{2})|\band\b")
_JOINT = re.compile(
    r"\b(?P<knee>knees?)\b|\b(?P<elbow>elbows?)\b|\b(?P<hip>hips?)\b|\b(?P<shoulder>shoulders?)\b"
    r"|\b(?P<ankle>ankles?)\b|\b(?P<wrist>wrists?)\b|\b(?P<neck>neck|cervical)\b"
    r"|\b(?P<back>back|lumbar|trunk|spine)\b|\b(?P<finger>fingers?|thumb|toes?)\b"
    r"|(?P<knee_he>ברך|ברכיים)|(?P<elbow_he>מרפק)|(?P<hip_he>ירך)|(?P<shoulder_he>כתף|כתפיים)"
    r"|(?P<ankle_he>קרסול)|(?P<wrist_he>שורש כף)|(?P<neck_he>צוואר)|(?P<back_he>הגב\b|בגב\b|גב תחתון|מותני)",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"\b(?P<home>home)\b|\b(?P<standing>standing|orthostatic)\b|\b(?P<lying>supine|lying)\b"
    r"|\b(?P<sitting>seated|sitting)\b|\b(?P<fasting>fasting)\b"
    r"|\b(?P<random>random|post-?prandial|after meals?)\b"
    r"|\b(?P<urine>urine|urinary|spot)\b|\b(?P<passive>passive(?:ly)?)\b|\b(?P<active>active(?:ly)?)\b"
    r"|\b(?P<rest>at rest|resting)\b|\b(?P<moving>with (?:activity|movement|walking)|on movement|at worst)\b"
    r"|(?P<home_he>ביתי|בבית|בית\b)|(?P<standing_he>בעמידה)|(?P<lying_he>בשכיבה)|(?P<sitting_he>בישיבה)"
    r"|(?P<fasting_he>בצום)|(?P<urine_he>שתן)|(?P<passive_he>פסיבי)|(?P<active_he>אקטיבי)"
    r"|(?P<rest_he>במנוחה)|(?P<moving_he>במאמץ|בהליכה|בתנועה)",
    re.IGNORECASE,
)
"""Ways of measuring whose numbers are not one series."""
_REFUSED_NEXT = re.compile(
    r"\W*(?:(?:but |however,? )?(?:s?he|they|(?:the )?patient|client)\W+)?(?:\w+ )?"
    r"(?:refus|declin|did not (?:want|agree))"
    r"|[^\n]{0,12}(?:סירב|מסרב|סירוב|דחה|דחתה)",
    re.IGNORECASE,
)
_HANDED = re.compile(r"[\s-](?:hand(?:ed)?\b(?:[\s-]dominan\w+)?)", re.IGNORECASE)
_NEITHER = "?"


@dataclass(frozen=True, slots=True)
class About:
    """The side, the joints and the way of measuring of one value; `side` is "?" where it cannot be told."""

    side: str = ""
    joints: frozenset[str] = frozenset()
    how: frozenset[str] = frozenset()

    def same_as(self, other: About) -> bool:
        """Whether two numbers are of one thing, as far as the notes say of what they are."""
        return self == other and self.side != _NEITHER


def about(one: Said, start: int, end: int, *, local: bool) -> About:
    """What the value at `[start, end)` of a sentence is of.

    The side and the joint are those named in its clause or last before it. Of what is `local` (pain, the arc
    of a joint) they may also stand in an earlier sentence of the field.
    """
    begin, stop = _clause(one.words, start, end)
    return About(
        side=_side(one, begin, start, stop, local=local),
        joints=_joints(one, stop) if local else frozenset(),
        how=frozenset(_names(_HOW, one.words[begin:stop])),
    )


def of_another(one: Said) -> bool:
    """Whether a sentence speaks of somebody else: whose the number is cannot be told then."""
    return OTHER_PERSON.search(one.words) is not None or OTHER_PERSON.search(one.heading) is not None


def is_certain(one: Said, sentences: Sequence[Said]) -> bool:
    """Whether nothing makes a dose one that is only thought of, offered, refused, a limit, or a mistake."""
    if NOT_CERTAIN.search(one.words) or NOT_CERTAIN.search(one.heading) or of_another(one):
        return False
    before = next((each for each in reversed(sentences) if each.of == one.of and each.end <= one.start), None)
    if before is not None and before.words.rstrip().endswith(":") and NOT_CERTAIN.search(before.words):
        return False
    after = next((each for each in sentences if each.of == one.of and each.start >= one.end), None)
    return after is None or _REFUSED_NEXT.match(after.words) is None


def _clause(words: str, start: int, end: int) -> tuple[int, int]:
    begin = max((cut.end() for cut in _CLAUSE_END.finditer(words, 0, start)), default=0)
    stop = _CLAUSE_END.search(words, end)
    return begin, stop.start() if stop else len(words)


def _side(one: Said, begin: int, start: int, stop: int, *, local: bool) -> str:
    here = _sides(one)
    clause = {name for place, name in here if begin <= place < stop}
    if len(clause) == 1:
        return next(iter(clause))
    before = [name for place, name in here if (begin if clause else 0) <= place < start]
    if clause or not local:
        return before[-1] if clause and before else _NEITHER if clause else ""
    if here:
        return before[-1] if before else _NEITHER
    around = {name for _, name in _sides(_field_before(one))}
    return _NEITHER if len(around) > 1 else next(iter(around), "")


def _sides(one: Said) -> list[tuple[int, str]]:
    """Where each side is named in a sentence; the hand somebody writes with is none."""
    words = one.words
    return [(side.start, side.name) for side in one.claims.sides if not _HANDED.match(words, side.end)]


def _joints(one: Said, stop: int) -> frozenset[str]:
    named = _names(_JOINT, one.words[:stop]) or _names(_JOINT, one.heading)
    return frozenset((named or _names(_JOINT, _field_before(one).words))[-1:])


def _field_before(one: Said) -> Said:
    return Said(one.of, 0, one.start)


def _names(pattern: re.Pattern[str], words: str) -> list[str]:
    return [(match.lastgroup or "").removesuffix("_he") for match in pattern.finditer(words)]
