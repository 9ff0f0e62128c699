"""Classifies the words of a question, to tell a follow-up from an independent question.

`attribute` words ask for a property of something that must be named (`dose`, `since`, `side effects`); a
question with nothing else cannot be answered alone. The kinds of things are those of the search tables;
relatives, sides, negations and actions are those of `core.clinical_language`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal, cast

from core.clinical_language.lexicon import Entry, Lexicon, Mention
from core.clinical_language.scope import group_of
from core.clinical_language.statements import statement_of
from core.clinical_language.tables import rows
from core.clinical_language.words import Word as TextWord
from core.clinical_language.words import words
from core.language.stop_words import QUESTION_FRAMES
from core.language.tokens import Token, tokens
from core.language.vocabulary.tables import DRUGS, read_table

Kind = Literal["small", "frame", "attribute", "drug", "body", "condition", "test", "other"]
NAMES = frozenset({"drug", "body", "condition", "test", "other"})
"""The kinds that name something: a question with such words can be answered alone."""

_TABLES: tuple[tuple[str, Kind], ...] = (
    ("anatomy.txt", "body"),
    ("conditions.txt", "condition"),
    ("symptoms.txt", "condition"),
    ("procedures.txt", "test"),
    ("measures.txt", "test"),
    ("drug_classes.txt", "drug"),
    (DRUGS, "drug"),
)
_ASKED_OF_THINGS = frozenset({"unit", "period_unit", "frequencies", "number", "span", "outcome", "side"})
"""Kinds of the lexicon that ask for a property of something, together with the cues of these groups:"""
_CUES_OF_THINGS = frozenset(
    "action order result certainty later course time polarity reports target end".split()
)
_DONE = frozenset({"started", "stopped", "changed", "continued", "switched", "resumed", "refused"})
_DOERS = frozenset("he she we they you i how".split())
_MAYBE_DOERS = frozenset("it what which who that to".split())
_AFTER_VERBS = frozenset("the a an his her their it him them this that on about to in with at".split())
_WHOSE = re.compile(
    r"(?:(?:his|her|their|the (?:patient|client)['’]s)\s+)?(?:(?:older|younger)\s+)?$|(?:אצל|של)\s+$",
    re.IGNORECASE,
)

TextRange = tuple[int, int]
"""A range of characters in a text: `[start, end)`."""
Found = tuple[Entry, int, int]


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a known term at `[start, end)`."""

    start: int
    end: int
    text: str
    kind: Kind

    @property
    def names(self) -> bool:
        return self.kind in NAMES


@dataclass(frozen=True)
class Parsed:
    """A question, parsed once, part by part."""

    text: str

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words; several words of one term of the tables count as one."""
        return tuple(self._words())

    @cached_property
    def nouns(self) -> tuple[Word, ...]:
        """The words that name something, without those used as verbs."""
        found = self.words
        return tuple(word for place, word in enumerate(found) if word.names and not _is_verb(found, place))

    @cached_property
    def things(self) -> tuple[Word, ...]:
        """The nouns without relatives and sides."""
        apart = (*self.relatives, *self.sides)
        return tuple(word for word in self.nouns if outside(word, apart))

    @cached_property
    def relatives(self) -> list[TextRange]:
        """Where a member of the client's family is named, including whose relative it is."""
        found: list[TextRange] = []
        for one, start, end in self._parsed("cue"):
            if one.name != "family":
                continue
            whose = _WHOSE.search(self.text, 0, start)
            start = whose.start() if whose is not None else start
            if found and start <= found[-1][1] + 1:
                # `maternal grandmother`: two words for one person.
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        return found

    @cached_property
    def sides(self) -> list[TextRange]:
        return [(start, end) for _, start, end in self._parsed("side")]

    @property
    def weak(self) -> set[int]:
        """Where attributes occur that may concern the client rather than a thing."""
        return {start for one, start, _ in self._found(_things(), "attribute") if one.name == "weak"}

    def done(self) -> list[str]:
        """The words for actions: `stopped`."""
        return [self.text[start:end] for one, start, end in self._alone if one.name in _DONE]

    def has_cue(self, *categories: str) -> bool:
        """Whether words, or a single word, are a cue of one of these categories."""
        found = (*self._parsed("cue"), *self._alone)
        # A function word alone is not a cue: `on`, `had`.
        small = {token.start: token.end for token in self._tokens if not token.lexemes}
        return any(one.name in categories and small.get(start) != end for one, start, end in found)

    def with_its_side(self, word: Word) -> TextRange:
        """The range of a word with its side: before it in English, after it in Hebrew."""
        start, end = word.start, word.end
        for first, last in self.sides:
            if last <= start and not self.text[last:start].strip():
                start = first
            elif first >= end and not self.text[end:first].strip():
                end = last
        return start, end

    @cached_property
    def _text_words(self) -> list[TextWord]:
        return statement_of(self.text).words

    @cached_property
    def _tokens(self) -> list[Token]:
        return list(tokens(self.text))

    @cached_property
    def _alone(self) -> list[Found]:
        """The lexicon entry of each single word, except function words."""
        small = {token.start for token in self._tokens if not token.lexemes}
        return [
            (one.entry, word.start, word.end)
            for word in self._text_words
            if word.start not in small
            for one in Lexicon.built_in().mentions([word])
        ]

    def _parsed(self, kind: str) -> Iterator[Found]:
        return self._placed(statement_of(self.text).of_kind(kind))

    def _found(self, lexicon: Lexicon, kind: str) -> Iterator[Found]:
        return self._placed(one for one in lexicon.mentions(self._text_words) if one.entry.kind == kind)

    def _placed(self, mentions: Iterable[Mention]) -> Iterator[Found]:
        for one in mentions:
            yield one.entry, self._text_words[one.first].start, self._text_words[one.last - 1].end

    def _words(self) -> Iterator[Word]:
        found = self._tokens
        # A word that is also a medicine is a thing: `the vaccine`.
        medicines = {start for one, start, _ in self._alone if one.kind == "drug_class"}
        asked = {start for one, start, _ in self._alone if _is_asked_of_things(one)} - medicines
        asked |= {start for _, start, _ in self._found(_things(), "attribute")}
        kinds: list[Kind] = ["attribute" if token.start in asked else _plain(token) for token in found]
        things = {start: (cast(Kind, one.name), end) for one, start, end in self._found(_things(), "thing")}
        at = 0
        while at < len(found):
            kind, last, start = kinds[at], at + 1, found[at].start
            if kind != "small" and start in things:
                thing, end = things[start]
                covered = sum(token.start < end for token in found[at:])
                if not NAMES.isdisjoint(kinds[at : at + covered]):
                    kind, last = thing, at + covered
            end = found[last - 1].end
            yield Word(start, end, self.text[start:end], kind)
            at = last


def _is_asked_of_things(entry: Entry) -> bool:
    return entry.kind in _ASKED_OF_THINGS or (entry.kind == "cue" and group_of(entry.name) in _CUES_OF_THINGS)


def _plain(token: Token) -> Kind:
    if not token.lexemes:
        return "small"
    return "other" if QUESTION_FRAMES.isdisjoint(token.lexemes) else "frame"


def outside(word: Word, places: Sequence[TextRange]) -> bool:
    """Whether a word is outside all of the ranges."""
    return not any(start <= word.start < end for start, end in places)


def drugs_in(text: str) -> tuple[str, ...]:
    """The drugs named in `text`, in the spelling of the tables, each once, in order."""
    found = _things().mentions(words(text))
    return tuple(dict.fromkeys(one.name for one in found if one.entry.kind == "drug"))


def _is_verb(found: Sequence[Word], place: int) -> bool:
    """Whether a word is used as a verb or adjective: `hurt` of `did she hurt it`, `settles` of `what settles
    the cramps`, `line` of `to line the gullet`, `low` of `how low`.
    """
    if place == 0 or found[place].kind in ("drug", "body"):
        return False
    before = found[place - 1].text.casefold()
    after = found[place + 1].text.casefold() if place + 1 < len(found) else ""
    if before in _DOERS or (before == "to" and not after):
        return True
    return before in _MAYBE_DOERS and after in _AFTER_VERBS


@cache
def _things() -> Lexicon:
    """The terms of the search tables by kind, single-word drugs in their spelling, and `attributes.txt`."""
    made = Lexicon()
    for name, column in rows("attributes", "core.assistant.conversations"):
        for word in column.split():
            made.add("attribute", name, word)
    for table, kind in _TABLES:
        for row in read_table(table):
            for term in (*row.terms, *row.narrower):
                made.add("thing", kind, term)
            if table == DRUGS:
                for term in row.terms:
                    if " " not in term:
                        made.add("drug", term, term)
    return made
