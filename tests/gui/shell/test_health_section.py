"""The page of health in the window: turned to, read, led to by an alert, and empty after a lock."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.fakes.views import FakeHealthPage
from tests.gui.health.findings import CASES
from tests.gui.shell.conftest import Driven
from ui.crash_report import CrashReport


def health(driven: Driven) -> FakeHealthPage:
    view = driven.window.page.views.health
    assert isinstance(view, FakeHealthPage)
    return view


def test_it_is_read_when_it_is_turned_to(driven: Driven) -> None:
    driven.to_practice()
    assert "begin" not in health(driven).calls
    driven.window.page.sections.navigation_bar.buttons["health"].click()
    assert health(driven).calls[-1] == "begin"
    assert driven.window.page.sections.section == "health"


def test_the_window_offers_what_it_can_do(driven: Driven) -> None:
    driven.to_practice()
    assert health(driven).offered == {"audit", "passphrase", "models", "backup", "drill", "upgrade", "update"}


def test_an_alert_leads_to_its_check(driven: Driven) -> None:
    driven.to_practice()
    button = driven.window.status.alerts
    button.show_findings(CASES["disk"][1:2])
    driven.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert health(driven).calls[-2:] == [("show_check", "disk"), "begin"]
    assert driven.window.page.sections.section == "health"


def test_alerts_are_gone_with_the_lock(driven: Driven) -> None:
    driven.to_practice()
    driven.window.status.alerts.show_findings(CASES["disk"][1:2])
    driven.window.lock()
    driven.qtbot.waitUntil(lambda: driven.window.status.alerts.isHidden())
    driven.qtbot.waitUntil(lambda: "clear" in health(driven).calls)


def test_a_fault_of_the_program_is_counted(driven: Driven) -> None:
    driven.to_practice()
    driven.window.show_crash(CrashReport("ZeroDivisionError", "somewhere.py:1", "1"))
    assert driven.workspace.health.bugs == 1
