"""The word diff: both texts can be read off it, it reads as a person would mark it, no text is too long."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.sessions.diff import DiffPart, diff_words
from core.sessions.dto import FIELD_LIMIT_CHARS


def parts(old: str, new: str) -> list[tuple[str, str]]:
    return [(part.kind, part.text) for part in diff_words(old, new)]


def require_both_texts(old: str, new: str, found: tuple[DiffPart, ...]) -> None:
    assert "".join(part.text for part in found if part.kind != "added") == old
    assert "".join(part.text for part in found if part.kind != "removed") == new


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("same", "same", [("same", "same")]),
        ("", "new", [("added", "new")]),
        ("old", "", [("removed", "old")]),
        (
            "Take 5 mg.",
            "Take 10 mg.",
            [("same", "Take "), ("removed", "5"), ("added", "10"), ("same", " mg.")],
        ),
        ("2.5 mg", "25 mg", [("removed", "2.5"), ("added", "25"), ("same", " mg")]),
        ("doesn't hurt", "does hurt", [("removed", "doesn't"), ("added", "does"), ("same", " hurt")]),
        ("שָׁלוֹם רב", "שלום רב", [("removed", "שָׁלוֹם"), ("added", "שלום"), ("same", " רב")]),
        ("a b", "a  b", [("same", "a"), ("removed", " "), ("added", "  "), ("same", "b")]),
    ],
)
def test_words_are_marked_as_on_paper(old, new, expected):
    assert parts(old, new) == expected


def test_a_rewritten_phrase_is_struck_out_as_one():
    assert parts("She slept very badly again.", "She rests well now, mostly.") == [
        ("same", "She "),
        ("removed", "slept very badly again"),
        ("added", "rests well now, mostly"),
        ("same", "."),
    ]


def test_lines_that_stay_are_not_part_of_a_change():
    found = parts("one\n\ntwo\nthree", "uno\n\ntwo\ntres")
    assert ("same", "\n\ntwo\n") in found


@settings(max_examples=300, deadline=None)
@given(
    st.text(alphabet="ab .\n3,שלום\u05b8", max_size=60), st.text(alphabet="ab .\n3,שלום\u05b8", max_size=60)
)
def test_both_texts_can_always_be_read_off(old, new):
    found = diff_words(old, new)
    require_both_texts(old, new, found)
    kinds = [part.kind for part in found]
    assert all(part.text for part in found)
    assert all(one != other for one, other in itertools.pairwise(kinds))
    assert (old == new) == (set(kinds) <= {"same"})


def stops(seed: int) -> str:
    return "".join(random.Random(seed).choices(".;", k=FIELD_LIMIT_CHARS))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a " * (FIELD_LIMIT_CHARS // 2), "b " * (FIELD_LIMIT_CHARS // 2)),
        ("a " * (FIELD_LIMIT_CHARS // 2), " a" * (FIELD_LIMIT_CHARS // 2)),
        (stops(1), stops(2)),
        (stops(1).replace(";", "x "), stops(2).replace(";", "x ")),
    ],
    ids=["nothing alike", "all alike", "50,000 stops", "a mixture"],
)
def test_the_longest_fields_are_compared_exactly(old, new):
    """With a comparison of all pairs this would not end within the run."""
    require_both_texts(old, new, diff_words(old, new))
