"""The MSI of a small folder: what its tables say, and what is refused before one is built."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from launcher_console import Console, SetupProblem
from package_contents import files_below
from package_for import main
from package_msi import (
    PROGRAMS,
    UPGRADE_CODE,
    WINDOW_PROGRAM,
    check_msi,
    check_names,
    check_version,
    files_fragment,
    installed_files,
    make_msi,
    product_code,
    read_table,
)

WINDOWS = Path(__file__).resolve().parents[3] / "packaging" / "windows"
needs_wixl = pytest.mark.skipif(
    any(shutil.which(each) is None for each in ("wixl", "msiinfo")),
    reason="needs wixl and msiinfo (Debian's wixl and msitools)",
)
_NAMESPACE = "{http://schemas.microsoft.com/wix/2006/wi}"


def frozen_folder(folder: Path) -> Path:
    for name in (
        *PROGRAMS,
        "_internal/python311.dll",
        "_internal/site-packages/torch/__init__.py",
        "_internal/site-packages/torch/a b's [Y].txt",
        "_internal/site-packages/torch-2.13.0.dist-info/RECORD",
        "_internal/site-packages/ui/i18n/anamnesis_he.qm",
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return folder


def build(folder: Path, frozen: Path, version: str = "1.2.3") -> Path:
    return make_msi(
        frozen,
        definitions=WINDOWS,
        version=version,
        work=folder / "work",
        out=folder / "out",
        name="anamnesis.msi",
        console=Console(io.StringIO()),
    )


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return frozen_folder(tmp_path_factory.mktemp("msi") / "frozen")


@pytest.fixture(scope="module")
def msi(tmp_path_factory: pytest.TempPathFactory, frozen: Path) -> Path:
    return build(tmp_path_factory.mktemp("built"), frozen)


@needs_wixl
def test_every_file_of_the_folder_is_in_it_with_its_bytes(msi: Path, frozen: Path, tmp_path: Path) -> None:
    assert sorted(installed_files(msi)) == sorted(files_below(frozen))
    subprocess.run(["msiextract", "--directory", str(tmp_path), str(msi)], check=True, capture_output=True)
    (home,) = tmp_path.rglob("Anamnesis")
    assert {each: (home / each).read_bytes() for each in files_below(home)} == {
        each: (frozen / each).read_bytes() for each in files_below(frozen)
    }


@needs_wixl
def test_it_is_for_the_whole_computer_and_its_64_bits(msi: Path) -> None:
    properties = {row["Property"]: row["Value"] for row in read_table(msi, "Property")}
    assert properties["ALLUSERS"] == "1"
    assert properties["ProductVersion"] == "1.2.3"
    folders = {row["Directory"]: row["Directory_Parent"] for row in read_table(msi, "Directory")}
    assert folders["INSTALLDIR"] == "ProgramFiles64Folder"
    # Bit 256: a component of 64 bits, whose registry is not that of the 32.
    components = {row["Component"]: int(row["Attributes"]) for row in read_table(msi, "Component")}
    assert {name for name, attributes in components.items() if not attributes & 256} == set()
    summary = subprocess.run(
        ["msiinfo", "suminfo", str(msi)], capture_output=True, text=True, check=True
    ).stdout
    assert "x64" in summary


@needs_wixl
def test_nothing_of_ours_runs_while_it_is_installed_and_an_older_one_is_refused(msi: Path) -> None:
    assert read_table(msi, "CustomAction") == []
    upgrades = read_table(msi, "Upgrade")
    assert {row["UpgradeCode"].strip("{}") for row in upgrades} == {UPGRADE_CODE}
    assert {(row["VersionMin"], row["VersionMax"]) for row in upgrades} == {("", "1.2.3"), ("1.2.3", "")}
    sequence = {row["Action"]: int(row["Sequence"]) for row in read_table(msi, "InstallExecuteSequence")}
    assert sequence["FindRelatedProducts"] < sequence["RemoveExistingProducts"]
    conditions = {row["Condition"] for row in read_table(msi, "LaunchCondition")}
    assert conditions == {"NOT WIX_DOWNGRADE_DETECTED", "Installed OR (VersionNT64 >= 603)"}


@needs_wixl
def test_the_start_menu_names_the_program_without_a_console(
    msi: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (shortcut,) = read_table(msi, "Shortcut")
    component = installed_files(msi)[WINDOW_PROGRAM]["Component_"]
    assert (shortcut["Component_"], shortcut["Directory_"]) == (component, "ProgramMenuFolder")
    assert [row["Name"] for row in read_table(msi, "Icon")] == ["anamnesis.ico"]
    assert not list(tmp_path.iterdir()), "what is read leaves nothing where one works"
    keys = {(row["Key"], row["Name"]): row["Value"] for row in read_table(msi, "Registry")}
    assert keys["Software\\Anamnesis", "Version"] == "[ProductVersion]"
    assert not [key for key, _ in keys if "Policies" in key], "policies belong to the administrator"


@needs_wixl
def test_another_version_is_another_product_of_the_same_components(
    msi: Path, frozen: Path, tmp_path: Path
) -> None:
    newer = build(tmp_path, frozen, "1.3.0")
    assert product_code("1.2.3") != product_code("1.3.0")
    tables = [read_table(each, "Component") for each in (msi, newer)]
    ids = [{row["Component"]: row["ComponentId"] for row in table} for table in tables]
    assert ids[0] == ids[1]


@needs_wixl
def test_the_check_finds_what_is_not_as_promised(msi: Path, frozen: Path, tmp_path: Path) -> None:
    with pytest.raises(SetupProblem, match="ProductVersion"):
        check_msi(msi, frozen, "1.2.4")
    other = shutil.copytree(frozen, tmp_path / "frozen")
    (other / "anamnesis.exe").write_bytes(b"longer than before, surely")
    with pytest.raises(SetupProblem, match=r"anamnesis\.exe"):
        check_msi(msi, other, "1.2.3")


@needs_wixl
def test_without_a_frozen_folder_a_stand_in_is_built_and_called_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--for", "windows", "--out", str(tmp_path / "out"), "--work", str(tmp_path / "work")]
    assert main([*given, "--version", "0.1.0"]) == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["anamnesis-0.1.0-stand-in.msi"]
    said = capsys.readouterr().err
    assert "Not built here: the program" in said
    assert "Never installed on Windows" in said


@pytest.mark.parametrize("version", ["1.2", "1.2.3.4", "1.2.3rc1", "256.0.0", "1.256.0", "1.0.65536"])
def test_a_version_that_windows_would_misread_is_refused(version: str) -> None:
    with pytest.raises(SetupProblem, match="no version"):
        check_version(version)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("_internal/AUX:.py", "Windows could not"),
        ("_internal/ends.", "Windows could not"),
        ("_internal/\u05d0", "Windows could not"),
        ("_internal/" + "long/" * 50 + "x", "Windows could not"),
        ("_internal/Python311.DLL", "One file to Windows"),
        ("_internal/this & that", "wixl could not"),
        ("_internal/$(var.Version)", "wixl could not"),
    ],
)
def test_names_that_windows_could_not_have_are_refused(tmp_path: Path, name: str, told: str) -> None:
    folder = frozen_folder(tmp_path / "frozen")
    check_names(folder)
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).touch()
    with pytest.raises(SetupProblem, match=told):
        check_names(folder)


def test_a_folder_of_another_system_is_refused(tmp_path: Path) -> None:
    (tmp_path / "anamnesis").touch()
    with pytest.raises(SetupProblem, match=r"anamnesis\.exe is missing"):
        check_names(tmp_path)


def test_the_source_follows_from_the_paths_alone(frozen: Path, tmp_path: Path) -> None:
    again = frozen_folder(tmp_path / "frozen")
    assert files_fragment(frozen) == files_fragment(again)
    root = ElementTree.fromstring(files_fragment(frozen))  # noqa: S314 - our own text
    components = root.findall(f".//{_NAMESPACE}Component")
    assert len(components) == len(files_below(frozen)) == len({each.get("Guid") for each in components})
    grouped = {each.get("Id") for each in root.iter(f"{_NAMESPACE}ComponentRef")}
    assert grouped == {each.get("Id") for each in components}
    assert all(re.fullmatch(r"[cdf][0-9a-f]{32}", each.get("Id", "")) for each in components)
