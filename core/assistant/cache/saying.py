"""The words, numbers and signs of a question, as two questions are compared by: what is said, and no more.

Case and marks are left out only where nothing hangs on them: *AIDS* is not *aids*, *IT* is not *it*, *.5* is
not *5*, and a comma may turn a sentence round.
"""

from __future__ import annotations

import re

_COURTESY = re.compile(
    r"\s*(?:(?:(?:can|could|would|will) you (?:please )?|please,? |kindly )?(?:tell|show|give) me\b(?! up\b)"
    r"|please\b|kindly\b|בבקשה\b|אנא\b|נא\b|(?:תגידי?|תאמרי?|ספרי?|אמור|אמרי) לי\b"
    # The same letters are "the mother": it is left out only where a question by itself goes on behind it.
    r"|האם(?= (?:הוא|היא|הם|הן|יש|אין|ניתן|אפשר)\b))[\s,:]*"
)
"""How a question may begin without asking for anything else."""
_THANKS = re.compile(r"[\s,]*(?<!\w)(?:please|thank you|thanks|בבקשה|תודה)[\s.!?]*$")
_TOKEN = re.compile(
    r"(?<!\w)[-−–](?=\.?\d)|(?<=\w)[-−–](?![\w-])|(?:(?<![\w.])\.)?\d+(?:[.,:/]\d+)*(?:['\"′″](?!\w))?"
    r"|[^\W\d_]+(?:['\"][^\W\d_]+)*|[,;:?!](?=[\s\"')\]]*\w)|(?<=\w{4})\.(?=\s+\w)|[^\s\w.,;:!?'\"()\[\]–—-]"
)
"""A sign before a number, a number, a word with what follows an apostrophe, a stop within, any other sign."""
_QUOTES = str.maketrans({"’": "'", "‘": "'", "״": '"', "”": '"', "“": '"', "׳": "'", "־": "-", "‑": "-"})
_STOPS = ",;:?!."
_KEEPS_THE = frozenset(
    "pill pills runs coil change other same more less once bends shakes blues patch snip shot home knife"
    " two three four five six seven eight nine ten one ones".split()
)
"""Words that are something else without *the* before them: *on the pill*, *at the home*."""
_WORDLIKE_NAMES = frozenset(
    "will may rose mark bill grace faith hope joy art drew sue rob frank gene dawn polish turkey pat ray"
    " miles chase iris pearl ruby penny max".split()
)
_PLAIN_SHORT = frozenset(
    "ace acl adhd afib alt apap ast bmi bmp bnp bp bph bun cabg cad cbc cbt chf ckd cmp copd covid cpap"
    " crp ct cxr dexa dm dna dr dvt ecg eeg egd egfr ekg emg ent esr fbc fev ft gcs gerd gfr gi gp hb"
    " hba hcg hcv hdl hf hgb hiv hpv hr hrt htn ibd ibs icd icu inr iud iv kg lab ldl lft lfts mcg ml"
    " mmse moca mrcp mri mrsa nsaid nsaids ocd ocp osa pcl pcos pcp phq pmh ppi prn psa psych pth ptsd"
    " rna rr rsv ssri stemi tb tia tid tka tsh ttg uti vte wbc".split()
)
"""Abbreviations that mean the same in small letters, none of which is a word."""
_HEBREW = re.compile("[א-ת]")
_BEFORE_DIGIT = re.compile(r"\d")


def plain(question: str) -> str:
    """`question` with one kind of quotation mark and hyphen."""
    return question.translate(_QUOTES).strip()


def without_courtesy(question: str) -> str:
    """A `plain` question without what only asks kindly, before it and behind it; "" is never left of one."""
    asks = question
    while (begin := _COURTESY.match(asks.casefold())) is not None and begin.end():
        asks = asks[begin.end() :]
    if (thanks := _THANKS.search(asks.casefold())) is not None and thanks.start():
        asks = asks[: thanks.start()]
    return asks if any(char.isalnum() for char in asks) else question


def words_of(text: str) -> list[str]:
    """The words, numbers, signs and inner stops of a `plain` text, in one case where the case says nothing.

    A name's possessive *'s* is a word of its own.
    """
    found: list[str] = []
    for each in _TOKEN.finditer(text):
        written = each[0]
        if written in _STOPS:
            found.append(",")
            continue
        base, mark, ending = written.rpartition("'")
        owned = bool(mark) and ending.casefold() == "s"
        follows = bool(_BEFORE_DIGIT.match(text, each.end()))
        found.append(_cased(base if owned else written, first=not found, before_digit=follows))
        if owned:
            found.append("'s")
    return found


def what_is_said(question: str) -> tuple[str, ...]:
    """The words, numbers and signs of a question in their order, without courtesy and without *the*."""
    words = words_of(without_courtesy(plain(question)))
    if words[:2] == ["what", "'s"]:
        words[1] = "is"
    return tuple(without_the(words))


def without_the(words: list[str]) -> list[str]:
    """The words without *the*, but where it makes another thing of the next one."""
    following = [*words[1:], ""]
    return [
        word
        for word, after in zip(words, following, strict=True)
        if word != "the" or after in _KEEPS_THE or after[:1].isdigit() or not after
    ]


def is_hebrew(words: list[str]) -> bool:
    return any(_HEBREW.search(word) for word in words)


def _cased(written: str, *, first: bool, before_digit: bool) -> str:
    small = written.casefold()
    if first and not written[1:].isupper():
        return small
    if len(written) == 1:
        return written if written in ("A", "I") and not before_digit else small
    if written.isupper():
        return small if small in _PLAIN_SHORT or before_digit else written
    if written[0].isupper() and (len(written) == 2 or small in _WORDLIKE_NAMES):
        return small if small == "dr" else written
    return small
