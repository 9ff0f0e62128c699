"""The prompt never exceeds the window, and holds the most relevant first."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.assistant.writing.budget import ContextBudget, Limits
from core.assistant.writing.prompt import messages_for
from core.engine.dto import ChatMessage

ROOM = Limits(window=4_000, notes=1_000, answer=100, more=200, held=2_000)


class Counter:
    """A token is three bytes; a message costs four more, and each of its line ends `joining` more."""

    def __init__(self, joining: int = 0) -> None:
        self._joining = joining

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [(len(text.encode()) + 2) // 3 for text in texts]

    def count_prompt_tokens(self, messages: Sequence[ChatMessage]) -> int:
        lines = sum(one.content.count("\n") for one in messages)
        return sum(self.count_tokens([one.content])[0] + 4 for one in messages) + self._joining * lines


def base(question: str = "What dose?", joining: int = 0) -> int:
    return Counter(joining).count_prompt_tokens(messages_for(question, []))


def note(number: int, words: str = "Aspirin once a day.") -> str:
    return f"Note [{number}] (2024-04-07, plan):\n{number}| {words}"


def test_everything_fits_when_there_is_room():
    notes = [note(n) for n in range(1, 5)]
    fitted = ContextBudget(Counter(), ROOM).first("What dose?", notes)
    assert fitted.added == 4
    assert all(one in fitted.messages[-1].content for one in notes)
    assert fitted.prompt_tokens == Counter().count_prompt_tokens(fitted.messages)


def test_the_most_relevant_stay():
    notes = [note(n, "Aspirin once a day with food and water. " * 3) for n in range(1, 10)]
    fitted = ContextBudget(Counter(), Limits(4_000, 160, 100, 0, 0)).first("What dose?", notes)
    assert 0 < fitted.added < 9
    assert "Note [1]" in fitted.messages[-1].content
    assert "Note [9]" not in fitted.messages[-1].content


@pytest.mark.parametrize("notes", [0, 5, 39])
def test_the_best_note_is_read_even_where_it_is_long(notes):
    limits = Limits(4_000, notes, 100, 0, 0)
    fitted = ContextBudget(Counter(), limits).first("What dose?", [note(1, "Aspirin. " * 30), note(2)])
    assert fitted.added == 1


def test_nothing_is_offered_when_the_question_fills_the_window():
    limits = Limits(window=base() + 100, notes=400, answer=100, more=0, held=0)
    fitted = ContextBudget(Counter(), limits).first("What dose?", [note(1)])
    assert (fitted.messages, fitted.added) == ((), 0)


def test_a_further_question_begins_with_what_was_read():
    held = [note(1), note(2)]
    fitted = ContextBudget(Counter(), ROOM).further("Since when?", held, [note(3), note(4)], least=1)
    assert fitted is not None
    assert fitted.messages[-1].content.startswith("\n".join([*held, note(3), note(4)]))
    earlier = ContextBudget(Counter(), ROOM).first("What dose?", held)
    shared = earlier.messages[-1].content.partition("Question:")[0]
    assert fitted.messages[-1].content.startswith(shared)
    assert fitted.messages[:-1] == earlier.messages[:-1]


def test_a_further_question_adds_little_and_nothing_where_it_is_held():
    limits = Limits(4_000, 1_000, 100, more=20, held=2_000)
    budget = ContextBudget(Counter(), limits)
    new = [note(3), note(4)]
    one = budget.further("Since when?", [note(1)], new, least=1)
    none = budget.further("Since when?", [note(1)], [], least=0)
    assert one is not None
    assert none is not None
    assert (one.added, none.added) == (1, 0)


def test_what_is_held_gives_way_when_it_grows_too_large():
    held = [note(n, "Aspirin once a day. " * 5) for n in range(1, 30)]
    limits = Limits(40_000, 1_000, 100, more=200, held=500)
    assert ContextBudget(Counter(), limits).further("Since when?", held, [note(40)], least=1) is None
    narrow = Limits(base() + 150, 1_000, 100, more=200, held=5_000)
    assert ContextBudget(Counter(), narrow).further("Since when?", held, [note(40)], least=1) is None


WORDS = st.text(st.sampled_from("ab .,\n0123456789אבגדשל״׳🩺👩🏽\u200d⚕️éµ"), max_size=400)


@settings(max_examples=80, deadline=None)
@given(
    question=WORDS,
    held=st.lists(WORDS, max_size=6),
    new=st.lists(WORDS, max_size=8),
    window=st.integers(0, 2_000),
    room=st.integers(0, 600),
    answer=st.integers(0, 150),
    joining=st.integers(0, 9),
)
def test_the_window_is_never_exceeded(question, held, new, window, room, answer, joining):
    counter = Counter(joining)
    budget = ContextBudget(counter, Limits(window, room, answer, more=room // 3, held=2 * room))
    numbered = [note(n, words) for n, words in enumerate([*held, *new], start=1)]
    read, offered = numbered[: len(held)], numbered[len(held) :]
    fitted = [budget.first(question, offered), budget.further(question, read, offered, least=1)]
    for one in fitted:
        if one is not None and one.messages:
            assert one.prompt_tokens == counter.count_prompt_tokens(one.messages)
            assert one.prompt_tokens + answer <= window
            assert one.added <= len(offered)


def test_tokens_that_do_not_add_up_do_not_matter():
    counter = Counter(joining=30)
    limits = Limits(base(joining=30) + 260, 1_000, 100, 0, 0)
    fitted = ContextBudget(counter, limits).first("What dose?", [note(n) for n in range(1, 7)])
    assert 0 < fitted.added < 6
    assert fitted.prompt_tokens == counter.count_prompt_tokens(fitted.messages) <= base(joining=30) + 160
