"""Converts a trained reader's text to the form of any other model's: each sentence followed by its sources.

`1 3: The dose is 125 mcg.` becomes `The dose is 125 mcg. [2][7]`, where quote 1 is of source 2 and quote 3 of
source 7. So the text of all models is parsed, checked and shown by the same code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from core.assistant.reader.prompt import NONE
from core.assistant.writing.grammar import INSUFFICIENT

_HEAD = re.compile(r"\s*(?P<numbers>\d{1,2}(?:\s+\d{1,2})*)\s*:\s*")
_ENDS = ".!?"
_END = re.compile(r"[.!?](?=\s)")
_NOBODY = 0
"""The number of no source: a sentence that cites it is withheld."""


class CitedText:
    """Receives pieces of any size; `on_text` gets the completed text."""

    def __init__(self, sources: Mapping[int, int], on_text: Callable[[str], None]) -> None:
        """`sources` are source numbers by the number of the quote in the prompt."""
        self._sources = dict(sources)
        self._on_text = on_text
        self._pending = ""
        self._cites: str | None = None

    def feed(self, delta: str) -> None:
        """Passes on sentences while they are written; nothing before the colon is shown."""
        self._pending += delta
        if self._cites is None and not self._take_head():
            return
        while (end := _END.search(self._pending)) is not None:
            self._say(f"{self._pending[: end.end()]} {self._cites}")
            self._pending = self._pending[end.end() :]
        # A full stop at the end may be one inside a number.
        kept = 1 if self._pending.endswith(tuple(_ENDS)) else 0
        at = len(self._pending) - kept
        self._say(self._pending[:at])
        self._pending = self._pending[at:]

    def finish(self, *, whole: bool) -> None:
        """Passes on the incomplete rest; a text that is not in a reader's form is passed on unchanged.

        `whole`: the model finished. Otherwise the last sentence gets no citation, and is therefore withheld:
        its full stop may belong to a truncated number, "1." of "1.5 mg".
        """
        rest, self._pending = self._pending, ""
        if self._cites is None:
            self._say(INSUFFICIENT if rest.strip() == NONE else rest)
        elif rest:
            self._say(f"{rest} {self._cites}" if whole else rest)

    def _take_head(self) -> bool:
        head = _HEAD.match(self._pending)
        if head is None or head.end() == len(self._pending):
            return False
        cited = dict.fromkeys(self._sources.get(int(each), _NOBODY) for each in head["numbers"].split())
        self._cites = "".join(f"[{number}]" for number in cited)
        self._pending = self._pending[head.end() :]
        return True

    def _say(self, text: str) -> None:
        if text:
            self._on_text(text)
