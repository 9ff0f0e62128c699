"""Folder, locks and table are compared file by file; what is shipped is listed with licence and hash."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from package_components import Component, ComponentProblem, Pin, Table
from package_contents import Cut, cut_out
from package_sbom import check_agreement, disagreements, list_of_materials, notices, program_files

PINS = [Pin("first-one", "1.0", ("a" * 64,)), Pin("second", "2.0", ("b" * 64,))]
TABLE = Table(
    packages={"first-one": Component("first-one", "MIT"), "second": Component("second", "Apache-2.0")},
    inside=(Component("kernel", "BSD-3-Clause", of="second"),),
    runtime=(Component("CPython", "PSF-2.0"),),
    word_lists=(),
    allowed=frozenset({"MIT", "Apache-2.0", "BSD-3-Clause", "PSF-2.0"}),
    exceptions=frozenset(),
)


def install(site: Path, name: str, version: str, licence: str, files: dict[str, bytes]) -> None:
    """A package as pip leaves it: its files, metadata, a licence and the record of all of them."""
    info = f"{name}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\nLicense-Expression: {licence}\n\n"
    everything = {**files, f"{info}/METADATA": metadata.encode(), f"{info}/licenses/LICENSE": name.encode()}
    lines = []
    for path, data in everything.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        lines.append(f"{path},sha256={digest},{len(data)}")
    (site / info / "RECORD").write_text("\n".join([*lines, f"{info}/RECORD,,"]), encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site-packages"
    install(folder, "First_One", "1.0", "MIT", {"first/__init__.py": b"one", "first/tests/test.py": b"test"})
    install(folder, "second", "2.0", "Apache-2.0", {"second.py": b"two"})
    return folder


def test_a_folder_that_is_what_the_locks_say_agrees(site: Path) -> None:
    (site / "__pycache__").mkdir()
    (site / "__pycache__" / "second.cpython-311.pyc").write_bytes(b"code")
    assert disagreements(site, PINS, TABLE, []) == []


def test_what_was_cut_is_missed_neither_as_file_nor_as_package(site: Path) -> None:
    cuts = [Cut("tests", "", paths=("first/tests/*",)), Cut("whole", "", packages=("second",))]
    done = cut_out(site, cuts)
    assert [(each.files, each.size_bytes > 0) for each in done] == [(1, True), (4, True)]
    assert not (site / "first" / "tests").exists()
    assert not (site / "second.py").exists()
    assert disagreements(site, PINS, TABLE, cuts) == []


def test_no_pattern_takes_a_licence_or_a_record(site: Path) -> None:
    cut_out(site, [Cut("everything", "", paths=("*",))])
    assert (site / "second-2.0.dist-info" / "licenses" / "LICENSE").is_file()
    assert (site / "second-2.0.dist-info" / "RECORD").is_file()


def test_one_changed_byte_is_named(site: Path) -> None:
    (site / "second.py").write_bytes(b"twO")
    assert disagreements(site, PINS, TABLE, []) == ["second.py is not what its record says"]


def test_a_file_that_nobody_recorded_is_named(site: Path) -> None:
    (site / "first" / "extra.so").write_bytes(b"?")
    assert disagreements(site, PINS, TABLE, []) == ["first/extra.so is in no record"]


@pytest.mark.parametrize(
    ("pins", "told"),
    [
        ([PINS[0]], "second is there and in no lock"),
        ([*PINS, Pin("third", "3", ())], "third is locked and not there"),
        ([PINS[0], Pin("second", "2.1", ())], "second is 2.0, locked is 2.1"),
    ],
)
def test_packages_that_differ_are_named(site: Path, pins: Sequence[Pin], told: str) -> None:
    bare: frozenset[str] = frozenset()
    table = Table({**TABLE.packages, "third": Component("third", "MIT")}, (), (), (), bare, bare)
    assert disagreements(site, pins, table, []) == [told]


def test_a_licence_that_a_package_declares_otherwise_is_named(site: Path) -> None:
    packages = {**TABLE.packages, "second": Component("second", "MIT")}
    table = Table(packages, (), (), (), frozenset(), frozenset())
    assert disagreements(site, PINS, table, []) == ["second says Apache-2.0, components.toml MIT"]
    with pytest.raises(ComponentProblem, match="1 disagreements"):
        check_agreement(site, PINS, table, [])


def test_the_list_has_every_component_and_every_file_and_follows_from_its_content(site: Path) -> None:
    files = program_files(site)

    def made() -> dict[str, object]:
        return list_of_materials(
            version="1",
            pins=PINS,
            table=TABLE,
            python_version="3.11.2",
            freezer_version="6",
            files=files,
            cut_packages=["second"],
        )

    document = made()
    assert document["bomFormat"] == "CycloneDX"
    components = document["components"]
    assert isinstance(components, list)
    named = {each["name"]: each for each in components}
    assert named["first-one"]["licenses"] == [{"expression": "MIT"}]
    assert named["first-one"]["purl"] == "pkg:pypi/first-one@1.0"
    assert named["first-one"]["properties"] == [{"name": "anamnesis:locked-sha256", "value": "a" * 64}]
    assert named["CPython"]["version"] == "3.11.2"
    assert "second" not in named
    told = {each["name"]: each["hashes"][0]["content"] for each in components if each["type"] == "file"}
    assert told == files
    assert json.dumps(made()) == json.dumps(document)


def test_the_notices_have_each_licence_once(site: Path) -> None:
    install(site, "third", "3.0", "MIT", {})
    (site / "third-3.0.dist-info" / "licenses" / "LICENSE").write_bytes(b"second")
    text = notices(site, TABLE, PINS)
    assert "multilingual-e5-small: Copyright (c) Microsoft Corporation" in text
    assert "first-one 1.0: MIT" in text
    assert "kernel (inside of second): BSD-3-Clause" in text
    assert text.count("licenses/LICENSE") == 2
