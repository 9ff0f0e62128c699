"""Where an English question may go without *the*, and where *latest* is *most recent*.

Only before the name of what is asked for: *is she with the child* is not *is she with child*, *the little
sleep* not *little sleep*, and *the latest date for surgery* has not been yet.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.assistant.cache.question_order import BE

_BEFORE_THE = BE | frozenset({"", "of", "me", "see", "know", "list", "find", "display", "up"})
"""Behind other words, prepositions and verbs, a name without an article may mean something else."""
BEFORE_NAME = frozenset(
    "latest first last highest lowest current daily usual total maximum minimum initial starting average"
    " recommended fasting".split()
)
"""Says which of the values of a name is meant."""
_WITH_THE = frozenset(
    "pill patch coil shot snip change other same more less once few little one ones rest patient"
    " child".split()
)
"""What is something else without *the* wherever it stands."""
_YET_TO_COME = frozenset(
    "before by until till for to at can could may might must shall should will would allowed possible"
    " she he they i you we it".split()
)
"""With these in the question the latest may be a limit."""
_ENDS_NAME = frozenset({"of", "for", "in", "on", "at", "today", "yesterday", "now", "after", "since"})
_LONGEST = 4


def without_the(words: Sequence[str], *, heads: frozenset[str]) -> list[str]:
    """The words without *the* before one of the `heads` and what stands between: *the latest TSH level*."""
    said: list[str] = []
    for at, word in enumerate(words):
        before = words[at - 1] if at else ""
        if word == "the" and before in _BEFORE_THE and _names(words[at + 1 :], heads):
            continue
        said.append(word)
    return said


def _names(words: Sequence[str], heads: frozenset[str]) -> bool:
    """Whether `words` begin with the name of what is asked for, and it ends there."""
    end = next((at for at, word in enumerate(words) if word in _ENDS_NAME), len(words))
    name = words[:end]
    plain = name[1:] if name[:1] and name[0] in BEFORE_NAME else name
    return 1 <= len(plain) <= _LONGEST and plain[-1] in heads and _WITH_THE.isdisjoint(name)


def with_latest(words: Sequence[str], *, heads: frozenset[str]) -> list[str]:
    """*most recent* as *latest* where that is what was, and not what may still be."""
    said = list(words)
    if not _YET_TO_COME.isdisjoint(said):
        return said
    for at in range(len(said) - 1):
        if said[at : at + 2] == ["most", "recent"] and _names(said[at + 2 :], heads - {"date"}):
            return [*said[:at], "latest", *said[at + 2 :]]
    return said
