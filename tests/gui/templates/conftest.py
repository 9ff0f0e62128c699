"""An unlocked practice with texts and words, and an editor that uses them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import pytest

from core.sessions.dto import SoapText
from tests.fakes.templates import FakeSpelling, FakeTemplates
from tests.fakes.workspace import FakeWorkspace
from ui.jobs import Jobs
from ui.sessions.soap_editor import SoapEditor


class Texts(NamedTuple):
    templates: FakeTemplates
    spelling: FakeSpelling


@pytest.fixture
def texts(workspace: FakeWorkspace, jobs: Jobs) -> Iterator[Texts]:
    made = Texts(FakeTemplates(), FakeSpelling("Lisfrancx"))
    workspace.prepared = replace(workspace.prepared, templates=made.templates, spelling=made.spelling)
    workspace.state = "unlocked"
    yield made
    made.templates.release_all()
    made.spelling.release_all()


@pytest.fixture
def editor(qtbot, texts: Texts, jobs: Jobs) -> SoapEditor:
    """On screen, an empty draft, the keyboard in its first field, snippets and dictionaries loaded."""
    made = SoapEditor(jobs=jobs)
    qtbot.addWidget(made)
    made.resize(720, 640)
    made.set_text(SoapText(), read_only=False)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    aids = made.aids
    assert aids is not None
    qtbot.waitUntil(lambda: bool(aids.snippets) and aids.spelling.has_speller, timeout=20_000)
    made.focus_first()
    qtbot.waitUntil(made.fields["subjective"].edit.hasFocus)
    return made
