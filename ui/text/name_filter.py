"""Finds clients by beginnings of their names, in any order, or by a birth year."""

from __future__ import annotations

import re
import unicodedata

from core.clients.dto import ClientDetails

_BREAK = re.compile(r"[\W_]+")
_INSIDE = re.compile(r"(?<=\w)['’׳״\"](?=\w)")


def fold(text: str) -> str:
    """`text` without case, accents and Hebrew points, for comparing."""
    if text.isascii():
        # Nothing to decompose: a list of 2,000 names is folded during typing.
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def words(text: str) -> tuple[str, ...]:
    """The folded words of `text`. Signs inside a word (O'Neil, ג׳ון) do not split it; spaces and dashes
    do.
    """
    folded = fold(_INSIDE.sub("", text))
    if folded.isalnum():
        return (folded,)
    return tuple(word for word in _BREAK.split(folded) if word)


def search_key(details: ClientDetails) -> tuple[str, ...]:
    """A client's search key: each word of the name, and the year of birth."""
    year = (f"{details.birth_date.year:04d}",) if details.birth_date else ()
    return words(details.last_name) + words(details.first_name) + year


def sort_key(details: ClientDetails) -> tuple[str, str]:
    """Last name, then first name, folded."""
    return fold(details.last_name), fold(details.first_name)


def matches(wanted: tuple[str, ...], key: tuple[str, ...]) -> bool:
    """Whether each word of the query begins a word of `key`, without using one twice."""
    if not wanted:
        return True
    first, rest = wanted[0], wanted[1:]
    return any(
        word.startswith(first) and matches(rest, key[:at] + key[at + 1 :]) for at, word in enumerate(key)
    )
