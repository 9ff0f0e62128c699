"""How well the typed text matches an entry: by any part of its words, in any order, Hebrew folded."""

from __future__ import annotations

from core.clients.dto import ClientDetails
from ui.text import name_filter

Key = tuple[str, ...]
_FINALS = str.maketrans("ךםןףץ", "כמנפצ")
"""A half-typed name ends in the other form of the letter: כהנ for כהן."""
_WHOLE, _BEGINNING, _PART = 4, 3, 1
_LEAD = 1
"""A bonus for the first word of an entry: the last name, the verb of an action."""


def words(text: str) -> Key:
    """The words of `text`, folded like those of the client list, including final letters."""
    return tuple(word.translate(_FINALS) for word in name_filter.words(text))


def client_key(details: ClientDetails) -> Key:
    """A client's search key: names, year of birth, and the external number."""
    year = (f"{details.birth_date.year:04d}",) if details.birth_date else ()
    number = words(details.external_id or "")
    # Also in one piece: KH-2041 is typed as kh2041 too.
    whole = ("".join(number),) if len(number) > 1 else ()
    return words(details.last_name) + words(details.first_name) + year + number + whole


def fit(wanted: Key, key: Key) -> int | None:
    """How well the typed words match, more is better; None if one of them matches no word of `key`.

    No word of `key` counts twice, so that `anna anna` needs two of them.
    """
    if not wanted:
        return 0
    if any(all(word not in each for each in key) for word in wanted):
        return None
    return _best(wanted, tuple(enumerate(key)))


def _best(wanted: Key, left: tuple[tuple[int, str], ...]) -> int | None:
    if not wanted:
        return 0
    first, rest = wanted[0], wanted[1:]
    best: int | None = None
    for at, (place, word) in enumerate(left):
        if first not in word:
            continue
        others = _best(rest, left[:at] + left[at + 1 :])
        if others is not None:
            total = others + _worth(first, word) + (_LEAD if place == 0 else 0)
            best = total if best is None else max(best, total)
    return best


def _worth(wanted: str, word: str) -> int:
    if word == wanted:
        return _WHOLE
    return _BEGINNING if word.startswith(wanted) else _PART
