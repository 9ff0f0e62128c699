"""Passages cover a field once, know their place, and are shown with what explains them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.language.sentences import PIECES_LIMIT, estimated_pieces
from core.retrieval.passages import ENOUGH_CHARS, MOST_CHARS, cut_passages

LINE = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=()), max_size=120),
    st.sampled_from(["HPI:", "EXAM", "- Bullet.", "1. First.", "כאבים בכתף ימין.", "Dr. Levy saw 2.5 mg."]),
    st.sampled_from(["She was playing volleyball yesterday and fell and landed on her right arm again."]),
)
FIELD = st.lists(LINE, max_size=25).map("\n".join)
SENTENCE = "He reports that the pain in his left shoulder gets worse when he lifts his arm above the head. "


@given(FIELD)
def test_every_character_that_is_not_blank_is_in_exactly_one_focus(text):
    times = [0] * len(text)
    for cut in cut_passages(text):
        assert text[cut.focus_start : cut.focus_end].strip()
        for at in range(cut.focus_start, cut.focus_end):
            times[at] += 1
    assert all(count <= 1 for count in times)
    assert not [char for char, count in zip(text, times, strict=True) if not count and not char.isspace()]


@given(FIELD)
def test_a_window_holds_its_focus_and_lies_on_borders_of_others(text):
    cuts = cut_passages(text)
    starts, ends = {cut.focus_start for cut in cuts}, {cut.focus_end for cut in cuts}
    for cut in cuts:
        assert cut.start <= cut.focus_start < cut.focus_end <= cut.end
        assert cut.start in starts
        assert cut.end in ends


@given(FIELD)
def test_passages_lie_in_the_order_of_their_focuses(text):
    for before, after in pairwise(cut_passages(text)):
        assert before.focus_end <= after.focus_start
        assert before.start <= after.start
        assert before.end <= after.end


@given(FIELD)
def test_what_is_shown_is_bounded_but_never_cuts_a_focus(text):
    for cut in cut_passages(text):
        assert cut.end - cut.start <= max(MOST_CHARS, cut.focus_end - cut.focus_start)


@given(FIELD)
def test_what_is_embedded_fits_the_embedder(text):
    for cut in cut_passages(text):
        assert estimated_pieces(text[cut.focus_start : cut.focus_end]) <= PIECES_LIMIT


@given(FIELD)
def test_a_window_is_widened_until_it_is_enough_or_nothing_more_fits(text):
    cuts = cut_passages(text)
    for cut in cuts:
        if cut.end - cut.start >= ENOUGH_CHARS:
            continue
        beyond = [one for one in cuts if one.focus_end <= cut.start or one.focus_start >= cut.end]
        nearest_before = max((one.focus_start for one in beyond if one.focus_end <= cut.start), default=None)
        nearest_after = min((one.focus_end for one in beyond if one.focus_start >= cut.end), default=None)
        assert nearest_before is None or cut.end - nearest_before > MOST_CHARS
        assert nearest_after is None or nearest_after - cut.start > MOST_CHARS


def test_a_focus_in_the_middle_is_shown_with_a_neighbour_on_either_side():
    cuts = cut_passages(SENTENCE * 12)
    assert len(cuts) > 3
    for before, cut, after in zip(cuts, cuts[1:], cuts[2:], strict=False):
        assert cut.start <= before.focus_start
        assert cut.end >= after.focus_end


def test_short_hebrew_sentences_are_shown_with_enough_around_them():
    text = "הכאב בכתף ימין מחמיר בלילה ובהרמת היד מעל הראש. " * 40
    cuts = cut_passages(text)
    assert len(cuts) > 10
    assert all(ENOUGH_CHARS <= cut.end - cut.start <= MOST_CHARS for cut in cuts)


def test_a_focus_keeps_the_headings_it_stands_under():
    cuts = cut_passages("PHYSICAL EXAM\n\nNeck\n- Supple.\n\nHeart\n- Regular.\n\nRESULTS\n\nNormal.")
    assert [cut.heading for cut in cuts] == ["PHYSICAL EXAM, Neck", "PHYSICAL EXAM, Heart", "RESULTS"]


def test_the_same_text_gives_the_same_passages():
    text = "HPI:\nKnee pain. Worse at night.\n\nEXAM\n- Swollen.\n- Warm."
    assert cut_passages(text) == cut_passages(text)


def test_a_blank_field_has_none():
    assert cut_passages("") == cut_passages(" \n\t ") == []
