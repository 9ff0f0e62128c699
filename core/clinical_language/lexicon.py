"""Every word list in one tree, so that a text is matched against all of them in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from core.clinical_language.tables import rows, spellings, word_list, words_of
from core.clinical_language.words import Word, readings, words
from core.language.vocabulary.tables import Row, read_table
from core.language.vocabulary.transliteration import spelled_in_hebrew

NOT_MEANT = "not "
"""Prefix of the category of words that contain such a cue in another sense: `not coming`."""
_EXACT = "^"
_NUMBER = "№"
"""Stands for any number in a table."""
_ENTRIES = None
"""The key of entries that end at a node; differs from any text."""
_STEMS = "\0stems"
"""The key of the nodes behind a spelling with any ending: `recommend*`; differs from any word."""
_PROBLEM_TABLES = ("conditions.txt",)
_NAMED = (
    ("allergen", "allergens"),
    ("test", "tests"),
    ("specialist", "referrals"),
    ("manner", "manners"),
    ("side", "sides"),
)
"""Kinds whose tables contain a concept and its spellings."""
_ANY_ENDING = "*"
_SHORTEST_STEM = 3
_SHORTEST_LOWER_CASE = 4
_SHORTEST_GENERIC = 6
_SHORTEST_CUT = 7
_SHORTEST_BEGINNING = 4
"""Letters of a name that is cut, and of what remains of it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One spelling of one concept. `data` are further columns of its table.

    `exact`: only written so. `capital`: only with a capital. `short`: only before a dose or beside a change;
    with both, either suffices.
    """

    kind: str
    name: str
    data: tuple[str, ...] = ()
    exact: str = ""
    capital: bool = False
    short: bool = False


class Mention:
    """An entry found at the words `[first, last)` of a statement."""

    __slots__ = ("entry", "first", "last")

    def __init__(self, entry: Entry, first: int, last: int) -> None:
        self.entry, self.first, self.last = entry, first, last

    @property
    def name(self) -> str:
        return self.entry.name

    def __repr__(self) -> str:
        return f"{self.entry.kind}:{self.entry.name}[{self.first}:{self.last}]"


class Lexicon:
    """Immutable once built; `built_in()` is made once."""

    def __init__(self) -> None:
        self._root: dict[str | None, Any] = {}
        self._names: dict[tuple[str, tuple[str, ...]], str] = {}

    @staticmethod
    @cache
    def built_in() -> Lexicon:
        """All tables shipped with the program."""
        made = Lexicon()
        _add_cues(made)
        _add_medicines(made)
        _add_problems(made)
        _add_sufferers(made)
        _add_lists(made)
        _add_short_names(made)
        return made

    @staticmethod
    @cache
    def of_whole() -> Lexicon:
        """The cues of whole statements; apart, since the readers of facts do not ask for them."""
        made = Lexicon()
        _add_whole_cues(made)
        return made

    def add(
        self,
        kind: str,
        name: str,
        spelling: str,
        data: tuple[str, ...] = (),
        *,
        capital: bool = False,
        short: bool = False,
    ) -> None:
        """Adds a spelling; the first entry of a spelling and kind wins."""
        exact = spelling[1:] if spelling.startswith(_EXACT) else ""
        key = _key(spelling.removeprefix(_EXACT))
        if not key:
            return
        node = self._root
        for word in key:
            if word.endswith(_ANY_ENDING) and len(word) > _SHORTEST_STEM:
                node = node.setdefault(_STEMS, {}).setdefault(word[:_SHORTEST_STEM], {})
            node = node.setdefault(word.removesuffix(_ANY_ENDING) or word, {})
        entries = node.setdefault(_ENTRIES, [])
        if all(one.kind != kind or one.exact != exact for one in entries) or kind == "cue":
            entries.append(Entry(kind, name, data, exact, capital, short))
            if not short or capital:
                self._names.setdefault((kind, key), name)

    def knows(self, spelling: str) -> bool:
        """Whether it is an entry of any kind."""
        node: dict[str | None, Any] | None = self._root
        for word in _key(spelling):
            node = node.get(word) if node is not None else None
        return bool(node and node.get(_ENTRIES))

    def name_of(self, kind: str, spelling: str) -> str:
        """The concept name of `spelling`; "" for an unknown one."""
        return self._names.get((kind, _key(spelling)), "")

    def drug_names(self) -> frozenset[str]:
        """The concept name of every drug."""
        return frozenset(name for (kind, _), name in self._names.items() if kind == "drug")

    def mentions(self, text_words: Sequence[Word]) -> list[Mention]:
        """Every entry found, the longest of each kind at its position, in order."""
        found: list[Mention] = []
        for at in range(len(text_words)):
            self._follow(text_words, at, at, self._root, found)
        return _longest(found)

    def _follow(
        self,
        text_words: Sequence[Word],
        first: int,
        at: int,
        node: dict[str | None, Any],
        found: list[Mention],
    ) -> None:
        for entry in node.get(_ENTRIES, ()):
            if _is_written(entry, text_words, first, at):
                found.append(Mention(entry, first, at))
        if at >= len(text_words):
            return
        word = text_words[at]
        behind = node.get(_STEMS)
        for reading in (word.text, _NUMBER) if word.number else readings(word.text):
            following = node.get(reading)
            if following is not None:
                self._follow(text_words, first, at + 1, following, found)
            if behind is not None and (stems := behind.get(reading[:_SHORTEST_STEM])) is not None:
                for end in range(_SHORTEST_STEM, len(reading) + 1):
                    if (following := stems.get(reading[:end])) is not None:
                        self._follow(text_words, first, at + 1, following, found)


def _longest(found: list[Mention]) -> list[Mention]:
    """Of overlapping mentions of one kind the longest, the first of equals; cues at one place all stay."""
    kept: list[Mention] = []
    until: dict[str, int] = {}
    for one in sorted(found, key=lambda one: (one.first, -one.last)):
        kind = one.entry.kind
        if one.first < until.get(kind, 0):
            same = kind == "cue" and kept and _of_kind(kept, kind, one)
            if not same:
                continue
        until[kind] = max(until.get(kind, 0), one.last)
        kept.append(one)
    return kept


def _of_kind(kept: list[Mention], kind: str, one: Mention) -> bool:
    """Whether a cue of another meaning has exactly the same words."""
    return any(
        other.entry.kind == kind and (other.first, other.last) == (one.first, one.last) for other in kept[-6:]
    )


def _is_written(entry: Entry, text_words: Sequence[Word], first: int, last: int) -> bool:
    if entry.exact:
        return last == first + 1 and text_words[first].written == entry.exact
    if not entry.short and not entry.capital:
        return True
    if entry.capital and text_words[first].written[:1].isupper():
        return True
    dosed = _has_dose_behind(text_words, last) or _has_change_beside(text_words, first, last)
    return entry.short and dosed


def _has_dose_behind(text_words: Sequence[Word], last: int) -> bool:
    """Whether a number with a unit of doses or a frequency follows, and no level (`8 mg/l`), or `prn`."""
    if last < len(text_words) and text_words[last].text in word_list("release_forms"):
        last += 1
    behind_name = words_of("dose_marks", "behind its name", "behind either")
    if last < len(text_words) and text_words[last].text in behind_name:
        return True
    number, unit, behind = (*text_words[last : last + 3], None, None, None)[:3]
    if number is None or not number.number or unit is None:
        return False
    behind_number = words_of("dose_marks", "behind its number", "behind either")
    return unit.text in behind_number and (behind is None or behind.text != "/")


def _has_change_beside(text_words: Sequence[Word], first: int, last: int) -> bool:
    """Whether the word before or behind, or behind its number, says that something was begun or ended."""
    if last < len(text_words) and text_words[last].number:
        last += 1
    beside = (*text_words[max(0, first - 1) : first], *text_words[last : last + 1])
    return any(word.text in word_list("change_marks") for word in beside)


def _key(spelling: str) -> tuple[str, ...]:
    found: list[str] = []
    for word in words(spelling):
        if found and word.text == _ANY_ENDING and not spelling[word.start - 1].isspace():
            found[-1] += _ANY_ENDING
        else:
            found.append(_NUMBER if word.written == _NUMBER else word.text)
    return tuple(found)


def _add_cues(lexicon: Lexicon) -> None:
    for name in ("cues", "cues_he"):
        for row in rows(name):
            phrases, category, direction, reach, *comma = row
            for phrase in spellings(phrases):
                lexicon.add("cue", category, phrase, (direction, reach, *comma))


def _add_whole_cues(lexicon: Lexicon) -> None:
    for name in ("cues_whole", "cues_whole_he"):
        for phrases, category, *place in rows(name):
            for phrase in spellings(phrases):
                # Of each category the longest words count, those with another sense among them.
                lexicon.add(category.removeprefix(NOT_MEANT), category, phrase, tuple(place))


def _add_medicines(lexicon: Lexicon) -> None:
    capitals = word_list("capitals")
    drugs = read_table("drugs.txt")
    for row in drugs:
        if not row.narrower:
            _add_terms(lexicon, "drug", row.terms, capitals)
    for row in drugs:
        for term in row.narrower:
            lexicon.add("drug", term, term, capital=term.casefold() in capitals)
    for (line,) in rows("more_drugs"):
        _add_terms(lexicon, "drug", spellings(line, "="), capitals)
    for row in drugs:
        for spelling in _in_hebrew(row.terms[0]):
            lexicon.add("drug", lexicon.name_of("drug", row.terms[0]), spelling)
    for row in read_table("drug_classes.txt"):
        _add_terms(lexicon, "drug_class", row.terms, capitals)


def _add_short_names(lexicon: Lexicon) -> None:
    """The beginning of a generic name that no other name begins with: `metf 1 g`, `amlod 10 od`."""
    rows_of_drugs = read_table("drugs.txt")
    generics = [row.terms[0] for row in rows_of_drugs if not row.narrower]
    generics += [spellings(line, "=")[0] for (line,) in rows("more_drugs")]
    owners: dict[str, set[str]] = {}
    for row in rows_of_drugs:
        for term in (*row.terms, *row.narrower):
            for beginning in _beginnings(term):
                owners.setdefault(beginning, set()).add(lexicon.name_of("drug", term))
    for generic in generics:
        for beginning in _beginnings(generic):
            own = owners.get(beginning, set()) <= {lexicon.name_of("drug", generic)}
            if own and not lexicon.knows(beginning) and beginning not in word_list("no_short_names"):
                lexicon.add("drug", lexicon.name_of("drug", generic), beginning, short=True)


def _beginnings(name: str) -> list[str]:
    plain = name.casefold()
    if not plain.isascii() or not plain.isalpha() or len(plain) < _SHORTEST_CUT:
        return []
    return [plain[:length] for length in range(_SHORTEST_BEGINNING, len(plain) - 1)]


@cache
def class_members(name: str) -> frozenset[str]:
    """The drugs of a class, both by the names of the lexicon; tables nest classes two deep at most."""
    members: dict[str, set[str]] = {}
    lexicon = Lexicon.built_in()
    for row in read_table("drug_classes.txt"):
        own = lexicon.name_of("drug_class", row.terms[0])
        members.setdefault(own, set()).update(row.narrower)

    def of(terms: Iterable[str], depth: int) -> Iterator[str]:
        for term in terms:
            if drug := lexicon.name_of("drug", term):
                yield drug
            inner = lexicon.name_of("drug_class", term)
            if inner and depth:
                yield from of(members.get(inner, ()), depth - 1)

    return frozenset(of(members.get(name, ()), 2))


@cache
def kinds_of_drug(name: str) -> frozenset[str]:
    """The drugs whose name begins with that of `name`: of insulin every insulin."""
    lead = f"{name} "
    return frozenset(one for one in Lexicon.built_in().drug_names() if one.startswith(lead))


@cache
def allergen_family(name: str) -> frozenset[str]:
    """What an allergy to `name` may be recorded as: its classes, and of a class its members.

    An allergy to penicillin is one to amoxicillin, and who wheezes with ibuprofen is listed under NSAIDs.
    """
    lexicon = Lexicon.built_in()
    found: set[str] = set()
    for row in read_table("drug_classes.txt"):
        members = class_members(lexicon.name_of("drug_class", row.terms[0]))
        names = {
            named
            for term in row.terms
            for kind in ("allergen", "drug")
            if (named := lexicon.name_of(kind, term))
        }
        if name in members:
            found |= names
        elif name in names:
            found |= members
    return frozenset(found - {name})


@cache
def is_chronic(problem: str) -> bool:
    """Whether an illness lasts, by the table of problems."""
    lexicon = Lexicon.built_in()
    return any(
        course == "chronic" and lexicon.name_of("problem", spellings(terms, "=")[0]) == problem
        for course, terms in rows("problems")
    )


@cache
def problem_in_hebrew(name: str) -> str:
    """The first Hebrew spelling of a problem in the tables; "" if they have none."""
    lexicon = Lexicon.built_in()
    every = [list(spellings(terms, "=")) for _, terms in rows("problems")]
    every += [list(row.terms) for table in _PROBLEM_TABLES for row in read_table(table)]
    for terms in every:
        if any(lexicon.name_of("problem", one) == name for one in terms):
            found = next((one for one in terms if "א" <= one.strip(_EXACT)[:1] <= "ת"), "")
            if found:
                return found
    return ""


def _in_hebrew(generic: str) -> tuple[str, ...]:
    """How a generic name is spelled in Hebrew, with and without the sound of its last letter.

    Not of a trade name: many are spelled as a word of the language is (Lialda: `to a boy`; Reagila: `usual`).
    """
    if not generic.isascii() or not generic.isalpha() or len(generic) < _SHORTEST_GENERIC:
        return ()
    found = spelled_in_hebrew(generic.casefold())
    return (*found, *(each.removesuffix("ה") for each in found if each.endswith("ה")))


def _add_terms(lexicon: Lexicon, kind: str, terms: Sequence[str], capitals: Iterable[str]) -> None:
    name = lexicon.name_of(kind, terms[0]) or terms[0]
    for term in terms:
        plain = term.casefold()
        lexicon.add(kind, name, term, capital=plain in capitals, short=plain in word_list("dosed_names"))


def _add_problems(lexicon: Lexicon) -> None:
    for course, terms in rows("problems"):
        name, *others = spellings(terms, "=")
        for term in (name, *others):
            lexicon.add("problem", name, term, (course,))
    for (line,) in rows("no_problems"):
        for term in spellings(line):
            lexicon.add("no_problem", term, term)
    for table in _PROBLEM_TABLES:
        for row in read_table(table):
            _add_condition(lexicon, row)


def _add_sufferers(lexicon: Lexicon) -> None:
    for (line,) in rows("sufferers"):
        illness, *others = spellings(line, "=")
        for term in others:
            lexicon.add("sufferer", lexicon.name_of("problem", illness), term)


def _add_condition(lexicon: Lexicon, row: Row) -> None:
    if lexicon.name_of("no_problem", row.terms[0]):
        return
    known = [name for term in row.terms if (name := lexicon.name_of("problem", term))]
    name = lexicon.name_of("problem", row.terms[0]) or row.terms[0]
    if not name.isascii() and known:
        name = known[0]
    for term in row.terms:
        if lexicon.name_of("no_problem", term):
            continue
        if len(term) >= _SHORTEST_LOWER_CASE or term.isupper():
            own = term if term in _own_names() else name
            lexicon.add(
                "problem", own, f"^{term}" if term.isupper() and len(term) < 4 else term, ("episode",)
            )


@cache
def _own_names() -> frozenset[str]:
    return frozenset(row.terms[0] for row in read_table("conditions.txt"))


def _add_lists(lexicon: Lexicon) -> None:
    for (line,) in rows("sections"):
        name, *headings = spellings(line, "=")
        for heading in headings:
            lexicon.add("section", name, heading)
    for kind in ("frequencies", "routes"):
        for (line,) in rows(kind):
            lexicon.add(kind, line, line)
    for what, line in rows("units"):
        name, *others = spellings(line, "=")
        for unit in (name, *others):
            lexicon.add("unit", name, unit, (what,))
    for name, shape, low, high, unit, names in rows("measures"):
        for spelling in spellings(names):
            lexicon.add("measure", name, spelling, (shape, low, high, unit))
    for kind, table in _NAMED:
        for (line,) in rows(table):
            name, *others = spellings(line, "=")
            for term in (name, *others):
                lexicon.add(kind, name, term)
    for name, what, *forms in (row for row in rows("people") if len(row) > 2):
        for form in spellings(forms[0]):
            lexicon.add("person", name, form, (what,))
    for row in read_table("anatomy.txt"):
        for term in row.terms:
            lexicon.add("site", row.terms[0], term)
    for name, phrases in rows("allergy_forms"):
        for phrase in spellings(phrases):
            lexicon.add("allergy_form", name, phrase)
    for name, phrases in rows("medication_forms"):
        for phrase in spellings(phrases):
            lexicon.add("medication_form", name, phrase)
    for name, phrases in rows("plans"):
        for phrase in spellings(phrases):
            lexicon.add("return", name, phrase)
    for habit, status, phrases in rows("daily_life"):
        for phrase in spellings(phrases):
            lexicon.add("life", habit, phrase, (status,))
    for habit, unit, phrases in rows("habit_units"):
        for phrase in spellings(phrases):
            lexicon.add(f"{habit}_unit", unit, phrase)
    for (line,) in rows("other_words"):
        kind, _, phrases = line.partition(" = ")
        for phrase in spellings(phrases):
            lexicon.add(kind, phrase, phrase)
    excluded = {term for (line,) in rows("no_complaints") for term in spellings(line)}
    for row in read_table("symptoms.txt"):
        if row.terms[0] in excluded:
            continue
        for term in row.terms:
            lexicon.add("symptom", row.terms[0], term)
    for kind, value, phrases in rows("dates"):
        for phrase in spellings(phrases):
            lexicon.add(kind, value, phrase)
