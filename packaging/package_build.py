"""Builds the Linux package, in the environment that `dev.py package` has made for it.

Freezes the interpreter, lays program and libraries beside it, compares what lies there with the locks,
makes manual pages, notices and list of materials, packs and signs. Says what was left out, how large it is
and how long it took.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import nullcontext
from importlib.metadata import version as metadata_version
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent))

from app.system_libraries import WINDOW_LIBRARIES
from launcher_console import EXIT_ENVIRONMENT, Console, SetupProblem, elapsed, run_tool
from launcher_models import ADAPTERS, EMBEDDER, GENERATOR
from package_appimage import Runtime, beginning, make_appimage
from package_changes import CHANGES, released_changelog
from package_components import LINUX_PYTHON_311, ComponentProblem, check_table, read_table, shipped_pins
from package_contents import (
    CutDone,
    compile_sources,
    copy_models,
    cut_out,
    files_below,
    install_libraries,
    install_program,
    read_cuts,
)
from package_deb import DOCUMENTS, MODELS, Contents, make_deb
from package_sbom import check_agreement, list_of_materials, notices, program_files
from package_signing import KEYRING, SUMS, Signer, passing_key, sign_list, sign_package
from package_version import project_version

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "packaging" / "locks"
LINUX = ROOT / "packaging" / "linux"
MATERIALS = "anamnesis.cdx.json"
VERIFIER = "verify.sh"


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py package", description=__doc__)
    parser.add_argument("--llama-wheel", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--models", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "package", help="where it is built")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="where the release lies afterwards")
    parser.add_argument("--version", default="", help="of the package; default: that of pyproject.toml")
    parser.add_argument("--keep-frozen", action="store_true", help="pack the folder that was frozen last")
    parser.add_argument(
        "--sign-with", default="", metavar="KEY", help="a key of your GnuPG; default: a worthless one"
    )
    parser.add_argument("--appimage", action="store_true", help="also the same folder as an AppImage")
    parser.add_argument("--runtime", type=Path, metavar="FILE", help="what the AppImage begins with")
    parser.add_argument("--runtime-sha256", default="", metavar="HASH", help="its hash, from another place")
    parsed = parser.parse_args(arguments)
    if (parsed.runtime is None) != (parsed.runtime_sha256 == ""):
        parser.error("--runtime and --runtime-sha256 go together")
    if parsed.runtime is not None and not parsed.appimage:
        parser.error("--runtime is for --appimage")
    return parsed


def source_epoch_s() -> int:
    """The date of every file: SOURCE_DATE_EPOCH, else that of the last commit."""
    if told := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(told)
    asked = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SetupProblem("There is no commit to take the date from.", remedy="Set SOURCE_DATE_EPOCH.")
    return int(done.stdout)


def freeze(work: Path, wheel: Path, epoch_s: int, console: Console) -> Path:
    """The folder to pack: interpreter, libraries, program. Returns its path."""
    python, log = Path(sys.executable), work / "package.log"
    frozen, site = work / "frozen", work / "frozen" / "anamnesis" / "_internal" / "site-packages"
    for stale in (frozen, work / "freezer", work / "wheel"):
        shutil.rmtree(stale, ignore_errors=True)
    settled = {"SOURCE_DATE_EPOCH": str(epoch_s), "PYTHONHASHSEED": "1"}
    run_tool(
        [
            *(str(python), "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"),
            *("--distpath", str(frozen), "--workpath", str(work / "freezer"), str(LINUX / "anamnesis.spec")),
        ],
        doing="Freezing the interpreter",
        log=log,
        console=console,
        env=settled,
    )
    run_tool(
        [str(python), "-m", "hatchling", "build", "-t", "wheel", "-d", str(work / "wheel")],
        doing="Building the program",
        log=log,
        console=console,
        env=settled,
        cwd=ROOT,
    )
    locks = (LOCKS / "torch.txt", LOCKS / "runtime.txt")
    install_libraries(python, site, locks, [wheel], log=log, console=console)
    (program,) = (work / "wheel").glob("anamnesis-*.whl")
    install_program(program, site)
    return frozen / "anamnesis"


def _tell_cuts(done: Sequence[CutDone], console: Console) -> None:
    for each in done:
        console.say(
            f"      left out: {each.size_bytes / 1e6:6.1f} MB in {each.files:5} files: {each.cut.what}"
        )
    console.say(f"      left out in all: {sum(each.size_bytes for each in done) / 1e6:.1f} MB")


def _complete(folder: Path, work: Path, console: Console) -> list[CutDone]:
    """Cuts, compares with the locks, compiles."""
    site = folder / "_internal" / "site-packages"
    cuts = read_cuts(LINUX / "cuts.toml")
    done = cut_out(site, cuts)
    _tell_cuts(done, console)
    table = read_table(ROOT / "packaging" / "components.toml")
    pins = shipped_pins(LOCKS, LINUX_PYTHON_311)
    check_agreement(site, pins, table, cuts)
    console.say(f"      every file is as its wheel was locked ({len(pins)} packages)")
    compile_sources(Path(sys.executable), site, log=work / "package.log", console=console)
    return done


def _compute(folder: Path, work: Path, models: Path, console: Console) -> None:
    """Runs both models in the frozen program, to detect missing files here."""
    said = run_tool(
        [str(folder / "anamnesis"), "-m", "core.engine.processor", str(models)],
        doing="Computing with the starter models in the frozen program",
        log=work / "package.log",
        console=console,
    )
    for line in said.splitlines():
        console.say(f"      {line}")


def _contents(
    folder: Path,
    work: Path,
    models: Path,
    version: str,
    epoch_s: int,
    console: Console,
    release_keys: bytes | None,
) -> Contents:
    site = folder / "_internal" / "site-packages"
    cut = {name for each in read_cuts(LINUX / "cuts.toml") for name in each.packages}
    table = read_table(ROOT / "packaging" / "components.toml")
    pins = shipped_pins(LOCKS, LINUX_PYTHON_311)
    pages, shipped_models = work / "pages", work / "models"
    for stale in (pages, shipped_models):
        shutil.rmtree(stale, ignore_errors=True)
    pages.mkdir()
    copy_models(models, shipped_models, (EMBEDDER, GENERATOR, *(str(each.path) for each in ADAPTERS)))
    day = time.strftime("%Y-%m-%d", time.gmtime(epoch_s))
    run_tool(
        [sys.executable, str(ROOT / "packaging" / "package_man.py"), str(site), str(pages), version, day],
        doing="Making the manual pages",
        log=work / "package.log",
        console=console,
        env={"PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "100"},
    )

    program, weights = program_files(folder), program_files(shipped_models)

    def materials(home: str, models_home: str) -> str:
        files = {f"{home}/{path}": digest for path, digest in program.items()}
        files |= {f"{models_home}/{path}": digest for path, digest in weights.items()}
        document = list_of_materials(
            version=version,
            pins=pins,
            table=table,
            python_version=platform.python_version(),
            freezer_version=metadata_version("pyinstaller"),
            files=files,
            cut_packages=cut,
        )
        return json.dumps(document, indent=1, ensure_ascii=False) + "\n"

    return Contents(
        program=folder,
        models=shipped_models,
        pages=pages,
        definitions=LINUX,
        icon=ROOT / "ui" / "resources" / "anamnesis.svg",
        licence=ROOT / "LICENSE",
        notices=notices(site, table, pins, cut),
        materials=materials,
        window_packages=tuple(sorted({need.package for need in WINDOW_LIBRARIES})),
        release_keys=release_keys,
    )


def _write_beside(contents: Contents, out: Path, version: str, epoch_s: int) -> tuple[str, ...]:
    """The files beside a release's package: the list of materials, the verifier, the changelog; returns their
    names.
    """
    materials = contents.materials(f"usr/lib/anamnesis/{version}", MODELS)
    (out / MATERIALS).write_text(materials, encoding="utf-8")
    shutil.copyfile(LINUX / VERIFIER, out / VERIFIER)
    day = time.strftime("%Y-%m-%d", time.gmtime(epoch_s))
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    (out / CHANGES).write_text(released_changelog(changes, version, day), encoding="utf-8")
    return (MATERIALS, VERIFIER, CHANGES)


def build(arguments: argparse.Namespace, console: Console) -> Path:
    """The complete build; returns the package. Raises `SetupProblem` and `ComponentProblem`."""
    began, work, out = time.monotonic(), arguments.work, arguments.out
    runtime = Runtime(arguments.runtime, arguments.runtime_sha256) if arguments.runtime else None
    if arguments.appimage:
        beginning(runtime)
    work.mkdir(parents=True, exist_ok=True)
    version, epoch_s = arguments.version or project_version(), source_epoch_s()
    check_table(read_table(ROOT / "packaging" / "components.toml"), LOCKS)
    folder = work / "frozen" / "anamnesis"
    if not arguments.keep_frozen:
        folder = freeze(work, arguments.llama_wheel, epoch_s, console)
        _complete(folder, work, console)
        _compute(folder, work, arguments.models, console)
        console.say(f"      frozen after {elapsed(time.monotonic() - began)}")
    given = nullcontext(Signer(None, arguments.sign_with)) if arguments.sign_with else passing_key()
    with given as signer:
        # A temporary key signs no update, and would make every build different.
        keys = signer.public_key() if arguments.sign_with else None
        contents = _contents(folder, work, arguments.models, version, epoch_s, console, keys)
        deb = make_deb(contents, version=version, epoch_s=epoch_s, work=work, out=out, console=console)
        sign_package(deb, signer, epoch_s=epoch_s)
        names = [deb.name, *_write_beside(contents, out, version, epoch_s)]
        if arguments.appimage:
            image = make_appimage(
                contents,
                version=version,
                epoch_s=epoch_s,
                work=work,
                out=out,
                runtime=runtime,
                console=console,
            )
            names.append(image.name)
        # Listed explicitly: a release has one package, and the folder may contain earlier ones.
        sign_list(out, names, signer)
    unpacked = sum((folder / each).lstat().st_size for each in files_below(folder))
    models = sum((contents.models / each).lstat().st_size for each in files_below(contents.models))
    console.say(f"{deb.name}: {deb.stat().st_size / 1e6:.1f} MB")
    console.say(
        f"      unpacked {(unpacked + models) / 1e6:.1f} MB: "
        f"program {unpacked / 1e6:.1f}, models {models / 1e6:.1f}"
    )
    console.say(
        f"      beside it {SUMS}, its signature, {KEYRING}, {CHANGES}, the list of materials; "
        f"notices in {DOCUMENTS}"
    )
    console.say(f"      built in {elapsed(time.monotonic() - began)}")
    return deb


def main(arguments: Sequence[str]) -> int:
    console = Console()
    try:
        build(_parse(arguments), console)
    except SetupProblem as problem:
        console.say(f"Error: {problem.message}")
        if problem.remedy:
            console.say(f"  {problem.remedy}")
        return EXIT_ENVIRONMENT
    except ComponentProblem as problem:
        console.say(f"Error: {problem}")
        return EXIT_ENVIRONMENT
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
