"""`python -m tests.bench.verifier CHARTS...`: the check on reworded and falsified sentences of any charts."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from tests.unit.core.assistant.verification.drawn import charts_of, drawn, judged


def main() -> int:
    """Prints how many rows of each kind and language were judged rightly; no text of a chart."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("charts", nargs="+", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=100, help="rows of a kind and language at most")
    given = parser.parse_args()
    rows = drawn(
        (chart for path in given.charts for chart in charts_of(path)), seed=given.seed, each=given.each
    )
    started = time.process_time()
    found = judged(rows)
    spent = time.process_time() - started
    for (kind, lang), outcome in found.items():
        reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(outcome.reasons.items()))
        print(f"{kind or 'unchanged':<10} {lang} {outcome.right:>4}/{outcome.rows:<4} {reasons}")
    for name, changed in (("unchanged", False), ("changed", True)):
        of = [outcome for (kind, _), outcome in found.items() if bool(kind) is changed]
        print(f"{name}: {sum(one.right for one in of)} of {sum(one.rows for one in of)} judged rightly")
    print(f"{1000 * spent / max(1, len(rows)):.1f} ms of processor time a sentence")
    return 0


if __name__ == "__main__":
    sys.exit(main())
