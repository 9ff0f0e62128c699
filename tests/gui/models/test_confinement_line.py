"""What the models' window says of what holds the engine, and why something does not."""

from __future__ import annotations

from typing import get_args

import pytest

from core.child_processes.isolation import Isolation
from core.confinement.report import Reason
from core.engine.model_library.library import ModelLibrary
from ui.models.confinement_words import confinement_line
from ui.models.models_dialog import ModelsDialog


def isolation(**found) -> Isolation:
    return Isolation(True, True, True, True, **found)


HELD = isolation(landlock=4, landlock_reason="", system_calls=True, system_calls_reason="")


def test_every_reason_has_words():
    reasons = [reason for reason in get_args(Reason) if reason]
    told = {reason: confinement_line(isolation(landlock_reason=reason)) for reason in reasons}
    assert all(text and text != confinement_line(HELD) for text in told.values())
    assert (
        len({told[reason] for reason in ("other_system", "processor", "kernel", "disabled", "refused")}) == 5
    )


def test_both_measures_have_to_hold():
    only_files = isolation(landlock=4, landlock_reason="", system_calls_reason="processor")
    assert confinement_line(only_files) == confinement_line(isolation(landlock_reason="processor"))
    assert confinement_line(None) == ""


@pytest.mark.parametrize("found", [None, HELD])
def test_the_window_says_it(qtbot, jobs, workspace, tmp_path, found):
    workspace.state = "unlocked"
    workspace.prepared.engine.isolation = found
    dialog = ModelsDialog(jobs, ModelLibrary(tmp_path / "models"))
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert dialog.confinement.isVisible() == (found is not None)
    assert dialog.confinement.text() == confinement_line(found)
