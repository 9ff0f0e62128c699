"""Splits a question that asks for several things into its parts.

"What imaging has he had for the stone and the shoulder?" is two questions. Searched as one, the subject with
more notes would fill the list.
"""

from __future__ import annotations

import re

MOST_PARTS = 4

_ASKING = r"(?:which|what|when|how|who|why|where)\b"
_ASKING_HE = r"(?:מה|מתי|איזה|איזו|אילו|כמה|האם|למה|מדוע|מי|איך|כיצד)\s"
_CLAUSES = re.compile(
    rf"[?;]\s+(?=\w)|,?\s+(?:and|but|then|and then)\s+(?={_ASKING})|,\s+(?={_ASKING})"
    rf"|[,;]?\s+ו(?={_ASKING_HE})|[,;]\s+(?={_ASKING_HE})",
    re.IGNORECASE,
)
_MEMBERS = re.compile(
    r"\s*,\s*(?:(?:and then|and|or|then)\s+)?|\s+(?:and then|and|or|then|as well as|versus|vs\.?)\s+"
    r"|,?\s+ו(?=[הבלכמש][א-ת]{2})|,?\s+(?:או|ואז|ואחר כך)\s+",
    re.IGNORECASE,
)
"""A Hebrew `and` is distinguished from the first letter of a word only by the letter that follows."""
_BEFORE = r"for|of|in|on|at|with|about|from|to|by|after|before|during|against"
_ITS = r"the|her|his|their|its|an?|any"
_LEAD = re.compile(rf"(?:({_BEFORE})\s+)?(?:({_ITS})\s+)?", re.IGNORECASE)


def parts_of(text: str) -> tuple[str, ...]:
    """The questions that `text` consists of, up to `MOST_PARTS`; none if it is one only."""
    clauses = [clause.strip(" ,?.") for clause in _CLAUSES.split(text)]
    asked = [clause for clause in clauses if len(clause.split()) > 1]
    parts = asked if len(asked) > 1 else _members(text.strip(" ,?."))
    return tuple(parts[:MOST_PARTS]) if len(parts) <= MOST_PARTS + 1 else ()


def _members(text: str) -> list[str]:
    """The question for each member of a list; the words before the first member apply to each."""
    pieces = [piece for piece in _MEMBERS.split(text) if piece.strip()]
    if len(pieces) < 2:
        return []
    first, *others = pieces
    at = _first_member(first, others[0])
    frame = first[:at].strip()
    members = [member for member in (first[at:].strip(), *others) if member]
    return [f"{frame} {member}" for member in members] if frame and len(members) > 1 else []


def _first_member(first: str, second: str) -> int:
    """Where the first member begins in the words before the second: at the last word of the kind that the
    second begins with (`for`; `the`), or else at the last word.
    """
    lead = _LEAD.match(second)
    before, its = lead.groups() if lead else (None, None)
    if not before and not its:
        return first.rfind(" ") + 1
    same = rf"(?<=\s)(?:{before or _ITS})(?=\s)"
    return max((found.start() for found in re.finditer(same, first, re.IGNORECASE)), default=len(first))
