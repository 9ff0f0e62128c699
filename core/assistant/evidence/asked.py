"""The kinds of value that a question asks for unambiguously, and how notes write them.

A question that no rule fits is never considered unanswered for lack of a value. Of some fifty kinds these
are the ones whose absence was informative on held-out questions (decision 0047).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from core.assistant.dto import Sought, SoughtKind
from core.assistant.evidence.subjects import Subjects
from core.clinical_language.statements import Statement, statement_of

RuleName = Literal["dose", "count", "age", "duration", "time of day", "person", "place", "side"]


@dataclass(frozen=True, slots=True)
class Rule:
    """The cue `asks for` its name begins a question for it; `holds`: where a sentence has such a value.

    `about`: which of the question's other words that sentence must contain. `all`: every one that the notes
    contain; `any`: one of them; `first`: the first; `drug`: the drug; `none`: the value suffices. `close`:
    the value follows shortly after the words, or directly precedes them.
    """

    name: RuleName
    holds: Callable[[Statement], Iterator[int]]
    about: str = "all"
    close: bool = False

    def asked(self, question: str) -> tuple[int, int] | None:
        """The characters of the words that ask for it; None if the question does not."""
        said = statement_of(question)
        named = {f"asks for {self.name}"}
        if self.name == "dose" and "asks what" in said.says:
            # `What is the losartan dose?`
            named.add("dose")
        if self.name == "person" and any(one.entry.data != _RELATIVE for one in said.of_kind(*_WHO)):
            named.add("asks who is")
        cue = next((one for one in said.cues if one.name in named), None)
        if cue is None:
            return None
        first = 0 if cue.name == self.name else cue.first
        return said.words[first].start, said.words[cue.last - 1].end


_WHO = ("specialist", "person")
_RELATIVE = ("relative",)
_LASTING = re.compile(r"\b(?:19|20)\d\d\b|\d/(?:7|52|12)\b")
_AGE = re.compile(
    r"\b(?:at|since|from|when|was|were|is|are|to|until|by|turned)\b[^.,;\n]{0,25}"
    r"(?<![\w/.])\d{1,2}(?![\w/%]|\.\d| ?(?:mg|ml|cm|kg|days?|weeks?|times?|mm))|\b\d\ds\b"
    r"|\d ?[- ]?y(?:o|/o|rs?|ears?)?\b|[(,] ?\d{1,2} ?[),]|\b(?:19|20)\d\d",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:dr|prof|doctor|professor|mrs?|ms|nurse|sister)\.?\s+(?-i:[A-Z])"
    r"|\b(?:with|by|sees?|saw|under|from|to|is|was|named|called)\s+(?-i:[A-Z][a-z]+ [A-Z][a-z]+)"
    r"|(?<![א-ת])[לבמוה]?(?:ד[\"״]ר|פרופ)|(?<![א-ת])(?:בשם|ששמ[הו]|ושמ[הו])(?![א-ת])",
    re.IGNORECASE,
)
_AT = re.compile(r"\bat (?:the )?[A-Z](?!\d)\w{2,}")
_PLACE = re.compile(
    r"\b(?-i:[A-Z])[\w'’.]+ (?:\w+ )?(?:hospital|infirmary|clinic|pharmacy|school|university|college"
    r"|medical cent(?:er|re))\b|\b(?:hospital|clinic|university|college) (?:of|in) (?-i:[A-Z])"
    r"|(?<![א-ת])(?:אוניברסיטת|בי(?:ת|״ח|\"ח)[- ](?:חולים|ספר)) (?!ל|ב|ו|מ|ש|כ)[א-ת]{3,}",
    re.IGNORECASE,
)


def _doses(said: Statement) -> Iterator[int]:
    return (said.words[one.first].start for one in said.amounts if one.kind == "dose" or one.unit == "%")


def _counts(said: Statement) -> Iterator[int]:
    yield from (word.start for word in said.words if word.number)
    numbers = (said.words[one.first] for one in said.of_kind("number"))
    yield from (word.start for word in numbers if word.text not in ("a", "an"))
    yield from _of_cue("count", "negated")(said)


def _places(said: Statement) -> Iterator[int]:
    yield from _written(_PLACE, "place")(said)
    if "takes place" in said.says:
        yield from (found.start() for found in _AT.finditer(said.text))


def _sides(said: Statement) -> Iterator[int]:
    return (said.words[one.first].start for one in said.of_kind("side"))


def _of_cue(*names: str) -> Callable[[Statement], Iterator[int]]:
    return lambda said: (said.words[one.first].start for one in said.cues if one.name in names)


def _written(pattern: re.Pattern[str], *cues: str) -> Callable[[Statement], Iterator[int]]:
    def holds(said: Statement) -> Iterator[int]:
        yield from (found.start() for found in pattern.finditer(said.text))
        yield from _of_cue(*cues)(said)

    return holds


RULES: tuple[Rule, ...] = (
    Rule("dose", _doses, about="drug", close=True),
    Rule("count", _counts, about="first"),
    Rule("age", _written(_AGE, "age"), about="any"),
    Rule("duration", _written(_LASTING, "duration"), about="any"),
    Rule("time of day", _of_cue("time of day")),
    Rule("person", _written(_PERSON), about="any"),
    Rule("place", _places, about="none"),
    Rule("side", _sides, about="any"),
)
DOSE = RULES[0]
NUMERIC: frozenset[RuleName] = frozenset({"dose", "count", "age"})
_NAMED: dict[RuleName, SoughtKind] = {
    "count": "count",
    "age": "age",
    "duration": "duration",
    "person": "person",
    "place": "place",
}


def rule_of(question: str) -> Rule | None:
    """The first rule that fits the question."""
    return next((rule for rule in RULES if rule.asked(question) is not None), None)


def sought_in(question: str, subjects: Subjects) -> Sought | None:
    """The kind of value asked for, and of what, to report that none is recorded; None if no name fits."""
    rule, asked = rule_of(question), statement_of(question)
    if rule is not None and rule.name == "dose":
        drugs = (name for place, name in enumerate(subjects.names) if subjects.drugs(place))
        return Sought("dose", next(drugs, ""))
    if rule is not None and rule.name in _NAMED:
        return Sought(_NAMED[rule.name])
    if asked.says.isdisjoint({"asks what", "how much"}):
        return None
    names = (asked.written(one.first, one.last) for one in asked.of_kind("measure"))
    name = next(names, None)
    return None if name is None else Sought("value", name.removesuffix(" level"))
