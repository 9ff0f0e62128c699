"""What a follow-up asks, in words that can be searched by themselves.

Deterministic and told to the person who asked. A question is completed only where it cannot be answered by
itself: it points back (`Is he still taking it?`), it asks something of nothing (`And the dose?`), it swaps
one thing of the question before (`What about his left knee?`), or it says that something was talked about.
Any other question stays as it was typed, whatever was asked before it.

What completes it are words of earlier questions, which the guard has let in, names of drugs as the program's
own tables write them, and days: never the words of an answer, since those are the words of notes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.assistant.conversations import signals
from core.assistant.conversations.kinds import Word, drugs_in, is_weak, nouns_of, words_of
from core.assistant.conversations.swapping import swapped, things_of, with_its_side
from core.assistant.conversations.turns import Turn
from core.assistant.evidence.subjects import Subjects
from core.ids import MessageId
from core.retrieval.dto import QUESTION_LIMIT_CHARS
from core.retrieval.language.hebrew import is_hebrew
from core.retrieval.understanding.question_words import expected_of

RECENT_TURNS = 3
"""A follow-up leans on one of so many turns before it; what is further back has to be spoken of."""

SUBJECT_WORDS = 10
SPOKEN_WORDS = 4
"""A longer subject is put after the question rather than into it."""
_ASKS_OF_DRUG = frozenset({"dose", "drug"})
_SMALL = frozenset({"any", "the", "his", "her"})
_DRUG_TOLD = 0.5
"""That a drug was told counts as much as half a word of the question."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question as it is to be searched.

    `understood` is the same where earlier turns completed it, and None where it stays as typed; `used` are
    those turns.
    """

    search_text: str
    understood: str | None = None
    used: tuple[MessageId, ...] = ()


def speaks_of_earlier(question: str) -> bool:
    """Whether a question points to what was talked about, be it in another conversation."""
    found = signals.FAR.search(question)
    return found is not None and signals.FAR_BEFORE.search(question[: found.start()]) is not None


def resolve(
    question: str,
    turns: Sequence[Turn],
    recalled: Sequence[Turn] = (),
    *,
    today: date,
    whole_practice: bool = False,
) -> Resolved:
    """`question` completed by `turns`, the earlier ones of its conversation (oldest first).

    `recalled` are turns of any conversation that come near a question which `speaks_of_earlier`, best first.
    `whole_practice`: it is about no one client, so that `they` may be the clients of an answer, who complete
    nothing.
    """
    of_people = whole_practice or any(signals.ASKS_WHO.match(turn.searched) for turn in turns[-1:])
    if of_people and signals.THEM.search(question):
        return Resolved(question)
    if speaks_of_earlier(question):
        # One that itself only spoke of something earlier, in vain, names nothing.
        nearest = [turn for turn in (*recalled, *reversed(turns)) if not speaks_of_earlier(turn.searched)]
        completed = _spoken_of(question, nearest) if nearest else None
    else:
        completed = _followed(question, list(reversed(turns))[:RECENT_TURNS], today)
    if completed is None:
        return Resolved(question)
    text, turn = completed
    text = " ".join(text.split())
    if len(text) > QUESTION_LIMIT_CHARS or text == question:
        return Resolved(question)
    return Resolved(text, text, (turn.message_id,))


_Completed = tuple[str, Turn]


def _followed(question: str, latest_first: Sequence[Turn], today: date) -> _Completed | None:
    if not latest_first:
        return None
    if signals.ONLY_THAT.match(question):
        return _as_a_whole(question, latest_first)
    dated = _at_that_time(question, latest_first[0])
    if dated is not None:
        return dated
    lead = signals.LEAD.match(question)
    rest = question[lead.end() :] if lead else question
    if lead and not signals.CLAUSE.search(rest):
        for turn in latest_first:
            if (text := swapped(rest, turn, today=today)) is not None:
                return text, turn
        if any(word.names for word in words_of(rest)):
            return None
    pointing = _pointing(rest, latest_first)
    if pointing is not None:
        return pointing
    return _of_nothing(rest, latest_first) if _asks_of_nothing(rest) else None


def _as_a_whole(question: str, latest_first: Sequence[Turn]) -> _Completed | None:
    """`When was that?` with what the question before was about, and what was done to it."""
    subject = _subject(question, latest_first)
    if subject is None:
        return None
    text, turn = subject
    said = {word.casefold() for word in text.split()}
    done = [one[0] for one in signals.HAPPENED.finditer(turn.searched) if one[0].casefold() not in said]
    return f"{_bare(question)} — {' '.join((text, *dict.fromkeys(done)))}?", turn


def _at_that_time(question: str, turn: Turn) -> _Completed | None:
    """The day of the answer before in place of `then`, where it was about one day."""
    found = signals.AT_THAT_TIME.search(question)
    if found is None or len(turn.days) != 1 or not any(word.names for word in words_of(question)):
        return None
    return f"{question[: found.start()].rstrip(' ,')} {on_day(turn.days[0], question)}?", turn


def _pointing(question: str, latest_first: Sequence[Turn]) -> _Completed | None:
    """The subject of an earlier question in place of what points back to it."""
    before = _names_before(question)
    ends = signals.AT_THE_END.search(question)
    at_end = ends.start() if ends and not signals.SECOND_CLAUSE.search(question) else len(question)
    if (found := signals.POINTS_HEBREW.search(question)) and not before(found.start()):
        subject = _subject(question, latest_first)
        return (f"{_bare(question)} — {subject[0]}?", subject[1]) if subject else None
    free = (one for one in _points(question) if one.start() > at_end or not before(one.start()))
    found = next((one for one in free if not _relative(question, one.start())), None)
    subject = _subject(question, latest_first) if found is not None else None
    if found is None or subject is None:
        return None
    text, turn = subject
    family = signals.RELATIVE.search(text)
    if (
        family
        or len(text.split()) > SPOKEN_WORDS
        or (signals.TAKES.search(question) and not _names_drug(text))
    ):
        return f"{_bare(question)} — {text}?", turn
    start = found.start()
    if found["one"]:
        # `the first one`: which of them is still said.
        start += found[0].casefold().rindex("one")
    return question[:start] + text + question[found.end() :], turn


def _points(question: str) -> list[re.Match[str]]:
    """What points back, things before those who may be people (`Will they operate on it?`)."""
    found = list(signals.POINTS.finditer(question))
    return sorted(found, key=lambda one: one[0].casefold() == "they")


def _names_drug(text: str) -> bool:
    return any(word.kind == "drug" for word in words_of(text))


def _asks_of_nothing(question: str) -> bool:
    """Whether it asks something of a thing that it does not name."""
    words = words_of(question)
    if not words or any(word.names for word in words):
        return False
    asks = any(word.kind in ("frame", "attribute") for word in words) or signals.CLAUSE.search(question)
    if not asks or signals.OWN.search(question):
        return False
    attributes = [word for word in words if word.kind == "attribute"]
    return not (attributes and all(map(is_weak, attributes)) and signals.POSSESSED.search(question))


def _of_nothing(question: str, latest_first: Sequence[Turn]) -> _Completed | None:
    subject = _subject(question, latest_first)
    return (f"{_as_asked(question)} — {subject[0]}?", subject[1]) if subject else None


def _spoken_of(question: str, nearest: Sequence[Turn]) -> _Completed | None:
    """The thing that was talked about: of the nearest turns the one that speaks of what the question names.

    Where none does, the question is taken as it stands: the wrong turn would be worse than none.
    """
    bare = _bare(signals.FAR.sub(" ", question))
    shared = _shared(bare, nearest)
    best = max(range(len(nearest)), key=lambda at: (shared[at], -at))
    subject = _subject(bare, [nearest[best]], sides=False) if shared[best] > 0 else None
    if subject is None:
        return None
    said = {word.casefold() for word in bare.split()}
    new = " ".join(word for word in subject[0].split() if word.casefold() not in said)
    new = new.removeprefix("for ").removesuffix(" for")
    return (f"{bare} — {new}?" if new not in ("", "for") else f"{bare}?"), subject[1]


def _shared(question: str, turns: Sequence[Turn]) -> list[float]:
    """How much of what the question names each turn speaks of, in whatever words.

    A question that names nothing but a drug in general wants a turn that spoke of one.
    """
    names = [word.text for word in nouns_of(question) if "drug" not in expected_of(word.text)]
    subjects = Subjects(" ".join(names))
    wants_drug = bool(_ASKS_OF_DRUG & expected_of(question))
    found = []
    for turn in turns:
        held = sum(subjects.held(" ".join((turn.searched, *turn.drugs))).values())
        drug = wants_drug and (bool(turn.drugs) or _names_drug(turn.searched))
        found.append(held + (_DRUG_TOLD if drug and (held or not names) else 0.0))
    return found


def _subject(question: str, latest_first: Sequence[Turn], *, sides: bool = True) -> tuple[str, Turn] | None:
    """What the latest turn that names anything is about, and that turn.

    A drug that its answer named goes before the words of the question, where a drug was asked for.
    """
    for turn in latest_first:
        things = things_of(turn.searched)
        words = things or [word for word in words_of(turn.searched) if word.names]
        if signals.TAKES_IT.search(question) and (drugs := [word for word in words if word.kind == "drug"]):
            words = drugs
        texts = (_as_said(word, turn) if sides else word.text for word in words)
        named = list(dict.fromkeys(texts))[:SUBJECT_WORDS]
        asked = _asked_for_drug(turn) or "dose" in expected_of(question)
        if (
            asked
            and not drugs_in(question)
            and turn.drugs
            and not any(_is_drug(word, turn) for word in words)
        ):
            named = _with_drugs(turn, named)
        if named:
            return " ".join((*(_family(question, turn) if things else ()), *named)), turn
    return None


def _as_said(word: Word, turn: Turn) -> str:
    """A word with the side that was said of it."""
    start, end = with_its_side(turn.searched, word)
    return turn.searched[start:end]


def _family(question: str, turn: Turn) -> tuple[str, ...]:
    """Whose it was, where the question before was about a relative and this one is not about the client."""
    found = signals.RELATIVE.search(turn.searched)
    if found is None or signals.RELATIVE.search(question) or signals.THE_CLIENT.search(question):
        return ()
    return (f"{found[0]},",)


def _with_drugs(turn: Turn, named: Sequence[str]) -> list[str]:
    """The drugs in place of the words that asked for one (`tablet`, `inhaler`), before what they are for."""
    purpose = [name for name in named if "drug" not in expected_of(name)]
    joint = ["for"] if purpose and not is_hebrew(turn.searched) else []
    return [*turn.drugs, *joint, *purpose]


def _asked_for_drug(turn: Turn) -> bool:
    return bool(_ASKS_OF_DRUG & expected_of(turn.searched)) or bool(signals.GIVEN.search(turn.searched))


def _is_drug(word: Word, turn: Turn) -> bool:
    """Whether a word is one of the drugs of the answer, rather than their class."""
    return any(word.text.casefold() == drug.casefold() for drug in turn.drugs)


def _names_before(question: str) -> _Before:
    return _Before(nouns_of(question))


@dataclass(frozen=True, slots=True)
class _Before:
    """Whether the question names something itself before a place: then that is what is pointed at."""

    named: Sequence[Word]

    def __call__(self, place: int) -> bool:
        return any(word.end <= place for word in self.named)


def _relative(question: str, place: int) -> bool:
    """Whether a `that` only joins a clause to what stands before it (`the day that he fell`)."""
    return signals.JOINS.match(question, place) is not None


def _as_asked(question: str) -> str:
    """A question of some words only (`the dose`) as a whole one, which tells what kind of answer it wants."""
    bare = _bare(question)
    if signals.CLAUSE.search(bare):
        return bare
    if is_hebrew(bare):
        return f"מה {bare}"
    first, _, rest = bare.partition(" ")
    if first.casefold() in _SMALL:
        bare = f"{first.casefold()} {rest}"
    return f"Are there {bare}" if first.casefold() == "any" else f"What is {bare}"


def _bare(question: str) -> str:
    return question.strip().rstrip("?.! ")


def on_day(day: date, question: str) -> str:
    """A day as the question's language writes it, so that the search understands it."""
    if is_hebrew(question):
        return f"ב-{day.day}.{day.month}.{day.year}"
    return f"on {day.day} {day:%B} {day.year}"
