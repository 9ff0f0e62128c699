"""Every error code in `core` has a sentence, in both languages, and no sentence can fail."""

from __future__ import annotations

import ast
import inspect
import string
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

import core
import core.errors
from core.errors import AnamnesisError, EngineProblem, InputRefused, ModelRejected
from ui.errors import describe, describe_code, has_sentence, known_codes, source_sentences
from ui.i18n import install_translator

_CORE = Path(core.__file__).parent
_FAMILIES = {
    name: kind
    for name, kind in inspect.getmembers(core.errors, inspect.isclass)
    if issubclass(kind, AnamnesisError)
}


def _class_codes() -> set[str]:
    return {kind.code for kind in _FAMILIES.values()}


def _raised_codes() -> dict[str, str]:
    """Code → where: the first text given to any error class anywhere in `core`, keyword `code` included."""
    found: dict[str, str] = {}
    for path in sorted(_CORE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            # What an attempt at the engine failed with becomes an `EngineProblem` of the same code.
            if name not in _FAMILIES and name != "AttemptFailed":
                continue
            given = [node.args[0]] if node.args else []
            given += [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            for argument in given:
                for part in ast.walk(argument):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        found[part.value] = f"{path.relative_to(_CORE.parent)}:{node.lineno}"
    return found


def test_the_collector_finds_codes() -> None:
    assert "field_too_long" in _raised_codes()
    assert "disk_full" in _class_codes()


def test_every_code_of_core_has_a_sentence() -> None:
    without = {code: place for code, place in _raised_codes().items() if not has_sentence(code)}
    without |= {code: "core/errors.py" for code in _class_codes() if not has_sentence(code)}
    # Made from the reason for which the engine's process ended.
    built = {"engine_crashed", "engine_not_started"}
    assert built <= set(known_codes())
    assert without == {}


@pytest.mark.parametrize("language", ["en", "he"])
def test_every_sentence_survives_missing_and_odd_parameters(qapp: QCoreApplication, language: str) -> None:
    install_translator(qapp, "he" if language == "he" else "en")
    for code in known_codes():
        for params in ({}, {"name": None, "field": "plan", "limit": 3, "reason": "{braces} %1"}):
            text = describe_code(code, params)
            assert text.title, code
            assert text.title[-1] != ".", f"{code}: a title is no sentence"
            for part in (text.title, text.message, text.remedy):
                assert "{" not in part.replace("{braces}", ""), code


def test_placeholders_are_plain_names() -> None:
    for code in known_codes():
        for part in source_sentences(code):
            for _text, name, spec, conversion in string.Formatter().parse(part):
                assert name is None or name.isidentifier(), code
                assert not spec, code
                assert not conversion, code


def test_parameters_are_filled_in() -> None:
    text = describe(InputRefused("field_too_long", field="plan", length=50_001, limit=50_000))
    assert text.message == "Plan holds 50001 characters; 50000 is the most."
    assert text.one_line.startswith("Too long. Plan holds")


def test_a_reason_can_have_its_own_words() -> None:
    general = describe(ModelRejected(name="m", reason="hash_mismatch"))
    special = describe(ModelRejected(name="m", reason="unreadable"))
    assert general.title != special.title


def test_an_unknown_code_gets_the_words_of_its_family() -> None:
    assert describe(EngineProblem("never_heard_of")).title == describe(EngineProblem()).title


def test_a_code_unknown_altogether_gets_a_general_sentence() -> None:
    text = describe(AnamnesisError("never_heard_of"))
    assert text.title == "This did not work"
    assert text.remedy


def test_in_hebrew(qapp: QCoreApplication) -> None:
    english = describe(InputRefused("client_name_missing"))
    install_translator(qapp, "he")
    hebrew = describe(InputRefused("client_name_missing"))
    assert hebrew.title != english.title
    assert any("\u0590" <= character <= "\u05ff" for character in hebrew.title)
