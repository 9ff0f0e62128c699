"""A desktop knows a bundle of models by its name and by its first bytes, and opens it with the program."""

from __future__ import annotations

import configparser
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from core.engine.catalogue import BUNDLE_SUFFIX
from tests.fakes.bundle import small_bundle

LINUX = Path(__file__).resolve().parents[3] / "packaging" / "linux"
DEFINITION = LINUX / "anamnesis-models.xml"
_SPACE = "{http://www.freedesktop.org/standards/shared-mime-info}"


def _type() -> ElementTree.Element:
    found = ElementTree.parse(DEFINITION).getroot().find(f"{_SPACE}mime-type")  # noqa: S314 - our own
    assert found is not None
    return found


def test_it_is_told_by_its_suffix_and_by_its_first_bytes(tmp_path: Path) -> None:
    known = _type()
    glob, match = known.find(f"{_SPACE}glob"), known.find(f".//{_SPACE}match")
    assert glob is not None
    assert match is not None
    assert glob.get("pattern") == f"*{BUNDLE_SUFFIX}"
    assert (match.get("offset"), match.get("type")) == ("0", "string")
    assert small_bundle(tmp_path).read_bytes().startswith(str(match.get("value")).encode())


def test_the_program_opens_it() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read(LINUX / "anamnesis.desktop", encoding="utf-8")
    main = entry["Desktop Entry"]
    assert main["MimeType"] == f"{_type().get('type')};"
    assert main["Exec"] == "anamnesis %f"
    metainfo = (LINUX / "org.anamnesis.Anamnesis.metainfo.xml").read_text(encoding="utf-8")
    assert f"<mediatype>{_type().get('type')}</mediatype>" in metainfo


@pytest.mark.skipif(shutil.which("update-mime-database") is None, reason="needs shared-mime-info")
def test_the_systems_own_tool_takes_it(tmp_path: Path) -> None:
    packages = tmp_path / "packages"
    packages.mkdir()
    shutil.copyfile(DEFINITION, packages / "anamnesis.xml")
    subprocess.run(["update-mime-database", str(tmp_path)], check=True, capture_output=True)
    globs = (tmp_path / "globs2").read_text(encoding="utf-8")
    assert f"{_type().get('type')}:*{BUNDLE_SUFFIX}" in globs
    assert b"ANAMNESIS-MODELS " in (tmp_path / "magic").read_bytes()
