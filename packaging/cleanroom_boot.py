"""A Debian below a directory that boots: systemd is the first process of a container without a network.

Needs `systemd-nspawn` on this computer (Debian: systemd-container), whose own first process need not be
systemd.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from cleanroom_root import Refuted, Root, check, must

PACKAGES = ("systemd", "systemd-sysv", "dbus", "polkitd", "pkexec")
"""What a root of debootstrap lacks of a system that boots and asks for administrators."""
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_BOOTED = ("running", "degraded")
_ASKS_FOR_REBOOT = 133
"""How systemd-nspawn ends where whoever started it has to start it again (with --keep-unit)."""
_BOOT_LIMIT_S = 120.0
_END_LIMIT_S = 120.0


class BootedRoot:
    """The container; `boot` before anything else, `end` when done."""

    def __init__(self, root: Root) -> None:
        self.root = root
        self._container: subprocess.Popen[bytes] | None = None
        self._console = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the container

    def make(self, suite: str, mirror: str) -> None:
        """The root with systemd in it; uses the network, like `Root.make`."""
        self.root.make(suite, mirror)
        if not self.root.has("/usr/bin/pkexec"):
            shutil.copyfile("/etc/resolv.conf", self.root.folder / "etc" / "resolv.conf")
            install = ("apt-get", "install", "-y", "-q", "--no-install-recommends", *PACKAGES)
            must(["chroot", str(self.root.folder), "env", "DEBIAN_FRONTEND=noninteractive", *install])

    def boot(self) -> str:
        """Starts the container and waits for its start; returns systemd's word for its state."""
        command = [
            *("systemd-nspawn", "--quiet", "--settings=no", "--register=no", "--private-network", "--boot"),
            *("--console=read-only", "--link-journal=no", "--timezone=off", "--resolv-conf=off"),
            *(f"--directory={self.root.folder}", "--machine=anamnesis-cleanroom"),
        ]
        if not Path("/run/systemd/system").is_dir():
            # There is no manager that could be asked for a control group.
            command.append("--keep-unit")
        self._container = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=self._console,
            stderr=subprocess.STDOUT,
            # Also where this computer has control groups of version 1, which systemd 256 and later refuse.
            env=os.environ | {"SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1"},
        )
        return self._wait_for_start()

    def reboot(self) -> str:
        """As an administrator's `reboot`."""
        container, before = self._container, self._first_process()
        if container is None:
            raise Refuted("nothing was booted")
        self.run("systemctl", "reboot")
        end = time.monotonic() + _END_LIMIT_S
        # Without a process 1 it is about to start the next one, or to end.
        while container.poll() is None and self._first_process() in (before, None) and time.monotonic() < end:
            time.sleep(0.2)
        if container.poll() == _ASKS_FOR_REBOOT:
            return self.boot()
        return self._wait_for_start()

    def end(self) -> None:
        """Shuts it down in order."""
        if self._container is not None and self._container.poll() is None:
            self._container.terminate()
            try:
                self._container.wait(_END_LIMIT_S)
            except subprocess.TimeoutExpired:
                self._container.kill()
                self._container.wait()
        self._console.close()

    def run(
        self, *words: str, user: str = "", environ: Sequence[str] = ()
    ) -> subprocess.CompletedProcess[str]:
        """`words` among the container's processes."""
        return subprocess.run(
            self.command(*words, user=user, environ=environ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def command(self, *words: str, user: str = "", environ: Sequence[str] = ()) -> list[str]:
        """The command that runs `words` there."""
        inside = ["env", *environ, *words]
        if user:
            inside = ["su", user, "--command", shlex.join(inside)]
        first = self._first_process()
        if first is None:
            raise Refuted(f"the system that was booted has ended\n{self._console_text()}")
        namespaces = ("--mount", "--uts", "--ipc", "--net", "--pid", "--cgroup", "--root", "--wd")
        enter = ["nsenter", "--target", str(first), *namespaces]
        return [*enter, "env", "-i", f"PATH={_PATH}", "HOME=/root", "LC_ALL=C.UTF-8", *inside]

    def _first_process(self) -> int | None:
        """Its process 1 as this computer counts it; the container is its parent."""
        if self._container is None or self._container.poll() is not None:
            return None
        pid = self._container.pid
        with contextlib.suppress(OSError):
            for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split():
                if os.readlink(f"/proc/{child}/exe").endswith("/systemd/systemd"):
                    return int(child)
        return None

    def _wait_for_start(self) -> str:
        end = time.monotonic() + _BOOT_LIMIT_S
        while time.monotonic() < end:
            if self._first_process() is not None:
                with contextlib.suppress(Refuted):
                    state = self.run("systemctl", "is-system-running").stdout.strip()
                    if state in _BOOTED:
                        return state
            elif self._container is not None and self._container.poll() is not None:
                break
            time.sleep(0.5)
        raise Refuted(f"the system did not boot\n{self._console_text()}")

    def _console_text(self) -> str:
        self._console.seek(0)
        return self._console.read().decode("utf-8", "replace")[-3000:]


def wait_until(promise: str, holds: Callable[[], bool], *, limit_s: float, more: Callable[[], str]) -> float:
    """Checks `promise` once `holds` returns true, or refutes it at the limit; returns how long that took."""
    began = time.monotonic()
    while not (kept := holds()) and time.monotonic() - began < limit_s:
        time.sleep(0.5)
    took = time.monotonic() - began
    check(kept, f"{promise} ({took:.1f} s)", "" if kept else more())
    return took
