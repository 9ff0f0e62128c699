"""“I have a backup”: which one, what opens it, restoring; every error at the place where it can be mended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from core.backup.restoring import Restored
from core.backup.store import BackupStore
from core.cancel import CancelToken
from core.errors import AnamnesisError, BackupError, DiskFull, InputRefused, WrongPassphrase
from core.ids import WorkspaceId, new_id
from tests.fakes.backups import NOW, PRACTICE, WHOLE, manifest_of
from tests.fakes.workspace import FakeWorkspace
from ui.jobs import Jobs
from ui.onboarding import restoring_step
from ui.onboarding.wizard import OnboardingWizard
from ui.operations.restoring import RestoreRequest
from ui.theme import styled_at_the_end


@pytest.fixture
def workspace() -> FakeWorkspace:
    return FakeWorkspace("absent")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder with three backups of one practice."""
    folder = tmp_path / "stick"
    store = BackupStore.make(folder / "Anamnesis backups 5e1f0000", PRACTICE)
    for day in (20, 21, 22):
        store.write_backup(made_at=NOW.replace(day=day), position=day, content=b"sealed")
    return folder


class Restoring:
    """Stands for `restore_backup`: fails as told, or waits for its cancellation."""

    def __init__(self, workspace: FakeWorkspace) -> None:
        self.asked: list[RestoreRequest] = []
        self.failures: list[AnamnesisError] = []
        self.waits = False
        self.age: Literal["unknown", "stale"] = "unknown"
        self._workspace = workspace

    def __call__(
        self,
        workspace: object,
        request: RestoreRequest,
        *,
        cancel: CancelToken,
        on_step: Callable[[str], None],
        on_progress: Callable[[int, int], None],
    ) -> Restored:
        self.asked.append(request)
        for step in ("opening", "database", "loading"):
            on_step(step)
        while self.waits:
            cancel.raise_if_cancelled()
        if self.failures:
            raise self.failures.pop(0)
        on_step("verifying")
        on_progress(5, 5)
        self._workspace.state = "unlocked"
        known = 90 if self.age == "stale" else 0
        return Restored(manifest_of(NOW), WHOLE, self.age, 42, known, {})


@pytest.fixture
def restoring(workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> Restoring:
    made = Restoring(workspace)
    monkeypatch.setattr(restoring_step, "restore_backup", made)
    return made


@pytest.fixture
def wizard(qtbot: QtBot, jobs: Jobs, restoring: Restoring) -> OnboardingWizard:
    with styled_at_the_end():
        made = OnboardingWizard(jobs)
    qtbot.addWidget(made)
    made.resize(900, 800)
    made.show()
    return made


def shown(wizard: OnboardingWizard) -> Any:
    return wizard.step


def to_the_key(qtbot: QtBot, wizard: OnboardingWizard, stick: Path) -> Any:
    path: Any = wizard.restore
    wizard.has_backup.click()
    assert shown(wizard) is path.file
    assert not wizard.next.isEnabled()
    path.file.folder_button.click()
    (chooser,) = path.file.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(stick))
    chooser.done(QDialog.DialogCode.Accepted)
    qtbot.waitUntil(lambda: wizard.next.isEnabled())
    wizard.next.click()
    assert shown(wizard) is path.key
    return path


def test_from_welcome_to_the_restored_practice(
    qtbot: QtBot, wizard: OnboardingWizard, restoring: Restoring, stick: Path
) -> None:
    path = to_the_key(qtbot, wizard, stick)
    assert "22 Nov 2026" in path.key.made.text()
    assert not wizard.next.isEnabled()
    path.key.passphrase.line.setText("seven quiet herons")
    wizard.next.click()
    qtbot.waitUntil(lambda: path.restoring.done is not None)
    assert wizard.has_practice
    assert not wizard.by_recovery_key
    assert not wizard.key_unconfirmed
    (request,) = restoring.asked
    assert request.path.name.startswith("20261122T")
    assert (request.secret, request.by_recovery_key, request.salvage) == ("seven quiet herons", False, False)
    assert path.key.passphrase.text == ""
    assert path.restoring.steps.texts[-1] == "Opening every record"
    assert any("5 of 5 notes" in each.text() for each in path.restoring.lines)
    assert not wizard.back.isVisible()
    with qtbot.waitSignal(wizard.finished):
        wizard.next.click()


def test_the_recovery_key_asks_for_a_new_passphrase_afterwards(
    qtbot: QtBot, wizard: OnboardingWizard, restoring: Restoring, stick: Path
) -> None:
    path = to_the_key(qtbot, wizard, stick)
    path.key.other_way.click()
    path.key.recovery_key.setText("ABCD")
    restoring.failures = [InputRefused("recovery_key_mistyped")]
    wizard.next.click()
    qtbot.waitUntil(lambda: path.key.message.isVisible())
    assert shown(wizard) is path.key
    assert "not a whole recovery key" in path.key.message.accessibleName()
    wizard.next.click()
    qtbot.waitUntil(lambda: wizard.by_recovery_key)
    assert restoring.asked[-1].by_recovery_key


def test_a_wrong_passphrase_is_told_beside_the_field(
    qtbot: QtBot, wizard: OnboardingWizard, restoring: Restoring, stick: Path
) -> None:
    path = to_the_key(qtbot, wizard, stick)
    path.key.passphrase.line.setText("wrong")
    restoring.failures = [WrongPassphrase()]
    wizard.next.click()
    qtbot.waitUntil(lambda: path.key.message.isVisible())
    assert not wizard.has_practice
    assert wizard.back.isVisible()


@pytest.mark.parametrize("code", ["backup_not_one", "backup_newer_format", "backup_not_signed"])
def test_another_file_is_asked_for_where_this_one_will_not_do(
    qtbot: QtBot, wizard: OnboardingWizard, restoring: Restoring, stick: Path, code: str
) -> None:
    path = to_the_key(qtbot, wizard, stick)
    path.key.passphrase.line.setText("seven quiet herons")
    restoring.failures = [BackupError(code)]
    wizard.next.click()
    qtbot.waitUntil(lambda: path.file.message.isVisible())
    assert shown(wizard) is path.file


def test_a_full_disk_is_told_and_can_be_tried_again(
    qtbot: QtBot, wizard: OnboardingWizard, restoring: Restoring, stick: Path
) -> None:
    path = to_the_key(qtbot, wizard, stick)
    path.key.passphrase.line.setText("seven quiet herons")
    restoring.failures = [DiskFull()]
    wizard.next.click()
    qtbot.waitUntil(lambda: path.restoring.message.isVisible())
    assert wizard.next.text() == "&Try again"
    wizard.next.click()
    qtbot.waitUntil(lambda: path.restoring.done is not None)
    assert not restoring.asked[-1].salvage


def test_what_is_damaged_can_be_left_out(
    qtbot: QtBot, wizard: OnboardingWizard, restoring: Restoring, stick: Path
) -> None:
    path = to_the_key(qtbot, wizard, stick)
    path.key.passphrase.line.setText("seven quiet herons")
    restoring.failures = [BackupError("backup_piece_missing")]
    wizard.next.click()
    qtbot.waitUntil(lambda: path.restoring.message.isVisible())
    assert "can be" in wizard.next.text()
    wizard.next.click()
    qtbot.waitUntil(lambda: path.restoring.done is not None)
    assert restoring.asked[-1].salvage


def test_an_older_state_is_named_and_gone_on_from(
    qtbot: QtBot, wizard: OnboardingWizard, workspace: FakeWorkspace, restoring: Restoring, stick: Path
) -> None:
    path = to_the_key(qtbot, wizard, stick)
    path.key.passphrase.line.setText("seven quiet herons")
    restoring.age = "stale"
    wizard.next.click()
    qtbot.waitUntil(lambda: path.restoring.done is not None)
    assert any("older than what this computer knew" in each.text() for each in path.restoring.lines)
    assert wizard.next.text() == "&Go on from this state"
    with qtbot.waitSignal(wizard.finished):
        wizard.next.click()
    assert workspace.prepared.integrity.accepted == 1


def test_a_restore_can_be_stopped(
    qtbot: QtBot, wizard: OnboardingWizard, restoring: Restoring, stick: Path
) -> None:
    path = to_the_key(qtbot, wizard, stick)
    path.key.passphrase.line.setText("seven quiet herons")
    restoring.waits = True
    wizard.next.click()
    qtbot.waitUntil(lambda: path.restoring.steps.texts[-1:] == ["Restoring the records"])
    assert wizard.restores
    assert not wizard.next.isVisible()
    path.restoring.stop_button.click()
    qtbot.waitUntil(lambda: path.restoring.message.isVisible())
    assert "removed again" in path.restoring.message.accessibleName()
    wizard.back.click()
    assert shown(wizard) is path.key
    wizard.back.click()
    wizard.back.click()
    assert shown(wizard) is wizard.welcome


def test_a_file_without_its_folder_is_told(qtbot: QtBot, wizard: OnboardingWizard, stick: Path) -> None:
    path = wizard.restore
    wizard.has_backup.click()
    (first, *_) = sorted(stick.rglob("*.anamnesis-backup"))
    alone = stick.parent / "mail" / first.name
    alone.parent.mkdir()
    alone.write_bytes(first.read_bytes())
    path.file.look(str(alone))
    qtbot.waitUntil(lambda: path.file.message.isVisible())
    assert "Only one file" in path.file.message.accessibleName()
    path.file.look(str(first))
    qtbot.waitUntil(lambda: wizard.next.isEnabled())
    assert len(path.file.list.rows.rows) == 1
    empty = stick.parent / "empty"
    empty.mkdir()
    path.file.look(str(empty))
    qtbot.waitUntil(lambda: "no backup in this folder" in path.file.message.accessibleName())


def test_backups_of_two_practices_are_told_apart(qtbot: QtBot, wizard: OnboardingWizard, stick: Path) -> None:
    other = BackupStore.make(stick / "Anamnesis backups 00000001", WorkspaceId(new_id()))
    other.write_backup(made_at=NOW, position=1, content=b"sealed")
    path = wizard.restore
    wizard.has_backup.click()
    path.file.look(str(stick))
    qtbot.waitUntil(lambda: len(path.file.list.rows.rows) == 4)
    assert len({each.detail for each in path.file.list.rows.rows}) == 2
