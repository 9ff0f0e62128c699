"""A candidate: a passage with what either side of the index says of it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from core.ids import ClientId
from core.retrieval.dto import Passage
from core.retrieval.memory.indexes import LexicalScore
from core.retrieval.memory.remembered import Focus, RememberedSource


class Scored:
    """`dense` is the inner product with the question, `lexical` what its words score; None where it has none.

    Made from a passage, or from a source in memory and the number of a passage: that is made when it is asked
    for, since of many candidates few are shown.
    """

    __slots__ = ("_in", "_of", "dense", "lexical")

    def __init__(
        self,
        passage: Passage | tuple[RememberedSource, int],
        dense: float | None,
        lexical: LexicalScore | None,
    ) -> None:
        self._of = passage
        self._in = passage if isinstance(passage, tuple) else None
        self.dense = dense
        self.lexical = lexical

    @property
    def passage(self) -> Passage:
        if isinstance(self._of, tuple):
            source, number = self._of
            self._of = source.passage(number)
        return self._of

    @property
    def focus(self) -> Focus:
        """What `dense` is about: a part of the passage, all of it where no part is known."""
        if self._in is None:
            passage = self.passage
            return passage.field, passage.start, passage.end
        source, number = self._in
        return source.focus(number)

    @property
    def client_id(self) -> ClientId:
        return self._whose.client_id

    @property
    def source_id(self) -> UUID:
        return self._whose.source_id

    @property
    def day(self) -> date | None:
        return self._whose.day

    @property
    def _whose(self) -> Passage | RememberedSource:
        """What knows whose words these are, without making the passage."""
        return self._of[0] if isinstance(self._of, tuple) else self._of
