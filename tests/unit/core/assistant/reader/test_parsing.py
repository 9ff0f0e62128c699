"""A trained reader's text, in pieces of any size, becomes sentences with the sources they cite."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.assistant.reader.parsing import CitedText
from core.assistant.reader.prompt import NONE, reader_answer
from core.assistant.writing.drafting import DraftReader, DraftSentence
from core.assistant.writing.grammar import INSUFFICIENT

SOURCES = {1: 4, 2: 4, 3: 2}


def said(*pieces: str, whole: bool = True) -> list[str]:
    told: list[str] = []
    text = CitedText(SOURCES, told.append)
    for piece in pieces:
        text.feed(piece)
    text.finish(whole=whole)
    return told


def cited(*pieces: str) -> str:
    return "".join(said(*pieces))


def drafted(written: str) -> list[DraftSentence]:
    """What the reader of drafts makes of a text that comes character by character."""
    reader, sentences = DraftReader(), []
    for piece in said(*written):
        sentences += reader.feed(piece)
    return sentences + reader.finish()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("3: Takes 2.5 mg.", "Takes 2.5 mg. [2]"),
        ("1 3: Takes 2.5 mg. Since May!", "Takes 2.5 mg. [4][2] Since May! [4][2]"),
        ("1 2: One visit.", "One visit. [4]"),
        ("2: נוטלת 5 מג. מאז מאי.", "נוטלת 5 מג. [4] מאז מאי. [4]"),
        ("8: Takes it.", "Takes it. [0]"),
        (NONE, INSUFFICIENT),
        ("1: Takes it. And then", "Takes it. [4] And then"),
        ("no head at all", "no head at all"),
        ("", ""),
    ],
)
def test_numbers_become_sources_behind_each_sentence(written, shown):
    assert cited(written) == shown
    assert cited(*written) == shown


@given(st.lists(st.sampled_from([1, 2, 3]), min_size=1, max_size=3), st.data())
def test_the_pieces_make_no_difference(numbers, data):
    written = reader_answer(numbers, "Takes 2.5 mg at night. It was 7.")
    cuts = sorted(data.draw(st.lists(st.integers(0, len(written)), max_size=6)))
    pieces = [written[a:b] for a, b in zip([0, *cuts], [*cuts, len(written)], strict=True)]
    assert cited(*pieces) == cited(written)


def test_what_comes_out_is_read_as_any_draft():
    assert drafted("1 3: Takes 2.5 mg. Since May.") == [
        DraftSentence("Takes 2.5 mg.", (4, 2)),
        DraftSentence("Since May.", (4, 2)),
    ]


def test_a_sentence_without_an_end_is_no_sentence():
    """It was cut at the limit of tokens: nothing of it may be shown as checked."""
    assert [one.text for one in drafted("1: Takes it. Not more than 5")] == ["Takes it."]


def test_a_full_stop_at_which_the_model_was_cut_ends_no_sentence():
    """It may be that of a number, 1.5 mg for instance: then another number would stand there as checked."""
    assert "".join(said("1: Takes it. The dose is 1.", whole=False)) == "Takes it. [4] The dose is 1."
