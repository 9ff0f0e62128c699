"""Finds where a text asks or believes instead of telling: `asked if she takes metformin`, `ask brother re
allergies`, `worried she has MS`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from core.clinical_language.lexicon import Entry, Mention
from core.clinical_language.scope import ASKING, OWNING
from core.clinical_language.tables import rows, spellings, words_of
from core.clinical_language.words import Word, fold

_ASKED = Entry("cue", "inquired", ("forward", "0"))
_BELIEVED = Entry("cue", "believed", ("forward", "0"))
_PLUS, _MINUS = "+", "-–—"
_BOX, _TICKED = "☐□", "☑☒✓✔"
_GAP = 2
"""Spaces between two questions of a form in one line: `Smoker: N  Alcohol: Y`."""
_MOST_BETWEEN = 4
"""Who is asked: `confirm with her GP whether`."""
_ITS_OBJECT = "to"
"""What is asked of somebody is no question: `asked to increase it if needed`."""


def inquiries(text_words: Sequence[Word]) -> Iterator[Mention]:
    """The cues, each from its verb to the word that leads to what is asked."""
    for at, word in enumerate(text_words):
        if word.text in _table("believes"):
            of = at + 1 + any(each.text == "that" for each in text_words[at + 1 : at + 2])
            if any(each.text in _table("whom") for each in text_words[of : of + 1]):
                yield Mention(_BELIEVED, at, of + 1)
            continue
        asks = word.text in _table("asks")
        if not asks and word.text not in _table("finds out"):
            continue
        leads = _table("if", "about") if asks else _table("if")
        for behind in range(at + 1, min(at + 2 + _MOST_BETWEEN, len(text_words))):
            between = text_words[behind]
            if between.text in leads:
                last = behind + 1
                # `Asked re: warfarin`.
                if text_words[last : last + 1] and text_words[last].text == ":":
                    last += 1
                # `Asked about her asthma` takes it for granted.
                owned = text_words[last : last + 1] and text_words[last].text in OWNING
                if between.text in _table("if") or not owned:
                    yield Mention(_ASKED, at, last)
                break
            if between.is_mark or between.text == _ITS_OBJECT:
                break


def answer(text_words: Sequence[Word], at: int) -> str:
    """The answer that stands alone behind the mark at `at`: `no`, `unsure`, or "" for another or none.

    A minus is one where something else has a plus. The `N` of a form needs no mark.
    """
    if any(_is_n(text_words, place) for place in answer_words(text_words, at)):
        return "no"
    if at >= len(text_words) or text_words[at].text not in ASKING:
        return ""
    if _is_sign(text_words, at, _MINUS) and any(
        _is_sign(text_words, place, _PLUS) for place in range(1, len(text_words))
    ):
        return "no"
    behind = (place for place in range(at + 1, len(text_words)) if text_words[place].is_mark)
    told = " ".join(word.text for word in text_words[at + 1 : next(behind, len(text_words))])
    return _answers().get(told, "")


def answer_words(text_words: Sequence[Word], at: int) -> range:
    """The first words of the answer at `at`: its mark, if it has one, and the word behind it."""
    marked = at < len(text_words) and text_words[at].text in ASKING
    return range(at, min(at + 1 + marked, len(text_words)))


def is_unticked(text_words: Sequence[Word], first: int, last: int) -> bool:
    """Whether the box of the words `[first, last)` is empty: `diabetes ☐ asthma ☑`.

    The boxes stand before what they belong to where no name, or a heading, is before the first of them.
    """
    boxes = dict(_boxes(text_words))
    begins = text_words[: min(boxes, default=0)]
    lead = all(word.is_mark or word.number for word in begins) or begins[-1].text == ":"
    if not boxes or not lead:
        return boxes.get(last) is False
    before = [ticked for at, ticked in boxes.items() if at < first]
    return bool(before) and not before[-1]


def _boxes(text_words: Sequence[Word]) -> Iterator[tuple[int, bool]]:
    """The first word of each box, and whether it is ticked: `☐`, `[ ]`, `[x]`."""
    for at, word in enumerate(text_words):
        if word.text in _BOX + _TICKED:
            yield at, word.text in _TICKED
        elif word.text == "[":
            inside = [each.text for each in text_words[at + 1 : at + 3]]
            if "]" in inside:
                yield at, inside[0] != "]"


def _is_n(text_words: Sequence[Word], at: int) -> bool:
    """Whether the word at `at` is an `N` for no, at the end of its question."""
    if text_words[at].written != "N":
        return False
    behind = text_words[at + 1] if at + 1 < len(text_words) else None
    if behind is None or behind.start - text_words[at].end >= _GAP:
        return True
    slash = behind.text == "/" and behind.start == text_words[at].end
    initial = behind.text == "." and at + 2 < len(text_words)
    # Not `N/A`, nor `N. Cohen`.
    return behind.is_mark and not slash and not initial


def _is_sign(text_words: Sequence[Word], at: int, signs: str) -> bool:
    """Whether the word at `at` is a sign written to the one before it alone: `DM- HTN+`."""
    word = text_words[at]
    apart = at + 1 == len(text_words) or text_words[at + 1].is_mark or text_words[at + 1].start > word.end
    return word.text in signs and apart and at > 0 and word.start == text_words[at - 1].end


@cache
def _table(*kinds: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words_of("inquiries", *kinds))


@cache
def _answers() -> dict[str, str]:
    return {
        " ".join(fold(word) for word in each.split()): kind
        for kind, told in rows("inquiries")
        if kind in ("no", "unsure")
        for each in spellings(told)
    }
