"""Precision and recall of the facts read from hand-labelled notes, per kind, and how long reading takes.

`python -m tests.bench.facts [wrong]`: with `wrong` also what was missed and what was read wrongly.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from core.facts.dto import FACT_KINDS, Fact, SourceText
from core.facts.extracting import extract_facts
from core.sources.dto import FIELDS_OF

FOLDER = Path(__file__).parents[1] / "data" / "facts"
FILES = ("dev", "held_out")
_LOOSEST = 2.0
"""The span of a fact is tight when it is not longer than the labelled words by more than this."""


@dataclass
class Tally:
    """What was found of the labelled facts, what not, and what was read beside them; by kind."""

    right: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    tight: int = 0
    notes: list[str] = field(default_factory=list)

    def precision(self, kind: str = "") -> float:
        """The share of what was read that is labelled so; 1 where nothing was read."""
        return _share(self._of(self.right, kind), self._of(self.wrong, kind))

    def recall(self, kind: str = "") -> float:
        """The share of the labelled facts that were read; 1 where none is labelled."""
        return _share(self._of(self.right, kind), self._of(self.missed, kind))

    @staticmethod
    def _of(counts: Counter[str], kind: str) -> int:
        return counts[kind] if kind else counts.total()


def tally(name: str) -> Tally:
    """The facts of one labelled file compared with those that are read from its notes."""
    counted = Tally()
    for note in _notes(name):
        _compare(note, counted)
    return counted


def texts_of(name: str) -> list[str]:
    """The texts of one labelled file."""
    return [note["text"] for note in _notes(name)]


def _notes(name: str) -> Iterator[dict[str, Any]]:
    for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _compare(note: dict[str, Any], counted: Tally) -> None:
    day = date.fromisoformat(note["day"]) if note["day"] else None
    kind = next(kind for kind, fields in FIELDS_OF.items() if note["field"] in fields)
    source = SourceText(kind, note["field"], note["text"], day)
    read = list(extract_facts([source]))
    for label in note["facts"]:
        found = next((one for one in read if _is(one, label, note["text"])), None)
        if found is None:
            counted.missed[label["kind"]] += 1
            counted.notes.append(f"missed  {label}")
            continue
        read.remove(found)
        counted.right[label["kind"]] += 1
        counted.tight += found.end - found.start <= _LOOSEST * len(label["words"])
    for one in read:
        counted.wrong[one.kind] += 1
        counted.notes.append(f"wrong   {one} {note['text'][one.start : one.end]!r}")


def _is(one: Fact, label: dict[str, Any], text: str) -> bool:
    """Whether a fact says what the label says, in words that overlap with the labelled ones."""
    first = text.index(label["words"])
    same = (one.kind, one.concept, one.status) == (label["kind"], label["concept"], label["status"])
    told = all(
        str(getattr(one, key)) == label[key] for key in ("value", "unit", "side", "day") if key in label
    )
    return same and told and one.start < first + len(label["words"]) and first < one.end


def _share(part: int, rest: int) -> float:
    return part / (part + rest) if part + rest else 1.0


def milliseconds(notes: int = 400) -> float:
    """How long it takes to read 1,000 characters of the labelled notes, warm."""
    texts = [SourceText("session", note["field"], note["text"], None) for note in _notes("dev")]
    extract_facts(texts)
    began = time.process_time()
    size = 0
    for at in range(notes):
        one = texts[at % len(texts)]
        extract_facts([one])
        size += len(one.text)
    return 1_000 * (time.process_time() - began) / (size / 1_000)


def main() -> None:
    """Prints the tables."""
    for name in FILES:
        counted = tally(name)
        print(f"\n{name}: precision {counted.precision():.3f}, recall {counted.recall():.3f}, ", end="")
        print(f"tight spans {counted.tight / max(1, counted.right.total()):.2f}")
        for kind in FACT_KINDS:
            right, missed, wrong = counted.right[kind], counted.missed[kind], counted.wrong[kind]
            shares = f"{counted.precision(kind):.3f} {counted.recall(kind):.3f}"
            print(f"  {kind:11} {shares}  right {right:3} missed {missed:3} wrong {wrong:3}")
        if "wrong" in sys.argv[1:] and (name in sys.argv[1:] or len(sys.argv) == 2):
            print("\n".join(counted.notes))
    print(f"\n{milliseconds():.2f} ms per 1,000 characters")


if __name__ == "__main__":
    main()
