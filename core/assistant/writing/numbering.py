"""Source numbers and the numbers of a prompt: a held note keeps its own, a source has its rank."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_MARK = re.compile(r"\[(\d{1,4})\]")
_OPEN = re.compile(r"\[\d{0,4}\Z")


class SourceNumbers:
    """Gives text on with the marks of the prompt replaced by those of the sources, in pieces of any size."""

    def __init__(self, sources: Mapping[int, int], on_text: Callable[[str], None]) -> None:
        """`sources` are source numbers by the number of the note in the prompt."""
        self._sources = dict(sources)
        self._on_text = on_text
        self._pending = ""

    def feed(self, delta: str) -> None:
        """Passes on what is complete; a mark that has begun waits for its end."""
        text = self._pending + delta
        begun = _OPEN.search(text)
        at = begun.start() if begun else len(text)
        self._pending = text[at:]
        if at:
            self._on_text(_MARK.sub(self._mark, text[:at]))

    def finish(self) -> None:
        """Passes on what never ended."""
        rest, self._pending = self._pending, ""
        if rest:
            self._on_text(rest)

    def _mark(self, found: re.Match[str]) -> str:
        # A number that no note bears is left as it is: it is refused as one that no source has.
        number = int(found[1])
        return f"[{self._sources.get(number, number)}]"
