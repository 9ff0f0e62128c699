"""Passages cover a field, know their place and stay within the embedder's window."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.retrieval.passages import PARTS_IN_PASSAGE, cut_passages
from core.retrieval.sentences import PIECES_LIMIT, estimated_pieces

LINE = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=()), max_size=120),
    st.sampled_from(["HPI:", "EXAM", "- Bullet.", "1. First.", "כאבים בכתף ימין.", "Dr. Levy saw 2.5 mg."]),
    st.sampled_from(["She was playing volleyball yesterday and fell and landed on her right arm again."]),
)


@given(st.lists(LINE, max_size=25).map("\n".join))
def test_passages_hold_everything_at_exact_offsets(text):
    cuts = cut_passages(text)
    held = [False] * len(text)
    for cut in cuts:
        assert text[cut.start : cut.end] == cut.text
        assert cut.text.strip()
        held[cut.start : cut.end] = [True] * (cut.end - cut.start)
    assert not [char for char, inside in zip(text, held, strict=True) if not inside and not char.isspace()]


@given(st.lists(LINE, max_size=25).map("\n".join))
def test_parts_fill_their_passage(text):
    for cut in cut_passages(text):
        assert 1 <= len(cut.parts) <= PARTS_IN_PASSAGE
        assert cut.parts[0].start == cut.start
        assert cut.parts[-1].end == cut.end
        for before, after in pairwise(cut.parts):
            assert before.end <= after.start
            assert not text[before.end : after.start].strip()


@given(st.lists(LINE, max_size=25).map("\n".join))
def test_no_passage_lies_inside_another(text):
    cuts = cut_passages(text)
    for before, after in pairwise(cuts):
        assert before.start < after.start
        assert before.end < after.end


def test_neighbours_share_a_part_so_that_borders_are_whole_somewhere():
    sentence = (
        "He reports that the pain in his left shoulder gets worse when he lifts his arm above the head. "
    )
    cuts = cut_passages(sentence * 3 + (sentence * 20))
    assert len(cuts) > 3
    for before, after in pairwise(cuts):
        assert after.start < before.end


def test_a_long_field_gives_passages_of_the_embedders_size():
    text = "\n".join(
        f"Reading {number}: blood pressure 120/80, pulse 72, no complaints." for number in range(600)
    )
    cuts = cut_passages(text)
    assert max(estimated_pieces(cut.text) for cut in cuts) <= PIECES_LIMIT


def test_hebrew_is_bounded_by_letters_since_the_embedder_reads_it_by_letters():
    text = "הכאב בכתף ימין מחמיר בלילה ובהרמת היד מעל הראש. " * 40
    cuts = cut_passages(text)
    assert max(len([char for char in cut.text if char.isalpha()]) for cut in cuts) <= PIECES_LIMIT
    assert len(cuts) > 3


def test_the_same_text_gives_the_same_passages():
    text = "HPI:\nKnee pain. Worse at night.\n\nEXAM\n- Swollen.\n- Warm."
    assert cut_passages(text) == cut_passages(text)


def test_a_blank_field_has_none():
    assert cut_passages("") == cut_passages(" \n\t ") == []
