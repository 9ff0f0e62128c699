#!/usr/bin/env python3
"""Proves a package in a system that holds nothing else: Debian, made by debootstrap, without network,
compiler, pip.

    sudo python3 packaging/cleanroom.py RELEASE --suite bookworm --root FOLDER [--newer PACKAGE]
        [--photographs FOLDER] [--systemd also|only]

RELEASE is the folder that `dev.py package` made. Installs silently, asks the demo practice on every level of
instructions, times the start, shares a practice between accounts, photographs the window, upgrades while it
runs, tries to go back, removes, purges; prints sizes and times. Making the root and the listed dependencies
needs the network (the mirror of this computer's apt); nothing after it does. Needs debootstrap, Xvfb, xdotool
and ImageMagick on this computer; none of them gets into the root.

`--systemd` boots a second root, FOLDER-systemd, with systemd in it (by systemd-nspawn, Debian:
systemd-container), and proves the unit of a shared practice's server; `only` proves nothing else.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cleanroom_root import (
    HOME,
    PROGRAM,
    RELEASE,
    USER,
    Refuted,
    Root,
    check,
    mirror_of_this_computer,
    output,
    told,
)
from cleanroom_shared import PLACE, SharedPractice
from cleanroom_start import time_start
from cleanroom_systemd import prove_unit
from cleanroom_window import Window

LEVELS = ("baseline", "sse42", "avx", "avx2", "avx2_vnni", "avx512", "avx512_vnni", "amx")
DEMO_PASSPHRASE = "anamnesis demo practice"  # noqa: S105 - published, it guards fiction
ABSENT = ("gcc", "cc", "c++", "pip", "pip3", "python3", "curl", "wget")


def verify_release(root: Root, release: Path) -> None:
    """The signature, with what the system itself has; then with one byte flipped."""
    target = root.folder / RELEASE[1:]
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(release, target)
    (target / "anamnesis-keyring.gpg").rename(root.folder / "keyring.gpg")
    began = time.monotonic()
    done = root.run("sh", f"{RELEASE}/verify.sh", "/keyring.gpg", RELEASE)
    check(done.returncode == 0, "the release verifies with the system's own programs", done.stderr)
    told("verifying", began)
    deb = next(target.glob("*.deb"))
    with deb.open("r+b") as opened:
        opened.seek(deb.stat().st_size // 2)
        byte = opened.read(1)
        opened.seek(-1, os.SEEK_CUR)
        opened.write(bytes([byte[0] ^ 1]))
    done = root.run("sh", f"{RELEASE}/verify.sh", "/keyring.gpg", RELEASE)
    check(
        done.returncode == 1 and deb.name in done.stderr, "a package with one flipped bit is refused by name"
    )
    shutil.copyfile(release / deb.name, deb)


def install(root: Root, name: str) -> str:
    """dpkg's words; nobody is asked."""
    began = time.monotonic()
    done = root.run("dpkg", "--install", f"{RELEASE}/{name}", environ=["DEBIAN_FRONTEND=noninteractive"])
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
    hits = search(root, practice, environ=[f"ANAMNESIS_CPU_LEVEL={level}"])
    near = [hit for hit in hits if hit["dense"] is not None]
    check(bool(near), f"notes are found by their meaning ({level})", str(hits))


def unlocked(root: Root) -> tuple[str, str]:
    """The option that unlocks the demo practice."""
    return "--passphrase-file", root.give("passphrase", f"{DEMO_PASSPHRASE}\n")


def search(root: Root, practice: str, *, environ: Sequence[str] = ()) -> list[dict[str, Any]]:
    """What one search of the demo practice finds."""
    asked = ("--data-dir", practice, *unlocked(root), "--json", "find", "sore joint")
    done = root.run("anamnesis", *asked, user=USER, environ=environ)
    check(done.returncode == 0, "the practice is searched", done.stdout + done.stderr)
    return [hit for each in _documents(done.stdout) for hit in json.loads(each)["hits"]]


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


def tell_start(root: Root) -> None:
    """How long the installed program takes to its lock screen, and from the passphrase to a chart."""
    for files, figures in time_start(root).items():
        print(
            f"start, package's files {'in memory' if files == 'warm' else 'read from the disk'}, median of "
            f"{figures['rounds']}: lock screen {figures['lock_screen_ms']} ms, empty Qt window "
            f"{figures['empty_window_ms']} ms (ratio {figures['lock_screen_ratio']}), unlock to chart "
            f"{figures['unlock_to_chart_ms']} ms",
            flush=True,
        )


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


def upgrade_while_it_runs(root: Root, older: str, newer: Path, photographs: Path) -> None:
    """Locked window, upgrade, unlock: the version that runs starts processes from its own files."""
    window = Window(root, photographs)
    try:
        print(f"window after {window.wait():.1f} s (the practice was made and indexed before)", flush=True)
        time.sleep(5)
        window.photograph("locked")
        shutil.copyfile(newer, root.folder / RELEASE[1:] / newer.name)
        said = install(root, newer.name)
        began = time.monotonic()
        check("goes on until it is closed" in said, "the upgrade says that a version still runs", said)
        window.type(DEMO_PASSPHRASE)
        time.sleep(30)
        window.photograph("unlocked-after-upgrade")
        check(window.program.poll() is None, "the version that ran goes on after the upgrade")
        running = root.processes()
        engines = [each for each in running if "core.engine" in each.arguments]
        later = time.monotonic() - began
        own = bool(engines) and all(
            each.age_s < later and each.program.startswith(f"{PROGRAM}/{older}") for each in engines
        )
        check(own, "it started its engine after the upgrade, from files of its own version", str(running))
    finally:
        window.close()


def upgrade(root: Root, deb: Path, newer: Path, photographs: Path) -> None:
    """Upgrades under an open window: everything is there afterwards, and there is no way back."""
    practice = f"{HOME}/practice"
    before = search(root, practice)
    upgrade_while_it_runs(root, output(["dpkg-deb", "--field", str(deb), "Version"]), newer, photographs)
    version = output(["dpkg-deb", "--field", str(newer), "Version"])
    said = root.run("anamnesis", "--version", user=USER).stdout.strip()
    check(said == f"anamnesis {version}", f"the next start is the newer version: {said}")
    check(search(root, practice) == before, f"it finds the {len(before)} passages that the older one found")
    verified = root.run(
        *("anamnesis", "--data-dir", practice, *unlocked(root), "audit", "verify", "--records"), user=USER
    )
    check(verified.returncode == 0, "its audit log and records are intact", verified.stdout + verified.stderr)
    again = root.run("anamnesis", "--data-dir", practice, "demo", "--headless", user=USER)
    check(again.returncode == 0, "the newer version asks the practice", again.stdout + again.stderr)
    left = sorted(each.name for each in (root.folder / PROGRAM[1:]).iterdir())
    print(f"below {PROGRAM} until the next package operation: {', '.join(left)}", flush=True)
    back = root.run("dpkg", "--install", f"{RELEASE}/{deb.name}")
    check(back.returncode != 0 and "newer" in back.stderr, "an older version over it is refused", back.stderr)
    state = root.run("dpkg-query", "--show", "--showformat", "${Status} ${Version}", "anamnesis").stdout
    check(
        state == f"install ok installed {version}",
        f"after the refusal it is as before: {state}",
        back.stderr,
    )
    works = root.run("anamnesis", "--version", user=USER)
    check(works.stdout.strip() == said, "and it starts", works.stderr)


def prove(arguments: argparse.Namespace) -> None:
    """All of it, in order. Raises `Refuted`."""
    root, release = Root(arguments.root), arguments.release.resolve()
    deb, newer = next(release.glob("anamnesis_*.deb")), arguments.newer
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
        f"{int(output(['dpkg-deb', '--field', str(deb), 'Installed-Size'])) / 1e3:.0f} MB",
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
    tell_start(root)
    shared = SharedPractice(root)
    try:
        shared.share()
        if newer is None:
            show_window(root, arguments.photographs)
        else:
            upgrade(root, deb, newer, arguments.photographs)
            shared.check_replaced()
    finally:
        shared.end()
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
    check(root.has(f"{PLACE}/records/vault.json"), "and the one that accounts share")


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
    parser.add_argument(
        "--systemd", choices=("also", "only"), help="prove the unit in a system that boots, also or only"
    )
    parser.add_argument("--levels", nargs="*", default=list(LEVELS))
    parsed = parser.parse_args(arguments)
    if os.geteuid() != 0:
        parser.error("chroot and namespaces need root")
    began = time.monotonic()
    try:
        if parsed.systemd != "only":
            prove(parsed)
        if parsed.systemd:
            deb = next(parsed.release.resolve().glob("anamnesis_*.deb"))
            folder = parsed.root.with_name(f"{parsed.root.name}-systemd")
            prove_unit(folder, parsed.suite, parsed.mirror, deb, parsed.newer)
    except Refuted as refuted:
        print(f"REFUTED: {refuted}", flush=True)
        return 1
    told(f"all of it, {parsed.suite}", began)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
