"""What must not be overlooked stands out in the banner, and nothing else does."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from core.clients.dto import Client
from core.interchange.chart_exporter import ExportedChart
from tests.fakes.clients import MIRIAM, client_of
from ui.clients.list_model import ClientListModel
from ui.clients.row_delegate import ClientRowDelegate
from ui.printing.sheet import Words
from ui.printing.sheets import chart_sheet
from ui.sessions.identity_banner import IdentityBanner
from ui.theme import active_theme

DENIED, ALLERGIC, BOTH = ("No known drug allergies",), ("Penicillin",), ("NKDA", "Latex")


def client(allergies: tuple[str, ...]) -> Client:
    return client_of(dataclasses.replace(MIRIAM, allergies=allergies, alerts=()))


@pytest.mark.parametrize(("allergies", "shouts"), [(DENIED, False), (ALLERGIC, True), (BOTH, True)])
def test_no_known_allergies_is_said_plainly(qtbot: QtBot, allergies: tuple[str, ...], shouts: bool) -> None:
    banner = IdentityBanner()
    qtbot.addWidget(banner)
    banner.show_client(client(allergies))
    banner.show()
    assert allergies[0] in banner.allergies.text()
    assert (banner.allergies.property("tone") == "danger") is shouts
    assert banner._allergy_mark.isVisible() is shouts


@pytest.mark.parametrize(("allergies", "shouts"), [(DENIED, False), (ALLERGIC, True), (BOTH, True)])
def test_the_list_marks_only_an_allergy(qtbot: QtBot, allergies: tuple[str, ...], shouts: bool) -> None:
    model = ClientListModel()
    model.set_clients([client(allergies)])
    delegate = ClientRowDelegate()
    image = QImage(240, 52, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 240, 52)
    painter = QPainter(image)
    delegate.paint(painter, option, model.index(0))
    painter.end()
    danger = QColor(active_theme().danger).rgb()
    found = any(image.pixel(x, y) == danger for x in range(200, 240) for y in range(52))
    assert found is shouts


@pytest.mark.parametrize(("allergies", "shouts"), [(DENIED, False), (ALLERGIC, True), (BOTH, True)])
def test_so_does_paper(allergies: tuple[str, ...], shouts: bool) -> None:
    about = client(allergies)
    sheet = chart_sheet(ExportedChart(about, (), "Practice", {}, {}))
    (words,) = (part for part in sheet.parts if isinstance(part, Words) and allergies[0] in part.text)
    assert (words.tone == "danger") is shouts
    assert words.strong is shouts
