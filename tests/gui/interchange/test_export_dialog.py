"""Exporting in the window: the client named, the warning said, the file where it was asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest
from pytestqt.qtbot import QtBot

from tests.fixtures.exchange import Exchange
from ui.interchange.export_dialog import ExportDialog
from ui.jobs import Jobs
from ui.widgets.paragraph import Paragraph


@pytest.fixture
def dialog(qtbot: QtBot, jobs: Jobs, exchange: Exchange) -> ExportDialog:
    made = ExportDialog(jobs, exchange.miriam)
    made.show()
    return made


def test_whose_chart_it_is_and_what_it_means_is_said(dialog: ExportDialog) -> None:
    assert "Adler, Miriam" in dialog.who.text()
    said = " ".join(each.text() for each in dialog.form.findChildren(Paragraph))
    for word in ("not protected", "Attachments", "audit log"):
        assert word in said


def test_a_pdf_is_written(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.export_to(tmp_path / "chart.pdf")
    qtbot.waitUntil(lambda: "Exported" in dialog.message.accessibleName())
    document = pypdfium2.PdfDocument(str(tmp_path / "chart.pdf"))
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert "Right shoulder pain" in text
    assert "Page 1 of 1" in text


def test_json_lines_are_written(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.choices["jsonl"].setChecked(True)
    dialog.versions.setChecked(True)
    dialog.export_to(tmp_path / "chart.jsonl")
    qtbot.waitUntil(lambda: "Exported" in dialog.message.accessibleName())
    document = json.loads((tmp_path / "chart.jsonl").read_text("utf-8"))
    assert document["client"]["allergies"] == ["Penicillin"]
    assert len(document["sessions"][0]["versions"]) == 2


def test_nothing_is_written_among_the_records(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    dialog.export_to(tmp_path / "data" / "chart.pdf")
    qtbot.waitUntil(lambda: "Not in this folder" in dialog.message.accessibleName())
    assert list((tmp_path / "data").iterdir()) == []
