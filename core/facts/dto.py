"""A fact: one typed statement of a note, with its status and the exact words that state it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from core.ids import ClientId, SourceKind

FactKind = Literal[
    "medication", "allergy", "measure", "problem", "test", "plan", "habit", "living", "occupation"
]
FACT_KINDS: tuple[FactKind, ...] = (
    "medication",
    "allergy",
    "measure",
    "problem",
    "test",
    "plan",
    "habit",
    "living",
    "occupation",
)
FactStatus = Literal[
    "active",
    "started",
    "changed",
    "continued",
    "stopped",
    "refused",
    "planned",
    "considered",
    "historical",
    "resolved",
    "ruled_out",
    "denied",
    "family",
    "removed",
    "ordered",
    "resulted",
    "never",
    "former",
]
"""The status of a statement, about the client unless `family`.

Medication: `started`, `changed`, `continued` and `active` (named as taken, without more) are taken;
`stopped`, `refused`, `planned` (to begin, or to stop, later or on a condition), `considered`, `historical`
(took it once), `denied` (does not take it) and `family` are not. Allergy: `active`, `denied` (none to it),
`removed` (the label was taken off), `family`. Problem: `active`, `resolved`, `historical`, `considered`
(suspected), `ruled_out`, `denied`, `family`. Test: `ordered`, `resulted`. Plan: `planned`. Habit: `active`,
`former`, `never`, and `denied` (does not; whether ever or not is not said). Measure, living and occupation:
`active`, `historical`, `family`; an aimed-at value is `planned`.
"""
TAKEN: frozenset[FactStatus] = frozenset({"active", "started", "changed", "continued"})
"""Statuses of a medication that the client takes as of that day."""
ANYTHING = "*"
"""The concept of statements about everything of a kind: `No known allergies`, `takes no medicines`."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement. `text[start:end]` of the field `field` is exactly the clause that states it.

    `concept`: the canonical name, in English where a vocabulary knows it (`metformin`, `blood pressure`),
    else as written, folded; of drugs, problems and measures the one that `core.clinical_language.lexicon`
    gives. A plan is a `follow-up` (`value` and `unit` are how long until then) or a `referral` (`value` is to
    whom). `value` is plain (`7.5`, `120/80`, `<5`), `unit` spelt one way, both "" for none. `day` is the day
    it applies to: the note's, or the one in its words, None if that cannot be determined. `reason`, `route`
    and `frequency` are as written, "" for none; of an allergy `reason` is the reaction. `side`: `left`,
    `right`, `both` or "". `course_days`: how long a medicine is prescribed for, 0 if that is not said.
    """

    kind: FactKind
    concept: str
    status: FactStatus
    field: str
    start: int
    end: int
    day: date | None
    value: str = ""
    unit: str = ""
    frequency: str = ""
    route: str = ""
    side: str = ""
    reason: str = ""
    course_days: int = 0


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text that facts are extracted from: one field of one version of a source dated `day`."""

    kind: SourceKind
    field: str
    text: str
    day: date | None


@dataclass(frozen=True, slots=True)
class FactsOfVersion:
    """Every fact of one version of a session, a client's record or an attachment."""

    client_id: ClientId
    source_kind: SourceKind
    source_id: UUID
    version: int
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two facts of one client that cannot both hold now."""

    kind: Literal["dose", "allergy", "allergen", "side", "habit", "stopped"]
    first: tuple[FactsOfVersion, int]
    second: tuple[FactsOfVersion, int]
    """The versions with the facts, and the indices in their `facts`."""
