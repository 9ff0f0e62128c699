"""Which token is chosen: over a model of six tokens whose scores and grammar the test sets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from core.engine.sampling import TokenChooser
from core.errors import GenerationError

END = 5


class SixTokens:
    """Stands for a loaded model, mostly of six tokens; `permitted` is what its grammar allows next."""

    def __init__(self, scores: Sequence[float], permitted: set[int] | None = None) -> None:
        self._scores = np.array(scores, dtype=np.float32)
        self.vocab_size = len(scores)
        self._permitted = permitted
        self.advanced: list[int] = []
        self.asked: list[int] = []
        self.freed = 0

    def scores(self):
        return self._scores

    def ends(self, token: int) -> bool:
        return token == END

    def grammar(self, text: str) -> Any:
        return None if text == "broken" else text

    def free_grammar(self, grammar: Any) -> None:
        self.freed += 1

    def advance_grammar(self, grammar: Any, token: int) -> None:
        self.advanced.append(token)

    def permits(self, grammar: Any, token: int) -> bool:
        self.asked.append(1)
        return self._permitted is None or token in self._permitted

    def allowed(self, grammar: Any, tokens, scores):
        self.asked.append(len(tokens))
        permitted = self._permitted if self._permitted is not None else set(range(self.vocab_size))
        return np.array(
            [score if token in permitted else -np.inf for token, score in zip(tokens, scores, strict=True)],
            dtype=np.float32,
        )


def chooser(model: SixTokens, *, never=(), **options) -> TokenChooser:
    settings = {"grammar": None, "temperature": 0.0, "seed": 0} | options
    return TokenChooser(model, never=np.array(never, dtype=np.intp), **settings)  # type: ignore[arg-type]


def test_the_best_token_is_taken():
    assert chooser(SixTokens([0, 3, 1, 2, 0, 0])).choose() == 1


def test_a_control_token_is_never_taken_however_likely():
    model = SixTokens([0, 9, 1, 2, 0, 0])
    assert chooser(model, never=[1]).choose() == 3
    drawn = chooser(model, never=[1], temperature=5.0)
    assert 1 not in {drawn.choose() for _ in range(200)}


def test_an_allowed_first_choice_asks_the_grammar_about_one_token():
    model = SixTokens([0, 3, 1, 2, 0, 0], permitted={1, 2})
    assert chooser(model, grammar="g").choose() == 1
    assert (model.asked, model.advanced) == ([1], [1])


def test_a_refused_first_choice_gives_way_to_the_best_allowed():
    model = SixTokens([0, 3, 1, 2, 0, 0], permitted={0, 2})
    assert chooser(model, grammar="g").choose() == 2
    assert (model.asked, model.advanced) == ([1, 6], [2])


def test_of_a_large_vocabulary_the_next_best_are_asked_about_first():
    model = SixTokens(list(range(2000)), permitted={1990, 1995, 3})
    assert chooser(model, grammar="g").choose() == 1995
    assert model.asked[0] == 1
    assert sum(model.asked) < 1000


def test_what_none_of_the_next_best_may_be_is_looked_for_among_all():
    model = SixTokens(list(range(2000)), permitted={3, 700})
    assert chooser(model, grammar="g").choose() == 700
    assert model.asked[-1] == 2000


def test_of_equals_the_first_allowed_is_taken_however_many_are_asked_about():
    for scores in ([0.0] + [2.0] * 5, [0.0] * 1000 + [1.0] * 100 + [0.0] * 1000):
        likely = [place for place, score in enumerate(scores) if score == max(scores)]
        model = SixTokens(scores, permitted=set(likely[2:]))
        assert chooser(model, grammar="g").choose() == likely[2]


def test_the_best_allowed_is_found_whatever_the_scores():
    draw = np.random.default_rng(5)
    for _ in range(100):
        scores = draw.normal(size=3000).astype(np.float32)
        permitted = set(draw.integers(0, 3000, size=int(draw.integers(1, 40))).tolist())
        model = SixTokens(scores.tolist(), permitted)
        assert chooser(model, grammar="g").choose() == max(permitted, key=lambda token: scores[token])


def test_the_end_does_not_advance_the_grammar():
    model = SixTokens([0, 0, 0, 0, 0, 9])
    assert chooser(model, grammar="g").choose() == END
    assert model.advanced == []


def test_where_nothing_is_allowed_it_says_so():
    with pytest.raises(GenerationError) as refused:
        chooser(SixTokens([0, 3, 1, 2, 0, 0], permitted=set()), grammar="g").choose()
    assert refused.value.code == "grammar_dead_end"


@pytest.mark.parametrize("grammar", ["broken", "", " \n"])
def test_what_is_no_grammar_is_refused(grammar):
    with pytest.raises(GenerationError) as refused:
        chooser(SixTokens([0] * 6), grammar=grammar)
    assert refused.value.code == "grammar_invalid"


def test_a_grammar_is_freed_once():
    model = SixTokens([0] * 6)
    with chooser(model, grammar="g"):
        pass
    with pytest.raises(ValueError, match="inside"), chooser(model, grammar="g"):
        raise ValueError("inside")
    assert model.freed == 2


def test_temperature_draws_by_the_scores_and_the_seed():
    model = SixTokens([2, 2, -30, -30, -30, -30])
    drawn = [chooser(model, temperature=1.0, seed=seed).choose() for seed in range(60)]
    assert set(drawn) == {0, 1}
    assert drawn == [chooser(model, temperature=1.0, seed=seed).choose() for seed in range(60)]


def test_a_drawn_token_is_always_allowed():
    model = SixTokens([5, 5, 0, 0, 0, 0], permitted={3, 4})
    drawer = chooser(model, grammar="g", temperature=1.0)
    assert {drawer.choose() for _ in range(100)} == {3, 4}
