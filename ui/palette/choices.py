"""The entries of the palette, and which of them match the typed text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal

from core.clients.dto import Client
from core.ids import ClientId
from core.templates.dto import PracticeText
from ui.commands import CommandBook, area_order, area_title, shown_keys
from ui.palette.recent import Recent
from ui.text.matching import Key, client_key, fit, words
from ui.text.name_filter import sort_key
from ui.text.one_line import one_line
from ui.text.text_direction import isolate
from ui.words.identity import identity_line, spoken_identity

Group = Literal["clients", "actions", "templates"]
GROUPS: tuple[Group, ...] = ("clients", "actions", "templates")
_MOST: dict[Group, int] = {"clients": 8, "actions": 8, "templates": 5}
_MOST_UNTYPED: dict[Group, int] = {"clients": 5, "actions": 50, "templates": 5}


@dataclass(frozen=True, slots=True)
class Choice:
    """One row."""

    group: Group
    title: str
    run: Callable[[], None]
    detail: str = ""
    spoken: str = ""
    """In full words, for a screen reader."""
    keys: str = ""
    """As this platform writes them."""
    available: bool = True


@dataclass(frozen=True, slots=True)
class GroupMatches:
    """The rows of one group, the best first, and their total number."""

    group: Group
    choices: tuple[Choice, ...]
    total: int
    best: int


class ClientChoices:
    """The clients of the practice. Their search keys are computed once, at the first letter."""

    def __init__(
        self,
        clients: Sequence[Client],
        recent: Recent,
        choose: Callable[[ClientId], None],
        *,
        today: date,
        open_now: ClientId | None = None,
    ) -> None:
        """`open_now`: the client whose chart is on screen, and who is not offered."""
        self._clients = clients
        self._open_now = open_now
        self._recent = recent
        self._choose = choose
        self._today = today
        self._keys: list[tuple[Key, Client]] | None = None

    def find(self, wanted: Key) -> GroupMatches:
        """Without input: those opened last."""
        if not wanted:
            shown = self._last_opened()
            return self._found(shown, len(shown), 0)
        if self._keys is None:
            in_order = sorted(self._clients, key=lambda client: sort_key(client.details))
            self._keys = [(client_key(client.details), client) for client in in_order]
        ranked = [
            (worth, self._recent.rank(client.client_id), client)
            for key, client in self._keys
            if (worth := fit(wanted, key)) is not None
        ]
        # Stable, so that equal matches stay in the order of the names.
        ranked.sort(key=lambda each: (-each[0], each[1]))
        shown = [client for _, _, client in ranked[: _MOST["clients"]]]
        return self._found(shown, len(ranked), ranked[0][0] if ranked else 0)

    def _last_opened(self) -> list[Client]:
        others = (each for each in self._clients if each.client_id != self._open_now)
        opened = [each for each in others if self._recent.knows(each.client_id)]
        opened.sort(key=lambda client: self._recent.rank(client.client_id))
        return opened[: _MOST_UNTYPED["clients"]]

    def _found(self, clients: Iterable[Client], total: int, best: int) -> GroupMatches:
        return GroupMatches("clients", tuple(self._choice(client) for client in clients), total, best)

    def _choice(self, client: Client) -> Choice:
        details = client.details
        detail = identity_line(details, today=self._today)
        if details.external_id:
            detail = one_line((detail, isolate(details.external_id)))
        return Choice(
            "clients",
            details.display_name,
            partial(self._choose, client.client_id),
            detail=detail,
            spoken=spoken_identity(details, today=self._today),
        )


class ActionChoices:
    """Every registered command but those in `hidden`; unavailable ones say so and come last."""

    def __init__(
        self,
        book: CommandBook,
        recent: Recent,
        *,
        not_now: str,
        hidden: frozenset[str] = frozenset(),
    ) -> None:
        self._recent = recent
        self._entries: list[tuple[Key, str, Choice]] = []
        shown = (each for each in book.commands() if each.command_id not in hidden)
        for command in sorted(shown, key=lambda each: area_order(each.area)):
            available = book.available(command.command_id)
            area = area_title(command.area)
            keys = shown_keys(book.keys(command.command_id))
            choice = Choice(
                "actions",
                command.label,
                partial(book.run, command.command_id),
                detail=area if available else not_now,
                spoken=", ".join(
                    part for part in (command.label, keys, "" if available else not_now) if part
                ),
                keys=keys,
                available=available,
            )
            self._entries.append((words(command.label) + words(area), command.command_id, choice))

    def find(self, wanted: Key) -> GroupMatches:
        """Without input: the available commands, the most recent first."""
        ranked = [
            (worth, self._recent.rank(command_id), choice)
            for key, command_id, choice in self._entries
            if (worth := fit(wanted, key)) is not None and (wanted or choice.available)
        ]
        ranked.sort(key=lambda each: (not each[2].available, -each[0], each[1]))
        most = (_MOST if wanted else _MOST_UNTYPED)["actions"]
        shown = tuple(choice for _, _, choice in ranked[:most])
        best = max((worth for worth, _, choice in ranked if choice.available), default=0)
        return GroupMatches("actions", shown, len(ranked), best)


class TemplateChoices:
    """The practice's session templates; there are few, and none without an open chart."""

    def __init__(
        self,
        templates: Sequence[PracticeText],
        start: Callable[[PracticeText], None],
        *,
        title: str,
        client: str,
    ) -> None:
        """`title` contains `{name}`: the effect of choosing one. `client` is the new session's client."""
        self._entries: list[tuple[Key, Choice]] = []
        for template in templates:
            named = title.format(name=template.name)
            choice = Choice(
                "templates", named, partial(start, template), detail=client, spoken=f"{named}, {client}"
            )
            self._entries.append((words(template.name) + words(named), choice))

    def find(self, wanted: Key) -> GroupMatches:
        ranked = [(worth, choice) for key, choice in self._entries if (worth := fit(wanted, key)) is not None]
        ranked.sort(key=lambda each: -each[0])
        most = (_MOST if wanted else _MOST_UNTYPED)["templates"]
        best = ranked[0][0] if ranked else 0
        return GroupMatches("templates", tuple(choice for _, choice in ranked[:most]), len(ranked), best)


def in_order(groups: Iterable[GroupMatches]) -> tuple[GroupMatches, ...]:
    """The non-empty groups; the one with the best match first, else clients, actions, templates."""
    filled = [group for group in groups if group.choices]
    filled.sort(key=lambda found: (-found.best, GROUPS.index(found.group)))
    return tuple(filled)
