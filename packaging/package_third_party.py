"""Writes docs/third-party.md from the table of components and the lock files."""

from __future__ import annotations

import sys
from pathlib import Path

from package_components import ComponentProblem, check_table, read_table, shipped_pins
from package_sbom import third_party_page

ROOT = Path(__file__).resolve().parent.parent


def page() -> str:
    """The text, for all systems that the locks serve. Raises `ComponentProblem`."""
    table, locks = read_table(ROOT / "packaging" / "components.toml"), ROOT / "packaging" / "locks"
    check_table(table, locks)
    template = (ROOT / "packaging" / "third_party.md.in").read_text(encoding="utf-8")
    return third_party_page(table, shipped_pins(locks), template)


def main() -> int:
    try:
        (ROOT / "docs" / "third-party.md").write_text(page(), encoding="utf-8")
    except ComponentProblem as problem:
        sys.stderr.write(f"Error: {problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
