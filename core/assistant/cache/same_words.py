"""The normalised words, numbers and signs of a question, by which two questions are compared.

Case and punctuation are only removed where they cannot change the meaning: *AIDS* is not *aids*, *HbS* is not
*HBs*, *.5* is not *5*, and a comma or a new line may reverse a sentence.
"""

from __future__ import annotations

import re

_COURTESY = re.compile(
    r"""\s*(?:
    (?:(?:can|could|would|will)\ you\ (?:please\ )?|please,?\ |kindly\ )?(?:tell|show|give)\ me\b(?!\ up\b)
    |please\b|kindly\b|בבקשה\b|אנא\b|נא\b|(?:תגידי?|תאמרי?|ספרי?|אמור|אמרי)\ לי\b
    # The same letters are "the mother": it is left out only where a question by itself goes on behind it.
    |האם(?=\ (?:הוא|היא|הם|הן|יש|אין|ניתן|אפשר)\b)
    )[\s,:]*""",
    re.VERBOSE | re.IGNORECASE,
)
"""Polite beginnings of a question that do not change what it asks."""
_THANKS = re.compile(r"[\s,]*(?<!\w)(?:please|thank you|thanks|בבקשה|תודה)[\s.!?]*$", re.IGNORECASE)
_TOKEN = re.compile(
    r"""(?:(?<!\w)[-−–])?(?:(?<![\w.])\.)?\d+(?:[.,:/]\d+)*(?:['"′″](?!\w))?  # a number with its sign
    |[-−–](?![^\W\d_])|(?<![^\W\d_])[-−–]  # a hyphen or minus, unless between letters: *T-5*, *Rh -*
    |[^\W\d_]+(?:['"][^\W\d_]+)*  # a word with what follows an apostrophe
    |[,;:?!](?=[\s"')\]]*\w)|(?<=\w)\.(?=\s+\w)  # a stop within
    |[\n\r\v\f\x85\u2028\u2029](?=\s*\S)  # a new line within
    |[^\s\w.,;:!?'"()\[\]–—-]  # any other sign""",
    re.VERBOSE,
)
_QUOTES = str.maketrans({"’": "'", "‘": "'", "״": '"', "”": '"', "“": '"', "׳": "'", "־": "-", "‑": "-"})
_STOPS = ",;:?!."
_NAMES_THAT_ARE_WORDS = frozenset(
    "will may rose mark bill grace faith hope joy art drew sue rob frank gene dawn polish turkey pat ray"
    " miles chase iris pearl ruby penny max".split()
)


def what_is_said(question: str) -> tuple[str, ...]:
    """The words, numbers and signs of a question in their order, without courtesy.

    Every stop inside becomes a comma, and *what's* becomes *what is*.
    """
    words: list[str] = []
    for written in _TOKEN.findall(_without_courtesy(question.translate(_QUOTES).strip())):
        if written not in _STOPS and not written.isspace():
            words.append(_cased(written, first=not words))
        elif words and words[-1] != ",":
            words.append(",")
    return ("what", "is", *words[1:]) if words[:1] == ["what's"] else tuple(words)


def _without_courtesy(question: str) -> str:
    """`question` without polite words at its beginning and end; never reduced to ""."""
    asks = question
    while (begin := _COURTESY.match(asks)) is not None and begin.end():
        asks = asks[begin.end() :]
    if (thanks := _THANKS.search(asks)) is not None and thanks.start():
        asks = asks[: thanks.start()]
    return asks if any(char.isalnum() for char in asks) else question


def _cased(written: str, *, first: bool) -> str:
    """A word in lower case, unless it has inner capitals, is short (*Mg*, *A*) or may be a name."""
    small = written.casefold()
    if written[1:] != small[1:]:
        return written
    return written if not first and (len(written) <= 2 or small in _NAMES_THAT_ARE_WORDS) else small
