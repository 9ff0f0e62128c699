"""One letter chooses one thing: within a menu, and within a dialog, no key is underlined twice.

The chart's menu in English is left out: it has more commands than the alphabet has letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QMenu, QMenuBar
from pytestqt.qtbot import QtBot

from core.engine.model_library.library import ModelLibrary
from tests.fakes.practice import furnished
from tests.fakes.workspace import PASSPHRASE, FakeWorkspace, as_workspace
from ui.i18n import Language, install_translator
from ui.jobs import Jobs
from ui.models.models_dialog import ModelsDialog
from ui.preferences import Preferences
from ui.shell.window import MainWindow
from ui.vocabulary.vocabulary_dialog import VocabularyDialog

_LETTERS = 26


def _key(text: str) -> str:
    found = re.search(r"&([^&])", text.replace("&&", ""))
    return found.group(1).casefold() if found else ""


def _given_twice(texts: Iterable[str]) -> list[str]:
    marked = [text for text in texts if _key(text)]
    times = Counter(_key(text) for text in marked)
    return [text for text in marked if times[_key(text)] > 1 and len(marked) <= _LETTERS]


def _all_menus(bar: QMenuBar) -> list[list[str]]:
    menus = [bar.actions(), *(menu.actions() for menu in bar.findChildren(QMenu))]
    return [[action.text() for action in actions] for actions in menus]


@pytest.mark.parametrize("language", ["en", "he"])
def test_no_letter_stands_twice_in_a_menu(
    qtbot: QtBot, workspace: FakeWorkspace, jobs: Jobs, qapp: QApplication, language: Language
) -> None:
    install_translator(qapp, language)
    preferences = Preferences()
    preferences.language = language
    with furnished(workspace):
        workspace.state = "locked"
        window = MainWindow(as_workspace(workspace), jobs, preferences=preferences)
        window.show()
        window.start()
        qtbot.waitUntil(lambda: window.lock_screen.person.person is not None, timeout=10_000)
        window.lock_screen.passphrase.line.setText(PASSPHRASE)
        window.lock_screen.button.click()
        qtbot.waitUntil(lambda: window.unlocked and not jobs.busy, timeout=10_000)
        menus = _all_menus(window.menuBar())
    assert sum(map(len, menus)) > 40, "the menus are filled"
    assert [twice for menu in menus if (twice := _given_twice(menu))] == []


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize(
    "make",
    [
        lambda jobs, _folder: VocabularyDialog(jobs),
        lambda jobs, folder: ModelsDialog(jobs, ModelLibrary(folder)),
    ],
)
def test_no_letter_stands_twice_in_a_dialog(
    qtbot: QtBot,
    workspace: FakeWorkspace,
    jobs: Jobs,
    qapp: QApplication,
    tmp_path: Path,
    make: Callable[[Jobs, Path], QDialog],
    language: Language,
) -> None:
    install_translator(qapp, language)
    workspace.state = "unlocked"
    dialog = make(jobs, tmp_path)
    qtbot.addWidget(dialog)
    labels = [each.text() for each in dialog.findChildren(QLabel) if each.buddy() is not None]
    texts = labels + [each.text() for each in dialog.findChildren(QAbstractButton)]
    assert sum(bool(_key(text)) for text in texts) >= 4, "there are keys to compare"
    assert _given_twice(texts) == []
    qtbot.waitUntil(lambda: not jobs.busy, timeout=10_000)
