"""Finds existing charts of persons in an import file, under another id or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from core.clients.dto import DUPLICATE_REASONS, Client, ClientDetails, Duplicate
from core.clients.service import sort_key
from core.ids import ClientId

_PHONE_DIGITS = 7
"""Compares the last digits of a number: area codes are optional."""
_Mark = tuple[str, object]


class Lookalikes:
    """Finds charts by attributes that charts of one person share; built once for a file."""

    def __init__(self, clients: Iterable[Client]) -> None:
        self._by_mark: dict[_Mark, list[Client]] = defaultdict(list)
        for client in clients:
            for mark in _marks(client.details):
                self._by_mark[mark].append(client)

    def of(self, details: ClientDetails) -> tuple[Duplicate, ...]:
        """Charts that may be of the same person, with the reasons, the strongest first.

        The same name alone does not count if both birth dates are known and differ.
        """
        reasons: dict[ClientId, set[str]] = defaultdict(set)
        clients: dict[ClientId, Client] = {}
        for mark in _marks(details):
            for client in self._by_mark.get(mark, ()):
                clients[client.client_id] = client
                reasons[client.client_id].add(mark[0])
        found = [
            Duplicate(client, tuple(each for each in DUPLICATE_REASONS if each in reasons[client_id]))
            for client_id, client in clients.items()
            if reasons[client_id] != {"name"} or not _born_apart(client.details, details)
        ]
        return tuple(sorted(found, key=lambda each: DUPLICATE_REASONS.index(each.reasons[0])))


def _marks(details: ClientDetails) -> Iterator[_Mark]:
    name = sort_key(details)
    yield "name", name
    if details.birth_date is not None:
        yield "name_and_birth_date", (name, details.birth_date)
    digits = "".join(character for character in details.phone if character.isdecimal())
    if len(digits) >= _PHONE_DIGITS:
        yield "phone", digits[-_PHONE_DIGITS:]
    if details.email.strip():
        yield "email", details.email.strip().casefold()


def _born_apart(one: ClientDetails, other: ClientDetails) -> bool:
    known = one.birth_date is not None and other.birth_date is not None
    return known and one.birth_date != other.birth_date
