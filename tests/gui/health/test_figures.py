"""The drawings of the last weeks: what they show of the counts, and where."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.health.service import FIGURE_DAYS
from core.metrics.summary import Figures, figures
from tests.gui.health.findings import LAST_DAY, some_days
from ui.health.figures_view import FiguresSheet, FiguresView
from ui.health.panel_painting import place_at, plot_room
from ui.health.panels import BarPanel, LinePanel, PanelMaker, percent_text
from ui.i18n import install_translator
from ui.theme import apply_theme


def counted() -> Figures:
    return figures(some_days(), today=LAST_DAY)


def test_each_day_has_its_place(qtbot: QtBot) -> None:
    asking, *_ = PanelMaker().panels(counted())
    assert isinstance(asking, LinePanel)
    assert len(asking.days) == FIGURE_DAYS
    assert asking.days[-1] == LAST_DAY
    median, p95, p99 = (each.values for each in asking.series)
    for place, day in enumerate(asking.days):
        there = LAST_DAY - day < timedelta(days=24) and day.weekday() != 5
        assert (p95[place] is not None) == there
    known = [values for values in zip(median, p95, p99, strict=True) if None not in values]
    assert all(low <= middle <= high for low, middle, high in known)  # type: ignore[operator]
    assert asking.limit == 8.0
    assert asking.highest >= max(value for _, _, value in known if value is not None)


def test_shares_and_failures(qtbot: QtBot) -> None:
    *_, answers, starts, failures, kinds = PanelMaker().panels(counted())
    assert isinstance(answers, LinePanel)
    assert isinstance(failures, LinePanel)
    assert isinstance(kinds, BarPanel)
    assert "from the cache" in answers.told
    (unscored,) = [each for each in answers.series if each.name == "no second check"]
    assert unscored.name in answers.told
    assert {value for value in unscored.values if value is not None} == {0, 1 / 20, 2 / 21}
    assert starts.told.startswith("\u200e")
    assert failures.limit == 0.05
    assert [count for _, count in kinds.bars] == sorted((count for _, count in kinds.bars), reverse=True)
    assert kinds.bars[1][0] == "The disk is full"


def test_nothing_counted_is_said(qtbot: QtBot) -> None:
    view = FiguresView()
    qtbot.addWidget(view)
    view.show_figures(figures((), today=LAST_DAY))
    assert all(panel.empty for panel in view.sheet.panels)
    assert not view.empty.isHidden()


def test_a_day_tells_its_numbers(qtbot: QtBot) -> None:
    sheet = FiguresSheet()
    qtbot.addWidget(sheet)
    sheet.resize(1200, 900)
    sheet.show_panels(PanelMaker().panels(counted()))
    room = sheet._rooms(sheet.width())[0]
    plot = plot_room(room)
    last = QPoint(int(plot.right()) - 1, int(plot.center().y()))
    told = sheet.told_at(last)
    assert "1 Jun 2026" in told
    assert "40 times" in told
    assert sheet.told_at(QPoint(int(plot.left()) + 1, int(plot.center().y()))) == ""
    assert sheet.told_at(QPoint(1, 1)) == ""
    sheet.show()
    qtbot.mouseMove(sheet, last)
    qtbot.waitUntil(lambda: sheet.toolTip() == told)
    assert "Asking" in sheet.accessibleDescription()


def test_positions_outside_are_the_nearest_day(qtbot: QtBot) -> None:
    panel = PanelMaker().panels(counted())[0]
    assert isinstance(panel, LinePanel)
    sheet = FiguresSheet()
    qtbot.addWidget(sheet)
    sheet.show_panels((panel,))
    plot = plot_room(sheet._rooms(600)[0])
    assert place_at(plot, plot.left() - 50, panel) == 0
    assert place_at(plot, plot.right() + 50, panel) == FIGURE_DAYS - 1


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("width", [480, 1200])
def test_it_is_drawn_in_every_dress(qtbot: QtBot, qapp: QApplication, theme, language, width: int) -> None:
    install_translator(qapp, language)
    apply_theme(qapp, theme)
    sheet = FiguresSheet()
    qtbot.addWidget(sheet)
    sheet.resize(width, 1000)
    sheet.show_panels(PanelMaker().panels(counted()))
    sheet.show()
    image = sheet.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, width, 7) for y in range(0, 900, 7)}
    assert len(colours) > 4
    rooms = sheet._rooms(width)
    assert sheet.minimumHeight() >= rooms[-1].bottom()
    mirrored = language == "he"
    assert (sheet.layoutDirection() == Qt.LayoutDirection.RightToLeft) == mirrored
    if width == 1200:
        assert (rooms[0].left() > rooms[1].left()) == mirrored


def test_percents(qtbot: QtBot) -> None:
    texts = [percent_text(share).strip("\u2066\u2069") for share in (0, 0.004, 0.05, 0.25, 1)]
    assert texts == ["0 %", "0.4 %", "5.0 %", "25 %", "100 %"]
