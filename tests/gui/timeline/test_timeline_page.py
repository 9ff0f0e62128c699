"""A client's timeline: one list, filtered by kind, opened from the keyboard, smooth at a thousand entries."""

from __future__ import annotations

import time as system_time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from statistics import median

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester

from core.clients.dto import Client
from core.errors import DatabaseProblem
from core.ids import new_id
from core.timeline.dto import TIMELINE_KINDS, TimelineEntry, TimelineKind
from tests.fakes.clients import ARIEL, MIRIAM
from tests.fakes.practice import furnished
from tests.fakes.schedule import FakeTimeline
from tests.fixtures.figures import figure
from ui.timeline.timeline_model import ROW_ROLE, MonthHeading, TimelineModel
from ui.timeline.timeline_page import TimelinePage

DAY = date(2026, 6, 3)
STATES = {"session": "signed", "appointment": "attended", "attachment": "", "letter": ""}


def entry(kind: TimelineKind, days_ago: int = 0, **changes) -> TimelineEntry:
    day = DAY - timedelta(days=days_ago)
    made = TimelineEntry(
        kind=kind,
        entry_id=new_id(),
        day=day,
        at=datetime(day.year, day.month, day.day, 8, 30, tzinfo=UTC) if kind == "appointment" else None,
        sort="visit",
        title="scan.pdf" if kind == "attachment" else "",
        detail="Right knee pain, better with ice; walks twenty minutes a day.",
        state=STATES[kind],
    )
    return replace(made, **changes)


def many(count: int) -> tuple[TimelineEntry, ...]:
    return tuple(entry(TIMELINE_KINDS[number % 4], days_ago=number * 2) for number in range(count))


@pytest.fixture
def timeline(workspace, jobs) -> Iterator[FakeTimeline]:
    with furnished(workspace) as practice:
        made = FakeTimeline()
        workspace.prepared = replace(workspace.prepared, timeline=made)
        made.clients = [practice.add_client(each) for each in (MIRIAM, ARIEL)]  # type: ignore[attr-defined]
        yield made
        made.release_all()


@pytest.fixture
def people(timeline) -> list[Client]:
    found: list[Client] = timeline.clients
    return found


@pytest.fixture
def page(qtbot, jobs, timeline) -> TimelinePage:
    made = TimelinePage(jobs)
    qtbot.addWidget(made)
    made.resize(900, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def show(qtbot, page: TimelinePage, client: Client) -> None:
    page.show_client(client)
    qtbot.waitUntil(lambda: page._reading is None)


def test_the_newest_is_first_under_its_month(qtbot, page, timeline, people):
    timeline.stored[people[0].client_id] = (entry("session"), entry("letter", 1), entry("session", 40))
    show(qtbot, page, people[0])
    rows = [page.model.index(number).data(ROW_ROLE) for number in range(page.model.rowCount())]
    headings = [(row.month, row.count) for row in rows if isinstance(row, MonthHeading)]
    assert headings == [(date(2026, 6, 1), 2), (date(2026, 4, 1), 1)]
    assert isinstance(rows[0], MonthHeading)
    assert "Adler" in page.name.text()


def test_enter_opens_what_it_is_and_arrows_pass_over_headings(qtbot, page, timeline, people):
    entries = tuple(entry(kind, 40 * place) for place, kind in enumerate(TIMELINE_KINDS))
    timeline.stored[people[0].client_id] = entries
    show(qtbot, page, people[0])
    page.list.setFocus()
    signals = {
        "session": page.session_chosen,
        "appointment": page.appointment_chosen,
        "attachment": page.attachment_chosen,
        "letter": page.letter_chosen,
    }
    for each in entries:
        with qtbot.waitSignal(signals[each.kind]) as chosen:
            qtbot.keyClick(page.list, Qt.Key.Key_Return)
        assert chosen.args == [each.entry_id]
        qtbot.keyClick(page.list, Qt.Key.Key_Down)


def test_chips_narrow_by_kind_and_the_selection_stays(qtbot, page, timeline, people):
    entries = (entry("session"), entry("attachment", 1), entry("session", 2), entry("letter", 3))
    timeline.stored[people[0].client_id] = entries
    show(qtbot, page, people[0])
    assert page.chips["appointment"].isHidden()
    page.list.setCurrentIndex(page.model.index_of(entries[2].entry_id))
    page.chips["session"].click()
    assert page.model.shown == 2
    assert page.model.entry_at(page.list.currentIndex()) == entries[2]
    page.chips["letter"].click()
    assert page.model.shown == 3
    page.chips["session"].click()
    page.chips["letter"].click()
    assert page.model.shown == 4


def test_a_kind_that_is_gone_after_a_reload_leaves_a_way_back(qtbot, page, timeline, people):
    timeline.stored[people[0].client_id] = (entry("session"), entry("letter"))
    show(qtbot, page, people[0])
    page.chips["letter"].click()
    timeline.stored[people[0].client_id] = (entry("session"),)
    show(qtbot, page, people[0])
    assert page.empty.isVisible()
    page.empty.action_requested.emit()
    assert page.model.shown == 1


def test_nothing_of_one_client_is_shown_under_another(qtbot, page, jobs, timeline, people):
    timeline.stored[people[0].client_id] = (entry("session"),)
    show(qtbot, page, people[0])
    timeline.hold("entries")
    page.show_client(people[0])
    page.show_client(people[1])
    assert page.model.rowCount() == 0
    assert "Adler" not in page.name.text()
    timeline.release("entries")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert page.model.rowCount() == 0
    assert page.empty.isVisible()


def test_clear_leaves_nothing(qtbot, page, timeline, people):
    timeline.stored[people[0].client_id] = (entry("session"),)
    show(qtbot, page, people[0])
    page.chips["session"].click()
    page.clear()
    assert page.model.rowCount() == 0
    assert page.name.text() == ""
    assert page.identity.text() == ""
    assert not any(chip.isChecked() for chip in page.chips.values())


def test_a_failure_is_told_and_tried_again(qtbot, page, timeline, people):
    timeline.stored[people[0].client_id] = (entry("session"),)
    timeline.fail("entries", DatabaseProblem("database_unreachable"))
    show(qtbot, page, people[0])
    assert page.message.isVisible()
    page.message.action_requested.emit()
    qtbot.waitUntil(lambda: page.model.shown == 1)
    assert not page.message.isVisible()


def test_every_entry_is_said_in_words(qtbot):
    model = TimelineModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_entries((entry("appointment"), entry("session", 1, state="retracted"), entry("attachment", 2)))
    model.set_kinds(("appointment", "session"))
    spoken = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert "Appointment" in spoken[1]
    assert "Attended" in spoken[1]
    assert "Retracted" in spoken[2]
    assert len(spoken) == 3


class _Gaps(QObject):
    """Ticks as often as the event loop lets it and keeps the longest time between two ticks."""

    def __init__(self) -> None:
        super().__init__()
        self.longest_ms = 0.0
        self._last = system_time.perf_counter()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._timer.start(0)

    def stop(self) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        now = system_time.perf_counter()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000)
        self._last = now


def test_a_thousand_entries_fill_and_scroll(qtbot, page, timeline, people):
    entries = many(1000)
    timeline.stored[people[0].client_id] = entries
    filled = system_time.perf_counter()
    page.model.set_entries(entries)
    fill_ms = (system_time.perf_counter() - filled) * 1000
    shown = system_time.perf_counter()
    show(qtbot, page, people[0])
    page.list.viewport().repaint()
    show_ms = (system_time.perf_counter() - shown) * 1000
    bar = page.list.verticalScrollBar()
    assert bar.maximum() > 40_000
    gaps = _Gaps()
    steps = 120

    def scroll(step: int = 1) -> None:
        bar.setValue(bar.maximum() * step // steps)
        if step < steps:
            QTimer.singleShot(0, lambda: scroll(step + 1))

    scroll()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum(), timeout=20_000)
    gaps.stop()
    bottom = page.list.indexAt(page.list.viewport().rect().bottomLeft())
    assert page.model.entry_at(bottom) == entries[-1]
    paints_ms = []
    for step in range(steps):
        began = system_time.thread_time()
        bar.setValue(bar.maximum() * step // steps)
        page.list.viewport().repaint()
        paints_ms.append((system_time.thread_time() - began) * 1000)
    figure(
        f"timeline of 1,000 entries: model filled in {fill_ms:.1f} ms, read from a fake and painted in "
        f"{show_ms:.0f} ms, longest gap of the event loop in {steps} steps of scrolling "
        f"{gaps.longest_ms:.0f} ms, processor time of a whole repaint {median(paints_ms):.1f} ms (median), "
        f"{max(paints_ms):.1f} ms (worst) (loaded machine, offscreen)"
    )


def test_each_filter_has_room_for_its_words_in_a_narrow_chart(qtbot, page, people, timeline):
    timeline.stored[people[0].client_id] = many(120)
    show(qtbot, page, people[0])
    chips = sum(chip.sizeHint().width() for chip in page.chips.values())
    assert page.minimumSizeHint().width() - chips < chips / 4, "nothing else stands beside them"
