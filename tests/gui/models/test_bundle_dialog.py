"""A bundle is shown before it is installed: who signed it, licence, size, memory; and then whole or not."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from core.engine.model_library.library import ModelLibrary
from core.retrieval.dto import IndexStatus
from tests.fakes.bundle import PASSED, PUBLIC, PUBLISHER, TRUSTED, flipped, small_bundle
from tests.fakes.workspace import FakeIndex, FakeWorkspace
from tests.gui.dragging import dragged, drop
from ui.jobs import Jobs
from ui.models.bundle_dialog import BundleDialog
from ui.models.models_dialog import ModelsDialog
from ui.models.words import about_line
from ui.shell.close_popups import close_popups
from ui.widgets.dragged_bundle import dragged_bundle


@pytest.fixture
def index(workspace: FakeWorkspace) -> FakeIndex:
    workspace.state = "unlocked"
    found: FakeIndex = workspace.prepared.index
    found.current = IndexStatus(total=84, indexed=84, passages=1240, model="multilingual-e5-small")
    return found


@pytest.fixture
def library(tmp_path: Path) -> ModelLibrary:
    return ModelLibrary(tmp_path / "models", bundle_keys=TRUSTED)


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return small_bundle(tmp_path, verdict=PASSED)


def plain(text: str) -> str:
    return "".join(each for each in text if each not in "\u2066\u2067\u2068\u2069\u200e\u200f")


def shown(qtbot: QtBot, jobs: Jobs, library: ModelLibrary, bundle: Path) -> BundleDialog:
    dialog = BundleDialog(jobs, library, bundle)
    # Tests look at it after it has gone.
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    qtbot.waitUntil(lambda: not jobs.busy)
    return dialog


def test_it_says_who_signed_it_and_what_is_in_it(
    qtbot: QtBot, jobs: Jobs, index: FakeIndex, library: ModelLibrary, bundle: Path
) -> None:
    dialog = shown(qtbot, jobs, library, bundle)
    assert plain(dialog.title.text()) == "Bundle clinic, version 1"
    for words in (PUBLISHER, PUBLIC):
        assert words in plain(dialog.signer.text())
    (finds, about_finds), (writes, about_writes) = dialog.models
    assert plain(finds.text()) == "For finding: tiny-embedder"
    assert plain(writes.text()) == "Language model: tiny-writer"
    for words in ("licence Apache-2.0", "memory"):
        assert words in plain(about_finds.text())
    for words in ("500 tokens of notes", "passed the check: 9 of 9 right"):
        assert words in plain(about_writes.text())
    assert dialog.go_button.isEnabled()
    assert len(library.list()) == 2, "nothing is copied before somebody agrees"
    assert dialog.focusWidget() is dialog.use, "typing on agrees to nothing"
    assert not dialog.earlier.isVisible()


@pytest.mark.parametrize("use", [True, False])
def test_what_was_agreed_to_is_installed(
    qtbot: QtBot, jobs: Jobs, index: FakeIndex, library: ModelLibrary, bundle: Path, use: bool
) -> None:
    dialog = shown(qtbot, jobs, library, bundle)
    dialog.use.setChecked(use)
    with qtbot.waitSignal(dialog.installed) as installed:
        qtbot.mouseClick(dialog.go_button, Qt.MouseButton.LeftButton)
    assert [each.name for each in installed.args[0]] == ["tiny-embedder", "tiny-writer"]
    told = plain(dialog.message.accessibleName())
    assert "Installed" in told
    assert ("tiny-writer is the language model of this computer now" in told) is use
    assert ("Choose it under" in told) is not use
    assert (library.wanted_generator().name == "tiny-writer") is use
    assert index.woken == int(use)
    assert not dialog.go_button.isEnabled()
    assert dialog.cancel_button.text() == "Close"


def test_a_bundle_that_was_changed_is_refused_by_the_file_that_was(
    qtbot: QtBot, jobs: Jobs, index: FakeIndex, library: ModelLibrary, bundle: Path
) -> None:
    raw = bundle.read_bytes()
    bundle.write_bytes(flipped(raw, len(raw) - 1))
    dialog = shown(qtbot, jobs, library, bundle)
    qtbot.mouseClick(dialog.go_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert "tiny-writer/model.gguf is not the one that was signed" in plain(dialog.message.accessibleName())
    assert len(library.list()) == 2


def test_what_is_not_trusted_is_told_with_its_key_and_nothing_else(
    qtbot: QtBot, jobs: Jobs, index: FakeIndex, tmp_path: Path, bundle: Path
) -> None:
    strict = ModelLibrary(tmp_path / "models", bundle_keys={"ed25519:" + "A" * 43 + "="})
    dialog = shown(qtbot, jobs, strict, bundle)
    told = plain(dialog.message.accessibleName())
    assert "somebody who is not trusted" in told
    assert PUBLIC in told
    assert PUBLISHER not in told
    assert not dialog.go_button.isEnabled()
    assert not dialog.use.isVisible()


def test_one_that_this_computer_cannot_hold_is_not_offered(
    qtbot: QtBot, jobs: Jobs, index: FakeIndex, tmp_path: Path, bundle: Path
) -> None:
    small = ModelLibrary(tmp_path / "models", bundle_keys=TRUSTED, machine_bytes=64 << 20)
    dialog = shown(qtbot, jobs, small, bundle)
    assert not dialog.go_button.isEnabled()
    assert "too little memory" in plain(dialog.message.accessibleName())


def test_an_earlier_version_is_named(
    qtbot: QtBot, jobs: Jobs, index: FakeIndex, library: ModelLibrary, bundle: Path, tmp_path: Path
) -> None:
    library.install_bundle(bundle)
    dialog = shown(qtbot, jobs, library, small_bundle(tmp_path, version=7, seed=2))
    assert "Version 1 of it was installed before" in plain(dialog.earlier.text())


def test_a_lock_gives_up_what_is_half_copied(
    qtbot: QtBot, jobs: Jobs, index: FakeIndex, library: ModelLibrary, bundle: Path
) -> None:
    dialog = shown(qtbot, jobs, library, bundle)
    dialog.install()
    close_popups()
    assert not dialog.work.working
    qtbot.waitUntil(lambda: not jobs.busy)
    assert len(library.list()) in (2, 4), "all of it or nothing"


def test_only_one_bundle_of_this_computer_is_taken_from_a_drag(tmp_path: Path) -> None:
    bundle, other = tmp_path / "a.anamnesis-models", tmp_path / "scan.pdf"
    assert dragged_bundle(dragged(bundle)) == bundle
    for mime in (dragged(), dragged(other), dragged(bundle, bundle)):
        assert dragged_bundle(mime) is None
    far = QMimeData()
    far.setUrls([QUrl("https://example.invalid/a.anamnesis-models")])
    assert dragged_bundle(far) is None


def test_the_models_dialog_takes_a_bundle_by_menu_and_by_drop(
    qtbot: QtBot, jobs: Jobs, index: FakeIndex, library: ModelLibrary, bundle: Path
) -> None:
    dialog = ModelsDialog(jobs, library)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert not drop(dialog, dragged(bundle.with_suffix(".pdf")))
    assert drop(dialog, dragged(bundle))
    (asked,) = dialog.findChildren(BundleDialog)
    qtbot.waitUntil(lambda: not jobs.busy)
    asked.use.setChecked(False)
    asked.install()
    qtbot.waitUntil(lambda: len(dialog.model.models) == 4 and not jobs.busy)
    assert dialog.chosen is not None
    assert dialog.chosen.name == "tiny-embedder", "what was installed is marked"
    assert "bundle clinic" in plain(about_line(dialog.chosen))
    asked.close()
    (action,) = (each for each in dialog.kinds.actions() if "bundle" in each.text())
    action.trigger()
    (chooser,) = dialog.findChildren(QFileDialog)
    assert chooser.nameFilters() == ["Bundles of models (*.anamnesis-models)"]
    chooser.reject()
