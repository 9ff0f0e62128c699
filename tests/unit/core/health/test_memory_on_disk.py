"""Swap, hibernation and crash files, on computers made of files."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

import pytest

from core.health.memory_on_disk import crash_files, hibernation, swap

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="read from Linux's /proc and /sys")


class Computer:
    """A tree with the files of /proc and /sys that are looked at."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def device(self, name: str, *, uuid: str = "", on: tuple[str, ...] = (), number: str = "") -> None:
        folder = self.root / "sys/devices" / name
        (folder / "slaves").mkdir(parents=True)
        (self.root / "dev").mkdir(exist_ok=True)
        (self.root / "dev" / name).touch()
        by_name, by_number = self.root / "sys/class/block", self.root / "sys/dev/block"
        for link in (by_name / name, *([by_number / number] if number else [])):
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(folder)
        if uuid:
            self.write(f"sys/devices/{name}/dm/uuid", uuid)
        for below in on:
            (folder / "slaves" / below).touch()

    def swaps(self, *areas: str) -> None:
        lines = [f"{area} partition 1024 0 -2" for area in areas]
        self.write("proc/swaps", "\n".join(["Filename Type Size Used Priority", *lines]) + "\n")


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    made = Computer(tmp_path)
    made.device("sda2")
    made.device("dm-0", uuid="CRYPT-LUKS2-0123", on=("sda2",), number="990:0")
    made.device("dm-1", uuid="LVM-abc", on=("dm-0",), number="990:1")
    made.device("dm-2", uuid="LVM-def", on=("sda2",), number="990:2")
    made.device("dm-3", uuid="LVM-ghi", on=("dm-0", "sda2"))
    made.device("zram0")
    made.device("zram1")
    made.write("sys/devices/zram0/backing_dev", "none\n")
    made.write("sys/devices/zram1/backing_dev", "/dev/sda2\n")
    return made


@pytest.mark.parametrize("area", ["/dev/dm-0", "/dev/dm-1", "/dev/zram0"])
def test_an_encrypted_swap_and_one_in_memory_are_well(computer: Computer, area: str):
    computer.swaps(area)
    assert swap(computer.root).status == "ok"


@pytest.mark.parametrize(
    "area", ["/dev/sda2", "/dev/dm-2", "/dev/dm-3", "/dev/zram1", "/swapfile", "/dev/gone"]
)
def test_any_other_is_named(computer: Computer, area: str):
    computer.write("swapfile", "")
    computer.swaps("/dev/dm-0", area)
    found = swap(computer.root)
    assert (found.status, found.params["areas"]) == ("warning", [area])


def test_no_swap_is_well(computer: Computer, tmp_path: Path):
    computer.swaps()
    assert swap(computer.root).status == "ok"
    assert swap(tmp_path / "nothing here").status == "ok"


@pytest.mark.parametrize(
    ("state", "device", "words", "status"),
    [
        ("freeze mem", "0:0", "quiet", "ok"),
        ("freeze mem disk", "0:0", "quiet", "ok"),
        ("freeze mem disk", "0:0", "quiet resume=/dev/sda2", "warning"),
        ("freeze mem disk", "8:2", "quiet", "warning"),
        ("freeze mem disk", "990:2", "quiet", "warning"),
        ("freeze mem disk", "990:1", "quiet resume=/dev/mapper/swap", "ok"),
        ("", "", "", "ok"),
    ],
)
def test_hibernation_is_told_where_it_would_write_in_the_clear(
    computer: Computer, state: str, device: str, words: str, status: str
):
    computer.write("sys/power/state", state + "\n")
    computer.write("sys/power/resume", device + "\n")
    computer.write("proc/cmdline", f"BOOT_IMAGE=/vmlinuz {words}\n")
    assert hibernation(computer.root).status == status


@pytest.mark.parametrize(
    ("limit", "pattern", "dumpable", "status"),
    [
        (1, "core", 0, "ok"),
        (1, "|/usr/lib/systemd/systemd-coredump %P", 0, "ok"),
        (0, "core", 0, "ok"),
        (0, "|/usr/share/apport/apport %p", 0, "warning"),
        (resource.RLIM_INFINITY, "core", 0, "problem"),
        (1, "core", 1, "problem"),
    ],
)
def test_crash_files(
    computer: Computer, monkeypatch: pytest.MonkeyPatch, limit: int, pattern: str, dumpable: int, status: str
):
    class Library:
        def prctl(self, *_arguments: int) -> int:
            return dumpable

    monkeypatch.setattr("ctypes.CDLL", lambda _name: Library())
    monkeypatch.setattr("resource.getrlimit", lambda _which: (limit, limit))
    computer.write("proc/sys/kernel/core_pattern", pattern)
    assert crash_files(computer.root).status == status


def test_on_this_computer_they_can_be_asked():
    assert {swap().check, hibernation().check, crash_files().check} == {"swap", "hibernation", "crash_files"}
