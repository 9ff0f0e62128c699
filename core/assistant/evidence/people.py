"""Detects questions about the health of a relative, not of the client."""

from __future__ import annotations

from core.clinical_language.lexicon import Mention
from core.clinical_language.statements import Statement, statement_of

_STAND_FOR = {
    "parents": {"mother", "father"},
    "maternal": {"mother"},
    "paternal": {"father"},
    "sibling": {"brother", "sister"},
    "twin": {"brother", "sister"},
    "grandparent": {"grandmother", "grandfather"},
    "child": {"son", "daughter"},
}
"""People who may be one of these relatives."""
_OWNERS = frozenset("his her their patient client".split())
_WHICH = frozenset("maternal paternal older younger late own".split())
_ASKING = frozenset("does did do is was has had have were are".split())
_NOT_OF_HEALTH = frozenset("house home place side wedding funeral death birthday".split())
_NOT_ASKED = frozenset("do say think want".split())
"""What a relative does about the client is no question about the relative."""


def asked_of(question: str) -> str | None:
    """The relative asked about; None for the client or for what a relative said or did."""
    said = statement_of(question)
    return next(
        (one.name for one in said.of_kind("person") if one.entry.data == ("relative",) and _asks(said, one)),
        None,
    )


def is_named(who: str, text: str) -> bool:
    """Whether a text mentions that relative, alone or among others."""
    said = statement_of(text)
    names = said.names("person") | {word.text for word in said.words}
    return who in names or any(who in _STAND_FOR.get(name, ()) for name in names)


def _asks(said: Statement, one: Mention) -> bool:
    words = said.words
    if not words[one.first].text.isascii():
        return True
    before = [word.text for word in words[: one.first] if word.text not in _WHICH]
    after = words[one.last].text if one.last < len(words) else ""
    if not before or before[-1] not in _OWNERS:
        return False
    if words[one.last - 1].written.endswith(("'s", "’s")):
        return after not in _NOT_OF_HEALTH
    asking = [place for place, word in enumerate(before[:-1]) if word in _ASKING]
    return len(asking) == 1 and (asking == [0] or (asking[0] == len(before) - 2 and after not in _NOT_ASKED))
