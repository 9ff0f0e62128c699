"""Restores the reading order of lines with Hebrew or Arabic.

PDFium turns the line as it is drawn into text segment by segment, which reorders Latin words and numbers:
`ibuprofen 400 mg` in a Hebrew line comes out as `mg 400 ibuprofen`. This module reverses that to get the line
as drawn, and applies the rules of UAX #9 backwards. The drawn line does not always determine the written
order (`BMI 24.1` and `400 mg` look alike); a unit then follows its number.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

_RIGHT = frozenset({"R", "AL"})
_WEAK = frozenset({"EN", "AN", "CS", "ES"})
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_RUN_EDGE = re.compile(r"[^\W_]|[%°]")
_NUMBER = re.compile(r"[\d.,:/+\-%°]*\d[\d.,:/+\-%°]*")
_UNITS = frozenset(
    "mg mcg µg ug g gr kg ml mL dl dL l L cc mm cm m mmHg mmol mmol/L mEq mEq/L mg/dL mg/dl g/dL g/dl IU U "
    "iu u units unit tab tabs caps bpm kcal cal ng ng/mL pg/mL min h hr hrs ms sec s Hz kPa °C".split()
)
_PAIRS = {")": "(", "]": "[", "}": "{"}


def in_reading_order(text: str) -> str:
    """The text of a page, line by line; lines without right-to-left letters stay as they are."""
    lines = text.split("\n")
    page_is_right = _letters(text, right=True) > _letters(text, right=False)
    return "\n".join(_line(line, page_is_right) for line in lines)


def _line(line: str, page_is_right: bool) -> str:
    kinds = {_kind(character) for character in line}
    if "R" not in kinds or any(unicodedata.combining(character) for character in line):
        return line
    drawn = _as_drawn(line)
    strong = [kind for kind in map(_kind, drawn) if kind in "LR"]
    if strong[0] != strong[-1]:
        right = page_is_right
    elif strong[0] == "L":
        right = _letters(line, right=True) > _letters(line, right=False)
    else:
        right = True
    return _read_right_to_left(drawn) if right else _read_left_to_right(drawn)


def _as_drawn(line: str) -> str:
    """The line from left to right, reversing what PDFium did (`CPDF_TextPage::CloseTempLine`)."""
    segments = [(kind, "".join(part)) for kind, part in groupby(line, key=_kind)]
    rights = sum(kind == "R" for kind, _ in segments)
    from_right = rights > sum(kind == "L" for kind, _ in segments)
    current = "R" if from_right else "L"
    drawn = []
    for kind, part in segments:
        if kind == "R" or (kind == "N" and current == "R"):
            current = "R"
            part = part[::-1].translate(_MIRRORED)
        elif kind != "W":
            current = "L"
        drawn.append(part)
    return "".join(reversed(drawn) if from_right else drawn)


def _read_right_to_left(drawn: str) -> str:
    pieces: list[str] = []
    end = len(drawn)
    for start, stop in reversed(_runs(drawn)):
        pieces.append(drawn[stop:end][::-1].translate(_MIRRORED))
        pieces.append(_read_run(drawn[start:stop]))
        end = start
    pieces.append(drawn[:end][::-1].translate(_MIRRORED))
    return "".join(pieces)


def _read_left_to_right(drawn: str) -> str:
    """Reverses only the part between the first and the last right-to-left letter of a run."""
    pieces: list[str] = []
    at = 0
    while (start := _next(drawn, at, "R")) is not None:
        stop = _next(drawn, start, "L")
        part = drawn[start : len(drawn) if stop is None else stop]
        last = max(place for place, character in enumerate(part) if _kind(character) == "R") + 1
        pieces += [drawn[at:start], _read_right_to_left(part[:last])]
        at = start + last
    return "".join([*pieces, drawn[at:]])


def _read_run(run: str) -> str:
    """A run of Latin words and numbers, drawn from left to right, in the order in which it was written."""
    tokens = run.split(" ")
    if not any(_kind(character) == "L" for character in run):
        return " ".join(reversed(tokens))
    numbers = 0
    while numbers < len(tokens) - 1 and _NUMBER.fullmatch(tokens[-1 - numbers]):
        numbers += 1
    if numbers and tokens[0] in _UNITS:
        tokens = tokens[-1 : -1 - numbers : -1] + tokens[:-numbers]
    return " ".join(tokens)


def _runs(drawn: str) -> list[tuple[int, int]]:
    """Where Latin words and numbers stand together, from letter or digit to letter or digit."""
    runs = []
    for right, group in groupby(range(len(drawn)), key=lambda place: _kind(drawn[place]) == "R"):
        places = [] if right else [place for place in group if _RUN_EDGE.match(drawn[place])]
        if places:
            runs.append(_with_brackets(drawn, places[0], places[-1] + 1))
    return runs


def _with_brackets(drawn: str, start: int, stop: int) -> tuple[int, int]:
    """A bracket that belongs to one inside the run belongs to the run."""
    run = drawn[start:stop]
    for closing, opening in _PAIRS.items():
        if run.count(opening) > run.count(closing) and drawn[stop : stop + 1] == closing:
            return start, stop + 1
        if run.count(closing) > run.count(opening) and start and drawn[start - 1] == opening:
            return start - 1, stop
    return start, stop


def _next(text: str, at: int, kind: str) -> int | None:
    return next((place for place in range(at, len(text)) if _kind(text[place]) == kind), None)


def _letters(text: str, *, right: bool) -> int:
    return sum(_kind(character) == ("R" if right else "L") for character in text)


def _kind(character: str) -> str:
    """R, L, W (numbers and what stands in them) or N."""
    direction = unicodedata.bidirectional(character)
    if direction in _RIGHT:
        return "R"
    return "L" if direction == "L" else "W" if direction in _WEAK else "N"
