"""Determines which words each cue governs, after ConText.

Harkema, Dowling, Thornblade and Chapman, *ConText: an algorithm for determining negation, experiencer, and
temporal status from clinical reports*, J Biomed Inform 2009. A cue governs the words after it, before it or
both, up to the end of its clause, the next cue of its group, or the number of words in its row. In addition
to ConText a cue may be `either`: it governs the words after it, or those before it if none follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from core.clinical_language.lexicon import NOT_MEANT, Mention
from core.clinical_language.tables import rows, words_of
from core.clinical_language.words import Word

_JOINING = frozenset({",", "and", "&", "/", "+", "or", "ו", "plus", "או"})
_OVERLAPPING = frozenset({"condition", "allergy"})
_AND = frozenset({"and", "&"})
_COMMAS = frozenset({",", "and", "ו"})
_SILENT = frozenset({"reports", "subject", "end", "none"})
"""Groups of cues that only bound others."""
_BINDING = _JOINING - {","}
_FILLERS = frozenset(
    "to the her his their him them patient pt it me with on of a an taking use be been was were is by from at"
    " ל ה את של".split()
)
_STOPS = frozenset(";\n•")
_LED_BY = frozenset("with by to from for see called עמ לדברי".split())
_PASSIVE = words_of("verb_forms", "was", "be")
OWNING = frozenset({"her", "his", "their", "the", "my"})
"""Words that take their noun for granted."""
_PRONOUNS = frozenset({"it", "this", "them", "these", "אותו", "אותה"})
_LEADS_BACK = frozenset({"in", "of", "-", "–", "—", ":", "(", "on", "runs", "אצל", "של", "ב"})
POSSESSIVES = OWNING | {"a", "an", "both"}
_YIELDING = frozenset({"taken", "historical"})
_SAYS_LESS = frozenset({("continued", "stopped"), ("continued", "changed"), ("changed", "stopped")})
_APART = frozenset({"condition", "later"})
"""Cues an action does not reach across: `hold metoprolol if systolic is below 100`."""
_APPENDING = frozenset({",", "-", "–", "—"})
"""Marks between a clause and what is added to it."""
ASKING = frozenset("-–—:?")
"""Marks between what is asked and its answer: `asked re metformin - not taking`, `latex? no`."""
_TOO = frozenset("too also either".split())
_OR = frozenset("or nor או".split())
"""Words with which what was said of one name is said of what follows its comma."""
_ELLIPTICAL = frozenset({"either", "subject"})
"""Directions of cues whose subject may be in the clause before."""
_CLAUSE_MAKERS = frozenset({"action", "subject"})
_LEADING = frozenset("and so but ו האמ".split())
"""Words before the first one of a question."""
_ENDS_ONLY = "affirmed"
"""The category of a cue that only ends those of its group."""


class Scope(NamedTuple):
    """A cue at the words `[cue_first, cue_last)` that governs `[first, last)`."""

    category: str
    group: str
    first: int
    last: int
    cue_first: int
    cue_last: int


class Target(NamedTuple):
    """The words `[first, last)` that cues may apply to."""

    first: int
    last: int


@cache
def group_of(category: str) -> str:
    """The group of a category: one cue of a group counts."""
    return dict(_groups())[category]


@cache
def _groups() -> tuple[tuple[str, str], ...]:
    return tuple((category, group) for category, group in rows("categories"))


class Clauses:
    """Where the clauses of a statement end: `hard` for every scope, `soft` for what is not elliptical."""

    def __init__(
        self, text_words: Sequence[Word], cues: Sequence[Mention], breaks: Sequence[int] = ()
    ) -> None:
        self.size = len(text_words)
        self.words = text_words
        hard = {at for at, word in enumerate(text_words) if word.text in _STOPS}
        hard |= {
            at
            for at, word in enumerate(text_words)
            if word.text == "." and at + 1 < self.size and (not at or text_words[at - 1].text != "vs")
        }
        soft = {at for at in breaks if at and text_words[at - 1].text in _COMMAS}
        for cue in cues:
            group = group_of(cue.name)
            if group == "end":
                hard.add(cue.first)
            elif (
                group in _CLAUSE_MAKERS and cue.first and text_words[cue.first - 1].text in (",", "and", "ו")
            ):
                if group == "subject":
                    hard.add(cue.first)
                elif not _is_infinite(text_words[cue.first].text):
                    soft.add(cue.first)
        self.hard, self.soft = sorted(hard), sorted(hard | soft)

    def end(self, after: int) -> int:
        """The end of the clause with the word before `after`."""
        return next((at for at in self.soft if at >= after), self.size)

    def end_of_subject(self, after: int) -> int:
        """The end of all that is told of the subject before `after`: `father has AF and takes warfarin`."""
        joined = (at for at in self.soft if at >= after)
        return next(
            (at for at in joined if at in self.hard or self.words[at - 1].text not in _AND), self.size
        )

    def has_pronoun(self, at: int) -> bool:
        """Whether the word at `at` refers to something named before: `stopped it`."""
        return at < self.size and self.words[at].text in _PRONOUNS

    def has_object(self, at: int) -> bool:
        """Whether the cue has another object at `at`: `reduces her pain`."""
        return at < self.size and self.words[at].text in OWNING

    def ends_at(self, at: int) -> bool:
        """Whether the clause ends before the word `at`."""
        return at >= self.size or self.words[at].is_mark or at in self.soft

    def begins_at(self, at: int) -> bool:
        """Whether a clause begins with the word `at`."""
        return at == 0 or self.words[at - 1].is_mark or at in self.soft

    def start(self, before: int, *, elliptical: bool = False) -> int:
        """The start of the clause with the word before `before`."""
        bounds = self.hard if elliptical else self.soft
        return max((at for at in bounds if at <= before), default=0)

    def comma(self, after: int, until: int) -> int:
        """The first comma in `[after, until)`, or `until`."""
        return next((at for at in range(after, until) if self.words[at].text == ","), until)

    def brackets(self, at: int) -> tuple[int, int]:
        """The inside of the brackets around the word `at`; the whole statement if there are none."""
        first = next((i for i in range(at - 1, -1, -1) if self.words[i].text in "()"), -1)
        if first < 0 or self.words[first].text != "(":
            return 0, self.size
        last = next((i for i in range(at, self.size) if self.words[i].text == ")"), self.size)
        return first + 1, last


class Cues:
    """The cues of one statement with its clauses; made once for all targets."""

    def __init__(
        self, text_words: Sequence[Word], cues: Sequence[Mention], breaks: Sequence[int] = ()
    ) -> None:
        told = [
            one
            for one in cues
            if one.name != "none" and not _is_idle(text_words, one) and not _is_answer(text_words, one)
        ]
        self._clauses = Clauses(text_words, told, breaks)
        told = [one for one in _without_reporters(text_words, told) if group_of(one.name) not in _SILENT]
        self._cues = _without_auxiliaries(text_words, told)

    def scopes(self, targets: Sequence[Target]) -> list[Scope]:
        """The scope of every cue, of `targets` in order."""
        found: list[Scope] = []
        for place, cue in enumerate(self._cues):
            if cue.name != _ENDS_ONLY:
                found.extend(_scopes_of(cue, self._cues[place + 1 :], self._clauses, targets))
        return found


def governing(found: Sequence[Scope], target: Target) -> dict[str, Scope]:
    """By group, the cue that applies to a target; of actions the last one that means more than *takes*."""
    counted: dict[str, Scope] = {}
    for one in found:
        if not (one.first <= target.first and target.last <= one.last):
            continue
        before = counted.get(one.group)
        if before is not None and (before.category, one.category) == ("stopped", "resumed"):
            # Held until a day: it is stopped now.
            continue
        if before is None or before.category in _YIELDING or one.category not in _YIELDING:
            counted[one.group] = one
    return counted


def said_of_all(text_words: Sequence[Word], cues: Sequence[Mention]) -> list[Mention]:
    """Those cues of whole statements that count: not in another sense, and where they have to be."""
    first = next((at for at, word in enumerate(text_words) if not _only_leads(word)), 0)
    return [
        one
        for one in cues
        if not one.name.startswith(NOT_MEANT)
        and (one.entry.data != ("first",) or one.first <= first)
        and (one.entry.data != ("last",) or all(word.is_mark for word in text_words[one.last :]))
    ]


def _only_leads(word: Word) -> bool:
    return word.is_mark or word.text in _LEADING


def _is_idle(text_words: Sequence[Word], cue: Mention) -> bool:
    """Whether an affirmation is overridden by a cue before it: `denies that she has pain`."""
    return cue.name == _ENDS_ONLY and not (cue.first and text_words[cue.first - 1].text in _COMMAS)


def _is_answer(text_words: Sequence[Word], cue: Mention) -> bool:
    """Whether a denial answers what stands before its mark, or a label, and denies nothing behind it:
    `latex - no, nuts`.
    """
    if cue.name != "negated" or cue.entry.data[0] != "forward":
        return False
    behind = text_words[cue.last] if cue.last < len(text_words) else None
    # "No: asthma, gout" denies what its colon leads to.
    alone = behind is not None and behind.is_mark and behind.text != ":"
    return alone and (cue.first == 0 or text_words[cue.first - 1].text in ASKING)


def _scopes_of(
    cue: Mention, later: Sequence[Mention], clauses: Clauses, targets: Sequence[Target]
) -> list[Scope]:
    category, group = cue.name, group_of(cue.name)
    direction, reach = cue.entry.data[0], int(cue.entry.data[1])
    place = cue.entry.data[2:]
    stops = place == (",",)
    if (place == ("last",) and not clauses.ends_at(cue.last)) or (
        place == ("first",) and not clauses.begins_at(cue.first)
    ):
        return []
    first, last = _forward(cue, later, clauses, group, reach, stops=stops or group == "condition")
    made = [Scope(category, group, first, last, cue.first, cue.last)]
    if group == "condition":
        return _conditional(cue, clauses, last)
    if direction == "forward":
        return made
    if direction == "either" and group == "action" and _is_passive(clauses.words, cue):
        direction = "subject"
    ahead = any(first <= one.first and one.last <= last for one in targets)
    if ahead and direction == "either" and group == "course":
        behind = _behind_its_name(cue, clauses, targets)
        if behind is not None:
            # "Pneumonia excluded by CXR, bronchitis": behind the comma is another illness, "PE too" is not.
            last = last if _is_joined(clauses, first, last) else clauses.comma(first, last)
            named = Scope(category, group, behind, cue.first, cue.first, cue.last)
            return [named, Scope(category, group, first, last, cue.first, cue.last)]
    if ahead and (
        direction == "either" or (direction == "subject" and not _has_subject(cue, clauses, targets))
    ):
        return made
    if direction == "either" and clauses.has_object(cue.last):
        return []
    inside, _ = clauses.brackets(cue.first)
    start = clauses.start(cue.first, elliptical=direction in _ELLIPTICAL)
    if direction in _ELLIPTICAL and clauses.has_pronoun(cue.last):
        start = 0
    if direction == "around":
        start = max(start, cue.first - reach) if reach else start
        if stops:
            start = max([start, *(at + 1 for at in range(start, cue.first) if clauses.words[at].text == ",")])
        return [Scope(category, group, start, last, cue.first, cue.last)]
    if direction in _ELLIPTICAL and inside and not any(inside <= one.first < cue.first for one in targets):
        start = clauses.start(inside - 1)
    else:
        start = max(start, inside)
    if reach:
        near = cue.first - reach
        # A name of several words is reached by its last one: `hepatitis B vaccine`.
        names = [one.first for one in targets if start <= one.first < near < one.last <= cue.first]
        start = max(start, min([near, *names]))
    if group == "person" and not _follows_its_subject(clauses.words, cue):
        return []
    nearest = _nearest(clauses.words, targets, start, cue.first)
    return [] if nearest is None else [Scope(category, group, nearest, cue.first, cue.first, cue.last)]


def _is_passive(text_words: Sequence[Word], cue: Mention) -> bool:
    """Whether it is a passive whose subject precedes it: `naproxen was stopped`, or `stopped - rash`."""
    before = text_words[cue.first - 1].text if cue.first else ""
    after = text_words[cue.last].text if cue.last < len(text_words) else ""
    return before in _PASSIVE or text_words[cue.first].text in _PASSIVE or after in _APPENDING


def _is_joined(clauses: Clauses, first: int, last: int) -> bool:
    """Whether what follows the comma in `[first, last)` is joined to what is before: `, and X`, `, X too`, `,
    X or Y`.
    """
    comma = clauses.comma(first, last)
    texts = [word.text for word in clauses.words[comma + 1 : last] if not word.is_mark]
    return bool(texts) and (
        texts[0] in _BINDING or texts[-1] in _TOO or texts[-2:] == ["as", "well"] or not _OR.isdisjoint(texts)
    )


def _behind_its_name(cue: Mention, clauses: Clauses, targets: Sequence[Target]) -> int | None:
    """The start of the name that ends where the cue begins, apart from an auxiliary, with those joined to it;
    None if there is none, or if another name begins where the cue ends.
    """
    first = cue.first
    while first and clauses.words[first - 1].text in _PASSIVE:
        first -= 1
    led = any(one.last == first for one in targets) and not any(one.first == cue.last for one in targets)
    return _nearest(clauses.words, targets, clauses.start(cue.first), first) if led else None


def _has_subject(cue: Mention, clauses: Clauses, targets: Sequence[Target]) -> bool:
    start = clauses.start(cue.first)
    return any(start <= one.first and one.last <= cue.first for one in targets)


def _forward(
    cue: Mention, later: Sequence[Mention], clauses: Clauses, group: str, reach: int, *, stops: bool
) -> tuple[int, int]:
    subject = group == "person" and _is_subject(cue, clauses)
    last = clauses.end_of_subject(cue.last) if subject else clauses.end(cue.last)
    last = min(last, clauses.brackets(cue.first)[1])
    for other in later:
        ends = group_of(other.name) == group and group not in _OVERLAPPING
        if other.first >= cue.last and (ends or (group == "action" and other.name in _APART)):
            last = min(last, other.first)
            break
    if reach:
        last = min(last, cue.last + reach)
    first = cue.last
    colon = next((at for at in range(cue.last + 1, last) if clauses.words[at].text == ":"), last)
    if colon < last and _names_its_doer(clauses.words, cue):
        # "Ruled out by CT: embolism" only applies to the words after the colon.
        first = colon + 1
    elif group != "person":
        # "Continue: metformin" continues after its colon, "No tablets: pain on metformin" does not.
        last = colon
    return first, clauses.comma(first, last) if stops else last


def _is_subject(cue: Mention, clauses: Clauses) -> bool:
    """Whether a clause begins with a person, possibly behind a possessive."""
    first = cue.first
    if first and clauses.words[first - 1].text in OWNING:
        first -= 1
    return clauses.begins_at(first)


def _names_its_doer(text_words: Sequence[Word], cue: Mention) -> bool:
    """Whether only the agent is between a cue and its colon: `denied by his wife: snoring`."""
    after = text_words[cue.last : cue.last + 1]
    return any(word.text == "by" for word in (*after, text_words[cue.last - 1]))


def _conditional(cue: Mention, clauses: Clauses, last: int) -> list[Scope]:
    """The condition itself, and what depends on it: before it in its clause, or after its comma."""
    start = clauses.start(cue.first)
    commas = [at for at in range(start, cue.first) if clauses.words[at].text == ","]
    start = max([start, *(at + 1 for at in commas)])
    end = clauses.end(last + 2) if last < clauses.size and clauses.words[last].text == "," else last
    while last < end < clauses.size and clauses.words[end - 1].text in _BINDING:
        # "If no better, she will call and we will order": all of it depends on the condition.
        end = clauses.end(end + 1)
    found = [Scope("condition", "condition", cue.last, last, cue.first, cue.last)]
    found.append(Scope("conditional", "condition", start, cue.first, cue.first, cue.last))
    if end > last:
        found.append(Scope("conditional", "condition", last, end, cue.first, cue.last))
    return found


def _follows_its_subject(text_words: Sequence[Word], cue: Mention) -> bool:
    """Whether the preceding words are about the relative: `diabetes in her mother`, `asthma (sister)`."""
    first = text_words[cue.first].text
    if first in _LEADS_BACK or (not first.isascii() and first.startswith("ב")):
        return True
    before = cue.first - 1
    while before >= 0 and text_words[before].text in POSSESSIVES:
        before -= 1
    return before >= 0 and text_words[before].text in _LEADS_BACK


def _nearest(text_words: Sequence[Word], targets: Sequence[Target], start: int, end: int) -> int | None:
    """The start of the nearest target in `[start, end)`, with those joined to it by `and`."""
    inside = [one for one in targets if start <= one.first and one.last <= end]
    if not inside:
        return None
    at = len(inside) - 1
    bound = False
    while at:
        between = text_words[inside[at - 1].last : inside[at].first]
        texts = [word.text for word in between if not word.number]
        bound = bound or any(text in _BINDING for text in texts)
        if not bound or not all(text in _JOINING or len(text) <= 3 for text in texts):
            break
        at -= 1
    return inside[at].first


def _without_reporters(text_words: Sequence[Word], cues: Sequence[Mention]) -> list[Mention]:
    """Without relatives who only accompanied the client or gave information."""
    reports = {cue.first for cue in cues if cue.name == "reports"}
    kept = []
    for cue in cues:
        if cue.name == "family" and not _is_told_of(text_words, cue):
            if any(at in reports for at in range(cue.last, cue.last + 2)):
                continue
            before = cue.first - 1
            while before >= 0 and text_words[before].text in POSSESSIVES:
                before -= 1
            if before >= 0 and text_words[before].text in _LED_BY and before == cue.first - 2:
                continue
            if before >= 0 and text_words[before].text in _LED_BY and before == cue.first - 1:
                continue
        kept.append(cue)
    return kept


def _is_told_of(text_words: Sequence[Word], cue: Mention) -> bool:
    """Whether a clause about the relative follows: `cares for her mother, who has dementia`."""
    return any(word.text == "who" for word in text_words[cue.last : cue.last + 2])


def _without_auxiliaries(text_words: Sequence[Word], cues: Sequence[Mention]) -> list[Mention]:
    """Merges two adjacent actions: `stopped taking` stops, `has been increased` changes."""
    kept: list[Mention] = []
    for cue in cues:
        if group_of(cue.name) != "action" or not kept:
            kept.append(cue)
            continue
        before = next((one for one in reversed(kept) if group_of(one.name) == "action"), None)
        if before is None or not _adjacent(text_words, before.last, cue.first):
            kept.append(cue)
        elif _yields(before.name, cue.name):
            kept.remove(before)
            kept.append(cue)
        elif before.first == cue.first:
            kept.append(cue)
    return kept


def _adjacent(text_words: Sequence[Word], last: int, first: int) -> bool:
    return 0 <= first - last <= 3 and all(word.text in _FILLERS for word in text_words[last:first])


def _yields(before: str, now: str) -> bool:
    """Whether the first of two adjacent actions means less than the second."""
    if now in _YIELDING:
        return False
    return before in _YIELDING or (before, now) in _SAYS_LESS


def _is_infinite(word: str) -> bool:
    return word.endswith("ing") or word.startswith(("ל", "ול"))
