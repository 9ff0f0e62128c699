"""How lines of notes are read in which much is named that the client does not have or take.

`python -m tests.bench.note_lines [FILE] [read-as-present|missed|unsaid]`: per file of `tests/data/note_lines`
how many names of what is not the client's at present are read as if it were, and how many of what is are not
read; with a second word those names, too.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from core.clinical_language.lexicon import Lexicon
from core.facts.dto import Fact, SourceText
from core.facts.extracting import extract_facts

FOLDER = Path(__file__).parents[1] / "data" / "note_lines"
TODAY = date(2024, 5, 10)
"""The day of every note."""
PRESENT = "now"
_READ_AS = {
    status: meaning
    for meaning, statuses in {
        PRESENT: "active started changed continued",
        "past": "stopped historical resolved former",
        "no": "denied ruled_out removed never refused",
        "other": "family",
        "open": "considered planned",
    }.items()
    for status in statuses.split()
}
"""A label's meaning by the status of a fact. What a line leaves open is read rightly if it gives no fact."""
_LEXICON_KINDS = {"medication": ("drug", "drug_class"), "allergy": ("allergen", "drug", "drug_class")}


@dataclass
class Tally:
    """What lines name, by whether it is the client's at present, and how it was read."""

    present: int = 0
    others: int = 0
    notes: dict[str, list[str]] = field(
        default_factory=lambda: {"read-as-present": [], "missed": [], "unsaid": []}
    )

    @property
    def read_as_present(self) -> float:
        """Of what is not the client's at present, the share that is read as if it were."""
        return len(self.notes["read-as-present"]) / self.others if self.others else 0.0

    @property
    def missed(self) -> float:
        """Of what is the client's at present, the share that is not read so."""
        return len(self.notes["missed"]) / self.present if self.present else 0.0


def names() -> list[str]:
    """The files, without their ending."""
    return sorted(path.stem for path in FOLDER.glob("*.jsonl"))


def tally(name: str) -> Tally:
    """The labels of one file compared with the facts that are read from its lines."""
    counted = Tally()
    for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        facts = extract_facts([SourceText("session", row["field"], row["text"], TODAY)])
        for label in row["facts"]:
            found = list(_facts_of(label, row["text"], facts))
            meanings = {_READ_AS.get(one.status, one.status) for one in found}
            _count(counted, label, meanings, f"{row['text']!r}: {label} {[_short(one) for one in found]}")
    return counted


def _count(counted: Tally, label: dict[str, Any], meanings: set[str], note: str) -> None:
    wanted = {label["status"], label.get("also")}
    if PRESENT not in wanted:
        counted.others += 1
        if PRESENT in meanings:
            counted.notes["read-as-present"].append(note)
        elif label["status"] != "open" and not meanings & wanted:
            counted.notes["unsaid"].append(note)
    elif label["status"] == PRESENT:
        counted.present += 1
        if not meanings & wanted:
            counted.notes["missed"].append(note)


def _facts_of(label: dict[str, Any], text: str, facts: tuple[Fact, ...]) -> Iterator[Fact]:
    """The facts of the label's kind in whose clause its words are; those of its name, if there are any."""
    first = text.index(label["words"])
    last = first + len(label["words"])
    over = [one for one in facts if one.kind == label["kind"] and one.start < last and first < one.end]
    kinds = _LEXICON_KINDS.get(label["kind"], (label["kind"],))
    known = {Lexicon.built_in().name_of(kind, label["words"]) for kind in kinds}
    yield from [one for one in over if one.concept in known] or over


def _short(one: Fact) -> tuple[str, str]:
    return one.concept, one.status


def main() -> None:
    """Prints the table."""
    chosen = [name for name in names() if name in sys.argv[1:]] or names()
    for name in chosen:
        counted = tally(name)
        wrong, missed, unsaid = (len(notes) for notes in counted.notes.values())
        print(f"{name}: read as present {wrong} of {counted.others} that are not ", end="")
        print(f"({counted.read_as_present:.2f}), missed {missed} of {counted.present} that are ", end="")
        print(f"({counted.missed:.2f}); {unsaid} of the others give no fact of their own")
        for kind, notes in counted.notes.items():
            if kind in sys.argv[1:]:
                print("\n".join(f"  {note}" for note in notes))


if __name__ == "__main__":
    main()
