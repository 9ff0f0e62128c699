"""What a question asks is read by its meaning only within what its known words allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pytest

from core.cancel import CancelToken
from core.engine.catalogue import EMBEDDER_SHA256
from core.engine.dto import EngineState
from core.errors import EngineProblem, ModelMissing
from core.lookup import reading
from core.lookup.parsing import QuestionParser
from core.lookup.reading import (
    NONE,
    THRESHOLD,
    UNKNOWN_THRESHOLD,
    NoVectors,
    QuestionReader,
    QuestionVectors,
    deciding,
    intents,
    likeliest,
    masked,
    threshold,
    weights,
)

TODAY = date(2026, 11, 22)
NAMES = ("Miriam", "Adler")


def vector_for(name: str) -> np.ndarray:
    """The unit vector that the weights find most like a wording."""
    held = weights()
    row = held.matrix[held.names.index(name)]
    return (row / np.linalg.norm(row)).astype(np.float32)


def reader_of(name: str) -> QuestionReader:
    return QuestionReader(lambda text: vector_for(name))


def test_every_wording_of_the_table_fits_a_frame_and_is_known_to_the_weights() -> None:
    assert set(intents()) | {NONE} == set(weights().names)
    assert set(weights().allowed) <= set(intents())


def test_the_weights_are_for_the_embedder_that_this_version_ships() -> None:
    assert weights().embedder == EMBEDDER_SHA256
    assert weights().matrix.shape == (len(weights().names), 384)


@pytest.mark.parametrize(
    ("text", "shown", "kinds"),
    [
        ("what has Miriam's HbA1c been doing", "what has CLIENT MEASURE been doing", ("MEASURE",)),
        ("Entresto (sacubitril/valsartan) start date?", "DRUG ) start date?", ("DRUG",)),
        ("who was above 7.5 since May 2024", "who was above NUMBER since DATE", ("DATE", "NUMBER")),
        ("plan on 3 May 2024", "plan DATE", ("DATE",)),
    ],
)
def test_what_a_question_names_is_replaced(text: str, shown: str, kinds: tuple[str, ...]) -> None:
    question = masked(text, today=TODAY, names=NAMES)
    assert (question.text, question.kinds) == (shown, kinds)


def test_a_question_is_read_as_the_wording_that_it_means() -> None:
    asked = reader_of("takers").read("metformin: pull up everyone on it", today=TODAY, practice=True)
    assert asked is not None
    assert (asked.frame, asked.drugs, asked.spoken("metformin")) == ("takers", ("metformin",), "metformin")


def test_its_days_and_its_limit_are_those_of_the_question() -> None:
    asked = reader_of("measured_above").read("those over 8.2 in HbA1c: names?", today=TODAY, practice=True)
    assert asked is not None
    assert (asked.limit, asked.measures) == ("8.2", ("HbA1c",))
    asked = reader_of("plan_days").read("May 2024, so what had we planned", today=TODAY, practice=False)
    assert asked is not None
    assert asked.days is not None
    assert asked.days.since == date(2024, 5, 1)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("measure_lowest", "the highest HbA1c of them all"),
        ("plan_last", "what we meant to do about her knee last time"),
        ("has_condition", "mother with asthma?"),
        ("visit_last", "the one before the last visit"),
        ("takers", "metformin and aspirin, who"),
        ("drug_dose_now", "why metformin at this dose"),
        ("measured_above", "who has HbA1c"),
        ("measured_below", "whose HbA1c isn't below 7"),
        ("takers", "who should be on metformin"),
        ("alcohol", "drinking water?"),
        ("smoking", "הבעל שלה מעשן"),
    ],
)
def test_a_known_word_is_never_read_against_its_table(name: str, text: str) -> None:
    practice = intents()[name].practice
    assert reader_of(name).read(text, today=TODAY, practice=practice) is None


def test_an_unknown_word_asks_for_more_certainty() -> None:
    known = masked("date of the latest encounter", today=TODAY)
    unknown = masked("date of the latest zeppelin encounter", today=TODAY)
    assert threshold(known, weights().words) == THRESHOLD
    assert threshold(unknown, weights().words) == UNKNOWN_THRESHOLD


def test_who_is_to_come_was_not_seen() -> None:
    reader = reader_of("seen_days")
    assert reader.read("people in during March 2024", today=TODAY, practice=True) is not None
    assert reader.read("people in during March 2027", today=TODAY, practice=True) is None


def test_more_than_the_structure_holds_is_left_to_search() -> None:
    assert reader_of(NONE).read("how does she feel about it", today=TODAY, practice=False) is None
    assert likeliest({NONE: 0.6, "takers": 0.3}, ["takers"]) == (NONE, 0.6)


def test_without_an_embedder_nothing_is_read() -> None:
    question = "metformin: pull up everyone on it"
    assert QuestionReader(NoVectors()).read(question, today=TODAY, practice=True) is None


def test_a_long_question_is_not_embedded() -> None:
    def fail(text: str) -> np.ndarray:
        raise AssertionError(text)

    assert QuestionReader(fail).read("metformin " * 20, today=TODAY, practice=True) is None


def test_the_known_words_that_decide_are_slots_and_limits() -> None:
    question = masked("lowest HbA1c before the knee operation", today=TODAY)
    found = deciding("lowest HbA1c before the knee operation", question, ())
    assert {"extreme.lowest", "site.knee"} <= found


@dataclass
class Engine:
    """As much of the engine as a question needs."""

    state: EngineState = EngineState.READY
    failure: Exception | None = None
    asked: list[Any] = field(default_factory=list)

    def embedder_info(self, timeout_s: float, *, model: str, cancel: CancelToken) -> None:
        assert model == EMBEDDER_SHA256
        if self.failure is not None:
            raise self.failure

    def embed(self, texts: Sequence[str], *, model: str, urgent: bool, cancel: CancelToken) -> np.ndarray:
        self.asked.append((tuple(texts), model, urgent))
        return np.ones((len(texts), 384), dtype=np.float32)


def test_a_question_overtakes_other_texts_in_the_engine() -> None:
    engine = Engine()
    vector = QuestionVectors(engine)("who takes DRUG")  # type: ignore[arg-type]
    assert vector is not None
    assert vector.shape == (384,)
    assert engine.asked == [(("who takes DRUG",), EMBEDDER_SHA256, True)]


@pytest.mark.parametrize("failure", [EngineProblem("engine_starting"), ModelMissing("model_not_configured")])
def test_an_engine_that_is_not_ready_is_not_waited_for(failure: Exception) -> None:
    assert QuestionVectors(Engine(failure=failure))("who takes DRUG") is None  # type: ignore[arg-type]
    assert QuestionVectors(Engine(state=EngineState.STOPPED))("who takes DRUG") is None  # type: ignore[arg-type]


def test_the_words_of_the_tables_are_read_first() -> None:
    assert QuestionParser(TODAY).parse("who takes metformin", practice=True) is not None
    assert reading.QuestionReader(NoVectors()).read("who takes metformin", today=TODAY, practice=True) is None
