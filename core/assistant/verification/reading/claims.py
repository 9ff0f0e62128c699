"""Parses a text into comparable claims: its content words, quantities, sides and assertion status."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from core.assistant.verification.reading.meanings import Meanings, Mention, with_meanings
from core.assistant.verification.reading.quantities import Quantity, quantities
from core.assistant.verification.reading.sides import Side, sides
from core.assistant.verification.reading.telling import Telling, telling
from core.assistant.verification.reading.words import Word, words


@dataclass(frozen=True)
class Claims:
    """A text parsed once and compared many times."""

    text: str
    meanings: Meanings = field(default_factory=Meanings.built_in, repr=False, compare=False)

    def of(self, text: str) -> Claims:
        """Another text, parsed with the same meanings."""
        return Claims(text, self.meanings)

    @cached_property
    def quantities(self) -> list[Quantity]:
        return quantities(self.text)

    @cached_property
    def telling(self) -> Telling:
        return telling(self.text, [word for word in self._bare if self._is_content(word)])

    @cached_property
    def sides(self) -> list[Side]:
        return sides(self.text, self.words)

    @cached_property
    def words(self) -> list[Word]:
        """Every word, with its known synonyms among its forms."""
        return with_meanings(self.text, self._bare, self._mentions)

    @cached_property
    def drugs(self) -> list[Word]:
        """The words that name a drug, in order."""
        return [self.words[place] for place in sorted({one.first for one in self._mentions if one.is_drug})]

    @cached_property
    def forms(self) -> frozenset[str]:
        """The forms of all words, frame words included."""
        return frozenset(form for word in self.words for form in word.forms)

    def holds(self, term: Word) -> bool:
        """Whether a word or a known synonym occurs here."""
        return not term.forms.isdisjoint(self.forms)

    @cached_property
    def terms(self) -> list[Word]:
        """The words that carry the claim, each once: no frame, no cue, no side, no part of a quantity."""
        found: dict[frozenset[str], Word] = {}
        for word in self.words:
            if self._is_content(word) and not self.telling.is_cue(word):
                found.setdefault(word.forms, word)
        return list(found.values())

    @cached_property
    def terms_in_order(self) -> list[Word]:
        """Every mention of the words that carry the claim."""
        known = frozenset(form for term in self.terms for form in term.forms)
        return [word for word in self.words if not word.forms.isdisjoint(known)]

    def _is_content(self, word: Word) -> bool:
        inside = any(start <= word.start < end for start, end in self._taken)
        return not (inside or word.frame or word.light)

    @cached_property
    def _taken(self) -> list[tuple[int, int]]:
        found = [(quantity.start, quantity.end) for quantity in self.quantities]
        return found + [(side.start, side.end) for side in self.sides]

    @cached_property
    def _bare(self) -> list[Word]:
        return words(self.text)

    @cached_property
    def _mentions(self) -> list[Mention]:
        return self.meanings.mentions(self.text, self._bare)
