"""Rows to try the check on: sentences of charts, reworded, as they are and with one fact made wrong."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from core.assistant.verification.sentence_verifier import SentenceVerifier
from core.language.sentences import sentences
from core.retrieval.dto import Passage
from core.retrieval.passages import Cut, cut_passages
from core.sessions.dto import SOAP_FIELDS
from tests.fakes.search import passage_of
from tests.unit.core.assistant.verification.changing import KINDS, change
from tests.unit.core.assistant.verification.rewording import HEBREW, reworded

_COPIED_SHARE = 0.2
"""A model also copies: so many of the sentences that no rewording applies to are kept as they are."""

_FEWEST_WORDS, _MOST_WORDS = 4, 32


@dataclass(frozen=True, slots=True)
class Row:
    """`text` beside its cited passage and another; `kind` is what was made wrong in it, or "" for nothing."""

    text: str
    original: str
    kind: str
    lang: str
    passage: Passage
    other: Passage


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of rows of one kind and language: how many were judged rightly, and the reasons given."""

    right: int
    rows: int
    reasons: Mapping[str, int]

    @property
    def share(self) -> float:
        return self.right / self.rows if self.rows else 1.0


def charts_of(path: Path) -> list[dict[str, Any]]:
    """The charts of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def drawn(charts: Iterable[Mapping[str, Any]], *, seed: int, each: int) -> list[Row]:
    """About `each` rows of every kind in either language, and as many that say what the note says."""
    rng = Random(seed)
    pool = list(_sentences(charts))
    rng.shuffle(pool)
    rows: list[Row] = []
    counts: Counter[tuple[str, str]] = Counter()
    for sentence, passage, other, sex in pool:
        lang = "he" if HEBREW.search(sentence) else "en"
        day = passage.day
        assert day is not None
        other_words = reworded(sentence, rng, day=day, sex=sex)
        if not other_words.steps and rng.random() > _COPIED_SHARE:
            continue
        said = other_words.text
        if counts["", lang] < 4 * each:
            rows.append(Row(said, sentence, "", lang, passage, other))
            counts["", lang] += 1
        for kind in KINDS:
            if counts[kind, lang] < each and (wrong := change(kind, said, rng, day=day, sex=sex)):
                rows.append(Row(wrong, said, kind, lang, passage, other))
                counts[kind, lang] += 1
    return rows


def judged(rows: Iterable[Row]) -> dict[tuple[str, str], Outcome]:
    """By kind and language: unchanged rows are right when they pass, changed ones when they are withheld."""
    reasons: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        reasons[row.kind, row.lang][reason_of(row) or "passed"] += 1
    return {key: _outcome(key[0], counted) for key, counted in sorted(reasons.items())}


def reason_of(row: Row) -> str | None:
    """What the check says of a row."""
    return SentenceVerifier({1: row.passage, 2: row.other}).check(row.text, (1,)).reason


def _outcome(kind: str, reasons: Counter[str]) -> Outcome:
    passed = reasons["passed"]
    return Outcome(reasons.total() - passed if kind else passed, reasons.total(), dict(reasons))


def _sentences(charts: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, Passage, Passage, str]]:
    for chart in charts:
        sex = chart["client"].get("sex") or "female"
        for session in chart["sessions"]:
            day = date.fromisoformat(session["date"])
            for name in SOAP_FIELDS:
                yield from (
                    (sentence, passage, other, sex)
                    for sentence, passage, other in _of_field(name, session.get(name) or "", day)
                )


def _of_field(name: str, text: str, day: date) -> Iterable[tuple[str, Passage, Passage]]:
    cuts = cut_passages(text)
    passages = [_passage(name, text, cut, day) for cut in cuts]
    before = ""
    for found in sentences(text):
        at = next((i for i, cut in enumerate(cuts) if cut.focus_start <= found.start < cut.focus_end), None)
        if at is None:
            continue
        body = text[found.start : found.end].rpartition("\n")[2]
        if _FEWEST_WORDS <= len(body.split()) <= _MOST_WORDS:
            yield body, passages[at], passages[(at + 1) % len(passages)]
            if before and len(body.split()) + len(before.split()) <= _MOST_WORDS and before.endswith("."):
                yield (
                    f"{before[:-1]}; {body[0].lower() if body[1:2].islower() else body[0]}{body[1:]}",
                    passages[at],
                    passages[at],
                )
            before = body


def _passage(name: str, text: str, cut: Cut, day: date) -> Passage:
    shown = text[cut.start : cut.end]
    return passage_of(shown, field=name, start=cut.start, day=day, heading=cut.heading)
