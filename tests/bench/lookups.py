"""`python -m tests.bench.lookups`: questions about invented charts, put to lookups alone, not searched for.

How many are looked up rightly, wrongly, and handed over to search, by hand; with `--wrong` each wrong one.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from core.cancel import CancelToken
from core.evaluation.finding import Finding
from core.evaluation.practice import temporary_practice
from core.lookup.dto import LookedUp
from core.services import Services
from core.settings import Settings
from core.sources.dto import SearchScope
from tests.bench.answers import ISOLATES, holds

DATA = Path(__file__).parents[2] / "packaging" / "training" / "data"


def main() -> None:
    """Prints a line for each hand."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true")
    shown = parser.parse_args().wrong
    for hand in sorted(DATA.glob("hand_*")):
        with (
            tempfile.TemporaryDirectory() as nowhere,
            temporary_practice(Settings.load(Path(nowhere))) as own,
        ):
            counts = _of_hand(own, hand, shown=shown)
        print(f"{hand.name}: " + ", ".join(f"{count} {name}" for name, count in sorted(counts.items())))


def _of_hand(services: Services, hand: Path, *, shown: bool) -> Counter[str]:
    preview = services.importer.preview([hand / "charts.jsonl"], CancelToken())
    services.importer.run(preview, cancel=CancelToken(), on_progress=lambda done, total: None)
    clients = Finding(services).clients
    counts = Counter[str]()
    for text in (hand / "questions.jsonl").read_text("utf-8").splitlines():
        row = json.loads(text)
        scope = SearchScope(client_id=clients[row["client_id"]] if row["scope"] == "client" else None)
        found = services.assistant._lookups.answer(row["question"], scope)
        outcome = "handed over" if found is None else "right" if _is_right(row, found) else "wrong"
        counts[outcome] += 1
        if found is not None and outcome == "wrong" and shown:
            print(f"  {row['question']} = {' '.join(line.text for line in found.lines)}")
    return counts


def _is_right(row: dict[str, Any], found: LookedUp) -> bool:
    if not row["answerable"]:
        return not found.known
    words = [line.text for line in found.lines] + [name for _, name in found.names]
    words += [f"{quote.text} {quote.day}" for line in found.lines for quote in line.quotes]
    told = " ".join(words).translate(ISOLATES).casefold()
    first = found.lines[0].text.translate(ISOLATES).casefold()
    included = all(any(holds(told, one) for one in group) for group in row["include"])
    return found.known and included and not any(holds(first, one) for one in row["exclude"])


if __name__ == "__main__":
    main()
