"""The modality of a text's words: denied, stopped, considered, an allergy, of a relative.

For callers that compare words and not facts: the scopes of `core.clinical_language.scope`, by characters.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from core.clinical_language.lexicon import Lexicon, Mention
from core.clinical_language.scope import Cues, Scope, Target
from core.clinical_language.words import Word, words
from core.language.sentences import sentences
from core.language.tokens import lexemes_of


class Placed(Protocol):
    """Anything with a start offset in a text."""

    @property
    def start(self) -> int: ...


class Modality(StrEnum):
    NEGATED = "negated"
    STOPPED = "stopped"
    ALLERGY = "allergy"
    FAMILY = "family"
    CONSIDERED = "considered"


ModalitySpan = tuple[Modality, int, int]
"""Characters `[start, end)` with their modality, or with the modality they express."""
_OF_CATEGORY = {
    "negated": Modality.NEGATED,
    "refused": Modality.NEGATED,
    "ruled_out": Modality.NEGATED,
    "stopped": Modality.STOPPED,
    "considered": Modality.CONSIDERED,
    "suspected": Modality.CONSIDERED,
    "condition": Modality.CONSIDERED,
    "family": Modality.FAMILY,
    "allergy": Modality.ALLERGY,
}
_OF = frozenset({"of", "to"})
_DENYING = frozenset({"none", "continued"})
"""Categories that do not deny an illness or drug, but are denials here: `no improvement`."""
_NAMING = frozenset({"risk", "topic", "result", "target", "order"})
"""Categories whose cues may be the subject themselves: `the vaccine was declined`."""
_NO_SUBJECTS = frozenset({"month", "span", "unit", "pair", "number", "frequencies"})


@dataclass(frozen=True, slots=True)
class Modalities:
    """The modalities of one text. `cues` are the ranges of the cue words themselves."""

    spans: tuple[ModalitySpan, ...]
    cues: tuple[ModalitySpan, ...]

    def of(self, word: Placed) -> frozenset[Modality]:
        """The modalities that apply to a word; cue words have none of their own kind."""
        return frozenset(kind for kind, start, end in self.spans if start <= word.start < end)

    def has(self, kind: Modality) -> bool:
        return any(cue == kind for cue, _, _ in self.cues)

    def is_cue(self, word: Placed) -> bool:
        """True for the words of a denial, a stop or an allergy: compared as cues, not as words."""
        return any(start <= word.start < end for kind, start, end in self.cues if kind != Modality.FAMILY)


def modalities(text: str) -> Modalities:
    """Every cue of `text` with what it governs."""
    spans: list[ModalitySpan] = []
    cues: dict[ModalitySpan, None] = {}
    for sentence in sentences(text):
        found = words(text, sentence.start, sentence.end)
        mentions = Lexicon.built_in().mentions(found)
        told = [one for one in mentions if one.entry.kind == "cue"]
        targets = _targets(found, mentions)
        scopes = [one for one in Cues(found, told).scopes(targets) if _says_something(one, found)]
        governed = [(_OF_CATEGORY[one.category], one.first, one.last) for one in scopes]
        governed += _beside_relatives(told, targets)
        counted = {(one.category, one.cue_first) for one in scopes}
        named = [(_OF_CATEGORY[one.name], one.first, one.last) for one in told if _counts(one, counted)]
        for one in told:
            if one.name in _DENYING and one.last - one.first > 1 and _denies(found[one.first].text):
                governed.append((Modality.NEGATED, one.first + 1, one.last))
                named.append((Modality.NEGATED, one.first, one.first + 1))
        spans += [_placed(found, *one) for one in governed if one[0] != Modality.ALLERGY]
        cues.update(dict.fromkeys(_placed(found, *one) for one in named))
    return Modalities(tuple(spans), tuple(cues))


def _placed(found: Sequence[Word], kind: Modality, first: int, last: int) -> ModalitySpan:
    return kind, found[first].start, found[last - 1].end


def _says_something(scope: Scope, found: Sequence[Word]) -> bool:
    governed = found[scope.first : scope.last]
    return scope.category in _OF_CATEGORY and not all(word.is_mark for word in governed)


def _counts(cue: Mention, counted: Collection[tuple[str, int]]) -> bool:
    """Whether a cue has its category's meaning: by itself, or because it governs something."""
    needs_scope = cue.entry.data[2:] in (("first",), ("last",))
    kind = _OF_CATEGORY.get(cue.name)
    needs_scope = needs_scope or kind == Modality.CONSIDERED
    return kind is not None and (not needs_scope or (cue.name, cue.first) in counted)


def _beside_relatives(told: Sequence[Mention], targets: Sequence[Target]) -> list[tuple[Modality, int, int]]:
    """Words directly before a relative: `her alcoholic stepfather`."""
    relatives = {one.first for one in told if one.name == "family"}
    return [(Modality.FAMILY, one.first, one.last) for one in targets if one.last in relatives]


def _denies(word: str) -> bool:
    return Lexicon.built_in().name_of("cue", word) == "negated"


def _targets(found: Sequence[Word], mentions: Sequence[Mention]) -> list[Target]:
    """The targets of cues: adjacent words, without cues, function words and days."""
    taken = {
        at
        for one in mentions
        if one.entry.kind in _NO_SUBJECTS or (one.entry.kind == "cue" and one.name not in _NAMING)
        for at in range(one.first, one.last)
    }
    targets: list[Target] = []
    for at, word in enumerate(found):
        if at in taken or word.is_mark or word.number or not lexemes_of(word.written):
            continue
        if targets and (targets[-1].last == at or (targets[-1].last == at - 1 and found[at - 1].text in _OF)):
            targets[-1] = Target(targets[-1].first, at + 1)
        else:
            targets.append(Target(at, at + 1))
    return targets
