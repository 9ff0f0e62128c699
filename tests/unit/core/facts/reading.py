"""Reads the facts of one text, for the tests of each kind."""

from __future__ import annotations

from datetime import date

from core.facts.dto import Fact, SourceText
from core.facts.extracting import extract_facts

TODAY = date(2024, 5, 10)


def facts(text: str, field: str = "subjective") -> tuple[Fact, ...]:
    kind = "client" if field in ("allergies", "alerts", "medical_history", "notes") else "session"
    return extract_facts([SourceText(kind, field, text, TODAY if kind == "session" else None)])  # type: ignore[arg-type]


def read(text: str, kind: str, field: str = "subjective") -> list[tuple[str, str, str]]:
    return [(one.concept, one.status, one.value) for one in facts(text, field) if one.kind == kind]
