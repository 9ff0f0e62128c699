"""At 1024 x 700 nothing of a chart lies over anything else; a smaller window says that it is too small."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDateEdit, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.briefs.chart import ChartRead
from core.clients.dto import Client, ClientDetails
from core.ids import ClientId
from core.sessions.dto import SoapText
from tests.fakes.briefs import FakeBriefs, brief_of
from tests.fakes.practice import FakePractice, furnished
from tests.fakes.workspace import PASSPHRASE, FakeWorkspace, as_workspace
from ui.i18n import Language, install_translator
from ui.jobs import Jobs
from ui.preferences import Preferences
from ui.sessions.chart_view import ChartView
from ui.shell.window import MainWindow
from ui.widgets.elided_label import ElidedLabel

JUNIPER = ClientDetails(
    first_name="Juniper",
    last_name="Saltmarsh",
    birth_date=date(1992, 6, 18),
    sex="female",
    allergies=("no known drug allergies",),
    alerts=("Pre-eclampsia in first pregnancy (2021)", "Gestational diabetes 2024: yearly HbA1c"),
    tags=("antenatal", "recall"),
)
LAST = SoapText(
    subjective="Six weeks after birth.",
    objective="BP 116/72.",
    assessment="Normal recovery. Anaemia resolved.",
    plan="Iron stopped. Desogestrel 75 micrograms daily, suits breastfeeding. Follow up in 6 weeks.",
)


@pytest.fixture
def practice(workspace: FakeWorkspace) -> Iterator[FakePractice]:
    with furnished(workspace) as filled:
        workspace.state = "locked"
        yield filled


@pytest.fixture
def briefs(practice: FakePractice, workspace: FakeWorkspace) -> FakeBriefs:
    made = FakeBriefs()
    workspace.prepared = replace(workspace.prepared, briefs=made)
    return made


@pytest.fixture
def juniper(practice: FakePractice, briefs: FakeBriefs) -> Client:
    return _one_more(practice, briefs)


def _one_more(practice: FakePractice, briefs: FakeBriefs) -> Client:
    client = practice.add_client(JUNIPER)
    last = practice.sessions.add(client.client_id, LAST, day=date(2024, 8, 5), signed=True)
    briefs.put(brief_of(ChartRead(client, date(2024, 9, 2), (last,))))
    return client


def _window(qtbot: QtBot, workspace: FakeWorkspace, jobs: Jobs, language: Language) -> MainWindow:
    preferences = Preferences()
    preferences.language = language
    preferences.brief_shown = True
    made = MainWindow(as_workspace(workspace), jobs, preferences=preferences)
    made.resize(1024, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.start()
    screen = made.lock_screen
    qtbot.waitUntil(lambda: made.current_page is screen and screen.person.person is not None)
    screen.passphrase.line.setText(PASSPHRASE)
    screen.button.click()
    qtbot.waitUntil(lambda: made.unlocked)
    return made


def _siblings_that_overlap(root: QWidget) -> list[str]:
    found: list[str] = []
    for parent in (each for each in [root, *root.findChildren(QWidget)] if each.isVisible()):
        if parent.layout() is None:
            continue
        placed = [each for each in parent.children() if isinstance(each, QWidget) and each.isVisible()]
        for place, one in enumerate(placed):
            for other in placed[place + 1 :]:
                common = one.geometry().intersected(other.geometry())
                if common.width() > 1 and common.height() > 1 and not one.isWindow() and not other.isWindow():
                    found.append(f"{_named(one)} and {_named(other)}")
    return found


def _cut(root: QWidget) -> list[str]:
    """What has less room than its words need."""
    # A day that is cut at its first digit reads as another day.
    kinds = (QAbstractButton, QComboBox, QDateEdit, QLineEdit, QLabel)
    return [
        f"{_named(each)}: {each.width()} of {each.minimumSizeHint().width()}"
        for each in root.findChildren(QWidget)
        if isinstance(each, kinds) and each.isVisible() and not isinstance(each, ElidedLabel)
        if not (isinstance(each, QLabel) and (each.wordWrap() or not each.text()))
        if each.width() < each.minimumSizeHint().width()
    ]


def _named(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__} {words!r} in {type(widget.parentWidget()).__name__}"


def _settled(qtbot: QtBot, window: MainWindow) -> None:
    """Nothing overlaps or is cut once the layouts have come to rest: a turn or two of the loop."""

    def fine() -> None:
        assert _siblings_that_overlap(window) == []
        assert _cut(window.page.sections.splitter) == []

    qtbot.waitUntil(fine)


@pytest.mark.parametrize("language", ["en", "he"])
def test_nothing_of_a_chart_overlaps_or_is_cut(
    qtbot: QtBot,
    application,
    workspace: FakeWorkspace,
    jobs: Jobs,
    practice: FakePractice,
    briefs: FakeBriefs,
    language: Language,
) -> None:
    install_translator(application, language)
    charts = [
        (_one_more(practice, briefs).client_id, kind, state)
        for kind, state in itertools.product(("visit", "phone"), ("draft", "signed", "deleted"))
    ]
    for client_id, kind, state in charts:
        made = practice.sessions.add(client_id, LAST, day=date(2024, 11, 22), kind=kind)
        if state != "draft":
            practice.sessions.versions_of[made.session_id] = [replace(made, state=state, duration_min=45)]  # type: ignore[arg-type]
    # One window for all: to build it takes longer than to look at every chart.
    window = _window(qtbot, workspace, jobs, language)
    chart = window.page.views.chart
    assert isinstance(chart, ChartView)
    for client_id, kind, state in charts:
        window.page.open_client(client_id)
        qtbot.waitUntil(partial(_shows, chart, client_id))
        qtbot.waitUntil(lambda: not jobs.busy)
        session = chart.page.session
        assert session is not None
        # Instead of a deleted note the one before it is on screen.
        assert (session.kind, session.state) == ((kind, state) if state != "deleted" else ("visit", "signed"))
        assert (window.width(), window.height()) == (1024, 700)
        _settled(qtbot, window)
        assert chart.page.editor.height() >= 120, "some lines of the note are in sight beside the brief"


def _shows(chart: ChartView, client_id: ClientId) -> bool:
    return (
        chart.client is not None
        and chart.client.client_id == client_id
        and chart.page.session is not None
        and bool(chart.body.brief.line_views)
    )


def test_a_smaller_window_says_so(
    qtbot: QtBot, workspace: FakeWorkspace, jobs: Jobs, juniper: Client
) -> None:
    window = _window(qtbot, workspace, jobs, "en")
    assert window.status.small_label.isHidden()
    window.resize(960, 600)
    assert window.status.small_label.isVisible()
    assert _siblings_that_overlap(window) == [], "what has no room is scrolled to"
    assert "1024 × 700" in window.status.small_label.text()
    window.resize(1024, 700)
    assert window.status.small_label.isHidden()


def test_two_notes_side_by_side_fit_too(
    qtbot: QtBot, workspace: FakeWorkspace, jobs: Jobs, practice: FakePractice, juniper: Client
) -> None:
    practice.sessions.add(juniper.client_id, LAST, day=date(2024, 11, 22), kind="phone")
    window = _window(qtbot, workspace, jobs, "en")
    window.page.open_client(juniper.client_id)
    chart = window.page.views.chart
    assert isinstance(chart, ChartView)
    qtbot.waitUntil(lambda: chart.client is not None and not jobs.busy)
    chart.show_previous_pane(True)
    assert chart.page.panes.previous.isVisible()
    _settled(qtbot, window)
