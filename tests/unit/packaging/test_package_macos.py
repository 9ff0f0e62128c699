"""What is handed to a Mac: filled in, parsed, and one file saying what the others say."""

from __future__ import annotations

import io
import plistlib
import shutil
from pathlib import Path

import pytest

from launcher_console import Console, SetupProblem
from package_for import main
from package_macos import FILES, check_definitions, write_definitions

RELOCATABLE = "<key>BundleIsRelocatable</key>\n\t\t"
VERSION_CHECKED = "<key>BundleIsVersionChecked</key>\n\t\t"
MACOS = Path(__file__).resolve().parents[3] / "packaging" / "macos"


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return write_definitions(MACOS, version="1.2.3", out=tmp_path, console=Console(io.StringIO()))


def test_everything_is_there_with_the_version_in_it(written: Path) -> None:
    assert sorted(path.name for path in written.iterdir()) == sorted(FILES)
    info = plistlib.loads((written / "Info.plist").read_bytes())
    assert (info["CFBundleVersion"], info["CFBundleIdentifier"]) == ("1.2.3", "org.anamnesis.Anamnesis")
    assert (written / "build.sh").stat().st_mode & 0o111
    assert "--version 1.2.3 " in (written / "build.sh").read_text("utf-8")


def test_no_secret_is_an_argument_of_the_scripts() -> None:
    for name in ("build.sh", "notarise.sh"):
        text = (MACOS / name).read_text("utf-8")
        assert "--keychain-profile" in text or "notarise.sh" in text
        assert "--password" not in text


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("Info.plist", "1.2.3", "1.2.4", "Info.plist: CFBundleShortVersionString"),
        ("Info.plist", "</dict>", "", "Info.plist: no property list"),
        ("Info.plist", "<string>anamnesis</string>", "<string>other</string>", "another program"),
        ("Info.plist", "<string>13.0</string>", "<string>12.0</string>", "another oldest system"),
        (
            "entitlements.plist",
            "allow-unsigned-executable-memory",
            "disable-library-validation",
            "validation",
        ),
        ("component.plist", f"{RELOCATABLE}<false/>", f"{RELOCATABLE}<true/>", "elsewhere"),
        ("component.plist", f"{VERSION_CHECKED}<true/>", f"{VERSION_CHECKED}<false/>", "over a newer one"),
        ("distribution.xml", 'Anamnesis" version', 'Other" version', "another package"),
        ("distribution.xml", 'UserHome="false"', 'UserHome="true"', "for the whole computer"),
        ("distribution.xml", "</choices-outline>", "", "not XML"),
        ("build.sh", "esac\n", "", "does not understand"),
        ("notarise.sh", "set -eu", "set -eu # @LATER@", "not filled in"),
    ],
)
def test_each_file_is_held_to_the_others(written: Path, name: str, old: str, new: str, told: str) -> None:
    text = (written / name).read_text("utf-8")
    assert old in text
    (written / name).write_text(text.replace(old, new), "utf-8")
    with pytest.raises(SetupProblem, match=told):
        check_definitions(written, "1.2.3")


def test_a_picture_without_its_large_size_is_refused(written: Path) -> None:
    (written / "anamnesis.icns").write_bytes(b"icns\x00\x00\x00\x08")
    with pytest.raises(SetupProblem, match="512"):
        check_definitions(written, "1.2.3")


@pytest.mark.parametrize("version", ["1.2.3rc1", "1.2.3.4", "", "1.2.3</string>"])
def test_a_version_that_is_none_is_refused(tmp_path: Path, version: str) -> None:
    with pytest.raises(SetupProblem, match="no version"):
        write_definitions(MACOS, version=version, out=tmp_path, console=Console(io.StringIO()))
    assert not list(tmp_path.iterdir())


def test_what_takes_a_mac_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--for", "macos", "--out", str(tmp_path), "--version", "0.1.0"]) == 0
    assert "All of them take a Mac" in capsys.readouterr().err
    assert (tmp_path / "macos-0.1.0" / "Info.plist").is_file()


def test_an_earlier_folder_is_replaced_whole(tmp_path: Path, written: Path) -> None:
    (written / "left.txt").touch()
    shutil.rmtree(written.parent / "macos-9", ignore_errors=True)
    write_definitions(MACOS, version="1.2.3", out=written.parent, console=Console(io.StringIO()))
    assert not (written / "left.txt").exists()
