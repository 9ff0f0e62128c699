"""The shipped components and their licences: the table `components.toml` beside the lock files.

The table has the licences as read by a person, because many wheels name none or only a word. A locked package
missing in the table, or a disallowed licence, is an error.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.markers import Marker

from package_contents import normalised

SHIPPED_LOCKS = ("runtime.txt", "torch.txt", "llama.txt", "models.txt")
LINUX_PYTHON_311 = {
    "sys_platform": "linux",
    "platform_machine": "x86_64",
    "platform_system": "Linux",
    "os_name": "posix",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
    "python_version": "3.11",
    "python_full_version": "3.11.2",
}
"""The target of the Linux package, as environment markers."""

_PIN = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;]+)(?:\s*;\s*(?P<marker>.*?))?(?=\s+--hash|\s*$)"
)


class ComponentProblem(Exception):
    """The table, the locks and the folder do not match, or a licence is not allowed."""


@dataclass(frozen=True, slots=True)
class Pin:
    """One version of a package and the hashes of its installable files."""

    name: str
    version: str
    sha256: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Component:
    """A row of the table; `of` names the package that contains it."""

    name: str
    licence: str
    purpose: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The whole table, packages by their normalised names."""

    packages: Mapping[str, Component]
    inside: tuple[Component, ...]
    runtime: tuple[Component, ...]
    word_lists: tuple[Component, ...]
    allowed: frozenset[str]
    exceptions: frozenset[str]

    @property
    def everything(self) -> tuple[Component, ...]:
        return (*self.packages.values(), *self.inside, *self.runtime, *self.word_lists)

    def not_allowed(self) -> list[Component]:
        """The components whose licence is not allowed, alone or by choice."""
        taken = self.allowed | self.exceptions
        return [each for each in self.everything if not licence_allowed(each.licence, taken)]


def read_table(path: Path) -> Table:
    """The table of components."""
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    packages = [_component(each) for each in read["package"]]
    return Table(
        packages={each.name: each for each in packages},
        inside=tuple(_component(each) for each in read["inside"]),
        runtime=tuple(_component(each) for each in read["runtime"]),
        word_lists=tuple(_component(each) for each in read["word_list"]),
        allowed=frozenset(read["rule"]["allowed"]),
        exceptions=frozenset(read["rule"]["exceptions"]),
    )


def _component(row: Mapping[str, Any]) -> Component:
    return Component(row["name"], row["licence"], row.get("for", ""), row.get("of", ""))


def licence_allowed(expression: str, allowed: Iterable[str]) -> bool:
    """Whether an SPDX expression is met by `allowed`: of `OR` one side, of `AND` both.

    `A AND (B OR C)`; an operator binds as in SPDX, `WITH` closest, then `AND`, then `OR`.
    """
    words = re.findall(r"[()]|[^\s()]+", expression)
    taken, at = set(allowed), 0

    def one_of() -> bool:
        nonlocal at
        good = all_of()
        while at < len(words) and words[at] == "OR":
            at += 1
            good = all_of() or good
        return good

    def all_of() -> bool:
        nonlocal at
        good = one()
        while at < len(words) and words[at] == "AND":
            at += 1
            good = one() and good
        return good

    def one() -> bool:
        nonlocal at
        if at >= len(words) or words[at] in ("AND", "OR", ")"):
            raise ComponentProblem(f"not a licence expression: {expression}")
        if words[at] == "(":
            at += 1
            good = one_of()
            if words[at : at + 1] != [")"]:
                raise ComponentProblem(f"not a licence expression: {expression}")
            at += 1
            return good
        name = words[at]
        at += 1
        if words[at : at + 1] == ["WITH"]:
            name = " ".join([name, *words[at : at + 2]])
            at += 2
        return name in taken

    good = one_of()
    if at != len(words):
        raise ComponentProblem(f"not a licence expression: {expression}")
    return good


def read_pins(lock: str, environment: Mapping[str, str] | None = None) -> list[Pin]:
    """The packages of a lock file; with `environment`, those whose markers hold there."""
    pins = []
    for line in lock.replace("\\\n", " ").splitlines():
        if not line or line.lstrip().startswith("#"):
            continue
        match = _PIN.match(line)
        if match is None:
            raise ComponentProblem(f"not understood in a lock file: {line}")
        marker = match["marker"]
        if marker and environment is not None and not Marker(marker).evaluate(dict(environment)):
            continue
        hashes = tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", line))
        pins.append(Pin(normalised(match["name"]), match["version"], hashes))
    return pins


def shipped_pins(locks: Path, environment: Mapping[str, str] | None = None) -> list[Pin]:
    """The locked packages that users get, sorted by name."""
    found = [
        pin
        for name in SHIPPED_LOCKS
        for pin in read_pins((locks / name).read_text(encoding="utf-8"), environment)
    ]
    return sorted({(pin.name, pin.version): pin for pin in found}.values(), key=lambda pin: pin.name)


def check_table(table: Table, locks: Path) -> None:
    """Raises `ComponentProblem` where the table lacks a package, has one too many, or refuses a licence."""
    names = {pin.name for pin in shipped_pins(locks)}
    if missing := names - table.packages.keys():
        raise ComponentProblem(f"not in components.toml: {', '.join(sorted(missing))}")
    if left_over := table.packages.keys() - names:
        raise ComponentProblem(f"in components.toml, in no lock: {', '.join(sorted(left_over))}")
    if unlisted := {each.of for each in table.inside} - names:
        raise ComponentProblem(f"inside of what no lock holds: {', '.join(sorted(unlisted))}")
    if refused := table.not_allowed():
        told = "; ".join(f"{each.name} ({each.licence})" for each in refused)
        raise ComponentProblem(f"licences that are not shipped: {told}")
