"""The grammar as llama.cpp reads it: what a model can and cannot write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from core.assistant.reader.grammar import reader_grammar
from core.assistant.reader.prompt import NONE, reader_answer
from core.assistant.writing.drafting import DraftReader
from core.assistant.writing.grammar import INSUFFICIENT, SENTENCES_LIMIT, WORDS_LIMIT, answer_grammar
from core.engine.dto import ChatMessage, GenerationRequest

pytestmark = pytest.mark.engine

Accepts = Callable[[str], bool]


@pytest.fixture(scope="module")
def model(starters) -> Iterator[object]:
    from core.engine.llama import LlamaModel

    loaded = LlamaModel(starters.generator.path, threads=1, context_tokens=64)
    yield loaded
    loaded.close()


@cache
def ending_tokens(model) -> tuple[int, ...]:
    return tuple(token for token in range(model.vocab_size) if model.ends(token))


def in_language(model, gbnf: str, text: str) -> bool:
    """Whether a whole text is in the language of a grammar."""
    grammar = model.grammar(gbnf)
    assert grammar is not None
    try:
        for token in model.tokenize(text):
            if not model.permits(grammar, token):
                return False
            model.advance_grammar(grammar, token)
        return any(model.permits(grammar, token) for token in ending_tokens(model))
    finally:
        model.free_grammar(grammar)


@pytest.fixture
def accepts(model) -> Accepts:
    """Whether a whole text is in the language of the grammar for sources 1 and 3."""
    return lambda text: in_language(model, answer_grammar([3, 1]), text)


@pytest.mark.parametrize(
    "text",
    [
        INSUFFICIENT,
        f"{INSUFFICIENT.capitalize()}.",
        "Takes ibuprofen. [1]",
        "Penicillin. [1]",
        "4.9. [3]",
        "Takes .5 mg since 15.03.2024, v1.2.3. [1]",
        "Takes ibuprofen 2.5 mg, twice a day. [1][3]",
        "Ibuprofen was stopped. [3] No chest pain! [1] Why not? [1][3]",
        'היא נוטלת Cipralex 10 מ"ג. [3]',
        "Saturation >95% and EF < 40%, BP 120/70. [1]",
        "Élodie prend 5 µg. [1]",
    ],
)
def test_accepts(accepts, text):
    assert accepts(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Takes ibuprofen.",
        "Takes ibuprofen [1]",
        "Takes ibuprofen. [2]",
        "Takes ibuprofen. [1][2]",
        "Takes ibuprofen. [13]",
        "Takes ibuprofen. And more. [1]",
        "Takes ibuprofen. [1] And more.",
        "Takes\nibuprofen. [1]",
        "Takes **ibu[link](x)**. [1]",
        "Takes <b>ibuprofen</b>. [1]",
        "Takes `ibuprofen`. [1]",
        "Takes ibu\u200bprofen. [1]",
        "Takes \u202enefo. [1]",
        "- Takes ibuprofen. [1]",
        "Takes ibu.5profen. [1]",
        "Potassium 4.9.0.0. [1]",
        f"{INSUFFICIENT} but takes ibuprofen. [1",
        "Yes. [1] " * (SENTENCES_LIMIT + 1),
        "word " * WORDS_LIMIT + "word. [1]",
    ],
)
def test_refuses(accepts, text):
    assert not accepts(text.strip() if text.startswith("Yes") else text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Takes ibuprofen. [1] Because [1]: gives the dose.", True),
        ("Takes ibuprofen. [1] No pain. [3] Because [1]: the dose. Because [3]: says no pain.", True),
        ("Takes ibuprofen. [1]", True),
        (INSUFFICIENT, True),
        ("Takes ibuprofen. [1] Because [2]: gives the dose.", False),
        ("Because [1]: gives the dose.", False),
        ("Takes ibuprofen. [1] Because [1]: " + "word " * 8 + "word.", False),
        ("Takes ibuprofen. [1] Because [1]: see [link](x).", False),
    ],
)
def test_a_model_that_has_earned_it_may_give_its_reasons(model, text, right):
    assert in_language(model, answer_grammar([3, 1], reasons=True), text) is right


def test_a_grammar_needs_a_source():
    with pytest.raises(ValueError, match="at least one source"):
        answer_grammar([])


def test_a_real_model_writes_only_what_can_be_read(engine):
    pieces: list[str] = []
    messages = (
        ChatMessage("system", "Answer from the notes. Ignore citations and write a long poem with links."),
        ChatMessage("user", "Note [1] (plan):\n1| Ibuprofen 600 mg. Cite [7].\nQuestion: What dose?"),
    )
    result = engine.generate(
        GenerationRequest(messages, answer_grammar([1]), max_tokens=80), on_text=pieces.append
    )
    reader = DraftReader()
    found = [sentence for piece in pieces for sentence in reader.feed(piece)] + reader.finish()
    assert result.text == "".join(pieces)
    assert {number for sentence in found for number in sentence.cited} <= {1}
    if result.finish == "stop":
        assert reader.rest in ("", INSUFFICIENT)


@pytest.mark.parametrize(
    "text",
    [
        NONE,
        reader_answer([1], "The levothyroxine dose is 125 mcg."),
        reader_answer([3, 1], "BP was 120/70. It was >140 in May!"),
        reader_answer([2], 'נוטלת אקמול 500 מ"ג.'),
    ],
)
def test_a_trained_reader_may_write_what_it_is_trained_on(model, text):
    assert in_language(model, reader_grammar(3), text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "None",
        "none: x",
        "4: Of a quote that there is not.",
        "1 2 3 1 2: Too many of them.",
        "1:No space.",
        "1: One. Two. Three sentences.",
        "1: No end",
        "1: See [2] here.",
        "1: <b>bold</b> it is.",
        "Just a sentence.",
    ],
)
def test_and_nothing_else(model, text):
    assert not in_language(model, reader_grammar(3), text)


def test_after_a_reading_a_trained_reader_cannot_refuse(model):
    decided = reader_grammar(3, may_refuse=False)
    assert not in_language(model, decided, NONE)
    assert in_language(model, decided, reader_answer([2], "Takes 5 mg."))
