"""Lists the clients who take a drug, have an illness or an allergy, or smoke, grouped by what the notes
say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from core.clients.dto import Client
from core.facts.dto import TAKEN, FactKind, FactsOfVersion, FactStatus
from core.facts.quoting import Stated
from core.ids import ClientId
from core.lookup.dto import Line, Lookup
from core.lookup.stated import ClientFacts, QuoteOf, current, gathered, is_overruled, none_taken, of_problem
from core.lookup.wording import line, listed

Group = Literal["now", "past", "no", "unsure"]
_OF_FRAME: dict[str, FactKind] = {
    "takers": "medication",
    "allergic": "allergy",
    "having": "problem",
    "smokers": "habit",
}
HELD = frozenset(_OF_FRAME)
"""The frames that ask for clients."""
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
_MOST_TOLD = 60
"""The number of clients of a group who are named and quoted; all are counted."""
_WEAK: frozenset[FactStatus] = frozenset({"considered", "planned", "family"})
"""Weak statements: they only decide if there are no others."""


def holders(
    asked: Lookup,
    sources: Mapping[ClientId, Sequence[FactsOfVersion]],
    clients: Sequence[Client],
    quote_of: QuoteOf,
    mentioned: Callable[[str], bool],
) -> list[Line] | None:
    """The clients for whom it applies now, and separately those for whom it did, does not, or possibly does.

    Clients whose words cannot be read any more are omitted. None if no fact exists but a note has the word
    (`mentioned`): then it is searched for.
    """
    concepts = _concepts(asked)
    groups: dict[Group, list[tuple[Client, Stated]]] = {}
    for client in clients:
        told = gathered(sources.get(client.client_id, ()), quote_of)
        group, deciding = _standing(_stated(asked, told, concepts))
        denied = none_taken(told) if asked.frame == "takers" else None
        if group == "now" and deciding is not None and is_overruled(deciding, denied):
            group, deciding = "no", denied
        if group is not None and deciding is not None and quote_of(deciding) is not None:
            groups.setdefault(group, []).append((client, deciding))
    if not groups:
        # Each chart has a list of allergies; for the others a note may contain something without a fact.
        silent = asked.frame == "allergic" or not any(map(mentioned, concepts))
        return [line("holders.none", asked.language)] if silent else None
    now = groups.pop("now", [])
    lines = [_line("now", now, asked, quote_of) if now else line("holders.none", asked.language)]
    lines += [
        _line(group, groups[group], asked, quote_of) for group in ("past", "no", "unsure") if group in groups
    ]
    return lines


def _concepts(asked: Lookup) -> tuple[str, ...]:
    if asked.frame == "smokers":
        return ("smoking",)
    return asked.problems if asked.frame == "having" else asked.drugs


def _stated(asked: Lookup, told: ClientFacts, concepts: Sequence[str]) -> list[Stated]:
    if asked.frame == "having":
        stated = of_problem(told, concepts)
        return [*stated, current(stated)] if stated else []
    return told.of(_OF_FRAME[asked.frame], concepts)


def _standing(stated: Sequence[Stated]) -> tuple[Group | None, Stated | None]:
    """The group of a client according to the last note, and that note."""
    if not stated:
        return None, None
    firm = [one for one in stated if one.fact.status not in _WEAK]
    last = (firm or list(stated))[-1]
    return _GROUPS.get(last.fact.status), last


def _line(group: Group, held: Sequence[tuple[Client, Stated]], asked: Lookup, quote_of: QuoteOf) -> Line:
    told = held[:_MOST_TOLD]
    quotes = ClientFacts((), quote_of).quotes(*(stated for _, stated in told))
    code = "holders.now.one" if group == "now" and len(held) == 1 else f"holders.{group}"
    more = ["…"] if len(held) > len(told) else []
    names = listed([*(client.details.display_name for client, _ in told), *more])
    return line(code, asked.language, quotes, count=len(held), names=names)


def by_client(sources: Sequence[FactsOfVersion]) -> dict[ClientId, list[FactsOfVersion]]:
    """The facts of all, client by client."""
    found: dict[ClientId, list[FactsOfVersion]] = {}
    for one in sources:
        found.setdefault(one.client_id, []).append(one)
    return found
