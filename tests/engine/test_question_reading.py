"""How many wordings of authors that nothing was fitted on are understood, and how few near misses are."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from core.engine.catalogue import StarterModels
from core.engine.encoding.embedder import Embedder
from core.lookup.dto import Lookup
from core.lookup.parsing import QuestionParser
from core.lookup.reading import NONE, QuestionReader, intents

pytestmark = pytest.mark.engine

_DATA = Path(__file__).parents[1] / "data" / "question_readings"
_TODAY = date(2026, 11, 24)
_NAMES = {"en": ("Miriam", "Adler"), "he": ("מרים", "אדלר")}
_FILLS = {
    "DRUG": ["metformin", "ramipril", "lithium", "אליקוויס"],
    "CLASS": ["beta blockers", "SSRIs"],
    "MEASURE": ["weight", "HbA1c", "creatinine"],
    "CONDITION": ["asthma", "gout"],
    "TEST": ["MRI", "colonoscopy"],
    "DATE": ["3 May 2024", "March 2024"],
    "NUMBER": ["7.5", "140"],
}
_DECIDING = ("order", "extreme", "limit", "part")


@cache
def _embedder(starters: StarterModels) -> Embedder:
    return Embedder(starters.embedder)


@cache
def _understood(starters: StarterModels, language: str) -> Counter[str]:
    """Wordings understood by words or by meaning, and misunderstood; near misses taken by meaning."""
    rows = [json.loads(line) for line in (_DATA / f"{language}.jsonl").read_text("utf-8").splitlines()]
    # Embedded all at once, because each by itself takes several times as long.
    texts: list[str] = []
    _count(rows, QuestionReader(texts.append), language)
    vectors = dict(zip(texts, _embedder(starters).embed(texts), strict=True))
    return _count(rows, QuestionReader(vectors.__getitem__), language)


def _count(rows: list[dict[str, str]], reader: QuestionReader, language: str) -> Counter[str]:
    chance = random.Random(3)
    counts: Counter[str] = Counter()
    for row in rows:
        intent = intents()[row.get("near", row["id"])]
        text = re.sub(
            "|".join([*_FILLS, "CLIENT"]),
            lambda found: chance.choice(_FILLS.get(found[0], _NAMES[language])),
            row["q"],
        )
        names = () if intent.practice else _NAMES[language]
        by_words = QuestionParser(_TODAY).parse(text, practice=intent.practice, names=names)
        read = reader.read(text, today=_TODAY, practice=intent.practice, names=names)
        if row["id"] == NONE:
            counts["near misses"] += 1
            counts["near misses read"] += by_words is None and read is not None
            continue
        counts["wordings"] += 1
        if by_words is not None:
            counts["by words"] += 1
        elif read is not None:
            counts["by meaning" if _same(read, intent.lookup) else "misread"] += 1
    return counts


def _same(one: Lookup, other: Lookup) -> bool:
    def deciding(asked: Lookup) -> set[str]:
        return {slot for slot in asked.slots if slot.partition(".")[0] in _DECIDING}

    return one.frame == other.frame and deciding(one) == deciding(other)


@pytest.mark.parametrize("language", ["en", "he"])
def test_most_wordings_of_a_new_author_are_understood(starters: StarterModels, language: str) -> None:
    counts = _understood(starters, language)
    print(language, dict(counts))
    assert counts["by words"] + counts["by meaning"] >= 0.62 * counts["wordings"]
    assert counts["by meaning"] >= 0.15 * counts["wordings"]


@pytest.mark.parametrize("language", ["en", "he"])
def test_hardly_anything_is_read_that_was_not_meant(starters: StarterModels, language: str) -> None:
    counts = _understood(starters, language)
    assert counts["misread"] <= 0.02 * counts["wordings"]
    assert counts["near misses read"] <= 0.04 * counts["near misses"]
