"""Parses sentences and their citations from a model's text while it streams."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.assistant.writing.grammar import INSUFFICIENT, REASON

_CITED = re.compile(
    r"(?P<body>[^\[\]]*?)(?P<stop>[.!?]?)\s*(?P<cites>(?:\[\s*\d{1,4}(?:\s*,\s*\d{1,4})*\s*\]\s*)+)(?P<end>[.!?]?)"
)
_WHY = re.compile(rf"{REASON} \[(?P<number>\d{{1,4}})\]: (?P<words>[^\[\]]+?)(?= {REASON} \[|\s*$)")
_WHY_BEGUN = re.compile(rf"{REASON} \[\d{{1,4}}\]:")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence of the model with its citations, unchecked. `text` has no citation marks."""

    text: str
    cited: tuple[int, ...]


class DraftReader:
    """Takes pieces of text of any size and returns each sentence as soon as it is complete."""

    def __init__(self) -> None:
        self._pending = ""
        self._seen = ""
        self._why = False

    def feed(self, delta: str) -> list[DraftSentence]:
        """The sentences completed by `delta`."""
        self._pending += delta
        self._seen += delta
        return self._take(at_end=False)

    def finish(self) -> list[DraftSentence]:
        """The sentences that only the end completes; afterwards `rest` is the text without citation."""
        return self._take(at_end=True)

    @property
    def likely(self) -> DraftSentence | None:
        """The sentence that is complete unless another citation follows."""
        if self._why or not self._pending.endswith("]"):
            return None
        match = _CITED.fullmatch(self._pending)
        return _sentence(match) if match else None

    @property
    def rest(self) -> str:
        """Text after the last complete sentence."""
        return "" if self._why else self._pending.strip()

    @property
    def reasons(self) -> dict[int, str]:
        """Why each source was used, in the model's words, by its number; unchecked."""
        found = _WHY.finditer(self._pending) if self._why else ()
        return {int(one["number"]): " ".join(one["words"].split()) for one in found}

    @property
    def insufficient(self) -> bool:
        """True if the model said that its sources do not answer."""
        return self._seen.strip().rstrip(".").upper() == INSUFFICIENT

    @property
    def undecided(self) -> bool:
        """True while the text could still become the word for "not enough", which must not be shown."""
        return INSUFFICIENT.startswith(self._seen.strip().rstrip(".").upper())

    def _take(self, *, at_end: bool) -> list[DraftSentence]:
        found: list[DraftSentence] = []
        while not self._why and (match := _CITED.match(self._pending)) is not None:
            if _WHY_BEGUN.match(self._pending):
                self._why = True
                break
            # `[1]` may still be followed by `[3]` or by the full stop.
            if not at_end and not match["end"] and match.end() == len(self._pending):
                break
            self._pending = self._pending[match.end() :].lstrip()
            if (sentence := _sentence(match)) is not None:
                found.append(sentence)
        return found


def _sentence(match: re.Match[str]) -> DraftSentence | None:
    text = " ".join(match["body"].split())
    cited = tuple(dict.fromkeys(int(number) for number in _NUMBER.findall(match["cites"])))
    return DraftSentence(text + (match["end"] or match["stop"] or "."), cited) if text else None
