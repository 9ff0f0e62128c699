"""The part of a passage that is shown holds its marked words, at the right places."""

from __future__ import annotations

import random

from ui.text.excerpt import MOST_CHARS, excerpt


def _marked(text: str, *words: str) -> list[tuple[int, int]]:
    return [(text.index(word), text.index(word) + len(word)) for word in words]


def _shown(text: str, *words: str) -> list[str]:
    made = excerpt(text, _marked(text, *words))
    return [made.text[start:end] for start, end in made.marks]


def test_a_short_passage_is_whole() -> None:
    made = excerpt("Took ibuprofen.", _marked("Took ibuprofen.", "ibuprofen"))
    assert made.text == "Took ibuprofen."
    assert _shown("Took ibuprofen.", "ibuprofen") == ["ibuprofen"]


def test_blank_lines_take_no_room_and_marks_stay_on_their_words() -> None:
    text = "  Plan:\r\n\r\n\r\n-  rest\n\t\n-  ibuprofen  400 mg \n\n"
    made = excerpt(text, _marked(text, "rest", "ibuprofen"))
    assert made.text == "Plan:\n- rest\n- ibuprofen 400 mg"
    assert _shown(text, "rest", "ibuprofen") == ["rest", "ibuprofen"]


def test_a_long_passage_is_cut_around_its_marks_between_words() -> None:
    text = "Something else entirely. " * 40 + "The eGFR of 28 forbids metformin. " + "And more words. " * 40
    made = excerpt(text, _marked(text, "eGFR", "metformin"))
    assert len(made.text) <= MOST_CHARS + 4
    assert made.text.startswith("… ")
    assert made.text.endswith(" …")
    assert _shown(text, "eGFR", "metformin") == ["eGFR", "metformin"]
    inner = made.text.removeprefix("… ").removesuffix(" …")
    assert inner in text
    start = text.index(inner)
    assert text[start - 1].isspace()
    assert text[start + len(inner)].isspace()


def test_a_word_without_end_is_cut_anyway() -> None:
    made = excerpt("x" * 5_000, [(4_000, 4_010)])
    assert len(made.text) <= MOST_CHARS + 4
    assert [end - start for start, end in made.marks] == [10]


def test_any_text_with_any_marks_keeps_its_marked_letters() -> None:
    """Whatever the gaps, a mark that begins and ends at letters shows those letters."""
    dice = random.Random(7)
    for _case in range(400):
        text = "".join(dice.choice("abcאב🙂 \n\t ") for _ in range(dice.randrange(1, 900)))
        letters = [at for at, character in enumerate(text) if not character.isspace()]
        if not letters:
            assert excerpt(text, ()).text == ""
            continue
        start = dice.choice(letters)
        end = dice.choice([at for at in letters if at >= start][:20]) + 1
        made = excerpt(text, [(start, end)])
        for first, last in made.marks:
            words = "".join(made.text[first:last].split())
            assert words == "".join(text[start:end].split())
        assert made.marks or len(text) > MOST_CHARS
