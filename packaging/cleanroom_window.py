"""The package's window on an X screen without a monitor, and screenshots of it."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

from cleanroom_root import HOME, USER, Refuted, Root


class Screen:
    """An X server of this computer, 1280 by 800."""

    def __init__(self) -> None:
        told_here, told_there = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(told_there), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
            pass_fds=(told_there,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(told_there)
        with os.fdopen(told_here) as number:
            self.display = f":{number.readline().strip()}"

    @property
    def environ(self) -> list[str]:
        """What a program of the root needs to show its window here."""
        return [f"DISPLAY={self.display}", "QT_QPA_PLATFORM=xcb", f"HOME={HOME}"]

    def close(self) -> None:
        self._server.terminate()
        self._server.wait(20)


class Window:
    """`anamnesis demo` on a screen of its own."""

    def __init__(self, root: Root, photographs: Path) -> None:
        self._root, self._photographs = root, photographs
        self._screen = Screen()
        command = root.command(
            *("anamnesis", "--data-dir", f"{HOME}/practice", "demo"), user=USER, environ=self._screen.environ
        )
        self.program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def wait(self, seconds: float = 120) -> float:
        """Until the window is there; how long that took."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            found = self._xdotool("search", "--onlyvisible", "--name", "Anamnesis")
            if found.stdout.strip():
                return time.monotonic() - began
            if self.program.poll() is not None:
                raise Refuted(f"the window ended: {self.program.communicate()[0][-2000:]}")
            time.sleep(0.5)
        raise Refuted("no window")

    def type(self, text: str) -> None:
        self._xdotool("type", "--delay", "40", text)
        self._xdotool("key", "Return")

    def photograph(self, name: str) -> None:
        self._photographs.mkdir(parents=True, exist_ok=True)
        target = str(self._photographs / f"{name}.png")
        subprocess.run(["import", "-display", self._screen.display, "-window", "root", target], check=True)

    def close(self) -> None:
        """Asks the program to end, as a system does, and waits until nothing of it runs any more."""
        for each in self._root.processes():
            if each.program.endswith("/anamnesis") and "-m" not in each.arguments:
                os.kill(each.pid, signal.SIGTERM)
        end = time.monotonic() + 60
        while left := self._root.processes():
            if time.monotonic() > end:
                raise Refuted(f"what the window started did not end: {left}")
            time.sleep(0.5)
        self.program.wait(20)
        self._screen.close()

    def _xdotool(self, *words: str) -> subprocess.CompletedProcess[str]:
        environ = os.environ | {"DISPLAY": self._screen.display}
        return subprocess.run(["xdotool", *words], env=environ, capture_output=True, text=True, check=False)
