"""The words, numbers and signs of a question, as two questions are compared by: what is said, and no more.

Case and marks are left out only where nothing hangs on them: *AIDS* is not *aids*, *HbS* is not *HBs*, *.5*
is not *5*, and a comma or a new line may turn a sentence round.
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
    r"|[^\W\d_]+(?:['\"][^\W\d_]+)*|[,;:?!](?=[\s\"')\]]*\w)|[\n\r\v\f\x85\u2028\u2029](?=\s*\S)"
    r"|(?<!\b[DdMm][Rr])(?<!\b[Mm][Ss])(?<!\b[Mm][Rr][Ss])(?<!\b[Pp][Rr][Oo][Ff])(?<=\w)\.(?=\s+\w)"
    r"|[^\s\w.,;:!?'\"()\[\]–—-]"
)
"""A sign before a number, a number, a word with what follows an apostrophe, a stop or new line within (a full
stop behind *Dr* and the like is none), any other sign."""
_QUOTES = str.maketrans({"’": "'", "‘": "'", "״": '"', "”": '"', "“": '"', "׳": "'", "־": "-", "‑": "-"})
_STOPS = ",;:?!."
_WORDLIKE_NAMES = frozenset(
    "will may rose mark bill grace faith hope joy art drew sue rob frank gene dawn polish turkey pat ray"
    " miles chase iris pearl ruby penny max".split()
)
_PLAIN_SHORT = frozenset(
    "ace acl adhd afib alt apap ast bmi bmp bnp bp bph bun cabg cad cbc cbt chf ckd cmp copd covid cpap"
    " crp ct cxr dexa dm dna dr dvt ecg eeg egd ekg emg ent esr fbc fev ft gcs gerd gfr gi gp hb"
    " hcg hcv hdl hf hgb hiv hpv hr hrt htn ibd ibs icd icu inr iud iv kg lab ldl lft lfts mcg ml"
    " mmse moca mrcp mri mrsa nsaid nsaids ocd ocp osa pcl pcos pcp phq pmh ppi prn psa psych pth ptsd"
    " rna rr rsv ssri stemi tb tia tid tka tsh ttg uti vte wbc".split()
)
"""Abbreviations that mean the same in small letters, none of which is a word."""
_PLAIN_BEFORE = {"hba": re.compile(r"1c\b", re.IGNORECASE)} | dict.fromkeys(
    ("spo", "phq", "gad", "pcl", "covid"), re.compile(r"\d")
)
"""The same before what stands there; other words before a number keep their case: *PaO2* is not *PAO2*."""
_HEBREW = re.compile("[א-ת]")
_AFTER_NUMBER = re.compile(r"(?:^|[\s(<>=~])\d[\d.,]*\s?$")
_NUMBER_CHARS = 12


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
        if written in _STOPS or written.isspace():
            if found and found[-1] != ",":
                found.append(",")
            continue
        base, mark, ending = written.rpartition("'")
        owned = bool(mark) and ending.casefold() == "s"
        counted = bool(_AFTER_NUMBER.search(text[max(0, each.start() - _NUMBER_CHARS) : each.start()]))
        word = base if owned else written
        found.append(_cased(word, first=not found, counted=counted, after=text[each.end() :][:3]))
        if owned:
            found.append("'s")
    return found


def what_is_said(question: str) -> tuple[str, ...]:
    """The words, numbers and signs of a question in their order, without courtesy."""
    words = words_of(without_courtesy(plain(question)))
    if words[:2] == ["what", "'s"]:
        words[1] = "is"
    return tuple(words)


def is_hebrew(words: list[str]) -> bool:
    return any(_HEBREW.search(word) for word in words)


def _cased(written: str, *, first: bool, counted: bool, after: str) -> str:
    """`counted`: it stands behind a number, as a unit does. `after`: the characters behind it."""
    small = written.casefold()
    if (before := _PLAIN_BEFORE.get(small)) is not None and before.match(after):
        return small
    if not written.isupper() and not written[1:].islower() and len(written) > 1 and small != written:
        plural = written[:-1].isupper() and small in _PLAIN_SHORT
        return small if plural or small == "mmhg" else written
    if first and not written[1:].isupper():
        return small
    if len(written) == 1:
        return written if counted or (written in ("A", "I") and not after[:1].isdigit()) else small
    if written.isupper():
        return small if small in _PLAIN_SHORT else written
    if written[0].isupper() and (len(written) == 2 or small in _WORDLIKE_NAMES):
        return small if small == "dr" else written
    return small
