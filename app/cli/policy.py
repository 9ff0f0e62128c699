"""`anamnesis policy`: settings in force and their origin, a check of a file, templates for IT."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.cli.console import EXIT_DONE
from app.cli.context import Context
from core.atomic_file import write_atomically
from core.configuration.documents import read_toml
from core.configuration.reading import checked
from core.configuration.schema import IN_FILES
from core.configuration.templates.documentation import documentation
from core.configuration.templates.group_policy import adml, admx
from core.configuration.templates.json_schema import json_schema
from core.configuration.templates.property_list import configuration_profile
from core.configuration.templates.toml_policy import toml_policy, written
from core.configuration.words import SettingWords
from core.errors import EnvironmentProblem
from ui.settings.words import SECTION_TITLES, WORDS

_TEMPLATES: dict[str, Callable[[str], str]] = {
    "toml": lambda _language: toml_policy(WORDS.__getitem__),
    "json-schema": lambda _language: json_schema(WORDS.__getitem__),
    "admx": lambda _language: admx(),
    "adml": lambda language: adml(lambda name: _translated(WORDS[name], language)),
    "plist": lambda _language: configuration_profile(),
    "docs": lambda _language: documentation(WORDS.__getitem__, SECTION_TITLES),
}


def show(context: Context, _arguments: argparse.Namespace) -> int:
    """Every setting of files, its value and who decided it."""
    settings = context.settings
    rows = []
    for each in IN_FILES:
        decision = settings.decisions.get(each.name)
        rows.append(
            {
                "name": each.name,
                "value": _plain(getattr(settings, each.name)),
                "set_by": None if decision is None else decision.by,
                "place": None if decision is None else str(decision.place),
            }
        )
    sources = [{"source": each.source, "administered": each.administered} for each in settings.policies]
    lines = [f"Policy: {each['source']}" + _open(each["administered"]) for each in sources]
    lines = lines or ["There is no policy on this computer."]
    lines += [_row(each) for each in rows]
    context.console.result({"policies": sources, "settings": rows}, "\n".join(lines))
    return EXIT_DONE


def check(context: Context, arguments: argparse.Namespace) -> int:
    """Parses a policy as the program would, from any path. Raises as `checked`."""
    found = read_toml(arguments.file, administered=True)
    if found is None:
        raise EnvironmentProblem("settings_unreadable", file=str(arguments.file))
    values = {name: _plain(value) for name, value in checked(found).items()}
    text = "\n".join(f"{name} = {_shown(value)}" for name, value in values.items()) or "It sets nothing."
    context.console.result({"settings": values}, text)
    return EXIT_DONE


def template(context: Context, arguments: argparse.Namespace) -> int:
    """Writes a template to a file, or to standard output."""
    made = _TEMPLATES[arguments.kind](arguments.language)
    if arguments.out is None:
        context.console.result({"template": made}, made.rstrip("\n"))
        return EXIT_DONE
    try:
        write_atomically(arguments.out, made.encode(), mode=0o644)
    except OSError as error:
        raise EnvironmentProblem(
            "file_not_written", file=arguments.out.name, reason=error.strerror
        ) from error
    context.console.result({"file": str(arguments.out)}, f"Written to {arguments.out}.")
    return EXIT_DONE


def _translated(words: SettingWords, language: str) -> SettingWords:
    if language == "en":
        return words
    from ui.i18n.translator import load_catalogue

    catalogue = load_catalogue("he")

    def told(text: str) -> str:
        return (catalogue.translate("", text) or text) if text else ""

    return SettingWords(told(words.title), told(words.help), told(words.imposed))


def _plain(value: Any) -> Any:
    """In the form of JSON and TOML."""
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [str(each) for each in value]
    return str(value) if isinstance(value, Path) else value


def _shown(value: Any) -> str:
    return "–" if value is None else written(value)


def _row(row: dict[str, Any]) -> str:
    decided = "" if row["set_by"] is None else f"   ({row['set_by']}: {row['place']})"
    return f"{row['name']} = {_shown(row['value'])}{decided}"


def _open(administered: object) -> str:
    return "" if administered else "   (others than an administrator can change it)"
