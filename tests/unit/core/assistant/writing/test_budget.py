"""The prompt never exceeds the window, and holds the most relevant first."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.assistant.writing.budget import ContextBudget, Limits
from core.assistant.writing.prompt import messages_for, note
from core.engine.dto import ChatMessage
from core.retrieval.dto import Passage
from tests.fakes.search import passage_of


class Counter:
    """A token is three characters; a message costs four more, and each of its line ends `joining` more."""

    def __init__(self, joining: int = 0) -> None:
        self._joining = joining

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [(len(text) + 2) // 3 for text in texts]

    def count_prompt_tokens(self, messages: Sequence[ChatMessage]) -> int:
        lines = sum(one.content.count("\n") for one in messages)
        return sum(self.count_tokens([one.content])[0] + 4 for one in messages) + self._joining * lines


BASE = Counter().count_prompt_tokens(messages_for("What dose?", []))


def fit(passages: list[Passage], limits: Limits, counter: Counter | None = None):
    def render(index: int, text: str | None) -> str:
        return note(index + 1, passages[index], text=text)

    return ContextBudget(counter or Counter(), limits).fit("What dose?", passages, render)


def test_everything_fits_when_there_is_room():
    passages = [passage_of(f"Aspirin {n} mg.") for n in range(4)]
    fitted = fit(passages, Limits(window=4_000, notes=1_000, answer=100))
    assert (fitted.offered, fitted.truncated) == (4, 0)
    assert fitted.prompt_tokens == Counter().count_prompt_tokens(fitted.messages)


def test_the_most_relevant_stay_and_the_rest_is_counted():
    passages = [passage_of(f"Aspirin {n} mg once a day with food and water." * 3) for n in range(9)]
    fitted = fit(passages, Limits(window=4_000, notes=120, answer=100))
    assert 0 < fitted.offered < 9
    assert fitted.truncated >= 9 - fitted.offered
    assert "Note [1]" in fitted.messages[-1].content
    assert "Note [9]" not in fitted.messages[-1].content


def test_a_passage_too_large_is_cut_between_sentences():
    sentences = [f"Sentence number {n} says a little." for n in range(40)]
    fitted = fit([passage_of(" ".join(sentences))], Limits(window=4_000, notes=120, answer=100))
    assert (fitted.offered, fitted.truncated) == (1, 1)
    told = fitted.messages[-1].content
    assert sentences[0] in told
    assert sentences[-1] not in told
    assert told.count("says a little.") == told.count("Sentence number")


def test_nothing_is_offered_when_the_question_fills_the_window():
    fitted = fit([passage_of("Aspirin 81 mg.")], Limits(window=BASE + 100, notes=400, answer=100))
    assert (fitted.offered, fitted.truncated) == (0, 1)


@settings(max_examples=60)
@given(
    st.lists(st.integers(1, 40), max_size=12),
    st.integers(0, 900),
    st.integers(0, 600),
    st.integers(0, 150),
    st.integers(0, 9),
)
def test_the_window_is_never_exceeded(lengths, window, notes, answer, joining):
    passages = [passage_of("One sentence more. " * length) for length in lengths]
    counter = Counter(joining)
    fitted = fit(passages, Limits(window=window, notes=notes, answer=answer), counter)
    assert fitted.offered + fitted.truncated >= len(passages)
    if fitted.offered:
        assert counter.count_prompt_tokens(fitted.messages) + answer <= window


def test_tokens_that_do_not_add_up_do_not_matter():
    passages = [passage_of(f"Aspirin {n} mg once a day.") for n in range(6)]
    counter = Counter(joining=30)
    base = counter.count_prompt_tokens(messages_for("What dose?", []))
    fitted = fit(passages, Limits(window=base + 260, notes=1_000, answer=100), counter)
    assert 0 < fitted.offered < 6
    assert fitted.truncated == 6 - fitted.offered
    assert fitted.prompt_tokens == counter.count_prompt_tokens(fitted.messages) <= base + 160


@pytest.mark.parametrize("notes", [0, 5, 39])
def test_a_cut_that_is_too_small_is_left_out(notes):
    passages = [passage_of("Aspirin 81 mg. " * 30)]
    assert fit(passages, Limits(window=4_000, notes=notes, answer=100)).offered == 0
