"""What a trained reader finds, and that an answer never waits for it or fails with it."""

from __future__ import annotations

import time

import pytest

from core.assistant.evidence.ranking import with_reading
from core.assistant.reader.reading import QuoteReader, QuoteReading
from core.cancel import CancelToken
from core.engine.dto import EngineState
from core.errors import EngineProblem, GenerationError
from tests.unit.core.assistant.reader.made import Reading, found, ranked


def read(engine: Reading, **options) -> QuoteReading | None:
    what = found()
    return QuoteReader(engine.client).read(what, ranked(what), **options)


def test_each_sentence_has_its_share_and_the_best_is_told():
    engine = Reading({"teacher": 0.7, "600 mg": 0.2})
    reading = read(engine)
    assert reading is not None
    assert reading.none == pytest.approx(0.1)
    assert reading.sources == pytest.approx({1: 0, 2: 0, 3: 0.7, 4: 0.2})
    assert reading.best.span.text == "She works as a teacher."
    shares = {one.span.text: reading.share(one) for one in ranked(found())}
    assert shares["Ibuprofen 600 mg every 6 hours was advised."] == pytest.approx(0.2)
    assert shares["Denies pain."] == 0
    assert engine.readings[0].candidates == ("none", "1", "2", "3", "4")
    assert engine.requests == [], "it writes nothing"


def test_what_it_finds_orders_the_evidence():
    reading = read(Reading({"teacher": 0.99}))
    assert reading is not None
    before, after = ranked(found()), with_reading(ranked(found()), reading.share)
    assert {one.span for one in after} == {one.span for one in before}
    scores = {one.span.text: one.score for one in before}
    for one in after:
        raised = one.score > scores[one.span.text]
        assert raised == (one.span.text == "She works as a teacher.")
    assert [one.score for one in after] == sorted((one.score for one in after), reverse=True)


def test_without_an_adapter_nothing_is_asked():
    engine = Reading({}, adapter="")
    assert read(engine) is None
    assert engine.readings == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda engine: engine.stop(),
        lambda engine: engine.tell(EngineState.RESTING),
        lambda engine: engine.fail_generations(GenerationError("engine_crashed")),
        lambda engine: engine.fail_generations(EngineProblem("engine_resting")),
        lambda engine: engine.fail_generations(GenerationError("prompt_too_long")),
    ],
)
def test_an_engine_that_cannot_leaves_the_answer_as_it_is(spoil):
    engine = Reading({"teacher": 1.0})
    spoil(engine)
    assert read(engine) is None


def test_one_without_a_generator_neither():
    assert read(Reading({}, generator=False)) is None


class Slow(Reading):
    """Never done; `asked` counts."""

    asked = 0

    def read(self, request, *, cancel=None):
        self.asked += 1
        while True:
            cancel.raise_if_cancelled()
            time.sleep(0.01)


class StoppedIn(Reading):
    """While it reads, the person who asked stops it."""

    stopping: CancelToken | None = None

    def read(self, request, *, cancel=None):
        if self.stopping is not None:
            self.stopping.cancel()
            self.stopping = None
        return super().read(request, cancel=cancel)


def again(reader: QuoteReader, **options) -> QuoteReading | None:
    what = found()
    return reader.read(what, ranked(what), **options)


def test_one_that_is_not_in_time_neither():
    began = time.monotonic()
    assert read(Slow({}), within_s=0.1) is None
    assert time.monotonic() - began < 2


def test_one_that_was_not_in_time_is_not_waited_for_again():
    engine = Slow({})
    reader = QuoteReader(engine.client)
    assert again(reader, within_s=0.05) is None
    began = time.monotonic()
    assert again(reader) is None
    assert time.monotonic() - began < 1
    assert engine.asked == 1


def test_another_adapter_is_another_reader():
    engine = Slow({})
    reader = QuoteReader(engine.client)
    again(reader, within_s=0.05)
    engine._adapter = "c" * 64
    again(reader, within_s=0.05)
    assert engine.asked == 2


def test_one_that_the_engine_failed_at_is_not_asked_again():
    engine = Reading({"teacher": 1.0})
    engine.fail_generations(GenerationError("engine_crashed"))
    reader = QuoteReader(engine.client)
    assert (again(reader), again(reader)) == (None, None)
    assert len(engine.readings) == 1


@pytest.mark.parametrize("passing", ["stopped by a person", "resting"])
def test_what_passes_says_nothing_about_the_next_question(passing):
    engine = StoppedIn({"teacher": 1.0})
    reader = QuoteReader(engine.client)
    if passing == "resting":
        engine.fail_generations(EngineProblem("engine_resting"))
        assert again(reader) is None
    else:
        engine.stopping = token = CancelToken()
        assert again(reader, cancel=token) is None
    assert again(reader) is not None


def test_a_person_who_stops_does_not_wait_for_it():
    token = CancelToken()
    token.cancel()
    engine = Reading({"teacher": 1.0})
    assert read(engine, cancel=token) is None
    assert engine.readings == []
