"""Reads a question over the practice by what it names, where its words fit no wording.

A question for clients that names one drug, illness or measure with a limit asks for the same list in
whatever words: who takes it, who has it, whose value is beyond the limit. What the kernel of clinical
language knows (another illness, a side, a relative, a denial) limits the question, so that it is searched
for; other words are passed over, and the answer names them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import combinations, pairwise

from core.clinical_language.lexicon import Mention, class_members
from core.clinical_language.scope import Scope, Target, governing
from core.clinical_language.statements import Statement, statement_of
from core.language.folding import folded
from core.lookup.dto import Lookup
from core.lookup.frames import BY_NAMES, frames
from core.lookup.parsing import (
    concepts_beside,
    limit_of,
    made_lookup,
    names_allergens_only,
    with_comparisons_in_words,
)
from core.lookup.question_words import Tagged, Word, bare_forms, phrases, tag, words_of
from core.retrieval.understanding.dates_meant import dates_meant

_LONGEST_CHARS = 160
_FOR = r"(?:for|before|in case|לקראת|לפני|עבור)"
_BECAUSE = r"(?:bc|because|so|בגלל)"
_PURPOSE = re.compile(rf"\s*{_FOR}\s")
_VACCINE = "vaccine"
_LABEL = ":"
"""Behind what a list is for, before the question: `flu jab recall: which patients have asthma`."""
_PART = re.compile(rf"(?<=[?;:)])|(?=\()|(?=\s[-–—]\s)|(?=,\s)|(?=\s(?:{_FOR}|{_BECAUSE})\s)")
"""Where a part of a question begins that may say what it is asked for."""
_EDGES = " ,;:()?-–—"
_MOST_PARTS = 5
_MOST_PASSED_OVER = 4
"""With more unknown words the question is about something else."""
_KINDS = ("drugs", "classes", "measures", "problems")
_LIMITING = frozenset(
    {"drug", "drug_class", "measure", "test", "problem", "symptom", "site", "side", "specialist", "person"}
    | {"life", "occupation", "manner", "relation", "device", "allergen"}
)
"""Kinds of the lexicon of which no word is passed over."""
_OF_ALL = frozenset({"patient", "we"})
"""Persons who limit nothing."""
_TELLING = frozenset(
    {"affirmed", "subject", "end", "none", "purpose", "reports", "order", "result", "present", "allergy"}
    | {"taken", "continued", "stopped", "historical"}
)
"""Cues that change nothing of a list, or whose meaning the list has."""
_PAST = frozenset({"stopped", "historical"})
_NOW = frozenset({"", "taken", "continued"})
_OF_ANY = "spoken_of"
_STOPPED, _BARRED, _CLIENTS = "verb.stop", "thing.barred", "thing.client"
_FORMER = "also.former"


def read_by_names(text: str, *, today: date) -> Lookup | None:
    """The list that a question over the practice asks for; None if it may ask for anything else.

    What the list is for often stands beside the question: `Who takes warfarin? INR clinic is closing`. Such
    asides are left out, as few as possible, where the rest alone asks for a list.
    """
    text = with_comparisons_in_words(text)
    if len(text) > _LONGEST_CHARS or _asks_otherwise(text):
        return None
    for kept, left_out in _without_asides(text):
        found = _read(kept, today=today)
        if found is not None and all(_is_beside(one, found, text) for one in left_out):
            words = [one.strip(_EDGES) for one in left_out]
            return replace(found, passed_over=", ".join(filter(None, (found.passed_over, *words))))
    return None


def _asks_otherwise(text: str) -> bool:
    """Whether a word of the question may turn the list round: `all except smokers`, `who needs warfarin`.

    A word of `must not be given` is one of the table of question words, one of `thyroid replacement` of the
    medicine's name.
    """
    known = [
        (phrase.start, phrase.end)
        for phrase in phrases(text)
        if not {_BARRED, "limit.least", "limit.most", _FORMER}.isdisjoint(phrase.slots)
    ]
    known += [(one.start, one.end) for one in concepts_beside(text, None)[0]]
    return any(
        not _no_list_words().isdisjoint(bare_forms(word.text))
        and not any(start <= word.start < end for start, end in known)
        for word in words_of(text)
    )


def _is_purpose(label: str) -> bool:
    """Whether a label names a purpose and, but for a vaccine, nothing that could limit the list: a limit, a
    medicine, what was refused.
    """
    said = statement_of(label)
    vaccines = [one for one in said.of_kind("drug") if one.name.endswith(_VACCINE)]
    limiting = [
        one
        for one in said.mentions
        if (one.entry.kind in _LIMITING or (one.entry.kind == "cue" and one.name not in _TELLING))
        and not any(each.first <= one.first and one.last <= each.last for each in vaccines)
    ]
    return not limiting and not _purposes().isdisjoint(word.text for word in words_of(label))


def _no_list_words() -> frozenset[str]:
    return _word_table("no_list_words")


def _purposes() -> frozenset[str]:
    return _word_table("purposes")


@cache
def _word_table(name: str) -> frozenset[str]:
    table = files("core.lookup.tables").joinpath(f"{name}.txt").read_text("utf-8")
    lines = (line for line in table.splitlines() if not line.startswith("#"))
    return frozenset(folded(word) for line in lines for word in line.split())


def _without_asides(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The whole text, then without one of its parts, then without two; each with what was left out."""
    bounds = [0, *(one.start() for one in _PART.finditer(text)), len(text)]
    parts = [(start, end) for start, end in pairwise(bounds) if text[start:end].strip(_EDGES)]
    if len(parts) > _MOST_PARTS:
        parts = [(0, len(text))]
    for count in range(min(len(parts), 3)):
        for gone in combinations(parts, count):
            kept = "".join(text[start:end] for start, end in parts if (start, end) not in gone)
            yield kept, tuple(text[start:end] for start, end in gone)


def _is_beside(part: str, found: Lookup, text: str) -> bool:
    """Whether a part gives the purpose, follows the question, or names nothing but what the list is of.

    A reason that names something else is what is asked about: `no Bactrim because of a sulfa allergy`.
    """
    if _PURPOSE.match(part) or text.partition(part)[0].rstrip().endswith("?"):
        return True
    if text.startswith(part) and part.endswith(_LABEL) and _is_purpose(part):
        return True
    named, _ = concepts_beside(part, None)
    listed = {*found.drugs, *found.classes, *found.problems, *found.measures}
    listed |= {member for name in found.classes for member in class_members(name)}
    return all(one.concept in listed for one in named)


def _read(text: str, *, today: date) -> Lookup | None:
    if dates_meant(text, today=today) is not None:
        return None
    named, taken = concepts_beside(text, None)
    if any(one.kind not in _KINDS for one in named):
        return None
    asked = statement_of(text)
    targets = [
        Target(one.first, one.last)
        for one in asked.mentions
        if any(_begins_at(asked, one, start) for start, _ in taken) and one.entry.kind != "cue"
    ]
    tagged = tag(text, taken=taken)
    # "Must not have penicillin" is asked of the allergy to it, by words of the table.
    actions = frozenset[str]() if _BARRED in tagged.slots else _actions(asked, targets)
    if actions is None:
        return None
    limit = limit_of(text, tagged, alone=False)
    slots = tagged.slots | ({_STOPPED} if actions & _PAST else set())
    if asked.of_kind("sufferer"):
        # "Hypertensives" are the clients that are asked for.
        slots |= {_CLIENTS}
    counts = {kind: len({one.concept for one in named if one.kind == kind}) for kind in _KINDS}
    for frame in frames(BY_NAMES):
        if not frame.fits(slots, days=False, named=counts, weak=tagged.weak):
            continue
        if (frame.name == "measured") != bool(limit):
            return None
        if frame.name == "takers" and names_allergens_only(text, named):
            return None
        passed_over = _passed_over(asked, tagged, limit)
        if passed_over is None:
            return None
        weak = frozenset(filter(frame.takes, tagged.weak))
        lookup = made_lookup(frame.name, slots | weak | frozenset(frame.adds), text, None, named, limit)
        return replace(lookup, passed_over=_written(text, passed_over))
    return None


def _begins_at(asked: Statement, one: Mention, start: int) -> bool:
    return asked.words[one.first].start == start


def _actions(asked: Statement, targets: Sequence[Target]) -> frozenset[str] | None:
    """What is asked to have been done with what is named (`stopped`); None if it is denied, doubted or
    somebody else's, or if something else was done.
    """
    found: set[str] = set()
    scopes = asked.scopes(targets)
    for target in targets:
        for group, scope in governing(scopes, target).items():
            if group == "action":
                found.add(scope.category)
            elif scope.category not in _TELLING and not _is_asking(scope, target):
                return None
    if not found <= _NOW | _PAST or (found & _PAST and found & _NOW):
        return None
    return frozenset(found)


def _is_asking(scope: Scope, target: Target) -> bool:
    """Whether `patients on` begins the question, just before a name: in a note it leads to what is true of
    any.
    """
    return scope.category == _OF_ANY and scope.cue_first == 0 and target.first - scope.cue_last <= 1


def _passed_over(asked: Statement, tagged: Tagged, limit: str) -> list[Word] | None:
    """The unknown words of the question without its limit; None if one limits it, or there are many."""
    rest = [one for one in tagged.rest if not (limit and _is_part_of_limit(asked, one))]
    known = [one for one in asked.mentions if _limits(one)]
    for word in rest:
        for one in known:
            if asked.words[one.first].start < word.end and word.start < asked.words[one.last - 1].end:
                return None
    return rest if len(rest) <= _MOST_PASSED_OVER else None


def _limits(one: Mention) -> bool:
    if one.entry.kind == "cue":
        return one.name not in _TELLING
    return one.entry.kind in _LIMITING and one.name not in _OF_ALL


def _is_part_of_limit(asked: Statement, word: Word) -> bool:
    """Whether a word is a number or the unit behind it."""
    units = asked.of_kind("unit")
    return any(character.isdigit() for character in word.text) or any(
        asked.words[one.first].start == word.start for one in units
    )


def _written(text: str, rest: Sequence[Word]) -> str:
    """The words as the question has them; those that stand together, together."""
    parts: list[str] = []
    last = -1
    for word in rest:
        together = last >= 0 and text[last : word.start].isspace()
        written = text[word.start : word.end]
        if together:
            parts[-1] += f" {written}"
        else:
            parts.append(written)
        last = word.end
    return ", ".join(parts)
