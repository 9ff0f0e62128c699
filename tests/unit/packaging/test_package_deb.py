"""The Debian package of a small program: where everything lies, and the same bytes from the same input."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from core.installation import Installation
from core.updates import keys, release
from core.updates.changes import Changes
from launcher_console import Console
from package_changes import CHANGES, released_changelog
from package_deb import POLKIT, RELEASE_KEYS, Contents, make_deb

ROOT = Path(__file__).resolve().parents[3]
LINUX = ROOT / "packaging" / "linux"
EPOCH_S = 1_700_000_000
KEYS = b"a keyring"
SCRIPTS = sorted((LINUX / "maintainer").iterdir())

needs_dpkg = pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="needs dpkg-deb")


def contents(folder: Path) -> Contents:
    program = folder / "program"
    (program / "_internal").mkdir(parents=True)
    (program / "anamnesis").write_text("#!/bin/sh\n", encoding="utf-8")
    (program / "anamnesis").chmod(0o700)
    (program / "_internal" / "library.so").write_bytes(b"library")
    (folder / "models").mkdir()
    (folder / "models" / "weights").write_bytes(b"weights")
    (folder / "pages").mkdir()
    (folder / "pages" / "anamnesis.1").write_text(".TH X\n", encoding="utf-8")
    return Contents(
        program=program,
        models=folder / "models",
        pages=folder / "pages",
        definitions=LINUX,
        icon=ROOT / "ui" / "resources" / "anamnesis.svg",
        licence=ROOT / "LICENSE",
        notices="notices",
        materials=lambda home, models: f"{{{home}, {models}}}",
        window_packages=("libegl1",),
        release_keys=KEYS,
    )


def build(folder: Path) -> Path:
    folder.mkdir()
    made = contents(folder)
    said = Console(io.StringIO())
    return make_deb(
        made, version="1.2", epoch_s=EPOCH_S, work=folder / "work", out=folder / "out", console=said
    )


@pytest.fixture(scope="module")
def deb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("package") / "one")


@needs_dpkg
def test_the_same_input_makes_the_same_bytes(deb: Path, tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        again = build(tmp_path / "two")
    finally:
        os.umask(before)
    assert again.read_bytes() == deb.read_bytes()


@needs_dpkg
def test_everything_lies_where_debian_looks_for_it_and_belongs_to_root(deb: Path) -> None:
    listed = subprocess.run(
        ["dpkg-deb", "--contents", str(deb)], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    found = {line.split(None, 5)[5]: line.split() for line in listed}
    assert {tuple(words[1:2]) for words in found.values()} == {("root/root",)}
    names = {name.partition(" -> ")[0].removeprefix("./") for name in found}
    assert {
        "usr/lib/anamnesis/1.2/anamnesis",
        "usr/lib/anamnesis/1.2/_internal/library.so",
        "usr/bin/anamnesis",
        "var/lib/anamnesis/models/weights",
        "usr/share/applications/anamnesis.desktop",
        "usr/share/mime/packages/anamnesis.xml",
        "usr/share/icons/hicolor/scalable/apps/anamnesis.svg",
        "usr/share/metainfo/org.anamnesis.Anamnesis.metainfo.xml",
        "usr/share/man/man1/anamnesis.1.gz",
        "usr/share/doc/anamnesis/copyright",
        "usr/share/doc/anamnesis/NOTICES.gz",
        "usr/share/doc/anamnesis/anamnesis.cdx.json.gz",
        "etc/apparmor.d/anamnesis",
        "usr/share/polkit-1/actions/org.anamnesis.Anamnesis.policy",
    } <= names
    modes = {name.removeprefix("./"): words[0] for name, words in found.items()}
    assert modes["usr/lib/anamnesis/1.2/anamnesis"] == "-rwxr-xr-x"
    assert modes["var/lib/anamnesis/models/weights"] == "-rw-r--r--"
    assert "./usr/bin/anamnesis -> ../lib/anamnesis/1.2/anamnesis" in found


@needs_dpkg
def test_the_keys_of_updates_lie_where_the_program_looks_for_them(deb: Path, tmp_path: Path) -> None:
    subprocess.run(["dpkg-deb", "--extract", str(deb), str(tmp_path / "x")], check=True)
    prefix = tmp_path / "x/usr/lib/anamnesis/1.2/_internal"
    assert (prefix / "share" / "anamnesis" / keys.FILE).read_bytes() == KEYS
    assert (RELEASE_KEYS, CHANGES) == (keys.FILE, release.CHANGES)


def test_polkit_asks_for_an_administrator_for_the_update_command_alone() -> None:
    action = ElementTree.parse(LINUX / POLKIT).getroot().find("action")  # noqa: S314 - our own file
    assert action is not None
    told = {each.get("key"): each.text for each in action.findall("annotate")}
    assert told["org.freedesktop.policykit.exec.path"] == "/usr/bin/anamnesis"
    assert told["org.freedesktop.policykit.exec.argv1"] == "update"
    defaults = action.find("defaults")
    assert defaults is not None
    assert {each.text for each in defaults} == {"auth_admin"}


def test_what_was_not_released_before_becomes_the_section_of_the_release() -> None:
    text = "# Changelog\n\n## [Unreleased]\n\n- new\n\n## [1.1] - 2026-01-01\n\n- old\n"
    made = Changes.parsed(released_changelog(text, "1.2", "2026-02-01"))
    assert [(each.version, each.day, each.text) for each in made.sections] == [
        ("1.2", "2026-02-01", "- new"),
        ("1.1", "2026-01-01", "- old"),
    ]
    own = text.replace("[Unreleased]", "[1.2] - 2026-01-31")
    assert released_changelog(own, "1.2", "2026-02-01") == own


def test_the_changelog_of_this_program_has_something_to_show() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert Changes.parsed(released_changelog(text, "99.0", "2026-02-01")).since(lambda each: each == "99.0")


@needs_dpkg
def test_the_control_file_says_what_it_needs_and_nothing_is_left_to_fill_in(
    deb: Path, tmp_path: Path
) -> None:
    subprocess.run(["dpkg-deb", "--raw-extract", str(deb), str(tmp_path / "x")], check=True)
    control = (tmp_path / "x" / "DEBIAN" / "control").read_text(encoding="utf-8")
    assert "\nVersion: 1.2\n" in control
    assert re.search(r"\nDepends: .*libc6 .*libegl1", control)
    texts = [
        *(tmp_path / "x" / "DEBIAN").iterdir(),
        tmp_path / "x/usr/share/metainfo/org.anamnesis.Anamnesis.metainfo.xml",
    ]
    assert [path.name for path in texts if re.search(r"@[A-Z]+@", path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_maintainer_scripts_are_shell_and_ask_nobody(script: Path) -> None:
    assert subprocess.run(["sh", "-n", str(script)], check=False).returncode == 0
    text = script.read_text(encoding="utf-8")
    assert text.startswith("#!/bin/sh\n")
    assert not re.search(r"^\s*read\b(?! -r)|debconf|/home", text, re.MULTILINE)


@needs_dpkg
@pytest.mark.parametrize(("installed", "status"), [("1.1", 0), ("1.2", 0), ("1.2.1", 1), ("2.0", 1), ("", 0)])
def test_a_newer_version_is_not_replaced_by_an_older_one(tmp_path: Path, installed: str, status: int) -> None:
    script = tmp_path / "preinst"
    text = (LINUX / "maintainer" / "preinst").read_text(encoding="utf-8")
    script.write_text(text.replace("@VERSION@", "1.2").replace("/usr/lib", str(tmp_path)), encoding="utf-8")
    done = subprocess.run(
        ["sh", str(script), "upgrade", installed], capture_output=True, text=True, check=False
    )
    assert done.returncode == status
    assert ("newer" in done.stderr) is bool(status)


def test_a_version_that_runs_finds_out_which_one_replaced_it(tmp_path: Path) -> None:
    """The real scripts around what dpkg does, over a program that runs below the folder of its version."""
    base = tmp_path / "anamnesis"
    old = base / "1.1"
    old.mkdir(parents=True)
    shutil.copyfile(str(shutil.which("sleep")), old / "anamnesis")
    (old / "anamnesis").chmod(0o755)
    running = Installation("1.1", old)
    process = subprocess.Popen([str(old / "anamnesis"), "60"])
    try:
        script(tmp_path, "preinst", "upgrade", "1.1")
        assert running.replaced_by is None, "the newer one is not installed yet"
        # dpkg lays out the new files and removes what it knew of the old ones.
        (base / "1.2").mkdir()
        shutil.rmtree(old)
        script(tmp_path, "postinst", "configure", "1.1")
        assert running.replaced_by == "1.2"
        assert (old / "anamnesis").exists(), "what runs goes on with its own files"
    finally:
        process.kill()
        process.wait()
    script(tmp_path, "postinst", "configure", "1.2")
    assert not old.exists()
    assert running.replaced_by is None


def script(folder: Path, name: str, *arguments: str) -> None:
    """Runs a maintainer script of version 1.2 with /usr/lib in `folder`."""
    text = (LINUX / "maintainer" / name).read_text(encoding="utf-8")
    path = folder / name
    path.write_text(text.replace("@VERSION@", "1.2").replace("/usr/lib", str(folder)), encoding="utf-8")
    subprocess.run(["sh", str(path), *arguments], capture_output=True, check=True)
