"""Models and index: what is shown of each, adding a folder, choosing, removing, and following the index."""

from __future__ import annotations

import shutil
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from core.assistant.acceptance.check import check_version
from core.cancel import CancelToken
from core.engine.catalogue import ModelSpec, starter_models
from core.engine.model_library.library import ModelLibrary
from core.engine.model_library.listed import LibraryModel
from core.engine.model_library.verdicts import StoredVerdict
from core.engine.processor.record import Trial
from core.errors import Cancelled, EngineProblem
from core.retrieval.dto import Building, Drift, IndexStatus
from tests.fakes.embedder_folder import embedder_folder
from tests.fakes.gguf_file import gguf_file
from tests.fakes.workspace import FakeIndex, FakeWorkspace
from ui.jobs import Jobs
from ui.models import models_dialog
from ui.models.models_dialog import ModelsDialog
from ui.models.models_list import MODEL_ROLE
from ui.models.words import IndexWords, about_line, earned_text, need_line, use_word
from ui.operations.operation import Operation
from ui.shell.close_popups import close_popups
from ui.widgets.question import Question

STARTER = "multilingual-e5-small"
WORKS = Trial(True, "avx2", "2026-01-02", prompt_tokens_per_s=90.0, tokens_per_s=12.4)


@pytest.fixture
def index(workspace: FakeWorkspace) -> FakeIndex:
    workspace.state = "unlocked"
    found: FakeIndex = workspace.prepared.index
    found.current = IndexStatus(total=84, indexed=84, passages=1240, model=STARTER)
    return found


@pytest.fixture
def models_dir(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return embedder_folder(tmp_path / "tiny-embedder")


@pytest.fixture
def dialog(qtbot: QtBot, jobs: Jobs, index: FakeIndex, models_dir: Path) -> ModelsDialog:
    made = ModelsDialog(jobs, ModelLibrary(models_dir))
    # Tests look at it after it has gone.
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.open()
    qtbot.waitUntil(lambda: not jobs.busy)
    return made


def _names(dialog: ModelsDialog) -> list[str]:
    return [each.name for each in dialog.model.models]


def _mark(dialog: ModelsDialog, name: str) -> LibraryModel:
    dialog.list.setCurrentIndex(dialog.model.index_of(name))
    chosen = dialog.chosen
    assert chosen is not None
    return chosen


def _plain(text: str) -> str:
    return "".join(each for each in text if each not in "\u2066\u2067\u2068\u2069\u200e\u200f")


def test_the_starter_models_are_there_with_licence_and_size(dialog: ModelsDialog) -> None:
    assert _names(dialog) == [STARTER, "SmolLM2-135M-Instruct"]
    spoken = _plain(str(dialog.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)))
    for words in (STARTER, "in use", "for finding", "176 MB", "licence MIT", "came with Anamnesis"):
        assert words in spoken
    assert isinstance(dialog.model.index(0).data(MODEL_ROLE), LibraryModel)
    _mark(dialog, STARTER)
    assert not dialog.use_button.isEnabled(), "it is the one in use"
    assert not dialog.remove_button.isEnabled()
    assert "comes with Anamnesis" in dialog.remove_button.toolTip()
    _mark(dialog, "SmolLM2-135M-Instruct")
    assert not dialog.use_button.isEnabled(), "its files are not there"
    assert not dialog.check_button.isEnabled()


def test_a_folder_is_added_used_and_removed_again(
    qtbot: QtBot, dialog: ModelsDialog, jobs: Jobs, index: FakeIndex, folder: Path, models_dir: Path
) -> None:
    dialog.add(str(folder))
    qtbot.waitUntil(lambda: "tiny-embedder" in _names(dialog) and not jobs.busy)
    chosen = dialog.chosen
    assert chosen is not None
    assert chosen.name == "tiny-embedder", "what was added is marked"
    assert "tiny-embedder was added" in _plain(dialog.message.accessibleName())
    assert dialog.use_button.isEnabled()
    qtbot.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.use_button.isEnabled() and not jobs.busy)
    assert index.woken == 1, "the index begins to be built"
    assert ModelLibrary(models_dir).wanted_embedder().name == "tiny-embedder"
    assert not dialog.remove_button.isEnabled(), "what is in use stays"
    _use_the_starter(models_dir)
    dialog.reload()
    qtbot.waitUntil(lambda: not jobs.busy)
    _mark(dialog, "tiny-embedder")
    qtbot.mouseClick(dialog.remove_button, Qt.MouseButton.LeftButton)
    (question,) = dialog.findChildren(Question)
    assert "tiny-embedder" in question.text()
    question.yes_button.click()
    qtbot.waitUntil(lambda: "tiny-embedder" not in _names(dialog))


def _use_the_starter(models_dir: Path) -> None:
    """As if its files were here."""
    starter = starter_models(models_dir).embedder
    starter.path.mkdir()
    starter.weights.write_bytes(b"")
    ModelLibrary(models_dir).use(STARTER)


def test_what_is_refused_is_told_in_words(
    qtbot: QtBot, dialog: ModelsDialog, jobs: Jobs, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    dialog.add(str(tmp_path / "empty"))
    qtbot.waitUntil(lambda: not dialog.work.working)
    assert "The model was not added" in dialog.message.accessibleName()
    assert _names(dialog) == [STARTER, "SmolLM2-135M-Instruct"]


def test_a_list_that_cannot_be_read_is_told(
    qtbot: QtBot, dialog: ModelsDialog, jobs: Jobs, folder: Path, models_dir: Path
) -> None:
    dialog.add(str(folder))
    qtbot.waitUntil(lambda: not dialog.work.working and not jobs.busy)
    for record in models_dir.glob("*.json"):
        record.write_text("{", "utf-8")
    dialog.reload()
    qtbot.waitUntil(lambda: "cannot be read" in dialog.message.accessibleName())


def test_the_index_is_followed_while_it_is_open(qtbot: QtBot, dialog: ModelsDialog, index: FakeIndex) -> None:
    assert _plain(dialog.card.title.text()) == f"Notes are found with {STARTER}."
    assert "All 84" in dialog.card.state.text()
    assert not dialog.card.bar.isVisible()
    building = Building("tiny-embedder", 21, 84)
    index.tell_from_background(
        replace(index.current, building=building, sources_per_s=0.5, remaining_s=126.0)
    )
    qtbot.waitUntil(lambda: dialog.card.bar.isVisible())
    assert "tiny-embedder, 25 % (21 of 84)" in _plain(dialog.card.building.text())
    assert _plain(dialog.card.pace.text()) == "30 a minute; about 3 minutes left"
    assert (dialog.card.bar.value(), dialog.card.bar.maximum()) == (21, 84)
    index.tell_from_background(IndexStatus(total=84, indexed=12, problem="disk_full"))
    qtbot.waitUntil(lambda: "disk is full" in dialog.card.problem.text())
    assert "found by their words only" in dialog.card.title.text()
    assert "14 % indexed: 12 of 84" in dialog.card.state.text()


def test_closing_ends_the_listening(qtbot: QtBot, dialog: ModelsDialog, index: FakeIndex) -> None:
    assert index.listeners == 1
    dialog.reject()
    assert index.listeners == 0
    assert dialog.result() == QDialog.DialogCode.Rejected.value


def test_closed_before_the_answer_came_it_does_not_listen(
    qtbot: QtBot, jobs: Jobs, index: FakeIndex, models_dir: Path
) -> None:
    made = ModelsDialog(jobs, ModelLibrary(models_dir))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.open()
    made.reject()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert index.listeners == 0


def test_a_lock_takes_it_away(qtbot: QtBot, dialog: ModelsDialog, index: FakeIndex) -> None:
    close_popups()
    assert not dialog.isVisible()
    assert index.listeners == 0


def test_the_index_is_rebuilt_after_a_question(
    qtbot: QtBot, dialog: ModelsDialog, jobs: Jobs, index: FakeIndex
) -> None:
    qtbot.mouseClick(dialog.card.rebuild_button, Qt.MouseButton.LeftButton)
    (question,) = dialog.findChildren(Question)
    assert index.rebuilt == 0
    question.yes_button.click()
    qtbot.waitUntil(lambda: index.rebuilt == 1 and not jobs.busy)


def test_closing_while_a_folder_is_copied_stops_that_first(
    qtbot: QtBot, dialog: ModelsDialog, jobs: Jobs, folder: Path, models_dir: Path
) -> None:
    dialog.add(str(folder))
    dialog.reject()
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: not dialog.work.working and not jobs.busy)
    dialog.reject()
    assert not dialog.isVisible()
    assert not list(models_dir.glob("added/.adding-*"))


def test_words_of_a_model_that_asks_for_much(folder: Path, models_dir: Path) -> None:
    library = ModelLibrary(models_dir, machine_bytes=500 << 20)
    model = library.add(folder)
    assert need_line(model) == ("\u200e" + need_line(model)[0].lstrip("\u200e"), "caution")
    assert "much for this computer" in need_line(model)[0]
    assert "licence not stated" in about_line(replace(model, spec=replace(model.spec, licence="")))
    shutil.rmtree(model.spec.path)
    (_, _, gone) = library.list()
    assert need_line(gone) == ("Its files are missing", "danger")
    building = IndexStatus(building=Building(model.name, 1, 4))
    assert use_word(gone, building) == ("being built: 25 %", "accent")
    assert use_word(replace(gone, wanted=True), IndexStatus()) == ("chosen", "accent")
    assert use_word(gone, IndexStatus()) == ("", "muted")


def test_what_was_put_right_is_said() -> None:
    words = IndexWords()
    assert words.drift(IndexStatus(total=4, indexed=4)) == ""
    assert words.drift(IndexStatus(total=4, indexed=4, drift=Drift())) == ""
    assert words.drift(IndexStatus(total=4, indexed=4, drift=Drift(lacking=2, damaged=1))).startswith("3 ")


def test_an_empty_practice_has_nothing_to_index() -> None:
    words = IndexWords()
    assert words.state(IndexStatus()) == "There is nothing to index yet."
    assert words.building(IndexStatus()) == words.pace(IndexStatus()) == ""


def _verdict(**changed: object) -> StoredVerdict:
    made = StoredVerdict(
        mode="written",
        right=8,
        answerable=8,
        quiet=4,
        absent=4,
        tokens_per_s=12.4,
        first_token_ms=900.0,
        program=check_version(version("anamnesis")),
        checked_at="2026-01-02T03:04:05+00:00",
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def test_a_language_model_is_added_checked_used_and_removed(
    qtbot: QtBot,
    dialog: ModelsDialog,
    jobs: Jobs,
    workspace: FakeWorkspace,
    tmp_path: Path,
    models_dir: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog.add(str(gguf_file(tmp_path / "tiny-writer.gguf")))
    qtbot.waitUntil(lambda: "tiny-writer" in _names(dialog) and not jobs.busy)
    assert "Check it" in dialog.message.accessibleName()
    assert dialog.chosen is not None
    state, tone = need_line(dialog.chosen)
    assert "Use Check to see whether it runs here" in state
    assert tone == "caution"
    assert (dialog.check_button.isEnabled(), dialog.use_button.text()) == (True, "&Use for writing")
    asked: list[str] = []

    def check(library: ModelLibrary, name: str) -> Operation[LibraryModel]:
        asked.append(name)
        model = library.named(name)
        library.verdicts.keep(model.spec.sha256, _verdict())
        return Operation("io", lambda *_: replace(model, trial=WORKS, verdict=_verdict()))

    monkeypatch.setattr(models_dialog, "check_model", check)
    qtbot.mouseClick(dialog.check_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "it writes answers" in dialog.message.accessibleName() and not jobs.busy)
    assert asked == ["tiny-writer"]
    assert "8 of 8 right" in _plain(earned_text(_mark(dialog, "tiny-writer")))
    qtbot.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: workspace.prepared.engine.generators == ["tiny-writer"] and not jobs.busy)
    assert ModelLibrary(models_dir).wanted_generator().name == "tiny-writer"
    assert not dialog.remove_button.isEnabled(), "what is in use stays"
    _mark(dialog, STARTER)
    assert dialog.use_button.text() == "&Use for finding"


def test_a_writer_that_did_not_pass_is_told_as_one(
    qtbot: QtBot,
    dialog: ModelsDialog,
    jobs: Jobs,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog.add(str(gguf_file(tmp_path / "tiny-writer.gguf")))
    qtbot.waitUntil(lambda: "tiny-writer" in _names(dialog) and not jobs.busy)

    def check(library: ModelLibrary, name: str) -> Operation[LibraryModel]:
        model = library.named(name)
        library.verdicts.keep(model.spec.sha256, _verdict(mode="evidence"))
        return Operation("io", lambda *_: replace(model, trial=WORKS, verdict=_verdict(mode="evidence")))

    monkeypatch.setattr(models_dialog, "check_model", check)
    dialog.check()
    qtbot.waitUntil(lambda: "did not pass the check" in dialog.message.accessibleName() and not jobs.busy)
    assert dialog.message.property("tone") == "caution"
    _mark(dialog, "tiny-writer")
    dialog.use()
    qtbot.waitUntil(lambda: "language model" in dialog.message.accessibleName() and not jobs.busy)
    assert dialog.message.property("tone") == "caution", "it is in use and does not write"


def test_one_that_earned_only_reading_is_told_as_a_reader() -> None:
    verdict = _verdict(mode="evidence", right=2, read=11, reads=True)
    spec = ModelSpec("generator", "reader", Path("reader.gguf"), "a" * 64, "MIT")
    model = LibraryModel(spec, starter=False, wanted=True, installed=True, trial=WORKS, verdict=verdict)
    assert _plain(earned_text(model)) == "may read, not write: 11 of 12 read right"
    assert use_word(model, IndexStatus()) == ("in use, chooses quotes", "good")


def test_a_check_that_fails_is_told_and_one_that_is_stopped_too(
    qtbot: QtBot,
    dialog: ModelsDialog,
    jobs: Jobs,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog.add(str(gguf_file(tmp_path / "tiny-writer.gguf")))
    qtbot.waitUntil(lambda: "tiny-writer" in _names(dialog) and not jobs.busy)

    def failing(*_: object) -> LibraryModel:
        raise EngineProblem("acceptance_interrupted")

    monkeypatch.setattr(models_dialog, "check_model", lambda *_: Operation("io", failing))
    dialog.check()
    qtbot.waitUntil(lambda: "did not finish" in dialog.message.accessibleName())
    assert dialog.check_button.isEnabled()

    def waiting(_services: object, cancel: CancelToken, _progress: object) -> LibraryModel:
        assert cancel.wait(20)
        raise Cancelled

    monkeypatch.setattr(models_dialog, "check_model", lambda *_: Operation("io", waiting))
    dialog.check()
    assert not dialog.use_button.isEnabled()
    dialog.reject()
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: "has to be started again" in dialog.message.accessibleName())


def test_both_kinds_can_be_added(dialog: ModelsDialog) -> None:
    folder, file, _bundle = dialog.kinds.actions()
    assert (folder.text(), file.text()) == ("A &folder, for finding…", "A &GGUF file, for writing…")
    file.trigger()
    (chooser,) = dialog.findChildren(QFileDialog)
    assert chooser.fileMode() is QFileDialog.FileMode.ExistingFile
    assert "*.gguf" in chooser.nameFilters()[0]
    chooser.reject()


def test_a_verdict_of_another_version_counts_for_nothing(tmp_path: Path, models_dir: Path) -> None:
    model = ModelLibrary(models_dir).add(gguf_file(tmp_path / "tiny-writer.gguf"))
    assert "passed the check" in earned_text(replace(model, verdict=_verdict()))
    assert "did not pass the check" in earned_text(replace(model, verdict=_verdict(mode="evidence")))
    assert earned_text(replace(model, verdict=_verdict(program="0.0.1"))) == ""


def test_a_writer_in_use_that_has_not_earned_it_is_not_shown_as_one_that_writes(
    tmp_path: Path, models_dir: Path
) -> None:
    added = ModelLibrary(models_dir).add(gguf_file(tmp_path / "tiny-writer.gguf"))
    model = replace(added, wanted=True, trial=WORKS)
    earned, not_earned = (replace(model, verdict=_verdict(mode=mode)) for mode in ("written", "evidence"))
    assert use_word(earned, IndexStatus()) == ("in use, writes answers", "good")
    assert use_word(not_earned, IndexStatus()) == ("in use, quotes only", "caution")
    assert use_word(replace(model, verdict=None), IndexStatus()) == ("not checked yet", "caution")
    older = replace(model, verdict=_verdict(program="0.0.1"))
    assert use_word(older, IndexStatus()) == ("not checked yet", "caution")


def test_a_model_is_in_one_state_at_a_time(tmp_path: Path, models_dir: Path) -> None:
    added = ModelLibrary(models_dir).add(gguf_file(tmp_path / "tiny-writer.gguf"))
    model = replace(added, wanted=True, verdict=_verdict())
    assert use_word(model, IndexStatus()) == ("not checked yet", "caution"), "it has not run here"
    failed = replace(model, trial=replace(WORKS, works=False, reason="SIGILL"))
    line, tone = need_line(failed)
    assert tone == "danger"
    assert "Does not run on this computer (SIGILL" in _plain(line)
    assert "passed" not in line
    assert use_word(failed, IndexStatus()) == ("does not run", "danger")
    line, tone = need_line(replace(model, trial=WORKS))
    assert "runs here (avx2, 12 tokens a second" in _plain(line)
    assert "passed the check: 8 of 8 right" in _plain(line)
