"""The list of what was found: names that stay in sight, lines set only for what is seen, both directions."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QFont, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.clients.dto import Client
from tests.fakes.clients import ARIEL, HECTOR, MIRIAM, client_of
from tests.fakes.search import hit_on, passage_of
from tests.fixtures.figures import figure
from ui.find.groups import FoundOf
from ui.find.hit_delegate import HEADING_PX
from ui.find.hits_list import HitsList
from ui.find.words import heading_line
from ui.i18n import install_translator
from ui.text.excerpt import excerpt
from ui.theme import DARK, LIGHT, apply_theme
from ui.widgets.passage_layout import MOST_LINES, PassageLayout

TEXT = "Metformin 500 mg twice daily started. Will check renal function in three months. " * 2


@pytest.fixture
def hits(qtbot: QtBot) -> HitsList:
    made = HitsList()
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _found(client: Client, count: int) -> FoundOf:
    made = (
        hit_on(passage_of(f"{TEXT} Nr {number}", client_id=client.client_id), "Metformin", rank=number + 1)
        for number in range(count)
    )
    return FoundOf(client, tuple(made))


def _settle() -> None:
    for _turn in range(20):
        QCoreApplication.processEvents()


def _colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }


def test_the_client_is_named_however_far_one_scrolls(qtbot: QtBot, hits: HitsList) -> None:
    first, second = _found(client_of(MIRIAM), 60), _found(client_of(HECTOR), 60)
    hits.show_found((first, second))
    bar = hits.verticalScrollBar()
    qtbot.waitUntil(lambda: hits.visualRect(hits.rows.index(121)).isValid() and bar.maximum() > 4000)
    assert hits.named == first
    for place in range(0, bar.maximum(), 397):
        bar.setValue(place)
        top = hits.rows.hit_at(hits.indexAt(hits.viewport().rect().center()))
        at_top = hits.indexAt(hits.rect().topLeft())
        if hits.rows.hit_at(at_top) is not None:
            shown = hits.rows.hit_at(at_top)
            assert shown is not None
            assert hits.named == shown.found
        assert top is None or top.found in (first, second)
    bar.setValue(bar.maximum())
    assert hits.named == second


def test_a_passage_chosen_by_keyboard_is_not_under_the_name(qtbot: QtBot, hits: HitsList) -> None:
    hits.show_found((_found(client_of(MIRIAM), 60),))
    hits.go_in()
    for _step in range(30):
        qtbot.keyClick(hits, Qt.Key.Key_Down)
    for _step in range(25):
        qtbot.keyClick(hits, Qt.Key.Key_Up)
        assert hits.visualRect(hits.currentIndex()).top() >= HEADING_PX - 1


def test_keys_that_leap_stop_at_passages(qtbot: QtBot, hits: HitsList) -> None:
    hits.show_found((_found(client_of(MIRIAM), 20), _found(client_of(HECTOR), 20)))
    _settle()
    hits.go_in()
    for key in (Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_PageDown):
        qtbot.keyClick(hits, key)
        assert hits.rows.hit_at(hits.currentIndex()) is not None, key
    qtbot.keyClick(hits, Qt.Key.Key_End)
    assert hits.currentIndex().row() == 41
    qtbot.keyClick(hits, Qt.Key.Key_Home)
    assert hits.currentIndex().row() == 1


def test_new_details_of_a_client_move_nothing(qtbot: QtBot, hits: HitsList) -> None:
    miriam = client_of(MIRIAM)
    hits.show_found((_found(client_of(HECTOR), 20), _found(miriam, 20)))
    _settle()
    hits.go_in()
    hits.setCurrentIndex(hits.rows.index(30))
    place = hits.verticalScrollBar().value()
    hits.rows.update_client(replace(miriam, details=replace(miriam.details, last_name="Baruch")))
    assert hits.currentIndex().row() == 30
    assert hits.verticalScrollBar().value() == place
    shown = hits.rows.hit_at(hits.currentIndex())
    assert shown is not None
    assert shown.found.client.details.last_name == "Baruch"
    assert hits.named is not None
    assert hits.named.client.details.last_name == "Baruch"


def test_two_hundred_passages_are_set_in_lines_as_they_are_seen(hits: HitsList) -> None:
    hits.show_found(tuple(_found(client_of(details), 67) for details in (MIRIAM, ARIEL, HECTOR)))
    last, turns_ms, first_ms = hits.rows.index(hits.rows.rowCount() - 1), [], 0.0
    while not hits.visualRect(last).height():
        started = time.perf_counter()
        QCoreApplication.processEvents()
        turns_ms.append((time.perf_counter() - started) * 1000)
        if not first_ms and hits.visualRect(hits.rows.first_hit()).height():
            first_ms = sum(turns_ms)
            assert not hits.visualRect(last).height(), "the first screen waits for nothing below it"
    figure(
        f"find: 201 passages: first screen after {first_ms:.0f} ms, all after {sum(turns_ms):.0f} ms, "
        f"the window held for {max(turns_ms):.0f} ms at most"
    )
    image = hits.viewport().grab().toImage()
    assert QColor(LIGHT.evidence).name().upper() in _colours(image)
    kept = len(hits.delegate._layouts)
    assert kept <= 64, "what is far away is not kept in lines"


def test_marked_words_have_the_evidence_ground_and_nothing_else_has(hits: HitsList) -> None:
    marked = _found(client_of(MIRIAM), 1)
    plain = FoundOf(marked.client, (hit_on(marked.hits[0].passage),))
    for theme, found, expected in ((LIGHT, marked, True), (LIGHT, plain, False), (DARK, marked, True)):
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, theme.name)
        hits.show_found((found,))
        _settle()
        image = hits.viewport().grab().toImage()
        assert (QColor(theme.evidence).name().upper() in _colours(image)) is expected


def test_the_page_is_mirrored_in_hebrew(qtbot: QtBot, qapp: QApplication) -> None:
    def ink(image: QImage, left: bool) -> int:
        """How much is written in the place of the date."""
        columns = range(16, 100) if left else range(image.width() - 100, image.width() - 16)
        ground = QColor(LIGHT.surface)
        rows = range(HEADING_PX + 12, HEADING_PX + 30)
        return sum(image.pixelColor(x, y) != ground for x in columns for y in rows)

    images = {}
    for language in ("en", "he"):
        install_translator(qapp, language)
        made = HitsList()
        qtbot.addWidget(made)
        made.resize(1200, 300)
        made.show()
        made.show_found((_found(client_of(MIRIAM), 1),))
        _settle()
        images[language] = made.viewport().grab().toImage()
    assert ink(images["en"], left=True) > 50 > ink(images["en"], left=False)
    assert ink(images["he"], left=False) > 50 > ink(images["he"], left=True)


def test_a_change_of_theme_and_width_sets_the_lines_anew(hits: HitsList) -> None:
    hits.show_found((_found(client_of(MIRIAM), 1),))
    _settle()
    wide = hits.visualRect(hits.rows.index(1)).height()
    hits.resize(420, 600)
    _settle()
    assert hits.visualRect(hits.rows.index(1)).height() > wide


def test_a_paragraph_is_set_in_its_own_direction_and_no_more_than_some_lines() -> None:
    font = QFont()
    font.setPixelSize(15)
    short = PassageLayout(excerpt("אחת\ntwo", ()), font, 400)
    assert short.height_px == 2 * 21
    long = PassageLayout(excerpt("\n".join(f"line {number}" for number in range(40)), ()), font, 400)
    assert long.height_px == MOST_LINES * 21


VITALS = "\n".join([*(f"Line {number}" for number in range(14)), "BP 142/88", "Pulse 72"])


@pytest.mark.parametrize(
    "text", [VITALS, f"{TEXT}\n{VITALS}", "word " * 60 + "BP 142/88 and more. " + "word " * 40]
)
@pytest.mark.parametrize("width_px", [120, 300, 700])
def test_a_row_shows_its_marked_words_however_short_the_lines(text: str, width_px: int) -> None:
    font = QFont()
    font.setPixelSize(15)
    start = text.index("142/88")
    layout = PassageLayout(excerpt(text, [(start, start + 6)]), font, width_px)
    assert [layout.shown.text[begin:end] for begin, end in layout.shown.marks] == ["142/88"]
    assert layout.height_px <= MOST_LINES * 21


def test_a_row_shows_the_lines_with_most_of_its_marks() -> None:
    font = QFont()
    font.setPixelSize(15)
    lines = [f"word {number}" for number in range(30)]
    lines[2] = lines[20] = lines[21] = "marked"
    text = "\n".join(lines)
    marks = [(at, at + 6) for at in range(len(text)) if text.startswith("marked", at)]
    layout = PassageLayout(excerpt(text, marks), font, 400)
    assert layout.shown.text.splitlines()[1:3] == ["marked", "marked"], "with the line before them"
    assert len(layout.shown.marks) == 2


def test_what_was_left_out_is_told_by_dots() -> None:
    font = QFont()
    font.setPixelSize(15)
    layout = PassageLayout(excerpt(TEXT * 2, ()), font, 200)
    assert layout.shown.text.endswith("…")
    assert layout.height_px == MOST_LINES * 21
    whole = PassageLayout(excerpt("Short.", ()), font, 200)
    assert whole.shown.text == "Short."


def test_a_heading_that_is_read_in_the_words_is_not_read_above_them() -> None:
    passage = passage_of("VITALS:\nBP 142/88", heading="VITALS")
    assert heading_line(passage, above=passage.text) == ""
    within = replace(passage, heading="EXAMINATION, VITALS")
    assert heading_line(within, above=passage.text) == ""
    assert "MEDICATIONS" in heading_line(replace(passage, heading="MEDICATIONS"), above=passage.text)
