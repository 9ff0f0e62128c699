"""Finds charts possibly of one person: a warning with reasons, never a decision."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date

from rapidfuzz.distance import DamerauLevenshtein

from core.clients.dto import DUPLICATE_REASONS, Client, ClientDetails, Duplicate

_LETTERS_AN_ERROR = 6
"""One error (wrong, missing, extra or swapped letter) is allowed for this many letters of a name."""
_MOST_ERRORS = 2
_PHONE_DIGITS = 7
_PHONE_TAIL = 9
"""The last digits identify a line; prefixes are written in many ways."""
_FINALS = str.maketrans("ךםןףץ", "כמנפצ")
_NOT_DIGITS = re.compile(r"\D+")


def find_duplicates(details: ClientDetails, clients: Iterable[Client]) -> list[Duplicate]:
    """Those of `clients` that may be the same person, the likeliest first."""
    found = []
    for client in clients:
        given = tuple(_reasons(details, client.details))
        if given:
            found.append(Duplicate(client, given))
    return sorted(found, key=lambda each: (_weight(each), fold(each.client.details.display_name)))


def fold(text: str) -> str:
    """Letters and digits without case, accents, vowel signs and final forms; words separated by one space."""
    folded = text.casefold()
    if folded.isascii() and folded.isalnum():
        # Most names: a list of 2,000 is folded while a user waits.
        return folded
    decomposed = unicodedata.normalize("NFKD", folded)
    plain = "".join(one for one in decomposed if not unicodedata.combining(one)).translate(_FINALS)
    # An apostrophe or geresh is often omitted; a hyphen is often a space.
    joined = re.sub(r"['’׳`\"״]", "", plain)
    return " ".join(re.sub(r"[\W_]+", " ", joined).split())


def _weight(duplicate: Duplicate) -> int:
    return DUPLICATE_REASONS.index(duplicate.reasons[0])


def _reasons(one: ClientDetails, other: ClientDetails) -> Iterator[str]:
    """In the order of `DUPLICATE_REASONS`."""
    if _filled(one.external_id or "", other.external_id or ""):
        yield "external_id"
    names, others = _names(one), _names(other)
    if names and names == others:
        if one.birth_date and one.birth_date == other.birth_date:
            yield "name_and_birth_date"
        elif _may_be_same(one.birth_date, other.birth_date):
            yield "name"
    elif one.birth_date and one.birth_date == other.birth_date and _near(names, others):
        yield "similar_name"
    if _same_phone(one.phone, other.phone):
        yield "phone"
    if _filled(one.email, other.email):
        yield "email"


def _names(details: ClientDetails) -> str:
    """First and last name in a fixed order: forms often have them reversed."""
    return " ".join(sorted(fold(f"{details.first_name} {details.last_name}").split()))


def _near(one: str, other: str) -> bool:
    if not one or not other:
        return False
    shorter = min(len(one), len(other))
    allowed = min(_MOST_ERRORS, shorter // _LETTERS_AN_ERROR)
    if DamerauLevenshtein.distance(one, other, score_cutoff=allowed) <= allowed:
        return True
    # A middle name, or the second half of a double one, is often omitted.
    fewer, more = sorted((set(one.split()), set(other.split())), key=len)
    return len(fewer) > 1 and fewer < more


def _may_be_same(one: date | None, other: date | None) -> bool:
    """Whether a date is missing, or one is a typing error of the other: one part, or day and month
    swapped.
    """
    if one is None or other is None:
        return True
    parts, others = (one.year, one.month, one.day), (other.year, other.month, other.day)
    same = sum(mine == theirs for mine, theirs in zip(parts, others, strict=True))
    return same == len(parts) - 1 or parts == (other.year, other.day, other.month)


def _same_phone(one: str, other: str) -> bool:
    digits, others = (_NOT_DIGITS.sub("", each)[-_PHONE_TAIL:] for each in (one, other))
    shorter = min(len(digits), len(others))
    return shorter >= _PHONE_DIGITS and digits[-shorter:] == others[-shorter:]


def _filled(one: str, other: str) -> bool:
    return bool(one.strip()) and one.strip().casefold() == other.strip().casefold()
