"""House rules that no linter knows: names, translatable text, nothing of one machine in the sources."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("app", "core", "ui", "models", "migrations")
CODE = (*PACKAGES, "packaging", "tests")
FORBIDDEN_NAMES = re.compile(r"^(utils?|helpers?|misc|common|stuff|\w*manager|\w*_utils?|\w*_helpers?)$")
TEXT_SUFFIXES = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".in",
    ".json",
    ".jsonl",
    ".cfg",
    ".ini",
    ".qss",
    ".ts",
    ".svg",
}

BEGINS_WITH_DOCSTRING = re.compile(r'(?:#[^\n]*\n|\s)*"""[^\s"]')
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX)\b")
MACHINE_PATH = re.compile(
    r"(?<![\w./-])/(?:work|root|opt|mnt|Users)/(?!homebrew/)\w|/tmp/\w|file:///(?:work|root|opt|tmp)"
)
OTHER_INDEX = re.compile(r"extra-index-url|--find-links|--trusted-host|(?:^|\s)index-url\s*=")


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def texts() -> Iterator[Path]:
    for folder in (*CODE, "docs", ".ci"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path == Path(__file__) or "__pycache__" in path.parts:
                continue
            if path.is_file() and path.suffix in {*TEXT_SUFFIXES, ""}:
                yield path
    for path in sorted(ROOT.iterdir()):
        if path.is_file() and path.suffix in TEXT_SUFFIXES:
            yield path


def shown(paths: list[str]) -> str:
    return "\n".join(paths)


def test_modules_are_named_for_what_they_hold() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for path in sources(*CODE)
        if any(FORBIDDEN_NAMES.match(part) for part in path.relative_to(ROOT).with_suffix("").parts)
    ]
    assert not wrong, shown(wrong)


@pytest.mark.parametrize("name", ["utils", "helper", "misc", "session_manager", "text_utils", "manager"])
def test_the_name_rule_knows_the_names_it_forbids(name: str) -> None:
    assert FORBIDDEN_NAMES.match(name)


def test_every_folder_of_the_program_is_a_package_and_the_launchers_is_not() -> None:
    folders = {path.parent for path in sources(*PACKAGES)}
    assert not [str(folder) for folder in folders if not (folder / "__init__.py").is_file()]
    # With one it would hide PyPI's `packaging` from everything run in the checkout.
    assert not (ROOT / "packaging" / "__init__.py").exists()


def explained(source: str) -> bool:
    """Whether a module has a docstring; parsed only where its first characters do not tell."""
    return bool(BEGINS_WITH_DOCSTRING.match(source) or ast.get_docstring(ast.parse(source)))


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ('"""Why."""\n', True),
        ('#!/usr/bin/env python3\n# A comment.\n\n"""Why."""\n', True),
        ("'Why.'\n", True),
        ('""""""\n', False),
        ('"""  """\n', False),
        ('import ast\n\n"""Why."""\n', False),
        ('text = """Why."""\n', False),
        ("", False),
    ],
)
def test_the_rule_of_docstrings_knows_one(source: str, wanted: bool) -> None:
    assert explained(source) == wanted


def test_every_module_says_why_it_exists() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in sources(*CODE)
        if path.name != "__init__.py" and not explained(path.read_text(encoding="utf-8"))
    ]
    assert not silent, shown(silent)


def translated_arguments(tree: ast.AST) -> Iterator[tuple[int, ast.expr]]:
    """The text arguments of `….tr(text)` and `….translate(context, text)`."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr == "tr" and node.args:
            yield node.lineno, node.args[0]


def unextractable(source: str) -> list[int]:
    """Lines whose text Qt's extractor cannot read: anything but a plain string, joined or formatted."""
    return [
        line
        for line, argument in translated_arguments(ast.parse(source))
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str))
    ]


def test_every_translated_text_is_a_plain_string() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sources("ui")
        for line in unextractable(path.read_text(encoding="utf-8"))
    ]
    assert not wrong, shown(wrong)


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ('self.tr("Saved")', False),
        ('self.tr("%n sessions", "", count)', False),
        ('self.tr(f"Saved {name}")', True),
        ('self.tr("Saved " + name)', True),
        ('self.tr("Saved {}".format(name))', True),
        ("self.tr(text)", True),
    ],
)
def test_the_translation_rule_tells_them_apart(source: str, wrong: bool) -> None:
    assert bool(unextractable(source)) == wrong


@pytest.mark.parametrize(
    "pattern", [UNFINISHED, MACHINE_PATH, OTHER_INDEX], ids=["unfinished", "path", "index"]
)
def test_nothing_unfinished_and_nothing_of_one_machine_is_in_the_sources(pattern: re.Pattern[str]) -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in texts()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]
    assert not wrong, shown(wrong)
