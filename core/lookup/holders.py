"""Lists the clients who take a drug, have an illness or an allergy, or smoke, grouped by what the notes
say.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from core.clients.dto import Client
from core.clinical_language.lexicon import (
    allergen_family,
    class_members,
    is_chronic,
    kinds_of_drug,
)
from core.clinical_language.tables import words_of
from core.facts.dto import TAKEN, FactKind, FactsOfVersion, FactStatus
from core.facts.quoting import Quote, Stated
from core.ids import ClientId
from core.lookup.concepts import in_words
from core.lookup.dto import Line, ListPart, Lookup
from core.lookup.mentions import size
from core.lookup.note_mentions import Mentions
from core.lookup.stated import ClientFacts, QuoteOf, current, gathered, is_overruled, none_taken, of_problem
from core.lookup.values import amount
from core.lookup.wording import day_in_words, line, listed, say

Group = Literal["now", "past", "no", "unsure"]
MentionsOf = Callable[[str], Mentions]
"""Of each client whose notes have a word, a sentence with it."""
_OF_FRAME: dict[str, FactKind] = {
    "takers": "medication",
    "allergic": "allergy",
    "having": "problem",
    "smokers": "habit",
    "drinkers": "habit",
    "alone": "living",
}
_ALONE, _WITH = "alone", ("with ", "עם ")
_OF_ONE = {"smokers": "smoking", "drinkers": "alcohol", "alone": _ALONE}
"""The concept of a frame that needs none to be named."""

HELD = frozenset(_OF_FRAME)
"""The frames that ask for clients."""
_FIRST: tuple[Group, ...] = ("now", "past", "no", "unsure")
_GROUPS: dict[FactStatus, Group] = {
    **dict.fromkeys(TAKEN, "now"),
    "stopped": "past",
    "historical": "past",
    "resolved": "past",
    "former": "past",
    "denied": "no",
    "ruled_out": "no",
    "removed": "no",
    "refused": "no",
    "never": "no",
    "considered": "unsure",
    "planned": "unsure",
    "family": "unsure",
}
_PARTS: dict[Group, ListPart] = {
    "now": "now",
    "past": "earlier",
    "no": "denied_or_removed",
    "unsure": "mentioned",
}
_COMPARED: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "above": operator.gt,
    "least": operator.ge,
    "below": operator.lt,
    "most": operator.le,
}
_BOUNDS = "<>"
_FORMERLY = frozenset({"also.former", "verb.stop"})
_MOST_TOLD = 60
"""The number of clients of a group who are named and quoted; all are counted."""
_DENIED: frozenset[FactStatus] = frozenset({"denied", "never"})
_WEAK: frozenset[FactStatus] = frozenset({"considered", "planned", "family"})
"""Weak statements: they only decide if there are no others."""


def holders(
    asked: Lookup,
    sources: Mapping[ClientId, Sequence[FactsOfVersion]],
    clients: Sequence[Client],
    quote_of: QuoteOf,
    mentions: MentionsOf,
) -> list[Line] | None:
    """The clients for whom it applies now, and separately those for whom it did, does not, or possibly does,
    and whose notes have the word for it without a fact (`mentions`).

    Clients whose words cannot be read any more are omitted. None if it is to be searched for.
    """
    concepts = _concepts(asked)
    if _named_apart(asked) > 1 and "also.or" not in asked.slots:
        # Both at once are asked for: `who takes metformin and insulin`.
        return None
    groups: dict[Group, list[tuple[Client, Stated]]] = {}
    for client in clients:
        told = gathered(sources.get(client.client_id, ()), quote_of)
        group, deciding = _of_client(asked, told, concepts)
        denied = none_taken(told) if asked.frame == "takers" else None
        if group == "now" and deciding is not None and is_overruled(deciding, denied):
            group, deciding = "no", denied
        if group is not None and deciding is not None and quote_of(deciding) is not None:
            groups.setdefault(group, []).append((client, deciding))
    if not groups and asked.classes:
        # A class may have members that are in no table.
        return None
    else_named = _mentioned(
        asked, clients, {client.client_id for held in groups.values() for client, _ in held}, mentions
    )
    of_one = _OF_ONE.get(asked.frame)
    silent = "unclear" if else_named or (of_one and mentions(of_one).quotes) else "none"
    nobody = line(f"holders.{asked.frame}.{silent}", asked.language, what=_what(asked))
    # "Who stopped metformin", "ex-smokers": the answer is who once did.
    wanted: Group = "past" if _FORMERLY & asked.slots else "now"
    lines = [] if wanted in groups else [replace(nobody, part=_PARTS[wanted])]
    if wanted == "past":
        # Behind those who stopped, those who take it would read as if they had.
        groups.pop("now", None)
    order = sorted(_FIRST, key=lambda group: group != wanted)
    lines += [_line(group, groups[group], asked, quote_of) for group in order if group in groups]
    return lines + else_named


def _named_apart(asked: Lookup) -> int:
    """How many things are named, a drug together with its class as one: `sulfonylureas, incl gliclazide`."""
    members = {member for name in asked.classes for member in class_members(name)}
    return len([one for one in asked.drugs if one not in members]) + len(asked.classes) + len(asked.problems)


def _mentioned(
    asked: Lookup, clients: Sequence[Client], told: Set[ClientId], mentions: MentionsOf
) -> list[Line]:
    """The clients of whom no fact tells, but a note has the word.

    A habit has many words, and nothing is made of a mention.
    """
    named = asked.problems if asked.frame == "having" else asked.drugs
    if asked.frame == "allergic" and told:
        # A drug is mentioned mostly because it is prescribed.
        return []
    quotes: dict[ClientId, Quote] = {}
    more = False
    for concept in named:
        found = mentions(concept)
        more = more or found.more
        for quote in found.quotes:
            quotes.setdefault(quote.client_id, quote)
    held = [client for client in clients if client.client_id in quotes and client.client_id not in told]
    if not held:
        return []
    shown = held[:_MOST_TOLD]
    names = listed([client.details.display_name for client in shown])
    cited = tuple(quotes[client.client_id] for client in shown)
    code = "holders.mentioned.more" if more else "holders.mentioned"
    made = line(code, asked.language, cited, count=len(held), names=names)
    return [replace(made, part="mentioned", about=tuple(client.client_id for client in held))]


def _concepts(asked: Lookup) -> tuple[str, ...]:
    if asked.frame in _OF_ONE:
        return (_OF_ONE[asked.frame],)
    if asked.frame == "having":
        return asked.problems
    members = (one for name in asked.classes for one in sorted(class_members(name)))
    kinds = (one for name in asked.drugs for one in sorted(kinds_of_drug(name)))
    family: Iterable[str] = ()
    if asked.frame == "allergic":
        family = (one for name in asked.drugs for one in sorted(allergen_family(name)))
    return tuple(dict.fromkeys((*asked.drugs, *kinds, *asked.classes, *members, *family)))


def _what(asked: Lookup) -> str:
    """What the list is of, in the question's words."""
    named = asked.problems if asked.frame == "having" else (*asked.drugs, *asked.classes)
    return " / ".join(in_words(asked.spoken(one), one, asked.language) for one in named)


def _stated(asked: Lookup, told: ClientFacts, concepts: Sequence[str]) -> list[Stated]:
    if asked.frame == "having":
        stated = of_problem(told, concepts)
        return [*stated, current(stated)] if stated else []
    if asked.frame == "alone":
        return _living_alone(told.of("living"))
    return told.of(_OF_FRAME[asked.frame], concepts)


def _is_on(stated: Stated, name: str) -> bool:
    """Whether a fact is about a drug: what ends all insulin ends insulin detemir."""
    concept = stated.fact.concept
    ended = _GROUPS.get(stated.fact.status) in ("past", "no")
    return concept == name or (ended and name.startswith(f"{concept} "))


def _living_alone(stated: Sequence[Stated]) -> list[Stated]:
    """Where a client lives alone, and as denials where with somebody; empty if never alone."""
    if not any(one.fact.concept == _ALONE for one in stated):
        return []
    return [
        one if one.fact.concept == _ALONE else replace(one, fact=replace(one.fact, status="denied"))
        for one in stated
        if one.fact.concept == _ALONE
        or one.fact.concept.startswith(_WITH)
        or not words_of("dwellings", "among others").isdisjoint(one.fact.concept.split())
    ]


def _of_client(
    asked: Lookup, told: ClientFacts, concepts: Sequence[str]
) -> tuple[Group | None, Stated | None]:
    """As `_standing`; of several drugs each stands for itself, and one that is taken now decides."""
    stated = _stated(asked, told, concepts)
    if asked.frame != "takers":
        return _standing(stated)
    names = dict.fromkeys(one.fact.concept for one in stated)
    each = [_standing([one for one in stated if _is_on(one, name)]) for name in names]
    known = [(group, deciding) for group, deciding in each if group is not None]
    return min(known, key=lambda one: _FIRST.index(one[0]), default=(None, None))


def _standing(stated: Sequence[Stated]) -> tuple[Group | None, Stated | None]:
    """The group of a client according to the last note, and that note.

    What is denied after it was held is over: `no methotrexate for 3 months`. An allergy that is denied later
    is not, it is in doubt; nor is what lasts: `no gout this year` tells of attacks.
    """
    if not stated:
        return None, None
    firm = [one for one in stated if one.fact.status not in _WEAK]
    last = (firm or list(stated))[-1]
    group = _GROUPS.get(last.fact.status)
    if last.fact.status in _DENIED and last.fact.kind != "allergy":
        held = [one for one in firm if _GROUPS.get(one.fact.status) in ("now", "past")]
        if held and last.fact.kind == "problem" and is_chronic(last.fact.concept):
            return _GROUPS.get(held[-1].fact.status), held[-1]
        group = "past" if held else group
    return group, last


def _line(group: Group, held: Sequence[tuple[Client, Stated]], asked: Lookup, quote_of: QuoteOf) -> Line:
    told = held[:_MOST_TOLD]
    quotes = ClientFacts((), quote_of).quotes(*(stated for _, stated in told))
    code = f"holders.{group}"
    if group == "now":
        code = f"holders.{asked.frame}" + (".one" if len(held) == 1 else "")
    more = ["…"] if len(held) > len(told) else []
    names = listed([*(client.details.display_name for client, _ in told), *more])
    made = line(code, asked.language, quotes, count=len(held), names=names, what=_what(asked))
    return replace(made, part=_PARTS[group], about=tuple(client.client_id for client, _ in held))


def by_client(sources: Sequence[FactsOfVersion]) -> dict[ClientId, list[FactsOfVersion]]:
    """The facts of all, client by client."""
    found: dict[ClientId, list[FactsOfVersion]] = {}
    for one in sources:
        found.setdefault(one.client_id, []).append(one)
    return found


def measured(
    asked: Lookup,
    sources: Mapping[ClientId, Sequence[FactsOfVersion]],
    clients: Sequence[Client],
    quote_of: QuoteOf,
    mentioned: Callable[[str], bool],
) -> list[Line] | None:
    """The clients with a value of a measure beyond a limit: whose last value is, then whose earlier one was.

    Where any time is asked about all of them together. None if there are none though a note names the measure
    (it may hold a value that was not understood), for several measures, and if the values are in several
    units or no plain numbers (`<5`).
    """
    if len(asked.measures) != 1 or {"also.systolic", "also.diastolic"} <= asked.slots:
        return None
    last: list[tuple[Client, Stated]] = []
    earlier: list[tuple[Client, Stated]] = []
    every: list[Stated] = []
    for client in clients:
        told = gathered(sources.get(client.client_id, ()), quote_of)
        values = [
            one for one in told.of("measure", asked.measures) if one.fact.status in ("active", "historical")
        ]
        every += values
        decided = [_is_beyond(one.fact.value, asked) for one in values]
        if None in decided:
            return None
        beyond = [
            one
            for one, is_beyond in zip(values, decided, strict=True)
            if is_beyond and quote_of(one) is not None
        ]
        if beyond:
            (last if beyond[-1].day == values[-1].day else earlier).append((client, beyond[-1]))
    if not every and not any(map(mentioned, asked.measures)):
        return [_beyond([], asked, quote_of)]
    if not every or len({one.fact.unit for one in every}) > 1:
        return None
    if not last and not earlier:
        # A note may hold a value that was not read.
        limit = say(f"limit.{asked.value('limit')}", asked.language, value=asked.limit)
        measure = asked.spoken(asked.measures[0])
        return [line("measured.none_read", asked.language, measure=measure, limit=limit, count=len(every))]
    # "Has had a value above": at any time; "has a value above": by the last one.
    ever = bool({"now.ever", "also.once"} & asked.slots) and "order.last" not in asked.slots
    named = sorted([*last, *earlier], key=lambda one: one[0].details.display_name) if ever else last
    lines = [_beyond(named, asked, quote_of)]
    if earlier and not ever:
        names = listed([_with_value(client, one, asked) for client, one in earlier[:_MOST_TOLD]])
        quotes = ClientFacts((), quote_of).quotes(*(one for _, one in earlier[:_MOST_TOLD]))
        lines.append(line("measured.earlier", asked.language, quotes, count=len(earlier), names=names))
    return lines


def _beyond(held: Sequence[tuple[Client, Stated]], asked: Lookup, quote_of: QuoteOf) -> Line:
    code = "measured" + (".none_now" if not held else ".one" if len(held) == 1 else "")
    return line(
        code,
        asked.language,
        ClientFacts((), quote_of).quotes(*(one for _, one in held[:_MOST_TOLD])),
        count=len(held),
        measure=asked.spoken(asked.measures[0]),
        limit=say(f"limit.{asked.value('limit')}", asked.language, value=asked.limit),
        names=listed([_with_value(client, one, asked) for client, one in held[:_MOST_TOLD]]),
    )


def _with_value(client: Client, one: Stated, asked: Lookup) -> str:
    return f"{client.details.display_name} ({amount(one.fact)}, {day_in_words(one.day, asked.language)})"


def _is_beyond(value: str, asked: Lookup) -> bool | None:
    """Compared number by number; of a pressure the systolic one, unless limit or question name more.

    Above a limit is what has one number above it, below it what has both below it: `140/90`. None if it
    cannot be told: `<5` is below 10 and not above 6, and may be above 3.
    """
    if value[:1] in _BOUNDS:
        return _is_bound_beyond(value[0], size(value[1:]), asked)
    if not size(value):
        return None
    sizes, limits = size(value), size(asked.limit)
    if "also.diastolic" in asked.slots:
        sizes = sizes[1:]
    which = asked.value("limit") or "above"
    pairs = [_COMPARED[which](one, limit) for one, limit in zip(sizes, limits, strict=False)]
    return bool(pairs) and (any(pairs) if which in ("above", "least") else all(pairs))


def _is_bound_beyond(bound: str, sizes: Sequence[Decimal], asked: Lookup) -> bool | None:
    limits = size(asked.limit)
    if len(sizes) != 1 or len(limits) != 1:
        return None
    upwards = (asked.value("limit") or "above") in ("above", "least")
    if bound == ">" and sizes[0] >= limits[0]:
        return upwards
    if bound == "<" and sizes[0] <= limits[0]:
        return not upwards
    return None
