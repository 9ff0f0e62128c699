"""Readable in both themes: contrast, focus ring, and the tokens as the only source of colour."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLineEdit,
    QListView,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

import ui
from ui.theme import DARK, LIGHT, Theme, ThemeFollower, active_theme, apply_theme, metrics, set_role
from ui.theme.stylesheet import stylesheet

_UI = Path(ui.__file__).parent
_TEXTS = ("text", "muted", "accent", "danger", "caution", "good")
_GROUNDS = ("ground", "surface", "raised")


def _luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _pairs() -> list[tuple[str, str]]:
    plain = [(text, ground) for text in _TEXTS for ground in _GROUNDS]
    special = [
        ("text", "accent_ground"),
        ("accent", "accent_ground"),
        ("on_accent", "accent"),
        ("on_accent", "accent_hover"),
        ("text", "evidence"),
    ]
    return plain + special


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_text_on_its_ground(theme: Theme) -> None:
    ratios = {pair: contrast(getattr(theme, pair[0]), getattr(theme, pair[1])) for pair in _pairs()}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_focus_ring_stands_out(theme: Theme) -> None:
    """WCAG 2.2, 1.4.11: 3 to 1 for what shows a state."""
    assert min(contrast(theme.accent, getattr(theme, ground)) for ground in _GROUNDS) >= 3.0
    assert contrast(theme.text, theme.accent) >= 1.5, "the ring of a primary button"


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") < 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_every_rule_for_focus_draws_a_ring(theme: Theme) -> None:
    rules = re.findall(r"([^{}]+:focus[^{}]*)\{([^}]*)\}", stylesheet(theme))
    assert rules
    drawing = [body for _selector, body in rules if "border" in body]
    assert all("2px" in body or "border-color" in body for body in drawing)


def test_no_colour_outside_the_tokens() -> None:
    offenders = []
    for path in _UI.rglob("*.py"):
        if path.name == "tokens.py":
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if re.search(r"[\"'(\s]#[0-9A-Fa-f]{6}\b", line):
                offenders.append(f"{path.relative_to(_UI)}:{number}")
    assert offenders == []


def test_spacing_goes_in_fours() -> None:
    steps = [value for name, value in vars(metrics).items() if name.startswith("SPACE_")]
    assert steps
    assert all(value % 4 == 0 for value in steps)
    assert metrics.RADIUS_PX == 6


def _brightness(widget: QPushButton | QLineEdit) -> int:
    return widget.grab().toImage().pixelColor(widget.width() // 2, 4).lightness()


def test_open_windows_change_at_once(qtbot: QtBot, qapp: QApplication) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    apply_theme(qapp, "light")
    light = _brightness(line)
    apply_theme(qapp, "dark")
    assert _brightness(line) < light
    assert active_theme() is DARK


def test_the_focus_ring_is_on_screen(qtbot: QtBot, qapp: QApplication) -> None:
    button, other = QPushButton("one"), QPushButton("two")
    for each in (button, other):
        qtbot.addWidget(each)
    with qtbot.waitActive(button):
        button.show()
        button.activateWindow()
    button.clearFocus()
    plain = button.grab().toImage()
    button.setFocus()
    ringed = button.grab().toImage()
    assert plain != ringed
    middle = ringed.height() // 2
    assert ringed.pixelColor(1, middle).name().upper() == LIGHT.accent


def _ringed_columns(widget: QWidget) -> int:
    """How many separate accent lines a row of pixels through the middle of its text crosses on the left."""
    image = widget.grab().toImage()
    row = [image.pixelColor(x, 2 * image.height() // 3).name().upper() for x in range(image.width())]
    inside = [colour == LIGHT.accent for colour in row]
    return sum(now and not before for before, now in zip([False, *inside], inside, strict=False))


@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_a_box_to_tick_has_one_ring(qtbot: QtBot, kind: type[QCheckBox | QRadioButton]) -> None:
    box, other = kind(" "), QPushButton()
    qtbot.addWidget(box)
    qtbot.addWidget(other)
    with qtbot.waitActive(box):
        box.show()
        box.activateWindow()
    box.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(box.hasFocus)
    assert _ringed_columns(box) == 2, "the left and the right side of one ring"


def test_the_ring_of_a_list_is_around_its_current_row(qtbot: QtBot) -> None:
    model = QStringListModel(["Adler", "Castro"])
    rows = QListView()
    rows.setModel(model)
    qtbot.addWidget(rows)
    with qtbot.waitActive(rows):
        rows.show()
        rows.activateWindow()
    rows.setCurrentIndex(model.index(1))
    rows.setFocus()
    qtbot.waitUntil(rows.hasFocus)
    image = rows.grab().toImage()
    below = rows.visualRect(model.index(1)).bottom() + 20
    assert image.pixelColor(0, below).name().upper() != LIGHT.accent, "the whole list has none"
    row = rows.visualRect(model.index(1)).translated(rows.viewport().pos())
    assert image.pixelColor(row.center().x(), row.bottom()).name().upper() == LIGHT.accent


def test_roles_change_the_look(qtbot: QtBot) -> None:
    button = QPushButton("save")
    qtbot.addWidget(button)
    plain = button.grab().toImage()
    set_role(button, kind="primary")
    assert button.grab().toImage() != plain


def test_follower_tells_of_a_change_once(qtbot: QtBot, qapp: QApplication) -> None:
    follower = ThemeFollower(qapp, "light")
    told: list[Theme] = []
    follower.changed.connect(told.append)
    follower.set_mode("dark")
    follower.set_mode("dark")
    assert told == [DARK]
    assert follower.mode == "dark"
    follower.deleteLater()
