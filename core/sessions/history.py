"""A session's history: the changes of each version."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from core.sessions.diff import DiffPart, diff_words
from core.sessions.dto import ADDENDUM_FIELD, SOAP_FIELDS, UNREADABLE, Session, VersionSummary

_ABOUT = ("date", "kind", "duration_min", "state")


def summaries(newest_first: Sequence[Session]) -> list[VersionSummary]:
    """One line for each version, the newest first; `newest_first` are all versions of one session."""
    before = itertools.chain(newest_first[1:], [None])
    return [
        VersionSummary(
            version=version.version,
            state=version.state,
            saved_at=version.saved_at,
            author=version.author,
            changed_fields=tuple(_changed(version, earlier)),
            reason=_reason(version, earlier),
        )
        for version, earlier in zip(newest_first, before, strict=True)
    ]


def compared(old: Session, new: Session) -> dict[str, tuple[DiffPart, ...]]:
    """The differing words by field, in the order of the note; equal fields are omitted."""
    return {
        name: diff_words(old.field_text(name), new.field_text(name))
        for name in (*SOAP_FIELDS, ADDENDUM_FIELD)
        if old.field_text(name) != new.field_text(name)
    }


def _changed(version: Session, earlier: Session | None) -> Iterator[str]:
    """Empty if one of the two cannot be read, because the changes are unknown."""
    if version.state == UNREADABLE or (earlier is not None and earlier.state == UNREADABLE):
        return
    for name in SOAP_FIELDS:
        if version.text.field(name) != (earlier.text.field(name) if earlier else ""):
            yield name
    if earlier is None:
        return
    for name in _ABOUT:
        if getattr(version, name) != getattr(earlier, name):
            yield name
    if version.addenda != earlier.addenda:
        yield ADDENDUM_FIELD


def _reason(version: Session, earlier: Session | None) -> str:
    """The required reason of this version, if any."""
    if earlier is not None and earlier.state == UNREADABLE:
        return version.reason
    known = len(earlier.addenda) if earlier else 0
    if len(version.addenda) > known:
        return version.addenda[-1].reason
    return version.reason
