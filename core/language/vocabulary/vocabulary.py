"""Finds the terms of a question that the tables or the practice know, with their synonyms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache

from core.language import hebrew
from core.language.memo import Memo
from core.language.query import Alternative, best_of_each
from core.language.stop_words import FUNCTION_WORDS, QUESTION_FRAMES
from core.language.tokens import Token, forms_of
from core.language.vocabulary.graph import Graph, Term, term_of
from core.language.vocabulary.tables import DRUGS, TABLES, Row, read_table
from core.language.vocabulary.transliteration import sound_key, spelled_in_hebrew

MOST_ALTERNATIVES = 64
_SKELETON = 0.45
_SOUNDS_LIKE = 0.7
_COMMON_WORDS = frozenset(
    "all cap pad map met led cat bad his her aid pat dot top lap rip fast"
    " art cart add act ad lad pal sob pop pan tap bet bid tip who one ten".split()
)
"""English words that are abbreviations only when written in capitals."""


@dataclass(frozen=True, slots=True)
class OwnMeaning:
    """An abbreviation of the practice and its meaning there."""

    short: str
    meanings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """`length` tokens of a question are this term."""

    length: int
    term: Term


class Vocabulary:
    """Immutable; may be shared between threads. `built_in()` is made once."""

    def __init__(self, rows: Iterable[Row], drugs: Iterable[Row] = ()) -> None:
        named = tuple(drugs)
        self.own: tuple[OwnMeaning, ...] = ()
        self._sounds = _sounds(named)
        self._drug_terms = frozenset(term_of(text) for row in named for text in row.terms)
        self._take(Graph((*rows, *named)))

    @staticmethod
    @cache
    def built_in() -> Vocabulary:
        """The vocabulary shipped with the program."""
        rows = [row for name in TABLES if name != DRUGS for row in read_table(name)]
        return Vocabulary(rows, read_table(DRUGS))

    def with_own(self, own: Iterable[OwnMeaning]) -> Vocabulary:
        """This one plus the practice's abbreviations; cheap."""
        kept = tuple(own)
        rows = [Row((each.short, *each.meanings), abbreviates=True) for each in kept]
        if not rows:
            return self
        made = copy(self)
        made.own = kept
        made._take(self._graph.with_rows(rows))
        return made

    def forget_questions(self) -> None:
        """Clears the memoised matches of questions."""
        self.alternatives.cache_clear()

    def _take(self, graph: Graph) -> None:
        self._graph = graph
        self._by_first: dict[str, list[Term]] = defaultdict(list)
        for term in dict.fromkeys(graph.terms()):
            self._by_first[term[0]].append(term)
        for terms in self._by_first.values():
            terms.sort(key=lambda term: (-len(term), term))
        self.alternatives = Memo(self._alternatives, maxsize=4_096)

    def match(self, tokens: Sequence[Token], at: int) -> Match | None:
        """The longest known term that begins with token `at`."""
        found: Match | None = None
        for first in _readings(tokens[at]):
            for term in self._by_first.get(first, ()):
                if found is not None and len(term) <= found.length:
                    break
                if _stands_at(term, tokens, at):
                    found = Match(len(term), term)
                    break
        return found or self._named_in_hebrew(tokens[at])

    def _alternatives(self, term: Term) -> tuple[Alternative, ...]:
        """All terms that may replace `term` in a note, most certain first, at most `MOST_ALTERNATIVES`."""
        found = [
            Alternative(lexeme, round(weight * sure, 3), self._graph.written(other) if sure == 1.0 else "")
            for other, weight in {term: 1.0, **self._graph.expanded(term)}.items()
            for lexeme, sure in self._lexemes(other)
        ]
        return best_of_each(found)[:MOST_ALTERNATIVES]

    def _lexemes(self, term: Term) -> list[tuple[str, float]]:
        """The lexemes of `term` in a note; several words of one term as one, with blanks."""
        telling = [lexeme for lexeme in term if lexeme not in FUNCTION_WORDS]
        if not telling:
            return []
        found = [(" ".join(dict.fromkeys(telling)), 1.0)]
        if len(term) == 1 and hebrew.is_hebrew(term[0]) and (root := hebrew.skeleton(term[0])):
            found.append((root, _SKELETON))
        if term in self._drug_terms and len(term) == 1 and term[0].isascii():
            spelled = [hebrew.skeleton(each) for each in spelled_in_hebrew(term[0])]
            found.extend((root, _SOUNDS_LIKE) for root in spelled if sound_key(root[1:]))
        return found

    def _named_in_hebrew(self, token: Token) -> Match | None:
        """The Latin drug name that the token may spell in Hebrew."""
        forms = token.lexemes
        if not forms or not forms[-1].startswith(hebrew.SKELETON_MARK):
            return None
        name = self._sounds.get(sound_key(forms[-1][1:]))
        return Match(1, name) if name else None


def _sounds(drugs: Iterable[Row]) -> dict[str, Term]:
    """Maps the Hebrew sound of a drug's name to its term; of names that sound alike, the first."""
    found: dict[str, Term] = {}
    for row in drugs:
        for text in row.terms:
            term = term_of(text)
            if len(term) == 1 and term[0].isascii():
                for spelled in spelled_in_hebrew(term[0]):
                    if key := sound_key(spelled):
                        found.setdefault(key, term)
    return found


def _stands_at(term: Term, tokens: Sequence[Token], at: int) -> bool:
    if at + len(term) > len(tokens):
        return False
    if len(term) == 1 and _is_common(term[0]) and not tokens[at].written.isupper():
        return False
    return all(lexeme in _readings(tokens[at + step]) for step, lexeme in enumerate(term))


def _is_common(lexeme: str) -> bool:
    return lexeme in FUNCTION_WORDS or lexeme in QUESTION_FRAMES or lexeme in _COMMON_WORDS


def _readings(token: Token) -> tuple[str, ...]:
    """The token's possible forms in a table: its first lexeme; in Hebrew also without prefix letters."""
    forms = forms_of(token.written)
    if not forms or not hebrew.is_hebrew(forms[0]):
        return forms[:1]
    return tuple(form for form in forms if not form.startswith(hebrew.SKELETON_MARK))
