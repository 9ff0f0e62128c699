"""The subjects of a question as groups of synonyms, and which of them a sentence contains."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from core.language.lexemes import note_lexemes, question_query
from core.language.marking import matched_spans
from core.language.query import Group, Query
from core.language.tokens import tokens
from core.language.vocabulary import Vocabulary
from core.language.vocabulary.graph import Term
from core.language.vocabulary.tables import DRUGS, read_table

SURE = 0.5
"""A word that only possibly means what was asked for proves nothing."""
_BEGINNING = 5
"""Drugs whose names share this many first letters are the same or related: `Insulatard` is an insulin."""
_CLASSES = "drug_classes.txt"
_SUBSTANCES = frozenset({"insulin"})
"""Classes whose drugs are named after them."""
_NO_DRUGS = (
    "measures.txt", "symptoms.txt", "anatomy.txt", "procedures.txt", "conditions.txt", "everyday.txt"
)  # fmt: skip
_SHORTENED = 5
_SHORT_NAMES = frozenset({"doxy", "pred", "amox", "empa", "dapa", "furo", "amio"})
"""`Doxy` in a note stands for doxycycline, while `pace` is not short for Pacerone."""
_AMOUNT = re.compile(r"\W*\d[\d.,/:-]*\s?[^\W\d_]{0,7}\W*$")


def is_amount(name: str) -> bool:
    """Whether a group of a question is a bare number or a number with its unit.

    It gives an amount, never the subject.
    """
    return _AMOUNT.match(name) is not None


class Subjects:
    """The groups of one question; `names` are its own words for them, in order.

    `vocabulary` is the practice's; without it the built-in one.
    """

    def __init__(self, question: str, vocabulary: Vocabulary | None = None) -> None:
        self.question = question
        self._vocabulary = vocabulary or Vocabulary.built_in()
        self._query = question_query(question, self._vocabulary)
        self.names = tuple(group.source for group in self._query.groups)
        self._known: dict[str, dict[int, float]] = {}

    @property
    def places(self) -> tuple[int, ...]:
        """Where each of `names` begins in the question; -1 if it is not written there as such."""
        found: list[int] = []
        after = 0
        for name in self.names:
            at = self.question.find(name, after)
            found.append(at if at >= 0 else self.question.find(name))
            after = max(after, found[-1] + len(name))
        return tuple(found)

    @property
    def query(self) -> Query:
        """The groups as a search query."""
        return self._query

    @property
    def groups(self) -> Sequence[Group]:
        return self._query.groups

    def without(self, start: int, end: int) -> Subjects:
        """The subjects of the question without its characters `[start, end)`."""
        rest = f"{self.question[:start]} {self.question[end:]}"
        return Subjects(" ".join(rest.split()), self._vocabulary)

    def term(self, place: int) -> Term | None:
        """The vocabulary's term for a group, None for an unknown word."""
        words = list(tokens(self.names[place]))
        match = self._vocabulary.match(words, 0) if words else None
        return match.term if match else None

    def held(self, text: str) -> dict[int, float]:
        """The indices of the groups that `text` contains, each with its certainty (0 to 1)."""
        if text not in self._known:
            there = frozenset(note_lexemes(text))
            sure = ((place, _sure(group, there)) for place, group in enumerate(self.groups))
            self._known[text] = {place: weight for place, weight in sure if weight}
        return self._known[text]

    def marks(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where the groups that name a drug or a test occur in `text`; if none does, of all groups."""
        named = tuple(group for place, group in enumerate(self.groups) if self.drugs(place))
        return matched_spans(text, Query(named) if named else self._query)

    def marks_of(self, place: int, text: str) -> tuple[tuple[int, int], ...]:
        """Where one group occurs in `text`."""
        return matched_spans(text, Query((self.groups[place],)))

    def drugs(self, place: int) -> frozenset[str]:
        """The names of drugs, as lexemes, that a group means: of one drug, or all of a class."""
        return _drugs_of(self.groups[place])

    def is_class(self, place: int) -> bool:
        """Whether a group means a class of drugs rather than one of them."""
        return bool(self.drugs(place)) and not _own(self.groups[place]) & drug_lexemes()

    def has_bare_number(self, place: int) -> bool:
        """Whether a group that is not a number may match a number: `PCL-5` any `5`."""
        group = self.groups[place]
        return not is_amount(group.source) and any(one.lexeme.isdigit() for one in group.alternatives)

    def holds_drug(self, place: int, text: str) -> bool:
        """Whether `text` names one of the drugs of a group, also in short or by a related name."""
        names, own = self.drugs(place), _own(self.groups[place]) & (drug_lexemes() | _SUBSTANCES)
        return any(
            lexeme in names
            or (
                ((len(lexeme) >= _SHORTENED and lexeme not in _other_words()) or lexeme in _SHORT_NAMES)
                and any(name.startswith(lexeme) for name in names)
            )
            or any(len(name) > _BEGINNING and lexeme.startswith(name[:_BEGINNING]) for name in own)
            for lexeme in note_lexemes(text)
        )


def _own(group: Group) -> frozenset[str]:
    """The group's own words, as lexemes."""
    return frozenset(note_lexemes(group.source))


def _drugs_of(group: Group) -> frozenset[str]:
    written = " ".join(note_lexemes(group.source))
    # From the tables, since a group contains only some of the members of a large class.
    if members := _classes().get(written):
        return members
    if _own(group) & drug_lexemes():
        return frozenset(one.lexeme for one in group.alternatives if one.lexeme in drug_lexemes())
    return frozenset()


@cache
def drug_lexemes() -> frozenset[str]:
    """Every single-word drug name in the tables, as indexed in notes."""
    terms = (term for row in read_table(DRUGS) for term in row.terms if " " not in term)
    first = (lexeme for term in terms for lexeme in note_lexemes(term)[:1])
    # Of `5-FU` the number alone is not a name.
    return frozenset(lexeme for lexeme in first if not lexeme.isdigit())


@cache
def _other_words() -> frozenset[str]:
    """Words in notes that begin like the name of a drug but are not: `normal`, `inject`."""
    terms = (term for table in _NO_DRUGS for row in read_table(table) for term in row.terms)
    return frozenset(lexeme for term in terms for lexeme in note_lexemes(term)) - drug_lexemes()


@cache
def _classes() -> dict[str, frozenset[str]]:
    """The drugs of each class, with all their names, by the names of the class."""
    names = [
        frozenset(lexeme for term in row.terms for lexeme in note_lexemes(term)[:1])
        for row in read_table(DRUGS)
    ]
    found: dict[str, frozenset[str]] = {}
    for row in read_table(_CLASSES):
        members = frozenset(lexeme for term in row.narrower for lexeme in note_lexemes(term)[:1])
        every = members.union(*(others for others in names if others & members))
        for term in row.terms:
            written = " ".join(note_lexemes(term))
            found[written] = found.get(written, frozenset()) | every
    return found


def _sure(group: Group, there: frozenset[str]) -> float:
    """The weight of the most certain alternative present; of `PCL-5` the number alone does not count."""
    numbers = is_amount(group.source)
    return max(
        (
            one.weight
            for one in group.alternatives
            if there.issuperset(one.lexeme.split(" ")) and (numbers or not one.lexeme.isdigit())
        ),
        default=0.0,
    )
