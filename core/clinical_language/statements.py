"""Splits a field of a note into statements with their sections, each parsed once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from core.clinical_language.inquiries import inquiries
from core.clinical_language.lexicon import Lexicon, Mention
from core.clinical_language.numbers import Amount, amounts
from core.clinical_language.scope import Cues, Scope, Target, said_of_all
from core.clinical_language.words import Word, words
from core.language.memo import Memo
from core.language.sentences import sentences

_NAME = r"([^\W\d_][^\n.;,:|]{0,40}?)\s*:(?!\d)"
_FIRST_LABEL = re.compile(_NAME)
_LABEL = re.compile(rf"(?:(?<=[.;,|\n])\s*|(?<=\s\s)){_NAME}")
_BULLET = re.compile(r"\s*(?:[-–—•*·▪‣#]|\(?\d{1,2}[.)]|\(?[A-Za-z][.)])\s+")
_REMEMBERED = 1_000
_OF_ONE_SENTENCE = frozenset({"smoking", "alcohol", "occupation", "living"})
"""Labels that apply to their own sentence only."""
_SECTION_OF_FIELD = {"medical_history": "past_history", "addendum": "notes", "attachment": "notes"}


@dataclass(frozen=True)
class Statement:
    """The sentence or list item `[start, end)` of a field; `section`: the part of the note, or the field."""

    text: str
    start: int
    end: int
    section: str
    is_item: bool
    field_name: str
    lexicon: Lexicon = field(repr=False)

    @cached_property
    def words(self) -> list[Word]:
        return words(self.text, self.start, self.end)

    @cached_property
    def mentions(self) -> list[Mention]:
        return self.lexicon.mentions(self.words)

    @cached_property
    def amounts(self) -> list[Amount]:
        return amounts(self.words, self.mentions)

    @cached_property
    def _by_kind(self) -> dict[str, list[Mention]]:
        found: dict[str, list[Mention]] = {}
        for one in self.mentions:
            found.setdefault(one.entry.kind, []).append(one)
        return found

    @cached_property
    def _cues(self) -> Cues:
        breaks = [one.first for one in self.of_kind("return")]
        return Cues(self.words, self._governing_cues, breaks)

    @cached_property
    def _governing_cues(self) -> list[Mention]:
        """In their order, with those that consist of a verb of asking and what leads to its object."""
        asking = list(inquiries(self.words))
        cues = self.of_kind("cue")
        return sorted([*cues, *asking], key=lambda one: one.first) if asking else cues

    @property
    def asks(self) -> bool:
        """Whether anything in it may only be asked."""
        return any(one.name == "inquired" for one in self._governing_cues)

    def of_kind(self, *kinds: str) -> list[Mention]:
        """The mentions of these kinds; of several kinds, one kind after the other."""
        if len(kinds) == 1:
            return self._by_kind.get(kinds[0], [])
        return [one for kind in kinds for one in self._by_kind.get(kind, ())]

    @cached_property
    def cues(self) -> list[Mention]:
        """All its cues, governing or not, and those of `cues_whole.txt`."""
        whole = Lexicon.of_whole().mentions(self.words)
        return self.of_kind("cue") + said_of_all(self.words, whole)

    @cached_property
    def says(self) -> frozenset[str]:
        """The categories of all its cues: `coming`, `negated`."""
        return frozenset(one.name for one in self.cues)

    def names(self, kind: str) -> frozenset[str]:
        """The concepts of a kind that it names."""
        return frozenset(one.name for one in self.of_kind(kind))

    def scopes(self, targets: Sequence[Target]) -> list[Scope]:
        """The scopes of the statement's cues, of `targets` in order."""
        return self._cues.scopes(targets) if targets else []

    def written(self, first: int, last: int) -> str:
        """The words `[first, last)` exactly as written."""
        if first >= last:
            return ""
        return self.text[self.words[first].start : self.words[last - 1].end]


def _statement_of(text: str) -> Statement:
    return Statement(text, 0, len(text), "", False, "", Lexicon.built_in())


statement_of = Memo(_statement_of, maxsize=_REMEMBERED)
"""A sentence or a question as one statement, parsed once; memoised until a lock."""


def statements(text: str, field_name: str) -> list[Statement]:
    """All statements of one field in order."""
    lexicon = Lexicon.built_in()
    found: list[Statement] = []
    section, line_end = "", -1
    for sentence in sentences(text):
        begin = _behind_headings(text, sentence.start, sentence.end)
        heading = _section_of_heading(lexicon, sentence.heading)
        same_line = text.find("\n", line_end, begin) < 0 if line_end >= 0 else False
        inherited = section if same_line else ""
        bullet = _BULLET.match(text, begin, sentence.end)
        start = bullet.end() if bullet else begin
        listed = bullet is not None or not same_line
        for name, first, last in _labelled(text, start, sentence.end, lexicon):
            section = name or inherited
            inherited = "" if section in _OF_ONE_SENTENCE else section
            place = section or heading or _SECTION_OF_FIELD.get(field_name, field_name)
            if first < last:
                found.append(Statement(text, first, last, place, listed, field_name, lexicon))
            section = inherited
        line_end = sentence.end
    return found


def _behind_headings(text: str, start: int, end: int) -> int:
    """The start of the sentence itself, after the headings above it."""
    begin = text.rfind("\n", start, end) + 1 or start
    return begin + len(text[begin:end]) - len(text[begin:end].lstrip())


def _section_of_heading(lexicon: Lexicon, chain: str) -> str:
    if not chain:
        return ""
    for part in reversed([chain, *chain.split(", ")]):
        if name := lexicon.name_of("section", part):
            return name
    return ""


def _labelled(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[tuple[str, int, int]]:
    """The parts of `[start, end)` that labels such as `Meds:` cut it into, each with its section."""
    cuts: list[tuple[str, int, int]] = []
    first_label = _FIRST_LABEL.match(text, start, end)
    for found in (*((first_label,) if first_label else ()), *_LABEL.finditer(text, start + 1, end)):
        name = lexicon.name_of("section", found[1])
        if name:
            cuts.append((name, found.start(1), found.end()))
    if not cuts:
        yield "", start, end
        return
    if cuts[0][1] > start:
        yield "", start, _trimmed(text, start, cuts[0][1])
    for place, (name, _, first) in enumerate(cuts):
        last = cuts[place + 1][1] if place + 1 < len(cuts) else end
        first += len(text[first:last]) - len(text[first:last].lstrip())
        yield name, first, _trimmed(text, first, last)


def _trimmed(text: str, first: int, last: int) -> int:
    return first + len(text[first:last].rstrip(" \n\t;,|"))
