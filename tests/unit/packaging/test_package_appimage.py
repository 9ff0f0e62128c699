"""The AppImage of a small program: what lies in it, the same bytes twice, and the runtime that was named."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
from pathlib import Path

import pytest

import package_build
from launcher_console import Console, SetupProblem
from package_appimage import HOME, Runtime, make_appimage
from tests.unit.packaging.test_package_deb import EPOCH_S, contents

RUNTIME = b"\x7fELF\x02\x01\x01\x00AI\x02" + b"\0" * 500
needs_squashfs = pytest.mark.skipif(
    any(shutil.which(each) is None for each in ("mksquashfs", "unsquashfs")), reason="needs squashfs-tools"
)


def runtime_in(folder: Path, content: bytes = RUNTIME) -> Runtime:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "runtime").write_bytes(content)
    return Runtime(folder / "runtime", hashlib.sha256(content).hexdigest())


def build(folder: Path, runtime: Runtime | None, said: io.StringIO | None = None) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return make_appimage(
        contents(folder),
        version="1.2",
        epoch_s=EPOCH_S,
        work=folder / "work",
        out=folder / "out",
        runtime=runtime,
        console=Console(said or io.StringIO()),
    )


def unpacked(image: Path, into: Path, *, offset: int = 0) -> Path:
    command = ["unsquashfs", "-no-progress", "-offset", str(offset), "-d", str(into), str(image)]
    subprocess.run(command, check=True, capture_output=True)
    return into


@needs_squashfs
def test_it_begins_with_the_runtime_and_holds_the_program(tmp_path: Path) -> None:
    made = build(tmp_path / "one", runtime_in(tmp_path))
    assert made.name == "Anamnesis-1.2-x86_64.AppImage"
    assert made.stat().st_mode & 0o111
    assert made.read_bytes().startswith(RUNTIME)
    assert [path.name for path in made.parent.iterdir()] == [made.name]
    tree = unpacked(made, tmp_path / "tree", offset=len(RUNTIME))
    assert (tree / HOME / "_internal" / "library.so").read_bytes() == b"library"
    assert (tree / HOME / "_internal/share/anamnesis/models/weights").read_bytes() == b"weights"
    assert (tree / ".DirIcon").resolve() == (tree / "anamnesis.svg").resolve()
    entry = (tree / "anamnesis.desktop").read_text("utf-8")
    assert "Exec=anamnesis %f\n" in entry
    assert entry.endswith("X-AppImage-Version=1.2\n")
    metainfo = (tree / "usr/share/metainfo/org.anamnesis.Anamnesis.metainfo.xml").read_text("utf-8")
    assert 'version="1.2"' in metainfo
    assert f"{HOME}/_internal/share/anamnesis/models" in (
        tree / "usr/share/doc/anamnesis/anamnesis.cdx.json"
    ).read_text("utf-8")


@needs_squashfs
def test_its_first_program_starts_ours_with_the_arguments_as_they_were(tmp_path: Path) -> None:
    made = build(tmp_path / "one", None)
    tree = unpacked(made, tmp_path / "a tree")
    program = tree / HOME / "anamnesis"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$0" "$@"\n', "utf-8")
    link = tmp_path / "link"
    link.symlink_to(tree / "AppRun")
    done = subprocess.run([str(link), "ask", "two words"], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [str(program), "ask", "two words"]


@needs_squashfs
def test_the_same_input_makes_the_same_bytes(tmp_path: Path) -> None:
    runtime = runtime_in(tmp_path)
    assert build(tmp_path / "one", runtime).read_bytes() == build(tmp_path / "two", runtime).read_bytes()


@needs_squashfs
def test_without_a_runtime_the_file_system_is_made_and_the_rest_is_said(tmp_path: Path) -> None:
    said = io.StringIO()
    made = build(tmp_path / "one", None, said)
    assert made.name == "anamnesis-1.2-x86_64.squashfs"
    assert "no AppImage: that takes the runtime" in said.getvalue()


@needs_squashfs
@pytest.mark.parametrize(
    ("content", "changed", "told"),
    [
        (RUNTIME, True, "has the SHA-256"),
        (RUNTIME.replace(b"AI\x02", b"AI\x01"), False, "no runtime"),
        (b"#!/bin/sh\n" + RUNTIME, False, "no runtime"),
        (b"", False, "no runtime"),
    ],
)
def test_another_runtime_is_refused_before_anything_is_built(
    tmp_path: Path, content: bytes, changed: bool, told: str
) -> None:
    runtime = runtime_in(tmp_path, content)
    if changed:
        runtime.file.write_bytes(content + b"\0")
    with pytest.raises(SetupProblem, match=told):
        build(tmp_path / "one", runtime)
    assert not (tmp_path / "one" / "out").exists()


@needs_squashfs
def test_a_runtime_that_cannot_be_read_is_a_problem_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(SetupProblem, match="cannot be read"):
        build(tmp_path / "one", Runtime(tmp_path / "absent", "0" * 64))


def test_missing_tools_are_named_before_anything_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    given = ["--llama-wheel", "w", "--models", "m", "--appimage", "--work", str(tmp_path / "work")]
    with pytest.raises(SetupProblem, match="mksquashfs is not installed"):
        package_build.build(package_build._parse(given), Console(io.StringIO()))
    assert not (tmp_path / "work").exists()


@pytest.mark.parametrize(
    "given",
    [
        ["--appimage", "--runtime", "x"],
        ["--appimage", "--runtime-sha256", "0"],
        ["--runtime", "x", "--runtime-sha256", "0"],
    ],
)
def test_a_runtime_without_its_hash_or_purpose_is_a_usage_error(given: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        package_build._parse(["--llama-wheel", "w", "--models", "m", *given])
    assert caught.value.code == 2
