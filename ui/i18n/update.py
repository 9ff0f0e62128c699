"""Refreshes the catalogues: `python -m ui.i18n.update`.

Collects every `tr` and `translate` string of `ui` into `anamnesis_en.ts` and `anamnesis_he.ts` with PySide6's
own `lupdate` (translations that are there stay, strings that went go), then compiles the `.qm` files with
`lrelease`. Translate in Qt Linguist (`pyside6-linguist`) or any editor, then run it again. It exits 1 while
strings of the Hebrew catalogue are unfinished. No native-speaking clinician has reviewed the Hebrew yet.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

_HERE = Path(__file__).parent
_UI = _HERE.parent
CATALOGUES = {language: _HERE / f"anamnesis_{language}.ts" for language in ("en", "he")}


def main() -> int:
    """Refreshes and compiles both catalogues; 0 when nothing is left to translate."""
    sources = sorted(str(path.relative_to(_UI.parent)) for path in _UI.rglob("*.py"))
    for language, catalogue in CATALOGUES.items():
        # In English only plural strings need an entry: the others are their own translation.
        only = ["-pluralonly"] if language == "en" else []
        _run(
            "pyside6-lupdate",
            *("-silent", "-locations", "none", "-no-obsolete", "-target-language", language),
            *only,
            *sources,
            *("-ts", str(catalogue)),
        )
        _run("pyside6-lrelease", "-silent", str(catalogue), "-qm", str(catalogue.with_suffix(".qm")))
    missing = unfinished(CATALOGUES["he"])
    for context, source in missing:
        sys.stderr.write(f"not translated: {context}: {source}\n")
    return 1 if missing else 0


def unfinished(catalogue: Path) -> list[tuple[str, str]]:
    """(context, source) of each untranslated string."""
    waiting = []
    for context in ElementTree.parse(catalogue).iter("context"):  # noqa: S314 - our own file
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") == "unfinished":
                waiting.append((name, message.findtext("source", "")))
    return waiting


def _run(tool: str, *arguments: str) -> None:
    """Runs a tool that PySide6 installs beside the interpreter."""
    found = shutil.which(tool, path=str(Path(sys.executable).parent)) or shutil.which(tool)
    if found is None:
        raise SystemExit(f"{tool} is not installed beside {Path(sys.executable).name}")
    subprocess.run([found, *arguments], check=True, cwd=_UI.parent)


if __name__ == "__main__":
    raise SystemExit(main())
