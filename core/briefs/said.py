"""The sentences of a chart, each with its exact place: what the lines of a brief are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from core.assistant.verification.reading.claims import Claims
from core.briefs.whole import is_cut
from core.retrieval.dto import FIELDS_OF, SourceKind
from core.retrieval.sentences import sentences
from core.sessions.dto import Session

_LEAD = re.compile(
    r"(?:[-–—•*·▪‣]|\(?\d{1,2}[.)])\s+|"
    r"(?:medical (?:treatment|reasoning)|additional (?:testing|treatment)|specialist referrals?|"
    r"patient education(?: and counsell?ing)?|plan|instructions|assessment)\s*:\s+",
    re.IGNORECASE,
)
"""Bullets and the labels of a form, which say nothing of the client."""
_WORD = re.compile(r"\w")


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
class Said:
    """The characters `[start, end)` of a text; `of.text[start:end]` is what is quoted."""

    of: Text
    start: int
    end: int
    heading: str = ""

    @property
    def words(self) -> str:
        return self.of.text[self.start : self.end]

    @property
    def is_whole(self) -> bool:
        """Whether it begins and ends between words: no number in it lacks a digit."""
        return not is_cut(self.of.text, self.start, self.end)

    @cached_property
    def claims(self) -> Claims:
        return Claims(self.words)

    def part(self, start: int, end: int) -> Said:
        """Of these words those at `[start, end)`, counted from their beginning."""
        return Said(self.of, self.start + start, self.start + end, self.heading)


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


def said_in(text: Text) -> list[Said]:
    """Its sentences in order, without the headings above them, their bullets and the labels of a form."""
    found: list[Said] = []
    for one in sentences(text.text):
        # A heading is joined to the sentence below it by line breaks; a sentence itself stands in one line.
        start = max(one.start, text.text.rfind("\n", one.start, one.end) + 1)
        while lead := _LEAD.match(text.text, start, one.end):
            start = lead.end()
        if _WORD.search(text.text, start, one.end):
            found.append(Said(text, start, one.end, one.heading))
    return found
