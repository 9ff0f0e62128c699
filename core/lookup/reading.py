"""Recognises what a question asks by its meaning, where its words fit no frame.

Concepts, days, names and numbers of the question are replaced by placeholders, and what remains is embedded.
A multinomial logistic regression over the vector gives the probability of each wording in
`tables/intents.txt`, and of `none`: that more is asked than the structure contains. Its weights are in
`question_reader.npz`; `packaging/training/question_reader.py` fits them. What it recognises is then checked
against the words that are known: it may read a word that no table has, but none against its table.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from core.cancel import Deadline
from core.clinical_language.statements import statement_of
from core.clinical_language.tables import word_list
from core.engine.client import EngineClient
from core.engine.dto import EngineState
from core.errors import Cancelled, EngineProblem, ModelError
from core.lookup.concepts import Named
from core.lookup.dto import Lookup
from core.lookup.frames import CONCEPT_KINDS
from core.lookup.parsing import (
    QuestionParser,
    concepts_beside,
    is_past,
    made_lookup,
    with_comparisons_in_words,
)
from core.lookup.question_words import bare_forms, names_in, tag, words_of
from core.retrieval.understanding.dates_meant import DatesMeant, dates_meant

Vector = NDArray[np.float32]
VectorOf = Callable[[str], Vector | None]
_LOADING_WAIT_S = 0.05
_WAIT_S = 1.0
"""A question that is not embedded by then is searched for."""
NONE = "-"
"""The class of questions that ask for more than any wording of the table."""
THRESHOLD = 0.5
UNKNOWN_THRESHOLD = 0.9
"""The least probability of a wording: where every word of the question is known from the wordings that were
fitted, and where one is not, as in most questions that ask for more. Chosen on hands left out of the fit
(decision 0073).
"""
_LONGEST_CHARS = 160
_WEIGHTS = "question_reader.npz"
_PLACEHOLDERS = {
    "drugs": "DRUG",
    "classes": "CLASS",
    "measures": "MEASURE",
    "problems": "CONDITION",
    "tests": "TEST",
}
_DAYS, _CLIENT, _NUMBER = "DATE", "CLIENT", "NUMBER"
_SAMPLES = {
    "drug": "metformin",
    "class": "SSRIs",
    "measure": "HbA1c",
    "problem": "asthma",
    "test": "MRI",
    "days": "on 3 May 2024",
    "since": "3 May 2024",
    "n": "7.5",
}
"""What stands for the placeholders of the table when its wordings are parsed."""
_ANY_NUMBER = re.compile(r"(?<![\w.])\d+(?:[./]\d+)?(?!\w)")
_SAY_NOTHING = frozenset({"fn", "form", "per"})
"""Slots that change nothing of what is asked. All others that a question fills have to be those of the
wording, or among what its other wordings fill.
"""
_LIMITING = frozenset({"site", "side", "symptom", "manner", "person"})
"""Kinds of the lexicon that limit a question, or are about somebody else: `plan for the knee`."""
_NOT_OTHERS = frozenset({"patient", "we"})


@dataclass(frozen=True, slots=True)
class Intent:
    """A wording of the table as it is parsed; `kinds` are the placeholders that it needs, sorted."""

    name: str
    practice: bool
    kinds: tuple[str, ...]
    lookup: Lookup


@dataclass(frozen=True, slots=True)
class Masked:
    """A question with placeholders, and what these stand for."""

    text: str
    kinds: tuple[str, ...]
    named: tuple[Named, ...]
    meant: DatesMeant | None
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """`matrix` (classes, dimension) and `offsets` (classes,) float32; `names` of the classes in this order.

    `allowed` are, for each name, what `deciding` found in the wordings that it was fitted on, `words` all
    words of these wordings. `embedder` is the SHA-256 of the weights whose vectors they are for.
    """

    names: tuple[str, ...]
    allowed: Mapping[str, frozenset[str]]
    words: frozenset[str]
    matrix: NDArray[np.float32]
    offsets: NDArray[np.float32]
    embedder: str


class NoVectors:
    """Without an embedder no question is read by its meaning."""

    def __call__(self, text: str) -> Vector | None:
        return None


class QuestionVectors:
    """Embeds questions in the embedder that the weights are for."""

    def __init__(self, engine: EngineClient) -> None:
        self._engine = engine

    def __call__(self, text: str) -> Vector | None:
        """The vector of `text`, (dimension,), unit length; None if it cannot be had within a second."""
        if self._engine.state is EngineState.STOPPED:
            return None
        model, deadline = weights().embedder, Deadline(_WAIT_S, None)
        try:
            self._engine.embedder_info(timeout_s=_LOADING_WAIT_S, model=model, cancel=deadline)
            rows = self._engine.embed((text,), model=model, urgent=True, cancel=deadline)
        except (EngineProblem, ModelError, Cancelled):
            return None
        vector: Vector = rows[0]
        return vector


class QuestionReader:
    """`vector_of` embeds a text with the embedder of `weights().embedder`; None if it cannot now."""

    def __init__(self, vector_of: VectorOf) -> None:
        self._vector_of = vector_of

    def read(self, text: str, *, today: date, practice: bool, names: Iterable[str] = ()) -> Lookup | None:
        """The lookup that `text` most probably asks for; None if it asks for more, or cannot be embedded."""
        if len(text) > _LONGEST_CHARS:
            return None
        text = with_comparisons_in_words(text)
        names = tuple(names)
        question = masked(text, today=today, names=names)
        possible = {
            name: one
            for name, one in intents().items()
            if one.practice == practice and one.kinds == question.kinds
        }
        if not possible or (question.meant is not None and question.meant.guessed):
            return None
        if not is_past(question.meant, today):
            # Only appointments are to come.
            possible = {name: one for name, one in possible.items() if one.lookup.frame != "seen"}
        known = deciding(text, question, names)
        possible = {name: one for name, one in possible.items() if known <= allowed(name)}
        vector = self._vector_of(question.text) if possible else None
        if vector is None:
            return None
        name, probability = likeliest(probabilities(vector), possible)
        if name == NONE or probability < threshold(question, weights().words):
            return None
        meant = possible[name]
        limit = question.numbers[0] if meant.lookup.limit else ""
        return made_lookup(
            meant.lookup.frame, meant.lookup.slots, text, question.meant, question.named, limit
        )


def masked(text: str, *, today: date, names: Iterable[str] = ()) -> Masked:
    """`text` with its concepts, days, numbers and `names` replaced by placeholders."""
    meant = dates_meant(text, today=today)
    named, taken = concepts_beside(text, meant)
    named = _once(named)
    spans = [(one.start, one.end, _PLACEHOLDERS[one.kind]) for one in named]
    if meant is not None:
        lead = "since " if meant.until is None else "until " if meant.since is None else ""
        spans.append((meant.start, meant.end, lead + _DAYS))
    kinds = [label for _, _, label in spans]
    for word in names_in(text, names):
        if not _is_taken(word.start, word.end, taken):
            spans.append((word.start, word.end, _CLIENT))
            taken.append((word.start, word.end))
    numbers = []
    for found in _ANY_NUMBER.finditer(text):
        if not _is_taken(found.start(), found.end(), taken):
            spans.append((found.start(), found.end(), _NUMBER))
            numbers.append(found[0])
            kinds.append(_NUMBER)
    shown = text
    for start, end, label in sorted(spans, reverse=True):
        shown = f"{shown[:start]} {label} {shown[end:]}"
    return Masked(
        " ".join(shown.split()),
        tuple(sorted(kind.rpartition(" ")[2] for kind in kinds)),
        tuple(named),
        meant,
        tuple(numbers),
    )


def _once(named: Sequence[Named]) -> list[Named]:
    """A concept that is named twice in a row once: `Entresto (sacubitril/valsartan)`."""
    found: list[Named] = []
    for one in sorted(named, key=lambda one: one.start):
        if found and (found[-1].kind, found[-1].concept) == (one.kind, one.concept):
            found[-1] = replace(found[-1], end=one.end)
        else:
            found.append(one)
    return found


def _is_taken(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return any(first < end and start < last for first, last in taken)


def deciding(text: str, question: Masked, names: Iterable[str]) -> frozenset[str]:
    """What the known words of a question say that changes what is asked: slots (`order.last`), and mentions
    of the lexicon that limit it (`site.knee`, `person.mother`), words that deny or ask for what ought to be.
    """
    spans = [(one.start, one.end) for one in question.named]
    if question.meant is not None:
        spans.append((question.meant.start, question.meant.end))
    tagged = tag(text, taken=spans, names={word.text for name in names for word in words_of(name)})
    slots = {slot for slot in tagged.slots if slot.partition(".")[0] not in _SAY_NOTHING}
    telling = word_list("telling_words")
    slots |= {f"word.{word.text}" for word in words_of(text) if word.text.replace("'", "") in telling}
    asked = statement_of(text)
    for one in asked.mentions:
        start, end = asked.words[one.first].start, asked.words[one.last - 1].end
        if one.entry.kind in _LIMITING and one.name not in _NOT_OTHERS and not _is_taken(start, end, spans):
            slots.add(f"{one.entry.kind}.{one.name}")
        if one.entry.kind == "life" and one.entry.data[0] == "none":
            # `Drinking water` is not about alcohol.
            slots.add("life.none")
    return frozenset(slots)


def unknown_words(question: Masked, known: Set[str]) -> list[str]:
    """The words of a question that are in no table of question words and not among `known`."""
    rest = {(one.start, one.end) for one in tag(question.text).rest}
    return [
        one.text
        for one in words_of(question.text)
        if (one.start, one.end) in rest and known.isdisjoint(bare_forms(one.text))
    ]


def threshold(question: Masked, known: Set[str]) -> float:
    """The least probability with which a question is taken to be a wording."""
    return UNKNOWN_THRESHOLD if unknown_words(question, known) else THRESHOLD


def probabilities(vector: Vector) -> dict[str, float]:
    """The probability of each wording and of `NONE`, for the unit vector of a masked question."""
    held = weights()
    scores = held.matrix @ vector + held.offsets
    raised = np.exp(scores - scores.max())
    return dict(zip(held.names, (raised / raised.sum()).tolist(), strict=True))


def likeliest(found: dict[str, float], possible: Iterable[str]) -> tuple[str, float]:
    """The likeliest of `possible` and `NONE`, with its probability."""
    return max(((name, found.get(name, 0.0)) for name in (*possible, NONE)), key=lambda one: one[1])


@cache
def intents() -> dict[str, Intent]:
    """The wordings of `tables/intents.txt` by name."""
    found: dict[str, Intent] = {}
    parser = QuestionParser(date(2026, 1, 1))
    practice = False
    for line in files("core.lookup.tables").joinpath("intents.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            practice = line == "[practice]"
        elif line and not line.startswith("#"):
            name, _, wording = line.partition(" : ")
            asked = parser.parse(wording.format(**_SAMPLES), practice=practice)
            if asked is None:
                raise ValueError(f"no frame fits {wording!r}")
            found[name.strip()] = Intent(name.strip(), practice, _kinds_of(asked), asked)
    return found


def _kinds_of(asked: Lookup) -> tuple[str, ...]:
    kinds = [_PLACEHOLDERS[kind] for kind in CONCEPT_KINDS for _ in getattr(asked, kind)]
    kinds += [_DAYS] if asked.days is not None else []
    kinds += [_NUMBER] if asked.limit else []
    return tuple(sorted(kinds))


def allowed(name: str) -> frozenset[str]:
    """What the known words of a question may say if it is the wording `name`."""
    return intents()[name].lookup.slots | weights().allowed.get(name, frozenset())


@cache
def weights() -> Weights:
    """The weights that this version ships."""
    data = files("core.lookup").joinpath(_WEIGHTS).read_bytes()
    with np.load(io.BytesIO(data), allow_pickle=False) as held:
        return Weights(
            tuple(held["names"].tolist()),
            {name: frozenset(found) for name, found in json.loads(str(held["allowed"])).items()},
            frozenset(json.loads(str(held["words"]))),
            held["matrix"].astype(np.float32),
            held["offsets"].astype(np.float32),
            str(held["embedder"]),
        )
