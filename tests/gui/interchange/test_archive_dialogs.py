"""Archives in the window: protected unless somebody says otherwise, read before anything is stored."""

from __future__ import annotations

from pathlib import Path

import pyrage
import pytest
from pytestqt.qtbot import QtBot

from core.interchange.archive import age_passphrase
from core.interchange.archive.dto import Protection
from tests.fixtures.exchange import Exchange
from tests.workspace.archives import PASSPHRASE, PROTECTED, unpacked
from ui.interchange.archive_import_dialog import ArchiveImportDialog
from ui.interchange.export_dialog import ExportDialog
from ui.interchange.import_dialog import ImportDialog
from ui.interchange.practice_export_dialog import PracticeExportDialog
from ui.interchange.protection_form import ProtectionForm
from ui.jobs import Jobs


@pytest.fixture(autouse=True)
def cheap_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(age_passphrase, "WORK_FACTOR", 4)


def type_passphrase(form: ProtectionForm, again: str = PASSPHRASE) -> None:
    form.pair.first.line.setText(PASSPHRASE)
    form.pair.again.line.setText(again)


def test_a_chart_is_exported_as_an_archive(
    qtbot: QtBot, jobs: Jobs, exchange: Exchange, tmp_path: Path
) -> None:
    dialog = ExportDialog(jobs, exchange.miriam)
    dialog.show()
    assert "Attachments" in dialog.warning.text()
    dialog.choices["archive"].setChecked(True)
    assert not dialog.go_button.isEnabled()
    assert "attachments, appointments, letters" in dialog.warning.text()
    type_passphrase(dialog.protection, again="something else")
    assert not dialog.go_button.isEnabled()
    type_passphrase(dialog.protection)
    assert dialog.go_button.isEnabled()
    dialog.export_to(tmp_path / "miriam.tar.age")
    qtbot.waitUntil(lambda: "Exported" in dialog.message.accessibleName())
    assert f"clients/{exchange.miriam.client_id}/client.json" in unpacked(tmp_path / "miriam.tar.age")
    assert dialog.protection.pair.passphrase == ""


def test_the_practice_is_exported_for_the_holder_of_a_key(
    qtbot: QtBot, jobs: Jobs, exchange: Exchange, tmp_path: Path
) -> None:
    dialog = PracticeExportDialog(jobs)
    dialog.show()
    identity = pyrage.x25519.Identity.generate()
    dialog.protection.kind.setCurrentIndex(1)
    assert not dialog.go_button.isEnabled()
    dialog.protection.recipients.setPlainText(f"\n {identity.to_public()} \n")
    assert dialog.go_button.isEnabled()
    path = tmp_path / "practice.tar.age"
    dialog.export_to(path)
    qtbot.waitUntil(lambda: "Exported" in dialog.message.accessibleName())
    assert "2 client" in dialog.message.accessibleName()
    assert pyrage.decrypt(path.read_bytes(), [identity]).startswith(b"archive.json")


def test_leaving_it_open_has_to_be_chosen(qtbot: QtBot, jobs: Jobs, exchange: Exchange) -> None:
    dialog = PracticeExportDialog(jobs)
    assert dialog.protection.protection is None
    dialog.protection.kind.setCurrentIndex(2)
    assert dialog.protection.protection == Protection("none")


def test_a_bad_recipient_is_named(qtbot: QtBot, jobs: Jobs, exchange: Exchange, tmp_path: Path) -> None:
    dialog = PracticeExportDialog(jobs)
    dialog.show()
    dialog.protection.kind.setCurrentIndex(1)
    dialog.protection.recipients.setPlainText("age1nobody")
    dialog.export_to(tmp_path / "x.tar.age")
    qtbot.waitUntil(lambda: "no age recipient" in dialog.message.accessibleName())
    assert not (tmp_path / "x.tar.age").exists()


def test_an_archive_is_read_before_it_is_stored(
    qtbot: QtBot, jobs: Jobs, exchange: Exchange, tmp_path: Path
) -> None:
    path = tmp_path / "miriam.tar.age"
    exchange.archive_exporter.export_client(exchange.miriam.client_id, path, PROTECTED)
    dialog = ArchiveImportDialog(jobs, path, "passphrase")
    dialog.show()
    assert not dialog.go_button.isEnabled()
    dialog.passphrase.line.setText("not this one at all")
    dialog.go_button.click()
    qtbot.waitUntil(lambda: "does not open" in dialog.message.accessibleName())
    dialog.passphrase.line.setText(PASSPHRASE)
    dialog.go_button.click()
    # The chart is here: it says so instead of offering to store it twice.
    qtbot.waitUntil(lambda: "here already" in dialog.message.accessibleName())
    assert "Practice at the Harbour" in dialog.summary.text()
    assert not dialog.go_button.isEnabled()


def test_the_import_window_knows_an_archive(
    qtbot: QtBot, jobs: Jobs, exchange: Exchange, tmp_path: Path
) -> None:
    path = tmp_path / "practice.tar"
    exchange.archive_exporter.export_practice(path, Protection("none"))
    dialog = ImportDialog(jobs)
    dialog.show()
    dialog.choose([path])
    qtbot.waitUntil(lambda: bool(dialog.findChildren(ArchiveImportDialog)))
    (opened,) = dialog.findChildren(ArchiveImportDialog)
    qtbot.waitUntil(lambda: "not empty" in opened.message.accessibleName())
    opened.close()
    other = tmp_path / "visits.jsonl"
    other.write_text("{}")
    dialog.choose([path, other])
    qtbot.waitUntil(lambda: "by itself" in dialog.message.accessibleName())
