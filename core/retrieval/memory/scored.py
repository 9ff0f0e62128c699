"""A candidate: a passage with its scores in both indexes."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from core.ids import ClientId
from core.retrieval.dto import Passage
from core.retrieval.memory.indexes import LexicalScore
from core.retrieval.memory.remembered import Focus, RememberedSource


class Scored:
    """`dense` is the inner product with the question, `lexical` the BM25 score; None if it has none.

    Made from a passage, or from a source in memory and the number of a passage, which is then built on
    demand, because few of many candidates are shown.
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
        """The part of the passage that `dense` refers to, or all of it if no part is known."""
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
        """The object with the passage's metadata, without building the passage."""
        return self._of[0] if isinstance(self._of, tuple) else self._of
