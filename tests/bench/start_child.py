"""`python -m tests.bench.start_child practice DATA_DIR | empty | window DATA_DIR CLIENT_ID`: one start, its
times as JSON; `practice` makes the practice that `window` opens.

The window is the program's own; a timer of five milliseconds looks at it, types the passphrase and closes it.
Nothing of the tests is imported: a package has none.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

PASSPHRASE = "seven quiet herons at dusk"
_LOOK_MS = 5
_START_TICKS = 19
"""Index of the start time in `/proc/<pid>/stat` behind the name (`man 5 proc_pid_stat`: field 22)."""


def since_start_ms() -> float:
    """The age of this process, to a tick of the kernel's (10 ms)."""
    if sys.platform == "linux":
        # psutil adds the boot time, which the kernel gives in whole seconds: up to a second too much.
        fields = Path("/proc/self/stat").read_bytes().rpartition(b")")[2].split()
        started_s = int(fields[_START_TICKS]) / os.sysconf("SC_CLK_TCK")
        return (time.clock_gettime(time.CLOCK_BOOTTIME) - started_s) * 1000
    import psutil

    return (time.time() - psutil.Process().create_time()) * 1000


def _practice(data_dir: Path) -> dict[str, str]:
    from core.clients.dto import ClientDetails
    from core.settings import Settings
    from core.workspace import Workspace

    workspace = Workspace(Settings.load(data_dir))
    workspace.open()
    try:
        workspace.initialise(practice_name="Bench", passphrase=PASSPHRASE)
        client = workspace.services.clients.create(ClientDetails(first_name="Ada", last_name="Bench"))
    finally:
        workspace.close()
    return {"client": str(client.client_id)}


def _empty() -> dict[str, float]:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.show()
    times: dict[str, float] = {}

    def look() -> None:
        if window.isVisible():
            times["shown_ms"] = since_start_ms()
            application.quit()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(_LOOK_MS)
    application.exec()
    return times


def _window(data_dir: str, client_id: UUID) -> dict[str, float]:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from app.__main__ import main
    from core.ids import ClientId
    from ui.sessions.chart_view import ChartView
    from ui.shell.window import MainWindow

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
                times["lock_screen_ms"] = since_start_ms()
                window.open_first(ClientId(client_id))
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
    code = main(["--data-dir", data_dir])
    if code or "chart_ms" not in times:
        sys.exit(f"closed with exit code {code} before a chart was shown: {times}")
    return times


if __name__ == "__main__":
    if sys.argv[1] == "practice":
        print(json.dumps(_practice(Path(sys.argv[2]))))
    elif sys.argv[1] == "empty":
        print(json.dumps(_empty()))
    else:
        print(json.dumps(_window(sys.argv[2], UUID(sys.argv[3]))))
