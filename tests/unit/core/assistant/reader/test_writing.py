"""A trained reader has a prompt, a grammar and a form of answer of its own; what it says is checked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.assistant.reader.prompt import ANSWER_TOKENS
from core.assistant.reader.reading import QuoteReader, QuoteReading
from core.assistant.writing import generation
from core.assistant.writing.generation import Generation, ModelTurn
from core.cancel import CancelToken
from core.engine.dto import ChatMessage
from core.errors import GenerationError
from core.sources.dto import SearchScope
from tests.fakes.search import passage_of
from tests.unit.core.assistant.reader.made import ADA, DOSE, Reading, found, ranked


def write(text: str, what=None, *, adapter: str = "a" * 64, **options) -> tuple[ModelTurn, str, Reading]:
    engine = Reading({}, adapter=adapter, write=text)
    heard: list[str] = []
    turn = Generation(engine.client).run(what or found(), on_text=heard.append, cancel=None, **options)
    return turn, "".join(heard), engine


def test_a_sentence_cites_the_sources_of_its_quotes():
    turn, heard, engine = write("4: Ibuprofen 600 mg every 6 hours was advised.")
    (sentence,) = turn.draft.sentences
    assert (sentence.text, sentence.sources) == ("Ibuprofen 600 mg every 6 hours was advised.", (1,))
    assert sentence.verified
    assert heard == "Ibuprofen 600 mg every 6 hours was advised. [1]"
    assert (turn.model, set(turn.offered)) == ("fake-generator", {1, 2, 3})
    (request,) = engine.requests
    assert request.messages[-1].content.startswith("Question: ")
    assert request.max_tokens == ANSWER_TOKENS
    assert 'number ::= "1" | "2" | "3" | "4"\n' in (request.grammar or "")
    assert "Because" not in (request.grammar or "")


def test_what_its_quote_does_not_say_is_withheld():
    turn, _, _ = write("4: Ibuprofen 800 mg was advised. Every 6 hours ibuprofen was advised.")
    assert [one.text for one in turn.draft.withheld] == ["Ibuprofen 800 mg was advised."]
    assert turn.draft.withheld[0].reason == "unsupported_number"
    turn, _, _ = write("3: Ibuprofen 600 mg every 6 hours was advised.")
    assert not turn.draft.sentences, "the quote it names says something else"


def test_none_says_nothing():
    turn, heard, _ = write("none")
    assert (turn.draft.notice, turn.draft.sentences, heard) == ("insufficient", [], "")


def read_as(likely: dict[str, float]) -> QuoteReading:
    what = found()
    reading = QuoteReader(Reading(likely).client).read(what, ranked(what)[:2])
    assert reading is not None
    return reading


def test_what_was_read_is_written_from():
    """It has been decided that something answers: the word for none can no longer be written."""
    reading = read_as({"600 mg": 0.3, "teacher": 0.3})
    _, _, engine = write("1: Ibuprofen 600 mg was advised.", reading=reading)
    (request,) = engine.requests
    assert request.messages == reading.read.messages
    assert "none" not in (request.grammar or "")
    _, _, unread = write("none")
    assert '"none" | number' in (unread.requests[0].grammar or "")


def test_where_more_likely_nothing_answers_nothing_is_written():
    turn, _, engine = write("1: Ibuprofen 600 mg was advised.", reading=read_as({"600 mg": 0.45}))
    assert (turn.draft.notice, turn.model, engine.requests) == ("insufficient", None, [])


def test_a_list_of_clients_is_not_told_in_a_sentence():
    turn, _, engine = write("1: Ibuprofen.", replace(found(), listed=1))
    assert (turn.draft.notice, engine.requests) == ("quotes_only", [])


def test_over_the_practice_it_does_not_write():
    """It was trained on the sentences of one chart, and whose they are was in none of its prompts."""
    turn, _, engine = write("1: Ibuprofen.", replace(found(), scope=SearchScope()))
    assert (turn.draft.notice, engine.requests) == ("quotes_only", [])


@pytest.mark.parametrize("how", ["limit", "failure", "stop"])
def test_a_dose_that_was_cut_in_its_middle_is_not_shown_as_checked(how, monkeypatch):
    """`1.` of `1.5 mg` is no dose, though the note holds the number 1 as well."""
    note = passage_of("Levothyroxine 1.5 mg daily, one tablet, 1 refill.", client_id=ADA)
    what = found("What dose of levothyroxine?", note)
    engine = Reading({}, write="1: Levothyroxine dose is 1. 5")
    cancel = CancelToken()
    if how == "limit":
        monkeypatch.setattr(generation, "READER_ANSWER_TOKENS", 5)
    elif how == "failure":
        engine.fail_generations(GenerationError("engine_crashed"), after_tokens=5)

    def hear(text: str) -> None:
        if how == "stop" and text.endswith(" 1"):
            cancel.cancel()

    turn = Generation(engine.client).run(what, on_text=hear, cancel=cancel)
    assert turn.draft.sentences == []
    assert [one.text for one in turn.draft.withheld] in ([], ["Levothyroxine dose is 1."])


def test_other_models_keep_their_prompt_and_examples():
    turn, heard, engine = write("Ibuprofen 600 mg every 6 hours was advised. [1]", adapter="")
    assert heard == "Ibuprofen 600 mg every 6 hours was advised. [1]"
    assert turn.draft.sentences[0].sources == (1,)
    (request,) = engine.requests
    assert isinstance(request.messages[1], ChatMessage)
    assert len(request.messages) == 6
    assert request.messages[-1].content.startswith("Note [1]")


def test_a_question_that_leaves_no_room_is_told():
    what = found("word " * 5000, DOSE)
    turn, _, engine = write("1: x", what, evidence=ranked(found("word", DOSE)))
    assert (turn.draft.notice, engine.requests) == ("question_fills_window", [])
