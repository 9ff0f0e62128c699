"""Maps prompt numbers to source numbers: a held note keeps its number, a source has its rank."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_MARK = re.compile(r"\[(\d{1,4})\]")
_OPEN = re.compile(r"\[\d{0,4}\Z")


class SourceNumbers:
    """Forwards text with the prompt's citation numbers replaced by the sources', in pieces of any size."""

    def __init__(self, sources: Mapping[int, int], on_text: Callable[[str], None]) -> None:
        """`sources` are source numbers by the number of the note in the prompt."""
        self._sources = dict(sources)
        self._on_text = on_text
        self._pending = ""

    def feed(self, delta: str) -> None:
        """Forwards complete text; an incomplete mark waits for its end."""
        text = self._pending + delta
        begun = _OPEN.search(text)
        at = begun.start() if begun else len(text)
        self._pending = text[at:]
        if at:
            self._on_text(_MARK.sub(self._mark, text[:at]))

    def finish(self) -> None:
        """Forwards an incomplete mark at the end."""
        rest, self._pending = self._pending, ""
        if rest:
            self._on_text(rest)

    def _mark(self, found: re.Match[str]) -> str:
        # A number without a note is left unchanged and refused later as an unknown source.
        number = int(found[1])
        return f"[{self._sources.get(number, number)}]"
