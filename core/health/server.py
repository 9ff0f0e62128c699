"""Whether the database server is a tested version, and uses page checksums."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from core.database.server import Server
from core.database.server_facts import server_facts
from core.health.finding import Finding, Status

SERVER_MAJORS = (16, 18)
EXTENSION_MINORS = ((0, 7), (0, 8))
"""Lowest and highest tested version, both included."""

_Version = TypeVar("_Version", int, tuple[int, int])


def server_findings(server: Server) -> Iterator[Finding]:
    """Of the server that runs now. Raises `DatabaseProblem`."""
    facts = server_facts(server)
    major = facts.version_number // 10_000
    yield Finding(
        "server_version",
        _in_range(major, *SERVER_MAJORS),
        {"version": facts.version, "lowest": str(SERVER_MAJORS[0]), "highest": str(SERVER_MAJORS[1])},
    )
    lowest, highest = (".".join(map(str, each)) for each in EXTENSION_MINORS)
    params = {"version": facts.extension, "lowest": lowest, "highest": highest}
    minor = _minor(facts.extension)
    if minor is None:
        yield Finding("extension", "problem", params)
    else:
        yield Finding("extension", _in_range(minor, *EXTENSION_MINORS), params)
    yield Finding("checksums", "ok" if facts.checksums else "warning", {"on": facts.checksums})


def _in_range(found: _Version, lowest: _Version, highest: _Version) -> Status:
    """Older versions do not work; newer ones are untested."""
    if found < lowest:
        return "problem"
    return "warning" if found > highest else "ok"


def _minor(version: str | None) -> tuple[int, int] | None:
    try:
        major, minor = (version or "").split(".")[:2]
        return int(major), int(minor)
    except ValueError:
        return None
