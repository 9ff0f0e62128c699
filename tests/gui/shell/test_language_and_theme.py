"""Changing language and theme while the window is open."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from tests.fakes.people import client_named
from tests.fakes.views import FakeChart, fake_views
from tests.fakes.workspace import as_workspace
from tests.gui.shell.conftest import Driven
from ui.sessions.chart_place import ChartPlace
from ui.shell.window import MainWindow
from ui.theme import DARK, LIGHT, Theme, ThemeFollower, active_theme


def _choose(window: MainWindow, value: str) -> None:
    for menu in window.menuBar().findChildren(QMenu):
        for action in menu.actions():
            if action.data() == value:
                assert menu.isEnabled()
                action.trigger()
                return
    raise AssertionError(f"no such choice: {value}")


def test_hebrew_takes_effect_at_once_and_mirrors(driven: Driven) -> None:
    driven.to_practice()
    adler = client_named("Adler")
    place = ChartPlace(adler.client_id)
    driven.chart.at = place
    _choose(driven.window, "he")
    driven.wait(lambda: QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft)
    driven.wait(lambda: driven.window.unlocked)
    assert driven.window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert driven.window.status.lock_button.text() == "פתוח"
    assert driven.preferences.language == "he"
    driven.wait(lambda: ("show_place", place) in driven.chart.calls)
    list_pane, _chart, ask_pane = driven.window.page.views.widgets
    assert list_pane.x() > ask_pane.x(), "the client list is at the leading edge, which is right now"


def test_back_to_english(driven: Driven) -> None:
    driven.to_practice()
    _choose(driven.window, "he")
    driven.wait(lambda: QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft)
    driven.wait(lambda: driven.window.unlocked)
    _choose(driven.window, "en")
    driven.wait(lambda: QApplication.layoutDirection() == Qt.LayoutDirection.LeftToRight)
    driven.wait(lambda: driven.window.unlocked)
    assert driven.window.status.lock_button.text() == "Unlocked"


def test_unsaved_words_survive_the_wish_for_another_language(driven: Driven) -> None:
    driven.to_practice()
    driven.chart.edit("could not be stored")
    driven.chart.refuses_to_save = True
    before = driven.chart
    _choose(driven.window, "he")
    driven.wait(lambda: not driven.window.page.message.isHidden())
    assert driven.chart is before
    assert driven.preferences.language == "en"
    assert isinstance(driven.chart, FakeChart)
    assert driven.chart.has_unsaved


def test_while_a_practice_is_created_the_language_waits(driven: Driven) -> None:
    driven.workspace.state = "absent"
    driven.window.start()
    driven.wait(lambda: driven.window.current_page is driven.window.wizard)
    assert driven.window.menu_actions.language_enabled
    driven.window.wizard.next.click()
    assert not driven.window.menu_actions.language_enabled


@pytest.mark.parametrize(("mode", "theme"), [("dark", DARK), ("light", LIGHT)])
def test_the_theme_changes_at_once(driven: Driven, qapp: QApplication, mode: str, theme: Theme) -> None:
    follower = ThemeFollower(qapp, "dark" if mode == "light" else "light")
    window = MainWindow(
        as_workspace(driven.workspace),
        driven.jobs,
        theme=follower,
        preferences=driven.preferences,
        views=fake_views,
    )
    _choose(window, mode)
    assert active_theme() is theme
    assert driven.preferences.theme_mode == mode
    window.deleteLater()
    follower.deleteLater()
