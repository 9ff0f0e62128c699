#!/usr/bin/env python3
"""Proves a package in a system that holds nothing else: Debian, made by debootstrap, without network,
compiler, pip.

    sudo python3 packaging/cleanroom.py RELEASE --suite bookworm [--newer PACKAGE] [--photographs FOLDER]

RELEASE is the folder that `dev.py package` made. Installs silently, asks the demo practice on every level of
instructions, photographs the window, upgrades while it runs, tries to go back, removes, purges; prints
sizes and times. Making the root and the listed dependencies needs the network (the mirror of this
computer's apt); nothing after it does. Needs debootstrap, Xvfb, xdotool and ImageMagick on this computer;
none of them gets into the root.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

LEVELS = ("baseline", "sse42", "avx", "avx2", "avx2_vnni", "avx512", "avx512_vnni", "amx")
USER = "clinician"
HOME = f"/home/{USER}"
DEMO_PASSPHRASE = "anamnesis demo practice"  # noqa: S105 - published, it guards fiction
SCREENS = "/tmp/.X11-unix"  # noqa: S108 - where X servers have their sockets
ABSENT = ("gcc", "cc", "c++", "pip", "pip3", "python3", "curl", "wget")


class Refuted(Exception):
    """Something that the package promises was not so."""


class Root:
    """A Debian below a directory; commands in it have no network."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self, suite: str, mirror: str) -> None:
        """Debian's smallest system, if it is not there yet."""
        if not (self.folder / "etc" / "debian_version").is_file():
            _must(["debootstrap", "--variant=minbase", suite, str(self.folder), mirror])
        if not (self.folder / HOME[1:]).is_dir():
            _must(["chroot", str(self.folder), "useradd", "--create-home", "--shell", "/bin/bash", USER])

    def forget_earlier_run(self) -> None:
        """What a run that was stopped may have left in a root that is used again."""
        self.run("dpkg", "--purge", "anamnesis")
        shutil.rmtree(self.folder / f"{HOME[1:]}/practice", ignore_errors=True)

    def install_listed(self, deb: Path) -> None:
        """What the package names under Depends, from the mirror: the last thing that uses a network."""
        needed = _output(["dpkg-deb", "--field", str(deb), "Depends"])
        names = [re.split(r"[ (|]", each.strip())[0] for each in needed.split(",")]
        options = ("-o", "APT::Install-Recommends=false", "-o", "DPkg::Options::=--force-confold")
        inside = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-q", *options, *names]
        shutil.copyfile("/etc/resolv.conf", self.folder / "etc" / "resolv.conf")
        _must(["chroot", str(self.folder), *inside])

    def command(self, *words: str, user: str = "", environ: Sequence[str] = ()) -> list[str]:
        """`words` in the root, in a network namespace without even a loopback."""
        line = shlex.join(["env", *environ, *words])
        if user:
            line = f"su {user} --command {shlex.quote(line)}"
        folder = shlex.quote(str(self.folder))
        mounts = (
            f"mount -t proc proc {folder}/proc",
            f"mount --rbind /dev {folder}/dev",
            f"mount -t sysfs sysfs {folder}/sys",
            f"mkdir -p {folder}{SCREENS}",
            f"mount --bind {SCREENS} {folder}{SCREENS}",
            f"exec chroot {folder} /bin/sh -c {shlex.quote('cd / && ' + line)}",
        )
        shell = " && ".join(mounts)
        return ["unshare", "--net", "--mount", "sh", "-c", shell]

    def run(
        self, *words: str, user: str = "", environ: Sequence[str] = ()
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*words, user=user, environ=environ), capture_output=True, text=True, check=False
        )

    def has(self, path: str) -> bool:
        return os.path.lexists(self.folder / path.lstrip("/"))


def _must(command: Sequence[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Refuted(f"{command[0]}: {done.stdout[-2000:]}{done.stderr[-2000:]}")


def _output(command: Sequence[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def mirror_of_this_computer() -> str:
    """The first Debian mirror that apt is set up with here."""
    texts = [Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*"))]
    for path in texts:
        if path.is_file() and (
            found := re.search(r"https?://\S+/debian/?(?=\s)", path.read_text("utf-8") + " ")
        ):
            return found[0]
    return "http://deb.debian.org/debian"


def told(what: str, began: float, more: str = "") -> None:
    print(f"{what}: {time.monotonic() - began:.1f} s{'; ' + more if more else ''}", flush=True)


def check(holds: bool, what: str, more: str = "") -> None:
    """Prints a promise that was kept; raises `Refuted` for one that was not."""
    if not holds:
        raise Refuted(f"{what}\n{more[-3000:]}")
    print(f"ok: {what}", flush=True)


def verify_release(root: Root, release: Path) -> None:
    """The signature, with what the system itself has; then with one byte flipped."""
    target = root.folder / "release"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(release, target)
    (target / "anamnesis-keyring.gpg").rename(root.folder / "keyring.gpg")
    began = time.monotonic()
    done = root.run("sh", "/release/verify.sh", "/keyring.gpg", "/release")
    check(done.returncode == 0, "the release verifies with the system's own programs", done.stderr)
    told("verifying", began)
    deb = next(target.glob("*.deb"))
    with deb.open("r+b") as opened:
        opened.seek(deb.stat().st_size // 2)
        byte = opened.read(1)
        opened.seek(-1, os.SEEK_CUR)
        opened.write(bytes([byte[0] ^ 1]))
    done = root.run("sh", "/release/verify.sh", "/keyring.gpg", "/release")
    check(
        done.returncode == 1 and deb.name in done.stderr, "a package with one flipped bit is refused by name"
    )
    shutil.copyfile(release / deb.name, deb)


def install(root: Root, name: str) -> str:
    """dpkg's words; nobody is asked."""
    began = time.monotonic()
    done = root.run("dpkg", "--install", f"/release/{name}", environ=["DEBIAN_FRONTEND=noninteractive"])
    check(done.returncode == 0, f"dpkg installs {name} without a question", done.stdout + done.stderr)
    told("installing", began)
    return done.stdout + done.stderr


def demo_on(root: Root, level: str) -> None:
    """The fictional practice, made, indexed and asked, on processors of one level."""
    began = time.monotonic()
    asked = ("anamnesis", "--data-dir", f"{HOME}/demo-{level}", "--json", "demo", "--headless")
    done = root.run(*asked, user=USER, environ=[f"ANAMNESIS_CPU_LEVEL={level}"])
    answers = [json.loads(line) for line in _documents(done.stdout)]
    cited = bool(answers) and all(each["sources"] and each["answer"] for each in answers)
    check(
        done.returncode == 0 and cited,
        f"a cited answer with ANAMNESIS_CPU_LEVEL={level}",
        done.stdout + done.stderr,
    )
    told(
        f"demo, {level}",
        began,
        f"{len(answers)} answers, {sum(len(each['sources']) for each in answers)} sources",
    )
    print("    " + " ".join(answers[-1]["answer"].split())[:160], flush=True)
    check_embedder(root, f"{HOME}/demo-{level}", level)
    shutil.rmtree(root.folder / f"{HOME[1:]}/demo-{level}")


def check_embedder(root: Root, practice: str, level: str) -> None:
    """A search by meaning: without the embedder answers come too, from words alone."""
    passphrase = root.folder / "release" / "passphrase"
    passphrase.write_text(f"{DEMO_PASSPHRASE}\n", encoding="utf-8")
    asked = (
        "--data-dir",
        practice,
        "--passphrase-file",
        "/release/passphrase",
        "--json",
        "find",
        "sore joint",
    )
    done = root.run("anamnesis", *asked, user=USER, environ=[f"ANAMNESIS_CPU_LEVEL={level}"])
    hits = [hit for each in _documents(done.stdout) for hit in json.loads(each)["hits"]]
    near = [hit for hit in hits if hit["dense"] is not None]
    check(bool(near), f"notes are found by their meaning ({level})", done.stdout + done.stderr)


def _documents(text: str) -> list[str]:
    """Each JSON document in `text` as one line."""
    decoder, at, found = json.JSONDecoder(), 0, []
    while (at := text.find("{", at)) >= 0:
        try:
            document, end = decoder.raw_decode(text, at)
        except ValueError:
            at += 1
            continue
        found.append(json.dumps(document))
        at = end
    return found


class Window:
    """The program's window on a screen of this computer that nobody looks at."""

    def __init__(self, root: Root, photographs: Path) -> None:
        self._root, self._photographs = root, photographs
        told_here, told_there = os.pipe()
        self._screen = subprocess.Popen(
            ["Xvfb", "-displayfd", str(told_there), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
            pass_fds=(told_there,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(told_there)
        with os.fdopen(told_here) as number:
            self._display = f":{number.readline().strip()}"
        environ = [f"DISPLAY={self._display}", "QT_QPA_PLATFORM=xcb", "HOME=" + HOME]
        command = root.command(
            "anamnesis", "--data-dir", f"{HOME}/practice", "demo", user=USER, environ=environ
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
        subprocess.run(["import", "-display", self._display, "-window", "root", target], check=True)

    def close(self) -> None:
        self._xdotool("search", "--onlyvisible", "--name", "Anamnesis", "windowclose")
        self.program.terminate()
        self.program.wait(60)
        self._screen.terminate()
        self._screen.wait(20)

    def _xdotool(self, *words: str) -> subprocess.CompletedProcess[str]:
        environ = os.environ | {"DISPLAY": self._display}
        return subprocess.run(["xdotool", *words], env=environ, capture_output=True, text=True, check=False)


def show_window(root: Root, photographs: Path) -> None:
    """The window, locked and unlocked."""
    window = Window(root, photographs)
    try:
        print(f"window after {window.wait():.1f} s (the practice was made and indexed before)", flush=True)
        time.sleep(5)
        window.photograph("locked")
        window.type(DEMO_PASSPHRASE)
        time.sleep(30)
        window.photograph("unlocked")
        check(window.program.poll() is None, "the window is open")
    finally:
        window.close()


def upgrade_while_it_runs(root: Root, newer: Path, photographs: Path) -> None:
    """Locked window, upgrade, unlock: the version that runs starts processes from its own files."""
    window = Window(root, photographs)
    try:
        print(f"window after {window.wait():.1f} s (the practice was made and indexed before)", flush=True)
        time.sleep(5)
        window.photograph("locked")
        shutil.copyfile(newer, root.folder / "release" / newer.name)
        said = install(root, newer.name)
        check("goes on until it is closed" in said, "the upgrade says that a version still runs", said)
        window.type(DEMO_PASSPHRASE)
        time.sleep(30)
        window.photograph("unlocked-after-upgrade")
        check(window.program.poll() is None, "the version that ran goes on after the upgrade")
        engine = _output(["sh", "-c", "ps -eo args | grep -c '[c]ore.engine ' || true"])
        check(engine != "0", "it started its engine after the upgrade, from files of its own version")
    finally:
        window.close()


def prove(arguments: argparse.Namespace) -> None:
    """All of it, in order. Raises `Refuted`."""
    root, release = Root(arguments.root), arguments.release.resolve()
    deb, newer = next(release.glob("anamnesis_*.deb")), arguments.newer
    Path(SCREENS).mkdir(mode=0o1777, exist_ok=True)
    root.make(arguments.suite, arguments.mirror)
    root.forget_earlier_run()
    root.install_listed(deb)
    found = [name for name in ABSENT if root.run("sh", "-c", f"command -v {name}").stdout]
    check(not found, "the root has no compiler, no Python, no pip, nothing that fetches", str(found))
    interfaces = root.run("sh", "-c", "tail -n +3 /proc/self/net/dev | cut -d: -f1; cat /proc/self/net/route")
    devices = interfaces.stdout.partition("Iface")[0].split()
    check(
        interfaces.returncode == 0 and devices == ["lo"],
        "commands in the root have no network",
        str(interfaces),
    )
    print(
        f"{deb.name}: {deb.stat().st_size / 1e6:.1f} MB, installed size "
        f"{int(_output(['dpkg-deb', '--field', str(deb), 'Installed-Size'])) / 1e3:.0f} MB",
        flush=True,
    )
    verify_release(root, release)
    install(root, deb.name)
    began = time.monotonic()
    version = root.run("anamnesis", "--version", user=USER)
    check(version.returncode == 0, f"it says its version: {version.stdout.strip()}", version.stderr)
    told("anamnesis --version", began)
    verified = root.run("dpkg", "--verify", "anamnesis")
    check(verified.stdout == "", "every installed file is as it was packed", verified.stdout)
    for level in arguments.levels:
        demo_on(root, level)
    doctor = root.run("anamnesis", "--data-dir", f"{HOME}/practice", "demo", "--headless", user=USER)
    check(doctor.returncode == 0, "a practice is made and asked", doctor.stdout + doctor.stderr)
    if newer is None:
        show_window(root, arguments.photographs)
    else:
        upgrade_while_it_runs(root, newer, arguments.photographs)
        again = root.run("anamnesis", "--data-dir", f"{HOME}/practice", "demo", "--headless", user=USER)
        check(
            again.returncode == 0,
            "the newer version opens the practice, with its data",
            again.stdout + again.stderr,
        )
        back = root.run("dpkg", "--install", f"/release/{deb.name}")
        check(
            back.returncode != 0 and "newer" in back.stderr,
            "an older version over it is refused",
            back.stderr,
        )
        state = root.run("dpkg-query", "--show", "--showformat", "${Status} ${Version}", "anamnesis").stdout
        check(
            state.startswith("install ok installed"),
            f"after the refusal it is as before: {state}",
            back.stderr,
        )
    removed = root.run("dpkg", "--remove", "anamnesis")
    check(
        removed.returncode == 0 and not root.has("/usr/lib/anamnesis"),
        "removal takes the program",
        removed.stderr,
    )
    check(root.has(f"{HOME}/practice/vault.json"), "removal leaves the practice")
    purged = root.run("dpkg", "--purge", "anamnesis")
    gone = not any(root.has(each) for each in ("/var/lib/anamnesis", "/etc/apparmor.d/anamnesis"))
    check(purged.returncode == 0 and gone, "purging takes models and profile", purged.stdout + purged.stderr)
    check(root.has(f"{HOME}/practice/vault.json"), "purging leaves the practice")


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("release", type=Path)
    parser.add_argument("--suite", required=True, help="bookworm, trixie, …")
    parser.add_argument(
        "--root", type=Path, required=True, help="where the system is made, or lies from before"
    )
    parser.add_argument("--newer", type=Path, help="a package of a higher version, for the upgrade")
    parser.add_argument("--mirror", default=mirror_of_this_computer())
    parser.add_argument("--photographs", type=Path, default=Path("photographs"))
    parser.add_argument("--levels", nargs="*", default=list(LEVELS))
    parsed = parser.parse_args(arguments)
    if os.geteuid() != 0:
        parser.error("chroot and namespaces need root")
    began = time.monotonic()
    try:
        prove(parsed)
    except Refuted as refuted:
        print(f"REFUTED: {refuted}", flush=True)
        return 1
    told(f"all of it, {parsed.suite}", began)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
