"""What a Hebrew question is once it is put into one form; as `rewriting`, for Hebrew.

An article or a prefix is taken off only within what is asked for by its name: elsewhere the same letter is
part of a word (`הוריד`, lowered, is not `וריד`, a vein).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.assistant.cache.exact_words import ExactWords

_ASKED_FOR = "מה"
_LEADS = tuple(
    tuple(each.split())
    for each in (
        "תראה לי את; תראי לי את; הראה לי את; הראי לי את; תן לי את; תני לי את; הצג את; הצג לי את; הציגי את"
        "; תוכל להראות לי את; תוכלי להראות לי את; תוכל להגיד לי; תוכלי להגיד לי; תוכל לומר לי; תוכלי לומר לי"
        "; אפשר לראות את; אפשר לקבל את; אני רוצה לראות את; אני רוצה לדעת; אני צריך את; אני צריכה את"
        "; תראה לי; תראי לי; הראה לי; הראי לי; תן לי; תני לי; את"
    ).split("; ")
)
_KINDLY = frozenset({"אני רוצה לדעת", "תוכל להגיד לי", "תוכלי להגיד לי", "תוכל לומר לי", "תוכלי לומר לי"})
"""What may stand before any question."""
_WHAT = frozenset({"מה", "מהו", "מהי", "מהם", "מהן"})
_QUESTION_WORDS = frozenset(
    {"מה", "מהו", "מהי", "מהם", "מהן", "מתי", "איפה", "מי", "למה", "מדוע", "איך", "כמה", "איזה"}
)
_KINDS = {
    "מינון": "מינון",
    "תאריך": "תאריך",
    "תוצאה": "תוצאה",
    "תוצאת": "תוצאה",
    "תוצאות": "תוצאות",
    "רמה": "רמה",
    "רמת": "רמה",
    "רמות": "רמות",
    "ערך": "ערך",
    "ערכי": "ערכים",
    "ערכים": "ערכים",
    "מדידה": "מדידה",
    "מדידת": "מדידה",
    "תופעות_לוואי": "תופעות_לוואי",
}
"""What may be asked for, and its form when it stands by itself."""
_BY_THEMSELVES = frozenset("תוצאה רמה מדידה רמות ערכים".split())
"""Forms that take what they are of only behind `של`; another word behind them says how they are."""
_NAMED = frozenset({"לחץ_דם", "משקל", "גובה", "דופק", "אבחנה", "אבחנות", "אלרגיות", "תרופות", "סטורציה"})
_TOGETHER: dict[tuple[str, ...], str] = {
    ("לחץ", "דם"): "לחץ_דם",
    ("תופעות", "לוואי"): "תופעות_לוואי",
    ("תופעות", "הלוואי"): "תופעות_לוואי",
}
_AFTER = frozenset({"של", "שלה", "שלו", "היום", "אתמול", "כיום", "אחרי", "לפני", "מאז", "במהלך", "עבור"})
_JOINS = frozenset({"או", "לא", "ללא", "בלי", ",", "ולא", "אין"})
_ROOT_WITH_HE = frozenset(
    "הוא היא הם הן היה הייתה היתה היו המוגלובין הפרין היסטוריה הריון היריון הפניה הפנייה הדמיה הרדמה השתלה"
    " הזרקה הפרעה הקרנה הקרנות הליכה המטוקריט הורמון הדבקה החמרה המלצה הקלה הנשמה הבנה הכנסה הגנה הסתגלות"
    " הפלה הפסקה הורדה הוצאה הגירה הבדל הרגל הישג הסבר".split()
)
_JUDGES = frozenset(
    "גבוה גבוהה גבוהים גבוהות נמוך נמוכה נמוכים נמוכות תקין תקינה תקינים תקינות חריג חריגה חריגים חריגות"
    " חיובי חיובית חיוביות שלילי שלילית שליליות נכון נכונה שגוי שגויה כפול כפולה יציב יציבה טוב טובה"
    " חדש חדשה אחר אחרת זהה שונה".split()
)
"""Behind a name these ask whether it is so: `תוצאה תקינה?`"""
_MAY_BE_OF_VERB = re.compile(r"ה$|^ה(?:ת|סת|שת|צט|זד).*ות$")
"""`הבנה` (grasp) is not *the* `בנה` (built), nor `הסתגלות` *the* anything."""
_MOST_WORDS = 3


def rewritten_hebrew(words: Sequence[str], names: ExactWords) -> tuple[str, ...]:
    """The one form of a Hebrew question's words."""
    said, asks = _split(words, names)
    named = _by_name(asks)
    return (_ASKED_FOR, *named) if named is not None else tuple(said)


def spoken_hebrew(words: Sequence[str], names: ExactWords) -> list[str]:
    """The words of a question as they stand, without how it asks for something by its name."""
    said, asks = _split(words, names)
    return said if _by_name(asks) is None else asks


def _split(words: Sequence[str], names: ExactWords) -> tuple[list[str], list[str]]:
    """The words of a question, and those of them that may be the name of what it asks for."""
    said = _joined(names.named(words))
    lead = next(
        (each for each in sorted(_LEADS, key=len, reverse=True) if tuple(said[: len(each)]) == each), ()
    )
    asks = said[len(lead) :]
    if lead and " ".join(lead) in _KINDLY and asks and asks[0] in _QUESTION_WORDS:
        said, lead = asks, ()
    if asks and not lead and asks[0] in _WHAT:
        asks = asks[1:]
        if len(asks) > 1 and asks[0] in ("הוא", "היא", "הם", "הן") and _definite(asks[1]):
            asks = asks[1:]
    return said, asks


def _joined(words: Sequence[str]) -> list[str]:
    said: list[str] = []
    at = 0
    while at < len(words):
        two = tuple(words[at : at + 2])
        bare = (_bare(two[0]), *two[1:]) if len(two) == 2 else two
        found = _TOGETHER.get(two) or _TOGETHER.get(bare)
        said.append(found or words[at])
        at += 2 if found else 1
    return said


def _by_name(asks: Sequence[str]) -> list[str] | None:
    """*רמת הסוכר* and *הרמה של הסוכר* as *רמה סוכר*; None where it is not a thing asked for by its name."""
    if not asks:
        return None
    head, rest = asks[0], list(asks[1:])
    if not _JOINS.isdisjoint(asks):
        return None
    if _bare(head) in _NAMED:
        return [_bare(head), *rest] if not rest or _goes_on(rest[0]) or _definite(rest[0]) else None
    kind = _KINDS.get(_bare(head))
    if kind is None:
        return None
    if not rest or rest[0] in _AFTER - {"של"} or (_definite(head) and _goes_on(rest[0]) and rest[0] != "של"):
        return [kind, *rest]
    if rest[0] == "של":
        rest = rest[1:]
    elif _definite(head) or head in _BY_THEMSELVES:
        return None
    if not _JUDGES.isdisjoint(rest):
        return None
    end = next((at for at, word in enumerate(rest) if _goes_on(word)), len(rest))
    if not 1 <= end <= _MOST_WORDS:
        return None
    # In a name of several words the article stands before the last.
    return [kind, *rest[: end - 1], _of_article(rest[end - 1]), *rest[end:]]


def _goes_on(word: str) -> bool:
    """Whether a word is no part of the name any more."""
    return word in _AFTER or word in ("האחרון", "האחרונה", "הנוכחי", "הנוכחית", "האחרונות", "האחרונים")


def _definite(word: str) -> bool:
    return word.startswith("ה") and len(word) > 3 and word not in _ROOT_WITH_HE


def _of_article(word: str) -> str:
    """A thing's name without its article; where it may be a noun of a verb its letter may be of the root."""
    return word if _MAY_BE_OF_VERB.search(word) else _bare(word)


def _bare(word: str) -> str:
    return word[1:] if _definite(word) else word
