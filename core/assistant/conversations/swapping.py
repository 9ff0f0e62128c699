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
    if signals.RELATIVE.search(asked):
        return _of_relative(asked, turn)
    words = words_of(asked)
    before = signals.BEFORE_THAT.search(asked)
    if before is not None and turn.days:
        side = before["side"] or ("before" if before["side_he"] == "לפני" else "after")
        return _dated(turn, _beyond(side, turn, asked), today)
    days = dates_meant(asked, today=today)
    sides = [one.span() for one in signals.SIDE.finditer(asked)]
    names = [
        word
        for word in words
        if word.names
        and not (days and days.start <= word.start < days.end)
        and not any(start <= word.start < end for start, end in sides)
    ]
    if not names and sides and days is not None:
        return None
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
    if side is None or len(signals.SIDE.findall(turn.searched)) != 1:
        return None
    return signals.SIDE.sub(side[0], turn.searched)


def _of_relative(asked: str, turn: Turn) -> str | None:
    """The same of somebody of the family: in the place of another, else of what the question was about."""
    if any(word.names for word in words_of(signals.RELATIVE.sub(" ", asked))) or signals.CLAUSE.search(asked):
        return None
    before = list(signals.RELATIVE.finditer(turn.searched))
    if len(before) == 1 and not is_hebrew(turn.searched):
        start, end = before[0].span()
        return f"{turn.searched[:start]}{asked}{turn.searched[end:]}"
    held = [turn.searched[slice(*with_its_side(turn.searched, word))] for word in things_of(turn.searched)]
    return f"{asked} — {' '.join(dict.fromkeys(held))}?" if held else None


def things_of(text: str) -> list[Word]:
    """The words of `text` that name something, but for the people of the family, verbs and sides."""
    no_things = (signals.RELATIVE, signals.TOLD_TO, signals.SIDE)
    apart = [one.span() for pattern in no_things for one in pattern.finditer(text)]
    return [word for word in nouns_of(text) if not any(start <= word.start < end for start, end in apart)]


def _of_one_kind(asked: str, names: Sequence[Word], turn: Turn) -> str | None:
    base = turn.searched.strip().rstrip("?.! ")
    held = things_of(base)
    noun = asked[_noun_start(asked) :]
    kinds = {word.kind for word in names}
    same = _run_of(base, [word for word in held if word.kind in kinds and word.kind != "other"])
    if not same and kinds == {"body"} and signals.WITHIN.match(asked) and held:
        return f"{base} {asked}?"
    if signals.NEGATED.search(base) and not same:
        return None
    if not same and kinds & _PROBLEMS:
        same = _run_of(base, [word for word in held if word.kind in _PROBLEMS])
        if same and kinds == {"body"} and not _may_be_a_part(base, same[0]):
            return f"{base} — {noun}?"
    if same:
        return f"{_replaced(base, same, noun)}?"
    place = signals.PREPOSITION.match(asked)
    if place is not None and (cut := _phrase_of(base, place["word"])) is not None:
        return f"{base[: cut[0]]}{asked}{base[cut[1] :]}?"
    if kinds == {"other"} and held:
        return f"{_replaced(base, _last_run(base, held), noun)}?"
    if held and all(word.kind == "other" for word in held):
        return f"{base} {asked}?"
    return None


def _may_be_a_part(base: str, word: Word) -> bool:
    """Whether a part of the body can stand there: `done for the stone`, not `does she have arthritis`."""
    return word.kind == "body" or is_hebrew(base) or signals.OF.search(base[: word.start]) is not None


def _replaced(base: str, out: Sequence[Word], noun: str) -> str:
    """`base` with `noun` in the place of the first of `out` and without the others."""
    text = base
    for number, word in reversed(list(enumerate(out))):
        # A side goes with its noun: of the other one nobody said which.
        start, end = with_its_side(base, word)
        text = f"{text[:start]}{noun if number == 0 else ' '}{text[end:]}"
    return " ".join(text.split())


def with_its_side(base: str, word: Word) -> tuple[int, int]:
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
