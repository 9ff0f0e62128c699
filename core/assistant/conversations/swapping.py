"""A follow-up that replaces one part of the question before: `What about his left knee?`, `And in March?`"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from core.assistant.conversations import signals
from core.assistant.conversations.kinds import Parsed, TextRange, Word, outside
from core.assistant.conversations.turns import Turn
from core.clinical_language.months import long_day
from core.language.hebrew import is_hebrew
from core.retrieval.understanding.dates_meant import dates_meant
from core.retrieval.understanding.question_words import FIRST, LATEST, order_of

_PROBLEMS = frozenset({"body", "condition"})
"""A part of the body also stands for its problem: `for the kidney stone`, `what about the knee?`"""
_DETERMINED = r"(?:(?:the|his|her|their|an?)\s+)?"
_PREPOSED = re.compile(r"\W*(for|in|on|at|of|with|to|from|by|during|after|before)\s+", re.IGNORECASE)
_BESIDE = re.compile(r"(?:\s|,|&|/|\band\b|\bor\b)+")


def bare(question: str) -> str:
    """A question without its question mark."""
    return question.strip().rstrip("?.! ")


def written(day: date, question: str) -> str:
    """A day in the format of the question's language, which the search understands."""
    return f"{day.day}.{day.month}.{day.year}" if is_hebrew(question) else long_day(day, "en")


def swapped(rest: str, turn: Turn, *, today: date) -> str | None:
    """The question of `turn` with `rest` in the place of the corresponding part.

    None if nothing corresponds: `rest` then begins another subject, or asks for a property of this one.
    """
    asked = Parsed(bare(rest))
    if asked.relatives:
        return _of_relative(asked, turn)
    before = signals.BEFORE_THAT.search(asked.text)
    if before is not None and turn.days:
        side = (before["side"] or ("before" if before["side_he"] == "לפני" else "after")).casefold()
        return _dated(turn, _beyond(side, turn, asked.text), today)
    days = dates_meant(asked.text, today=today)
    apart = [*asked.sides, *([(days.start, days.end)] if days else [])]
    names = [word for word in asked.words if word.names and outside(word, apart)]
    if names:
        return _of_one_kind(asked.text, names, turn)
    if days is not None or order_of(asked.text) is not None:
        # For `the right one in 2021` it is unknown what else was different then.
        return None if asked.sides and days is not None else _dated(turn, asked.text, today)
    return _other_side(asked, turn)


def _dated(turn: Turn, when: str, today: date) -> str:
    """The question for another time."""
    asked = bare(turn.searched)
    days = dates_meant(asked, today=today)
    if days is not None:
        asked = f"{asked[: days.start]} {asked[days.end :]}"
    asked = LATEST.sub(" ", FIRST.sub(" ", asked))
    return f"{' '.join(asked.split())} {when}?"


def _beyond(side: str, turn: Turn, asked: str) -> str:
    day = turn.days[0] if side == "before" else turn.days[-1]
    said = {"before": "לפני", "after": "אחרי", "since": "מאז"}[side] if is_hebrew(asked) else side
    return f"{said} {written(day, asked)}"


def _other_side(asked: Parsed, turn: Turn) -> str | None:
    """`And the left one?` after a question about the right one."""
    before = Parsed(turn.searched).sides
    if len(asked.sides) != 1 or len(before) != 1:
        return None
    (start, end), (first, last) = asked.sides[0], before[0]
    return f"{turn.searched[:first]}{asked.text[start:end]}{turn.searched[last:]}"


def _of_relative(asked: Parsed, turn: Turn) -> str | None:
    """The same for a relative: replaces another relative, else the subject of the question."""
    named = any(word.names and outside(word, asked.relatives) for word in asked.words)
    if named or signals.CLAUSE.search(asked.text):
        return None
    before = Parsed(turn.searched)
    if len(before.relatives) == 1 and not is_hebrew(turn.searched):
        ((start, end),) = before.relatives
        return f"{turn.searched[:start]}{asked.text}{turn.searched[end:]}"
    held = [turn.searched[slice(*before.with_its_side(word))] for word in before.things]
    return f"{asked.text} — {' '.join(dict.fromkeys(held))}?" if held else None


def _of_one_kind(asked: str, names: Sequence[Word], turn: Turn) -> str | None:
    base = Parsed(bare(turn.searched))
    noun = asked[_noun_start(asked) :]
    kinds = {word.kind for word in names}
    runs = _runs(base)
    same = _first_of(runs, kinds - {"other"})
    if not same and (place := _behind_the_same(asked, base, runs)) is not None:
        return f"{base.text[: place[0]]}{asked[_preposition_end(asked) :]}{base.text[place[1] :]}?"
    if not same and kinds == {"body"} and signals.WITHIN.match(asked) and runs:
        return f"{base.text} {asked}?"
    if base.has_cue("negated") and not same:
        return None
    if not same and kinds & _PROBLEMS:
        same = _first_of(runs, _PROBLEMS)
        if same and kinds == {"body"} and same[0].kind != "body" and not is_hebrew(base.text):
            return f"{base.text} — {noun}?"
    # Anything may be refused, whatever was refused before.
    if not same and runs and (kinds == {"other"} or (len(runs) == 1 and base.has_cue("refused"))):
        same = runs[-1]
    if same:
        return f"{_replaced(base, same, noun)}?"
    if runs and all(word.kind == "other" for word in base.things):
        return f"{base.text} {asked}?"
    return None


def _preposition_end(asked: str) -> int:
    found = _PREPOSED.match(asked)
    return found.end() if found else 0


def _behind_the_same(asked: str, base: Parsed, runs: Sequence[list[Word]]) -> TextRange | None:
    """The range of what follows the preposition of `asked` in `base`: `for pneumonia`."""
    led = _PREPOSED.match(asked)
    if led is None:
        return None
    before = re.compile(rf"\b{led[1]}\s+(?P<thing>{_DETERMINED})$", re.IGNORECASE)
    for run in runs:
        start, end = base.with_its_side(run[0])[0], base.with_its_side(run[-1])[1]
        if (found := before.search(base.text, 0, start)) is not None:
            return found.start("thing"), end
    return None


def _runs(base: Parsed) -> list[list[Word]]:
    """The things of a question; adjacent ones of one kind together."""
    runs: list[list[Word]] = []
    for word in base.things:
        last = runs[-1][-1] if runs else None
        if last and last.kind == word.kind and _BESIDE.fullmatch(base.text[last.end : word.start]):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _first_of(runs: Sequence[list[Word]], kinds: AbstractSet[str]) -> list[Word]:
    return next((run for run in runs if run[0].kind in kinds), [])


def _replaced(base: Parsed, run: Sequence[Word], noun: str) -> str:
    """`base` with `noun` in the place of a run of words and their sides."""
    start, end = base.with_its_side(run[0])[0], base.with_its_side(run[-1])[1]
    return f"{base.text[:start]}{noun}{base.text[end:]}"


def _noun_start(asked: str) -> int:
    found = signals.BEFORE_NOUN.match(asked)
    return found.end() if found else 0
