"""Words for the steps that `Workspace.open` and `Workspace.initialise` report."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QT_TR_NOOP, QCoreApplication


class StepTexts:
    """The catalogues file the strings under this class's name."""

    BY_STEP: ClassVar[dict[str, str]] = {
        "checking": QT_TR_NOOP("Checking this computer and the data directory"),
        "database": QT_TR_NOOP("Starting the private database"),
        "migrating": QT_TR_NOOP("Bringing the database up to date"),
        "keys": QT_TR_NOOP("Making the keys"),
        "records": QT_TR_NOOP("Writing the first records"),
        "other": QT_TR_NOOP("Working"),
    }


def step_text(step: str) -> str:
    """The words for a step's code; an unknown code gets a general word."""
    source = StepTexts.BY_STEP.get(step, StepTexts.BY_STEP["other"])
    return QCoreApplication.translate("StepTexts", source)
