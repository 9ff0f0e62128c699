"""Each export format has everything that it needs: a test that fails names what is missing."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.cli.parser import build_parser
from core.interchange.export_formats import EXPORT_FORMATS
from tests.fixtures.exchange import Exchange
from ui.interchange.export_dialog import ExportDialog
from ui.interchange.export_formats import FORMAT_WORDS
from ui.jobs import Jobs

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "interchange.md"
WRITTEN = [name for name, each in EXPORT_FORMATS.items() if "protection" not in each.options]


def command_line_choices() -> list[str]:
    (commands,) = (each for each in build_parser()._actions if isinstance(each, argparse._SubParsersAction))
    (found,) = (each for each in commands.choices["export"]._actions if "--format" in each.option_strings)
    return list(found.choices or ())


def test_every_format_has_its_words() -> None:
    assert set(FORMAT_WORDS) == set(EXPORT_FORMATS), "a row of ui/interchange/export_formats.py"


@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_a_format_has_a_label_with_a_key_of_its_own(name: str) -> None:
    label = FORMAT_WORDS[name].choice
    assert "&" in label
    keys = [each.choice[each.choice.index("&") + 1] for each in FORMAT_WORDS.values()]
    assert keys.count(label[label.index("&") + 1]) == 1


@pytest.mark.parametrize("name", WRITTEN)
def test_a_format_has_an_extension_a_file_dialog_and_a_writer(name: str) -> None:
    words = FORMAT_WORDS[name]
    assert EXPORT_FORMATS[name].ending
    assert f"(*.{EXPORT_FORMATS[name].ending})" in words.file_filter
    assert words.step
    assert words.write is not None


@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_a_format_is_a_choice_of_the_command_line(name: str) -> None:
    assert name in command_line_choices()
    assert EXPORT_FORMATS[name].holds


@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_a_format_has_a_row_in_the_documentation(name: str) -> None:
    row = f"| `{name}` | `.{EXPORT_FORMATS[name].ending}` | "
    assert row in GUIDE.read_text("utf-8"), f"add a row to docs/interchange.md: {row}"


def test_the_dialog_offers_each_with_what_else_is_chosen_for_it(
    qtbot: QtBot, jobs: Jobs, exchange: Exchange
) -> None:
    dialog = ExportDialog(jobs, exchange.miriam)
    qtbot.addWidget(dialog)
    dialog.show()
    parts = {"order": dialog.order, "versions": dialog.versions, "protection": dialog.protection}
    assert list(dialog.choices) == list(EXPORT_FORMATS)
    for name, each in EXPORT_FORMATS.items():
        dialog.choices[name].setChecked(True)
        assert dialog.chosen == name
        usable = {option for option, part in parts.items() if part.isVisible() and part.isEnabled()}
        assert usable == set(each.options)


@pytest.mark.parametrize("name", WRITTEN)
def test_the_dialog_writes_each(
    name: str, qtbot: QtBot, jobs: Jobs, exchange: Exchange, tmp_path: Path
) -> None:
    dialog = ExportDialog(jobs, exchange.miriam)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.choices[name].setChecked(True)
    out = tmp_path / f"chart.{EXPORT_FORMATS[name].ending}"
    dialog.export_to(out)
    qtbot.waitUntil(lambda: "Exported" in dialog.message.accessibleName())
    assert out.stat().st_size > 0
