"""Rewrites a follow-up into a question that can be searched by itself.

Deterministic and shown to the user. A question is completed only if it cannot be answered alone: it has a
pronoun (`Is he still taking it?`), it asks for an attribute of nothing (`And the dose?`), it replaces one
part of the question before (`What about his left knee?`), or it refers to an earlier conversation. Any other
question stays as typed, whatever was asked before it.

It is completed with words of earlier questions, which the guard has admitted, names of drugs as the program's
own tables write them, and days: never with the words of an answer, since those come from notes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.assistant.conversations import signals
from core.assistant.conversations.kinds import Parsed, Word, drugs_in
from core.assistant.conversations.swapping import bare, swapped, written
from core.assistant.conversations.turns import Turn
from core.assistant.evidence.subjects import Subjects
from core.ids import MessageId
from core.language.hebrew import is_hebrew
from core.retrieval.dto import QUESTION_LIMIT_CHARS
from core.retrieval.understanding.question_words import expected_of

RECENT_TURNS = 3
"""A follow-up may refer to this many earlier turns; older ones must be mentioned explicitly."""

SUBJECT_WORDS = 10
SPOKEN_WORDS = 4
"""A longer subject is put after the question rather than into it."""
_ASKS_OF_DRUG = frozenset({"dose", "drug"})
_GIVEN = ("started", "switched", "taken", "historical")
_SMALL = frozenset({"any", "the", "his", "her"})
_DRUG_TOLD = 0.5
"""A drug named in the answer counts as much as half a word of the question."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question as it is searched.

    `understood` equals it where earlier turns completed it, and is None where it stays as typed; `used` are
    those turns.
    """

    search_text: str
    understood: str | None = None
    used: tuple[MessageId, ...] = ()


def speaks_of_earlier(question: str) -> bool:
    """Whether a question refers to something discussed earlier, possibly in another conversation."""
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

    `recalled` are turns of any conversation similar to a question that `speaks_of_earlier`, best first.
    `whole_practice`: it is about no single client, so `they` may be the clients of an answer, which complete
    nothing.
    """
    of_people = whole_practice or any(signals.ASKS_WHO.match(turn.searched) for turn in turns[-1:])
    if of_people and signals.THEM.search(question):
        return Resolved(question)
    if speaks_of_earlier(question):
        # A turn that itself only referred to something earlier, and was not completed, names nothing.
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
        if any(word.names for word in Parsed(rest).words):
            return None
    return _pointing(rest, latest_first) or _of_nothing(rest, latest_first)


def _as_a_whole(question: str, latest_first: Sequence[Turn]) -> _Completed | None:
    """`When was that?` with the subject and the action of the question before."""
    subject = _subject(question, latest_first)
    if subject is None:
        return None
    text, turn = subject
    said = {word.casefold() for word in text.split()}
    done = [word for word in Parsed(turn.searched).done() if word.casefold() not in said]
    return f"{bare(question)} — {' '.join((text, *dict.fromkeys(done)))}?", turn


def _at_that_time(question: str, turn: Turn) -> _Completed | None:
    """Replaces `then` by the day of the answer before, if that was about one day."""
    found = signals.AT_THAT_TIME.search(question)
    if found is None or len(turn.days) != 1 or not any(word.names for word in Parsed(question).words):
        return None
    day = written(turn.days[0], question)
    then = f"ב-{day}" if is_hebrew(question) else f"on {day}"
    return f"{question[: found.start()].rstrip(' ,')} {then}?", turn


def _pointing(question: str, latest_first: Sequence[Turn]) -> _Completed | None:
    """Replaces a pronoun by the subject of an earlier question."""
    named = [] if signals.AT_THE_END.match(question) else [word.end for word in Parsed(question).nouns]
    points = (
        one
        for one in signals.POINTS.finditer(question)
        # A pronoun may refer to something the question names earlier; a `that` may only join a clause.
        if not any(end <= one.start() for end in named) and not signals.JOINS.match(question, one.start())
    )
    # Pronouns for things before those that may be people: `Will they operate on it?`
    found = min(points, key=lambda one: one[0].casefold() == "they", default=None)
    subject = _subject(question, latest_first) if found is not None else None
    if found is None or subject is None:
        return None
    text, turn = subject
    parsed = Parsed(text)
    takes_other = signals.TAKES.search(question) and not _drugs(parsed.words)
    if parsed.relatives or len(text.split()) > SPOKEN_WORDS or takes_other:
        return f"{bare(question)} — {text}?", turn
    start = found.start()
    if found["one"]:
        # `the first one`: the ordinal is kept.
        start += found[0].casefold().rindex("one")
    return question[:start] + text + question[found.end() :], turn


def _of_nothing(question: str, latest_first: Sequence[Turn]) -> _Completed | None:
    """Adds the subject of an earlier question to one that asks for an attribute of nothing named."""
    asked = Parsed(question)
    attributes = {word.start for word in asked.words if word.kind == "attribute"}
    asks = attributes or any(word.kind == "frame" for word in asked.words) or signals.CLAUSE.search(question)
    if not asks or any(word.names for word in asked.words) or signals.OWN.search(question):
        return None
    if attributes and attributes <= asked.weak and signals.POSSESSED.search(question):
        return None
    subject = _subject(question, latest_first)
    return (f"{_as_asked(question)} — {subject[0]}?", subject[1]) if subject else None


def _spoken_of(question: str, nearest: Sequence[Turn]) -> _Completed | None:
    """The subject discussed earlier: from the nearest turns the one that shares what the question names.

    If none does, the question stays as it is: a wrong turn would be worse than none.
    """
    asked = bare(signals.FAR.sub(" ", question))
    shared = _shared(asked, nearest)
    best = max(range(len(nearest)), key=lambda at: (shared[at], -at))
    subject = _subject(asked, [nearest[best]], sides=False) if shared[best] > 0 else None
    if subject is None:
        return None
    said = {word.casefold() for word in asked.split()}
    new = " ".join(word for word in subject[0].split() if word.casefold() not in said)
    new = new.removeprefix("for ").removesuffix(" for")
    return (f"{asked} — {new}?" if new not in ("", "for") else f"{asked}?"), subject[1]


def _shared(question: str, turns: Sequence[Turn]) -> list[float]:
    """How much of what the question names each turn shares, in whatever words.

    A question that only names a drug in general matches turns that named one.
    """
    names = [word.text for word in Parsed(question).nouns if "drug" not in expected_of(word.text)]
    subjects = Subjects(" ".join(names))
    wants_drug = bool(_ASKS_OF_DRUG & expected_of(question))
    found = []
    for turn in turns:
        held = sum(subjects.held(" ".join((turn.searched, *turn.drugs))).values())
        drug = wants_drug and (bool(turn.drugs) or bool(_drugs(Parsed(turn.searched).words)))
        found.append(held + (_DRUG_TOLD if drug and (held or not names) else 0.0))
    return found


def _subject(question: str, latest_first: Sequence[Turn], *, sides: bool = True) -> tuple[str, Turn] | None:
    """The subject of the latest turn that names one, and that turn.

    A drug named in its answer takes precedence over the words of the question, if a drug was asked for.
    """
    asked = Parsed(question)
    for turn in latest_first:
        before = Parsed(turn.searched)
        words: Sequence[Word] = before.things or [word for word in before.words if word.names]
        if signals.TAKES.search(question) and (drugs := _drugs(words)):
            # The object of taking is a drug, not what was said about it.
            words = drugs
        places = (before.with_its_side(word) if sides else (word.start, word.end) for word in words)
        named = list(dict.fromkeys(before.text[start:end] for start, end in places))[:SUBJECT_WORDS]
        for_drug = _asks_for_drug(before) or "dose" in expected_of(question)
        told = {drug.casefold() for drug in turn.drugs}
        if for_drug and told and not drugs_in(question) and told.isdisjoint(w.text.casefold() for w in words):
            named = _with_drugs(turn, named)
        if named:
            return " ".join((*(_family(asked, before) if before.things else ()), *named)), turn
    return None


def _drugs(words: Sequence[Word]) -> list[Word]:
    return [word for word in words if word.kind == "drug"]


def _family(asked: Parsed, before: Parsed) -> tuple[str, ...]:
    """The relative, if the question before was about one and this one is not about the client."""
    if not before.relatives or asked.relatives or signals.THE_CLIENT.search(asked.text):
        return ()
    start, end = before.relatives[0]
    return (f"{before.text[start:end]},",)


def _with_drugs(turn: Turn, named: Sequence[str]) -> list[str]:
    """Puts the drugs in place of the words that asked for one (`tablet`), before the indication."""
    purpose = [name for name in named if "drug" not in expected_of(name)]
    joint = ["for"] if purpose and not is_hebrew(turn.searched) else []
    return [*turn.drugs, *joint, *purpose]


def _asks_for_drug(asked: Parsed) -> bool:
    """Whether the answer is a drug: the question asks for one, or for what was given."""
    return bool(_ASKS_OF_DRUG & expected_of(asked.text)) or asked.has_cue(*_GIVEN)


def _as_asked(question: str) -> str:
    """Completes a bare phrase (`the dose`) to a question, which shows what kind of answer it asks for."""
    asked = bare(question)
    if signals.CLAUSE.search(asked):
        return asked
    if is_hebrew(asked):
        return f"מה {asked}"
    first, _, rest = asked.partition(" ")
    if first.casefold() in _SMALL:
        asked = f"{first.casefold()} {rest}"
    return f"Are there {asked}" if first.casefold() == "any" else f"What is {asked}"
