"""Which terms are synonyms, which are narrower terms, and the certainty of each step between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from core.language.memo import Memo
from core.language.tokens import forms_of, tokens
from core.language.vocabulary.tables import Row

Term = tuple[str, ...]
"""A term's words as lexemes, function words included."""

SAME = 0.85
"""Weight of a synonym; for two steps their product."""
FROM_LOOSE = 0.7
TO_LOOSE = 0.4
"""From an everyday word to a possible meaning, and back: `sad` may be depression, which is seldom `sad`."""
NARROWER = 0.6
"""For a narrower term: a statin's name for `statin`."""
BROADER = 0.3
_DRIFT = 0.6
"""Factor for a second step: a synonym of a synonym may be something else."""
_FIRST_OF_SEVERAL = 0.7
_OTHER_OF_SEVERAL = 0.45
"""For an abbreviation with several meanings; tables name the usual one first."""
_BACK_TO_USUAL = 0.6
_BACK_TO_AMBIGUOUS = 0.4
"""From a full term to an ambiguous abbreviation of it: of its usual meaning, of another."""


def _term_of(text: str) -> Term:
    """The key of a term as written in a table or by a person."""
    return tuple(forms[0] for token in tokens(text) if (forms := forms_of(token.written)))


term_of = Memo(_term_of, maxsize=20_000)


class Graph:
    """Built once from rows; `expanded` is read-only."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._same: dict[Term, dict[Term, float]] = defaultdict(dict)
        self._meanings: dict[Term, dict[Term, float]] = defaultdict(dict)
        self._short: dict[Term, dict[Term, float]] = defaultdict(dict)
        # Dictionaries instead of sets keep the order of the tables: the same in every process.
        self._narrower: dict[Term, dict[Term, None]] = defaultdict(dict)
        self._broader: dict[Term, dict[Term, None]] = defaultdict(dict)
        self._written: dict[Term, str] = {}
        # The meanings of abbreviations are compared with the synonyms in the other rows.
        for row in sorted(rows, key=lambda row: row.abbreviates):
            self._add(row)

    def with_rows(self, rows: Iterable[Row]) -> Graph:
        """This graph plus these rows; this one stays unchanged."""
        made = Graph(())
        for links, own in (
            (made._same, self._same),
            (made._meanings, self._meanings),
            (made._short, self._short),
        ):
            links.update((term, dict(others)) for term, others in own.items())
        for kinds, known in ((made._narrower, self._narrower), (made._broader, self._broader)):
            kinds.update((term, dict(others)) for term, others in known.items())
        made._written.update(self._written)
        for row in rows:
            made._add(row)
        return made

    def terms(self) -> Iterator[Term]:
        """Every term with a meaning besides itself."""
        for links in (self._same, self._meanings, self._short, self._narrower, self._broader):
            yield from links

    def written(self, term: Term) -> str:
        """The first spelling of `term` in the tables; "" for an unknown one."""
        return self._written.get(term, "")

    def expanded(self, term: Term) -> dict[Term, float]:
        """All terms that may replace `term` in a note, with weights up to 1; without `term` itself."""
        same = self._meaning_the_same(term)
        found = dict(same)
        for near, weight in same.items():
            for narrow in self._all_narrower(near) if weight >= _FIRST_OF_SEVERAL else ():
                _raise(found, narrow, weight * NARROWER)
                for alike, sure in self._same.get(narrow, {}).items():
                    _raise(found, alike, weight * NARROWER * sure)
        for broad in self._broader.get(term, ()):
            _raise(found, broad, BROADER)
        for near, weight in list(found.items()):
            for short, sure in self._short.get(near, {}).items():
                _raise(found, short, weight * sure)
        found.pop(term, None)
        return found

    def _meaning_the_same(self, term: Term) -> dict[Term, float]:
        found = {term: 1.0}
        for near, sure in (*self._same.get(term, {}).items(), *self._meanings.get(term, {}).items()):
            _raise(found, near, sure)
        for near, weight in list(found.items()):
            # From the meaning of an abbreviation it is the first step.
            drift = 1.0 if near in self._meanings.get(term, ()) else _DRIFT
            for other, sure in self._same.get(near, {}).items():
                _raise(found, other, weight * sure * drift)
        return found

    def _all_narrower(self, term: Term) -> dict[Term, None]:
        """Narrower terms of `term` and theirs; tables nest them two deep at most."""
        found = dict(self._narrower.get(term, {}))
        for each in list(found):
            found |= self._narrower.get(each, {})
        return found

    def _add(self, row: Row) -> None:
        terms = [self._named(text) for text in row.terms]
        if row.abbreviates:
            self._add_abbreviation(terms[0], terms[1:])
            return
        for one in terms:
            for other in terms:
                if one != other:
                    self._same[one][other] = SAME
            for text in row.loose:
                loose = self._named(text)
                if loose not in terms:
                    _raise(self._meanings[loose], one, FROM_LOOSE)
                    _raise(self._short[one], loose, TO_LOOSE)
            for text in row.narrower:
                narrow = self._named(text)
                if narrow not in terms:
                    self._narrower[one][narrow] = None
                    self._broader[narrow][one] = None

    def _named(self, text: str) -> Term:
        term = term_of(text)
        self._written.setdefault(term, text)
        return term

    def _add_abbreviation(self, short: Term, meanings: list[Term]) -> None:
        ambiguous = not all(self._one_thing(meanings[0], other) for other in meanings[1:])
        for meaning in meanings:
            usual = self._one_thing(meanings[0], meaning)
            several = _FIRST_OF_SEVERAL if usual else _OTHER_OF_SEVERAL
            _raise(self._meanings[short], meaning, several if ambiguous else SAME)
            back = _BACK_TO_USUAL if usual else _BACK_TO_AMBIGUOUS
            _raise(self._short[meaning], short, back if ambiguous else SAME)

    def _one_thing(self, one: Term, other: Term) -> bool:
        """Whether the two are the same meaning in other words, or one with an additional word."""
        return other in self._same.get(one, {}) or set(one) <= set(other) or set(other) <= set(one)


def _raise(weights: dict[Term, float], term: Term, weight: float) -> bool:
    if weights.get(term, 0.0) >= weight:
        return False
    weights[term] = weight
    return True
