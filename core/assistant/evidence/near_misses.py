"""What the chart says of something near, and never of what is asked: a relative's illness, the other knee.

Each sign needs that the words of the question are mentioned, which is why no sign of absence sees it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.assistant.evidence.people import asked_of, is_named
from core.assistant.evidence.reported import is_coming, tells_finding
from core.assistant.evidence.signs import Asked, Said
from core.assistant.evidence.subjects import SURE, drug_lexemes
from core.assistant.evidence.told import is_untold
from core.clients.record_fields import RECORD_LISTS
from core.retrieval.language.lexemes import note_lexemes

_NEARLY = 0.9
"""Of the share that the best sentence holds: less, and a sentence is about something else."""
_SHOWN = re.compile(
    r"^\W*(?:and )?what (?:did|was|were|is|are)\b.*"
    r"\b(?:show|find|found|reveal|demonstrate|grow|say|conclude|advise|recommend|suggest|think|come back"
    r"|results?"
    r"|findings?)\b"
    r"|^\W*how did .*\b(?:go|turn out|come out|come back)\b|\bresults? of\b|\b(?:results?|findings?)\W*$"
    r"|^\W*(?:מה|מהן|מהי|מהו|אילו)\s.{0,12}(?:תוצא|הרא[התו]|מצא|ממצא|אמר|המליצ|קבע)",
    re.IGNORECASE,
)
_WHEN_IT_WAS = re.compile(
    r"^\W*(?:when (?:was|were|did)\b|(?:in )?(?:what|which) year\b|what (?:was the )?date\b)|^\W*(?:מתי"
    r"|באיזו שנה)(?![א-ת])",
    re.IGNORECASE,
)
_FORMER = re.compile(
    r"\b(?:history|h/o|hx|pmh|psh|s/p|status[- ]post|previous(?:ly)?|prior|past|remote)\b"
    r"|(?<![א-ת])(?:בעבר|מצב (?:אחרי|לאחר))",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[/.]\d{1,2}\b|\bago\b|\bsince\b|\blast\b|\bage\b|\bin (?:the )?[12]\d+s?\b"
    r"|\b(?:yesterday|today|recent\w*|year|month|week|day|childhood|teen\w*|child|birth)s?\b"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|sept|oct|nov|dec)[a-z]*\b|לפני|שנ[הת]|חודש|שבוע|בגיל"
    r"|\d{4}",
    re.IGNORECASE,
)
_SIDE = re.compile(
    r"\b(?P<left>left)\b|\b(?P<right>right)\b(?! (?:now|away|after|before))"
    r"|(?<![א-ת])[ובהלמ]{0,2}(?:(?P<left_he>שמאל(?:י|ית)?)|(?P<right_he>ימין|ימני|ימנית))(?![א-ת])",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\bbilateral|\bboth\b|\beither\b|דו[\s-]?צדדי|שני הצדדים|שתי", re.IGNORECASE)
_SHORT_SIDE = {"left": re.compile(r"\b(?:L|Lt|lt|l\.)\b"), "right": re.compile(r"\b(?:R|Rt|rt|r\.)\b")}


_WHICH = re.compile(
    r"\b(?:which|what|name of the)\s+$|(?:איזה|איזו|אילו|באיזה)\s+(?:סוג\s+)?$", re.IGNORECASE
)
_YES_NO = re.compile(
    r"^\W*(?:is|was|are|were|does|did|do|has|had|have|any|ever)\b|^\W*(?:האם|יש)(?![א-ת])", re.IGNORECASE
)
_DIED = re.compile(
    r"\b(?:die[ds]?|death|dead|deceased|passed|killed|suicide|widow\w*|late|lost)\b|נפטר|מת(?:ה"
    r"|ו)?(?![א-ת])|מות|אלמנ|התאבד",
    re.IGNORECASE,
)
_DRUG = re.compile(r"\b(?:drugs?|medic\w+|pills?|tablets?)\b|תרופ|כדור", re.IGNORECASE)
_ALLERGY = re.compile(r"allerg|אלרגי|רגישות ל", re.IGNORECASE)
_PICTURE_ASKED = re.compile(
    r"\b(?:scans?|imaging|films?|x-?rays?|pictures|radiographs?)\b|(?<![א-ת])[בהל]{0,2}(?:הדמי\S*|צילומ\S*"
    r"|סריק\S*|צילום)",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"\b(?:scan\w*|imag\w+|films?|x-?rays?|xr|cxr|radiograph\w*|mri|mra|ct|cta|pet|dexa|ultraso\w+"
    r"|sonogr\w+|us|uss|doppler|duplex"
    r"|echo\w*|angiogra\w+|mammogra\w+|views?|fractures?)\b|הדמי|צילום|סריק|אולטרסאונד|אקו",
    re.IGNORECASE,
)


def near_miss_signs(asked: Asked) -> dict[str, float]:
    """What stands beside what is asked, each 0 or 1."""
    untold = is_untold(asked)
    return {
        "of_another": float(_is_of_another(asked)),
        "parts_apart": float(_are_parts_apart(asked)),
        "other_side": float(_is_other_side(asked)),
        "undated": float(_is_undated(asked)),
        "unnamed": float(_is_unnamed(asked)),
        "unshown": float(_is_unshown(asked)),
        "unpictured": float(_is_unpictured(asked)),
        "untold": float(untold is not None and not untold.hint),
        "untold_hint": float(untold is not None and untold.hint),
    }


def _is_of_another(asked: Asked) -> bool:
    """Whether a relative's health is asked after, and nothing that is asked is said of that relative."""
    who = asked_of(asked.question)
    if who is None:
        return False
    about = [one for one in asked.said if is_named(who, one.text)]
    if _DIED.search(asked.question):
        return not any(_DIED.search(one.text) for one in about)
    rest = [place for place in asked.telling if not is_named(who, asked.subjects.names[place])]
    named = [place for place in rest if asked.kinds[place] in ("term", "drug", "body")]
    if named or _YES_NO.search(asked.question):
        return not any(one.held.get(place, 0.0) >= SURE for one in about for place in named or rest)
    if _DRUG.search(asked.question):
        return not any(_names_a_drug(one.text) for one in about)
    return not about


def _are_parts_apart(asked: Asked) -> bool:
    """Whether a test and the part of the body it was of are both mentioned, in no passage together."""
    kinds = asked.kinds
    tests = [place for place in asked.telling if kinds[place] == "term" and place not in asked.absent]
    parts = [place for place in asked.telling if kinds[place] == "body" and place not in asked.absent]
    if len(tests) != 1 or len(parts) != 1 or not _SHOWN.search(asked.question):
        return False
    held: dict[int, set[int]] = {}
    for one in asked.said:
        there = {place for place, sure in one.held.items() if sure >= SURE}
        held.setdefault(one.passage, set()).update(there)
    return not any({tests[0], parts[0]} <= places for places in held.values())


def _is_other_side(asked: Asked) -> bool:
    """Whether one side of the body is asked after, and all that is told of it is told of the other."""
    found = _SIDE.search(asked.question)
    if found is None:
        return False
    side = "left" if found["left"] or found["left_he"] else "right"
    other = "right" if side == "left" else "left"
    about = _nearest(asked, list(asked.telling))
    return bool(about) and all(
        _has_side(one.text, other) and not _has_side(one.text, side) and not _BOTH.search(one.text)
        for one in about
    )


def _has_side(text: str, side: str) -> bool:
    return _SHORT_SIDE[side].search(text) is not None or any(
        found[side] or found[f"{side}_he"] for found in _SIDE.finditer(text)
    )


def _is_undated(asked: Asked) -> bool:
    """Whether it is asked when something was, and it is only told that it once was."""
    if _WHEN_IT_WAS.search(asked.question) is None:
        return False
    about = _nearest(asked, list(asked.telling))
    return bool(about) and all(
        _FORMER.search(one.text) is not None and _TIME.search(one.text) is None for one in about
    )


def _is_unnamed(asked: Asked) -> bool:
    """Whether the drug of a class is asked for that was given in some circumstance, and the sentence that
    tells of both names none.
    """
    for place, name in enumerate(asked.subjects.names):
        before = asked.question[: asked.question.find(name)]
        if not asked.subjects.is_class(place) or not _WHICH.search(before):
            continue
        rest = [other for other in asked.telling if other != place and other not in asked.absent]
        about = [
            one for one in asked.said
            if one.held.get(place, 0.0) >= SURE and all(one.held.get(other, 0.0) >= SURE for other in rest)
        ]  # fmt: skip
        near = {one.passage for one in about}
        return bool(rest and about) and not any(
            asked.subjects.holds_drug(place, one.text)
            for one in asked.said
            if one.field not in RECORD_LISTS and not _ALLERGY.search(one.text)
            and (one.passage in near or any(one.held.get(other, 0.0) >= SURE for other in rest))
        )  # fmt: skip
    return False


def _is_unshown(asked: Asked) -> bool:
    """Whether it is asked what something showed, and every sentence about it says that it shall be done."""
    if _SHOWN.search(asked.question) is None:
        return False
    about = _nearest(asked, list(range(len(asked.kinds))))
    return bool(about) and not any(_tells(one) for one in about)


def _is_unpictured(asked: Asked) -> bool:
    """Whether it is asked what a picture of some part showed, and none of it is told."""
    if _SHOWN.search(asked.question) is None or _PICTURE_ASKED.search(asked.question) is None:
        return False
    parts = [
        place
        for place in asked.telling
        if asked.kinds[place] in ("body", "word") and place not in asked.absent
    ]
    told = {one.passage for one in asked.said if _PICTURE.search(one.text) and _tells(one)}
    held = {one.passage for one in asked.said if any(one.held.get(place, 0.0) >= SURE for place in parts)}
    return bool(parts) and not told & held


def _tells(one: Said) -> bool:
    return not is_coming(one.text, field=one.field) or tells_finding(one.text)


def _nearest(asked: Asked, places: Sequence[int]) -> list[Said]:
    """The sentences that hold the most of the groups `places`, at least half of what counts of them."""
    shares = [asked.share({k: v for k, v in one.held.items() if k in places}) for one in asked.said]
    whole = asked.share(dict.fromkeys(places, 1.0))
    best = max(shares, default=0.0)
    if not whole or best < whole / 2:
        return []
    return [one for one, share in zip(asked.said, shares, strict=True) if share >= _NEARLY * best]


def _names_a_drug(text: str) -> bool:
    """Whether any drug that the tables know is named."""
    return not drug_lexemes().isdisjoint(note_lexemes(text))
