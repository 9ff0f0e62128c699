"""A Debian below a directory, in which a package is tried without a network."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_START_TICKS = 19
"""Index of the start time in `/proc/<pid>/stat` behind the name (`man 5 proc_pid_stat`: field 22)."""
USER = "clinician"
HOME = f"/home/{USER}"
PROGRAM = "/usr/lib/anamnesis"
RELEASE = "/release"
"""In the root: a copy of the release, and what a step needs beside it."""
SCREENS = "/tmp/.X11-unix"  # noqa: S108 - where X servers have their sockets


class Refuted(Exception):
    """Something that the package promises was not so."""


@dataclass(frozen=True, slots=True)
class Process:
    """A process of this computer."""

    pid: int
    root: Path
    program: str
    """The file that it runs, as its root names it, also once that was removed."""
    arguments: tuple[str, ...]
    age_s: float


class Root:
    """A Debian below a directory; commands in it have no network."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()

    def make(self, suite: str, mirror: str) -> None:
        """Debian's smallest system, if it is not there yet."""
        # Mounted for each command, also without a screen on this computer.
        Path(SCREENS).mkdir(mode=0o1777, exist_ok=True)
        if not (self.folder / "etc" / "debian_version").is_file():
            must(["debootstrap", "--variant=minbase", suite, str(self.folder), mirror])
        if not (self.folder / HOME[1:]).is_dir():
            must(["chroot", str(self.folder), "useradd", "--create-home", "--shell", "/bin/bash", USER])

    def forget_earlier_run(self) -> None:
        """What a run that was stopped may have left in a root that is used again."""
        self.run("dpkg", "--purge", "anamnesis")
        shutil.rmtree(self.folder / "srv" / "anamnesis", ignore_errors=True)
        for each in (self.folder / HOME[1:]).iterdir():
            if each.is_dir():
                shutil.rmtree(each)

    def install_listed(self, deb: Path) -> None:
        """What the package names under Depends, from the mirror: the last thing that uses a network."""
        needed = output(["dpkg-deb", "--field", str(deb), "Depends"])
        names = [re.split(r"[ (|]", each.strip())[0] for each in needed.split(",")]
        options = ("-o", "APT::Install-Recommends=false", "-o", "DPkg::Options::=--force-confold")
        inside = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-q", *options, *names]
        shutil.copyfile("/etc/resolv.conf", self.folder / "etc" / "resolv.conf")
        must(["chroot", str(self.folder), *inside])

    def command(
        self,
        *words: str,
        user: str = "",
        environ: Sequence[str] = (),
        overlaid: Mapping[str, str] | None = None,
    ) -> list[str]:
        """`words` in the root, in a network namespace without even a loopback.

        `overlaid`: files of the root that this command alone sees with the content of others.
        """
        line = shlex.join(["env", *environ, *words])
        if user:
            line = f"su {user} --command {shlex.quote(line)}"
        root = str(self.folder)
        folder = shlex.quote(root)
        mounts = [
            f"mount -t proc proc {folder}/proc",
            f"mount --rbind /dev {folder}/dev",
            f"mount -t sysfs sysfs {folder}/sys",
            f"mkdir -p {folder}{SCREENS}",
            f"mount --bind {SCREENS} {folder}{SCREENS}",
        ]
        for path, content in (overlaid or {}).items():
            mounts.append(shlex.join(["mount", "--bind", root + content, root + path]))
        shell = " && ".join([*mounts, f"exec chroot {folder} /bin/sh -c {shlex.quote('cd / && ' + line)}"])
        return ["unshare", "--net", "--mount", "sh", "-c", shell]

    def run(
        self,
        *words: str,
        user: str = "",
        environ: Sequence[str] = (),
        overlaid: Mapping[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        command = self.command(*words, user=user, environ=environ, overlaid=overlaid)
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def has(self, path: str) -> bool:
        return os.path.lexists(self.folder / path.lstrip("/"))

    def processes(self) -> list[Process]:
        """Whatever runs in the root."""
        return [
            each for each in map(_process, Path("/proc").glob("[0-9]*")) if each and each.root == self.folder
        ]

    def give(self, name: str, text: str) -> str:
        """Writes a file that everybody in the root can read; returns its path there."""
        path = self.folder / RELEASE[1:] / name
        path.parent.mkdir(mode=0o755, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o644)
        return f"{RELEASE}/{name}"


def _process(entry: Path) -> Process | None:
    try:
        root = Path(os.readlink(entry / "root"))
        program = os.readlink(entry / "exe").removesuffix(" (deleted)")
        words = (entry / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
        ticks = int((entry / "stat").read_bytes().rpartition(b")")[2].split()[_START_TICKS])
    except OSError:
        # It has ended meanwhile, or is the kernel's own.
        return None
    age_s = time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
    return Process(int(entry.name), root, "/" + os.path.relpath(program, root), tuple(words), age_s)


def must(command: Sequence[str]) -> None:
    """Runs what the proof itself needs. Raises `Refuted` with the end of its output."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Refuted(f"{command[0]}: {done.stdout[-2000:]}{done.stderr[-2000:]}")


def output(command: Sequence[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def mirror_of_this_computer(configuration: Path = Path("/etc/apt")) -> str:
    """The first Debian mirror that apt is set up with here."""
    texts = [configuration / "sources.list", *sorted((configuration / "sources.list.d").glob("*"))]
    for path in texts:
        if path.is_file() and (
            found := re.search(r"https?://\S+/debian/?(?=\s)", path.read_text("utf-8") + " ")
        ):
            return found[0]
    return "http://deb.debian.org/debian"


def told(what: str, began: float, more: str = "") -> None:
    """Prints how long something took."""
    print(f"{what}: {time.monotonic() - began:.1f} s{'; ' + more if more else ''}", flush=True)


def check(holds: bool, what: str, more: str = "") -> None:
    """Prints a promise that was kept; raises `Refuted` for one that was not."""
    if not holds:
        raise Refuted(f"{what}\n{more[-3000:]}")
    print(f"ok: {what}", flush=True)
