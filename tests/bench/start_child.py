"""`python -m tests.bench.start_child empty | window DATA_DIR CLIENT_ID`: one start, its times as JSON.

The window is the program's own; a timer of five milliseconds looks at it, types the passphrase and closes it.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import psutil

_LOOK_MS = 5


def _since_start_ms() -> float:
    return (time.time() - psutil.Process().create_time()) * 1000


def _empty() -> dict[str, float]:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.show()
    times: dict[str, float] = {}

    def look() -> None:
        if window.isVisible():
            times["shown_ms"] = _since_start_ms()
            application.quit()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(_LOOK_MS)
    application.exec()
    return times


def _window(data_dir: Path, client_id: UUID) -> dict[str, float]:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from app.window import require_window
    from core.ids import ClientId
    from core.settings import Settings
    from core.workspace import Workspace
    from tests.bench.start import PASSPHRASE
    from ui.application import run_window
    from ui.sessions.chart_view import ChartView
    from ui.shell.window import MainWindow

    require_window()
    times: dict[str, float] = {}
    unlocked_at = 0.0

    def look() -> None:
        nonlocal unlocked_at
        window = next((one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)), None)
        if window is None:
            return
        screen = window.lock_screen
        if "lock_screen_ms" not in times:
            if window.isVisible() and window.current_page is screen and screen.person.person is not None:
                times["lock_screen_ms"] = _since_start_ms()
                unlocked_at = time.perf_counter()
                screen.passphrase.line.setText(PASSPHRASE)
                screen.button.click()
        elif "chart_ms" not in times and window.unlocked:
            chart = window.page.views.chart
            if isinstance(chart, ChartView) and chart.client is not None and chart.isVisible():
                times["chart_ms"] = (time.perf_counter() - unlocked_at) * 1000
                window.close()

    run: Callable[[], int] = QApplication.exec

    def watched(*_application: object) -> int:
        timer = QTimer()
        timer.timeout.connect(look)
        timer.start(_LOOK_MS)
        return run()

    QApplication.exec = watched  # type: ignore[method-assign]
    run_window(
        Workspace(Settings.load(data_dir), background=True), ["bench"], first_client=ClientId(client_id)
    )
    return times


if __name__ == "__main__":
    if sys.argv[1] == "empty":
        print(json.dumps(_empty()))
    else:
        print(json.dumps(_window(Path(sys.argv[2]), UUID(sys.argv[3]))))
