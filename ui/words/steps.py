"""Texts for the steps that `Workspace.open` and `Workspace.initialise` report."""

from __future__ import annotations

from ui.i18n.marking import QT_TR_NOOP, translated

_BY_STEP = {
    "checking": QT_TR_NOOP("Checking this computer and the data directory"),
    "database": QT_TR_NOOP("Starting the private database"),
    "migrating": QT_TR_NOOP("Bringing the database up to date"),
    "opening": QT_TR_NOOP("Opening the backup"),
    "loading": QT_TR_NOOP("Restoring the records"),
    "verifying": QT_TR_NOOP("Opening every record"),
    "keys": QT_TR_NOOP("Making the keys"),
    "records": QT_TR_NOOP("Writing the first records"),
}
_OTHER = QT_TR_NOOP("Working")


def step_text(step: str) -> str:
    """The text of a step's code; a general one for an unknown code."""
    return translated(_BY_STEP.get(step, _OTHER))
