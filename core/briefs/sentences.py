"""The sentences of a chart with exact offsets and facts, from which briefs are made."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from core.briefs.whole import is_cut
from core.clinical_language.lexicon import Lexicon
from core.clinical_language.statements import Statement, statements
from core.clinical_language.words import words
from core.facts.dto import Fact, FactKind, SourceText
from core.facts.extracting import extract_facts
from core.ids import SourceKind
from core.language.tokens import lexemes_of
from core.sessions.dto import Session
from core.sources.dto import FIELDS_OF

_log = logging.getLogger(__name__)
_NO_TERMS = frozenset({"cue", "frequencies", "routes", "unit", "number", "side"})
MadeFacts = Mapping[tuple[UUID, int], Sequence[Fact]]
"""The existing facts by source and version."""


@dataclass(frozen=True, slots=True)
class Text:
    """One field of one version of a source of the chart."""

    kind: SourceKind
    source_id: UUID
    version: int
    field: str
    text: str
    day: date | None
    title: str = ""
    drafted: bool = False


@dataclass(frozen=True)
class Quote:
    """The characters `[start, end)` of a text; `of.text[start:end]` is what is quoted."""

    of: Text
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.of.text[self.start : self.end]

    @property
    def is_whole(self) -> bool:
        """Whether it begins and ends between words, so that no number is cut."""
        return not is_cut(self.of.text, self.start, self.end)

    @cached_property
    def terms(self) -> frozenset[str]:
        """The stems of the content words: no numbers, and no words of action or frequency."""
        text_words = words(self.of.text, self.start, self.end)
        said = {
            at
            for one in Lexicon.built_in().mentions(text_words)
            if one.entry.kind in _NO_TERMS
            for at in range(one.first, one.last)
        }
        left = (word.written for at, word in enumerate(text_words) if at not in said and not word.number)
        return frozenset(stem for written in left for stem in lexemes_of(written)[:1])


@dataclass(frozen=True)
class Sentence:
    """A sentence or list item and its facts."""

    quote: Quote
    statement: Statement = field(repr=False)
    facts: tuple[Fact, ...] = ()

    @property
    def field(self) -> str:
        return self.quote.of.field

    def facts_of(self, kind: FactKind) -> list[Fact]:
        """Those of one kind, in the order of their words."""
        return [one for one in self.facts if one.kind == kind]

    def clause(self, fact: Fact) -> Quote:
        """The clause of one of its facts."""
        return Quote(self.quote.of, fact.start, fact.end)


def texts_of(session: Session) -> list[Text]:
    """The fields of a session that hold words."""
    return [
        Text(
            kind="session",
            source_id=session.session_id,
            version=session.version,
            field=name,
            text=text,
            day=session.date,
            drafted=session.state == "draft",
        )
        for name in FIELDS_OF["session"]
        if (text := session.field_text(name)).strip()
    ]


def sentences_of(text: Text, made: MadeFacts) -> list[Sentence]:
    """Its sentences in order, without headings, bullets and labels; missing facts are extracted now."""
    facts = made.get((text.source_id, text.version))
    if facts is None:
        facts = _read_now(text)
    mine = [one for one in facts if one.field == text.field]
    return [
        Sentence(
            Quote(text, one.start, one.end),
            one,
            tuple(fact for fact in mine if one.start <= fact.start < one.end),
        )
        for one in statements(text.text, text.field)
        if any(character.isalnum() for character in text.text[one.start : one.end])
    ]


def _read_now(text: Text) -> Sequence[Fact]:
    """Its facts; empty if extraction fails: a brief never reports absence, and the other lines stay valid."""
    try:
        return extract_facts([SourceText(text.kind, text.field, text.text, text.day)])
    except Exception as error:  # noqa: BLE001 - one field must not take the brief of the others with it
        # Without its message, which could quote the note.
        _log.error("the facts of a field of a %s could not be read: %s", text.kind, type(error).__name__)
        return ()
