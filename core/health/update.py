"""Whether a newer version is available, was installed while this one ran, or was refused."""

from __future__ import annotations

from core.health.finding import Finding
from core.updates.service import Refusal, UpdateState

_NOT_PRESSING = frozenset({"update_same", "update_older"})
"""A folder may keep the installed release and older ones."""


def update_finding(state: UpdateState) -> Finding:
    """A refused release is a problem: it is in the folder, but not valid."""
    params = {"installed": state.installed, "looked": state.looked}
    if state.replaced_by is not None:
        return Finding("update", "warning", params | {"version": state.replaced_by, "replaced": True})
    if state.found is not None:
        found = {"version": state.found.version, "folder": str(state.found.folder), "replaced": False}
        return Finding("update", "warning", params | found)
    refused = pressing_refusals(state)
    if refused:
        error = refused[0].error
        return Finding("update", "problem", params | {"code": error.code, **error.params})
    return Finding("update", "ok", params)


def pressing_refusals(state: UpdateState) -> tuple[Refusal, ...]:
    """Refused releases, except installed and older versions."""
    return tuple(each for each in state.refused if each.error.code not in _NOT_PRESSING)
