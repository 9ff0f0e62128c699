"""Normalises Hebrew words so that notes and questions match: without prefixes, endings and vowel letters.

Three readings of a word, from certain to uncertain: without its ending, without one to three prefix letters,
and as a skeleton that approximates the root. The skeleton, marked with `~`, has a low weight. All words here
are folded (`core.language.folding`).
"""

from __future__ import annotations

import re

SKELETON_MARK = "~"
_HEBREW = re.compile("[א-ת]")
_PREFIXES = frozenset(
    "ו ה ב כ ל מ ש וה וב וכ ול ומ וש שה שב של שכ שמ כש מה מש מב "
    "כשה כשב כשל כשמ לכש משה ושה ושב ושל ושמ וכש".split()
)
_LONGEST_PREFIX = 3
_FEWEST_LEFT = 3
_SHORT = frozenset("גב יד לב דמ אפ פה שנ שד בנ בת".split())
"""Words of two letters that are common in charts (`הגב`, `ידו`); of any other at least three must remain."""

_ENDINGS = frozenset(
    "ותיהמ ותיהנ ותיכמ יותיו יותיה יותיי "
    "ותיו ותיה ותימ תיהמ "
    "ויות יימ יות ותי תיו תמה יהמ יהנ יכמ "
    "ימ ינ ות תה תו תי תמ תנ נו כמ המ הנ יו יה ית "
    "ה ת י ו".split()
)
"""Plural, feminine, construct, possessive and past-tense endings."""
_LONGEST_ENDING = 5
_WHOLE = ("סוכרת", "סכרת", "שפעת", "צהבת", "קצרת", "שינה")
"""Words whose last letter is not an ending: without it `סוכרת`, diabetes, would be `סוכר`, sugar."""

_PARTICLES = frozenset("ושהכלבמיתנא")
"""Letters that may precede the root: prefixes, and marks of a verb's tense or pattern."""
_VOWEL_LETTERS = str.maketrans("", "", "יו")
_SWAPPED_SIBILANT = re.compile(r"^(?:ל?ה|[מיתנא])([שס])ת(?=..)")
"""`השתעל` of the root `שעל`: a sibilant swaps places with the ת of its pattern."""
_ROOT_LETTERS = 3


def is_hebrew(word: str) -> bool:
    return _HEBREW.search(word) is not None


def variants(word: str) -> tuple[str, ...]:
    """The readings of a word without its ending: complete, then without its prefix letters."""
    return tuple(dict.fromkeys(without_ending(each) for each in without_prefixes(word)))


def without_prefixes(word: str) -> tuple[str, ...]:
    """`word`, then what remains after removing one, two or three prefix letters."""
    found = [word]
    for cut in range(1, _LONGEST_PREFIX + 1):
        left = word[cut:]
        if word[:cut] in _PREFIXES and (len(left) >= _FEWEST_LEFT or left in _SHORT):
            found.append(left)
    return tuple(found)


def without_ending(word: str) -> str:
    """`word` without its plural, feminine, possessive or past-tense ending, if enough remains."""
    if word.startswith(_WHOLE):
        return next(whole for whole in _WHOLE if word.startswith(whole))
    for length in range(_LONGEST_ENDING, 0, -1):
        if word[-length:] in _ENDINGS:
            left = word[:-length]
            if len(left) >= _FEWEST_LEFT or left in _SHORT:
                return left
    return word


def skeleton(word: str) -> str:
    """The consonants that approximate the root, marked; "" if fewer than three letters remain.

    Every letter that may be a particle is removed from the front while three consonants remain, so that
    `התלוננה` and `מתלוננת` become equal.
    """
    ended = without_ending(word)
    consonants = ended[:1] + ended[1:].translate(_VOWEL_LETTERS)
    while len(consonants) > _ROOT_LETTERS:
        swapped = _SWAPPED_SIBILANT.sub(r"\1", consonants)
        if swapped != consonants and len(swapped) >= _ROOT_LETTERS:
            consonants = swapped
        elif consonants[0] in _PARTICLES:
            consonants = consonants[1:]
        else:
            break
    return SKELETON_MARK + consonants if len(consonants) >= _ROOT_LETTERS else ""
