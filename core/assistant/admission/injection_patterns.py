"""Detects attempts to redirect the assistant, with the phrases of `tables/injection_patterns.txt`.

Clinicians use the same words about people: somebody *ignores instructions*, *acts out*, *pretends*,
*forgets*. The difference is who is addressed. So a verb counts where a command begins (at the start of a
clause, after *please*, after *you must*), and a noun where it names something only a program has. A question
whose form is about a person (*did she …*, *told to say "…"*) is not certainly addressed to the program.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from core.clinical_language.tables import rows, spellings


class InjectionKind(StrEnum):
    """The goal of an attempt; each value is the code of an error."""

    OVERRIDE = "question_overrides"
    ROLE_PLAY = "question_role_play"
    LEAK = "question_prompt_leak"
    FORGED = "question_forged_marks"
    EXFILTRATION = "question_exfiltration"
    DICTATED = "question_dictates"
    ENCODED = "question_encoded"
    HIDDEN = "question_hidden_text"


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What a text may attempt; not `certain` if it may as well be about a person."""

    kind: InjectionKind
    certain: bool


_PARTS = re.compile(r"(?:https?|ftp|file)://\S+|www\.\S+|[\w.]+@[\w-]+\.\w+|\w+(?:['’]\w+)*|[^\w\s]")
_ADDRESS = "ADDRESS"
_IN_ADDRESSES = ("://", "www.", "@")
"""A slash alone does not make an address: `AST/ALT`, `140/90`, `5/3`."""
_FORGED_MARKS = (
    r"<\|[^|>]{0,40}\|>",
    r"<\s?/?\s?(?:system|user|assistant|human|sys|inst|prompt|context|notes?|sources?)\b[^>]{0,80}>",
    r"\[/?(?:system|user|assistant|sys|inst)\b[^\]]{0,30}\]",
    r"(?:#{2,}|={3,}|-{3,}|\*{3,}|>{2,})\s?(?:end|begin|start|new|system|instruction|user|assistant)\b",
    r"[\"']role[\"']\s?:\s?[\"']",
    # The prompt's marks of notes: `Note [4] (2024-01-01, plan):`, `4| `.
    r"\bnote \[?\d{1,3}\]?\s?\([^)]{0,60}\)\s?:",
    r"(?:^|\s)\d{1,2}\|\s",
)
_FORGED = re.compile("|".join(_FORGED_MARKS))
_PHRASE_PART = re.compile(r"<[^>]+>|\S+")
_MARK = r"(?<=[^\w\s] )"
_POLITE = "(?:(?:now|please|kindly|just|then|also|simply|immediately|and|but|ו) ){0,3}"
_JOINED = "(?<!\\S)(?:and|then|but|so|first) "
_HEBREW_PREFIXES = "[והבכלמש]{0,2}"
_REPORTED = re.compile(
    r"\b(?:(?:she|he|they|him|her|them|patient|client|mother|father|voices?|to) (?:say|tell|hear|write|think)"
    r"|says|said|saying|tells|told|telling|hears|heard|wrote|written|feels|felt|thinks|believes|exercise) "
    r"[,:]? ?(?:[\"“] [^\"“”]*[\"”]|['‘] [^'‘’]*['’]) "
)
_ABOUT_SOMEBODY = re.compile(
    r"(?:(?<=[.?!;:,] )|(?<!\S)(?:and|or|but) )"
    r"(?:(?:when|why|how(?: \w+)?|where|who|what|which(?: \w+){1,3}) )?"
    r"(?:(?:did|does|was|were|has|had) (?!you |your )\w"
    r"|(?:do|have|is|are|can|could|should|would|will|may) (?:she|he|they|we|it|i|there|any|his|her|the) "
    r"|(?:האם|מתי|למה|מדוע|כמה|היכן|איפה|מי) (?!אתה|אתם)[א-ת])[^.?!;:]*"
    r"|(?<=[.?!;:,] )[^.?!;:]*\bאו (?:לא|שלא) "
)
"""Forms of questions about a person: what follows is not addressed to the program."""


def suspicion_in(reading: str) -> Suspicion | None:
    """The attempt in a text folded by `core.assistant.admission.obfuscation`, None for an ordinary
    question.
    """
    if _FORGED.search(reading):
        return Suspicion(InjectionKind.FORGED, certain=True)
    said = _in_parts(reading)
    to_it = _ABOUT_SOMEBODY.sub(". ", _REPORTED.sub(". ", said))
    for how_sure, text in (("always", said), ("command", to_it)):
        if (kind := _first_in(text, how_sure)) is not None:
            return Suspicion(kind, certain=True)
    maybe = _first_in(said, "command") or _first_in(said, "maybe")
    return Suspicion(maybe, certain=False) if maybe is not None else None


def _first_in(said: str, how_sure: str) -> InjectionKind | None:
    return next((kind for kind, pattern in _compiled()[how_sure] if pattern.search(said)), None)


def _in_parts(reading: str) -> str:
    """The words, marks and addresses of a text with one space behind each, between two full stops."""
    parts = _PARTS.findall(reading)
    return "".join(f"{_ADDRESS if _is_address(one) else one} " for one in (".", *parts, "."))


def _is_address(part: str) -> bool:
    return len(part) > 1 and any(sign in part for sign in _IN_ADDRESSES)


@cache
def _compiled() -> dict[str, list[tuple[InjectionKind, re.Pattern[str]]]]:
    """The phrases by certainty, those of a row in one pattern. Compiled at the first question, because it
    takes a tenth of a second that no other command should pay.
    """
    words: dict[str, list[str]] = defaultdict(list)
    found: dict[str, list[tuple[InjectionKind, re.Pattern[str]]]] = defaultdict(list)
    table = rows("injection_patterns", "core.assistant.admission")
    for _, name, column in (row for row in table if row[0] == "list"):
        words[name] += map(_words, spellings(column))
    lists = {name: f"(?:{'|'.join(each)})" for name, each in words.items()}
    for kind, how_sure, column in (row for row in table if row[0] != "list"):
        phrases = "|".join(_phrase(each, lists) for each in spellings(column))
        found[how_sure].append((InjectionKind(kind), re.compile(rf"(?<!\S)(?:{phrases})")))
    return found


def _phrase(phrase: str, lists: Mapping[str, str]) -> str:
    begins = rf"(?:{_MARK}|(?<!\S){lists['to it']}){_POLITE}"
    special = {
        "@": begins,
        "&": f"(?:{begins}|{_JOINED}{_POLITE})",
        "$": rf"(?=[^\w\s]|{lists['goes on']})",
    }
    return "".join(special.get(part) or _part(part, lists) for part in _PHRASE_PART.findall(phrase))


def _part(part: str, lists: Mapping[str, str]) -> str:
    if part.startswith(".."):
        return rf"(?:\w[\w'’]* ){{0,{part[2:]}}}?"
    return lists[part[1:-1]] if part[1:-1] in lists else _words(part)


def _words(spelling: str) -> str:
    return "".join(map(_word, spelling.split()))


def _word(word: str) -> str:
    """One word or mark with the space behind it; a Hebrew word with its possible prefixes."""
    ending = r"\w*" if word.endswith("*") else ""
    prefix = _HEBREW_PREFIXES if "א" <= word[0] <= "ת" else ""
    return f"{prefix}{re.escape(word.removesuffix('*'))}{ending} "
