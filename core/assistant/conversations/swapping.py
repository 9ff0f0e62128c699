"""A follow-up that swaps one thing of the question before: `What about his left knee?`, `And in March?`"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from core.assistant.conversations import signals
from core.assistant.conversations.kinds import Word, nouns_of, words_of
from core.assistant.conversations.turns import Turn
from core.retrieval.language.hebrew import is_hebrew
from core.retrieval.understanding.dates_meant import dates_meant
from core.retrieval.understanding.question_words import FIRST, LATEST, order_of

_PROBLEMS = frozenset({"body", "condition"})
"""A part of the body stands for what is wrong with it: `for the kidney stone`, `what about the knee?`"""
_LISTED = re.compile(r"(?:\s|,|&|/|\band\b|\bor\b)+")


def swapped(rest: str, turn: Turn, *, today: date) -> str | None:
    """The question of `turn` with `rest` in the place of what it corresponds to.

    None where nothing corresponds: `rest` then begins another subject, or asks something of this one.
    """
    asked = rest.strip().rstrip("?.! ")
    words = words_of(asked)
    before = signals.BEFORE_THAT.search(asked)
    if before is not None and turn.days:
        side = before["side"] or ("before" if before["side_he"] == "לפני" else "after")
        return _dated(turn, _beyond(side, turn, asked), today)
    days = dates_meant(asked, today=today)
    names = [word for word in words if word.names and not (days and days.start <= word.start < days.end)]
    if not names and (order_of(asked) is not None or days is not None):
        return _dated(turn, asked, today)
    if not names:
        return _other_side(asked, turn)
    return _of_one_kind(asked, names, turn)


def _dated(turn: Turn, when: str, today: date) -> str:
    """The question of another time."""
    bare = turn.searched.strip().rstrip("?.! ")
    days = dates_meant(bare, today=today)
    if days is not None:
        bare = f"{bare[: days.start]} {bare[days.end :]}"
    bare = LATEST.sub(" ", FIRST.sub(" ", bare))
    return f"{' '.join(bare.split())} {when}?"


def _beyond(side: str, turn: Turn, asked: str) -> str:
    day = turn.days[0] if side == "before" else turn.days[-1]
    if is_hebrew(asked):
        return f"{'לפני' if side == 'before' else 'אחרי'} {day.day}.{day.month}.{day.year}"
    return f"{side} {day.day} {day:%B} {day.year}"


def _other_side(asked: str, turn: Turn) -> str | None:
    """`And the left one?` of a question about the right one."""
    side = signals.SIDE.search(asked)
    if side is None or signals.SIDE.search(turn.searched) is None:
        return None
    return signals.SIDE.sub(side[0], turn.searched)


def _of_one_kind(asked: str, names: Sequence[Word], turn: Turn) -> str | None:
    base = turn.searched.strip().rstrip("?.! ")
    held = nouns_of(base)
    kinds = {word.kind for word in names}
    same = _run_of(base, [word for word in held if word.kind in kinds and word.kind != "other"])
    if not same and kinds & _PROBLEMS:
        same = _run_of(base, [word for word in held if word.kind in _PROBLEMS])
    noun = asked[_noun_start(asked) :]
    if same:
        return f"{_replaced(base, same, noun, asked)}?"
    place = signals.PREPOSITION.match(asked)
    if place is not None and (cut := _phrase_of(base, place["word"])) is not None:
        return f"{base[: cut[0]]}{asked}{base[cut[1] :]}?"
    if kinds == {"other"} and held:
        return f"{_replaced(base, _last_run(base, held), noun, asked)}?"
    if held and all(word.kind == "other" for word in held):
        return f"{base} {asked}?"
    return None


def _replaced(base: str, out: Sequence[Word], noun: str, asked: str) -> str:
    """`base` with `noun` in the place of the first of `out` and without the others."""
    text = base
    side = signals.SIDE.search(asked)
    for number, word in reversed(list(enumerate(out))):
        start, end = _with_its_side(base, word) if side is not None else (word.start, word.end)
        text = f"{text[:start]}{noun if number == 0 else ' '}{text[end:]}"
    return " ".join(text.split())


def _with_its_side(base: str, word: Word) -> tuple[int, int]:
    """Where a word stands with the side that is said of it: before it in English, after it in Hebrew."""
    start, end = word.start, word.end
    for found in signals.SIDE.finditer(base):
        if found.end() <= start and not base[found.end() : start].strip():
            start = found.start()
        elif found.start() >= end and not base[end : found.start()].strip():
            end = found.end()
    return start, end


def _run_of(base: str, held: Sequence[Word]) -> list[Word]:
    """The first of these words, with those that are listed beside it."""
    run = list(held[:1])
    for word in held[1:]:
        if not _LISTED.fullmatch(base[run[-1].end : word.start]):
            break
        run.append(word)
    return run


def _last_run(base: str, held: Sequence[Word]) -> list[Word]:
    """The last words that stand together."""
    run = [held[-1]]
    for word in reversed(held[:-1]):
        if base[word.end : run[0].start].strip():
            break
        run.insert(0, word)
    return run


def _noun_start(asked: str) -> int:
    found = signals.BEFORE_NOUN.match(asked)
    return found.end() if found else 0


def _phrase_of(base: str, preposition: str) -> tuple[int, int] | None:
    """Where the last phrase with that preposition stands: up to the next small word after its noun."""
    words = words_of(base)
    for place in range(len(words) - 1, -1, -1):
        if words[place].text.casefold() != preposition.casefold():
            continue
        end = words[place].end
        seen = False
        for word in words[place + 1 :]:
            if word.kind in ("small", "frame") and seen:
                break
            seen = seen or word.names
            end = word.end
        return (words[place].start, end) if seen else None
    return None
