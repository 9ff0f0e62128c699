"""Where the words of an English question stand, in one order; nothing is left out but *if* and *whether*.

What was asked indirectly is asked directly (*when she was admitted* as *when was she admitted*), a phrase
before the question goes behind it (*in May 2021, what was the dose?*), and a part of the body before what is
felt there.
"""

from __future__ import annotations

BE = frozenset({"is", "are", "was", "were"})
_HELPS = BE | frozenset({"has", "had", "will", "can", "could", "should", "would", "did", "does"})
_SUBJECTS = frozenset({"she", "he", "they", "it"})
_ASKS = frozenset({"what", "when", "where", "who", "which", "why", "how"})
_WHETHER = frozenset({"if", "whether"})
_BEFORE_QUESTION = frozenset({"in", "on", "at", "after", "before", "since", "during", "for", "last", "until"})
_ANY_PREPOSITION = _BEFORE_QUESTION | frozenset(
    "of by with from about to into over under between as per than that which who when where because while if"
    " and or but not".split()
)
_MOST_IN_PHRASE = 5
_FELT = frozenset({"pain", "swelling", "numbness", "weakness", "tingling"})
_BODY = frozenset(
    "knee hip shoulder back neck chest ankle elbow wrist foot hand leg arm thigh calf jaw heel groin".split()
)
_SIDES = frozenset({"left", "right"})
_HAVES = frozenset({"have", "take", "get", "use", "smoke", "drink", "vomit", "fall"})
_BEFALLS = frozenset({"admitted", "discharged", "seen", "hospitalized", "ill", "well", "pregnant"})
_OWNERS = frozenset({"her", "his", "their"})


def asked_directly(words: list[str], *, verbs: frozenset[str], joins: frozenset[str]) -> list[str]:
    """*what her weight is* as *what is her weight*, *whether she is ill* as *is she ill*."""
    if len(words) < 3 or "," in words:
        return words
    first, *rest = words
    if first in _ASKS | _WHETHER and rest[0] in _SUBJECTS and rest[1] in _HELPS and len(rest) > 2:
        return [*([] if first in _WHETHER else [first]), rest[1], rest[0], *rest[2:]]
    within = set(rest[:-1])
    plain = within.isdisjoint(verbs) and within.isdisjoint(joins) and within.isdisjoint(_ASKS | {"that"})
    if first in ("what", "when", "where", "who") and rest[-1] in BE and plain:
        return [first, rest[-1], *rest[:-1]]
    return words


def phrase_last(words: list[str], *, heads: frozenset[str]) -> list[str]:
    """A phrase before the question behind it, where it can belong to nothing else there.

    Nothing is moved across what may be another clause (*did she say he hit her*, *did he recall being hit*):
    the question is one of a few plain kinds.
    """
    if "," not in words:
        return words
    end = words.index(",")
    phrase, asks = words[:end], words[end + 1 :]
    alone = 2 <= len(phrase) <= _MOST_IN_PHRASE and phrase[0] in _BEFORE_QUESTION
    if not alone or "," in asks or len(asks) < 3 or asks[0] not in _ASKS | _HELPS | {"do"}:
        return words
    simple = _ANY_PREPOSITION.isdisjoint(asks[1:]) and not set(phrase[1:]) & (_HELPS | _ASKS | {"not", "or"})
    return [*asks, *phrase] if simple and _is_one_clause(asks, heads) else words


def _is_one_clause(asks: list[str], heads: frozenset[str]) -> bool:
    """*what was the dose*, *did she have a high fever*, *was she admitted*."""
    first, second, *rest = asks
    if first == "what":
        return second in BE and _is_thing(rest) and rest[-1] in heads
    if first not in _HELPS | {"do"} or second not in _SUBJECTS or not rest:
        return False
    if first in BE:
        return len(rest) == 1 and rest[0] in _BEFALLS
    return rest[0] in _HAVES and (len(rest) == 1 or _is_thing(rest[1:]))


def _is_thing(words: list[str]) -> bool:
    """Whether nothing of it may be a verb of its own."""
    whole = 1 <= len(words) <= _MOST_IN_PHRASE and _SUBJECTS.isdisjoint(words) and _HELPS.isdisjoint(words)
    return whole and not any(word.endswith(("ed", "ing", "en")) for word in words)


def place_first(words: list[str]) -> list[str]:
    """*pain in the left knee* as *left knee pain*."""
    for at, word in enumerate(words[:-2]):
        if word not in _FELT or words[at + 1] != "in":
            continue
        start = end = at + 2 + (words[at + 2] == "the")
        while end < len(words) and words[end] in _SIDES | _OWNERS:
            end += 1
        before = words[at - 1] if at else ""
        if end < len(words) and words[end] in _BODY and end - start <= 2 and before in _STANDS_ALONE_AFTER:
            after = words[end + 1 : end + 2]
            if after and (after[0] in _BODY or after[0] in _FELT or after[0] in ("and", "or", "of", "'s")):
                return words
            return [*words[:at], *words[start : end + 1], word, *words[end + 1 :]]
    return words


_STANDS_ALONE_AFTER = frozenset(
    {"", "there", "is", "was", "have", "has", "had", "any", "report", "deny", "the"}
)
"""Another word before what is felt would be said of the part of the body then: *no*, *worse*, *joint*."""
